"""The price that a page shows to people: the check on what it says to machines, and all there is on pages without data.

It counts only where there is no doubt: one amount at a place known for the product's own price, or one amount beside
every button to buy. A page that shows several prices there shows none.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from leadwright.domain.lead import Product
from leadwright.reading.microdata import stray_in
from leadwright.reading.money import Amount, amount_of, amounts_in, currency_of
from leadwright.reading.page import Doc, squeezed
from leadwright.reading.words.prices import BUY

_PLACES = (  # a piece of the page that must be there, then where a shop system keeps the price of its product page
    ("priceblock_", "#priceblock_ourprice, #priceblock_dealprice, #priceblock_saleprice"),
    ("price_inside_buybox", "#price_inside_buybox"),
    ("corePrice", "#corePrice_feature_div .a-offscreen, #corePriceDisplay_desktop_feature_div .priceToPay"),
    ("x-price-primary", ".x-price-primary"),
    ('region="price', "[data-buy-box-region=price]"),
    ("woocommerce-Price-amount", ".product .summary > .price, .product .summary > div > .price"),
    ("product-single__price", ".product-single__price:not([class*=compare])"),
    ("ProductPrice", "#ProductPrice, #productPrice"),
    ("productView-price", ".productView-price .price--withTax, .productView-price .price--withoutTax"),
    ("price-final_price", ".product-info-main .price-final_price .price-wrapper"),
    ("our_price_display", "#our_price_display"),
    ("current-price", ".product-prices .current-price"),
    ("product-price", ".ProductItem-details .product-price"),
    ("formatted-primary-price", "[data-hook=formatted-primary-price]"),
    ("product-detail-price", ".product-detail-price"),
    ("productprice", ".product_productprice, .product_saleprice"),
    ("variation-price", "[data-commerce-type=variation-price]"),
    ("wsite-com-product-price", "#wsite-com-product-price, #wsite-com-product-price-sale"),
    ("details-product-price", ".details-product-price__value"),
    ("js-price-display", ".js-price-display"),
    ("price-final-holder", ".p-final-price-wrapper .price-final-holder"),
)
_UNIT = r"(?:\d{1,4}(?:[.,]\d{1,3})?\s?)?(?:kg|g|l|ml|cl|m|m²|lb|oz|st(?:ü|u)?(?:c?k)?)(?-i:(?![a-z]))"
_ASIDE = re.compile(  # parts of a price, and other ways to reckon it: instalments, without tax, for a measure of it
    r"\b\d{1,2}\s?x\s(?:de\s)?[^\d\s]{0,3}\s?\d[\d.,]{0,9}"
    r"|(?:\bex\.?\s?(?:tax|vat)|\bexcl?\.?\s(?:vat|tax|btw|mwst)|\bexkl\.?\smoms|\bhors\staxes?|без\sндс)\W{1,5}\d[\d.,\s]{0,12}"
    rf"|\(?(?:(?<!\d)(?<!\d\s)[€£$¥₹]\s?)?\d[\d.,]{{0,9}}\s?[^\d\s]{{0,3}}\*?\s?(?:/|pro|per|je)\s?{_UNIT}",
    re.IGNORECASE,
)
_GOODS_PAGE = re.compile(  # what shop systems write on the body of a product's own page
    r"(?:^|\s)(?:product-product(?:-\d+)?|single-product|catalog-product-view|is-ctl-product|template-product|"
    r"product-page|page-product|product-details?-page|ty-product|productview)(?:\s|$)"
)
_GOODS_PATH = re.compile(r"/(?:produtos?|produkt(?:y|er)?|tuote|tuotteet|tovar|tovary|urun|termek|toode|izdelek)/")
_BUTTONS = "button, input[type=submit], input[type=button], a[class*=cart], a[class*=buy]"
_DIGIT = re.compile(r"\d")
_MOST_BUTTONS = 400
_MOST_BUYING = 4
_HIGHEST = 6  # elements above a button
_WIDEST = 3_000  # characters of one of them
_STRUCK = "del, s, strike, [class*=compare], [class*=was-price], [class*=old-price], [class*=regular-price]"
_APART = {"nav", "cookie", "footer", "quote"}  # zones where an amount is nobody's price
_MOST_AMOUNTS = 400
_LONGEST_LINE = 500  # characters of a block that may name a price
_MOST_WORDS = 3_000


class Shown(NamedTuple):
    """A price at the product's own place, the one struck through beside it, and the words there."""

    amount: Amount
    before: Decimal | None
    words: str


def amounts_shown(doc: Doc) -> Iterator[Amount]:
    """Give the amounts of a page's visible text, in its order, menus, footers and reviews aside."""
    left = _MOST_AMOUNTS
    for block in doc.blocks:
        text = block.text
        if left > 0 and block.zone not in _APART and len(text) < _LONGEST_LINE and _DIGIT.search(text):
            for amount in amounts_in(text):
                left -= 1
                yield amount


def price_shown(doc: Doc) -> Shown | None:
    """Give the price at a place known for the price of a product's own page, where just one amount stands there."""
    return _at_place(doc) or (_one_of(doc, "[itemprop=price]") if "itemprop" in doc.html else None)


def shown_in(doc: Doc) -> Product | None:
    """Give the product of a page that has no data for machines, where its price is beyond doubt."""
    name = _heading(doc) if next(amounts_shown(doc), None) else ""
    if not name:
        return None
    found = _at_place(doc) or _marked(doc, name) or (_bought(doc) if _may_sell(doc) else None)
    if found is None or not found.amount.number:
        return None
    return Product(
        name=name[:200],
        url=doc.page.url,
        price=found.amount.number,
        currency=found.amount.currency,
        list_price=found.before,
        source="shown",
    )


def _at_place(doc: Doc) -> Shown | None:
    words = _about_prices(doc.html)
    query = next((query for piece, query in _PLACES if piece in words and doc.tree.css_first(query) is not None), None)
    return _one_of(doc, query) if query else None


def _one_of(doc: Doc, query: str) -> Shown | None:
    found = [one for node in doc.tree.css(query)[:8] if (one := _price_in(node))]
    return found[0] if len({one.amount.number for one in found}) == 1 else None


def _marked(doc: Doc, name: str) -> Shown | None:
    """Read the one ``itemprop="price"`` outside any product, where the page or the mark beside it names the product."""
    stray = stray_in(doc)
    values = {value for value in stray.get("price", ()) if isinstance(value, str)}
    names = {value.casefold() for value in stray.get("name", ()) if isinstance(value, str)}
    if len(values) != 1 or not (_may_sell(doc) or name.casefold() in names):
        return None
    (value,) = values
    amount = amount_of(value)
    named = next((one for one in stray.get("priceCurrency", ()) if isinstance(one, str)), "")
    return Shown(Amount(amount, currency_of(named) or currency_of(value), ""), None, value) if amount else None


def _about_prices(html: str) -> str:
    """Cut out what stands around the word price in a page: quicker to search many times than the whole page."""
    pieces: list[str] = []
    at = html.find("rice")
    while at >= 0 and len(pieces) < _MOST_WORDS:
        pieces.append(html[max(0, at - 30) : at + 30])
        at = html.find("rice", at + 30)
    return " ".join(pieces)


def _price_in(node: LexborNode) -> Shown | None:
    """Read the one amount inside an element; what is struck through there is the price before."""
    words = squeezed((node.text() or "")[:_WIDEST])[:300]
    if any(amounts_in(kept := _ASIDE.sub(" ", words))):
        words = kept
    struck = [amount for one in node.css(_STRUCK)[:8] for amount in amounts_in(squeezed((one.text() or "")[:300]))]
    before = max((one.number for one in struck), default=None)
    seen = {one.number: one for one in reversed(tuple(amounts_in(words))) if one.number != before}
    if len(seen) != 1:
        return None
    (amount,) = seen.values()
    return Shown(amount, before if before and before > amount.number else None, words)


def _may_sell(doc: Doc) -> bool:
    said = doc.meta.get("og:type", "").lower()
    if doc.kind == "product" or said in {"product", "product.item"} or said.endswith(":product"):
        return True
    body = doc.tree.body
    named = f"{body.attributes.get('class') or ''} {body.attributes.get('id') or ''}" if body is not None else ""
    return _GOODS_PAGE.search(named.lower()[:2_000]) is not None or _GOODS_PATH.search(doc.page.url[:500]) is not None


def _bought(doc: Doc) -> Shown | None:
    """Read the one amount that stands beside all buttons to buy, each looked at from its nearest element up."""
    buttons = [node for node in doc.tree.css(_BUTTONS)[:_MOST_BUTTONS] if BUY.search(_label(node))]
    if not buttons or len(buttons) > _MOST_BUYING:
        return None
    found = [one for one in map(_beside, buttons) if one]
    return found[0] if found and len({one.amount.number for one in found}) == 1 else None


def _label(node: LexborNode) -> str:
    given = node.attributes
    words = node.text() if node.tag != "input" else given.get("value")
    return squeezed((words or given.get("aria-label") or "")[:200])[:60]


def _beside(node: LexborNode) -> Shown | None:
    for around in _above(node):
        words = around.text() or ""
        if len(words) > _WIDEST:
            return None
        if any(amounts_in(squeezed(words))):
            return _price_in(around)
    return None


def _above(node: LexborNode) -> Iterator[LexborNode]:
    for _ in range(_HIGHEST):
        if node.parent is None or node.parent.tag in {"body", "html"}:
            return
        node = node.parent
        yield node


def _heading(doc: Doc) -> str:
    """Give the name of what the page sells: the main heading that its title repeats, else the page's own title tag."""
    heads = [
        block.text for block in doc.blocks if block.tag == "h1" and block.zone not in _APART and len(block.text) > 1
    ]
    title = f"{doc.title} {doc.meta.get('og:title', '')}".casefold()
    told = next((one for one in heads if one.casefold()[:40] in title), None)
    return told or doc.meta.get("og:title") or (heads[0] if len(heads) == 1 else "")
