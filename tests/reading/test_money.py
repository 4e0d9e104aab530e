"""Amounts and currencies, for machines and for people."""

import time
from decimal import Decimal

import pytest

from leadwright.reading.money import Amount, amount_of, amounts_in, currency_of


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("19.95", "19.95"), ("1.299,00 €", "1299.00"), ("$1,299.50", "1299.50"), ("12,5", "12.5"), ("1 299 kr", "1299"),
        ("1.299", "1.299"), ("5700.000", "5700.000"), ("599.00.00 SEK", "599.00"), (19.95, "19.95"), (20, "20"),
        (19.989999999999998, "19.99"),
        ("1’299.00", "1299.00"), ("from £8", "8"), ("free", None), ("", None), (None, None),
        (True, None), ({"amount": 5}, None), (float("nan"), None), (-1, None), (10**10, None), ("1e5", "1"),
    ],
)  # fmt: skip
def test_amounts_for_machines(value: object, amount: str | None) -> None:
    assert amount_of(value) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.299 kr", "1299"), ("Rp 169.000", "169000"), ("1.899,- Kr", "1899"), ("5.- CHF", "5"), ("19,95 €", "19.95"),
        ("35€99", "35.99"), ("35 € 99", "35.99"),
        ("1.837, 32 €", "1837.32"), ("$ .75", "0.75"), ("423.923 KD", "423.923"),
        ("3 Hefte für nur 14,85 EUR", "14.85"), ("2 for $5", "5"), ("12 345,60 zł", "12345.60"), ("40 % OFF", None),
        ("15.08.2017", None), ("0.750", "0.750"), ("Price: ask", None),
    ],
)  # fmt: skip
def test_amounts_for_people(text: str, amount: str | None) -> None:
    assert amount_of(text, shown=True) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("€ 5", "EUR"), ("5 GBP", "GBP"), ("A$5", "AUD"), ("usd", "USD"), ("12,000원", "KRW"), ("3,500円", "JPY"),
        ("249 Kč", "CZK"), ("1 200 грн", "UAH"), ("990 руб.", "RUB"), ("5 Ft", "HUF"),
        ("12 lei", "RON"), ("R$ 5", "BRL"),
        ("XOF 500", "XOF"), ("CAD$1.23", "CAD"), ("$5 CAD", "CAD"), ("$5", None), ("5 kr", None), ("¥500", None),
        ("TRY it now", None), ("all 5 colours", None), ("SIZE L 5", None), ("", None),
    ],
)  # fmt: skip
def test_currencies(text: str, code: str | None) -> None:
    assert currency_of(text) == code


def test_each_sign_belongs_to_one_number() -> None:
    text = "5 € 6 $, then £7.50, 8 pieces, 1.250 kr"
    assert [(str(one.number), one.currency, one.sign) for one in amounts_in(text)] == [
        ("5", "EUR", "€"),
        ("6", None, "$"),
        ("7.50", "GBP", "£"),
        ("1250", None, "kr"),
    ]


@pytest.mark.parametrize(
    ("sign", "currency", "code", "fits"),
    [
        ("$", None, "USD", True), ("$", None, "EUR", False), ("kr", None, "NOK", True), ("¥", None, "JPY", True),
        ("€", "EUR", "USD", False), ("€", "EUR", "EUR", True), ("$", None, None, True),
    ],
)  # fmt: skip
def test_a_shared_sign_fits_its_currencies(sign: str, currency: str | None, code: str | None, fits: bool) -> None:
    assert Amount(Decimal(5), currency, sign).may_be(code) is fits


@pytest.mark.parametrize("text", ["1" * 200_000, "1 " * 100_000, "€" * 200_000, "1.234." * 40_000, " " * 200_000 + "€"])
def test_long_texts_cost_little(text: str) -> None:
    started = time.process_time()
    list(amounts_in(text))
    amount_of(text, shown=True)
    currency_of(text)
    assert time.process_time() - started < 2
