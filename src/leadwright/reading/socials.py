"""The profiles a business has elsewhere, as its own site links them."""

from collections.abc import Sequence

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.page import Doc

MOST = 20
_NETWORKS = ("facebook.com", "instagram.com", "linkedin.com", "x.com", "twitter.com", "youtube.com", "tiktok.com")


def socials_of(docs: Sequence[Doc], company: str, *, tables: Tables) -> tuple[Fact, ...]:
    """Give the URLs of the profiles, each once."""
    del company
    found: dict[str, Fact] = {}
    for doc in docs:
        for link in doc.links:
            if tables.registrable(link.host) in _NETWORKS:
                found.setdefault(link.href, Fact(link.href, doc.evidence(link.text or link.href, way="attribute")))
    return tuple(found.values())[:MOST]
