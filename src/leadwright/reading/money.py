"""Amounts and currencies as shops write them: decimal comma, thousands, signs before or after, ISO codes.

Two readers of amounts, because one text means two things: data for machines writes ``1.299`` for a little more than
one (schema.org, price: "Use '.' as decimal point"), a page for people writes it for a thousand and some.
"""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from leadwright.reading.words.prices import CODES, PLAIN_CODES, SHARES, SIGNS, THREE_DECIMALS

_MARKS = {**dict.fromkeys(SHARES), **{code: code for code in PLAIN_CODES}, **SIGNS}  # a sign -> its currency, if one
_LONGEST = max(map(len, _MARKS))
_GAP = "[ \u00a0\u202f\u2009]"
_GAPS = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"\d{{1,3}}(?:(?:[.,'’]|{_GAP})\d{{3}}){{1,4}}(?:[.,]{_GAP}?\d{{1,2}})?(?![\d.,'’]?\d)"
    rf"|\d{{1,9}}(?:[.,]\d{{1,18}}|[.,]{_GAP}\d\d(?!\d))?|(?<![\w.,])\.{{1,2}}\d{{1,2}}(?!\d)"
)
_MARKED = re.compile(
    "|".join(
        rf"(?<![^\W\d_]){re.escape(one)}(?![^\W\d_])" if one[0].isalpha() else re.escape(one)
        for one in sorted(_MARKS, key=len, reverse=True)
    )
)
_DASH = re.compile(rf"(?:,[-–—]|\.-)?{_GAP}{{0,3}}")  # 5,- is a round amount
_CENTS = re.compile(
    rf"\s{{0,5}}(\d{{1,6}}){_GAP}?[€£]{_GAP}?(\d\d)\s{{0,5}}$"
)  # the sign stands for the point: 35 € 99
_NO_PRICE = re.compile(r"^\s{0,9}(?:\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{1,3}(?:[.,]\d{1,2})?\s?%(?:\s[^\d]{0,40})?)\s{0,9}$")
_ONLY_CODE = re.compile(r"^\W{0,5}(?:([A-Z]{3})\W{0,3}[\d.,' ]{1,20}|[\d.,' ]{1,20}\W{0,3}([A-Z]{3}))\W{0,5}$")


class Amount(NamedTuple):
    """An amount as a page shows it; ``currency`` is None beside a sign that several currencies share."""

    number: Decimal
    currency: str | None
    sign: str

    def may_be(self, currency: str | None) -> bool:
        """Say whether the sign can stand for a currency; an unknown one fits every sign."""
        return currency is None or self.currency == currency or currency in SHARES.get(self.sign, ())


def amount_of(value: object, *, shown: bool = False) -> Decimal | None:
    """Read an amount: a number, or a text such as ``1.299,00 €``; None where there is none or it is out of measure.

    ``shown`` is for texts that people read: there one mark with three digits behind it parts thousands, dot
    or comma, and the number beside a currency's sign counts before others.
    """
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _decimal(str(value))
    if not isinstance(value, str):
        return None
    text = value[:200]
    if shown:
        return _shown(text)
    match = _NUMBER.search(text)
    return _decimal(_plain(match.group())) if match else None


def amounts_in(text: str) -> Iterator[Amount]:
    """Give every number that stands beside a currency's sign or code in a text for people, in their order."""
    taken = 0  # where the last sign ended: it belongs to one number
    for match in _NUMBER.finditer(text):
        before = _mark_before(text, match.start(), taken)
        after, end = _mark_after(text, match.end())
        sign = after if after and (before is None or _MARKS[before] is None) else before
        if sign is None:
            continue
        taken = end if sign is after else match.end()
        currency = _MARKS[sign]
        written = _plain(match.group(), thousands=currency not in THREE_DECIMALS)
        cents = text[end : end + 2] if sign in {"€", "£"} and sign is after else ""
        if len(cents) == 2 and cents.isdecimal() and not text[end + 2 : end + 3].isdecimal() and written.isdecimal():
            written = f"{written}.{cents}"
        number = _decimal(written)
        if number is not None:
            yield Amount(number, currency, sign)


def currency_of(text: str) -> str | None:
    """Give the ISO 4217 code that a text names; a bare dollar sign or ``kr`` names none."""
    text = text[:200]
    upper = text.strip().upper()
    if upper in CODES:
        return upper
    alone = _ONLY_CODE.match(text)
    if alone and (alone[1] or alone[2]) in CODES:
        return alone[1] or alone[2]
    beside = next((one.currency for one in amounts_in(text) if one.currency), None)
    return beside or next((code for match in _MARKED.finditer(text) if (code := _MARKS[match.group()])), None)


def _mark_before(text: str, end: int, taken: int) -> str | None:
    """Give the sign that ends before a number, gaps aside, and begins behind the last one that was used."""
    while end > taken and text[end - 1] in _GAPS:
        end -= 1
    for length in range(min(_LONGEST, end - taken), 0, -1):
        sign = text[end - length : end]
        if sign in _MARKS and not (sign[0].isalpha() and text[max(0, end - length - 1) : end - length].isalpha()):
            return sign
    return None


def _mark_after(text: str, start: int) -> tuple[str | None, int]:
    """Give the sign that follows a number, and where it ends."""
    gap = _DASH.match(text, start)
    start = gap.end() if gap else start
    for length in range(_LONGEST, 0, -1):
        sign = text[start : start + length]
        if sign in _MARKS and not (sign[-1].isalpha() and text[start + length : start + length + 1].isalpha()):
            return sign, start + len(sign)
    return None, start


def _shown(text: str) -> Decimal | None:
    if _NO_PRICE.match(text):
        return None
    cents = _CENTS.match(text)
    if cents:
        return _decimal(f"{cents[1]}.{cents[2]}")
    first = next(amounts_in(text), None)
    if first is not None:
        return first.number
    match = _NUMBER.search(text)
    return _decimal(_plain(match.group(), thousands=True)) if match else None


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 <= number < 10**9:
        return None
    fine = number.as_tuple().exponent
    return (
        number if isinstance(fine, int) and fine >= -6 else round(number, 4).normalize()
    )  # a float's tail: 19.989999999


def _plain(number: str, *, thousands: bool = False) -> str:
    """Turn written digits into what Decimal reads; a comma with three digits behind it parts thousands."""
    number = re.sub(rf"['’]|{_GAP}", "", number)
    if number[:1] == ".":
        return f"0.{number.lstrip('.')}"
    dot, comma = number.rfind("."), number.rfind(",")
    if dot >= 0 and comma >= 0:
        apart = "," if dot > comma else "."
        return number.replace(apart, "").replace(",", ".")
    mark = "." if dot >= 0 else ","
    if number.count(mark) > 1:
        return number.replace(mark, "")
    whole, _, rest = number.partition(mark)
    if (mark == "," or thousands) and len(rest) == 3 and whole != "0":
        return whole + rest
    return f"{whole}.{rest}" if rest else whole
