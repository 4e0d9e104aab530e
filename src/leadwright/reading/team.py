"""How many people a business has, where its pages say so.

First what it tells machines (numberOfEmployees of schema.org), then what it says of itself in a sentence ("there are
five of us", "a team of 12"), then a team page that shows each person. A number of customers, seats, years or stars is
none of that: a sentence counts only where the firm's own people are its subject, so "for a team of 10" and "lead a team
of 6" do not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from leadwright.domain.evidence import Fact
from leadwright.reading.page import Doc
from leadwright.reading.words.team import ALONE, COUNTS, FOREIGN, NUMBERS, TITLES

LONGEST = 20_000  # characters of a page that are read
MOST_HITS = 12  # of one anchor word on a page
MOST_PEOPLE = 100_000
FEWEST_CARDS, MOST_CARDS = 3, 40
_UNREAD = {"quote", "cookie", "promo", "form", "button", "hidden", "noscript", "code"}
_OF_ITSELF = {"home", "about", "contact", "imprint"}  # a journal tells of others
_TEAM_PATH = re.compile(
    r"/(?:(?:our|the|meet|meet-the|meet-our|unser|das|notre|l|nuestro|il-nostro|ons|vårt|vart|vores|vart)-?)?"
    r"(?:team|equipe|equipo|tiimi|zespol|teamet)(?:\.\w{2,5})?/?$"
)
_NAME = re.compile(r"[A-ZÀ-ÞŁŚŻŠČ][\w'’-]{1,20}(?: [A-ZÀ-ÞŁŚŻŠČ][\w'’.-]{0,20}){1,3}")
_DIGITS = re.compile(r"\d{1,6}")


def team_size_of(docs: Sequence[Doc]) -> Fact | None:
    """Give the number of people as digits, the least of a range; None where no page says it. Pure."""
    read = [doc for doc in docs if doc.kind in _OF_ITSELF]
    for source in (_told, _said, _shown):
        for doc in read:
            found = source(doc)
            if found is not None:
                return found
    return None


def _told(doc: Doc) -> Fact | None:
    """Read numberOfEmployees (https://schema.org/numberOfEmployees): a number, a text, or a QuantitativeValue."""
    for thing in doc.things:
        if "numberOfEmployees" in thing:
            number = _least(thing["numberOfEmployees"])
            if 0 < number <= MOST_PEOPLE:
                snippet = f"numberOfEmployees {thing['numberOfEmployees']}"
                return Fact(str(number), doc.evidence(snippet, way="jsonld"))
    return None


def _least(value: Any) -> int:
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("value", "minValue") if value.get(key) not in (None, "")), "")
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, Mapping):
        return 0
    found = _DIGITS.search(re.sub(r"(?<=\d)[,.\s](?=\d{3}\b)", "", str(value)[:60]))
    return int(found.group()) if found and not isinstance(value, bool) else 0


def _said(doc: Doc) -> Fact | None:
    for number, sentence in _sentences(doc):
        if 0 < number <= MOST_PEOPLE:
            return Fact(str(number), doc.evidence(sentence))
    return None


def _sentences(doc: Doc) -> Iterator[tuple[int, str]]:
    text = "\n".join(block.text for block in doc.blocks[:3000] if block.zone not in _UNREAD)[:LONGEST]
    low = text.lower().replace("’", "'")
    same = len(low) == len(text)
    for anchor, pattern in COUNTS:
        at = low.find(anchor)
        for _ in range(MOST_HITS):
            if at < 0:
                break
            begin = max(low.rfind("\n", 0, at) + 1, low.rfind(". ", 0, at) + 1, at - 120)
            window = low[begin : at + 100]
            found = pattern.search(window)
            if found and not FOREIGN.search(window[: found.start("n")]):
                yield _number(found["n"]), (text if same else low)[begin : at + 100].partition("\n")[0].strip()
            at = low.find(anchor, at + len(anchor))


def _number(said: str) -> int:
    plain = re.sub(r"(?<=\d)[,.\s](?=\d{3}$)", "", said)
    return int(plain) if plain.isdecimal() else NUMBERS.get(said, 0)


def _shown(doc: Doc) -> Fact | None:
    """Count the cards of a page that is only the team's: a name as heading, then what the person does."""
    if not _TEAM_PATH.search(urlsplit(doc.page.url).path.lower()) or ALONE.search(doc.title.lower()):
        return None
    cards: dict[str, list[str]] = {}
    for one, after in zip(doc.blocks, doc.blocks[1:], strict=False):
        named = one.tag in {"h2", "h3", "h4", "h5"} and one.zone == "" and _NAME.fullmatch(one.text)
        if named and after.tag not in {"h1", "h2", one.tag} and TITLES.search(after.text[:80].lower()):
            cards.setdefault(one.tag, []).append(one.text)
    names = max((list(dict.fromkeys(said)) for said in cards.values()), key=len, default=[])
    if not FEWEST_CARDS <= len(names) <= MOST_CARDS:
        return None
    return Fact(str(len(names)), doc.evidence(", ".join(names)))
