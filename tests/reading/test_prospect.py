from decimal import Decimal

import pytest

from leadwright.domain.lead import Prospect
from leadwright.domain.playbook import Playbook
from leadwright.reading.business import business_of
from leadwright.reading.company import company_of
from leadwright.reading.country import country_of
from leadwright.reading.hero import hero_of
from leadwright.reading.language import language_of
from leadwright.reading.money import amount_of, currency_of
from leadwright.reading.page import Doc, read_page
from leadwright.reading.products import products_in
from leadwright.reading.prospect import prospect_of
from leadwright.reading.shop import platform_of
from tests.reading.sites import TABLES, lead, page, site

CANDLES = Playbook(
    name="candles", title="Candle shops", icp="shop", kinds=("shop",), platforms=("shopify",),
    niches={"candles": ("candle", "wax"), "soap": ("soap",)}, pains={}, offers={}, templates=(), waits={},
)  # fmt: skip
AGENCIES = Playbook(
    name="agencies", title="Agencies", icp="agency", kinds=("agency",), platforms=(), niches={}, pains={}, offers={},
    templates=(), waits={},
)  # fmt: skip


def doc(body: str, url: str = "https://www.glow.test/", *, head: str = "", lang: str = "en") -> Doc:
    return read_page(page(body, url, head=head, lang=lang))


def prospect(body: str, *, head: str = "", more: str = "") -> Prospect:
    pages = [page(body, head=head), *([page(more, "https://www.glow.test/products/a")] if more else [])]
    return prospect_of(lead(), site(*pages), tables=TABLES, playbooks=(CANDLES, AGENCIES))


@pytest.mark.parametrize(
    ("head", "body", "platform"),
    [
        ("<script>Shopify.theme = {}</script>", "", "shopify"),
        ("", "<img src='//cdn.shopify.com/s/files/1/1.png'><form action=/cart/add></form>", "shopify"),
        ("<link rel=preconnect href=https://cdn.shopify.com>", "", None),
        ("", "<a href='https://other.myshopify.com/'>a friend's shop</a>", None),
        ("<style>.woocommerce .x{}</style>", "", None),
        ("<meta name=generator content='WooCommerce 9.1'>", "", "woocommerce"),
        (
            "<link rel=stylesheet href=/wp-content/plugins/woocommerce/a.css>",
            "<form><input name=add-to-cart></form>",
            "woocommerce",
        ),
        ("<meta name=generator content='WordPress 6.5'>", "", "wordpress"),
        ("<script src=/on/demandware.static/Sites-x/a.js></script>", "", "sfcc"),
        ("<meta name=generator content='Wix.com Website Builder'>", "", "wix"),
        ("<!-- This is Squarespace. -->", "", "squarespace"),
        ("<meta name=generator content=PrestaShop>", "", "prestashop"),
        ("", "<p>We love Shopify and WooCommerce</p>", None),
    ],
)
def test_platforms_by_the_weight_of_their_signs(head: str, body: str, platform: str | None) -> None:
    found = platform_of([doc(body, head=head)], TABLES)
    assert (found.value if found else None) == platform


@pytest.mark.parametrize(
    ("head", "body", "name"),
    [
        ("<meta property=og:site_name content='Glow &amp; Co. Ltd'><title>Candles | Buy now</title>", "", "Glow & Co"),
        ("<title>Best Candles Online – Glow</title>", "", "Glow"),
        ("<title>Best Candles Online</title>", "<footer>© 2019–2027 Glow Ltd. All rights reserved</footer>", "Glow"),
        ("<title>Vite + React</title>", "", "Glow"),
        ("", '<script type="application/ld+json">{"@type":"Organization","name":"GLOW"}</script>', "GLOW"),
    ],
)
def test_company_is_the_brands_name_and_never_the_pages_title(head: str, body: str, name: str) -> None:
    assert company_of([doc(body, head=head)], "glow.test", tables=TABLES).value == name


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("<h1>Light for slow evenings</h1><p>We pour soy candles by hand in Cork.</p>", "We pour soy candles"),
        (
            "<div class=cookie-banner><h1>We use cookies</h1></div><h1>Soy candles poured by hand in Cork</h1>",
            "Soy candles",
        ),
        (
            "<div class=popup><h1>Get 10% off your first order</h1></div><p>Glow makes soy candles in Cork.</p>",
            "Glow makes",
        ),
        ("<h1>Welcome</h1><p>Glow is a candle studio in Cork.</p>", "candle studio"),
        ("<h1>Willkommen</h1><p>Wir fertigen Kerzen aus Bienenwachs im Allgäu.</p>", "Kerzen"),
        ("<h1>Bougies</h1><p>Nous fabriquons des bougies en cire de soja à Lyon.</p>", "bougies en cire"),
    ],
)
def test_hero_says_what_the_firm_sells(body: str, part: str) -> None:
    found = hero_of([doc(body)], "Glow")
    assert found is not None
    assert part in found.value
    assert "cookie" not in found.value
    assert "%" not in found.value
    for sentence in found.value.split(". "):
        assert sentence.rstrip(".") in found.evidence.snippet.replace(" | ", ". ")


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Welcome</h1>",
        "<h1>Your Awesome Headline</h1><p>Lorem ipsum dolor sit amet.</p><p>Ut elit tellus, luctus nec.</p>",
        "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
        "<nav>Shop About Contact</nav><p>10% off your first order with code HELLO10</p>",
        "<blockquote>“The best candles I ever bought from this shop.” — Priya</blockquote>",
    ],
)
def test_hero_abstains_rather_than_invents(body: str) -> None:
    assert hero_of([doc(body)], "Glow") is None


@pytest.mark.parametrize(
    ("url", "lang", "body", "country"),
    [
        ("https://glow.test/", "en", "<footer>Unit 3, Portree, Isle of Skye IV51 9XX</footer>", "GB"),
        ("https://glow.test/", "en", "<footer>12 Main St, Duluth, MN 55802</footer>", "US"),
        ("https://glow.test/", "fr", "<footer>Glow SARL, TVA FR12345678901</footer>", "FR"),
        ("https://glow.test/", "en", "<footer>Glow AB, org.nr 556677-8899</footer>", "SE"),
        ("https://glow.test/", "en", "<footer>Glow Ltd</footer>", None),
        ("https://glow.co.uk/", "en", "<footer>Glow Ltd</footer>", "GB"),
        ("https://glow.ie/", "en", "<footer>Glow Ltd</footer>", "IE"),
        ("https://glow.de/", "de", "<footer>Glow GmbH</footer>", "DE"),
        ("https://glow.test/", "en", "<footer>+353 1 234 5678</footer>", "IE"),
        ("https://glow.test/", "en", "<footer>+1 212 555 0100</footer>", None),
        ("https://glow.se/", "en", "", None),
        ("https://glow.se/", "sv", "", "SE"),
        ("https://glow.test/", "en", "<footer>Glow Oy and Glow GmbH, +358 9 1234567, +49 30 123456</footer>", None),
        ("https://glow.test/", "en", "", None),
    ],
)
def test_country_by_one_strong_sign_or_two_weak_ones(url: str, lang: str, body: str, country: str | None) -> None:
    found, signs = country_of([doc(body, url, lang=lang)], (), tables=TABLES)
    assert (found.value if found else None) == country
    assert found is None or signs


def product(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>'


@pytest.mark.parametrize(
    ("body", "price", "currency"),
    [
        (product('{"@type":"Product","name":"A","offers":{"price":"9.50","priceCurrency":"EUR"}}'), "9.50", "EUR"),
        (product('{"@type":"Product","name":"A","offers":{"lowPrice":5,"priceCurrency":"GBP"}}'), "5", "GBP"),
        (
            product(
                '{"@type":"Product","name":"A","offers":[{"priceSpecification":[{"price":"20","priceCurrency":"EUR",'
                '"priceType":"https://schema.org/ListPrice"},{"price":"18","priceCurrency":"EUR"}]}]}'
            ),
            "18",
            "EUR",
        ),
        (
            """<div itemtype='https://schema.org/Product'><b itemprop=name>A</b><i itemprop=price>1.299,00</i>
            <meta itemprop=priceCurrency content=SEK></div>""",
            "1299.00",
            "SEK",
        ),
        ("<meta property=og:title content=A><meta property=og:price:amount content=7>", "7", None),
    ],
)
def test_prices_of_products(body: str, price: str, currency: str | None) -> None:
    (found,) = products_in(doc(body))
    assert (found.price, found.currency) == (Decimal(price), currency)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.299,00 €", "1299.00"),
        ("$1,299.50", "1299.50"),
        ("12,5", "12.5"),
        ("1 299 kr", "1299"),
        ("from £8", "8"),
        ("free", None),
    ],
)
def test_amounts(text: str, amount: str | None) -> None:
    assert amount_of(text) == (Decimal(amount) if amount else None)


def test_currencies() -> None:
    assert [currency_of(one) for one in ("€ 5", "5 GBP", "$5", "A$5", "usd")] == ["EUR", "GBP", None, "AUD", "USD"]


@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        ("<script>Shopify.shop='x'</script>", "<p>Candles</p>", "shop"),
        ("", "<h1>Shopify agency</h1><p>Our clients and case studies. We help fashion brands grow.</p>", "agency"),
        ("", "<p>Glow is inventory software. Free trial, no credit card required. Book a demo.</p>", "tool"),
        ("", "<p>Hand made. <a href='https://www.etsy.com/shop/glow'>Find us on Etsy</a></p>", "seller"),
        ("", "<p>Our village choir sings on Sundays.</p>", "other"),
    ],
)
def test_kinds_of_business(head: str, body: str, kind: str) -> None:
    docs = [doc(body, head=head)]
    assert business_of(docs, platform_of(docs, TABLES), (), tables=TABLES).kind == kind


def test_language_is_checked_against_the_text() -> None:
    german = "<p>Wir machen Kerzen und Seifen für dein Zuhause, die nicht nur gut riechen, sondern auch schön sind.</p>"
    assert language_of([doc(german, lang="en-US")], TABLES) == "de"
    assert language_of([doc("<p>Kerzen</p>", lang="de-AT")], TABLES) == "de"


def test_a_whole_prospect() -> None:
    found = prospect(
        "<nav><a href=/products/a>Candles</a></nav><h1>Light for slow evenings</h1><p>We pour soy candles in Cork.</p>"
        "<p>Run by Orla Byrne since 2019.</p><footer>Glow Candles Ltd, 3 Quay Street, Cork T12 X8N6, Ireland</footer>",
        head="<script>Shopify.shop='glow.myshopify.com'</script><meta property=og:site_name content=Glow>",
        more=product('{"@type":"Product","name":"Fig candle","offers":{"price":"18.00","priceCurrency":"EUR"}}'),
    )
    assert (found.kind, found.icp, found.playbook, found.niche) == ("shop", "shop", "candles", "candles")
    assert found.company.value == "Glow"
    assert found.legal_name is not None
    assert found.legal_name.value == "Glow Candles Ltd"
    assert found.legal_form is not None
    assert found.legal_form.value == "Ltd"
    assert found.contact_name is not None
    assert found.contact_name.value == "Orla Byrne"
    assert found.country is not None
    assert found.country.value == "IE"
    assert found.postal is not None
    assert "T12 X8N6" in found.postal.value
    assert found.finding is not None
    assert "Fig candle" in found.finding.value
    assert "SKU" in found.finding.value
    assert found.score == min(100, sum(one.points for one in found.factors))
    assert {one.name for one in found.factors} >= {"kind", "kind-wanted", "platform-wanted", "niche", "finding"}


def test_refusals_reach_the_prospect() -> None:
    found = prospect("<p>Candles</p><footer>Impressum. Keine Werbung bitte.</footer>")
    assert found.refusal is not None
    assert "Werbung" in found.refusal.evidence.snippet


def test_a_prospect_needs_a_page() -> None:
    with pytest.raises(ValueError, match="page"):
        prospect_of(lead(), site(), tables=TABLES, playbooks=())
