"""How much an API still grants, by the headers of its answers."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from leadwright.domain.errors import Later
from leadwright.ports.clock import Clock

LONGEST = timedelta(days=1)  # whatever the header says
_EPOCH = 1_000_000_000  # GitHub gives the moment in Unix time, Reddit and Product Hunt the seconds until then
_NAMES = ("x-ratelimit-", "x-rate-limit-")


class Grant:
    """What is left of one API's grant during a look."""

    def __init__(self, clock: Clock, host: str, *, need: float = 1, patience: timedelta = timedelta(0)) -> None:
        """Stop where less than ``need`` is left; wait for more where it comes within ``patience``."""
        self._clock = clock
        self._host = host
        self._need = need
        self._patience = patience
        self._until: datetime | None = None

    def heed(self, headers: Mapping[str, str]) -> None:
        """Note what an answer says is left; header names are lower case."""
        self._until = spent_until(headers, now=self._clock.now(), need=self._need)

    async def ready(self) -> None:
        """Return when the API may be asked again; Later(``asked-to-wait``) where that takes too long."""
        if self._until is None:
            return
        if self._until - self._clock.now() > self._patience:
            raise Later(self._until, "asked-to-wait", host=self._host)
        await self._clock.sleep_until(self._until)
        self._until = None


def spent_until(headers: Mapping[str, str], *, now: datetime, need: float = 1) -> datetime | None:
    """Say when to ask again, where less than ``need`` is left of the grant; None where it goes on or nobody says.

    Read are ``x-ratelimit-remaining`` and ``-reset`` (GitHub, Reddit), or ``x-rate-limit-...`` (Product Hunt).
    """
    for name in _NAMES:
        left, reset = _number(headers.get(f"{name}remaining")), _number(headers.get(f"{name}reset"))
        if left is not None and reset is not None:
            return moment_of(reset, now=now) if left < need else None
    return None


def moment_of(reset: float, *, now: datetime) -> datetime:
    """Give the moment of a reset, in Unix time or in seconds from now, at most a day ahead."""
    seconds = reset - now.timestamp() if reset >= _EPOCH else reset
    bounded = min(max(seconds, 0.0), LONGEST.total_seconds())
    return now.astimezone(UTC) + timedelta(seconds=bounded + 1)  # a second more: clocks differ


def _number(text: str | None) -> float | None:
    short = (text or "").strip()[:20]
    return float(short) if short.isascii() and short.lstrip("-").replace(".", "", 1).isdecimal() else None
