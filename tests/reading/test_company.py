"""The brand's name: where several places agree, and as the brand writes it."""

import pytest

from leadwright.reading.company import company_of
from leadwright.reading.page import read_page
from tests.reading.sites import TABLES, page


def company(html: str, *, head: str = "", url: str = "https://www.glow.test/", brand: str = "glow.test") -> str:
    return company_of([read_page(page(html, url, head=head))], brand, tables=TABLES).value


@pytest.mark.parametrize(
    ("head", "body", "brand", "said"),
    [
        ("<title>Lamps | Glow</title>", "", "glow.test", "Glow"),
        ('<meta property="og:site_name" content="Glow.test"><title>Glow - Lamps</title>',
         "<p>© 2026 - Glow. All rights", "glow.test", "Glow"),
        ("<title>Home</title>", "<a rel=home href='https://elsewhere.test/'>Lamp House</a><p>© Lamp House",
         "page.invalid", "Lamp House"),
        ("<title>Glow Lamp Co</title>", "<p>Glow sells lamps.</p><p>© Glow Lamp Co", "glow.test", "Glow"),
        ("<title>Glow Lamp Co</title>", "<p>© Glow Lamp Co", "glow.test", "Glow Lamp Co"),
        ('<meta property="og:site_name" content="Oak, Ash, Elm and Pine Joinery">',
         "<p>© 2026 Oak, Ash, Elm and Pine Joinery", "oaep.test", "Oak, Ash, Elm and Pine Joinery"),
        ("<title>Products</title>", "<a href='/about'>About</a>", "north-light.test", "North Light"),
    ],
)  # fmt: skip
def test_names(head: str, body: str, brand: str, said: str) -> None:
    assert company(body, head=head, url=f"https://www.{brand}/", brand=brand) == said
