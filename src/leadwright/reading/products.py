"""A sample of a shop's catalogue as its pages say it to machines: JSON-LD, then microdata, then og tags."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from selectolax.lexbor import LexborNode

from leadwright.domain.lead import Product
from leadwright.reading.money import amount_of, currency_of
from leadwright.reading.page import Doc, absolute, squeezed

MOST_PRODUCTS = 10
_GOODS = {"Product", "ProductGroup", "IndividualProduct", "ProductModel", "SomeProducts"}


def products_of(docs: Sequence[Doc]) -> tuple[Product, ...]:
    """Give at most ten products of a visit, each once, product pages first."""
    found: dict[str, Product] = {}
    for doc in sorted(docs, key=lambda one: one.kind != "product"):
        for product in products_in(doc):
            key = product.name.lower()
            if key not in found or (found[key].price is None and product.price is not None):
                found[key] = product
    return tuple(found.values())[:MOST_PRODUCTS]


def products_in(doc: Doc) -> tuple[Product, ...]:
    """Give the products of one page: from JSON-LD, else microdata, else the page's own og tags."""
    structured = tuple(_structured(doc))
    if any(one.price is not None for one in structured):
        return structured
    marked = tuple(_microdata(doc))
    if any(one.price is not None for one in marked):
        return marked
    return tuple(_open_graph(doc)) or structured or marked


def _structured(doc: Doc) -> Iterator[Product]:
    for thing in doc.things:
        if _kinds(thing) & _GOODS and isinstance(thing.get("name"), str):
            offers = tuple(_offers(thing))
            price, currency, stock = _best(offers)
            yield Product(
                name=squeezed(str(thing["name"]))[:200],
                url=_url(doc, thing.get("url") or next((one.get("url") for one in offers if one.get("url")), None)),
                price=price,
                currency=currency or _page_currency(doc),
                list_price=next(filter(None, map(_list_price, offers)), None),
                availability=stock,
                sku=_text(thing.get("sku")) or next((_text(one.get("sku")) for one in offers if one.get("sku")), None),
                source="jsonld",
            )


def _kinds(thing: Mapping[str, Any]) -> set[str]:
    kind = thing.get("@type")
    names = kind if isinstance(kind, list) else [kind]
    return {str(one).rsplit("/", 1)[-1] for one in names}


def _offers(thing: Mapping[str, Any], *, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    offers = thing.get("offers")
    for one in offers if isinstance(offers, list) else [offers]:
        if isinstance(one, dict):
            yield one
            if depth < 2 and one.get("price") is None:
                yield from _offers(one, depth=depth + 1)
    variants = thing.get("hasVariant")
    for one in variants if isinstance(variants, list) else [variants]:
        if isinstance(one, dict) and depth < 2:
            yield from _offers(one, depth=depth + 1)


def _best(offers: Sequence[Mapping[str, Any]]) -> tuple[Decimal | None, str | None, str | None]:
    """Choose the offer a buyer sees first: the first that has a price, among several the first in stock."""
    priced = [(price, one) for one in offers if (price := _price(one)) is not None]
    if not priced:
        return None, None, _stock(offers[0]) if offers else None
    price, offer = priced[0]
    return price, _currency(offer), _stock(offer)


def _price(offer: Mapping[str, Any]) -> Decimal | None:
    direct = amount_of(offer.get("price"))
    if direct:
        return direct
    low = amount_of(offer.get("lowPrice"))
    if low:
        return low
    asked = [amount_of(one.get("price")) for one in _rules(offer) if not _is_list_price(one)]
    return next((price for price in asked if price), direct)


def _rules(offer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    rules = offer.get("priceSpecification")
    return [one for one in (rules if isinstance(rules, list) else [rules]) if isinstance(one, dict)]


def _is_list_price(rule: Mapping[str, Any]) -> bool:
    """Say whether a price is the one struck through: schema.org's ListPrice, SRP and MSRP."""
    return str(rule.get("priceType") or "").rsplit("/", 1)[-1] in {"ListPrice", "SRP", "MSRP", "StrikethroughPrice"}


def _list_price(offer: Mapping[str, Any]) -> Decimal | None:
    return next((amount_of(one.get("price")) for one in _rules(offer) if _is_list_price(one)), None)


def _currency(offer: Mapping[str, Any]) -> str | None:
    said = offer.get("priceCurrency") or next((one.get("priceCurrency") for one in _rules(offer)), None)
    return currency_of(str(said)) if said else currency_of(str(offer.get("price") or ""))


def _stock(offer: Mapping[str, Any]) -> str | None:
    return _text(offer.get("availability"), last=True)


def _text(value: Any, *, last: bool = False) -> str | None:
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    text = squeezed(str(value))[:100]
    return (text.rstrip("/").rsplit("/", 1)[-1] if last else text) or None


def _url(doc: Doc, said: Any) -> str:
    return (absolute(doc.page.url, said) if isinstance(said, str) and said else None) or doc.page.url


def _microdata(doc: Doc) -> Iterator[Product]:
    for node in doc.tree.css("[itemtype*='schema.org/Product'], [itemtype*='schema.org/IndividualProduct']")[:40]:
        name = _prop(node, "name")
        if name:
            price = _prop(node, "price") or _prop(node, "lowPrice")
            yield Product(
                name=name[:200],
                url=doc.page.url,
                price=amount_of(price),
                currency=currency_of(_prop(node, "priceCurrency") or price or "") or _page_currency(doc),
                availability=_text(_prop(node, "availability"), last=True),
                sku=_prop(node, "sku") or None,
                source="microdata",
            )


def _prop(node: LexborNode, name: str) -> str:
    found = node.css_first(f"[itemprop~='{name}']")
    if found is None:
        return ""
    given = found.attributes
    return squeezed(given.get("content") or given.get("href") or found.text() or "")[:300]


def _open_graph(doc: Doc) -> Iterator[Product]:
    price = doc.meta.get("product:price:amount") or doc.meta.get("og:price:amount")
    name = doc.meta.get("og:title") or doc.title
    if price and name:
        yield Product(
            name=name[:200],
            url=doc.page.url,
            price=amount_of(price),
            currency=_page_currency(doc),
            availability=_text(doc.meta.get("product:availability") or doc.meta.get("og:availability")),
            sku=doc.meta.get("product:retailer_item_id"),
            source="og",
        )


def _page_currency(doc: Doc) -> str | None:
    said = doc.meta.get("product:price:currency") or doc.meta.get("og:price:currency") or doc.meta.get("pricecurrency")
    return currency_of(said) if said else None
