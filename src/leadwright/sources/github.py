"""GitHub, through its search of repositories (https://docs.github.com/rest/search/search), never its pages.

What is read
    Repositories with the watch's topics that were pushed to since the last look: name, description, topics, homepage
    and time. Owner, profile, commits and every e-mail address stay unread.
Terms
    ``research``: information from GitHub must not be used for unsolicited mail (Acceptable Use Policies, section 7), so
    a brand known only from here is never written to.
Pace
    The search grants 30 requests a minute with a token, 10 without, and says what is left; a look waits for the next
    minute. It shows 1,000 repositories a question, so a window with more is halved. An answer that GitHub calls
    incomplete is kept and asked for again later.
The site
    The repository's homepage, where that can be a business's own site.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated
from urllib.parse import urlencode

from msgspec import Meta, Raw, Struct, field
from pydantic import BaseModel, ConfigDict, Field

from leadwright.config import Secret
from leadwright.domain.errors import Drop, Later
from leadwright.domain.lead import Sighting, Watch
from leadwright.sources.budget import Grant
from leadwright.sources.links import TEXT_KEPT, TITLE_KEPT, host_of, named_site
from leadwright.sources.payload import decoded, entries
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of
from leadwright.sources.windows import Mark, Window, read_mark, through

API = "https://api.github.com/search/repositories"
SHOWN = 1_000  # repositories of one question
PAGE = 100
PATIENCE = timedelta(seconds=90)  # the grant is renewed every minute
INCOMPLETE = timedelta(hours=1)
Topic = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,49}$")]


class GitHubOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "github"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    topics: tuple[Topic, ...] = Field(
        default=("shopify", "woocommerce", "etsy", "amazon-mws", "erp"), min_length=1, max_length=20
    )
    query: str = Field(default="", max_length=100)  # more words or qualifiers of the search
    token: Secret | None = None
    days: int = Field(default=2, ge=1, le=30)  # how far the first look goes back


class Repository(Struct):
    """A repository, without its owner's account."""

    id: Annotated[int, Meta(gt=0)]
    full_name: str
    html_url: Annotated[str, Meta(pattern=r"^https?://[^\s]{3,500}$")]
    pushed_at: Annotated[datetime, Meta(tz=True)]
    description: str | None = None
    homepage: str | None = None
    topics: list[str] = field(default_factory=list)

    @property
    def mark(self) -> Mark:
        """Its place in time."""
        return Mark(int(self.pushed_at.timestamp()), self.id)


class Answer(Struct):
    """One page of what was found, each entry to be read on its own."""

    total_count: int
    incomplete_results: bool
    items: list[Raw]


class GitHub:
    """Repositories with some topics."""

    Options = GitHubOptions
    place = "github"
    apis = frozenset({host_of(API)})

    def __init__(self, options: GitHubOptions) -> None:
        """Search for what the options say."""
        self._options = options

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the repositories pushed to after the bookmark, oldest first.

        Raises Drop(``unreadable``) at the end for what is no repository, Later(``source-incomplete``) where GitHub had
        no time to search everything.
        """
        now = reach.clock.now()
        mark = read_mark(bookmark) or Mark(int((now - timedelta(days=self._options.days)).timestamp()))
        search = _Search(self._options, reach)

        async def read(start: int, end: int) -> Window:
            window = Window()
            for topic in self._options.topics:
                await search.read(window, topic, watch, start=start, end=end, seen=now)
                if window.stop or window.crowded:
                    break
            return window

        async for sighting in through(read, mark, int(now.timestamp()) + 1):
            yield sighting


class _Search:
    """The questions of one look."""

    def __init__(self, options: GitHubOptions, reach: Reach) -> None:
        self._query = options.query
        self._reach = reach
        self._grant = Grant(reach.clock, host_of(API), patience=PATIENCE)
        self._headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        if options.token:
            self._headers["Authorization"] = f"Bearer {reach.reveal(options.token)}"

    async def read(self, window: Window, topic: str, watch: Watch, *, start: int, end: int, seen: datetime) -> None:
        """Add the repositories of one topic to a window; where there are too many, the first page alone."""
        for page in range(1, SHOWN // PAGE + 1):
            url = self._url(topic, start=start, end=end, page=page)
            try:
                answer = await self._ask(url)
            except (Drop, Later) as stop:
                window.stop = stop
                return
            found, window.fault = entries(answer.items, Repository, url=url, place="$.items", known=window.fault)
            window.found += [(one.mark, _sighting(one, watch, seen=seen)) for one in found]
            if answer.incomplete_results:
                when = self._reach.clock.now() + INCOMPLETE
                window.stop = Later(when, "source-incomplete", host=host_of(API), topic=topic)
            window.crowded = window.crowded or answer.total_count > SHOWN
            if window.stop or window.crowded or answer.total_count <= page * PAGE or not answer.items:
                return

    def _url(self, topic: str, *, start: int, end: int, page: int) -> str:
        words = f"topic:{topic} pushed:{_iso(start)}..{_iso(end - 1)} {self._query}".strip()
        asked = {"q": words, "sort": "updated", "order": "desc", "per_page": PAGE, "page": page}
        return f"{API}?{urlencode(asked)}"

    async def _ask(self, url: str) -> Answer:
        await self._grant.ready()
        page = await self._reach.web.fetch(url, headers=self._headers)
        self._grant.heed(page.headers)
        return read_answer(page.html, url) if page.status != 304 else Answer(0, incomplete_results=False, items=[])


def read_answer(text: str, url: str) -> Answer:
    """Read one page of an answer; Drop(``unreadable``) where it is something else."""
    return decoded(text, Answer, url=url)


def _sighting(one: Repository, watch: Watch, *, seen: datetime) -> Sighting:
    about = f"Topics: {', '.join(one.topics)}" if one.topics else ""
    text = "\n\n".join(part for part in ((one.description or "").strip(), about) if part)
    return Sighting(
        source=watch.source,
        url=one.html_url,
        title=one.full_name.rpartition("/")[2][:TITLE_KEPT],
        text=text[:TEXT_KEPT],
        at=min(one.pushed_at.astimezone(UTC), seen),
        seen=seen,
        site=named_site(one.homepage),
        watch=watch.name,
        said=signals_of(one.full_name, one.description or ""),
    )


def _iso(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
