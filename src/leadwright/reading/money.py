"""Amounts and currencies as shops write them: decimal comma, thousands, signs before or after, ISO codes."""

import re
from decimal import Decimal, InvalidOperation

_CODES = frozenset(
    {
        "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "CHF", "JPY", "PLN", "CZK", "HUF", "RON", "BGN",
        "INR", "CNY", "KRW", "SGD", "HKD", "ZAR", "BRL", "MXN", "ILS", "AED", "TRY", "RUB", "UAH", "ISK",
        "THB", "MYR", "PHP", "TWD",
    }
)  # fmt: skip
_SIGNS = (
    ("US$", "USD"), ("C$", "CAD"), ("CA$", "CAD"), ("A$", "AUD"), ("AU$", "AUD"), ("NZ$", "NZD"), ("S$", "SGD"),
    ("HK$", "HKD"), ("R$", "BRL"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("zł", "PLN"), ("Kč", "CZK"),
    ("₪", "ILS"),
    ("₺", "TRY"), ("₽", "RUB"), ("₴", "UAH"), ("₩", "KRW"),
)  # fmt: skip
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3}){1,4}(?:[.,]\d{1,2})?(?!\d)|\d{1,9}(?:[.,]\d{1,4})?")
CURRENCY = re.compile(r"\b(?:USD|EUR|GBP|CAD|AUD|NZD|SEK|NOK|DKK|CHF|JPY|PLN|CZK|HUF|RON|INR|SGD|ZAR)\b")


def amount_of(value: object) -> Decimal | None:
    """Read an amount: a number, or a text such as ``1.299,00 €``; None where there is none or it is negative."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        return _decimal(str(value))
    match = _NUMBER.search(str(value)[:200])
    return _decimal(_plain(match.group())) if match else None


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < 10**9 else None


def _plain(number: str) -> str:
    """Turn written digits into what Decimal reads; one mark with three digits behind it parts thousands."""
    number = re.sub(r"[ \u00a0\u202f'’]", "", number)
    dot, comma = number.rfind("."), number.rfind(",")
    if dot >= 0 and comma >= 0:
        thousands = "," if dot > comma else "."
        return number.replace(thousands, "").replace(",", ".")
    mark = "." if dot >= 0 else ","
    if number.count(mark) > 1:
        return number.replace(mark, "")
    whole, _, rest = number.partition(mark)
    if mark == "," and len(rest) == 3 and whole != "0":
        return whole + rest
    return f"{whole}.{rest}" if rest else whole


def currency_of(text: str) -> str | None:
    """Give the ISO 4217 code that a text names; a bare dollar sign or ``kr`` names none."""
    upper = text.strip().upper()
    if upper in _CODES:
        return upper
    for sign, code in _SIGNS:
        if sign in text:
            return code
    match = CURRENCY.search(text)
    return match.group() if match else None
