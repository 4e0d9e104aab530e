"""Stored visits come back as they were; a page that forbids indexing leaves no text."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from leadwright.domain.site import Page, Site, Unread
from leadwright.ledger.database import Database
from leadwright.ledger.pages import LedgerPages
from leadwright.ledger.tables import pages
from tests.contracts.letterbox import TUESDAY

HOME = Page("https://glow.test/", "http://glow.test", 200, TUESDAY, b"<h1>Luz</h1>" * 99, "ab", "none", {"etag": "1"})
ABOUT = replace(HOME, url="https://glow.test/about", asked="https://glow.test/about", utf8=b"<p>About", sha256="cd")
SITE = Site("http://glow.test", (HOME, ABOUT), (Unread("https://glow.test/cart", "robots", "Disallow: /cart"),))


async def test_a_visit_comes_back_and_is_replaced(database: Database) -> None:
    store = LedgerPages(database)
    await store.keep(SITE)
    assert await store.of(HOME.url) == SITE
    newer = Site(SITE.asked, (replace(HOME, utf8=b"new"),))
    await store.keep(newer)
    await store.keep(newer)
    assert await store.of(HOME.url) == newer


async def test_the_text_is_compressed(database: Database) -> None:
    await LedgerPages(database).keep(SITE)
    kept = await database.read(lambda conn: conn.scalar(sa.select(pages.c.html).where(pages.c.place == 0)))
    assert kept is not None
    assert len(kept) < len(HOME.utf8) / 5


async def test_a_visit_that_read_nothing_leaves_the_older_one(database: Database) -> None:
    store = LedgerPages(database)
    await store.keep(SITE)
    await store.keep(Site(HOME.url, (), (Unread(HOME.url, "timeout"),)))
    assert await store.of(HOME.url) == SITE
    assert await store.of("https://other.test/") == Site("https://other.test/", ())


async def test_two_pages_that_end_at_one_url_are_one(database: Database) -> None:
    store = LedgerPages(database)
    await store.keep(replace(SITE, pages=(HOME, ABOUT, replace(ABOUT, asked="https://glow.test/ueber"))))
    assert await store.of(HOME.url) == SITE


@pytest.mark.parametrize(
    ("html", "headers", "kept"),
    [
        ('<meta name="robots" content="noindex, nofollow">', {}, False),
        ("<META CONTENT='NOINDEX' NAME='ROBOTS'>", {}, False),
        ('<meta name="robots" content="none">', {}, False),
        ("<p>text", {"x-robots-tag": "noindex"}, False),
        ("<p>text", {"x-robots-tag": "leadwright: noindex, nosnippet"}, False),
        ('<meta name="robots" content="index, follow">', {}, True),
        ('<meta name="viewport" content="none"><p>robots', {}, True),
        ('<!-- <meta name="robots" content="noindex"> -->', {}, True),
        ("<p>text", {"x-robots-tag": "max-snippet: 50"}, True),
        ("<p>\x00<b>", {}, True),
    ],
)
async def test_a_page_that_forbids_indexing_keeps_url_and_hash_only(
    database: Database, html: str, headers: dict[str, str], kept: bool
) -> None:
    page = replace(ABOUT, utf8=html.encode(), headers=headers)
    await LedgerPages(database).keep(replace(SITE, pages=(HOME, page)))
    stored = (await LedgerPages(database).of(HOME.url)).pages[1]
    assert bool(stored.html) is kept
    assert (stored.url, stored.sha256) == (ABOUT.url, "cd")
