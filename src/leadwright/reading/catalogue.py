"""What a shop's own addresses for machines say of its catalogue.

============================  ======================================================================================
``/products.json``            Shopify, prices as decimal strings in the shop's own currency, which is not named
``/products/NAME.json``       Shopify, one product, likewise
``/products/NAME.js``         Shopify's Ajax API (*Get product*): prices in the hundredth part, as whole numbers
``/wp-json/wc/store/v1/...``  WooCommerce's Store API (*Products*): whole numbers, ``currency_minor_unit`` digits
============================  ======================================================================================

And where a site lists its pages: sitemaps (sitemaps.org, protocol 0.9).
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from leadwright.domain.lead import Product
from leadwright.domain.site import Page
from leadwright.reading.money import amount_of, currency_of
from leadwright.reading.offers import gtin_of
from leadwright.reading.page import squeezed
from leadwright.reading.served import is_payload, is_sitemap

LONGEST = 4_000_000  # characters of a payload
MOST_ROWS = 100
_LOC = re.compile(r"<loc>\s{0,50}(?:<!\[CDATA\[)?\s{0,50}(https?://[^\s<\]]{1,1000})")
_MOST_LOCS = 20_000


def catalogue_in(page: Page) -> tuple[Product, ...]:
    """Read the products of a payload; empty for any other document. Never raises."""
    if not is_payload(page) or len(page.html) > LONGEST:
        return ()
    try:
        said = json.loads(page.html.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return ()
    return tuple(_products(page.url, said))


def listed_in(page: Page) -> tuple[str, ...]:
    """Give the URLs that a sitemap lists, in its order."""
    if not is_sitemap(page):
        return ()
    found = (match[1] for match, _ in zip(_LOC.finditer(page.html), range(_MOST_LOCS), strict=False))
    return tuple(html.unescape(url) if "&" in url else url for url in found)


def _products(url: str, said: Any) -> Iterator[Product]:
    if isinstance(said, dict) and isinstance(said.get("product"), dict):
        said = {"products": [said["product"]]}
    if isinstance(said, dict) and isinstance(said.get("products"), list):
        yield from _each(url, said["products"], script=False)
    elif isinstance(said, dict) and isinstance(said.get("variants"), list):
        yield from _each(url, [said], script=True)
    else:
        rows = said if isinstance(said, list) else [said]
        yield from filter(None, (_stored(url, row) for row in rows[:MOST_ROWS] if isinstance(row, dict)))


def _each(url: str, rows: list[Any], *, script: bool) -> Iterator[Product]:
    for row in rows[:MOST_ROWS]:
        if isinstance(row, dict) and isinstance(row.get("title"), str) and isinstance(row.get("variants"), list):
            yield _sold(url, row, script=script)


def _sold(url: str, row: Mapping[str, Any], *, script: bool) -> Product:
    """Read one product of Shopify: the first variant that can be bought, else the first."""
    variants = [one for one in row["variants"][:MOST_ROWS] if isinstance(one, dict)]
    one = next((one for one in variants if one.get("available")), variants[0] if variants else {})
    price, before = (_part(one.get(name), 2 if script else 0) for name in ("price", "compare_at_price"))
    told = [variant["available"] for variant in variants if isinstance(variant.get("available"), bool)]
    handle = row.get("handle")
    return Product(
        name=_words(row["title"]),
        url=urljoin(url, f"/products/{quote(handle)}") if isinstance(handle, str) and handle else url,
        price=price,
        currency=currency_of(str(one.get("price_currency") or "")),
        list_price=before if before and price and before > price else None,
        availability=("InStock" if any(told) else "OutOfStock") if told else None,
        sku=_id(one.get("sku")),
        source="product.js" if script else "products.json",
        gtin=gtin_of(one.get("barcode")),
        variant=_id(one.get("id")),
    )


def _stored(url: str, row: Mapping[str, Any]) -> Product | None:
    """Read one product of the Store API; of a range of prices the lowest."""
    prices, name, link = row.get("prices"), row.get("name"), row.get("permalink")
    if not isinstance(prices, dict) or not isinstance(name, str):
        return None
    unit = prices.get("currency_minor_unit")
    if not isinstance(unit, int) or not 0 <= unit <= 4:
        return None
    span = prices.get("price_range")
    low = _part(span.get("min_amount"), unit) if isinstance(span, dict) else None
    price, before = low or _part(prices.get("price"), unit), _part(prices.get("regular_price"), unit)
    stock = row.get("is_in_stock")
    return Product(
        name=_words(name),
        url=urljoin(url, link) if isinstance(link, str) and urlsplit(link).scheme in {"http", "https"} else url,
        price=price,
        currency=currency_of(str(prices.get("currency_code") or "")),
        list_price=before if low is None and before and price and before > price else None,
        availability=_stock(stock, row.get("is_on_backorder")),
        sku=_id(row.get("sku")),
        source="store-api",
    )


def _stock(stock: object, later: object) -> str | None:
    if later is True:
        return "BackOrder"
    return None if not isinstance(stock, bool) else "InStock" if stock else "OutOfStock"


def _part(value: object, digits: int) -> Decimal | None:
    """Read an amount whose last ``digits`` stand behind the point."""
    amount = amount_of(value)
    return None if amount is None else amount.scaleb(-digits)


def _words(text: str) -> str:
    return squeezed(html.unescape(text[:1000]))[:200]


def _id(value: object) -> str | None:
    text = squeezed(str(value)[:100]) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    return text or None
