"""Serves a folder of saved pages as if their sites stood on the web, byte for byte.

The folder has a manifest.jsonl with one item a line: file, type, url, origin. Pages of one site share a host; those
of a collection of many sites get a host each. Nothing of the saved bytes is changed, and nothing is written.
"""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from leadwright.ports.clock import Clock
from leadwright.world.server import HostServer, Route
from leadwright.world.sites.answer import Answer

FEED_HOST = "replay-feed.test"
_KINDS = frozenset(("shop", "service", "product", "collection", "business", "contact", "woo_live"))
NAMELESS = "-replay.test"
FEED_LENGTH = 100  # entries of one feed; readers take no endless ones
_ROOTS = ("/", "/home", "/index")
_OPEN = "User-agent: *\nAllow: /\nSitemap: http://{}/sitemap.xml\n"


class ReplayServer(HostServer):
    """The saved pages of ``folder``, by host; ``homes`` names each host's home page."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """Read the manifest; the pages themselves are read when they are asked for.

        A site keeps its own name, so that its addresses are its own; the reader must resolve names here and nowhere
        else. One whose name is not known gets a name below ``.test`` (RFC 6761, section 6.2).
        """
        self._folder = folder
        self.pages = _hosts(folder)
        self.homes = tuple(f"http://{host}/" for host in self.pages)
        self.posts = tuple(f"http://{host}{path}" for host, pages in self.pages.items() for path in pages)
        now = clock.now()
        routes: dict[str, Route] = {host: self._route(host) for host in self.pages}
        routes[FEED_HOST] = _feed_route(self.posts, now)
        self.feeds = tuple(f"http://{FEED_HOST}/{n}.xml" for n in range(0, len(self.posts), FEED_LENGTH))
        super().__init__(routes, clock, modified=now - timedelta(days=30))

    @property
    def count(self) -> int:
        """Count the saved pages that are served."""
        return sum(len(set(pages.values())) for pages in self.pages.values())

    def _route(self, host: str) -> Route:
        pages = self.pages[host]

        def answer(path: str, query: Mapping[str, str]) -> Answer:
            asked = path + "".join(f"{'&' if n else '?'}{k}={v}" for n, (k, v) in enumerate(query.items()))
            if path == "/robots.txt":
                return Answer(_OPEN.format(host), content_type="text/plain")
            if path == "/sitemap.xml":
                return _sitemap(host, pages)
            file = pages.get(asked) or pages.get(path)
            return Answer(_saved(self._folder / file), content_type="text/html") if file else Answer("not saved", 404)

        return answer


def _saved(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def _hosts(folder: Path) -> dict[str, dict[str, str]]:
    """Group the saved pages: host -> path -> file; each host has a page at its root."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item.get("type") in _KINDS and item["file"].endswith((".html", ".html.gz")):
            host, path = _place(item)
            pages = found[host]
            pages[path if path not in pages else f"{path.rstrip('/')}/{_stem(item['file'])}"] = item["file"]
    for pages in found.values():
        pages.setdefault("/", pages[min(pages, key=_depth)])
    return dict(found)


def _place(item: Mapping[str, Any]) -> tuple[str, str]:
    """Choose host and path of a page: by its URL, else by the site it was copied from, else one of its own."""
    if item.get("url"):
        parts = urlsplit(item["url"])
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return str(parts.hostname).removeprefix("www."), path
    stem, site = _stem(item["file"]), str(item.get("origin", "")).rsplit("/", 1)[-1]
    if re.fullmatch(r"[a-z0-9-]{1,63}\.[a-z]{2,10}", site):
        return site, "/" + stem.partition("_")[2].replace("_", "/")
    folder = item["file"].partition("/")[0]
    if folder != "pages":
        return f"{_slug(folder)}{NAMELESS}", "/" + stem.replace("_", "/")
    return f"{_slug(stem)}{NAMELESS}", "/"


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].removesuffix(".gz").removesuffix(".html")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]{1,60}", "-", text.lower()).strip("-")[:60]


def _depth(path: str) -> tuple[bool, int, int, str]:
    """Order paths from the root of a site outwards."""
    return (path not in _ROOTS, path.count("/"), len(path), path)


def _sitemap(host: str, pages: Mapping[str, str]) -> Answer:
    places = "".join(f"<url><loc>http://{host}{escape(path)}</loc></url>" for path in pages)
    body = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    return Answer(body, content_type="application/xml")


def _feed_route(pages: tuple[str, ...], now: datetime) -> Route:
    items = [
        f"<item><title>{urlsplit(page).hostname}</title><link>{escape(page)}</link><guid>{escape(page)}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(minutes=number), usegmt=True)}</pubDate></item>"
        for number, page in enumerate(pages, 1)
    ]

    def answer(path: str, query: Mapping[str, str]) -> Answer:  # noqa: ARG001  # feeds take no query
        if path == "/robots.txt":
            return Answer(_OPEN.format(FEED_HOST), content_type="text/plain")
        first = path.removeprefix("/").removesuffix(".xml")
        if not first.isdecimal():
            return Answer("not here", 404)
        some = "".join(items[int(first) : int(first) + FEED_LENGTH])
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Saved sites</title>{some}</channel></rss>'
        return Answer(body, content_type="application/rss+xml")

    return answer
