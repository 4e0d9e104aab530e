"""Which minute a letter leaves at: random, within its reader's working hours, never piled up.

Four limits hold at once: the reader's working hours, the mailbox's cap of the local day, a gap between two letters of
a mailbox, and a pace, so that what waited through a pause spreads over the days to come instead of leaving in a burst.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from math import ceil
from typing import Protocol
from zoneinfo import ZoneInfo

from leadwright.domain.calendar import Calendar

GAP = timedelta(minutes=4)  # least distance of two letters of one mailbox
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Roll(Protocol):
    """One keyed draw of chance."""

    def random(self) -> float:
        """Draw from [0, 1)."""


def next_slot(
    now: datetime,
    *,
    calendar: Calendar,
    country: str | None,
    zone: str,
    cap: Callable[[date], int],
    taken: Sequence[datetime],
    roll: Roll,
    earliest: datetime | None = None,
    days: int = 10,
) -> datetime | None:
    """Give a random minute on the first day that still has room, in UTC; None where ``days`` days have none.

    ``country`` is the reader's, ``zone`` the mailbox's IANA zone, whose local day ``cap`` counts for; ``taken`` holds
    the moments of all letters of the mailbox, sent or planned. Never before ``now`` or ``earliest``. No hour
    holds more than a quarter of the day's cap (at least one letter).
    """
    start = max(now, earliest or now).astimezone(UTC)
    diary = _Diary(taken, zone=ZoneInfo(zone), cap=cap)
    first = calendar.local_day(start, country)
    for later in range(days + 1):
        window = calendar.window(first + timedelta(days=later), country)
        if window and (free := list(diary.free(max(start, window[0]), window[1]))):
            return free[int(roll.random() * len(free))]
    return None


class _Diary:
    """The moments a mailbox has given away, in order."""

    def __init__(self, taken: Sequence[datetime], *, zone: ZoneInfo, cap: Callable[[date], int]) -> None:
        self._taken = sorted(taken)
        self._zone = zone
        self._cap = cap
        self._of_day = Counter(map(self._day, self._taken))

    def free(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Yield the whole minutes of [start, end) at which one more letter may leave."""
        minute = start.replace(second=0, microsecond=0)
        minute += MINUTE if minute < start else timedelta()
        caps: dict[date, int] = {}
        while minute < end:
            day = self._day(minute)
            if day not in caps:
                caps[day] = self._cap(day)
            if self._of_day[day] < caps[day] and self._spaced(minute, pace=ceil(caps[day] / 4)):
                yield minute
            minute += MINUTE

    def _spaced(self, minute: datetime, *, pace: int) -> bool:
        near = self._taken[bisect_right(self._taken, minute - HOUR) : bisect_left(self._taken, minute + HOUR)]
        if any(minute - GAP < other < minute + GAP for other in near):
            return False
        starts = [*(other for other in near if other <= minute), minute]  # of the hours that hold this minute
        return len(near) < pace or all(sum(s <= other < s + HOUR for other in near) < pace for s in starts)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()
