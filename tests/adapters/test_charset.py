"""Bytes become text, whatever they are."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadwright.adapters.charset import decode, utf8_of


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        (b"plain", None, "plain"),
        ("Grüße".encode(), "text/html; charset=iso-8859-1", "Grüße"),
        ("Grüße".encode("latin-1"), "text/html; charset=iso-8859-1", "Grüße"),
        ("“Grüße”".encode("cp1252"), "text/html; charset=latin1", "“Grüße”"),
        ("Привет".encode("koi8-r"), 'text/html; charset="KOI8-R"', "Привет"),
        ("日本語".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", "日本語"),
        ("日本語".encode("euc_jp"), "text/html; charset=euc-jp", "日本語"),
        (codecs.BOM_UTF8 + "ü".encode(), "text/html; charset=latin1", "ü"),
        (codecs.BOM_UTF16_LE + "ü".encode("utf-16-le"), None, "ü"),
        ('<?xml version="1.0" encoding="windows-1251"?><a>Привет</a>'.encode("cp1251"), None, None),
        (b"+ADw-script+AD4-", "text/html; charset=utf-7", "+ADw-script+AD4-"),
        (b"", "text/html; charset=utf-16", ""),
    ],
)
def test_decode(body: bytes, header: str | None, text: str | None):
    found = decode(body, header)
    assert found == text if text is not None else "Привет" in found


LABELS = [
    "",
    "utf-8",
    "utf-16",
    "idna",
    "punycode",
    "rot13",
    "base64",
    "unicode_escape",
    "undefined",
    "hz",
    "x" * 50,
    "gbk",
]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(LABELS))
def test_nothing_fails(body: bytes, label: str):
    assert isinstance(decode(body, f"text/html; charset={label}"), str)
    assert isinstance(decode(f"<meta charset={label}>".encode() + body), str)


@pytest.mark.parametrize(
    ("body", "declared", "text"),
    [
        (b"caf\xc3\xa9", None, "café"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", None, "café"),
        (b"caf\xe9", "text/html; charset=iso-8859-1", "café"),
        ("käse".encode("utf-16"), None, "käse"),
        ("ランプ".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", "ランプ"),
        ("🛍".encode() * 20_000, None, "🛍" * 20_000),  # pieces end inside a character
        (b"a" * 70_000 + b"\xf0\x9f", "text/html; charset=windows-1252", "a" * 70_000 + "ðŸ"),  # ends inside one
    ],
)
def test_every_page_becomes_utf8(body: bytes, declared: str | None, text: str) -> None:
    assert utf8_of(body, declared).decode() == text


def test_what_is_utf8_is_not_copied() -> None:
    body = "<p>Käse aus Łódź".encode()
    assert utf8_of(body, "text/html; charset=latin-1") is body
