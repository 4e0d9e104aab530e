"""Time, as a stage, a loop or the demo world may ask for it: one clock for everybody.

The real clock is the machine's. The demo's clock jumps to the next due moment as soon as nobody is busy, so two
weeks pass in seconds and no letter leaves outside its hours. For that it must know who is at work: whatever does
I/O that a moment of simulated time must wait for stands inside :meth:`Clock.busy`. Sleeping on the clock inside
``busy`` does not count as work. Loops that wait for work are not busy.

Never sleep on the clock while holding a lock or a slot: reserve the moment first, then wait for it.
"""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol


class Bell(Protocol):
    """Wakes one waiting loop; a ring that nobody waits for is kept for the next wait."""

    def ring(self) -> None:
        """Wake the waiter. Call it from the event loop's thread only."""

    async def wait(self, until: datetime | None = None) -> None:
        """Return when rung, or at ``until`` (aware, UTC); ``None`` waits for a ring alone."""


class Clock(Protocol):
    """Now, and waiting."""

    def now(self) -> datetime:
        """Give the moment, aware, in UTC."""

    async def sleep_until(self, moment: datetime) -> None:
        """Return at ``moment`` (aware, UTC) or at once where it has passed."""

    def busy(self, what: str) -> AbstractContextManager[None]:
        """Hold simulated time while the block runs; ``what`` names it when time seems stuck."""

    def bell(self) -> Bell:
        """Make a bell that this clock knows about."""
