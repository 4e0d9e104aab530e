"""The telephone numbers a site gives."""

from collections.abc import Sequence

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.page import Doc

MOST = 10


def phones_of(docs: Sequence[Doc], country: str | None, *, tables: Tables) -> tuple[Fact, ...]:
    """Give the numbers that the site links for dialling; ``country`` (ISO 3166-1) helps with national ones."""
    del country, tables
    found: dict[str, Fact] = {}
    for doc in docs:
        for link in doc.links:
            if link.href.startswith("tel:"):
                number = link.href[4:].strip()[:40]
                found.setdefault(number, Fact(number, doc.evidence(link.text or number, way="attribute")))
    return tuple(found.values())[:MOST]
