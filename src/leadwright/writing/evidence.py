"""What a letter says about a shop must stand on its page: each fact of a sentence is looked up in its snippet."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from leadwright.domain.evidence import Evidence
from leadwright.domain.letter import Grounded
from leadwright.writing.problem import Problem

SENTENCE = re.compile(r"(?<=[.!?。！？])\s{1,10}|(?<=[。！？])|\n{1,20}")
FIGURE = re.compile(r"(?<![A-Za-z])\d{1,20}(?:[.,'\u00a0\u202f]\d{1,12}){0,6}")
SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-"}
)


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into sentences, as they stand."""
    return tuple(part.strip() for part in SENTENCE.split(text) if part and part.strip())


def proved(value: str, evidence: Evidence) -> bool:
    """Whether the snippet says ``value``: same words, whatever the case, the spaces and the kind of quotes."""
    return bool(value.strip()) and plain(value) in plain(evidence.snippet)


def figures(text: str) -> tuple[str, ...]:
    """Give the figures of a text without their separators: ``1,299.00`` is ``129900``."""
    return tuple(re.sub(r"\D{1,1}", "", figure) for figure in FIGURE.findall(text))


def unproved(text: str, facts: Mapping[str, str], *, grounds: Sequence[Grounded]) -> tuple[Problem, ...]:
    """Give ``unproved`` for each fact (name -> value) of a sentence that no page shown for that sentence says.

    ``facts`` are the values a letter took from pages: company, product, price, hero, finding.
    """
    found: dict[Problem, None] = {}
    for name, value in facts.items():
        for place in places(text, value):
            shown = [ground.evidence for ground in grounds if plain(place) == plain(ground.sentence)]
            if not any(proved(value, evidence) for evidence in shown):
                found[Problem("unproved", (("fact", name), ("value", value)))] = None
    return tuple(found)


def places(text: str, value: str) -> tuple[str, ...]:
    """Give the sentences of ``text`` that say ``value``; its lines where the value is longer than a sentence."""
    for units in (sentences(text), text.splitlines()):
        if found := tuple(unit.strip() for unit in units if plain(value) and plain(value) in plain(unit)):
            return found
    return ()


def stated(finding: str, evidence: Evidence) -> bool:
    """Whether a finding, which is put in our own words, has all its figures and quoted words on the page."""
    quoted = re.findall(r'"([^"]{1,200})"', plain(finding))
    seen = figures(evidence.snippet)
    return all(figure in seen for figure in figures(finding)) and all(q in plain(evidence.snippet) for q in quoted)


def plain(text: str) -> str:
    """Bring a text to the form in which two writings of the same words are equal."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(SAME).casefold().split())
