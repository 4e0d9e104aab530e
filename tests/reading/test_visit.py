import pytest
from tests.reading.sites import page

from leadwright.reading.visit import worth_visiting


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
