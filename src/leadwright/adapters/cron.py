"""Clock jobs in cron's words: APScheduler computes the moments, the waiting is done on our Clock.

Two of its habits are not cron's and are put right here: it counts weekdays from Monday, and takes a day of the month
together with a weekday for *and* where cron means *or* (that is refused).
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from leadwright.domain.errors import UserError

_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TICK = timedelta(microseconds=1)
_NEVER = datetime.max.replace(tzinfo=UTC)


def cron(line: str, *, zone: str = "UTC") -> Callable[[datetime], datetime]:
    """Give what finds the next moment strictly after a moment (aware, UTC) for a crontab line of five fields.

    Hours are those of ``zone`` (IANA). Raises UserError for a line that is none.
    """
    fields = line.split()
    try:
        if len(fields) != 5:
            raise ValueError("five fields are needed: minute, hour, day of month, month, day of week")
        minute, hour, day, month, weekday = fields
        if day not in "*?" and weekday not in "*?":
            raise ValueError("day of month and day of week together; use two watches")
        trigger = CronTrigger(
            minute=minute, hour=hour, day=day, month=month, day_of_week=_weekdays(weekday), timezone=ZoneInfo(zone)
        )
    except (ValueError, KeyError) as error:
        raise UserError(f"cron {line!r}: {error}") from None

    def following(moment: datetime) -> datetime:
        found: datetime | None = trigger.get_next_fire_time(None, moment + _TICK)
        return found.astimezone(UTC) if found else _NEVER

    return following


def _weekdays(field: str) -> str:
    """Write the numbers of cron (0 and 7 are Sunday) as names."""
    if field in "*?" or not any(mark.isdigit() for mark in field):
        return field.replace("?", "*")
    return ",".join(dict.fromkeys(_DAYS[number] for part in field.split(",") for number in _numbers(part)))


def _numbers(part: str) -> Iterator[int]:
    span, _, step = part.partition("/")
    first, _, last = ("0", "", "6") if span == "*" else span.partition("-")
    start, end = int(first), int(last or first)
    if not 0 <= start <= end <= 7:
        raise ValueError(f"{part!r} names no days of the week")
    yield from range(start, end + 1, int(step or 1))
