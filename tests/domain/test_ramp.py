"""The ramp of 3.6: 3, 5, 8, 10, 10, then two more a clean day to 20, 30 after four weeks, never above 40."""

from datetime import date, timedelta

import pytest

from leadwright.domain.operator import Mailbox
from leadwright.domain.ramp import cap_on

FIRST = date(2026, 3, 2)


def box(age: str = "new", *, cap: int = 100, since: str | None = None) -> Mailbox:
    return Mailbox("main", "anna@example.org", "Europe/Stockholm", cap, age=age, since=since)


def weekdays(count: int) -> list[date]:
    days = (FIRST + timedelta(days=n) for n in range(count * 2))
    return [day for day in days if day.weekday() < 5][:count]


def test_a_new_mailbox_grows_by_clean_days() -> None:
    days = weekdays(30)
    caps = [cap_on(day, box(), sent_days=days[:n]) for n, day in enumerate(days)]
    assert caps[:10] == [3, 5, 8, 10, 10, 12, 14, 16, 18, 20]
    assert caps[10:20] == [20] * 10
    assert caps[20:] == [30] * 10  # Monday 30 March is four weeks after the first letter


def test_a_pause_does_not_climb_and_a_bad_day_is_no_step() -> None:
    assert cap_on(FIRST + timedelta(days=60), box(), sent_days=weekdays(2)) == 8
    assert cap_on(FIRST + timedelta(days=60), box(), sent_days=weekdays(6)) == 14  # four weeks alone are not enough
    days = weekdays(7)
    assert cap_on(days[6], box(), sent_days=[*days[:3], *days[4:6]]) == 12


def test_an_established_mailbox_starts_at_twenty() -> None:
    assert cap_on(FIRST, box("established"), sent_days=[]) == 20
    assert cap_on(FIRST + timedelta(days=7), box("established"), sent_days=weekdays(5)) == 30


@pytest.mark.parametrize(("cap", "expected"), [(100, 40), (25, 25), (0, 0), (-1, 0)])
def test_the_smallest_limit_wins(cap: int, expected: int) -> None:
    assert cap_on(FIRST + timedelta(days=90), box("established", cap=cap), sent_days=weekdays(40)) == expected


def test_today_and_doubles_do_not_count() -> None:
    assert cap_on(FIRST, box(), sent_days=[FIRST, FIRST]) == 3
    assert cap_on(FIRST + timedelta(days=1), box(), sent_days=[FIRST, FIRST]) == 5


def test_the_first_letter_may_be_older_than_the_ledger() -> None:
    days = weekdays(12)
    assert cap_on(days[11], box(since="2026-01-07"), sent_days=days[:11]) == 30
