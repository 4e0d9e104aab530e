"""Hacker News's own API (https://github.com/HackerNews/API): lists of numbers, and one document for each item."""

from collections.abc import AsyncIterator
from typing import Annotated

from msgspec import Meta, Struct

from leadwright.domain.errors import Drop
from leadwright.ports.web import Web
from leadwright.sources.payload import decoded

BASE = "https://hacker-news.firebaseio.com/v0"
ITEMS = 200  # documents of one look; where more are new, the next look goes on behind them
LISTS = {"show_hn": "showstories", "ask_hn": "askstories", "story": "newstories"}
"""The list for each of Algolia's tags."""


class Item(Struct):
    """A story, without its author."""

    id: Annotated[int, Meta(gt=0)]
    time: Annotated[int, Meta(gt=0, lt=10_000_000_000)] = 1  # second; deleted items have none
    title: str | None = None
    text: str | None = None
    url: str | None = None
    deleted: bool = False
    dead: bool = False

    @property
    def gone(self) -> bool:
        """Whether it was taken away."""
        return self.deleted or self.dead


async def items_after(web: Web, base: str, tag: str, *, after: int) -> AsyncIterator[Item]:
    """Give the items of a list with a number beyond ``after``, oldest first, at most ``ITEMS``.

    One that was taken away, or that cannot be read, is given as ``gone``, so that the reader knows how far it came.
    Raises Drop(``unreadable``) for the first one that cannot be read once the others are given, and what the web
    raises as it comes.
    """
    url = f"{base}/{LISTS[tag]}.json"
    page = await web.fetch(url)
    if page.status == 304:
        return
    numbers = sorted({number for number in decoded(page.html, list[int], url=url) if number > after})
    fault: Drop | None = None
    for number in numbers[:ITEMS]:
        place = f"{base}/item/{number}.json"
        page = await web.fetch(place)
        item: Item | None = None
        try:
            if page.status != 304:
                item = decoded(page.html, Item | None, url=place)  # type: ignore[arg-type]  # null: not there any more
        except Drop as drop:
            fault = fault or drop
        yield item or Item(number, deleted=True)
    if fault:
        raise fault
