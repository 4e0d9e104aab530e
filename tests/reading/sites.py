"""Small sites written for the tests."""

from datetime import UTC, datetime

from leadwright.domain.lead import Lead, Sighting
from leadwright.domain.site import Page, Site, Unread
from leadwright.tables import load_tables

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
TABLES = load_tables(extra_hosts=("craftmarket.test",))


def page(body: str, url: str = "https://www.glow.test/", *, head: str = "", asked: str = "", lang: str = "en") -> Page:
    html = body if body.startswith("<!doctype") else f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}"
    return Page(url, asked or url, 200, NOW, html.encode(errors="replace"), "ab" * 32)


def site(*pages: Page, unread: tuple[Unread, ...] = ()) -> Site:
    return Site(pages[0].asked if pages else "https://gone.test/", pages, unread)


def sighting(url: str = "https://www.glow.test/") -> Sighting:
    return Sighting("feed", "https://news.test/1", "A shop", "", NOW, NOW, url, "open")


def lead(brand: str = "glow.test") -> Lead:
    return Lead(brand, f"https://www.{brand}/", "feed", "https://news.test/1", "open", None, NOW)
