"""Hacker News, through Algolia's public search (https://hn.algolia.com/api) or its own API, never its HTML.

What is read
    Stories with the tags and words of the watch (``show_hn``, ``ask_hn``, ``story``), or with ``thread =
    "freelancer"`` the requests in the monthly *Freelancer? Seeking freelancer?* thread. Title, text, link and time;
    the author is not kept. With ``endpoint = "firebase"`` the same tags are read from Hacker News's own API, one
    document a story, and the words are looked for here.
Terms
    ``open``: a public API for this purpose; the site's own pages are not read (its terms bar mining them).
Pace
    Algolia allows 10,000 requests an hour; we make one to a few per look. A query shows at most 1,000 hits, so a window
    with more is halved. The own API is asked for one list and at most 200 stories a look, the oldest first; its lists
    hold the last 200 or 500 stories.
The site
    The story's link, else the first link in its text that can be a business's own site.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal
from urllib.parse import urlencode

from msgspec import Meta, Raw, Struct
from pydantic import BaseModel, ConfigDict, Field, model_validator

from leadwright.domain.errors import Drop, Later
from leadwright.domain.lead import Sighting, Watch
from leadwright.ports.web import Web
from leadwright.sources import firebase
from leadwright.sources.links import TITLE_KEPT, host_of, is_own_site, read_html, site_of, tidy
from leadwright.sources.payload import decoded, entries
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of
from leadwright.sources.windows import Mark, Window, read_mark, through

HITS = 1_000  # Algolia shows no more of one query
PAGE = 100
BASE = "https://hn.algolia.com/api/v1"
_THREAD = "Freelancer? Seeking freelancer?"
_REQUEST = "seeking freelancer"


class HackerNewsOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "hackernews"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    query: str = Field(default="", max_length=200)
    tags: str = Field(default="show_hn", pattern=r"^[\w,()]{1,100}$")
    thread: Literal["freelancer"] | None = None
    days: int = Field(default=7, ge=1, le=90)  # how far the first look goes back
    endpoint: Literal["algolia", "firebase"] = "algolia"
    base: str = Field(default=BASE, pattern=r"^https?://[^\s?#]{3,200}$")

    @model_validator(mode="after")
    def within_the_own_api(self) -> "HackerNewsOptions":
        """Its own API has no search: three lists, and no threads."""
        if self.endpoint == "firebase" and (self.thread or self.tags not in firebase.LISTS):
            raise ValueError(f"endpoint firebase reads tags {', '.join(firebase.LISTS)}, and no thread")
        return self

    @property
    def root(self) -> str:
        """Where the API is."""
        return firebase.BASE if self.endpoint == "firebase" and self.base == BASE else self.base


class Hit(
    Struct,
    rename={"number": "objectID", "second": "created_at_i"},
):
    """A story or a comment (https://hn.algolia.com/api), without its author."""

    number: Annotated[str, Meta(pattern=r"^[0-9]{1,15}$")]
    second: Annotated[int, Meta(gt=0, lt=10_000_000_000)]
    title: str | None = None
    story_title: str | None = None
    url: str | None = None
    story_text: str | None = None
    comment_text: str | None = None
    parent_id: int | None = None
    story_id: int | None = None

    @property
    def mark(self) -> Mark:
        """Its place in time."""
        return Mark(self.second, int(self.number))


class Answer(Struct, rename={"total": "nbHits", "pages": "nbPages"}):
    """One page of hits, each to be read on its own."""

    hits: list[Raw]
    total: int = 0
    pages: int = 0


class HackerNews:
    """One query of Hacker News."""

    Options = HackerNewsOptions
    place = "hackernews"

    def __init__(self, options: HackerNewsOptions) -> None:
        """Ask what the options say."""
        self._options = options
        self.apis = frozenset({host_of(options.root)})

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the hits after the bookmark, oldest first, then raise Drop(``unreadable``) for what is no hit."""
        now = reach.clock.now()
        mark = read_mark(bookmark) or Mark(int((now - timedelta(days=self._options.days)).timestamp()))
        if self._options.endpoint == "firebase":
            async for sighting in self._stories(reach.web, watch, mark, now=now):
                yield sighting
            return
        tags = self._options.tags if self._options.thread is None else await self._thread(reach.web)
        if tags is None:
            return

        async def read(start: int, end: int) -> Window:
            return await self._window(reach.web, tags, watch, start=start, end=end, now=now)

        async for sighting in through(read, mark, int(now.timestamp()) + 1):
            yield sighting

    async def _stories(self, web: Web, watch: Watch, mark: Mark, *, now: datetime) -> AsyncIterator[Sighting]:
        """Give the stories of the own API beyond the mark's number, not older than a first look goes back.

        A full look in which nothing was asked for moves the bookmark, so that the next one does not read it again.
        """
        earliest = min(mark.second, int((now - timedelta(days=self._options.days)).timestamp()))
        read, given, passed = 0, False, mark
        try:
            async for item in firebase.items_after(web, self._options.root, self._options.tags, after=mark.number):
                read, passed = read + 1, Mark(max(passed.second, item.time), item.id)
                hit = Hit(str(item.id), item.time, title=item.title, url=item.url, story_text=item.text)
                if not item.gone and earliest <= hit.second <= now.timestamp() and self._asked_for(hit):
                    given = True
                    yield _sighting(hit, watch, seen=now)
        except Drop as fault:
            if given or read < firebase.ITEMS:
                raise
            raise Drop(fault.code, **{**fault.facts, "bookmark": str(passed)}) from fault
        if not given and read >= firebase.ITEMS:
            raise Drop("nothing-found", bookmark=str(passed))

    async def _window(self, web: Web, tags: str, watch: Watch, *, start: int, end: int, now: datetime) -> Window:
        """Read the hits from second ``start`` to before ``end``; where there are too many, the first page alone."""
        window = Window()
        page = 0
        while True:
            try:
                url, answer = await self._ask(web, tags, filters=f"created_at_i>={start},created_at_i<{end}", page=page)
            except (Drop, Later) as stop:
                window.stop = stop
                return window
            hits, window.fault = entries(answer.hits, Hit, url=url, place="$.hits", known=window.fault)
            window.found += [(hit.mark, _sighting(hit, watch, seen=now)) for hit in hits if self._wanted(hit)]
            window.crowded = answer.total > HITS
            page += 1
            if window.crowded or page >= min(answer.pages, HITS // PAGE):
                return window

    async def _thread(self, web: Web) -> str | None:
        """Give the tags of this month's thread, None where there is none."""
        url, answer = await self._ask(web, "story,author_whoishiring", query=_THREAD)
        hits, fault = entries(answer.hits, Hit, url=url, place="$.hits")
        newest = max(hits, key=lambda hit: hit.mark, default=None)
        if newest is None and fault:
            raise fault
        return f"comment,story_{newest.number}" if newest else None

    async def _ask(
        self, web: Web, tags: str, *, filters: str = "", page: int = 0, query: str | None = None
    ) -> tuple[str, Answer]:
        words = self._options.query if query is None else query
        asked = {"tags": tags, "query": words, "numericFilters": filters, "hitsPerPage": PAGE, "page": page}
        url = f"{self._options.root}/search_by_date?{urlencode({key: value for key, value in asked.items() if value})}"
        document = await web.fetch(url)
        return url, decoded(document.html, Answer, url=url) if document.status != 304 else Answer([])

    def _asked_for(self, hit: Hit) -> bool:
        """Whether a story holds all words of the query, as Algolia would look for them."""
        text = f"{hit.title or ''}\n{hit.story_text or ''}\n{hit.url or ''}".lower()
        return all(word in text for word in self._options.query.lower().split())

    def _wanted(self, hit: Hit) -> bool:
        """In the thread, only requests of those who seek a freelancer, not the offers and not the answers."""
        if self._options.thread is None:
            return True
        text, _ = read_html(hit.comment_text or "")
        return hit.parent_id == hit.story_id and _REQUEST in text[:200].lower()


def read_sightings(text: str, *, watch: Watch, seen: datetime, url: str = "") -> tuple[list[Sighting], Drop | None]:
    """Read one answer into sightings, oldest first, and what to raise for the hits that cannot be read."""
    hits, fault = entries(decoded(text, Answer, url=url).hits, Hit, url=url, place="$.hits")
    return [_sighting(hit, watch, seen=seen) for hit in sorted(hits, key=lambda hit: hit.mark)], fault


def _sighting(hit: Hit, watch: Watch, *, seen: datetime) -> Sighting:
    post = f"https://news.ycombinator.com/item?id={hit.number}"
    title = hit.title or hit.story_title or ""
    text, links = read_html(hit.story_text or hit.comment_text or "", base=post)
    return Sighting(
        source=watch.source,
        url=post,
        title=title[:TITLE_KEPT],
        text=text,
        at=datetime.fromtimestamp(hit.second, UTC),
        seen=seen,
        site=tidy(hit.url) if hit.url and is_own_site(hit.url) else site_of(links, text, apart_from=(post,)),
        watch=watch.name,
        bookmark=str(hit.mark),
        said=signals_of(title, text),
    )
