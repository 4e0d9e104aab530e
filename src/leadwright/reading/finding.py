"""One thing that is verifiably so in a shop's own pages, told neutrally: the reason to write just to them.

Each finding says exactly what was looked at, so that the recipient can check it: product, page, field. It is told
only of what the pages say to machines, never of what a visitor may see differently.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Product
from leadwright.reading.page import Doc


@dataclass(frozen=True, slots=True)
class _Goods:
    doc: Doc
    products: tuple[Product, ...]


def findings_of(docs: Sequence[Doc], products: Sequence[Product]) -> tuple[Fact, ...]:
    """Give every finding that holds, the most useful kind first."""
    by_url = {doc.page.url: doc for doc in docs}
    goods = [one for one in products if one.price is not None and one.url in by_url]
    pages = [_Goods(doc, tuple(one for one in goods if one.url == doc.page.url)) for doc in docs]
    pages = [one for one in pages if one.products]
    return tuple(found for rule in RULES if (found := rule(pages)) is not None)


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


def _round_prices(pages: Sequence[_Goods]) -> Fact | None:
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
    _round_prices,
    _without("SKU", lambda one: bool(one.sku)),
    _without("availability", lambda one: bool(one.availability)),
    _without("currency", lambda one: bool(one.currency)),
)
