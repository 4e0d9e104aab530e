"""Legal names, forms and numbers, where a firm tells who it is; and what only looks like them."""

import pytest

from leadwright.reading.imprint import is_akin, legal_names, legal_of, numbers_in
from leadwright.reading.page import Doc, read_page
from tests.reading.sites import TABLES, page

CONTACT = "https://www.glow.test/contact"


def doc(html: str, url: str = CONTACT) -> Doc:
    return read_page(page(html, url))


@pytest.mark.parametrize(
    ("html", "legal", "form"),
    [
        ("<p>© 2019-2024 Glow Candles Ltd. All rights reserved", "Glow Candles Ltd.", "Ltd."),
        ("<p>Copyright © Glow, Inc.", "Glow, Inc.", "Inc."),
        ("<p>This shop is run by Glow &amp; Daughters LLC, Maine", "Glow & Daughters LLC", "LLC"),
        ("<p>Ash, Birch &amp; Glow LLP", "Ash, Birch & Glow LLP", "LLP"),
        ("<p>Skin by Glow Inc.", "Skin by Glow Inc.", "Inc."),
        ("<p>Glow Leuchten GmbH &amp; Co. KG, Am Anger 4", "Glow Leuchten GmbH & Co. KG", "GmbH & Co. KG"),
        ("<p>Glow Norge AS, Oslo", "Glow Norge AS", "AS"),
        ("<p>Glow Polska Sp. z o.o.", "Glow Polska Sp. z o.o.", "Sp. z o.o."),
        ("<p>Glow Lights Pty Ltd", "Glow Lights Pty Ltd", "Pty Ltd"),
        ("<p>販売業者 株式会社グロウ", "株式会社グロウ", "株式会社"),
        (
            '<script type="application/ld+json">{"legalName": "Glow Lights S.r.l."}</script>',
            "Glow Lights S.r.l.",
            "S.r.l.",
        ),
    ],
)
def test_legal_names(html: str, legal: str, form: str) -> None:
    found, said = legal_of([doc(html)], "Glow" if "株" not in html else "株式会社グロウ", TABLES)
    assert found is not None
    assert found.value == legal
    assert said is not None
    assert said.value == form


@pytest.mark.parametrize(
    "html",
    [
        "<p>Website by Acme Studio Ltd",
        "<p>Powered by Acme Inc.",
        "<p>SOLD AS IS",
        "<p>USED ROUTERS AS",
        "<p>Calgary, AB",
        "<p>Las Vegas, NV 89101",
        "<p>our company incorporated Ltd",
    ],
)
def test_what_is_no_legal_name_of_theirs(html: str) -> None:
    assert list(legal_names([doc(html)], TABLES)) == []


def test_another_firms_name_is_not_theirs_outside_an_imprint() -> None:
    other = "<p>Payments are handled by Acme Payments Ltd"
    assert legal_of([doc(other)], "Glow", TABLES) == (None, None)
    found, _ = legal_of([doc(other, "https://www.glow.test/impressum")], "Glow", TABLES)
    assert found is not None


def test_kinship_of_names() -> None:
    assert is_akin("The Glow Candle Company Ltd", "glow")
    assert is_akin("Glow Handels GmbH", "glowcandles")
    assert not is_akin("The Acme Ltd", "theglow")
    assert not is_akin("Acme Ltd", "")


@pytest.mark.parametrize(
    ("html", "country", "value"),
    [
        ("<p>VAT no. GB 123 4567 89", "GB", "GB123456789"),
        ("<p>USt-IdNr.: DE 123456789", "DE", "DE123456789"),
        ("<p>TVA FR 12 345678901", "FR", "FR12345678901"),
        ("<p>Company number 01234567", "GB", "company 01234567"),
        ("<p>Registered in Scotland, no. SC123456", "GB", "company SC123456"),
        ("<p>Amtsgericht Köln, HRB 12345", "DE", "HRB12345"),
        ("<p>SIRET 123 456 789 00012", "FR", "SIREN 12345678900012"),
        ("<p>KvK 12345678", "NL", "KvK 12345678"),
        ("<p>ABN 12 345 678 901", "AU", "ABN 12345678901"),
        ("<p>Org.nr: 556677-8899", "SE", "orgnr 5566778899"),
        ("<p>Y-tunnus 1234567-8", "FI", "Y-tunnus 12345678"),
        ("<p>P.IVA 01234567890", "IT", "P.IVA 01234567890"),
        ("<p>CNPJ 12.345.678/0001-95", "BR", "CNPJ 12345678/000195"),
    ],
)
def test_numbers(html: str, country: str, value: str) -> None:
    (number,) = numbers_in([doc(html)])
    assert (number.country, number.value) == (country, value)


@pytest.mark.parametrize("html", ["<p>Order DE 123456789", "<p>Tel. 123 456 789", "<p>SKU GB123456789"])
def test_other_numbers_are_none(html: str) -> None:
    assert numbers_in([doc(html)]) == ()
