"""Reddit, through its API or the operator's own feed, never its pages.

What is read
    The newest posts of the watch's subreddits: title, text, link and time. Authors and comments are not kept; removed
    posts are skipped. With the API, posts that were given are looked up again at each look, and those that were deleted
    since are given as ``gone``, so that what was read of them is forgotten (Reddit wants that within 48 hours).
Terms
    ``permission``: the API needs Reddit's approval (Responsible Builder Policy), a feed is the operator's own.
Pace
    100 requests a minute are granted and the headers say what is left; a look makes a few. The feed is one request.
The site
    The post's own link, else the first one in its text that can be a business's own site. Nobody is followed from a
    post to a person.
"""

import base64
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal, Self
from urllib.parse import urlencode

from msgspec import Meta, Raw, Struct
from pydantic import BaseModel, ConfigDict, Field, model_validator

from leadwright.config import Secret
from leadwright.domain.errors import Drop, Later, UserError
from leadwright.domain.lead import Sighting, Watch
from leadwright.sources.budget import Grant
from leadwright.sources.feed import FeedOptions, read_feed
from leadwright.sources.given import not_given
from leadwright.sources.links import TEXT_KEPT, TITLE_KEPT, is_own_site, site_of, tidy
from leadwright.sources.payload import decoded, entries
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of
from leadwright.sources.windows import Mark, Window, read_mark

API = "https://oauth.reddit.com"
TOKEN = "https://www.reddit.com/api/v1/access_token"
HOSTS = frozenset({"oauth.reddit.com", "reddit.com", "www.reddit.com"})
PAGE = 100  # posts asked for; a few more may come
PAGES = 10  # the API goes no further back
MEMORY = 600  # posts that are looked up again, the newest: three days of a full budget
EACH = 25  # posts from one bookmark to the next; each names all that are remembered

Subreddit = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{2,21}$")]
_ID = re.compile(r"/comments/([0-9a-z]{1,12})(?:/|$)")
_GONE = frozenset({"[deleted]", "[removed]"})
_TAIL = re.compile(r"\s{0,9}submitted by\s{1,9}/?u/[^\n]{1,300}(?:\n[^\n]{0,100}){0,6}$")


class RedditOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "reddit"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    username: str = Field(pattern=r"^[A-Za-z0-9_-]{3,20}$")  # of the operator: Reddit wants it in every request
    subreddits: tuple[Subreddit, ...] = Field(
        default=("ecommerce", "Entrepreneur", "shopify", "BigSEO"), min_length=1, max_length=20
    )
    days: int = Field(default=2, ge=1, le=7)  # how far the first look goes back
    feed_token: Secret | None = None
    client_id: str | None = Field(default=None, pattern=r"^[\w-]{5,60}$")
    client_secret: Secret | None = None
    refresh_token: Secret | None = None
    password: Secret | None = None  # of a script application's own account

    @model_validator(mode="after")
    def one_way(self) -> Self:
        """The feed's token, or an application with one way to sign in."""
        application = (self.client_id, self.client_secret)
        keys = [one for one in (self.refresh_token, self.password) if one]
        feed = self.feed_token is not None and not any(application) and not keys
        if not feed and (self.feed_token or not all(application) or len(keys) != 1):
            raise ValueError(
                "name either feed_token, or client_id and client_secret with one of refresh_token and password"
            )
        return self


class Token(Struct):
    """What a sign-in gives (RFC 6749, 5.1 and 5.2)."""

    access_token: str | None = None
    error: str | int | None = None


class Post(Struct):
    """A post, without its author."""

    id: Annotated[str, Meta(pattern=r"^[0-9a-z]{1,12}$")]
    title: str
    created_utc: Annotated[float, Meta(gt=0, lt=10_000_000_000)]
    selftext: str = ""
    url: str | None = None
    is_self: bool = False
    removed_by_category: str | None = None

    @property
    def mark(self) -> Mark:
        """Its place in time."""
        return Mark(int(self.created_utc), int(self.id, 36))

    @property
    def gone(self) -> bool:
        """Whether its author or a moderator took it away."""
        return self.removed_by_category is not None or self.selftext.strip() in _GONE


class Thing(Struct):
    """An entry of a list of posts."""

    kind: Literal["t3"]
    data: Post


class Page(Struct):
    """Entries, each to be read on its own, and where the next page begins."""

    children: list[Raw]
    after: str | None = None


class Listing(Struct):
    """One page of posts (https://www.reddit.com/dev/api#listings)."""

    data: Page


class Reddit:
    """The newest posts of some subreddits."""

    Options = RedditOptions
    place = "reddit"
    apis = HOSTS

    def __init__(self, options: RedditOptions) -> None:
        """Read what the options say, the way they say."""
        self._options = options

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give posts that were deleted since they were given, then new ones, oldest first.

        Raises Later(``asked-to-wait``) before the grant is used up, Drop(``unreadable``) at the end for what is no
        post, UserError where Reddit refuses the credentials.
        """
        if self._options.feed_token:
            text, url = await self._feed(self._options.feed_token, reach)
            found = read_posts_of_feed(text, url, watch=watch, seen=reach.clock.now()) if text else []
            for sighting in not_given(found, bookmark):
                yield sighting
            return
        now = reach.clock.now()
        mark, known = read_state(bookmark)
        start = mark or Mark(int((now - timedelta(days=self._options.days)).timestamp()))
        api = await _Api.signed_in(self._options, reach)
        async for post in api.gone(known):
            known = [one for one in known if one != post]
            yield _gone(post, watch, at=datetime.fromtimestamp(start.second, UTC), seen=now, state=(start, known))
        window = await api.newest(self._options.subreddits, start, watch, seen=now)
        fresh = sorted({at: one for at, one in window.found if at > start}.items(), key=lambda entry: entry[0])
        for number, (at, sighting) in enumerate(fresh, 1):
            known = [*known, sighting.url.rpartition("/")[2]][-MEMORY:]
            stands = window.stop is None and (number % EACH == 0 or number == len(fresh))
            yield replace(sighting, bookmark=write_state(at, known)) if stands else sighting
        if stop := window.stop or window.fault:
            raise stop

    async def _feed(self, token: Secret, reach: Reach) -> tuple[str, str]:
        """Give the feed's text, empty where it has not changed, and its URL without the token."""
        url = f"https://www.reddit.com/r/{'+'.join(self._options.subreddits)}/new/.rss"
        asked = urlencode({"feed": reach.reveal(token), "user": self._options.username, "limit": PAGE})
        try:
            page = await reach.web.fetch(f"{url}?{asked}", headers={"User-Agent": agent(self._options.username)})
        except Drop as drop:  # its facts are kept and shown, the token must not be among them
            raise Drop(drop.code, **{**drop.facts, "url": url}) from None
        return (page.html if page.status != 304 else ""), url


class _Api:
    """The API, signed in for one look."""

    def __init__(self, reach: Reach, token: str, username: str) -> None:
        self._reach = reach
        self._grant = Grant(reach.clock, "oauth.reddit.com", need=2)
        self._headers = {
            "Accept": "application/json",
            "Authorization": f"bearer {token}",
            "User-Agent": agent(username),
        }

    @classmethod
    async def signed_in(cls, options: RedditOptions, reach: Reach) -> "_Api":
        """Get a token of one hour; UserError where Reddit refuses the credentials."""
        said = {"grant_type": "password", "username": options.username}
        if options.refresh_token:
            said = {"grant_type": "refresh_token", "refresh_token": reach.reveal(options.refresh_token)}
        elif options.password:
            said["password"] = reach.reveal(options.password)
        secret = reach.reveal(options.client_secret) if options.client_secret else ""
        headers = {
            "Authorization": f"Basic {base64.b64encode(f'{options.client_id}:{secret}'.encode()).decode()}",
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": agent(options.username),
        }
        page = await reach.web.fetch(TOKEN, headers=headers, body=urlencode(said).encode())
        token = decoded(page.html, Token, url=TOKEN)
        if token.error is not None:
            raise UserError(
                f"Reddit refuses the credentials ({token.error}): check client_id, client_secret and the rest"
            )
        if not token.access_token:
            raise Drop("unreadable", url=TOKEN, why="it holds no token - at `$.access_token`")
        return cls(reach, token.access_token, options.username)

    async def newest(self, subreddits: Sequence[str], start: Mark, watch: Watch, *, seen: datetime) -> Window:
        """Read the posts of all subreddits back to a mark."""
        window = Window()
        for name in subreddits:
            after: str | None = None
            for _ in range(PAGES):
                asked = {"limit": PAGE, "raw_json": 1} | ({"after": after} if after else {})
                url = f"{API}/r/{name}/new?{urlencode(asked)}"
                try:
                    page = await self._ask(url)
                except (Drop, Later) as stop:
                    window.stop = stop
                    return window
                posts, window.fault = read_posts(page, url, known=window.fault)
                window.found += [(one.mark, _sighting(one, watch, seen=seen)) for one in posts if not one.gone]
                after = page.after
                if after is None or (posts and posts[-1].mark <= start):
                    break
        return window

    async def gone(self, known: Sequence[str]) -> AsyncIterator[str]:
        """Give those of the posts that are no longer there."""
        for first in range(0, len(known), PAGE):
            asked = known[first : first + PAGE]
            url = f"{API}/api/info?{urlencode({'id': ','.join(f't3_{one}' for one in asked), 'raw_json': 1})}"
            posts, fault = read_posts(await self._ask(url), url)
            stands = {one.id for one in posts if not one.gone}
            if fault or (not posts and len(asked) > 1):  # what an answer in part does not name may still be there
                stands |= set(asked) - {one.id for one in posts}
            for one in asked:
                if one not in stands:
                    yield one

    async def _ask(self, url: str) -> Page:
        await self._grant.ready()
        page = await self._reach.web.fetch(url, headers=self._headers)
        self._grant.heed(page.headers)
        return read_answer(page.html, url) if page.status != 304 else Page([])


def read_answer(text: str, url: str) -> Page:
    """Read one page of posts; Drop(``unreadable``) where it is something else."""
    return decoded(text, Listing, url=url).data


def read_posts(page: Page, url: str, *, known: Drop | None = None) -> tuple[list[Post], Drop | None]:
    """Read the posts of a page, and what to raise for what is none."""
    things, fault = entries(page.children, Thing, url=url, place="$.data.children", known=known)
    return [thing.data for thing in things], fault


def read_posts_of_feed(text: str, url: str, *, watch: Watch, seen: datetime) -> list[Sighting]:
    """Read the Atom feed of a subreddit, oldest first, without authors; Drop(``unreadable``) where it is no feed."""
    found = []
    for sighting in read_feed(text, FeedOptions(url=url, link="post"), watch=watch, seen=seen):
        number = _ID.search(sighting.url)
        said = _TAIL.sub("", sighting.text).strip()
        if number and said not in _GONE:
            found.append(replace(sighting, url=_url(number[1]), text=said, said=signals_of(sighting.title, said)))
    return found


def read_state(bookmark: str | None) -> tuple[Mark | None, list[str]]:
    """Read how far was read, and which posts are remembered, oldest first."""
    first, *rest = (bookmark or "").split(" ")
    return read_mark(first), [one for one in rest if one.isascii() and one.isalnum()][-MEMORY:]


def write_state(mark: Mark, known: Sequence[str]) -> str:
    """Write it as a bookmark."""
    return " ".join((str(mark), *known))


def agent(username: str) -> str:
    """Name us as Reddit asks for: platform, application, version, and who runs it."""
    return f"python:leadwright:1.0 (by /u/{username})"


def _url(number: str) -> str:
    """Give the URL of a post by its number alone, so that it is the same when only that is known."""
    return f"https://www.reddit.com/comments/{number}"


def _sighting(post: Post, watch: Watch, *, seen: datetime) -> Sighting:
    own = None if post.is_self or not post.url or not is_own_site(post.url) else tidy(post.url)
    text = post.selftext[:TEXT_KEPT]
    return Sighting(
        source=watch.source,
        url=_url(post.id),
        title=post.title[:TITLE_KEPT],
        text=text,
        at=min(datetime.fromtimestamp(post.created_utc, UTC), seen),
        seen=seen,
        site=own or site_of((), text),
        watch=watch.name,
        said=signals_of(post.title, text),
    )


def _gone(number: str, watch: Watch, *, at: datetime, seen: datetime, state: tuple[Mark, Sequence[str]]) -> Sighting:
    return Sighting(
        source=watch.source,
        url=_url(number),
        title="",
        text="",
        at=at,
        seen=seen,
        site=None,
        watch=watch.name,
        bookmark=write_state(*state),
        gone=True,
    )
