"""All configured sources behind one door; answers :class:`leadwright.ports.sources.Sources`.

How the web's refusals are taken, for every source alike: a closed door (401, 403, robots.txt, a challenge page, 429
without a time) stops the source until the operator resumes it; an outage is tried again; what is gone is told.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from leadwright.domain.errors import Drop, Fatal, Later
from leadwright.domain.lead import Sighting, Watch
from leadwright.domain.rules import Terms
from leadwright.sources.reach import Reach

WAIT = timedelta(hours=1)
_CLOSED_STATUS = frozenset({401, 403, 407, 429, 451})
_CLOSED = frozenset({"robots", "challenge"})
_OUTAGE = frozenset({"unreachable", "unresolved", "timeout", "tls", "garbled"})

Bookmark = Callable[[Watch], Awaitable[str | None]]
"""Where a watch goes on; None before its first look."""


class Source(Protocol):
    """One place to look at; made from its options."""

    @property
    def place(self) -> str:
        """What kind of place it is: a row of the table of terms (data/sources.toml)."""

    @property
    def apis(self) -> frozenset[str]:
        """Hosts whose published API it uses, where robots.txt does not apply."""

    def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give what is new since the bookmark, oldest first; who looks writes the terms on it."""


class WatchedSources:
    """The watches of the configuration."""

    def __init__(
        self, sources: Mapping[str, Source], bookmark: Bookmark, *, reach: Reach, terms: Mapping[str, Terms]
    ) -> None:
        """Look at ``sources``, named as their watches are; ``terms`` are those of each kind of place."""
        self._sources = sources
        self._bookmark = bookmark
        self._reach = reach
        self._terms = terms

    @property
    def apis(self) -> frozenset[str]:
        """All hosts whose published API the sources use."""
        return frozenset().union(*(source.apis for source in self._sources.values()))

    async def look(self, watch: Watch) -> AsyncIterator[Sighting]:
        """Give what is new at a watch; Drop(``no-watch``) where the configuration no longer names it."""
        source = self._sources.get(watch.name)
        if source is None:
            raise Drop("no-watch", watch=watch.name)
        bookmark = await self._bookmark(watch)
        terms = self._terms[source.place].kind
        try:
            async with aclosing(source.look(watch, bookmark, self._reach)) as found:  # type: ignore[type-var]
                async for sighting in found:
                    yield replace(sighting, terms=terms)
        except Drop as drop:
            raise self._taken(drop, watch) from drop

    def _taken(self, drop: Drop, watch: Watch) -> Drop | Fatal | Later:
        why, status = drop.facts.get("why"), drop.facts.get("status")
        facts = {**drop.facts, "watch": watch.name}
        if drop.code != "unread":
            return Drop(drop.code, **facts)
        if why in _CLOSED or status in _CLOSED_STATUS:
            return Fatal("source-closed", **facts)
        if why in _OUTAGE or (isinstance(status, int) and status >= 500):
            return Later(self._reach.clock.now() + WAIT, "source-unreachable", **facts)
        return Drop("unread", **facts)
