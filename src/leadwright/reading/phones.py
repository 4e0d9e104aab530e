"""The telephone numbers a site gives: links for dialling, structured data, and numbers that are written as such.

A number is normalised to +CC... (ITU-T E.164) where the page writes it so or the country is known; otherwise it stays
as written. Fax numbers, prices, dates and register numbers are no phones.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.page import Doc, squeezed

MOST = 10
FEWEST_DIGITS, MOST_DIGITS = 7, 15  # of a number that can be dialled from abroad (E.164 allows at most 15)
_WORD = re.compile(
    r"(?i)(?<![a-z])(?:tele(?:phone|fono?|fon|foon|fone|fax)?|t[eé]l[eé]phone|t[eé]l|tlf|tfn?|phone|call(?:\sus)?|ph|mobile?|"
    r"m[oó]vil|cell|handy|hotline|puh(?:elin)?|telefonszám|telefón|τηλ|тел(?:ефон)?|電話(?:番号)?|전화|电话)"
    r"(?:\s?(?:no|number|nr|nummer|numéro|#)\.?)?\s{0,3}[:.]?\s{0,3}(?P<number>\+?\(?\d[\d\s().\-/\u2010-\u2013]{5,24}\d)"
)
_DIGITS = re.compile(r"\d[\d\s().\-/\u2010-\u2013]{5,24}\d")
_NOT_THEIRS = frozenset({"quote", "code", "cookie", "hidden"})
_FAX = re.compile(r"(?i)(?:\b(?:tele)?fax|\bf)\b[^\d+]{0,12}$|(?:ファックス|факс)[^\d+]{0,6}$")
_ABROAD = re.compile(r"(?<![\w+])(?:\+|00)\d{1,3}[\d\s().\-/\u2010-\u2013]{5,22}\d(?![\d])")
_AMERICAN = re.compile(r"(?<![\d.+/-])(?:1[\s.-]?)?(?:\(\d{3}\)\s?|\d{3}[.\s-])\d{3}[.\s-]\d{4}(?![\d-])")
_AMERICAN_LANDS = frozenset({None, "US", "CA"})  # where a number may be written as in North America


def phones_of(docs: Sequence[Doc], country: str | None, *, tables: Tables) -> tuple[Fact, ...]:
    """Give the numbers of a visit, each once, those meant for dialling first; ``country`` is ISO 3166-1 alpha-2."""
    nation = tables.nations.get(country or "")
    found: dict[str, Fact] = {}
    for doc in docs:
        for raw, said, way in (*_dialled(doc), *_stated(doc), *_written(doc, american=country in _AMERICAN_LANDS)):
            number = normal_phone(raw, nation.phone if nation else None)
            digits = re.sub(r"\D", "", number) if number else ""
            if number and not any(digits[-FEWEST_DIGITS:] == known[-FEWEST_DIGITS:] for known in found):
                found[digits] = Fact(number, doc.evidence(said, way=way))
    return tuple(found.values())[:MOST]


def normal_phone(raw: str, prefix: str | None) -> str | None:
    """Give a number as +CC..., with ``prefix`` the digits of the country's code; as written where that is not known.

    None where it has too few or too many digits, or none but one.
    """
    text = squeezed(raw).strip(" .-/")
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS or len(set(digits)) < 3:
        return None
    if text.startswith("+"):
        return None if digits[0] == "0" else f"+{digits}"
    if text.startswith("00") and len(digits) > 9:
        return f"+{digits[2:]}"
    if prefix == "1" and len(digits) in {10, 11}:
        return f"+1{digits[-10:]}"
    if prefix and digits.startswith("0") and prefix not in {"1", "39"}:  # Italy keeps the zero
        return f"+{prefix}{digits[1:]}"
    return text


def _dialled(doc: Doc) -> Iterator[tuple[str, str, str]]:
    for link in doc.links:
        if link.href[:4].lower() == "tel:" and link.zone not in {"quote", "code"}:
            raw = re.split(r"[;,?]", unquote(link.href[4:]))[0].strip()[:40]
            yield raw, link.text or raw, "attribute"


def _stated(doc: Doc) -> Iterator[tuple[str, str, str]]:
    for thing in doc.things[:300]:
        said = thing.get("telephone")
        for one in (said if isinstance(said, list) else [said])[:5]:
            if isinstance(one, str):
                yield one[:40], f"telephone {one}", "jsonld"


def _written(doc: Doc, *, american: bool) -> Iterator[tuple[str, str, str]]:
    earlier = ""
    for block in doc.blocks[:4_000]:
        text, before, earlier = block.text[:1_000], earlier, block.text[-12:]
        if block.zone in _NOT_THEIRS or not _DIGITS.search(text):
            continue
        shapes = (_WORD, _ABROAD, _AMERICAN) if american else (_WORD, _ABROAD)
        for shape in shapes:
            for match in shape.finditer(text):
                raw = match["number"] if shape is _WORD else match.group()
                lead = f"{before} {text[: match.start('number' if shape is _WORD else 0)]}"
                if not _FAX.search(lead[-24:]):
                    yield raw, text[max(0, match.start() - 60) : match.end() + 20], "text"
