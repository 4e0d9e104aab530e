"""Words by which a site refuses advertising or says that it passes no addresses on, wherever they count."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Final

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.addresses import Found
from leadwright.reading.page import Doc

MOST: Final = 50  # places of one page
NEAR: Final = 300  # characters around an address in which a refusal counts
_IMPRINT = re.compile(
    r"\b(?:imprint|impressum|legal notice|mentions légales|aviso legal|note legali|colofon|contact|kontakt)\b", re.I
)


def refusals_in(text: str, tables: Tables, *, lower: str | None = None) -> Iterator[tuple[int, int]]:
    """Give where a text refuses advertising; a shop's promise about its own newsletter is no refusal.

    ``lower`` is the text in lower case, where it is at hand.
    """
    plain = text.lower() if lower is None else lower
    for _, phrase in tables.refusals.phrases:
        for match in _found(phrase, text, plain):
            lead = text[max(0, match.start() - 40) : match.start() + 12].rsplit("\n", maxsplit=1)[-1]
            if not any(promise.search(lead) for promise in tables.refusals.promises):
                yield match.span()


def _found(phrase: re.Pattern[str], text: str, plain: str) -> Iterator[re.Match[str]]:
    """Find an expression in a text, by way of the same in lower case where the places are the same."""
    quick = _without_case(phrase) if len(plain) == len(text) else None
    if quick is None:
        return phrase.finditer(text)
    stems = _stems(phrase.pattern)
    return quick.finditer(plain) if not stems or any(stem in plain for stem in stems) else iter(())


# the parts of an expression: a group with what follows it, a repetition or a set, plain letters with what follows them
_PART = re.compile(r"\(([^()]*)\)([?*{]?)|\[[^\]]*\]|\.?\{[^}]*\}|\\.|([^()\[\].{}?*+|\\^$]+)([?*{]?)")
_INNER = re.compile(r"(\([^()]*)\([^()]*\)")
_PLAIN = re.compile(r"[^()\[\].{}?*+|\\^$]*(?![?*{])")
_SHORTEST = 3  # bytes of a stem: a shorter one stands in too many texts


@cache
def _stems(pattern: str) -> Sequence[str]:
    """Give letters of which some stand in all that an expression finds: looked for first, they spare most searches.

    Of the parts that have to be there it is the one with the longest beginnings. Empty where no part has any, and for
    an expression that begins with letters, for it is quick by itself.
    """
    if pattern[:1] != "(":
        return ()
    pattern, inner = _INNER.subn(r"\1.", pattern)
    while inner:
        pattern, inner = _INNER.subn(r"\1.", pattern)
    parts: list[list[str]] = []
    for group, repeated, letters, follows in _PART.findall(pattern):
        if group and not repeated:
            parts.append(["".join(_PLAIN.findall(one)[:1]) for one in group.split("|")])
        elif letters:
            parts.append([letters[:-1] if follows else letters])
    best = max(parts, key=_length, default=[])
    alone = "|" in _PART.sub("", pattern)  # then a part may be missing
    return best if best and not alone and _length(best) >= _SHORTEST else ()


def _length(stems: Iterable[str]) -> int:
    """Give the length of the shortest; letters beyond Latin count for more, for few texts have any."""
    return min(len(stem.encode()) for stem in stems)


@cache
def _without_case(phrase: re.Pattern[str]) -> re.Pattern[str] | None:
    """Give an expression that finds the same in lower-case text, three times as fast; None where case is part of it."""
    literal = re.sub(r"\\.", "", phrase.pattern)
    return re.compile(phrase.pattern, phrase.flags & ~re.IGNORECASE) if literal == literal.lower() else None


def refused_near(place: Found, tables: Tables) -> bool:
    """Say whether advertising is refused within 300 characters of an address."""
    return next(refusals_in(place.around, tables), None) is not None


def refusal_of(docs: Iterable[Doc], tables: Tables) -> Fact | None:
    """Find words that refuse advertising on a contact or imprint page, in a footer, or beside an imprint heading."""
    for doc in docs:
        text = doc.text[:400_000]
        spans = list(islice(refusals_in(text, tables, lower=doc.lower[:400_000]), MOST))
        if not spans:
            continue
        whole = doc.kind in {"contact", "imprint"}
        footer = "\n".join(one.text for one in doc.blocks if one.zone in {"footer", "aside"})
        for start, end in spans:
            said, near = text[start:end], text[max(0, start - NEAR) : end + NEAR]
            if whole or said in footer or _IMPRINT.search(near):
                return Fact(said, doc.evidence(text[max(0, start - 120) : end + 120]))
    return None


def no_transfer_of(docs: Iterable[Doc], tables: Tables) -> Fact | None:
    """Find a notice that the site gives no addresses away (15 USC 7704(b)(1)(A)(i)): recorded, no refusal."""
    for doc in docs:
        text = doc.text[:400_000]
        plain = doc.lower[:400_000]
        for notice in tables.refusals.no_transfer:
            for start, end in (match.span() for match in _found(notice, text, plain)):
                return Fact(text[start:end][:300], doc.evidence(text[max(0, start - 60) : end + 60]))
    return None
