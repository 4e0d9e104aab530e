"""One request at a time to each host, with a pause between two; many hosts at once.

A turn is a moment that was reserved, then waited for: nobody sleeps while holding the host's lock, so simulated time
can go on and a slow host holds up nobody but itself.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from leadwright.domain.errors import Later
from leadwright.ports.clock import Clock

PATIENCE = timedelta(minutes=10)  # how long a turn is waited for; what is further away is asked for again then
REMEMBERED = 4_096  # hosts; those at rest are forgotten beyond that
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Lane:
    """What we owe one host."""

    free: datetime = _LONG_AGO  # the first moment nobody has reserved
    ended: datetime = _LONG_AGO  # the last request
    rested: datetime = _LONG_AGO  # the pause that it asked for is over
    closed: datetime = _LONG_AGO  # the host asked us to stay away until then
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pace:
    """The lanes of all hosts."""

    def __init__(self, clock: Clock, *, gap: float) -> None:
        """Leave at least ``gap`` seconds between the end of a request and the start of the next to the same host."""
        self._clock = clock
        self._gap = gap
        self._lanes: dict[str, Lane] = {}

    @asynccontextmanager
    async def turn(self, host: str, *, gap: float = 0.0) -> AsyncIterator[None]:
        """Wait for our turn at ``host`` and hold it; ``gap`` seconds where the host asks for more than our own.

        The pause is kept on both sides, because the request before may not have known of it: robots.txt is read before
        its Crawl-delay is. What is longer than ``PATIENCE`` is kept on the far side alone, else nothing would be read.

        Raises Later(``asked-to-wait``) where the host asked us to stay away, or our turn is further off than
        ``PATIENCE``.
        """
        lane = self._lane(host)
        pause = timedelta(seconds=max(gap, self._gap))
        self._welcome(host, lane)
        await self._reserved(host, lane, pause)
        while not (await lane.lock.acquire() and self._clock.now() >= max(lane.rested, _after(lane, pause))):
            lane.lock.release()
            await self._reserved(host, lane, pause)
        try:
            self._welcome(host, lane)
            yield
        finally:
            lane.ended = self._clock.now()
            lane.rested = lane.ended + pause
            lane.free = max(lane.free, lane.rested)
            lane.lock.release()

    def stay_away(self, host: str, until: datetime) -> None:
        """Remember that ``host`` asked for patience (Retry-After, RFC 9110, 10.2.3)."""
        lane = self._lane(host)
        lane.closed = max(lane.closed, until)

    def _welcome(self, host: str, lane: Lane) -> None:
        if lane.closed > self._clock.now():
            raise Later(lane.closed, "asked-to-wait", host=host)

    async def _reserved(self, host: str, lane: Lane, pause: timedelta) -> None:
        moment = max(self._clock.now(), lane.free, _after(lane, pause))
        if moment - self._clock.now() > PATIENCE:
            raise Later(moment, "asked-to-wait", host=host)
        lane.free = moment + pause
        await self._clock.sleep_until(moment)

    def _lane(self, host: str) -> Lane:
        host = host.rstrip(".")  # the same host, fully qualified (RFC 1034, 3.1)
        if len(self._lanes) > REMEMBERED:
            now = self._clock.now()
            self._lanes = {
                name: lane
                for name, lane in self._lanes.items()
                if lane.lock.locked() or max(lane.free, lane.closed) >= now
            }
        return self._lanes.setdefault(host, Lane())


def _after(lane: Lane, pause: timedelta) -> datetime:
    """Give the end of a pause after the last request that this one asks for."""
    return lane.ended + min(pause, PATIENCE)
