"""Directories of start-ups, each by one table of rules.

What is read
    The list of newest entries and a few pages after it: name, words, and the site that an entry links to; or the feed
    that the directory offers instead. The rules of three directories come with the product
    (tables/data/directories.toml); others stand in a file of the operator.
Terms
    ``permission``: each directory by its own terms; the operator reads them and writes down URL and date.
Pace
    robots.txt first; one page at a time at the pace of the crawler, at most three pages a look by default.
The site
    The link that the rules name. A link that leads through the directory itself is not followed, so such an entry has
    no site and goes to the *find the site* list.
"""

import tomllib
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from leadwright.domain.errors import Drop, Later, UserError
from leadwright.domain.lead import Sighting, Watch
from leadwright.domain.site import Page
from leadwright.sources.feed import FeedOptions, read_feed
from leadwright.sources.files import beside
from leadwright.sources.given import not_given
from leadwright.sources.links import TEXT_KEPT, TITLE_KEPT, host_of, is_own_site, joined, tidy
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of

ENTRIES = 200  # of one page


class Rules(BaseModel):
    """How one directory is read; the rules of a page are CSS selectors, a feed needs none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    list: str = Field(pattern=r"^https?://[^\s]{3,2000}$")
    format: Literal["page", "feed"] = "page"
    entry: str = ""
    name: str = ""
    post: str = ""
    text: str = ""
    site: str = ""
    next: str = ""
    through: tuple[str, ...] = ()

    @model_validator(mode="after")
    def selectors_of_a_page(self) -> Self:
        """A page without selectors holds no entries, and a feed has its own order."""
        if self.format == "page" and not (self.entry and self.name):
            raise ValueError("a page needs the selectors entry and name")
        if self.format == "feed" and any((self.entry, self.name, self.post, self.text, self.site, self.next)):
            raise ValueError("a feed needs no selectors")
        return self


class DirectoryOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "directory"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    directory: str = Field(min_length=1, max_length=60)
    rules: Path | None = None  # a file of tables like those of the product
    pages: int = Field(default=3, ge=1, le=20)

    beside_configuration = field_validator("rules")(beside)


class Directory:
    """One directory."""

    Options = DirectoryOptions
    place = "directory"
    apis: frozenset[str] = frozenset()

    def __init__(self, options: DirectoryOptions) -> None:
        """Read the directory the options name. Raises UserError where nobody has rules for it."""
        self._name = options.directory
        self._pages = options.pages
        self._rules = rules_of(options.directory, options.rules)

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the entries that were not given before, oldest first; a page without any is told at the end."""
        found: dict[str, Sighting] = {}
        fault: Drop | Later | None = None
        url: str | None = self._rules.list
        for _ in range(self._pages):
            if url is None:
                break
            try:
                page = await reach.web.fetch(url)
            except (Drop, Later) as stop:  # told after what was read before
                fault = stop
                break
            if page.status == 304:
                break
            seen, url = self._read(page, watch, seen=reach.clock.now())
            if not seen and self._rules.format == "page":
                why = f"no entry of {self._name} at {self._rules.entry!r}: compare the rules with the page"
                fault = Drop("unreadable", url=page.asked, why=why)
                break
            for one in seen:
                found.setdefault(one.key, one)
        for sighting in not_given(list(reversed(found.values())), bookmark):
            yield sighting
        if fault:
            raise fault

    def _read(self, page: Page, watch: Watch, *, seen: datetime) -> tuple[list[Sighting], str | None]:
        """Give the entries of a page, newest first, and where the next page is."""
        rules = self._rules
        if rules.format == "feed":
            entries = read_feed(page.html, FeedOptions(url=rules.list), watch=watch, seen=seen)
            own = [
                one if one.site and _is_open(one.site, rules.through) else replace(one, site=None) for one in entries
            ]
            return own[::-1], None
        tree = LexborHTMLParser(page.html)
        return list(read_entries(tree, rules, page.url, watch=watch, seen=seen)), _next(tree, rules, page.url)


def rules_of(name: str, path: Path | None) -> Rules:
    """Find a directory's rules, in the operator's file or among those of the product; UserError says what is wrong."""
    place = path.name if path else "the product's directories"
    tables = _read(path) if path else _shipped()
    if name not in tables:
        raise UserError(f"{place}: no rules for a directory called {name!r}; known: {', '.join(sorted(tables))}")
    try:
        rules = Rules.model_validate(tables[name])
    except ValidationError as error:
        said = (f"{place}: {'.'.join((name, *map(str, one['loc'])))}: {one['msg']}" for one in error.errors())
        raise UserError(*said) from None
    blank = LexborHTMLParser("<p>")
    for key in ("entry", "name", "post", "text", "site", "next"):
        selector = getattr(rules, key)
        try:
            blank.css(selector) if selector else None
        except SelectolaxError:
            raise UserError(f"{place}: {name}.{key}: {selector!r} is no CSS selector") from None
    return rules


def _shipped() -> Mapping[str, Any]:
    return tomllib.loads(files("leadwright.tables").joinpath("data", "directories.toml").read_text(encoding="utf-8"))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{path.name} is not TOML: {error}") from None


def read_entries(
    tree: LexborHTMLParser, rules: Rules, base: str, *, watch: Watch, seen: datetime
) -> Iterator[Sighting]:
    """Read the entries of a page in its order; one without a name is none."""
    for node in tree.css(rules.entry)[:ENTRIES]:
        title = _words(node, rules.name)[:1]
        if not title:
            continue
        text = "\n".join(_words(node, rules.text))[:TEXT_KEPT]
        post = next(_links(node, rules.post, base), None) or f"{rules.list}#{title[0]}"
        yield Sighting(
            source=watch.source,
            url=tidy(post),
            title=title[0][:TITLE_KEPT],
            text=text,
            at=seen,
            seen=seen,
            site=next((tidy(url) for url in _links(node, rules.site, base) if _is_open(url, rules.through)), None),
            watch=watch.name,
            said=signals_of(title[0], text),
        )


def _is_open(url: str, through: Sequence[str]) -> bool:
    host = host_of(url)
    return is_own_site(url) and not any(host == one or host.endswith(f".{one}") for one in through)


def _words(node: LexborNode, selector: str) -> list[str]:
    said = (" ".join(found.text().split()) for found in (node.css(selector) if selector else ()))
    return [text for text in dict.fromkeys(said) if text]


def _links(node: LexborNode, selector: str, base: str) -> Iterator[str]:
    for found in node.css(selector) if selector else ():
        url = joined(base, found.attributes.get("href") or "")
        if url:
            yield url


def _next(tree: LexborHTMLParser, rules: Rules, base: str) -> str | None:
    """Give the next page of the list, which never leads away from the directory."""
    node = tree.css_first(rules.next) if rules.next else None
    url = joined(base, node.attributes.get("href") or "") if node else None
    return url if url and host_of(url) == host_of(rules.list) and url != base else None
