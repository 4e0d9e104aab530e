"""The machine's clock: the one place of the product that asks the operating system what time it is."""

import asyncio
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime

STEP = 30.0  # seconds; a laptop that slept notices within one step that a moment has passed


class SystemClock:
    """Real time; answers :class:`leadwright.ports.clock.Clock`."""

    def now(self) -> datetime:
        """Give the moment, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251  # this is the Clock

    async def sleep_until(self, moment: datetime) -> None:
        """Return at ``moment``; waits in short steps, because timers stand still while a laptop sleeps."""
        while (left := (moment - self.now()).total_seconds()) > 0:  # noqa: ASYNC110  # nothing to be told of
            await asyncio.sleep(min(left, STEP))  # noqa: TID251  # this is the Clock

    def busy(self, what: str) -> AbstractContextManager[None]:  # noqa: ARG002  # real time waits for nobody
        """Do nothing: real time cannot be held."""
        return nullcontext()

    def bell(self) -> "SystemBell":
        """Make a bell."""
        return SystemBell(self)


class SystemBell:
    """Wakes one waiting loop; answers :class:`leadwright.ports.clock.Bell`."""

    def __init__(self, clock: SystemClock) -> None:
        """Wait on ``clock``."""
        self._clock = clock
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake the waiter, or keep the ring for the next one."""
        self._rung.set()

    async def wait(self, until: datetime | None = None) -> None:
        """Return when rung, or at ``until``."""
        while not self._rung.is_set():
            left = STEP if until is None else (until - self._clock.now()).total_seconds()
            if left <= 0:
                break
            try:
                async with asyncio.timeout(min(left, STEP)):
                    await self._rung.wait()
            except TimeoutError:
                continue
        self._rung.clear()
