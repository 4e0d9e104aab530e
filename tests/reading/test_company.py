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
        ("<title>Glow Ring Lamps and Shades</title>", "", "glow.test", "Glow"),  # the rest says what is sold
        ("<title>Glow & Sons Lamp Makers</title>", "", "glow.test", "Glow & Sons Lamp Makers"),
        ("<title>Müller Leuchten</title>", "", "mueller-leuchten.test", "Müller Leuchten"),
        ("<title>Işık Lamba</title>", "", "isiklamba.test", "Işık Lamba"),
        ("<title>Old Barn Lamp Works | Lamps</title>", "", "oblw.test", "Old Barn Lamp Works"),
        ("<title>Jan's Button Box - Horn Buttons</title>", "", "jansbuttons.test", "Jan's Button Box"),
        ("", "<p>Copyright © 2003-2014 by Lamp House. All rights reserved", "page.invalid", "Lamp House"),
        ("", "<p>© 2013 All rights reserved", "page.invalid", "Page"),
        ("", "<p>\ufffd 2014 Lamp House", "page.invalid", "Page"),
        ("<meta name=application-name content='Next.js'>", "", "glow.test", "Glow"),
        ('<meta property="og:site_name" content="Oak, Ash, Elm and Pine Joinery">',
         "<p>© 2026 Oak, Ash, Elm and Pine Joinery", "oaep.test", "Oak, Ash, Elm and Pine Joinery"),
        ("<title>Products</title>", "<a href='/about'>About</a>", "north-light.test", "North Light"),
    ],
)  # fmt: skip
def test_names(head: str, body: str, brand: str, said: str) -> None:
    assert company(body, head=head, url=f"https://www.{brand}/", brand=brand) == said
