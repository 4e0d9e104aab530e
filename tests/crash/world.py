"""The demo world in a process of its own, on a clock that runs fast from a fixed day, so that dates are always alike.

    python world.py FOLDER SEED SHOPS SENT_COPIES

An hour of the world is a real second: people answer within one, and even late bounces come while the test still runs.
It ends with whoever holds the other end of its standard input.
"""

import asyncio
import os
import signal
import sys
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from leadwright.adapters.clock import SystemClock
from leadwright.doors import world_process

START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)  # a Monday
PACE = 3600.0  # seconds of the world in a real one
ANSWER = timedelta(minutes=18)  # how long people take


class FastClock(SystemClock):
    """Real time, stretched."""

    def __init__(self) -> None:
        """Begin now, which is the start."""
        self._began = super().now()

    def now(self) -> datetime:
        """Give the world's moment."""
        return START + (super().now() - self._began) * PACE

    async def sleep_until(self, moment: datetime) -> None:
        """Return at the world's ``moment``."""
        await asyncio.sleep(max(0.0, (moment - self.now()).total_seconds() / PACE))  # this is a clock


def end_with_parent() -> None:
    """End when nobody can want this world any more."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def main(folder: Path, seed: int, shops: int, sent_copies: bool) -> None:
    """Answer until told to stop."""
    world_process.real_clock = FastClock
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    threading.Thread(target=end_with_parent, daemon=True).start()
    with suppress(KeyboardInterrupt):
        asyncio.run(world_process.serve(world_process.Open(seed, shops, ANSWER, sent_copies), folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "yes")
