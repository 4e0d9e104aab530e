"""Hacker News's own API (https://github.com/HackerNews/API): lists of numbers, and one document for each item."""

from collections.abc import AsyncIterator
from typing import Annotated

from msgspec import Meta, Struct

from leadwright.domain.errors import Drop
from leadwright.ports.web import Web
from leadwright.sources.payload import decoded

BASE = "https://hacker-news.firebaseio.com/v0"
ITEMS = 200  # documents of one look; where more are new, the oldest of them are passed over
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


async def items_after(web: Web, base: str, tag: str, *, after: int) -> AsyncIterator[Item]:
    """Give the items of a list with a number beyond ``after``, oldest first, without those that were taken away.

    Raises Drop(``unreadable``) for the first one that cannot be read once the others are given, and what the web
    raises as it comes.
    """
    url = f"{base}/{LISTS[tag]}.json"
    page = await web.fetch(url)
    if page.status == 304:
        return
    numbers = sorted({number for number in decoded(page.html, list[int], url=url) if number > after})
    fault: Drop | None = None
    for number in numbers[-ITEMS:]:
        place = f"{base}/item/{number}.json"
        page = await web.fetch(place)
        if page.status == 304:
            continue
        try:
            item = decoded(page.html, Item | None, url=place)  # type: ignore[arg-type]  # null: not there any more
        except Drop as drop:
            fault = fault or drop
            continue
        if item is not None and not (item.deleted or item.dead):
            yield item
    if fault:
        raise fault
