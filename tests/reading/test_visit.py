import pytest

from leadwright.reading.visit import own_site, worth_visiting
from tests.reading.sites import TABLES, page


def links(*hrefs: str) -> str:
    return "".join(f"<a href='{href}'>x</a>" for href in hrefs)


def test_best_first_and_at_most_seven() -> None:
    body = links(
        "/products/a", "/cart", "/about-us", "https://elsewhere.test/contact", "/products/b", "/contact", "/products/c",
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
    ],
)  # fmt: skip
def test_words_of_many_languages(href: str) -> None:
    assert worth_visiting(page(links(href))) == (f"https://www.glow.test{href}",)


def test_the_words_of_a_link_count_too() -> None:
    assert worth_visiting(page("<a href='/p7'>Über uns</a><a href='/p8'>会社概要</a>")) == (
        "https://www.glow.test/p8",
        "https://www.glow.test/p7",
    )


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
