"""The demo's clock: it jumps to the next due moment when everybody who is busy sleeps on it.

I/O costs no simulated time. A waiter that wakes is taken for busy until it has run to its next suspension, so time
cannot slip between a ring and the loop that answers it: the check whether to jump is always made one turn of the
event loop later.
"""

import asyncio
import heapq
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from itertools import count
from typing import Any

STUCK_SECONDS = 10.0


class JumpClock:
    """A clock that runs as fast as the work allows; answers :class:`leadwright.ports.clock.Clock`."""

    def __init__(self, start: datetime, *, complain: Callable[[str], None] | None = None, pace: float = 0.0) -> None:
        """Start at ``start`` (aware, UTC).

        ``complain`` is told when time has stood still for ten real seconds; ``pace`` is the least real time, in
        seconds, between two jumps (for a product whose world lives in another process).
        """
        self._now = start
        self._complain = complain or (lambda text: print(text, file=sys.stderr))  # noqa: T201
        self._pace = pace
        self._busy: Counter[str] = Counter()
        self._order = count()
        self._queue: list[tuple[datetime, int, asyncio.Future[None]]] = []
        self._watch: asyncio.TimerHandle | None = None
        self._check_due = False
        self._jump_due = False
        self._inside: ContextVar[tuple[asyncio.Task[Any] | None, str] | None] = ContextVar("busy", default=None)

    def now(self) -> datetime:
        """Give the simulated moment."""
        return self._now

    async def sleep_until(self, moment: datetime) -> None:
        """Return at ``moment``."""
        if moment > self._now:
            await JumpBell(self).wait(moment)

    def bell(self) -> "JumpBell":
        """Make a bell of this clock."""
        return JumpBell(self)

    @contextmanager
    def busy(self, what: str) -> Iterator[None]:
        """Hold time while the block runs, except where it sleeps on this clock."""
        if self.inside() is not None:
            yield
            return
        token = self._inside.set((asyncio.current_task(), what))
        self.enter(what)
        try:
            yield
        finally:
            self._inside.reset(token)
            self.leave(what)

    def enter(self, what: str) -> None:
        """Count one more at work."""
        self._busy[what] += 1

    def leave(self, what: str) -> None:
        """Count one less, and look a turn later whether time may jump."""
        self._busy[what] -= 1
        if not self._busy[what]:
            del self._busy[what]
        self.look_later()

    def inside(self) -> str | None:
        """Name what the calling task is busy with, if it is; a task started inside a busy block is not, by that."""
        task, what = self._inside.get() or (None, None)
        return what if task is asyncio.current_task() else None

    def queue(self, moment: datetime, waiter: asyncio.Future[None]) -> None:
        """Remember who sleeps until when."""
        heapq.heappush(self._queue, (moment, next(self._order), waiter))
        self.look_later()

    def wake(self, waiter: asyncio.Future[None]) -> None:
        """Let a waiter go on; until it runs, it counts as busy."""
        if not waiter.done():
            waiter.set_result(None)
            self.enter("waking")

    def look_later(self) -> None:
        """Ask for one check after the running callbacks."""
        if not self._check_due:
            self._check_due = True
            asyncio.get_running_loop().call_soon(self._look)

    def _look(self) -> None:
        self._check_due = False
        if self._busy:
            self._rewatch()
        elif not self._pace:
            self._jump()
        elif not self._jump_due:
            self._jump_due = True
            asyncio.get_running_loop().call_later(self._pace, self._jump)

    def _jump(self) -> None:
        self._jump_due = False
        if self._busy:
            return
        while self._queue and self._queue[0][2].done():
            heapq.heappop(self._queue)
        if not self._queue:
            return
        self._now = max(self._now, self._queue[0][0])
        while self._queue and self._queue[0][0] <= self._now:
            self.wake(heapq.heappop(self._queue)[2])
        self._rewatch()

    def _rewatch(self) -> None:
        if self._watch:
            self._watch.cancel()
        self._watch = asyncio.get_running_loop().call_later(STUCK_SECONDS, self._stuck)

    def _stuck(self) -> None:
        if self._busy:
            self._complain(
                f"time stands still at {self._now:%d %b %H:%M}, waiting for: {', '.join(sorted(self._busy))}"
            )
            self._rewatch()


class JumpBell:
    """A bell whose ring holds the clock until the woken task has gone on."""

    def __init__(self, clock: JumpClock) -> None:
        """Belong to ``clock``."""
        self._clock = clock
        self._rung = False
        self._waiter: asyncio.Future[None] | None = None

    def ring(self) -> None:
        """Wake the waiter, or keep the ring for the next one."""
        self._rung = True
        if self._waiter is not None:
            self._clock.wake(self._waiter)

    async def wait(self, until: datetime | None = None) -> None:
        """Return when rung, or at ``until``."""
        if self._rung or (until is not None and until <= self._clock.now()):
            self._rung = False
            return
        what = self._clock.inside()
        self._waiter = waiter = asyncio.get_running_loop().create_future()
        if until is not None:
            self._clock.queue(until, waiter)
        if what:
            self._clock.leave(what)
        else:
            self._clock.look_later()
        try:
            await waiter
        finally:
            self._waiter = None
            self._rung = False
            if what:
                self._clock.enter(what)
            if waiter.done() and not waiter.cancelled():
                self._clock.leave("waking")
