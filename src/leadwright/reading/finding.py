"""One thing that is verifiably so in a shop's own pages, told neutrally: the reason to write just to them.

Each finding says exactly what was looked at, so that the recipient can check it: product, page, field. It is told of
what the pages say to machines, and of the price that stands at the product's own place in the page as it was served.
A product with several prices is compared with nothing: then each may be right.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlsplit

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Product
from leadwright.reading.offers import Reading
from leadwright.reading.page import Doc
from leadwright.reading.products import sources_in
from leadwright.reading.served import is_data
from leadwright.reading.shown import Shown, price_shown

_WAYS = {"jsonld": "structured data", "microdata": "microdata", "rdfa": "RDFa", "og": "Open Graph tags"}


@dataclass(frozen=True, slots=True)
class _Goods:
    doc: Doc
    products: tuple[Product, ...]
    alone: tuple[Reading, ...]  # the page's one product, as each way says it
    shown: Shown | None


def findings_of(docs: Sequence[Doc], products: Sequence[Product]) -> tuple[Fact, ...]:
    """Give every finding that holds, the most useful kind first."""
    goods = [one for one in products if one.price is not None and (one.source in _WAYS or one.source == "shown")]
    pages = [page for doc in docs if not is_data(doc.page) and (page := _goods(doc, goods)) is not None]
    return tuple(found for rule in RULES if (found := rule(pages)) is not None)


def _goods(doc: Doc, products: Sequence[Product]) -> _Goods | None:
    here = tuple(one for one in products if _place(one.url) == _place(doc.page.url))
    if not here:
        return None
    alone = tuple(one for one in sources_in(doc).alone if len(one.prices) == 1 and _same(one.product, here[0]))
    return _Goods(doc, tuple(one for one in here if one.source in _WAYS), alone, price_shown(doc) if alone else None)


def _place(url: str) -> str:
    """Give host and path of a page: a query names a variant or where the visitor came from."""
    parts = urlsplit(url)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}".lower()


def _same(one: Product, other: Product) -> bool:
    mine, theirs = one.name.casefold(), other.name.casefold()
    return mine in theirs or theirs in mine


def _same_sku(pages: Sequence[_Goods]) -> Fact | None:
    seen: dict[str, Product] = {}
    for page in pages:
        for one in page.products:
            other = seen.get(one.sku or "")
            if one.sku and other is not None and other.name != one.name:
                said = f"“{other.name}” and “{one.name}” carry the same SKU {one.sku} in their pages' data"
                return Fact(
                    said, page.doc.evidence(f"{one.name} sku {one.sku} | {other.name} sku {other.sku}", way="jsonld")
                )
            if one.sku:
                seen[one.sku] = one
    return None


def _ways_differ(pages: Sequence[_Goods]) -> Fact | None:
    """Compare two ways in which a page names one price; other currencies may be other countries' prices."""
    for page, first, other in _pairs(pages):
        if first.price != other.price and {first.currency, other.currency} <= {first.currency or other.currency, None}:
            one, two = _money(first.price, first.currency), _money(other.price, other.currency)
            ways = f"in its page's {_WAYS[first.source]} and {two} in its {_WAYS[other.source]}"
            seen = f"{first.name} | {first.source} {one} | {other.source} {two}"
            return Fact(f"“{first.name}” has the price {one} {ways}", page.doc.evidence(seen, way="attribute"))
    return None


def _pairs(pages: Sequence[_Goods]) -> Iterator[tuple[_Goods, Product, Product]]:
    for page in pages:
        for other in page.alone[1:]:
            yield page, page.alone[0].product, other.product


def _shown_differs(pages: Sequence[_Goods]) -> Fact | None:
    """Compare the price in a page's data with the one at the product's own place in the page."""
    for page in pages:
        if page.shown is None:
            continue
        amount, one = page.shown.amount, page.alone[0].product
        known = {one.price, one.list_price}
        if (amount.number in known and amount.may_be(one.currency)) or not amount.sign:
            continue
        if amount.number not in known and not amount.may_be(one.currency):
            continue  # another country's price
        said, seen = _money(one.price, one.currency), _money(amount.number, amount.currency)
        where = f"{_WAYS[one.source]} of its page" if one.source != "og" else "Open Graph tags of its page"
        told = f"“{one.name}” has the price {said} in the {where}, which shows {seen}"
        return Fact(
            told, page.doc.evidence(f"{one.name} | {one.source} {said} | shown {page.shown.words}", way="attribute")
        )
    return None


def _above_list(pages: Sequence[_Goods]) -> Fact | None:
    for page in pages:
        for one in page.products:
            if one.price and one.list_price and one.price > one.list_price:
                price, before = _money(one.price, one.currency), _money(one.list_price, one.currency)
                said = f"“{one.name}” has the price {price}, above its list price {before}, in its page's"
                seen = f"{one.name} | price {price} | list price {before}"
                return Fact(f"{said} {_WAYS[one.source]}", page.doc.evidence(seen, way="attribute"))
    return None


def _money(amount: Decimal | None, currency: str | None) -> str:
    return f"{amount} {currency or ''}".strip()


def _without(field: str, has: Callable[[Product], bool]) -> Callable[[Sequence[_Goods]], Fact | None]:
    def rule(pages: Sequence[_Goods]) -> Fact | None:
        lacking = [(page.doc, one) for page in pages for one in page.products if not has(one)]
        if not lacking:
            return None
        total = sum(len(page.products) for page in pages)
        doc, one = lacking[0]
        shown = f"{one.name} | {one.price} {one.currency or ''} | sku {one.sku or '-'} | {one.availability or '-'}"
        said = f"the product “{one.name}” has no {field} in its page's structured data"
        if total > 1:
            said = f"{len(lacking)} of the {total} products we read have no {field} in their structured data"
            said = f"{said}, “{one.name}” for one"
            shown = f"{shown} | {len(lacking)} of {total}: {', '.join(other.name for _, other in lacking)}"
        return Fact(said, doc.evidence(shown, way="jsonld" if one.source == "jsonld" else "attribute"))

    return rule


def _zero(pages: Sequence[_Goods]) -> Fact | None:
    return next(
        (
            Fact(
                f"“{one.name}” has the price 0 in its page's structured data",
                page.doc.evidence(f"{one.name} | price {one.price}, that is 0"),
            )
            for page in pages
            for one in page.products
            if one.price == Decimal(0)
        ),
        None,
    )


RULES: tuple[Callable[[Sequence[_Goods]], Fact | None], ...] = (
    _same_sku,
    _zero,
    _shown_differs,
    _ways_differ,
    _above_list,
    _without("SKU", lambda one: bool(one.sku)),
    _without("availability", lambda one: bool(one.availability)),
    _without("currency", lambda one: bool(one.currency)),
)
