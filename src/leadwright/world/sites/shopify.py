"""Shops as Shopify serves them: Liquid theme, cdn paths, /products.json, and the headless kind."""

import hashlib
import json
from decimal import Decimal
from html import escape
from typing import Any

from leadwright.world.plants import permanent_of
from leadwright.world.sites.answer import Answer
from leadwright.world.sites.frame import Theme, money, words
from leadwright.world.truth import Business, Ware

_ROBOTS = """# we use Shopify as our ecommerce platform
User-agent: *
Disallow: /admin
Disallow: /cart
Disallow: /orders
Disallow: /checkout
Disallow: /policies/
"""
_POLICIES = ("privacy-policy", "refund-policy", "terms-of-service")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _number(text: str) -> int:
    return int(_digest(text)[:10], 16)


def _cdn(business: Business) -> str:
    return f"//{business.key}/cdn/shop"


def _head(business: Business) -> str:
    currency = business.wares[0].currency if business.wares else "EUR"
    return f"""<link rel="preconnect" href="https://cdn.shopify.com" crossorigin>
<link rel="stylesheet" href="{_cdn(business)}/t/4/assets/base.css?v=1187">
<script>var Shopify = Shopify || {{}}; Shopify.shop = "{permanent_of(business)}";
Shopify.locale = "{business.language}";
Shopify.currency = {{"active":"{currency}","rate":"1.0"}};
Shopify.theme = {{"name":"Dawn","id":{_number(business.key)}}};</script>
<script id="shopify-features" type="application/json">{{"accessToken":"{_digest(business.key)[:32]}"}}</script>"""


def _ld(business: Business, ware: Ware) -> str:
    offer = {"@type": "Offer", "price": str(ware.price), "priceCurrency": ware.currency,
             "availability": "http://schema.org/InStock", "url": f"http://{business.key}{ware.path}"}  # fmt: skip
    product = {"@context": "http://schema.org/", "@type": "Product", "name": ware.name, "sku": ware.sku,
               "brand": {"@type": "Brand", "name": business.company}, "offers": [offer]}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(product, ensure_ascii=False)}</script>'


def _before(ware: Ware) -> str | None:
    """Give the crossed-out price of the goods that are on sale: every fifth or so."""
    return f"{ware.price * 5 / 4:.2f}" if ware.sku.endswith("1") else None


def _product(business: Business, ware: Ware) -> str:
    text = words(business)
    before = _before(ware)
    was = f'<s class="price-item--was">{money(Decimal(before), ware.currency)}</s>' if before else ""
    return f"""<h1 class="product__title">{escape(ware.name)}</h1>
<div class="price price--large">{text["price"]}: {was}
<span class="price-item">{money(ware.price, ware.currency)}</span></div>
<p>{escape(text["product"].format(name=ware.name))}</p>
<form method="post" action="/cart/add" class="shopify-product-form">
<input type="hidden" name="id" value="{_number(ware.sku)}">
<button type="submit" name="add">{escape(text["cart"])}</button></form>
{_ld(business, ware)}"""


def _row(ware: Ware) -> dict[str, Any]:
    variant = {"id": _number(ware.sku), "title": "Default Title", "sku": ware.sku, "price": f"{ware.price:.2f}",
               "compare_at_price": _before(ware), "available": True}  # fmt: skip
    handle = ware.path.rsplit("/", 1)[1]
    return {"id": _number(ware.path), "title": ware.name, "handle": handle, "vendor": ware.sku[:3],
            "product_type": "", "tags": [], "variants": [variant], "images": []}  # fmt: skip


def _script(ware: Ware) -> str:
    """Give what /products/HANDLE.js answers: prices in the hundredth part, also where there are no cents."""
    row = _row(ware)
    cents = int(ware.price * Decimal(100))
    variants = [row["variants"][0] | {"price": cents}]
    return json.dumps(row | {"price": cents, "variants": variants}, ensure_ascii=False)


def _pages(business: Business) -> dict[str, Answer]:
    kind = "application/json; charset=utf-8"
    rows = json.dumps({"products": [_row(ware) for ware in business.wares]}, ensure_ascii=False)
    pages = {"/products.json": Answer(rows, content_type=kind)}
    for ware in business.wares:
        pages[f"{ware.path}.js"] = Answer(_script(ware), content_type=kind)
        pages[f"{ware.path}.json"] = Answer(json.dumps({"product": _row(ware)}), content_type=kind)
    for policy in _POLICIES:
        pages[f"/policies/{policy}"] = Answer(f"<h1>{policy}</h1><p>{business.company}</p>")
    return pages


SHOPIFY = Theme(
    paths={
        "home": "/", "shop": "/collections/all", "about": "/pages/about-us", "contact": "/pages/contact",
        "imprint": "/pages/legal-notice", "shipping": "/pages/shipping", "journal": "/blogs/journal",
    },
    head=_head,
    foot=lambda _: '<small><a href="https://www.shopify.com" rel="nofollow">Powered by Shopify</a></small>',
    product=_product,
    pages=_pages,
    headers={"powered-by": "Shopify", "x-shopid": "73105281", "x-shopify-stage": "production"},
    robots=_ROBOTS,
)  # fmt: skip


def _next_data(business: Business) -> str:
    """Write the state that a storefront of one's own leaves in its page: it names the platform behind it."""
    props = {
        "storefront": f"https://{permanent_of(business)}/api/2025-07/graphql.json",
        "image": "https://cdn.shopify.com/s/files/1/0731/0528/hero.jpg",
    }
    state = {"props": {"pageProps": props}, "page": "/", "buildId": "x9"}
    return f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'


def _headless_product(business: Business, ware: Ware) -> str:
    text = words(business)
    return f"""<h1>{escape(ware.name)}</h1><p data-price>{money(ware.price, ware.currency)}</p>
<p>{escape(text["product"].format(name=ware.name))}</p>
<a class="buy" href="https://{permanent_of(business)}/cart/{_number(ware.sku)}:1">{escape(text["cart"])}</a>
{_ld(business, ware)}"""


HEADLESS = Theme(
    paths={
        "home": "/", "shop": "/all", "about": "/story", "contact": "/contact", "imprint": "/legal",
        "shipping": "/shipping", "journal": "/journal",
    },
    head=lambda _: '<link rel="preload" href="/_next/static/chunks/main-x9.js" as="script">',
    foot=_next_data,
    product=_headless_product,
    headers={"x-powered-by": "Next.js"},
)  # fmt: skip
