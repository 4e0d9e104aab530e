"""One key for a brand, and what is nobody's."""

import pytest

from leadwright.domain.brand import brand_of, label_of, platform_of
from leadwright.domain.rules import Tables
from leadwright.tables import load_tables


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("https://www.shop.co.uk/products?x=1", "shop.co.uk"),
        ("blog.shop.se", "shop.se"),
        ("http://shop.example:8080/", "shop.example"),
        ("Nordsalt.SE.", "nordsalt.se"),
        ("https://nordsalt.myshopify.com/pages/about", "nordsalt.myshopify.com"),
        ("https://de.myshopify.com/", "de.myshopify.com"),
        ("https://www.etsy.com/shop/NordSalt?ref=x", "etsy.com/shop/nordsalt"),
        ("https://de.etsy.com/shop/nordsalt", "etsy.com/shop/nordsalt"),
        ("https://www.etsy.com/de/shop/nordsalt", "etsy.com/shop/nordsalt"),
        ("https://www.instagram.com/nordsalt/reels", "instagram.com/nordsalt"),
        ("https://m.facebook.com/nordsalt", "facebook.com/nordsalt"),
        ("127.0.0.1:8080", "127.0.0.1"),
        ("localhost:8080/x", "localhost"),
        ("https://bücher.de/", "xn--bcher-kva.de"),
    ],
)
def test_brands(tables: Tables, text: str, brand: str) -> None:
    assert brand_of(text, tables) == brand


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("https://a.uk.com/", "a.uk.com"),
        ("https://www.lamps.a.uk.com/x", "a.uk.com"),
        ("x.shoplazza.com", "x.shoplazza.com"),
        ("shop.business.site", "shop.business.site"),
        ("glow.us.com", "glow.us.com"),
        ("glow.github.io", "glow.github.io"),
    ],
)
def test_below_a_private_suffix_everybody_is_a_brand_of_their_own(tables: Tables, text: str, brand: str) -> None:
    assert brand_of(text, tables) == brand


@pytest.mark.parametrize(
    "text",
    [
        *("https://gmail.com", "https://mail.yahoo.com/", "https://www.shopify.com", "https://apps.shopify.com/x"),
        *("https://www.etsy.com/", "https://etsy.com/shop", "https://www.etsy.com/de"),
        *("https://uk.com", "https://www.uk.com/", "co.uk", "http://[broken", ""),
    ],
)
def test_what_is_nobodys_brand(tables: Tables, text: str) -> None:
    assert brand_of(text, tables) is None


def test_names_and_platforms(tables: Tables) -> None:
    assert [label_of(one) for one in ("glow.co.uk", "etsy.com/shop/glow")] == ["glow", "glow"]
    assert [platform_of(one, tables) for one in ("a.b.myshopify.com", "sites.google.com", "glow.test")] == [
        "myshopify.com",
        "sites.google.com",
        None,
    ]
