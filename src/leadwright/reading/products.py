"""A sample of a shop's catalogue as its pages say it to machines: JSON-LD, microdata, RDFa, meta tags, payloads.

The visible price is the check. Where two ways of saying it differ, the one that the page shows counts; that they differ
is a finding (:mod:`.finding`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from leadwright.domain.lead import Product
from leadwright.reading.catalogue import catalogue_in
from leadwright.reading.microdata import marked_in
from leadwright.reading.money import Amount, amount_of, currency_of
from leadwright.reading.offers import Reading, readings_of, stock_of
from leadwright.reading.page import Doc
from leadwright.reading.served import is_data
from leadwright.reading.shown import Shown, amounts_shown, price_shown, shown_in

MOST_PRODUCTS = 10
_CODE = re.compile(r"(?:urrency(?:Code|_code|ISO)?|urrency_iso)\W{1,12}([A-Z]{3})(?![A-Za-z])")
_MOST_CODES = 200


@dataclass(frozen=True, slots=True)
class Sources:
    """What a page says of its products, one tuple for each way of saying it, the most exact way first."""

    ways: tuple[tuple[Reading, ...], ...]

    @property
    def chosen(self) -> tuple[Reading, ...]:
        """The first way that names a price, else the first at all; a price of 0 counts where there is no other."""
        for names in (lambda one: one.product.price, lambda one: one.product.price is not None, lambda _: True):
            if found := next((way for way in self.ways if any(map(names, way))), None):
                return found
        return ()

    @property
    def alone(self) -> tuple[Reading, ...]:
        """The one product of each way that names just one, with a price."""
        return tuple(way[0] for way in self.ways if len({one.product.name for one in way}) == 1 and way[0].prices)


def products_of(docs: Sequence[Doc]) -> tuple[Product, ...]:
    """Give at most ten products of a visit, each once, product pages first, payloads last."""
    found: dict[str, Product] = {}
    by_price: dict[str, str] = {}
    for doc in sorted(docs, key=lambda one: (is_data(one.page), one.kind != "product")):
        for product in products_in(doc):
            key = product.name.lower()
            known = found.get(key)
            if known is None or (known.price is None and product.price is not None):
                found[key] = product
            elif known.price == product.price:
                found[key] = _filled(known, product)
                if known.currency and product.currency is None:
                    by_price[product.source] = known.currency
    return tuple(_priced(one, by_price) for one in found.values())[:MOST_PRODUCTS]


def products_in(doc: Doc) -> tuple[Product, ...]:
    """Give the products of one document, by the most exact way it has of saying them."""
    if is_data(doc.page):
        return catalogue_in(doc.page)
    sources = sources_in(doc)
    products = tuple(one.product for one in sources.chosen)
    products = tuple(one for one in products if one.price is not None) or products
    products = tuple(sorted(products, key=lambda one: not _is_main(one, doc)))
    if any(one.price for one in products):
        return tuple(_in_page_currency(one, doc) for one in _checked(products, sources, doc))
    shown = shown_in(doc)
    return (_in_page_currency(_named(shown, products), doc),) if shown else products


def _is_main(product: Product, doc: Doc) -> bool:
    """Say whether a page is about a product: its title names it."""
    return product.name.casefold() in f"{doc.title} {doc.meta.get('og:title', '')}".casefold()


def _checked(products: tuple[Product, ...], sources: Sources, doc: Doc) -> tuple[Product, ...]:
    """Hold prices against what the page shows."""
    prices = {one.price for one in products if one.price}
    others = [one.product for one in sources.alone if one.product.source != products[0].source]
    shown: list[Amount] = []
    confirmed = False
    for amount in amounts_shown(doc):
        shown.append(amount)
        confirmed = confirmed or amount.number in prices
        if amount.number in prices and amount.may_be(products[0].currency):
            break
    alone = len({one.name for one in products}) == 1
    if alone and any(one.price != products[0].price for one in others):
        elsewhere = frozenset(() if confirmed else (one.number for one in shown))
        return (_agreed(products[0], others, price_shown(doc), elsewhere), *products[1:])
    if not confirmed:
        products = _whole(products, frozenset(one.number for one in shown), doc)
    return _shown_currency(products, shown)


def sources_in(doc: Doc) -> Sources:
    """Read every way in which a page says its products to machines."""
    ways = [readings_of(doc, doc.things, "jsonld")]
    ways += [readings_of(doc, things, way) for way, things in marked_in(doc)]
    ways.append(tuple(_open_graph(doc)))
    page = _page_currency(doc)
    return Sources(tuple(tuple(_in_currency(one, page) for one in way) for way in ways if way))


def _in_currency(reading: Reading, currency: str | None) -> Reading:
    if reading.product.currency or not currency:
        return reading
    return replace(reading, product=replace(reading.product, currency=currency))


def _agreed(main: Product, others: Sequence[Product], place: Shown | None, shown: frozenset[Decimal]) -> Product:
    """Settle the price of a page's one product among its sources.

    The price at the product's own place counts before others; then a reduced price beside the one that ``main``
    takes for the price (Open Graph names both, other data may not know of the reduction); then one that is ``shown``
    anywhere, where the page does not show that of ``main``.
    """
    for other in others:
        here = place is not None and place.amount.number == other.price != main.price
        reduced = place is None and other.list_price is not None and other.list_price == main.price
        if other.price and (here or reduced):
            before = other.list_price or (place.before if place else None)
            return _taken(main, other, before=before)
    better = next((one for one in others if one.price in shown), None)
    return _taken(main, better, before=main.list_price) if better else main


def _taken(main: Product, other: Product, *, before: Decimal | None) -> Product:
    currency = other.currency or main.currency
    return replace(main, price=other.price, currency=currency, list_price=before, source=other.source)


def _shown_currency(products: tuple[Product, ...], shown: Sequence[Amount]) -> tuple[Product, ...]:
    """Name the currency that the page shows beside the very prices of its data, where the data names another."""
    prices = {one.price for one in products}
    same = [one for one in shown if one.number in prices]
    named = {one.currency for one in same if one.currency}
    if len(named) != 1 or any(amount.may_be(one.currency) for one in products for amount in same):
        return products
    return tuple(replace(one, currency=next(iter(named))) for one in products)


def _whole(products: tuple[Product, ...], shown: frozenset[Decimal], doc: Doc) -> tuple[Product, ...]:
    """Undo a slip of the decimal point, where the page shows every price otherwise and none as its data says it.

    One round amount may be shown for another reason (free delivery from 20): it counts at the product's own place only.
    """
    prices = [one.price for one in products if one.price]
    for slip in (-2, 3):
        moved = {price.scaleb(slip) for price in prices}
        if moved <= shown and (_is_sure(moved, doc) if slip < 0 else _are_exact(prices)):
            return tuple(replace(one, price=one.price.scaleb(slip) if one.price else one.price) for one in products)
    return products


def _is_sure(moved: set[Decimal], doc: Doc) -> bool:
    if len(moved) > 1 or any(price % 1 for price in moved):
        return True
    place = price_shown(doc)
    return place is not None and place.amount.number in moved


def _are_exact(prices: Sequence[Decimal]) -> bool:
    """Say whether all prices have three digits behind the point: then it may have been meant to part thousands."""
    return all(price.as_tuple().exponent == -3 for price in prices)


def _named(shown: Product, products: Sequence[Product]) -> Product:
    """Give a shown price the name and marks of the one product that the page's data names without a price."""
    if len({one.name for one in products}) != 1:
        return shown
    one = products[0]
    currency = shown.currency or one.currency
    return replace(one, price=shown.price, currency=currency, list_price=shown.list_price, source="shown")


def _filled(known: Product, other: Product) -> Product:
    """Fill the gaps of a product from another source that names the same price."""
    return replace(
        known,
        currency=known.currency or other.currency,
        list_price=known.list_price or other.list_price,
        availability=known.availability or other.availability,
        sku=known.sku or other.sku,
        gtin=known.gtin or other.gtin,
        variant=known.variant or other.variant,
    )


def _priced(product: Product, by_price: dict[str, str]) -> Product:
    """Name the currency of a payload that names none: that of a page with the same product at the same price."""
    if product.currency or product.price is None or product.source not in by_price:
        return product
    return replace(product, currency=by_price[product.source])


def _open_graph(doc: Doc) -> Iterator[Reading]:
    """Read Open Graph's product (Facebook's *product* object type), as shops fill it in."""
    meta = doc.meta
    regular = meta.get("product:price:amount") or meta.get("og:price:amount")
    sale = meta.get("product:sale_price:amount")
    before = meta.get("product:original_price:amount") or meta.get("og:price:standard_amount")
    name = meta.get("og:title") or doc.title
    if not (regular or sale) or not name:
        return
    price = amount_of(sale or regular)
    list_price = amount_of(regular if sale else before)
    yield Reading(
        Product(
            name=name[:200],
            url=doc.page.url,
            price=price,
            currency=_page_currency(doc) or currency_of(regular or ""),
            list_price=list_price if list_price and price and list_price > price else None,
            availability=stock_of(meta.get("product:availability") or meta.get("og:availability")),
            sku=meta.get("product:retailer_item_id"),
            source="og",
        ),
        frozenset({price} if price else ()),
    )


def _in_page_currency(product: Product, doc: Doc) -> Product:
    """Name the one currency that a page's scripts name, for a price that stands without one."""
    if product.currency or not product.price:
        return product
    said = {match[1] for match, _ in zip(_CODE.finditer(doc.html), range(_MOST_CODES), strict=False)}
    code = currency_of(said.pop()) if len(said) == 1 else None
    return replace(product, currency=code) if code and _fits(product, code, doc) else product


def _fits(product: Product, code: str, doc: Doc) -> bool:
    """Say whether the signs beside a price on the page can stand for a currency."""
    return all(amount.may_be(code) for amount in amounts_shown(doc) if amount.number == product.price)


def _page_currency(doc: Doc) -> str | None:
    names = ("product:sale_price:currency", "product:price:currency", "og:price:currency", "pricecurrency")
    said = next((doc.meta[name] for name in names if name in doc.meta), None)
    return currency_of(said) if said else None
