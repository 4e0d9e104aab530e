"""Words by which a site refuses advertising or says that it passes no addresses on, wherever they count."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.addresses import Found
from leadwright.reading.page import Doc

NEAR: Final = 300  # characters around an address in which a refusal counts
_IMPRINT = re.compile(
    r"\b(?:imprint|impressum|legal notice|mentions légales|aviso legal|note legali|colofon|contact|kontakt)\b", re.I
)


def refusals_in(text: str, tables: Tables) -> Iterator[tuple[int, int]]:
    """Give where a text refuses advertising; a shop's promise about its own newsletter is no refusal."""
    for _, phrase in tables.refusals.phrases:
        for match in phrase.finditer(text):
            lead = text[max(0, match.start() - 40) : match.start() + 12].rsplit("\n", maxsplit=1)[-1]
            if not any(promise.search(lead) for promise in tables.refusals.promises):
                yield match.span()


def refused_near(place: Found, tables: Tables) -> bool:
    """Say whether advertising is refused within 300 characters of an address."""
    return next(refusals_in(place.around, tables), None) is not None


def refusal_of(docs: Iterable[Doc], tables: Tables) -> Fact | None:
    """Find words that refuse advertising on a contact or imprint page, in a footer, or beside an imprint heading."""
    for doc in docs:
        whole = doc.kind in {"contact", "imprint"}
        text = doc.text if whole else "\n".join(one.text for one in doc.blocks if one.zone in {"footer", "aside"})
        for start, end in refusals_in(text[:400_000], tables):
            return Fact(text[start:end], doc.evidence(text[max(0, start - 120) : end + 120]))
        for start, end in () if whole else refusals_in(doc.text[:400_000], tables):
            if _IMPRINT.search(doc.text[max(0, start - NEAR) : end + NEAR]):
                return Fact(doc.text[start:end], doc.evidence(doc.text[max(0, start - 120) : end + 120]))
    return None


def no_transfer_of(docs: Iterable[Doc], tables: Tables) -> Fact | None:
    """Find a notice that the site gives no addresses away (15 USC 7704(b)(1)(A)(i)): recorded, no refusal."""
    for doc in docs:
        for notice in tables.refusals.no_transfer:
            match = notice.search(doc.text[:400_000])
            if match:
                return Fact(match.group()[:300], doc.evidence(doc.text[max(0, match.start() - 60) : match.end() + 60]))
    return None
