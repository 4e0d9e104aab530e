"""What the operator pastes: a URL, or the text of a post.

What is read
    Only what was pasted; nothing is fetched here. A pasted post of Product Hunt, Reddit, Indie Hackers or another
    community is kept as the place where it was seen, and the site is taken from the pasted text. A list of nothing but
    URLs or domains, one a line, is as many pastes; HTML is read as its reader saw it.
Terms
    ``open``: a person found it and answers for that.
Pace
    Once.
The site
    The pasted URL, or the first one in the text that can be a business's own site; without one the paste goes to the
    *find the site* list.
"""

import hashlib
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from leadwright.domain.lead import Sighting, Watch
from leadwright.sources.links import (
    LOOKED_AT,
    TEXT_KEPT,
    TITLE_KEPT,
    is_community,
    is_own_site,
    read_html,
    site_of,
    tidy,
    urls_in,
)
from leadwright.sources.reach import Reach
from leadwright.sources.signals import signals_of

PASTES = 200  # lines of a list
_MARKUP = re.compile(r"<(?:a|p|div|html|body|br|span|table|li|td)\b[^<>]{0,500}>", re.IGNORECASE)


class PasteOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "paste"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=4, max_length=50_000)


class Paste:
    """One paste."""

    Options = PasteOptions
    place = "paste"
    apis: frozenset[str] = frozenset()

    def __init__(self, options: PasteOptions) -> None:
        """Take what was pasted."""
        self._text = options.text

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the paste, once."""
        if bookmark is None:
            *others, last = read_pastes(self._text, watch=watch, seen=reach.clock.now())
            for sighting in others:
                yield replace(sighting, bookmark=None)
            yield last


def read_pastes(text: str, *, watch: Watch, seen: datetime) -> list[Sighting]:
    """Read a paste into sightings: one, or one a line where every line is a URL or a domain."""
    lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))[:PASTES]
    is_list = len(lines) > 1 and all(" " not in line and len(urls_in(line)) == 1 for line in lines)
    sites = all(is_own_site(url) for line in lines for url in urls_in(line))  # else a post, and its site below it
    found = [read_paste(part, watch=watch, seen=seen) for part in (lines if is_list and sites else [text])]
    return list({sighting.key: sighting for sighting in found}.values())


def read_paste(text: str, *, watch: Watch, seen: datetime) -> Sighting:
    """Read a paste into a sighting."""
    links: tuple[str, ...] = ()
    if _MARKUP.search(text[:LOOKED_AT]):
        text, links = read_html(text)
    text = text.strip()
    urls = (*links, *urls_in(text))
    site = site_of(links, text)
    post = next((url for url in urls if is_community(url) or not is_own_site(url)), site)
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    title = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return Sighting(
        source=watch.source,
        url=tidy(post) if post else f"paste:{digest}",
        title=title[:TITLE_KEPT],
        text=text[:TEXT_KEPT],
        at=seen,
        seen=seen,
        site=site,
        terms="open",
        watch=watch.name,
        bookmark=digest,
        said=signals_of("", text),
    )
