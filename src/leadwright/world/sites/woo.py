"""Shops as WordPress with WooCommerce serves them: wc- assets, microdata, the Store API in minor units."""

import json
from html import escape
from typing import Any

from leadwright.world.sites.answer import Answer
from leadwright.world.sites.frame import Theme, money, words
from leadwright.world.truth import Business, Ware

_PLUGINS = "/wp-content/plugins/woocommerce/assets"
_ROBOTS = """User-agent: *
Disallow: /wp-admin/
Allow: /wp-admin/admin-ajax.php
Disallow: /cart/
Disallow: /*add-to-cart=*
"""


def _head(business: Business) -> str:  # noqa: ARG001  # every shop of this kind loads the same assets
    return f"""<meta name="generator" content="WordPress 6.7.1">
<meta name="generator" content="WooCommerce 9.5.1">
<link rel="stylesheet" id="woocommerce-general-css" href="{_PLUGINS}/css/woocommerce.css?ver=9.5.1">
<link rel="https://api.w.org/" href="/wp-json/">
<script src="{_PLUGINS}/js/frontend/add-to-cart.min.js?ver=9.5.1" id="wc-add-to-cart-js" defer></script>
<script>var wc_add_to_cart_params = {{"ajax_url":"\\/wp-admin\\/admin-ajax.php","cart_url":"\\/cart\\/"}};</script>"""


def _product(business: Business, ware: Ware) -> str:
    text = words(business)
    return f"""<div class="product type-product" itemscope itemtype="https://schema.org/Product">
<h1 class="product_title entry-title" itemprop="name">{escape(ware.name)}</h1>
<span class="sku" itemprop="sku">{ware.sku}</span>
<p class="price" itemprop="offers" itemscope itemtype="https://schema.org/Offer">
<meta itemprop="price" content="{ware.price}"><meta itemprop="priceCurrency" content="{ware.currency}">
<link itemprop="availability" href="https://schema.org/InStock">
<span class="woocommerce-Price-amount amount"><bdi>{money(ware.price, ware.currency)}</bdi></span></p>
<p>{escape(text["product"].format(name=ware.name))}</p>
<form class="cart" action="" method="post"><input type="number" name="quantity" value="1">
<button type="submit" name="add-to-cart" class="single_add_to_cart_button">{escape(text["cart"])}</button></form>
</div>"""


def _row(business: Business, number: int, ware: Ware) -> dict[str, Any]:
    unit = 0 if ware.currency == "JPY" else 2
    minor = str(int(ware.price.scaleb(unit)))
    prices = {"price": minor, "regular_price": minor, "sale_price": minor, "currency_code": ware.currency,
              "currency_minor_unit": unit}  # fmt: skip
    return {"id": number, "name": ware.name, "sku": ware.sku, "slug": ware.path.rsplit("/", 1)[1],
            "permalink": f"http://{business.key}{ware.path}/", "prices": prices, "is_in_stock": True}  # fmt: skip


def _pages(business: Business) -> dict[str, Answer]:
    kind = "application/json; charset=UTF-8"
    rows = [_row(business, number, ware) for number, ware in enumerate(business.wares, 101)]
    root = {"name": business.company, "namespaces": ["wp/v2", "wc/v3", "wc/store/v1"]}
    return {
        "/wp-json/wc/store/v1/products": Answer(
            json.dumps(rows), content_type=kind, headers={"X-WP-Total": str(len(rows))}
        ),
        "/wp-json/": Answer(json.dumps(root), content_type=kind),
    }


WOO = Theme(
    paths={
        "home": "/", "shop": "/shop/", "about": "/about/", "contact": "/contact/", "imprint": "/imprint/",
        "shipping": "/delivery/", "journal": "/blog/",
    },
    head=_head,
    foot=lambda _: '<div class="woocommerce-notices-wrapper"></div>',
    product=_product,
    pages=_pages,
    headers={"Link": '</wp-json/>; rel="https://api.w.org/"', "x-powered-by": "PHP/8.2.26"},
    robots=_ROBOTS,
)  # fmt: skip
