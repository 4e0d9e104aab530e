"""Hacker News, through Algolia's public search (https://hn.algolia.com/api), never its HTML.

What is read
    Stories with the tags and words of the watch (``show_hn``, ``ask_hn``, ``story``), or with ``thread =
    "freelancer"`` the requests in the monthly *Freelancer? Seeking freelancer?* thread. Title, text, link and time;
    the author is not kept.
Terms
    ``open``: a public API for this purpose; the site's own pages are not read (its terms bar mining them).
Pace
    Algolia allows 10,000 requests an hour; we make one to a few per look. A query shows at most 1,000 hits, so a window
    with more is halved.
The site
    The story's link, else the first link in its text that can be a business's own site.
"""

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from leadwright.domain.errors import Drop
from leadwright.domain.lead import Sighting, Watch
from leadwright.ports.web import Web
from leadwright.sources.links import TITLE_KEPT, host_of, is_own_site, read_html, site_of, tidy
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of

HITS = 1_000  # Algolia shows no more of one query
PAGE = 100
_THREAD = "Freelancer? Seeking freelancer?"
_REQUEST = "seeking freelancer"


class HackerNewsOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "hackernews"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: str = Field(default="", max_length=200)
    tags: str = Field(default="show_hn", pattern=r"^[\w,()]{1,100}$")
    thread: Literal["freelancer"] | None = None
    days: int = Field(default=7, ge=1, le=90)  # how far the first look goes back
    base: str = Field(default="https://hn.algolia.com/api/v1", pattern=r"^https?://[^\s?#]{3,200}$")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """The last hit that was given: its second, and its number within it."""

    second: int
    number: int = 0

    def __str__(self) -> str:
        return f"{self.second}.{self.number}"


class HackerNews:
    """One query of Hacker News."""

    Options = HackerNewsOptions
    place = "hackernews"

    def __init__(self, options: HackerNewsOptions) -> None:
        """Ask what the options say."""
        self._options = options
        self.apis = frozenset({host_of(options.base)})

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the hits after the bookmark, oldest first."""
        now = reach.clock.now()
        mark = _read_mark(bookmark) or Mark(int((now - timedelta(days=self._options.days)).timestamp()))
        tags = self._options.tags if self._options.thread is None else await self._thread(reach.web)
        if tags is None:
            return
        windows = [(mark.second, int(now.timestamp()) + 1)]
        while windows:
            start, end = windows.pop()
            hits, total = await self._window(reach.web, tags, start=start, end=end)
            if total > HITS and end - start > 1:
                middle = (start + end) // 2
                windows += [(middle, end), (start, middle)]  # the earlier half is next
                continue
            for hit in sorted(hits, key=_mark):
                if _mark(hit) > mark and self._wanted(hit):
                    yield _sighting(hit, watch, seen=now)

    async def _window(self, web: Web, tags: str, *, start: int, end: int) -> tuple[list[dict[str, Any]], int]:
        """Give the hits from second ``start`` to before ``end``, and how many there are; too many are not read on."""
        hits: list[dict[str, Any]] = []
        page = 0
        while True:
            answer = await self._ask(web, tags, filters=f"created_at_i>={start},created_at_i<{end}", page=page)
            hits += read_hits(answer)
            total, pages = answer.get("nbHits", 0), answer.get("nbPages", 0)
            page += 1
            if total > HITS or page >= min(pages, HITS // PAGE):
                return hits, total

    async def _thread(self, web: Web) -> str | None:
        """Give the tags of this month's thread, None where there is none."""
        answer = await self._ask(web, "story,author_whoishiring", query=_THREAD)
        newest = max(read_hits(answer), key=_mark, default=None)
        return f"comment,story_{newest['objectID']}" if newest else None

    async def _ask(
        self, web: Web, tags: str, *, filters: str = "", page: int = 0, query: str | None = None
    ) -> dict[str, Any]:
        words = self._options.query if query is None else query
        asked = {"tags": tags, "query": words, "numericFilters": filters, "hitsPerPage": PAGE, "page": page}
        url = f"{self._options.base}/search_by_date?{urlencode({key: value for key, value in asked.items() if value})}"
        document = await web.fetch(url)
        return read_answer(document.html, url) if document.status != 304 else {}

    def _wanted(self, hit: dict[str, Any]) -> bool:
        """In the thread, only requests of those who seek a freelancer, not the offers and not the answers."""
        if self._options.thread is None:
            return True
        text, _ = read_html(str(hit.get("comment_text") or ""))
        return hit.get("parent_id") == hit.get("story_id") and _REQUEST in text[:200].lower()


def read_answer(text: str, url: str) -> dict[str, Any]:
    """Read an answer of the API; Drop(``unreadable``) where it is something else."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict) or not isinstance(answer.get("hits"), list):
        raise Drop("unreadable", url=url, why="this is not Algolia's answer")
    return answer


def read_hits(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the hits that have a number and a moment."""
    hits = answer.get("hits", ())
    return [hit for hit in hits if isinstance(hit, dict) and str(hit.get("objectID", "")).isdecimal() and _is_time(hit)]


def read_sightings(text: str, *, watch: Watch, seen: datetime) -> list[Sighting]:
    """Read one answer into sightings, oldest first."""
    hits: Iterable[dict[str, Any]] = sorted(read_hits(read_answer(text, "")), key=_mark)
    return [_sighting(hit, watch, seen=seen) for hit in hits]


def _is_time(hit: dict[str, Any]) -> bool:
    second = hit.get("created_at_i")
    return isinstance(second, int) and 0 < second < 10_000_000_000


def _mark(hit: dict[str, Any]) -> Mark:
    return Mark(hit["created_at_i"], int(hit["objectID"]))


def _read_mark(bookmark: str | None) -> Mark | None:
    second, _, number = (bookmark or "").partition(".")
    return Mark(int(second), int(number or 0)) if second.isdecimal() and (number or "0").isdecimal() else None


def _sighting(hit: dict[str, Any], watch: Watch, *, seen: datetime) -> Sighting:
    post = f"https://news.ycombinator.com/item?id={hit['objectID']}"
    title = str(hit.get("title") or hit.get("story_title") or "")
    text, links = read_html(str(hit.get("story_text") or hit.get("comment_text") or ""), base=post)
    own = hit.get("url") if isinstance(hit.get("url"), str) else None
    return Sighting(
        source=watch.source,
        url=post,
        title=title[:TITLE_KEPT],
        text=text,
        at=datetime.fromtimestamp(hit["created_at_i"], UTC),
        seen=seen,
        site=tidy(own) if own and is_own_site(own) else site_of(links, text, apart_from=(post,)),
        watch=watch.name,
        bookmark=str(_mark(hit)),
        said=signals_of(title, text),
    )
