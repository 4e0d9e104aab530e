"""Telephone numbers: as the page gives them, in international form where that is known; fax and others are none."""

import pytest

from leadwright.reading.page import read_page
from leadwright.reading.phones import normal_phone, phones_of
from tests.reading.sites import TABLES, page


def phones(html: str, country: str | None = None, url: str = "https://www.glow.test/contact") -> list[str]:
    return [fact.value for fact in phones_of([read_page(page(html, url))], country, tables=TABLES)]


@pytest.mark.parametrize(
    ("html", "country", "said"),
    [
        ('<a href="tel:+442071234567">Call us</a>', None, ["+442071234567"]),
        ('<a href="tel:020%207123%204567;ext=5">Call</a>', "GB", ["+442071234567"]),
        ("<p>Telefon: 030 / 901 820 - 0</p>", "DE", ["+49309018200"]),
        ("<p>Tél. 01 42 68 53 00</p>", "FR", ["+33142685300"]),
        ("<p>Tel. 06 6982 1234</p>", "IT", ["06 6982 1234"]),
        ("<p>Call us (316) 691-1859</p>", "US", ["+13166911859"]),
        ("<p>316-691-1859</p>", None, ["316-691-1859"]),
        ("<p>+46 (0)8 123 456 78</p>", None, ["+46812345678"]),
        ("<p>電話: 03-1234-5678</p>", "JP", ["+81312345678"]),
        ('<script type="application/ld+json">{"@type": "Store", "telephone": "+1 316 691 1859"}</script>', None,
         ["+13166911859"]),
    ],
)  # fmt: skip
def test_numbers_that_are_given(html: str, country: str | None, said: list[str]) -> None:
    assert phones(html, country) == said


@pytest.mark.parametrize(
    "html",
    [
        "<p>Fax: +44 20 7123 4568</p>",
        "<p>F 316-691-1860</p>",
        "<dl><dt>Fax</dt><dd>316-691-1860</dd></dl>",
        "<p>VAT no. GB 123 4567 89, company number 01234567</p>",
        "<p>Only $1,299.00, was 1 499 000</p>",
        "<p>Open since 2011-2024, order 100-200-300</p>",
        "<p>tel: 000 000 0000</p>",
        "<p>+01 234 567 89</p>",
        "<blockquote>Call me: 316-691-1859</blockquote>",
        "<p>" + "1-2 " * 20_000 + "</p>",
    ],
)
def test_what_is_no_phone(html: str) -> None:
    assert phones(html, "GB") == []


def test_a_number_is_given_once_and_those_for_dialling_first() -> None:
    html = "<p>Tel. 020 7123 4567, Tel. 020 7123 9999</p><a href='tel:+442071234567'>Ring</a>"
    assert phones(html, "GB") == ["+442071234567", "+442071239999"]


def test_the_form_of_a_number() -> None:
    assert normal_phone("12345", "44") is None
    assert normal_phone("0044 20 7123 4567", None) == "+442071234567"
    assert normal_phone("020 7123 4567", None) == "020 7123 4567"
