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
_ROOTS = ("/", "/home", "/index")
_OPEN = "User-agent: *\nAllow: /\nSitemap: http://{}/sitemap.xml\n"


class ReplayServer(HostServer):
    """The saved pages of ``folder``, by host; ``homes`` names each host's home page."""

    def __init__(self, folder: Path, clock: Clock, *, suffix: str = ".replay.test") -> None:
        """Read the manifest; the pages themselves are read when they are asked for.

        ``suffix`` makes a saved site's name one that can be reached nowhere else (RFC 6761, section 6.2).
        """
        self._folder = folder
        self.pages = _hosts(folder, suffix)
        self.homes = tuple(f"http://{host}/" for host in self.pages)
        now = clock.now()
        routes: dict[str, Route] = {host: self._route(host) for host in self.pages}
        routes[FEED_HOST] = _feed_route(self.homes, now)
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


def _hosts(folder: Path, suffix: str) -> dict[str, dict[str, str]]:
    """Group the saved pages: host -> path -> file; each host has a page at its root."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item.get("type") in _KINDS and item["file"].endswith((".html", ".html.gz")):
            host, path = _place(item)
            pages = found[f"{host}{suffix}"]
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
        return _slug(folder), "/" + stem.replace("_", "/")
    return _slug(stem), "/"


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


def _feed_route(homes: tuple[str, ...], now: datetime) -> Route:
    items = "".join(
        f'<item><title>{urlsplit(home).hostname}</title><link>{home}</link><guid isPermaLink="true">{home}</guid>'
        f"<pubDate>{format_datetime(now - timedelta(minutes=number), usegmt=True)}</pubDate></item>"
        for number, home in enumerate(homes, 1)
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Saved sites</title>{items}</channel></rss>'

    def answer(path: str, query: Mapping[str, str]) -> Answer:  # noqa: ARG001  # one feed, no query
        if path == "/robots.txt":
            return Answer(_OPEN.format(FEED_HOST), content_type="text/plain")
        return Answer(body, content_type="application/rss+xml") if path == "/rss.xml" else Answer("not here", 404)

    return answer
