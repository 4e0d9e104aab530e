"""Product Hunt, through its GraphQL API (https://api.producthunt.com/v2/docs), never its pages.

What is read
    The launches of the watch's topic, or all: name, tagline, description, link and time. Makers and voters are not
    asked for; the API redacts them. Its Atom feed (https://www.producthunt.com/feed) is read by ``feed``.
Terms
    ``permission``: the API must not be used for commercial purposes without their word (hello@producthunt.com).
Pace
    The API grants 6,250 points of complexity in 15 minutes and says what is left; we stop before that is used up and go
    on when it is granted anew. A look reads day after day, a page of 20 launches a request.
The site
    None: the link to it is a redirect behind a challenge, which we do not resolve. A launch goes to the *find the site*
    list with its name and tagline.
"""

import json
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated

from msgspec import Meta, Raw, Struct, field
from pydantic import BaseModel, ConfigDict, Field

from leadwright.config import Secret
from leadwright.domain.errors import Drop, Later
from leadwright.domain.lead import Sighting, Watch
from leadwright.sources.budget import Grant, moment_of
from leadwright.sources.links import TEXT_KEPT, TITLE_KEPT, host_of, tidy
from leadwright.sources.payload import decoded, entries
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of
from leadwright.sources.windows import Mark, Window, read_mark, through

API = "https://api.producthunt.com/v2/api/graphql"
PAGE = 20  # launches; the API gives no more at once
PAGES = 100  # of one day
RESERVE = 250  # points that are left alone, more than a page costs
DAY = 86_400  # seconds
QUERY = """
query Launches($first: Int!, $after: String, $topic: String, $from: DateTime, $until: DateTime) {
  posts(first: $first, after: $after, order: NEWEST, topic: $topic, postedAfter: $from, postedBefore: $until) {
    edges { node { id name tagline description url createdAt } }
    pageInfo { hasNextPage endCursor }
  }
}
"""


class ProductHuntOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "producthunt"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    token: Secret  # a developer token of the operator's own
    topic: str | None = Field(default=None, pattern=r"^[a-z0-9-]{1,100}$")
    days: int = Field(default=3, ge=1, le=30)  # how far the first look goes back


class Launch(Struct, rename="camel"):
    """A launch, without the people behind it."""

    id: Annotated[str, Meta(pattern=r"^[0-9]{1,15}$")]
    name: str
    tagline: str
    url: Annotated[str, Meta(pattern=r"^https?://[^\s]{3,2000}$")]
    created_at: Annotated[datetime, Meta(tz=True)]
    description: str | None = None


class Edge(Struct):
    """An entry of a page."""

    node: Launch


class PageInfo(Struct, rename="camel"):
    """Where the next page begins."""

    has_next_page: bool
    end_cursor: str | None = None


class Posts(Struct, rename="camel"):
    """One page of launches, each to be read on its own."""

    edges: list[Raw]
    page_info: PageInfo


class Data(Struct):
    """What was asked for."""

    posts: Posts


class Details(Struct):
    """When the grant is renewed, in seconds."""

    reset_in: int = 0


class Refusal(Struct):
    """Why there is no answer."""

    error: str | None = None
    error_description: str | None = None
    message: str | None = None
    details: Details | None = None


class Answer(Struct):
    """An answer (GraphQL, October 2021, section 7)."""

    data: Data | None = None
    errors: list[Refusal] = field(default_factory=list)


class ProductHunt:
    """The launches of one topic, or all."""

    Options = ProductHuntOptions
    place = "producthunt"
    apis = frozenset({host_of(API)})

    def __init__(self, options: ProductHuntOptions) -> None:
        """Ask what the options say."""
        self._options = options

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the launches after the bookmark, oldest first, then raise Drop(``unreadable``) for what is none.

        Raises Later(``asked-to-wait``) before the API's grant is used up.
        """
        now = reach.clock.now()
        mark = read_mark(bookmark) or Mark(int((now - timedelta(days=self._options.days)).timestamp()))
        grant = Grant(reach.clock, host_of(API), need=RESERVE)
        headers = {
            "Accept": "application/json",
            "Authorization": f"Bearer {reach.reveal(self._options.token)}",
            "Content-Type": "application/json",
        }

        async def ask(variables: Mapping[str, str | int | None]) -> Posts:
            await grant.ready()
            body = json.dumps({"query": QUERY, "variables": variables}).encode()
            page = await reach.web.fetch(API, headers=headers, body=body)
            grant.heed(page.headers)
            return read_answer(page.html, now=reach.clock.now())

        async def read(start: int, end: int) -> Window:
            window = Window()
            asked = {"first": PAGE, "topic": self._options.topic, "from": _iso(start - 1), "until": _iso(end)}
            after: str | None = None
            for _ in range(PAGES):
                try:
                    posts = await ask({**asked, "after": after})
                except (Drop, Later) as stop:
                    window.stop = stop
                    break
                edges, window.fault = entries(
                    posts.edges, Edge, url=API, place="$.data.posts.edges", known=window.fault
                )
                for edge in edges:
                    window.found.append((_mark(edge.node, start, end), _sighting(edge.node, watch, seen=now)))
                after = posts.page_info.end_cursor
                if not posts.page_info.has_next_page or after is None:
                    break
            return window

        async for sighting in through(read, mark, int(now.timestamp()), step=DAY):
            yield sighting


def read_answer(text: str, *, now: datetime) -> Posts:
    """Read an answer; Later(``asked-to-wait``) where the grant is spent, Drop(``unreadable``) where it is no answer."""
    answer = decoded(text, Answer, url=API)
    for place, refusal in enumerate(answer.errors):
        if refusal.error == "rate_limit_reached":
            seconds = refusal.details.reset_in if refusal.details else 900
            raise Later(moment_of(seconds, now=now), "asked-to-wait", host=host_of(API))
        why = refusal.error_description or refusal.message or refusal.error or "it gives no reason"
        raise Drop("unreadable", url=API, why=f"{why[:300]} - at `$.errors[{place}]`")
    if answer.data is None:
        raise Drop("unreadable", url=API, why="Expected `object`, got `null` - at `$.data`")
    return answer.data.posts


def read_launches(posts: Posts, *, watch: Watch, seen: datetime) -> tuple[list[Sighting], Drop | None]:
    """Read a page into sightings, oldest first, and what to raise for the launches that cannot be read."""
    edges, fault = entries(posts.edges, Edge, url=API, place="$.data.posts.edges")
    launches = sorted((edge.node for edge in edges), key=lambda launch: (launch.created_at, int(launch.id)))
    return [_sighting(launch, watch, seen=seen) for launch in launches], fault


def _mark(launch: Launch, start: int, end: int) -> Mark:
    """Give its place in time; one that was made before it was posted stands in the window that it was found in."""
    return Mark(min(max(int(launch.created_at.timestamp()), start), end - 1), int(launch.id))


def _sighting(launch: Launch, watch: Watch, *, seen: datetime) -> Sighting:
    text = "\n\n".join(part for part in (launch.tagline, launch.description) if part)
    return Sighting(
        source=watch.source,
        url=tidy(launch.url),
        title=launch.name[:TITLE_KEPT],
        text=text[:TEXT_KEPT],
        at=min(launch.created_at.astimezone(UTC), seen),
        seen=seen,
        site=None,
        watch=watch.name,
        said=signals_of(launch.name, text) or ("launch",),
    )


def _iso(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat().replace("+00:00", "Z")
