"""Feeds: RSS, Atom and JSON Feed.

What is read
    One feed document per look, robots.txt and conditional requests included; at most its 200 newest entries. Nothing
    behind the links is read here. Google Alerts gives a feed for a query.
Terms
    ``open``: a feed is published to be read by machines. Feeds of Product Hunt, Reddit and Indie Hackers are
    ``permission``, whichever way they are read, and feeds of GitHub are ``research``.
Pace
    As often as the watch says, every six hours by default; the host's wishes (Retry-After, Crawl-delay) come first.
The site
    A JSON Feed's ``external_url``, else a link that leads away from the feed's own host, else the first link inside
    the entry that can be a business's own site. Entries of Google Alerts link to the page that was found, so there
    only the text counts.
"""

import calendar
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime
from time import struct_time
from typing import Any, Literal

import feedparser
from pydantic import BaseModel, ConfigDict, Field

from leadwright.domain.errors import Drop
from leadwright.domain.lead import Sighting, Watch
from leadwright.sources.given import not_given
from leadwright.sources.links import TITLE_KEPT, host_of, is_own_site, read_html, site_of, tidy, unwrapped
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of

ENTRIES = 200
_PLACES = {  # whose terms are their own, however they are read
    "producthunt.com": "producthunt",
    "reddit.com": "reddit",
    "indiehackers.com": "indiehackers",
    "github.com": "github",
    "github.io": "github",
}
_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # no feed is older; such dates are mistakes


class FeedOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "feed"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str = Field(pattern=r"^https?://[^\s]{3,2000}$")
    link: Literal["auto", "post", "site"] = "auto"  # what an entry's own link is


class Feed:
    """One feed."""

    Options = FeedOptions
    apis: frozenset[str] = frozenset()

    def __init__(self, options: FeedOptions) -> None:
        """Read the feed the options name."""
        self._options = options
        hosts = (place for host, place in _PLACES.items() if _is_at(options.url, host))
        self.place = next(hosts, "feed")

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the entries that were not given before, oldest first."""
        page = await reach.web.fetch(self._options.url)
        if page.status == 304:
            return
        found = read_feed(page.html, self._options, watch=watch, seen=reach.clock.now())
        for sighting in not_given(found, bookmark):
            yield sighting


def read_feed(text: str, options: FeedOptions, *, watch: Watch, seen: datetime) -> list[Sighting]:
    """Read a document into sightings, oldest first; Drop(``unreadable``) where it is no feed."""
    start = text.lstrip("\ufeff \t\r\n")[:500].lower()
    if start.startswith(("<!doctype html", "<html")):
        raise Drop("unreadable", url=options.url, why="this is a web page; look for its RSS or Atom link")
    entries = _json_entries(text, options.url) if start.startswith("{") else _xml_entries(text, options.url)
    found: dict[str, Sighting] = {}
    for entry in entries:
        sighting = _sighting(entry, options, watch=watch, seen=seen)
        found.setdefault(sighting.key, sighting)
    return sorted(found.values(), key=lambda sighting: sighting.at)[-ENTRIES:]


Entry = Mapping[str, Any]  # id, url, site, title, html, at


def _sighting(entry: Entry, options: FeedOptions, *, watch: Watch, seen: datetime) -> Sighting:
    text, links = read_html(entry["html"], base=options.url)
    title, _ = read_html(entry["title"])
    post = unwrapped(entry["url"]) or f"{options.url}#{entry['id'] or title}"
    return Sighting(
        source=watch.source,
        url=post,
        title=" ".join(title.split())[:TITLE_KEPT],
        text=text,
        at=min(entry["at"] or seen, seen),
        seen=seen,
        site=_site(entry, options, post, links=links, text=text),
        watch=watch.name,
        said=signals_of(title, text),
    )


def _site(entry: Entry, options: FeedOptions, post: str, *, links: Sequence[str], text: str) -> str | None:
    if entry["site"] and is_own_site(entry["site"]):
        return tidy(entry["site"])
    alerts = host_of(options.url).startswith("google.")
    leads_away = host_of(post) != host_of(options.url) and not alerts
    if options.link == "site" or (options.link == "auto" and leads_away):
        return tidy(post) if is_own_site(post) else site_of(links, text, apart_from=(options.url,))
    return site_of(links, text, apart_from=(options.url, post))


def _xml_entries(text: str, url: str) -> list[Entry]:
    feed = feedparser.parse(
        text.encode("utf-8", "replace"),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": url},
    )
    if not feed.get("version") and not feed.entries:
        raise Drop("unreadable", url=url, why="this is neither RSS nor Atom nor JSON Feed")
    return [
        {
            "id": _text(entry.get("id")),
            "url": _text(entry.get("link")),
            "site": None,
            "title": _text(entry.get("title")),
            "html": _content(entry),
            "at": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
        }
        for entry in feed.entries
    ]


def _content(entry: Mapping[str, Any]) -> str:
    full = [_text(part.get("value")) for part in entry.get("content") or ()]
    return max((*full, _text(entry.get("summary"))), key=len)


def _json_entries(text: str, url: str) -> list[Entry]:
    """Read a JSON Feed (jsonfeed.org, version 1.1)."""
    try:
        feed = json.loads(text)
        items = feed["items"]
        right = "jsonfeed.org/version/" in feed["version"] and isinstance(items, list)
    except (ValueError, KeyError, TypeError, RecursionError):
        right, items = False, []
    if not right:
        raise Drop("unreadable", url=url, why="this is JSON, but no JSON Feed")
    return [
        {
            "id": _text(item.get("id")),
            "url": _text(item.get("url")) or _text(item.get("external_url")),
            "site": _text(item.get("external_url")) or None,
            "title": _text(item.get("title")),
            "html": _text(item.get("content_html")) or _text(item.get("content_text")) or _text(item.get("summary")),
            "at": _iso(_text(item.get("date_published")) or _text(item.get("date_modified"))),
        }
        for item in items
        if isinstance(item, dict)
    ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _moment(parsed: struct_time | None) -> datetime | None:
    if parsed is None:
        return None
    try:
        return _plausible(datetime.fromtimestamp(calendar.timegm(parsed), UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _iso(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return _plausible(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))


def _plausible(moment: datetime) -> datetime | None:
    return moment if moment >= _EARLIEST else None


def _is_at(url: str, domain: str) -> bool:
    host = host_of(url)
    return host == domain or host.endswith("." + domain)
