"""Prices as shops wrote them, and one real shop's catalogue said in three ways: figures that may only rise."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest

from leadwright.domain.lead import Product
from leadwright.domain.site import Page
from leadwright.reading.catalogue import catalogue_in
from leadwright.reading.money import amount_of, currency_of
from leadwright.reading.page import read_page
from leadwright.reading.products import products_in
from leadwright.reading.words.prices import CODES
from tests.corpus.pages import MARKS, NOW, WEB, read_text

pytestmark = list(MARKS)
AMOUNTS, CURRENCIES = 0.975, 0.99
SIGNS = {
    "€": "EUR", "£": "GBP", "Kč": "CZK", "zł": "PLN", "руб": "RUB", "грн": "UAH", "₪": "ILS", "₹": "INR", "Ft": "HUF",
    "R$": "BRL", "C$": "CAD", "Rp": "IDR", "₫": "VND", "TL": "TRY", "лв": "BGN", "RM": "MYR", "₽": "RUB",
}  # fmt: skip
STORE = "http://shop.test/wp-json/wc/store/v1/products"


def strings() -> list[Mapping[str, Any]]:
    rows: list[Mapping[str, Any]] = json.loads(read_text("prices/price_parser_examples.json"))
    return rows


def test_amounts() -> None:
    rows = strings()
    right = [amount_of(row["price_raw"], shown=True) == wanted(row["expect_amount"]) for row in rows]
    assert sum(right) / len(rows) >= AMOUNTS, f"{sum(right)} of {len(rows)}"


def test_currencies_are_named_and_never_wrong() -> None:
    named = [(expected, said(row)) for row in strings() if (expected := code(row["expect_currency"]))]
    assert all(found in {expected, None} for expected, found in named)
    right = sum(found == expected for expected, found in named)
    assert right / len(named) >= CURRENCIES, f"{right} of {len(named)}"


def wanted(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def said(row: Mapping[str, Any]) -> str | None:
    return currency_of(row["price_raw"] or "") or currency_of(row["currency_hint"] or "")


def code(label: str | None) -> str | None:
    """Give the ISO code a label stands for, where it stands for one."""
    plain = (label or "").rstrip(".")
    return SIGNS.get(plain) or (plain if plain in CODES else None)


@pytest.fixture(scope="module")
def stored() -> Mapping[str, Product]:
    """The Store API's products by the last part of their URL."""
    text = read_text("woo_live/store_v1_products.json")
    page = Page(
        STORE, STORE, 200, NOW, text.encode(errors="replace"), "0" * 64, headers={"content-type": "application/json"}
    )
    return {one.url.rstrip("/").rsplit("/", 1)[-1]: one for one in catalogue_in(page)}


def rest() -> Iterator[tuple[str, Mapping[str, Any]]]:
    for row in json.loads(read_text("woo_live/wc_v3_products.json")):
        yield row["slug"], row


def test_a_shops_own_figures(stored: Mapping[str, Product]) -> None:
    rows = dict(rest())
    assert rows.keys() == stored.keys()
    for slug, row in rows.items():
        one = stored[slug]
        assert (one.price, one.currency, one.sku or "") == (Decimal(row["price"]), "EUR", row["sku"])
        assert one.availability == ("InStock" if row["stock_status"] == "instock" else "OutOfStock")
        if row["sale_price"]:
            assert one.list_price == Decimal(row["regular_price"])


def test_its_pages_say_the_same(stored: Mapping[str, Product]) -> None:
    pages = sorted((WEB / "woo_live").glob("product_*.html"))
    assert pages
    for path in pages:
        slug = path.stem.removeprefix("product_")
        url = f"http://shop.test/product/{slug}/"
        found = products_in(read_page(Page(url, url, 200, NOW, path.read_bytes(), "0" * 64)))
        shown, one = found[0], stored[slug]
        assert (shown.name, shown.price, shown.currency) == (one.name, one.price, one.currency)
        assert (shown.sku, shown.availability, shown.list_price) == (one.sku, one.availability, one.list_price)
