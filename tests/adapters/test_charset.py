"""Bytes become text, whatever they are."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadwright.adapters.charset import decode


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
