"""One form for an address, one key for a brand, and tokens that only we can make."""

import re
from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwright.domain.identity import TOKEN_LENGTH, hashes, keyed, normal, read_token, spellings, token
from leadwright.domain.idn import ascii_of

KEY = b"k" * 32


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


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Anna Meyer <Info@Glow.test>", "info@glow.test"),
        ('"Meyer, Anna" <info@glow.test>', "info@glow.test"),
        ("<info@glow.test>", "info@glow.test"),
        ('"info"@glow.test', "info@glow.test"),
        ("mailto:info@glow.test?subject=STOP", "info@glow.test"),
        ("MAILTO:info%40glow.test", "info@glow.test"),
        ("info@glow.test.", "info@glow.test"),
        ("info@glow.test:25", "info@glow.test"),
        ("info@glow.test (shop)", "info@glow.test"),
        ("info＠glow.test", "info@glow.test"),
        ("ｉｎｆｏ@ｇｌｏｗ．ｔｅｓｔ", "info@glow.test"),
        ("info@glow。test", "info@glow.test"),
        ("in\u00adfo@glo\u200bw.test\ufeff", "info@glow.test"),
        ("ju\u0308rg@glow.test", "jürg@glow.test"),
        ("info@BU\u0308CHER.test", "info@xn--bcher-kva.test"),
        ("info@XN--BCHER-KVA.test", "info@xn--bcher-kva.test"),
        ("info@straße.test", "info@xn--strae-oqa.test"),
        ("info@STRA\u1e9eE.test", "info@xn--strae-oqa.test"),
        ("an-na.meyer_x@ProtonMail.com", "annameyerx@proton.me"),
        ("anna.meyerx+shop@pm.me", "annameyerx@proton.me"),
        ("anna@me.com", "anna@icloud.com"),
        ("anna+x@mac.com", "anna@icloud.com"),
        ("anna-shop@yahoo.co.uk", "anna@yahoo.co.uk"),
        ("shop@anna.fastmail.com", "anna@fastmail.com"),
        ("an.na@ya.ru", "an-na@yandex.ru"),
        ("Bücher.test", "xn--bcher-kva.test"),
        ("https://www.bücher.test/", "www.xn--bcher-kva.test"),
        ("XN--BCHER-KVA.TEST.", "xn--bcher-kva.test"),
        ("glow.test:443", "glow.test"),
        ("glow.test?x=1#y", "glow.test"),
        ("https://anna:word@glow.test:8443/", "glow.test"),
        ("etsy.com/shop/Glow/", "etsy.com/shop/glow"),
        ("tiktok.com/@Glow", "tiktok.com/@glow"),
        ("GB vat:123456789", "gb vat:123456789"),
    ],
)
def test_one_form_for_every_spelling(written: str, form: str) -> None:
    assert normal(written) == form


def test_people_who_differ_stay_apart() -> None:
    people = [
        "anna@glow.test", "an.na@glow.test", "an-na@glow.test", "anna@glow.example", "anna@mail.glow.test",
        "anna@gmail.com", "anna@proton.me", "anna@icloud.com", "anna@yahoo.com", "anna@yahoo.co.uk",
        "anna@fastmail.com", "anna@outlook.com", "anna@hotmail.com", "ana@gmail.com", "an-na@gmail.com",
        "an.na@icloud.com", "an.na@outlook.com", "anna@strasse.test", "anna@straße.test", "anna@strase.test",
        "änna@glow.test", "anna@bücher.test", "anna@bucher.test",
    ]  # fmt: skip
    assert len({normal(address) for address in people}) == len(people)


DOMAIN = re.compile(r"@[^\s<>?:\u200b]+\Z")  # and nothing around it
LOCAL = st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789äöüéñжд", min_size=1, max_size=12)
LABEL = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüéñждßσ漢字", min_size=1, max_size=12)
WRITTEN = (
    str.upper,
    lambda a: f"  {a}\n",
    lambda a: f"Anna Meyer <{a}>",
    lambda a: f"mailto:{a}?subject=Hello",
    lambda a: f"{a}.",
    lambda a: a.replace("@", "+tag@"),
    lambda a: a.replace("@", "＠"),
    "\u200b".join,
    lambda a: normalize("NFD", a),
    lambda a: '"' + a.replace("@", '"@'),
    lambda a: f"{a.partition('@')[0]}@{ascii_of(a.partition('@')[2])}" if DOMAIN.search(a) else a,
    lambda a: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in a),
)


@given(LOCAL, st.lists(LABEL, min_size=2, max_size=3), st.lists(st.sampled_from(WRITTEN), max_size=2))
def test_all_ways_to_write_one_address_collide(local: str, labels: list[str], ways: list[Callable[[str], str]]) -> None:
    address = f"{local}@{'.'.join(labels)}"
    written = address
    for way in ways:
        if way is str.upper and "ß" in written:  # capitals of ß are SS, which nobody can take back
            continue
        written = way(written)
    assert normal(written) == normal(address), written


@given(LOCAL, LOCAL, LABEL, LABEL)
def test_no_two_addresses_share_a_form(one: str, other: str, here: str, there: str) -> None:
    same = one == other and normalize("NFKC", here) == normalize("NFKC", there)
    assert (normal(f"{one}@{here}.test") == normal(f"{other}@{there}.test")) == same


@pytest.mark.parametrize("who", ["info@{}", "{}", "etsy.{}/shop/glow"])
def test_both_standards_of_foreign_names_are_looked_up(who: str) -> None:
    stopped = spellings(who.format("straße.de"))
    assert stopped == (who.format("xn--strae-oqa.de"), who.format("strasse.de"))
    assert stopped == spellings(who.format("xn--strae-oqa.de"))
    assert spellings(who.format("glow.test")) == (who.format("glow.test"),)
    assert len(hashes(KEY, "address", who.format("βόλος.gr"))) == 2
    assert hashes(KEY, "address", "info@glow.test") == (keyed(KEY, "address", "info@glow.test"),)


@given(st.text(max_size=80))
def test_the_form_is_stable_and_never_fails(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_hashes_depend_on_key_and_kind() -> None:
    assert len(keyed(KEY, "address", "a@b.example")) == 64
    assert keyed(KEY, "address", "x") != keyed(KEY, "brand", "x")
    assert keyed(KEY, "address", "x") != keyed(b"other", "address", "x")


@given(st.text(min_size=1, max_size=900))
def test_a_token_stands_for_a_brand_and_says_nothing_of_it(brand: str) -> None:
    made = token(KEY, brand)
    assert read_token(KEY, made) == hashes(KEY, "brand", brand)[0]
    assert read_token(b"other", made) is None
    assert len(made) == TOKEN_LENGTH
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert token(KEY, normal(brand)) == made


@given(st.text(max_size=200))
def test_no_other_text_is_a_token(text: str) -> None:
    assert read_token(KEY, text) is None


def test_no_altered_token_is_accepted() -> None:
    made = token(KEY, "glow.test")
    altered = {made[:n] + c + made[n + 1 :] for n in range(len(made)) for c in "abcdefghijklmnopqrstuvwxyz234567018=-"}
    altered |= {made[:n] + made[n:].upper() for n in range(len(made))} | {made[:n] for n in range(TOKEN_LENGTH)}
    altered |= {made + tail for tail in ("=", "==", "a", " ", "\n", ".", "/", "%")}
    altered |= {f" {made}", made[::-1], made[1:] + made[0], made[:-1] + "="}
    other = token(KEY, "other.test")
    altered |= {made[:n] + other[n:] for n in range(1, TOKEN_LENGTH)}
    assert [one for one in altered - {made, other} if read_token(KEY, one) is not None] == []
