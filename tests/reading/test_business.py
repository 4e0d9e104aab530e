from collections.abc import Sequence

import pytest

from leadwright.reading.business import Business, business_of
from leadwright.reading.page import Doc, read_page
from leadwright.reading.products import products_of
from leadwright.reading.shop import platform_of
from tests.reading.sites import TABLES, page

HOME = "https://www.glow.test/"
WOO = "<meta name=generator content='WooCommerce 9.1'>"
SHOPIFY = "<script>Shopify.shop='glow.myshopify.com'</script>"


def data(kind: str) -> str:
    return f'<script type="application/ld+json">{{"@type":"{kind}","name":"Glow"}}</script>'


def doc(body: str, url: str = HOME, *, head: str = "") -> Doc:
    return read_page(page(body, url, head=head))


def business(docs: Sequence[Doc]) -> Business:
    return business_of(docs, platform_of(docs, TABLES), products_of(docs), tables=TABLES)


def kind(body: str, url: str = HOME, *, head: str = "") -> str:
    return business([doc(body, url, head=head)]).kind


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (SHOPIFY, "<p>Candles</p>"),
        ("", "<header><a href=/cart>Cart (0)</a></header><h1>Candles</h1>"),
        ("", "<nav><a href=https://order.hosted.test/view?x=1>View Cart</a></nav><h1>Candles</h1>"),
        ("", "<nav><a href=/warenkorb>Warenkorb</a></nav><h1>Kerzen</h1>"),
        ("", "<nav><a href=/panier>Mon panier</a></nav><h1>Bougies</h1>"),
        ("", "<nav><a href=/x>カート</a></nav><h1>ろうそく</h1>"),
        ("", "<a href=/product/a>A</a><a href=/product/b>B</a><h1>Fig</h1><button>Add to cart</button><p>In stock</p>"),
        ("<title>Candles – buy online</title>", "<button>Lägg i varukorg</button>"),
        ("", "<nav><a href=/shop>Shop</a><a href=/products/a>A</a><a href=/products/b>B</a></nav><p>£8 £9 £10 £11</p>"),
        (WOO, "<p>Candles</p><button>Add to cart</button>"),
        ("<title>Commercial kitchen and restaurant supplies</title>",
         "<a href=/cart>Cart</a><a href=/product/a>A</a><a href=/product/b>B</a><button>Add to cart</button>"),
    ],
)  # fmt: skip
def test_a_shop_is_where_something_can_be_bought(head: str, body: str) -> None:
    assert kind(body, head=head) == "shop"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (WOO, "<h1>A blog on bread</h1><p>We love baking.</p>"),
        ("<title>Pest control in Leeds</title>", "<h1>Pest control</h1><p>Free quote. Call us.</p><p>£9 £8 £7 £6</p>"),
        ("<title>Zahnarzt in Kassel</title>", "<p>Termin vereinbaren</p><a href=/preise>Preise</a>"),
        ("<title>Hotel on the bay</title>", "<nav><a href=/shop>Shop</a></nav><p>Book now. $99 $120 $140 $160</p>"),
        ("<title>Water chillers</title>", "<a href=/products/a>A</a><a href=/products/b>B</a><p>Find a dealer.</p>"),
        ("", "<h1>How to click “Add to cart” without regret</h1><p>On many sites you can add to cart and wait.</p>"),
        ("", "<a href='https://www.amazon.com/dp/B01'>Buy now</a><p>My ten best lamps</p>"),
        ("", "<h1>The Daily</h1><p>News of the day</p><a href=/category/a>A</a><a href=/category/b>B</a>"),
        ("", "<p>Check out our menu. Dinner from 18:00, main dishes 18 €, 20 €, 22 €, 24 €.</p>"),
        ("<title>University of Glow</title>", "<p>Apply now. Tuition $390 $455 $250 $580.</p><a href=/l>Log in</a>"),
        (data("Restaurant"), "<a href=/shop>Shop</a><p>$1 $2 $3 $4</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_only_tells_or_serves_is_no_shop(head: str, body: str) -> None:
    assert kind(body, head=head) == "other"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Shopify agency</h1><p>Our clients and case studies. We help fashion brands grow.</p>",
        "<h1>Creative web design agency in Leeds</h1><nav><a href=/work>Our work</a><a href=/seo>SEO</a></nav>",
        "<h1>Mobile app development company</h1><nav><a href=/p>Portfolio</a></nav><p>Our clients trust us.</p>",
        "<h1>Werbeagentur in Kassel</h1><nav><a href=/r>Referenzen</a></nav>",
        "<h1>Agence e-commerce à Lyon</h1><p>Nous faisons vivre des boutiques en ligne.</p>",
        "<h1>Verkkokauppojen arki</h1><p>Hoidamme verkkokauppojen tuotetiedot verkkokaupoille.</p>",
        "<h1>ネットショップ運営代行</h1><p>ECサイトの制作</p>",
        "<h1>Разработка интернет-магазинов</h1><p>Веб-студия «Глоу»</p><a href=/c>Кейсы</a>",
        "<h1>Digitální agentura z Brna</h1><p>Tvorba webů</p><a href=/r>Reference</a>",
    ],
)
def test_an_agency_works_for_other_shops(body: str) -> None:
    assert kind(body) == "agency"


@pytest.mark.parametrize(
    "body",
    [
        "<p>Glow is inventory software. Free trial, no credit card required. Book a demo.</p>",
        "<h1>An app for Shopify stores</h1><p>Start for free.</p><a href=/pricing>Pricing</a>",
        "<h1>Logiciel de facturation</h1><p>Essai gratuit, sans carte bancaire.</p><a href=/t>Tarifs</a>",
        "<h1>Die Plattform</h1><nav><a href=/p>Preise</a></nav><p>Jetzt kostenlos testen.</p>",
        "<h1>請求書ソフトウェア</h1><p>無料トライアル</p><a href=/p>料金</a>",
        data("SoftwareApplication") + "<nav><a href=/pricing>Pricing</a><a href=/docs>Docs</a></nav>",
    ],
)
def test_a_program_with_plans_is_a_tool(body: str) -> None:
    assert kind(body) == "tool"


def test_a_cart_form_and_the_buttons_of_paypal_sell() -> None:
    cart = "<form action=/winkelwagen/add/12 method=post><button>Kies</button></form>"
    assert "has a cart" in [fact.value for fact in business([doc(f"<p>€8</p><button>Koop nu</button>{cart}")]).shows]
    paypal = "<input type=image src=https://www.paypalobjects.com/en_US/i/btn/btn_cart_LG.gif>"
    assert kind(f"<title>Buttons – buy online</title><p>$2 $3 $4 $5</p>{paypal}") == "shop"
    assert kind("<h1>Shelter</h1><input type=image src=https://www.paypalobjects.com/i/btn_donate_LG.gif>") == "other"


def test_who_made_the_site_says_nothing_of_it() -> None:
    footer = "<footer>Web design by <a href=https://x.test>North web design agency</a>, Shopify Partner</footer>"
    assert kind(f"<h1>Roof repairs</h1><p>We mend roofs.</p>{footer}") == "other"
    assert kind(f"<a href=/cart>Cart</a><h1>Candles</h1>{footer}") == "shop"


STALL = "<p>Hand made.</p><a href='https://www.etsy.com/shop/glow'>Find us on Etsy</a>"


def test_a_seller_has_its_only_shop_on_a_marketplace() -> None:
    found = business([doc(STALL)])
    assert found.kind == "seller"
    assert found.market is not None
    assert (found.market.value, found.market.evidence.url) == ("etsy", HOME)
    assert "etsy.com/shop/glow" in found.market.evidence.snippet
    assert kind("<a href=/cart>Cart</a>" + STALL) == "shop"
    assert kind("<a href=/cart>0</a>" + STALL) == "seller"
    assert kind("<h1>Shopify agency</h1><p>Our clients.</p><nav><a href=/w>Our work</a></nav>" + STALL) == "agency"
    assert kind("<p>I liked <a href='https://www.etsy.com/shop/maker'>this ring by a maker</a>.</p>") == "other"


@pytest.mark.parametrize(
    ("url", "kind_there"),
    [
        ("https://craftmarket.test/shop/glow", "seller"),
        ("https://www.etsy.com/shop/glow", "seller"),
        ("https://www.etsy.com/listing/12/fig-candle", "seller"),
        ("https://www.ebay.co.uk/str/glow", "seller"),
        ("https://glow.storenvy.com/", "shop"),
        ("https://www.amazon.com/dp/B01", "shop"),
    ],
)
def test_a_stall_is_told_from_a_shop_of_ones_own(url: str, kind_there: str) -> None:
    assert kind("<a href=/cart>Cart</a><button>Add to cart</button>", url) == kind_there


def test_many_stalls_are_not_ones_own() -> None:
    stalls = "".join(f"<a href='https://www.etsy.com/shop/maker{one}'>Maker {one}</a>" for one in range(4))
    assert kind(f"<h1>Our favourite makers</h1>{stalls}") == "other"
    assert kind("<a href='https://www.amazon.com/shop/reader'>My favourites</a>") == "other"


def test_each_reason_has_its_place() -> None:
    product = '{"@type":"Product","name":"Fig candle","offers":{"price":"18","priceCurrency":"EUR"}}'
    about = "https://www.glow.test/about"
    goods = "https://www.glow.test/products/fig"
    found = business(
        [
            doc("<h1>Glow</h1>"),
            doc("<p>We sell candles.</p><a href=/cart>Your bag (0)</a>", about),
            doc(f'<h1>Fig candle</h1><script type="application/ld+json">{product}</script>', goods),
        ]
    )
    places = {one.value: (one.evidence.url, one.evidence.snippet) for one in found.shows}
    assert found.kind == "shop"
    assert places["1 product with a price in the pages' data"] == (goods, "Fig candle 18 EUR")
    assert places["has a cart"][0] == about
    assert "Your bag (0)" in places["has a cart"][1]
    assert places["says that goods are sold"] == (about, "We sell candles.")


def test_signs_are_words_and_not_parts_of_words() -> None:
    assert kind("<nav><a href=/w>Warenkorbanalyse</a><a href=/s>Workshop</a></nav><p>Bookshopper news</p>") == "other"


@pytest.mark.parametrize("body", ["İ" * 3000 + "<p>we sell</p>", "<p>" + "$1 " * 200_000, "<a href=/x>x</a>" * 20_000])
def test_odd_pages_have_a_kind(body: str) -> None:
    assert kind(body) in {"shop", "other"}
