import time
from dataclasses import replace

import pytest

from leadwright.reading.page import Doc, read_page
from leadwright.reading.shop import is_shop_system, platform_of
from leadwright.reading.traces import traces_of
from tests.reading.sites import TABLES, page

GID = "gid:\\/\\/shopify\\/Product\\/7012345678"
FILE = "https:\\/\\/cdn.shopify.com\\/s\\/files\\/1\\/1\\/soap.jpg"


def doc(
    head: str = "", body: str = "", url: str = "https://www.glow.test/", *, headers: dict[str, str] | None = None
) -> Doc:
    return read_page(replace(page(body, url, head=head), headers=headers or {}))


def named(*docs: Doc) -> str | None:
    found = platform_of(docs, TABLES)
    return found.value if found else None


@pytest.mark.parametrize(
    ("head", "body", "platform"),
    [
        # shop systems
        ("<script>Shopify.shop = 'glow.myshopify.com';</script>", "", "shopify"),
        ("<link rel=stylesheet href='//www.glow.test/cdn/shop/t/5/assets/theme.css'>", "", "shopify"),
        ("", "<img src='/cdn/shop/files/soap.jpg'>", "shopify"),
        ("", "<div id='shopify-section-header'></div><form action=/cart/add></form>", "shopify"),
        ("<meta name=shopify-digital-wallet content='/1/digital_wallets/dialog'>", "", "shopify"),
        ("<link rel=stylesheet href=/wp-content/plugins/woocommerce/assets/a.css>", "", "woocommerce"),
        ("", "</body><body class='home woocommerce-no-js'><a href='/?add-to-cart=12'>Lägg i korgen</a>", "woocommerce"),
        ("<script>var wc_add_to_cart_params = {}; var woocommerce_params = {}</script>", "", "woocommerce"),
        ("<script src='https://cdn11.bigcommerce.com/s-ab12cd34ef/stencil/x.js'></script>", "", "bigcommerce"),
        ("<meta name=platform content=bigcommerce.stencil>", "", "bigcommerce"),
        ("", "<img src='/dw/image/v2/ABCD_PRD/on/demandware.static/-/Sites-glow/soap.jpg'>", "sfcc"),
        ("", "<a href='https://www.glow.test/on/demandware.store/Sites-glow/de_DE/Cart-Show'>Warenkorb</a>", "sfcc"),
        ("<link rel=stylesheet href=/static/version1712345678/frontend/Glow/main/de_DE/css/s.css>", "", "magento"),
        ("", "<script type=text/x-magento-init>{}</script>", "magento"),
        ("<link rel=stylesheet href=/skin/frontend/glow/a.css>", "<img src=/media/catalog/product/a.jpg>", "magento"),
        ("<script>var prestashop = {};</script>", "", "prestashop"),
        ("<link rel=stylesheet href=/modules/ps_banner/a.css>", "<img src=/12-home_default/bougie.jpg>", "prestashop"),
        ("<link rel=stylesheet href=/v/vspfiles/templates/1/a.css>", "", "volusion"),
        ("<script src=/bundles/storefront/assets/js/storefront.js></script>", "", "shopware"),
        ("<link rel=stylesheet href=/catalog/view/theme/default/stylesheet.css>", "", "opencart"),
        ("<meta name=generator content='shopping cart program by Zen Cart, x'>", "", "zencart"),
        ("", "<a href='/product_info.php?products_id=1&osCsid=ab12'>x</a>", "oscommerce"),
        ("<meta name=generator content=nopCommerce>", "", "nopcommerce"),
        ("<script src=/js/tygh/core.js></script>", "", "cscart"),
        ("", "<form action=/><input name=jtl_token></form>", "jtl"),
        ("<!-- OXID eShop Community Edition, Version 6 -->", "", "oxid"),
        ("<script src=https://glow.vtexassets.com/a.js></script>", "<img src=//glow.vteximg.com.br/a.jpg>", "vtex"),
        ("", "<script src='https://app.ecwid.com/script.js?123' data-cfasync=false></script>", "ecwid"),
        ("<link rel=stylesheet href=https://cdn.webshopapp.com/shops/1/a.css>", "", "lightspeed"),
        ("<script src=https://cdn.myshoptet.com/usr/glow/a.js></script>", "", "shoptet"),
        ("<meta name=author content=Shoptet.cz>", "<form action=/action/Cart/addCartItem/></form>", "shoptet"),
        ("<meta property=og:type content=tiendanube:product>", "", "tiendanube"),
        ("<script>var Colorme = {};</script>", "", "colorme"),
        ("<link rel=stylesheet href=/_ui/responsive/a.css><script>ACC.config = {}</script>", "", "hybris"),
        # ways to build sites
        ("<script>Static.SQUARESPACE_CONTEXT = {}</script>", "", "squarespace"),
        ("<meta name=generator content='Wix.com Website Builder'>", "", "wix"),
        ("", "<img src=https://static.wixstatic.com/a.png><script>var wixBiSession=1</script>", "wix"),
        ("<link rel=stylesheet href=https://cdn2.editmysite.com/css/sites.css>", "", "weebly"),
        ("<script src=https://cdn3.editmysite.com/app/website/js/a.js></script>", "", "square"),
        (
            "<link rel=stylesheet href=https://cdn.prod.website-files.com/a.css>",
            "<img src=//cdn.website-files.com/1>",
            "webflow",
        ),
        ("<meta name=generator content=Webflow>", "", "webflow"),
        ("<script src=https://assets.jimstatic.com/web.js></script>", "", "jimdo"),
        ("<meta name=generator content=Odoo>", "", "odoo"),
        ("<meta name=generator content='Starfield Technologies; Go Daddy Website Builder 8.0.0000'>", "", "godaddy"),
        ("<link rel=https://api.w.org/ href=https://www.glow.test/wp-json/>", "", "wordpress"),
        ("<link rel=stylesheet href=/wp-content/themes/glow/style.css>", "", "wordpress"),
        ("<script>jQuery.extend(Drupal.settings, {})</script>", "", "drupal"),
        ("<meta name=generator content='Joomla! - Open Source Content Management'>", "", "joomla"),
        ("<link rel=stylesheet href=/etc.clientlibs/glow/a.css>", "", "aem"),
        ("<script type=module src=/assets/index-4f1a9c.js></script>", "<div id=root></div>", "custom"),
    ],
)
def test_platforms_show_by_their_files_marks_and_scripts(head: str, body: str, platform: str | None) -> None:
    assert named(doc(head, body)) == platform


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<a href='https://glow.myshopify.com/'>our friends' shop</a><a href='https://x.myshopify.com/cart'>x</a>"),
        ("<style>.woocommerce .button{} .woocommerce-page{}</style>", ""),
        ("<link rel=preconnect href=https://cdn.shopify.com>", ""),
        ("<link rel=dns-prefetch href=https://cdn.shopify.com><link rel=preconnect href=//fonts.shopifycdn.com>", ""),
        ("", "<img src='https://other.test/cdn/shop/files/a.jpg'><a href=/collections/soap>soap</a>"),
        ("", "<img src='https://cdn.shopify.com/s/files/1/0001/soap.jpg'><a href=/collections/soap>soap</a>"),
        ("", "<img src='https://other.test/on/demandware.static/a.jpg'>"),
        ("", "<img src='https://cdn11.bigcommerce.com/s-abc123/images/a.jpg'>"),
        ("", "<p>We build Shopify, Magento and WooCommerce shops</p><img alt=Shopify src=/img/shopify-partner.svg>"),
        ("", "<pre>Shopify.theme = {}; wc_add_to_cart_params</pre>"),
        ("", "<article>&lt;script src='/wp-content/plugins/woocommerce/a.js'&gt;</article>"),
        ("<link rel=canonical href=https://glow.myshopify.com/>", ""),
        ("<link rel=alternate href=https://glow.wordpress.com/wp-content/themes/x>", ""),
        ("", "<img src='https://blog.other.test/wp-content/uploads/a.jpg'>"),
        ('<script type=application/ld+json>{"url": "https://glow.myshopify.com/"}</script>', ""),
        ('<script type=application/ld+json>{"@id": "gid://shopify/Shop/1234567"}</script>', ""),
        ("<script src=/assets/app.js></script>", "<div id=app></div>"),
        # an agency's article about it, as the data of a built page
        (
            f'<script type=text/json>["{"x" * 9000}", {{"shop":"your-store.myshopify.com", "b":"{FILE}"}}]</script>',
            "<img src='https://cdn.shopify.com/s/files/1/1/soap.jpg'>",
        ),
    ],
)  # fmt: skip
def test_what_only_mentions_a_platform_is_no_sign(head: str, body: str) -> None:
    assert named(doc(head, body)) is None


def test_an_outbound_link_or_a_buy_button_leaves_a_wordpress_site_what_it_is() -> None:
    head = "<link rel=stylesheet href=/wp-content/themes/glow/style.css>"
    button = "<script>ShopifyBuy.buildClient({domain: 'glow.myshopify.com', token: 'x'})</script>"
    assert named(doc(head, "<a href=https://glow.myshopify.com>shop</a>")) == "wordpress"
    assert named(doc(head, button)) == "wordpress"
    assert named(doc(head + "<style>.woocommerce{}</style>")) == "wordpress"


def test_a_shop_system_goes_before_the_way_to_build_sites_it_stands_on() -> None:
    head = (
        "<meta name=generator content='WordPress 6.5'><link rel=stylesheet href=/wp-content/themes/glow/style.css>"
        "<link rel=stylesheet href=/wp-content/plugins/woocommerce/assets/a.css>"
    )
    assert named(doc(head)) == "woocommerce"
    assert (
        named(doc("<meta name=generator content=Wix.com>", "<script src=//app.ecwid.com/script.js></script>"))
        == "ecwid"
    )


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=dns-prefetch href=https://glow.myshopify.com><link rel=preconnect href=https://cdn.shopify.com>",
        f'<script type=application/json>{{"a":"{"x" * 9000}","id":"{GID}","src":"{FILE}"}}</script>',
        f'<script type=application/json>{{"a":"{"x" * 9000}","id":"{GID}","shop":"glow.myshopify.com"}}</script>',
        '<script>window.env = {"storeDomain":"glow.myshopify.com"}</script>',
    ],
)
def test_headless_shops_show_by_their_data_and_connections(head: str) -> None:
    assert named(doc(f"<script src=/_next/static/chunks/main.js></script>{head}")) == "shopify"


def test_other_headless_shops() -> None:
    filler = "x" * 9000
    for host, platform in (
        ("https://api.europe-west1.gcp.commercetools.com/glow", "commercetools"),
        ("https://cdn11.bigcommerce.com/s-ab12cd34ef/products/1.jpg", "bigcommerce"),
    ):
        assert named(doc(f'<script type=application/json>{{"a":"{filler}","b":"{host}"}}</script>')) == platform
    assert named(doc("<script src=/mobify/bundle/12/main.js></script>")) is None
    api = f'<script type=application/json>{{"a":"{filler}","host":"ab12.api.commercecloud.salesforce.com"}}</script>'
    assert named(doc(f"<script src=/mobify/bundle/12/main.js></script>{api}")) == "sfcc"


@pytest.mark.parametrize(
    ("headers", "platform"),
    [
        ({"x-shopid": "123"}, "shopify"),
        ({"powered-by": "Shopify"}, "shopify"),
        ({"set-cookie": "_shopify_y=1; path=/\nsecure_customer_sig=; path=/", "x-shardid": "7"}, "shopify"),
        ({"set-cookie": "wp_woocommerce_session_ab=1; path=/", "link": "</wp-json/wc/>"}, "woocommerce"),
        ({"set-cookie": "PrestaShop-ab12=1; path=/"}, "prestashop"),
        ({"set-cookie": "OCSESSID=1; path=/"}, "opencart"),
        ({"x-wix-request-id": "1"}, "wix"),
        ({"powered": "vtex"}, "vtex"),
        ({"server": "nginx", "set-cookie": "shop=1; path=/"}, None),
    ],
)  # fmt: skip
def test_headers_and_cookies_count(headers: dict[str, str], platform: str | None) -> None:
    assert named(doc(headers=headers)) == platform


def test_the_host_of_the_page_counts() -> None:
    assert named(doc(url="https://glow.myshopify.com/")) == "shopify"
    assert named(doc(url="https://glow.square.site/")) == "square"
    assert named(doc(url="https://glow.blogspot.com/")) == "blogger"
    assert named(doc(url="https://notmyshopify.com/")) is None


def test_a_saved_page_with_relative_paths_is_still_known() -> None:
    saved = "<script src='../../cdn.shopify.com/s/files/1/12/t/1/assets/a.js'></script>"
    assert named(doc(saved, "<form action='../cart/add'></form>", "https://mirror.test/a/b.html")) == "shopify"
    own = "<meta property=og:url content='https://www.glow.test/soap'>"
    assert (
        named(doc(own, "<img src='https://www.glow.test/cdn/shop/files/a.jpg'>", "https://mirror.test/x")) == "shopify"
    )


def test_lazy_scripts_count_and_data_urls_do_not() -> None:
    assert named(doc("", "<script data-rocket-src='/wp-content/plugins/woocommerce/a.js'></script>")) == "woocommerce"
    assert named(doc("", "<img src='data:image/png;base64,/cdn/shop/files/'>")) is None


def test_weak_signs_of_several_pages_add_up_once_each() -> None:
    form = doc("", "<form action=/cart/add></form>", "https://www.glow.test/soap")
    images = doc("", "<img src=https://cdn.shopify.com/s/files/1/a.jpg>")
    assert named(form, form) is None
    assert named(images, images) is None
    assert named(images, form) == "shopify"


def test_evidence_shows_the_strongest_sign_and_says_what_else() -> None:
    found = platform_of(
        [doc("<meta name=generator content='WooCommerce 9.1'>", "<form><input name=add-to-cart></form>")], TABLES
    )
    assert found is not None
    assert found.evidence.snippet.startswith(
        "generator: woocommerce 9.1 (generator WooCommerce; a cart form of WooCommerce"
    )
    assert found.evidence.way == "attribute"
    assert 0.6 < found.confidence <= 1


def test_kinds_of_platforms() -> None:
    assert is_shop_system(platform_of([doc("<script>Shopify.theme={}</script>")], TABLES), TABLES)
    assert not is_shop_system(platform_of([doc("<meta name=generator content=WordPress>")], TABLES), TABLES)
    assert not is_shop_system(None, TABLES)


@pytest.mark.parametrize(
    "body",
    [
        "<script>" + "//a" * 400_000 + "</script>",
        "<script>" + "gid:" * 300_000 + "</script>",
        "<script>" + "a.myshopify.com shop" * 60_000 + "</script>",
        "<script src='" + "/" * 400_000 + "'></script>",
        "<!--" * 200_000,
        "<script></script>" * 60_000,
        "<img src=//a.b.c.d.e.f.g.h/x>" * 30_000,
        "<form action=//[x></form>" * 2_000,
    ],
)
def test_hostile_markup_costs_little(body: str) -> None:
    read = doc("", body)
    start = time.process_time()
    platform_of([read], TABLES)
    assert time.process_time() - start < 1.0


def test_traces_are_gathered_once_and_may_be_given() -> None:
    read = doc("<script>Shopify.theme={}</script>")
    given = platform_of([read], TABLES, traces=[traces_of(read)])
    assert given == platform_of([read], TABLES)
