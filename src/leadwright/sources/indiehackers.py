"""Indie Hackers, as the operator saved or pasted it, or by a feed the operator names.

What is read
    Saved pages of posts (HTML) and pasted texts in files, or one feed; of these the posts on the watch's themes:
    looking for help, milestones, building in public, told by their words. Title, text, link and time; authors and
    comments are not kept. Nothing is fetched from indiehackers.com, unless the feed that the operator names is there.
Terms
    ``permission``: there is no API, and the site does not allow to be scraped. ``paste`` always works.
Pace
    Files are on this machine. The feed is read as often as the watch says, as every feed.
The site
    The first link in the post that can be a business's own site.
"""

import glob
import re
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, Self

import msgspec
from msgspec import Meta, Struct
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator
from selectolax.lexbor import LexborHTMLParser

from leadwright.domain.errors import Drop, UserError
from leadwright.domain.lead import Sighting, Watch
from leadwright.sources.feed import FeedOptions, read_feed
from leadwright.sources.files import read_bytes
from leadwright.sources.given import not_given
from leadwright.sources.links import TEXT_KEPT, TITLE_KEPT, host_of, read_html, site_of, tidy, urls_in
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of

FILES = 500
BYTES = 5_000_000  # of one file
HOST = "indiehackers.com"
Theme = Literal["help", "milestones", "build-in-public"]

_SIGNALS = {"help": {"help", "hiring", "complaint"}, "milestones": {"milestone"}, "build-in-public": {"launch"}}
_IN_PUBLIC = re.compile(r"\bbuil(?:d|ding|t) (?:\w{1,15} ){0,3}in public\b|#?\bbuildinpublic\b", re.IGNORECASE)
_PAGE = re.compile(r"\s{0,50}(?:<!--[^>]{0,500}-->\s{0,50}){0,3}<(?:!doctype|html|head|body)\b", re.IGNORECASE)


class IndieHackersOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "indiehackers"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    files: str | None = Field(default=None, min_length=1, max_length=500)  # a pattern of names, such as saved/*.html
    feed: str | None = Field(default=None, pattern=r"^https?://[^\s]{3,2000}$")
    themes: tuple[Theme, ...] = Field(default=("help", "milestones", "build-in-public"), min_length=1)

    @field_validator("files")
    @classmethod
    def beside_configuration(cls, value: str | None, info: ValidationInfo) -> str | None:
        """A relative pattern lies beside the configuration."""
        folder = (info.context or {}).get("folder")
        return str(Path(glob.escape(str(folder)), value)) if folder and value else value

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        """Files or a feed."""
        if (self.files is None) == (self.feed is None):
            raise ValueError("name either files (saved pages or texts) or feed (a URL)")
        return self


class Posting(Struct, rename="camel"):
    """What a page says of its post (https://schema.org/BlogPosting), without the author."""

    headline: str | None = None
    date_published: Annotated[datetime, Meta(tz=True)] | None = None


class IndieHackers:
    """Saved posts, or one feed."""

    Options = IndieHackersOptions
    place = "indiehackers"
    apis: frozenset[str] = frozenset()

    def __init__(self, options: IndieHackersOptions) -> None:
        """Read what the options name."""
        self._options = options

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the posts on the themes that were not given before, oldest first.

        Raises Drop(``unreadable``) at the end for the first file that is no post, UserError where there is no file.
        """
        seen, fault = reach.clock.now(), None
        if self._options.feed:
            page = await reach.web.fetch(self._options.feed)
            if page.status == 304:
                return
            found = read_feed(page.html, FeedOptions(url=self._options.feed, link="post"), watch=watch, seen=seen)
        else:
            found, fault = read_files(self._options.files or "", watch=watch, seen=seen)
        for sighting in not_given(on_themes(found, self._options.themes), bookmark, each=False):
            yield sighting
        if fault:
            raise fault


def read_files(pattern: str, *, watch: Watch, seen: datetime) -> tuple[list[Sighting], Drop | None]:
    """Read the files of a pattern, oldest post first, and what to raise for the first that is no post."""
    names = sorted(name for name in glob.glob(pattern) if Path(name).is_file())
    if not names:
        raise UserError(f"{pattern}: there is no such file; save a post as a page, or its text, under this name")
    if len(names) > FILES:
        raise UserError(f"{pattern}: more than {FILES} files; move some elsewhere")
    found: dict[str, Sighting] = {}
    fault: Drop | None = None
    for name in names:
        try:
            sighting = read_post(_text(Path(name)), Path(name).name, watch=watch, seen=seen)
        except Drop as drop:
            fault = fault or drop
            continue
        found.setdefault(sighting.key, sighting)
    return sorted(found.values(), key=lambda one: one.at), fault


def read_post(text: str, name: str, *, watch: Watch, seen: datetime) -> Sighting:
    """Read a saved page, or the text of a post; Drop(``unreadable``) where it is another page."""
    if _PAGE.match(text.lstrip("\ufeff")):
        return _of_page(text, name, watch=watch, seen=seen)
    title = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if not title:
        raise Drop("unreadable", url=f"file:{name}", why="it is empty - at `$`")
    posts = (url for url in urls_in(text) if is_post(url))
    return _sighting(next(posts, f"file:{name}"), title, text.strip(), (), watch=watch, at=seen, seen=seen)


def on_themes(sightings: Iterable[Sighting], themes: Iterable[Theme]) -> list[Sighting]:
    """Keep the posts whose words are on one of the themes."""
    wanted = set(themes)
    signals = set().union(*(_SIGNALS[theme] for theme in wanted))
    public = "build-in-public" in wanted
    return [
        one
        for one in sightings
        if signals.intersection(one.said) or (public and _IN_PUBLIC.search(f"{one.title}\n{one.text}"))
    ]


def is_post(url: str) -> bool:
    """Say whether a URL is that of a post or a product of Indie Hackers."""
    return host_of(url) == HOST and any(part in url for part in ("/post/", "/product/"))


def _of_page(text: str, name: str, *, watch: Watch, seen: datetime) -> Sighting:
    tree = LexborHTMLParser(text)
    url = _content(tree, 'meta[property="og:url"]') or _content(tree, 'link[rel="canonical"]', "href")
    if not is_post(url):
        raise Drop("unreadable", url=f"file:{name}", why="this is no saved page of a post of Indie Hackers - at `$`")
    posting = _posting(tree)
    body = tree.css_first(".post-page__body")
    said, links = read_html(body.html or "", base=url) if body else (_content(tree, 'meta[name="description"]'), ())
    title = posting.headline or _content(tree, 'meta[property="og:title"]') or name
    at = posting.date_published.astimezone(UTC) if posting.date_published else seen
    return _sighting(tidy(url), title, said, links, watch=watch, at=min(at, seen), seen=seen)


def _posting(tree: LexborHTMLParser) -> Posting:
    """Give what the page says of its post; empty where it says nothing that can be read."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            return msgspec.json.decode(node.text(), type=Posting)
        except (msgspec.DecodeError, RecursionError):
            continue
    return Posting()


def _content(tree: LexborHTMLParser, selector: str, name: str = "content") -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node else ""


def _sighting(
    url: str, title: str, text: str, links: tuple[str, ...], *, watch: Watch, at: datetime, seen: datetime
) -> Sighting:
    return Sighting(
        source=watch.source,
        url=url,
        title=" ".join(title.split())[:TITLE_KEPT],
        text=text[:TEXT_KEPT],
        at=at,
        seen=seen,
        site=site_of(links, text, apart_from=(url,)),
        watch=watch.name,
        said=signals_of(title, text),
    )


def _text(path: Path) -> str:
    """Give a file's text. Raises UserError where it cannot be read or is too large."""
    raw = read_bytes(path, BYTES, too_large="save the page without its images")
    return raw.decode("utf-8", "replace")
