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
