"""All configured sources behind one door; answers :class:`leadwright.ports.sources.Sources`.

How the web's refusals are taken, for every source alike: a closed door (401, 403, robots.txt, a challenge page, 429
without a time) stops the source until the operator resumes it; an outage is tried again, at intervals that double; what
is gone is told. A watch gives no more posts a day (UTC) than its budget; the rest waits for tomorrow.
"""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime, timedelta
from math import inf
from typing import Protocol

from leadwright.domain.errors import Drop, Fatal, Later
from leadwright.domain.lead import Sighting, Watch
from leadwright.domain.rules import Terms
from leadwright.sources.reach import Reach

WAIT = timedelta(hours=1)  # after the first outage
LONGEST_WAIT = timedelta(days=1)
DAY = timedelta(days=1)
_CLOSED_STATUS = frozenset({401, 403, 407, 429, 451})
_CLOSED = frozenset({"robots", "challenge"})
_OUTAGE = frozenset({"unreachable", "unresolved", "timeout", "tls", "garbled"})


class Marks(Protocol):
    """What the ledger knows of a watch."""

    async def of(self, watch: Watch) -> str | None:
        """Say where a watch goes on; None before its first look."""

    async def given(self, watch: Watch, since: datetime) -> int:
        """Count what a watch gave since a moment."""


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
        self,
        sources: Mapping[str, Source],
        marks: Marks,
        *,
        reach: Reach,
        terms: Mapping[str, Terms],
        daily: Mapping[str, int] | None = None,
    ) -> None:
        """Look at ``sources``, named as their watches are; ``terms`` are those of each kind of place.

        ``daily`` is the budget of each watch: posts a day; without one there is no bound.
        """
        self._sources = sources
        self._marks = marks
        self._reach = reach
        self._terms = terms
        self._daily = daily or {}
        self._outages: Counter[str] = Counter()

    @property
    def apis(self) -> frozenset[str]:
        """All hosts whose published API the sources use."""
        return frozenset().union(*(source.apis for source in self._sources.values()))

    async def look(self, watch: Watch) -> AsyncIterator[Sighting]:
        """Give what is new at a watch; Drop(``no-watch``) where the configuration no longer names it."""
        source = self._sources.get(watch.name)
        if source is None:
            raise Drop("no-watch", watch=watch.name)
        left = await self._left(watch)
        bookmark = await self._marks.of(watch)
        terms = self._terms[source.place].kind
        try:
            async with aclosing(source.look(watch, bookmark, self._reach)) as found:  # type: ignore[type-var]
                async for sighting in found:
                    yield replace(sighting, terms=terms)
                    left -= 1
                    if left <= 0 and sighting.bookmark:  # tomorrow goes on from here
                        break
        except Drop as drop:
            raise self._taken(drop, watch) from drop
        self._outages.pop(watch.name, None)

    async def _left(self, watch: Watch) -> float:
        """Say how many posts the budget of the day leaves; Later(``daily-budget``) where it is spent."""
        budget = self._daily.get(watch.name)
        if budget is None:
            return inf
        today = self._reach.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        left = budget - await self._marks.given(watch, today)
        if left <= 0:
            raise Later(today + DAY, "daily-budget", watch=watch.name, posts=budget)
        return left

    def _taken(self, drop: Drop, watch: Watch) -> Drop | Fatal | Later:
        why, status = drop.facts.get("why"), drop.facts.get("status")
        facts = {**drop.facts, "watch": watch.name}
        if drop.code != "unread":
            return Drop(drop.code, **facts)
        if why in _CLOSED or status in _CLOSED_STATUS:
            return Fatal("source-closed", **facts)
        if why in _OUTAGE or (isinstance(status, int) and status >= 500):
            wait = min(WAIT * 2 ** self._outages[watch.name], LONGEST_WAIT)
            self._outages[watch.name] = min(self._outages[watch.name] + 1, 10)
            return Later(self._reach.clock.now() + wait, "source-unreachable", **facts)
        return Drop("unread", **facts)
