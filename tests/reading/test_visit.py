from dataclasses import replace

import pytest

from leadwright.domain.site import Page
from leadwright.reading.visit import next_visits, own_site, worth_visiting
from tests.reading.sites import TABLES, page

HOME = "https://www.glow.test"


def links(*hrefs: str) -> str:
    return "".join(f"<a href='{href}'>x</a>" for href in hrefs)


def test_best_first_and_at_most_seven() -> None:
    body = links(
        "/products/a", "/cart", "/about-us", "https://elsewhere.test/contact", "/products/b", "/contact",
        "/products/c",
        "/products/d", "/shipping", "/blog/1", "#top", "/legal-notice", "/catalogue.pdf", "mailto:x@glow.test",
        "/contact#form",
    )  # fmt: skip
    chosen = [url.removeprefix("https://www.glow.test") for url in worth_visiting(page(body))]
    assert chosen == [
        "/contact",
        "/legal-notice",
        "/about-us",
        "/shipping",
        "/products/a",
        "/products/b",
        "/products/c",
    ]


@pytest.mark.parametrize(
    "href",
    [
        "/kontakt", "/impressum", "/mentions-legales", "/a-propos", "/contacto", "/chi-siamo", "/over-ons", "/om-oss",
        "/yhteystiedot", "/o-nas", "/sobre-nos", "/agb", "/cgv", "/tokushoho", "/kapcsolat", "/toimitusehdot",
        "/napiste-nam", "/doprava-a-platba", "/obchodne-podmienky", "/szallitas", "/rolunk", "/aszf", "/livrare",
        "/despre-noi", "/iletisim", "/hakkimizda", "/teslimat", "/quem-somos", "/fale-conosco", "/frete", "/om-os",
        "/fragt", "/um-okkur", "/hafdu-samband", "/meist", "/tarne", "/par-mums", "/piegade", "/apie-mus",
        "/pristatymas",
        "/dostavka", "/o-nama", "/splosni-pogoji", "/produs/lampa", "/tovar/lampa", "/12-lamp.html",
    ],
)  # fmt: skip
def test_words_of_many_languages(href: str) -> None:
    assert worth_visiting(page(links(href))) == (f"https://www.glow.test{href}",)


def test_the_words_of_a_link_count_too() -> None:
    assert worth_visiting(page("<a href='/p7'>Über uns</a><a href='/p8'>会社概要</a>")) == (
        "https://www.glow.test/p8",
        "https://www.glow.test/p7",
    )


@pytest.mark.parametrize(
    "words",
    [
        "Επικοινωνία", "Контакти", "Контакты", "Обратная связь", "Зв'язок", "お問い合わせ", "문의하기",
        "联系我们", "聯絡我們",
        "İletişim", "Napište nám", "Για εμάς: ποιοι είμαστε", "О компании", "Про нас", "За нас", "会社概要",
        "회사소개", "关于我们",
        "Hakkımızda", "Доставка и оплата", "Τρόποι αποστολής", "配送について", "배송 안내", "运费",
        "Общи условия", "Podmínky: doprava",
        "Noteikumi", "Taisyklės", "Tingimused", "Skilmálar", "Opći uvjeti", "사업자정보",
        "%E4%BC%9A%E7%A4%BE%E6%A6%82%E8%A6%81",
    ],
)  # fmt: skip
def test_words_of_many_scripts(words: str) -> None:
    link = f"<a href='/{words}'>x</a>" if words.startswith("%") else f"<a href='/x9'>{words}</a>"
    assert len(worth_visiting(page(link))) == 1


def test_what_robots_mostly_closes_comes_last() -> None:
    home = page(
        links("/policies/shipping-policy", "/policies/legal-notice", "/pages/versand", "/pages/impressum-und-mehr")
    )
    assert [url.removeprefix(HOME) for url in worth_visiting(home)] == [
        "/pages/impressum-und-mehr",
        "/policies/legal-notice",
        "/pages/versand",
    ]


SHOPIFY = "<script>Shopify.shop = 'glow.myshopify.com'</script>"
WOO = "<script src='/wp-content/plugins/woocommerce/assets/js/a.js'></script>"
WORDPRESS = "<link rel='https://api.w.org/' href='https://www.glow.test/{}'>"


@pytest.mark.parametrize(
    ("head", "body", "chosen"),
    [
        (SHOPIFY, links("/products/a"), ["/products.json?limit=30", "/products/a"]),
        (SHOPIFY, links("/contact"), ["/contact", "/products.json?limit=30"]),
        (WOO, links("/product/a"), ["/wp-json/wc/store/v1/products?per_page=30", "/product/a"]),
        (WOO + WORDPRESS.format("blog/wp-json/"), "", ["/blog/wp-json/wc/store/v1/products?per_page=30"]),
        (WOO + WORDPRESS.format("?rest_route=/"), "", ["/?rest_route=/wc/store/v1/products&per_page=30"]),
        ("", links("/cart", "/contact"), ["/contact", "/sitemap.xml"]),
        ("", links("/cart", "/product/a"), ["/product/a"]),
        ("", links("/services", "/contact"), ["/contact"]),  # no shop: nothing to list
        ("<a href='https://x.myshopify.com'>x</a>", "", []),
    ],
)
def test_one_list_for_machines(head: str, body: str, chosen: list[str]) -> None:
    assert [url.removeprefix(HOME) for url in worth_visiting(page(body, head=head))] == chosen


def test_a_list_leaves_room_for_a_product() -> None:
    many = links("/contact", "/kontakt", "/imprint", "/impressum", "/about", "/shipping", "/products/a", "/products/b")
    chosen = worth_visiting(page(many, head=SHOPIFY))
    assert (len(chosen), chosen[-2:]) == (7, (f"{HOME}/products.json?limit=30", f"{HOME}/products/a"))
    assert len(worth_visiting(page(links("/contact", "/kontakt", "/imprint", "/impressum", "/about", "/cart")))) == 5


def served(path: str, text: str, kind: str) -> Page:
    return replace(page("<!doctype", f"{HOME}{path}"), utf8=text.encode(), headers={"content-type": kind})


def test_a_list_leads_on_to_products_of_the_same_site() -> None:
    home = page(links("/contact", "/cart"))
    rows = '{"products":[{"title":"A","handle":"a","variants":[{"price":"1.00"}]}]}'
    listed = served("/products.json?limit=30", rows, "application/json")
    assert next_visits([home, listed]) == (f"{HOME}/products/a",)
    locs = ["/", "/products/a", "/products/b", "/products/c", "/products/d", "/products/e.jpg"]
    urls = "".join(f"<url><loc>{HOME}{one}</loc></url>" for one in locs)
    sitemap = served("/sitemap.xml", f"<urlset><loc>https://other.test/products/x</loc>{urls}", "text/xml")
    assert next_visits([home, sitemap]) == tuple(f"{HOME}/products/{one}" for one in "abc")
    assert next_visits([home, sitemap, page("<h1>A</h1>", f"{HOME}/products/a")]) == ()
    assert next_visits([home, page("<h1>Contact</h1>", f"{HOME}/contact")]) == ()


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ((), f"{HOME}/sitemap.xml"),
        ((f"{HOME}/maps/all.xml", f"{HOME}/maps/Products-1.xml"), f"{HOME}/maps/Products-1.xml"),
        (("https://glow.test/map.xml",), "https://glow.test/map.xml"),
        (("/map.xml",), f"{HOME}/map.xml"),
        (("https://other.test/products.xml", f"{HOME}/map.xml"), f"{HOME}/map.xml"),
        (("https://glow.test.other.test/map.xml", "//[", "ftp://www.glow.test/map.xml"), f"{HOME}/sitemap.xml"),
        ((f"{HOME}/products.xml.gz",), f"{HOME}/sitemap.xml"),
    ],
)
def test_the_sitemap_that_robots_names_goes_before_a_guess(named: tuple[str, ...], asked: str) -> None:
    home = replace(page(links("/cart", "/contact")), sitemaps=named)
    assert worth_visiting(home) == (f"{HOME}/contact", asked)
    assert worth_visiting(replace(page(links("/products/a")), sitemaps=named)) == (f"{HOME}/products/a",)


def test_a_list_of_sitemaps_leads_on_to_that_of_products() -> None:
    maps = "".join(f"<sitemap><loc>{HOME}/sitemap_{one}_1.xml</loc></sitemap>" for one in ("pages", "products"))
    index = served("/sitemap.xml", f"<sitemapindex>{maps}", "application/xml")
    assert next_visits([page(links("/cart")), index]) == (f"{HOME}/sitemap_products_1.xml",)


STALL = "https://craftmarket.test/shop/glow-candles"


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("<p>More at <a rel='me' href='https://glow.test/'>here</a>", "https://glow.test/"),
        ("<p>See <a href='https://glow-candles.test/'>us</a>", "https://glow-candles.test/"),
        ("<p>My <a href='https://wick.test/'>own website</a>", "https://wick.test/"),
        ("<p><a href='https://wick.test/'>a friend</a>", None),
        ("<p><a rel='me' href='https://wick.test/'>1</a> <a rel='me' href='https://glow.test/'>2</a>", None),
        ("<p><a rel='me' href='https://www.etsy.com/shop/glow'>Etsy</a>", None),
        ("<footer><a href='https://craft-market-help.test/'>our website</a></footer>", None),
    ],
)
def test_the_sellers_own_site_behind_a_marketplace(body: str, own: str | None) -> None:
    assert own_site(page(body, STALL), TABLES) == own


def test_an_own_domain_leads_nowhere_else() -> None:
    assert own_site(page("<a rel='me' href='https://glow.test/'>x</a>"), TABLES) is None


def test_the_name_of_the_host_closes_no_page() -> None:
    home = page(links("/contact"), "https://www.woollens.test/")
    assert worth_visiting(home) == ("https://www.woollens.test/contact",)
