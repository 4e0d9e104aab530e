"""The postal addresses a site gives, each with the country that its shape names.

A postcode alone is a number; with a state, a town or a street beside it, it is the end of an address, and names its
country. The shapes stand in the table of nations. They are tried only on lines whose digits fit.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.rules import Nation, Tables
from leadwright.reading.imprint import Told, told_by
from leadwright.reading.page import Doc, squeezed

LONGEST_LINE, MOST_LINES = 600, 1500  # characters, lines of a page
LONGEST = 200  # characters of an address
MOST, MOST_TRIED = 40, 300  # addresses of a page, lines that may end one
# where a postcode can begin; each shape starts with a digit, which is what makes the search fast
_BEGINS = re.compile(
    r"\d(?:(?P<GB>[A-Z]{2}(?![A-Za-z\d]))|(?P<CA>[A-Z]\d(?!\w))|(?P<IE>[\dW]\s[A-Z][A-Z\d]{3}(?!\w))|(?P<run>\d{1,7}))"
)
# shapes of postcodes before their town, and behind it
_AHEAD = re.compile(
    r"(?P<five>\d{5}),?\s{1,2}(?:-\s)?[A-ZÀ-ŽА-ЯІЇΑ-Ωм]|(?P<split>\d{3}\s\d{2})[\s,]{1,2}[A-ZÀ-ŽΑ-Ω]|"
    r"(?P<four>\d{4})(?:\s?[A-Z]{2},?)?[\s,]{1,3}['A-ZÀ-ŽА-Я]|(?P<polish>\d{2}-\d{3})\s|(?P<lusitan>\d{4}-\d{3})\s|"
    r"(?P<brazilian>\d{5}-\d{3}|\d{2}\.?\d{3}-\d{3}|\d{8})(?!\d)|(?P<three>\d{3})\s[RKHAG]|(?P<six>\d{6})(?!\d)|"
    r"(?P<japanese>\d{3}-\d{4})(?!\d)|(?P<alone>\d{5}(?:-\d{4})?)$",
    re.MULTILINE,
)
_BEHIND = re.compile(r"(?:(?P<fifth>\d{5})|(?P<fourth>\d{4})|(?P<indian>\d{3}\s?\d{3})|(?P<greek>\d{3}\s\d{2}))(?!\d)")
_TOWN = re.compile(r"[^\W\d_][.,)]?[\s:–-]{1,4}\(?$")
_WRITERS: Mapping[str, tuple[str, ...]] = {
    "five": ("DE", "FR", "IT", "ES", "FI", "HR", "EE", "TR", "UA", "GR", "SE", "CZ", "SK"),
    "split": ("SE", "CZ", "SK", "GR"),
    "four": ("AT", "CH", "LI", "NL", "BE", "LU", "DK", "NO", "SI", "HU", "BG"),
    "polish": ("PL",), "lusitan": ("PT",), "brazilian": ("BR",), "three": ("IS",), "six": ("RU", "RO", "TW", "IN"),
    "japanese": ("JP",), "fifth": ("US", "MX", "LT", "EE", "TR", "BR"), "fourth": ("AU", "NZ", "ZA", "HU", "LV", "BG"),
    "indian": ("IN", "SG", "RO", "TW"), "greek": ("GR", "CZ"), "alone": ("US",),
}  # fmt: skip
_WORDED = re.compile(
    r"(?P<IE>\bDublin\s\d|\bCo(?:\.|unty)?\s[CDGKLMORSTW])|(?P<CA>, (?:British C|Ontario|Nova S|Sask|Manit|Albert))|"
    r"(?P<HK>Hong\sKong|\bH\.?K)|(?P<KR>[시도]\s)|(?P<CN>[市省])|(?P<JP>〒)|(?P<RU>Москва|Петербург)|"
    r"(?P<UA>Київ|Львів|Одеса)"
)
_WORDS = (
    "Dublin ", "Co. ", "County ", "Co ", "Hong Kong", "HK", "H.K", ", British C", ", Ontario", ", Nova S", ", Sask",
    ", Manit", ", Albert", "시 ", "도 ", "市", "省", "〒", "Москва", "Петербург", "Київ", "Львів", "Одеса",
)  # fmt: skip
_LABEL = re.compile(
    r"^(?:(?:our |postal |mailing |street |visiting |head ?office |business )?address|adresse?|anschrift|dirección|"
    r"indirizzo|endereço|adres|adress|osoite|адрес|location|visit us(?: at)?|find us(?: at)?|住所|所在地)"
    r"\s?[:：]?\s{0,2}",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"@|https?:|www\.|©|[$€£%]|\b(?:tele?(?:phone|fon|fax)?|phone|fax|call|mobile|hours?|mon(?:day)?|open|e-?mail|"
    r"vat|copyright|rights|contact us|get in touch|click|menu|search|cart|home|policy|privacy|site ?map|terms|log ?in|"
    r"read more|subscribe|follow|welcome|about us)\b|\d{3}[\s.)-]{1,2}\d{3,4}[\s.-]?\d{0,4}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d\s")
_COPYRIGHT = re.compile(r"©|\(c\)|opyright|(?:19|20)\d\d\s?[–-]\s?$", re.IGNORECASE)
_STREET = re.compile(r"\d")
_FULL = re.compile(r"\d[^,]{0,60},")  # a house number, then more of the address
_MARKS = " .,|)"
_PARTED = re.compile(r"\s{0,3}[|•♦·]\s{0,3}")
_TOWN_AFTER = re.compile(r"[^\n,|•·;:(]{0,40}(?:\([A-ZÀ-Ž][\w ]{1,20}\))?")


@dataclass(frozen=True, slots=True)
class Place:
    """An address: the country its shape or its words name (None: neither does), its text, and where it stands."""

    code: str | None
    text: str
    evidence: Evidence


def postal_of(docs: Sequence[Doc], tables: Tables, *, places: Sequence[Place] | None = None) -> Fact | None:
    """Choose a postal address: of the structured data, else of imprint, contact page or footer, a full one first."""
    given = places_in(docs, tables) if places is None else places
    place = next((one for one in given if _FULL.search(one.text)), None) or next(iter(given), None)
    return Fact(place.text, place.evidence) if place else None


def places_in(docs: Sequence[Doc], tables: Tables, *, told: Told | None = None) -> tuple[Place, ...]:
    """Give all addresses of a visit: those of structured data first, then imprint, contact and other pages."""
    found: dict[str, Place] = {}
    for doc in docs:
        for thing in doc.things:
            place = _stated(doc, thing, tables)
            if place:
                found.setdefault(place.text, place)
    names = _named(tuple((code, nation.names) for code, nation in tables.nations.items()))
    for doc, text in told_by(docs) if told is None else told:
        for place, _ in zip(_written(doc, text, names, tables=tables), range(MOST), strict=False):
            found.setdefault(place.text, place)
    return tuple(found.values())


@cache
def _named(nations: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, Mapping[str, str]]:
    """Give the countries by their names, under the last word of each."""
    found: dict[str, dict[str, str]] = {}
    for code, names in reversed(nations):
        for name in names:
            found.setdefault(name.rpartition(" ")[2].strip("."), {})[name.strip(".")] = code
    return found


def _stated(doc: Doc, thing: Mapping[str, Any], tables: Tables) -> Place | None:
    """Read a schema.org PostalAddress; a DefinedRegion of a delivery is none."""
    if "addressLocality" not in thing and "streetAddress" not in thing and "postalCode" not in thing:
        return None
    if thing.get("@type") not in (None, "PostalAddress", ["PostalAddress"]):
        return None
    country = thing.get("addressCountry")
    nation = country.get("name") if isinstance(country, dict) else country
    keys = ("streetAddress", "postalCode", "addressLocality", "addressRegion")
    said = [squeezed(one)[:100] for one in (*(thing.get(key) for key in keys), nation) if isinstance(one, str)]
    said = [one for one in said if one.strip(" -,")]
    if len(said) < 2 or not ({"streetAddress", "postalCode"} & {key for key in keys if thing.get(key)}):
        return None
    text = ", ".join(said)[:LONGEST]
    return Place(nation_named(str(nation or ""), tables), text, doc.evidence(text, way="jsonld"))


def nation_named(said: str, tables: Tables) -> str | None:
    """Give the code of a country by its code or one of its names; None where the table knows no such name."""
    text = said.strip()
    if len(text) == 2 and text.upper() in tables.nations:
        return text.upper()
    lower = text.lower()
    return next((code for code, one in tables.nations.items() if lower in map(str.lower, one.names)), None)


def _written(doc: Doc, text: str, names: Mapping[str, Mapping[str, str]], *, tables: Tables) -> Iterator[Place]:
    if any(mark in text for mark in "|•♦·"):
        text = _PARTED.sub("\n", text)
    lines = text.split("\n")[:MOST_LINES]
    fitting = dict(list(_fitting(text, lines).items())[:MOST_TRIED])
    for at, line in enumerate(lines):
        last = line.rstrip(_MARKS).rpartition(" ")[2]
        codes = fitting.get(at)
        if (codes is None and last not in names) or len(line) > LONGEST_LINE:
            continue
        earlier = lines[max(0, at - 2) : at]
        code = _ends_in(line, names[last], earlier) if last in names else None
        if code:
            yield Place(code, _whole(lines, at, len(line), ""), _seen(doc, earlier, line))
        for nation, begin, end in _shaped(line, earlier, codes, tables) if codes else ():
            follow = (line[end:].strip(" ,.|-–·"), (lines[at + 1] if at + 1 < len(lines) else "").strip(" ,."))
            named = next((one for one in follow if one in tables.nations[nation].names), "")
            yield Place(nation, _whole(lines, at, end, named, begin=begin), _seen(doc, earlier, line))


def _seen(doc: Doc, earlier: Sequence[str], line: str) -> Evidence:
    return doc.evidence(" | ".join((*earlier, line))[-280:], way="imprint")


def _fitting(text: str, lines: Sequence[str]) -> Mapping[int, set[str]]:
    """Give, for the lines in which an address may end, the nations that it may be of.

    The shapes of numbers and a few letters tell them, looked for in the whole text at once.
    """
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    found: dict[int, set[str]] = {}
    for match in _BEGINS.finditer(text, 0, starts[-1]):
        codes = (match.lastgroup or "",) if match.lastgroup != "run" else _writers(text, match.start())
        if codes:
            found.setdefault(bisect_right(starts, match.start()) - 1, set()).update(codes)
    if any(word in text for word in _WORDS):
        for match in _WORDED.finditer(text, 0, starts[-1]):
            found.setdefault(bisect_right(starts, match.start()) - 1, set()).add(match.lastgroup or "")
    return found


def _writers(text: str, at: int) -> Sequence[str]:
    """Give the nations that write a postcode in the shape of the digits that begin here."""
    before = text[max(0, at - 6) : at]
    if before[-1:].isdigit():
        return ()
    ahead = _AHEAD.match(text, at) if before[-2:-1] not in _NUMERALS or before[-1:] != "-" else None
    behind = _BEHIND.match(text, at) if _TOWN.search(before) else None
    return [code for match in (ahead, behind) if match for code in _WRITERS[match.lastgroup or ""]]


_NUMERALS = frozenset("0123456789")


def _shaped(line: str, earlier: Sequence[str], codes: set[str], tables: Tables) -> Iterator[tuple[str, int, int]]:
    """Give the nations whose postcode ends an address in this line, and where in the line it begins and ends."""
    before = ", ".join(one for one in earlier if len(one) < 120)
    window = f"{before}, {line}" if before else line
    offset = len(window) - len(line)
    for code, nation in tables.nations.items():
        if code not in codes or nation.postcode is None:
            continue
        for match in nation.postcode.finditer(window):
            end = match.end() - offset
            if end > 2 and not _is_year(window, match):  # it ends in this line, so it is told once
                town = None if _ends_whole(nation, match.group()) else _TOWN_AFTER.match(line, end)
                yield code, max(0, match.start() - offset), town.end() if town else end
                break


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Say whether what looks like a postcode before a town is the year of a copyright before a name."""
    lead = text[max(0, match.start() - 20) : match.start()]
    return _YEAR.match(match.group()) is not None and _COPYRIGHT.search(lead) is not None


def _ends_whole(nation: Nation, matched: str) -> bool:
    """Say whether a postcode stands behind its town, so that nothing of the address follows it."""
    return nation.code in {"US", "CA", "GB", "IE", "AU", "NZ", "ZA", "IN", "SG"} or (
        nation.code != "JP" and matched[-1:].isdigit()
    )


def _ends_in(line: str, names: Mapping[str, str], earlier: Sequence[str]) -> str | None:
    """Give the country in whose name an address ends: alone on its line, or behind a comma or dash in it."""
    text = line.strip(_MARKS)
    if text[:1].islower():
        return None
    if text in names:
        return names[text] if any(_is_part(one) and _LONG_NUMBER.search(one) for one in earlier[-1:]) else None
    tails = (text.rpartition(mark)[2].strip() for mark in (", ", " - ", " – ", "· ") if mark in text)
    code = next((names[tail] for tail in tails if tail in names and len(tail) > 1), None)
    if code is None or _SAYING.search(text):
        return None
    if _NUMBER.search(text):
        return code
    towns = all(word[:1].isupper() or word[:1] in "&-" or len(word) < 4 for word in text.split())
    return code if towns and any(_is_part(one) and _NUMBER.search(one) for one in earlier[-1:]) else None


_NUMBER = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d")  # no year
_LONG_NUMBER = re.compile(r"\d{3}|\d\s?[A-Z]|,")
_SAYING = re.compile(
    r"[“”\"!?%€$£]|\b(?:we|you|our|your|i|is|are|was|ships?|from|since|made|the best)\b", re.IGNORECASE
)


def _is_part(line: str) -> bool:
    """Say whether a line may be part of an address: short, no sentence, no phone, no mark of something else."""
    if not 1 < len(line) <= 90 or (len(line) > 60 and line.endswith((".", "!", "?"))):
        return False
    return _NO_PART.search(line) is None


def _whole(lines: Sequence[str], at: int, end: int, country: str, *, begin: int = 0) -> str:
    """Give an address whole: what of its line belongs to it, and the lines before up to that with the street."""
    line = lines[at]
    start = max(0, begin - 90)
    if start:
        start = line.find(" ", start) + 1
    lead = line[start:begin]
    for mark in (": ", ". ", " at "):
        cut = lead.rfind(mark)
        if cut >= 0 and (mark != ". " or len(lead[:cut].rpartition(" ")[2]) > 3):
            lead = lead[cut + len(mark) :]
    own = squeezed(f"{lead}{line[begin:end]}").strip(" ,|-–·")
    parts = [own, *([country.strip(" ,.")] if country and country not in own else [])]
    if not re.search(r"\d", lead) and len(lead) < 60:
        parts = [*_before(lines, at), *parts]
    text = _LABEL.sub("", ", ".join(one.strip(" ,|") for one in parts if one.strip(" ,|")))
    return text[:LONGEST]


def _before(lines: Sequence[str], at: int) -> list[str]:
    """Give the lines before that belong to an address: up to the one with the house number, else only the last."""
    kept: list[str] = []
    for one in reversed(lines[max(0, at - 5) : at]):
        if not _is_part(one) or one in kept:
            break
        kept.insert(0, one)
        if _STREET.search(one):
            further = lines[max(0, at - len(kept) - 1) : at - len(kept)]
            if re.match(r"(?i)(?:suite|unit|floor|room|ste|apt|#)\b", one) and further and _is_part(further[0]):
                kept.insert(0, further[0])
            return kept
    return kept[-1:] if kept and len(kept[-1]) < 40 and not kept[-1].endswith(":") else []
