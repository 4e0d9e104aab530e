"""Slots: within hours, under the cap, apart, spread after a pause."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from leadwright.domain.calendar import Calendar
from leadwright.domain.schedule import GAP, next_slot
from leadwright.world.dice import Dice

CALENDAR = Calendar(
    {"SE": ("Europe/Stockholm",), "US": ("America/New_York", "America/Los_Angeles"), "NZ": ("Pacific/Auckland",)},
    lambda country, year: frozenset(),
    home="SE",
)
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def plan(count: int, *, now: datetime, cap: int, countries: tuple[str, ...] = ("SE",), seed: int = 1) -> list[datetime]:
    taken: list[datetime] = []
    for n in range(count):
        slot = next_slot(
            now,
            calendar=CALENDAR,
            country=countries[n % len(countries)],
            zone="Europe/Stockholm",
            cap=lambda day: cap,
            taken=taken,
            roll=Dice(seed).roll("slot", str(n)),
        )
        assert slot is not None
        taken.append(slot)
    return taken


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("countries", [("SE",), ("US",), ("SE", "US", "NZ")])
def test_all_limits_hold(countries: tuple[str, ...], seed: int) -> None:
    now = at("2026-03-02T09:17:31")
    slots = plan(60, now=now, cap=10, countries=countries, seed=seed)
    assert all(slot >= now for slot in slots)
    assert all(CALENDAR.is_open(slot, countries[n % len(countries)]) for n, slot in enumerate(slots))
    days = Counter(slot.astimezone(STOCKHOLM).date() for slot in slots)
    assert max(days.values()) <= 10
    assert all(later - earlier >= GAP for earlier, later in pairwise(sorted(slots)))


def test_the_first_day_with_room_is_taken() -> None:
    slots = plan(25, now=at("2026-03-02T06:00"), cap=10)
    assert Counter(slot.date() for slot in slots) == {date(2026, 3, 2): 10, date(2026, 3, 3): 10, date(2026, 3, 4): 5}


def test_a_late_start_brings_no_burst() -> None:
    slots = plan(20, now=at("2026-03-02T15:00"), cap=20)  # an hour before closing time
    today = [slot for slot in slots if slot.date() == date(2026, 3, 2)]
    assert 1 <= len(today) <= 5
    for slot in slots:
        assert sum(slot <= other < slot + timedelta(hours=1) for other in slots) <= 5


def test_never_before_the_earliest_nor_on_a_weekend() -> None:
    find = partial(next_slot, calendar=CALENDAR, country="SE", zone="Europe/Stockholm", cap=lambda day: 5, taken=())
    friday_evening = at("2026-03-06T17:00")
    slot = find(friday_evening, roll=Dice(3).roll("x"))
    assert slot is not None
    assert slot.date() == date(2026, 3, 9)
    later = find(friday_evening, roll=Dice(3).roll("x"), earliest=at("2026-03-11T12:34:20"))
    assert later is not None
    assert at("2026-03-11T12:35") <= later < at("2026-03-11T16:00")


def test_no_room_is_none_and_a_whole_minute_is_kept() -> None:
    now = at("2026-03-02T08:00")
    find = partial(next_slot, calendar=CALENDAR, country="SE", zone="Europe/Stockholm", taken=())
    assert find(now, cap=lambda day: 0, roll=Dice(1).roll("x")) is None

    class Lowest:
        def random(self) -> float:
            return 0.0

    assert find(now, cap=lambda day: 1, roll=Lowest()) == now


def test_the_cap_is_of_the_mailbox_s_own_day() -> None:
    # Monday's working hours in New Zealand begin on Sunday evening in Stockholm: another day, another cap.
    caps = {date(2026, 3, 1): 0, date(2026, 3, 2): 5}
    slot = next_slot(
        at("2026-03-01T12:00"),
        calendar=CALENDAR,
        country="NZ",
        zone="Europe/Stockholm",
        cap=lambda day: caps.get(day, 0),
        taken=(),
        roll=Dice(1).roll("x"),
    )
    assert slot is not None
    assert slot.astimezone(STOCKHOLM).date() == date(2026, 3, 2)
