"""Products and offers as schema.org describes them: https://schema.org/Product, Offer, AggregateOffer, ProductGroup.

JSON-LD, microdata and RDFa come as objects of one shape; several offers are variants or sellers of one product.
"""

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

from leadwright.domain.lead import Product
from leadwright.reading.money import amount_of, currency_of
from leadwright.reading.page import Doc, absolute, squeezed

_GOODS = {"product", "productgroup", "individualproduct", "productmodel", "someproducts"}
_GTINS = ("gtin", "gtin13", "gtin12", "gtin14", "gtin8", "isbn", "ean")
_MOST_OFFERS = 200
_STOCKS = {
    name.lower(): name
    for name in (
        "BackOrder", "Discontinued", "InStock", "InStoreOnly", "LimitedAvailability", "MadeToOrder", "OnlineOnly",
        "OutOfStock", "PreOrder", "PreSale", "Reserved", "SoldOut",
    )
}  # fmt: skip  # https://schema.org/ItemAvailability


@dataclass(frozen=True, slots=True)
class Reading:
    """A product as one way of saying it gives it, with every price that its offers name."""

    product: Product
    prices: frozenset[Decimal] = frozenset()


def readings_of(doc: Doc, things: Iterable[Mapping[str, Any]], source: str) -> tuple[Reading, ...]:
    """Read every product among things; a variant that is part of a group is no product of its own."""
    goods = [thing for thing in things if _is_goods(thing) and _text(thing.get("name"))]
    parts = {id(one) for thing in goods for one in _listed(thing.get("hasVariant")) if isinstance(one, dict)}
    return tuple(_reading(doc, thing, source) for thing in goods if id(thing) not in parts)


def gtin_of(value: object) -> str | None:
    """Give a GTIN of 8, 12, 13 or 14 digits whose check digit is right (GS1 General Specifications, 7.9); else None."""
    digits = str(value).strip().replace("-", "").replace(" ", "") if isinstance(value, str | int) else ""
    if len(digits) not in {8, 12, 13, 14} or not (digits.isascii() and digits.isdecimal()) or not int(digits):
        return None
    total = sum(int(one) * (3 if at % 2 else 1) for at, one in enumerate(reversed(digits)))
    return digits if total % 10 == 0 else None


def stock_of(value: object) -> str | None:
    """Give an availability as schema.org names it, where it is one of its names; other words stay as they are."""
    text = _text(value)
    last = text.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1] if text else ""
    return _STOCKS.get(last.replace(" ", "").replace("_", "").replace("-", "").lower(), last[:100]) or None


def _is_goods(thing: Mapping[str, Any]) -> bool:
    kinds = _listed(thing.get("@type"))
    return any(str(one).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() in _GOODS for one in kinds)


def _reading(doc: Doc, thing: Mapping[str, Any], source: str) -> Reading:
    offers = list(_offers(thing))[:_MOST_OFFERS]
    offer = _best(offers, doc.page.url)
    price = _price(offer)
    before = _list_price(offer)
    variants = len({_text(one.get("sku")) or _text(one.get("url")) for one in offers}) > 1
    url = (
        _text(thing.get("url"))
        or _text(offer.get("url"))
        or next(filter(None, (_text(o.get("url")) for o in offers)), None)
    )
    return Reading(
        Product(
            name=(_text(thing.get("name")) or "")[:200],
            url=(absolute(doc.page.url, url) if url else None) or doc.page.url,
            price=price,
            currency=_currency(offer),
            list_price=before if before != price else None,
            availability=_stock(offer, offers),
            sku=_text(thing.get("sku")) or _text(offer.get("sku")),
            source=source,
            gtin=_gtin(offer) or _gtin(thing),
            variant=_variant(offer, variants=variants),
        ),
        frozenset(filter(None, map(_price, offers))) | frozenset(_highest(offers)),
    )


def _offers(thing: Mapping[str, Any], *, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Give the offers of a product, those of its variants, and itself where the price stands beside its name."""
    for one in _listed(thing.get("offers")):
        if isinstance(one, dict):
            yield one
            if depth < 2 and one.get("price") is None:
                yield from _offers(one, depth=depth + 1)
    for one in _listed(thing.get("hasVariant")):
        if isinstance(one, dict) and depth < 2:
            own = {key: one[key] for key in ("sku", *_GTINS) if one.get(key)}
            yield from ({**own, **offer} for offer in _offers(one, depth=depth + 1))
    if depth == 0 and thing.get("price") is not None:
        yield thing


def _best(offers: Sequence[Mapping[str, Any]], url: str) -> Mapping[str, Any]:
    """Choose the offer a visitor of the page sees first: the one its URL names, else the first one in stock.

    A price that is paid again and again counts only where there is no other.
    """
    priced = [one for one in offers if _price(one)] or [one for one in offers if _price(one) is not None]
    priced = [one for one in priced if not _recurs(one)] or priced
    if not priced:
        return offers[0] if offers else {}
    wanted = _variant_in(url)
    named = [one for one in priced if wanted and _variant_in(_text(one.get("url")) or "") == wanted]
    stocked = [one for one in priced if stock_of(_first(one.get("availability"))) == "InStock"]
    whole = [] if priced[0].get("lowPrice") is None else priced  # an AggregateOffer speaks for those inside it
    return (named or whole or stocked or priced)[0]


def _price(offer: Mapping[str, Any]) -> Decimal | None:
    direct = _amount(offer.get("price"))
    if direct:
        return direct
    low = _amount(offer.get("lowPrice"))
    if low:
        return low
    rules = sorted(_rules(offer), key=lambda one: one.get("valueAddedTaxIncluded") in {False, "false", "False"})
    asked = [_amount(one.get("price")) or _amount(one.get("minPrice")) for one in rules if not _is_list_price(one)]
    return next((price for price in asked if price), direct)


def _highest(offers: Sequence[Mapping[str, Any]]) -> Iterator[Decimal]:
    for one in offers:
        if high := _amount(one.get("highPrice")):
            yield high


def _rules(offer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [one for one in _listed(offer.get("priceSpecification")) if isinstance(one, dict)]


def _is_list_price(rule: Mapping[str, Any]) -> bool:
    """Say whether a price is the one struck through: schema.org's ListPrice, SRP and MSRP."""
    kind = str(_first(rule.get("priceType")) or "").rsplit("/", 1)[-1]
    return kind in {"ListPrice", "SRP", "MSRP", "StrikethroughPrice", "RegularPrice"}


def _list_price(offer: Mapping[str, Any]) -> Decimal | None:
    return next((_amount(one.get("price")) for one in _rules(offer) if _is_list_price(one)), None)


def _recurs(offer: Mapping[str, Any]) -> bool:
    """Say whether an offer is a subscription: its price holds for a time or is billed in steps."""
    marks = ("billingDuration", "billingIncrement", "billingStart", "eligibleDuration")
    return any(one.get(mark) for one in (offer, *_rules(offer)) for mark in marks)


def _currency(offer: Mapping[str, Any]) -> str | None:
    said = _text(offer.get("priceCurrency")) or next(
        filter(None, (_text(one.get("priceCurrency")) for one in _rules(offer))), None
    )
    return currency_of(said) if said else currency_of(str(_first(offer.get("price")) or ""))


def _stock(offer: Mapping[str, Any], offers: Sequence[Mapping[str, Any]]) -> str | None:
    said = [stock_of(_first(one.get("availability"))) for one in (offer, *offers)]
    return next(filter(None, said), None)


def _gtin(thing: Mapping[str, Any]) -> str | None:
    return next(filter(None, (gtin_of(_first(thing.get(name))) for name in _GTINS)), None)


def _variant(offer: Mapping[str, Any], *, variants: bool) -> str | None:
    named = _variant_in(_text(offer.get("url")) or "")
    return named or (_text(offer.get("sku")) if variants else None)


def _variant_in(url: str) -> str:
    """Give the variant that a URL names, as Shopify's and others' do: ``?variant=123``."""
    if "variant" not in url:
        return ""
    try:
        asked = parse_qs(urlsplit(url).query, max_num_fields=50)
    except ValueError:
        return ""
    return next((asked[name][0][:60] for name in ("variant", "variation_id", "variantId") if name in asked), "")


def _amount(value: object) -> Decimal | None:
    return amount_of(_first(value))


def _text(value: object) -> str | None:
    one = _first(value)
    if isinstance(one, dict):
        one = one.get("@value") or one.get("@id") or one.get("name")
    if not isinstance(one, str | int) or isinstance(one, bool):
        return None
    text = str(one)[:2000]
    return squeezed(html.unescape(text) if "&" in text else text)[:500] or None


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: object) -> object:
    return next(iter(value), None) if isinstance(value, list) else value
