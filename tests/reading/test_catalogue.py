"""What shops' addresses for machines say."""

import json
from decimal import Decimal
from typing import Any

import pytest

from leadwright.domain.site import Page
from leadwright.reading.catalogue import catalogue_in, listed_in
from leadwright.reading.served import is_data
from tests.reading.sites import NOW

LIST = "https://www.glow.test/products.json?limit=30"
VARIANTS = [
    {"id": 11, "sku": "L-S", "price": "19.00", "compare_at_price": "25.00", "available": False,
     "barcode": "4006381333931"},
    {"id": 12, "sku": "L-M", "price": "21.50", "compare_at_price": "21.50", "available": True, "barcode": "x"},
]  # fmt: skip


def sent(said: Any, url: str = LIST, kind: str = "application/json; charset=utf-8") -> Page:
    text = said if isinstance(said, str) else json.dumps(said)
    return Page(
        url, url, 200, NOW, text.encode(errors="replace"), "ab" * 32, headers={"content-type": kind} if kind else {}
    )


def test_shopify_lists_decimal_strings_and_the_first_variant_in_stock_counts() -> None:
    row = {"title": "Lamp &amp; shade", "handle": "lamp", "variants": VARIANTS}
    (one,) = catalogue_in(sent({"products": [row]}))
    assert (one.name, one.url) == ("Lamp & shade", "https://www.glow.test/products/lamp")
    assert (one.price, one.list_price, one.sku, one.variant) == (Decimal("21.50"), None, "L-M", "12")
    assert (one.currency, one.availability, one.gtin, one.source) == (None, "InStock", None, "products.json")


def test_a_reduced_price_has_a_list_price() -> None:
    (one,) = catalogue_in(sent({"product": {"title": "Lamp", "handle": "lamp", "variants": VARIANTS[:1]}}))
    assert (one.price, one.list_price, one.gtin) == (Decimal("19.00"), Decimal("25.00"), "4006381333931")
    assert one.availability == "OutOfStock"


def test_shopifys_script_has_hundredth_parts() -> None:
    variants = [{"id": 11, "price": 1900, "compare_at_price": 2500, "available": True, "sku": ""}]
    row = {"id": 1, "title": "Lamp", "handle": "lamp", "price": 1900, "variants": variants}
    (one,) = catalogue_in(sent(row, "https://www.glow.test/products/lamp.js", "text/javascript"))
    assert (one.price, one.list_price, one.sku, one.source) == (Decimal(19), Decimal(25), None, "product.js")


@pytest.mark.parametrize(
    ("prices", "price", "before"),
    [
        ({"price": "1105", "regular_price": "1105", "currency_code": "EUR", "currency_minor_unit": 2}, "11.05", None),
        ({"price": "1800", "regular_price": "2000", "currency_code": "EUR", "currency_minor_unit": 2}, "18", "20"),
        ({"price": "1800", "regular_price": "1800", "currency_code": "JPY", "currency_minor_unit": 0}, "1800", None),
        ({"price": "12500", "currency_code": "KWD", "currency_minor_unit": 3}, "12.5", None),
        (
            {"price": "9900", "price_range": {"min_amount": "4200", "max_amount": "9900"}, "currency_minor_unit": 2},
            "42",
            None,
        ),
    ],
)
def test_the_store_api_has_minor_units(prices: dict[str, Any], price: str, before: str | None) -> None:
    row = {"name": "Lamp", "permalink": "https://www.glow.test/product/lamp/", "sku": "L", "prices": prices}
    (one,) = catalogue_in(sent([row | {"is_in_stock": False}], "https://www.glow.test/wp-json/wc/store/v1/products"))
    assert (one.price, one.list_price) == (Decimal(price), Decimal(before) if before else None)
    assert (one.currency, one.availability, one.source) == (prices.get("currency_code"), "OutOfStock", "store-api")


@pytest.mark.parametrize(
    "said",
    [
        "[", "{}", "[]", "null", '{"products":5}', '{"products":[5,{"title":5,"variants":[]}]}',
        '[{"name":"A","prices":{}}]',
        '[{"name":"A","prices":{"price":"5","currency_minor_unit":"2"}}]', '{"code":"rest_no_route"}', "[" * 100_000,
        '{"variants":[]}', '[{"name":"A","prices":{"price":"5","currency_minor_unit":99}}]',
    ],
)  # fmt: skip
def test_other_documents_name_no_product(said: str) -> None:
    assert catalogue_in(sent(said)) == ()


def test_a_page_is_a_page_whatever_it_begins_with() -> None:
    assert not is_data(sent("[Lamps] <p>made by hand", kind="text/html"))
    assert not is_data(sent("<?xml version='1.0'?><!doctype html><html>", kind=""))
    assert is_data(sent("\ufeff {}", kind=""))
    assert is_data(sent("{}", kind="text/javascript"))
    assert is_data(sent("<?xml version='1.0'?><urlset>", kind="text/xml"))


def test_sitemaps() -> None:
    text = "<urlset><url><loc> https://www.glow.test/a?b=1&amp;c=2 </loc></url><url><loc><![CDATA[https://x.test/b]]></loc>"
    assert listed_in(sent(text, kind="application/xml")) == ("https://www.glow.test/a?b=1&c=2", "https://x.test/b")
    assert listed_in(sent("<p><loc>https://x.test/b</loc>", kind="text/html")) == ()
    assert len(listed_in(sent("<urlset>" + "<loc>https://x.test/a</loc>" * 50_000, kind="text/xml"))) == 20_000
