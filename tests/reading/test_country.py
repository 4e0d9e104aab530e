"""Two weak signs must agree, and what fits half the world agrees with nothing."""

import pytest

from leadwright.domain.lead import Product
from leadwright.reading.country import country_of
from leadwright.reading.page import read_page
from tests.reading.sites import TABLES, page


def country(html: str, *, url: str = "https://www.glow.com/", currency: str | None = None, lang: str = "en") -> object:
    docs = [read_page(page(html, url, lang=lang))]
    goods = [Product("Lamp", url, currency=currency)] if currency else []
    said, _ = country_of(docs, goods, tables=TABLES)
    return said.value if said else None


@pytest.mark.parametrize(
    ("html", "more", "said"),
    [
        ("<p>Lamps", {"currency": "USD"}, None),
        ("<p>Lamps", {"currency": "GBP", "url": "https://glow.co.uk/"}, "GB"),
        ("<p>Lamps", {"url": "https://glow.co.uk/"}, None),
        ("<p>Lampor", {"url": "https://glow.se/", "lang": "sv"}, "SE"),
        ("<footer>Glow Ltd, 1 High Street, Leeds LS1 1AA", {}, "GB"),
        ("<footer>Glow GmbH, Am Anger 4", {"lang": "de"}, None),
        ("<footer>+44 20 7123 4567", {"url": "https://glow.fr/"}, None),
    ],
)
def test_countries(html: str, more: dict[str, str], said: str | None) -> None:
    assert country(html, **more) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<footer>12 Main Street, Duluth, MN 55802", "US"),
        ("<footer>5 Welch Street, Vancouver, BC V7P 1B3", "CA"),
        ("<footer>Glow Inc. (416) 555-0199", "CA"),
        ("<footer>© Glow Inc. (212) 555-0199", "US"),
        ("<footer>© Glow Inc.", None),
        ("<footer>+46 8 123 456 78", "SE"),
        ("<footer>+46 8 123 456 78, +44 20 7123 4567", None),
        ("<footer>© Glow Ltd. +44 20 7123 4567, +1 212 555 0199", None),
        ("<footer>Duluth, MN 55802 and Leeds LS1 4AB", None),
        ("<footer>Website by Acme GmbH", None),
        ("<footer>USED ROUTERS AS IS", None),
        ("<footer>© Glow Norge AS", None),
        ("<p>We are based in New Zealand.</p>", None),
        ("<p>Lamps</p>" * 60 + "<p>A reader from Leeds LS1 4AB writes.</p>" + "<p>Lamps</p>" * 60, None),
    ],
)
def test_signs_that_agree_and_signs_that_do_not(html: str, said: str | None) -> None:
    assert country(html) == said


@pytest.mark.parametrize(
    ("lang", "ending", "said"),
    [("es", "es", "ES"), ("es", "mx", "MX"), ("fr", "fr", "FR"), ("fr", "be", "BE"), ("de", "at", "AT"),
     ("pt", "br", "BR"), ("en", "ie", None), ("es", "com", None)],
)  # fmt: skip
def test_the_domain_and_the_language_agree(lang: str, ending: str, said: str | None) -> None:
    assert country("<p>Lamps", url=f"https://glow.{ending}/", lang=lang) == said


def test_a_short_form_counts_with_the_domain_of_its_country() -> None:
    assert country("<footer>© Glow Norge AS", url="https://glow.no/") == "NO"


def test_things_known_already_are_not_read_again() -> None:
    docs = [read_page(page("<footer>Duluth, MN 55802"))]
    said, signs = country_of(docs, (), tables=TABLES, numbers=(), places=(), told=(), names=())
    assert said is None
    assert all("address" not in sign.value for sign in signs)
