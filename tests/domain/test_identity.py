"""One form for an address, one key for a brand, and tokens that only we can make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwright.domain.identity import brand_of, keyed, normal, read_token, token
from leadwright.domain.rules import Tables
from leadwright.tables import load_tables

KEY = b"k" * 32


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (" Hello@Shop.Example ", "hello@shop.example"),
        ("hello+news@shop.example", "hello@shop.example"),
        ("a.n.n.a+x@GoogleMail.com", "anna@gmail.com"),
        ("a.nna@shop.example", "a.nna@shop.example"),
        ("info@bücher.example", "info@xn--bcher-kva.example"),
        ("+owner@shop.example", "+owner@shop.example"),
        ("no address", "no address"),
        ("x@" + "a" * 80 + ".example", "x@" + "a" * 80 + ".example"),
    ],
)
def test_one_form_for_an_address(address: str, expected: str) -> None:
    assert normal(address) == expected


@given(st.text(max_size=80))
def test_the_form_is_stable_and_never_fails(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_hashes_depend_on_key_and_kind() -> None:
    assert len(keyed(KEY, "address", "a@b.example")) == 64
    assert keyed(KEY, "address", "x") != keyed(KEY, "brand", "x")
    assert keyed(KEY, "address", "x") != keyed(b"other", "address", "x")


@given(st.text(alphabet="abcdefghijklmnop", min_size=1, max_size=12), st.text(min_size=1, max_size=60))
def test_a_token_reads_back(kind: str, value: str) -> None:
    made = token(KEY, kind, value)
    assert read_token(KEY, made) == (kind, value)
    assert read_token(b"other", made) is None
    assert set(made) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")


@given(st.text(max_size=200))
def test_no_other_text_is_a_token(text: str) -> None:
    assert read_token(KEY, text) is None


def test_a_changed_token_is_refused() -> None:
    made = token(KEY, "stop", "brand-17")
    payload, _, signature = made.partition(".")
    assert read_token(KEY, f"{token(KEY, 'stop', 'brand-18').partition('.')[0]}.{signature}") is None
    assert read_token(KEY, payload) is None
    assert read_token(KEY, f"{payload}.") is None
    assert read_token(KEY, made[:-1]) is None


@pytest.mark.parametrize(
    ("text", "brand"),
    [
        ("https://www.shop.co.uk/products?x=1", "shop.co.uk"),
        ("blog.shop.se", "shop.se"),
        ("http://shop.example:8080/", "shop.example"),
        ("Nordsalt.SE.", "nordsalt.se"),
        ("https://nordsalt.myshopify.com/pages/about", "nordsalt.myshopify.com"),
        ("https://www.etsy.com/shop/NordSalt?ref=x", "etsy.com/shop/nordsalt"),
        ("https://etsy.com/shop", "etsy.com/shop"),
        ("https://www.instagram.com/nordsalt/reels", "instagram.com/nordsalt"),
        ("https://m.facebook.com/nordsalt", "facebook.com/nordsalt"),
        ("127.0.0.1:8080", "127.0.0.1"),
        ("localhost:8080/x", "localhost"),
        ("https://bücher.de/", "xn--bcher-kva.de"),
        ("http://[broken", "http://[broken"),
        ("", ""),
    ],
)
def test_brands(tables: Tables, text: str, brand: str) -> None:
    assert brand_of(text, tables) == brand
