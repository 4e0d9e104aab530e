"""The pages we have read, compressed; a page that forbids indexing leaves its address, URL and hash, not its text."""

import zlib
from typing import Any

import msgspec
import sqlalchemy as sa
from selectolax.lexbor import LexborHTMLParser

from leadwright.domain.site import Page, Site, Unread
from leadwright.ledger.database import Database
from leadwright.ledger.erased import is_erased
from leadwright.ledger.redacting import TOKEN, redacted
from leadwright.ledger.tables import pages

LEVEL = 3  # zlib: half the time of its default, a tenth more bytes


class LedgerPages:
    """Stored visits; answers :class:`leadwright.ports.pages.Pages`."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    async def keep(self, site: Site) -> None:
        """Store a visit under its final home URL, replacing an older one; a visit that read nothing leaves it.

        Addresses of people who were erased on request are left out of the text.
        """
        home = site.home
        if home is None:
            return

        def do(conn: sa.Connection) -> None:
            rows = rows_of(site, home, without=erased_on(conn, site, self._database.key))
            conn.execute(pages.delete().where(pages.c.home == rows[0]["home"]))
            conn.execute(pages.insert(), rows)

        await self._database.write(do)

    async def of(self, url: str) -> Site:
        """Give the stored visit of a site by its final home URL; one without pages where there is none."""

        def do(conn: sa.Connection) -> Site:
            found = conn.execute(sa.select(pages).where(pages.c.home == url).order_by(pages.c.place)).all()
            return Site(
                asked=found[0].asked if found else url,
                pages=tuple(page_of(row) for row in found if row.why is None),
                unread=tuple(Unread(row.url, row.why, headers_of(row).get("detail", "")) for row in found if row.why),
            )

        return await self._database.read(do)


def erased_on(conn: sa.Connection, site: Site, key: bytes) -> frozenset[str]:
    """Give the spellings on these pages of addresses whose owners were erased on request."""
    texts = (page.utf8.decode(errors="replace") for page in site.pages)
    shown = {found[0] for text in texts for found in TOKEN.finditer(text)}
    if not shown or not is_erased(conn, key, addresses=shown):
        return frozenset()
    return frozenset(one for one in shown if is_erased(conn, key, addresses=[one]))


def rows_of(site: Site, home: Page, *, without: frozenset[str] = frozenset()) -> list[dict[str, object]]:
    """Give the rows of a visit, without some addresses; two pages that ended at one URL are one."""
    rows: dict[str, dict[str, object]] = {}
    for page in site.pages:
        text = redacted(page.utf8, without.__contains__) if without else page.utf8
        html = None if forbids_indexing(page) else zlib.compress(text, LEVEL)
        told = {"asked": page.asked, "status": page.status, "at": page.at, "sha256": page.sha256}
        shown = {"robots": page.robots, "headers": plain(page.headers), "why": None, "html": html}
        rows.setdefault(page.url, {**told, **shown})
    for unread in site.unread:
        told = {"asked": unread.url, "status": 0, "at": home.at, "sha256": "", "robots": ""}
        shown = {"headers": plain({"detail": unread.detail}), "why": unread.why, "html": None}
        rows.setdefault(unread.url, {**told, **shown})
    rows[home.url]["asked"] = site.asked
    return [{"home": home.url, "url": url, "place": n, **row} for n, (url, row) in enumerate(rows.items())]


def forbids_indexing(page: Page) -> bool:
    """Whether the page says noindex, in its X-Robots-Tag header or in a robots meta element."""
    if says_no(page.headers.get("x-robots-tag", "")):
        return True
    if b"robots" not in page.utf8.lower():  # parsing is dear, and most pages say nothing about it
        return False
    elements = LexborHTMLParser(page.utf8).css('meta[name="robots" i]')
    return any(says_no(element.attributes.get("content") or "") for element in elements)


def says_no(rules: str) -> bool:
    """Read the rules of a robots element; ``none`` means noindex and nofollow."""
    words = rules.lower().replace(":", ",").replace(" ", ",").split(",")
    return "noindex" in words or "none" in words


def page_of(row: sa.Row[Any]) -> Page:
    """Read a page back; without text where it forbids indexing."""
    text = zlib.decompress(row.html) if row.html else b""
    return Page(row.url, row.asked, row.status, row.at, text, row.sha256, row.robots, headers_of(row))


def headers_of(row: sa.Row[Any]) -> dict[str, str]:
    """Read a row's headers."""
    return msgspec.json.decode(row.headers, type=dict[str, str])


def plain(headers: object) -> str:
    """Write headers as JSON; a zero byte in them, which PostgreSQL refuses, is escaped by that."""
    return msgspec.json.encode(headers).decode()
