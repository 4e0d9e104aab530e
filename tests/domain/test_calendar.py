"""Working hours and days, by hand-checked dates of 2026."""

from datetime import UTC, date, datetime, timedelta

import pytest

from leadwright.domain.calendar import Calendar

ZONES = {
    "US": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "SE": ("Europe/Stockholm",),
    "AU": ("Australia/Sydney", "Australia/Perth"),
    "RU": ("Europe/Moscow", "Asia/Kamchatka"),
    "IL": ("Asia/Jerusalem",),
}
MIDSUMMER = date(2026, 6, 19)


def holidays(country: str, year: int) -> frozenset[date]:
    return frozenset({MIDSUMMER}) if (country, year) == ("SE", 2026) else frozenset()


@pytest.fixture
def calendar() -> Calendar:
    return Calendar(ZONES, holidays, home="SE")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "day", "start", "end"),
    [
        ("SE", "2026-03-02", "2026-03-02T08:00", "2026-03-02T16:00"),  # winter time
        ("SE", "2026-06-18", "2026-06-18T07:00", "2026-06-18T15:00"),  # summer time
        ("US", "2026-03-02", "2026-03-02T17:00", "2026-03-02T22:00"),  # 12-17 in New York is 9-14 in Los Angeles
        ("AU", "2026-03-02", "2026-03-02T01:00", "2026-03-02T06:00"),  # from nine in Perth to five in Sydney
        ("RU", "2026-03-02", "2026-03-02T06:00", "2026-03-02T14:00"),  # nothing in common: Moscow's
        (None, "2026-03-02", "2026-03-02T08:00", "2026-03-02T16:00"),  # unknown: home
        ("XX", "2026-03-02", "2026-03-02T08:00", "2026-03-02T16:00"),
    ],
)
def test_a_window_is_common_to_all_zones(calendar: Calendar, country: str, day: str, start: str, end: str) -> None:
    assert calendar.window(date.fromisoformat(day), country) == (at(start), at(end))


def test_days_off_have_no_window(calendar: Calendar) -> None:
    assert calendar.window(MIDSUMMER, "SE") is None
    assert calendar.window(date(2026, 3, 7), "SE") is None  # Saturday
    assert calendar.window(date(2026, 3, 6), "IL") is None  # Friday
    assert calendar.window(date(2026, 3, 8), "IL") is not None  # Sunday
    assert calendar.window(MIDSUMMER, None) is None  # home's holidays count for an unknown country


def test_open_is_from_the_first_minute_to_before_the_last(calendar: Calendar) -> None:
    assert calendar.is_open(at("2026-03-02T08:00"), "SE")
    assert not calendar.is_open(at("2026-03-02T16:00"), "SE")
    assert not calendar.is_open(at("2026-03-02T07:59"), "SE")
    assert calendar.is_open(at("2026-03-01T23:30"), "AU") is False  # Monday 10:30 in Sydney, 7:30 in Perth


def test_working_days_skip_weekends_and_holidays(calendar: Calendar) -> None:
    thursday = at("2026-06-18T12:00")
    assert calendar.add_working_days(thursday, 1, "SE") == at("2026-06-22T07:00")  # after midsummer and a weekend
    assert calendar.add_working_days(thursday, 3, "SE") == at("2026-06-24T07:00")
    assert calendar.add_working_days(thursday, 0, "SE") == at("2026-06-18T07:00")
    assert calendar.add_working_days(at("2026-06-19T12:00"), 0, "SE") == at("2026-06-22T07:00")


def test_counting_is_the_inverse_of_adding(calendar: Calendar) -> None:
    start = at("2026-06-15T23:30")
    for country in ("SE", "US", "IL", None):
        for days in range(1, 12):
            assert (
                calendar.working_days_between(start, calendar.add_working_days(start, days, country), country) == days
            )
    assert calendar.working_days_between(start, start - timedelta(days=3), "SE") == 0


def test_the_day_is_the_country_s_own(calendar: Calendar) -> None:
    assert calendar.local_day(at("2026-03-01T23:30"), "SE") == date(2026, 3, 2)
    assert calendar.local_day(at("2026-03-02T02:00"), "US") == date(2026, 3, 1)


def test_without_a_home_utc_counts() -> None:
    calendar = Calendar({}, holidays)
    assert calendar.window(date(2026, 3, 2), None) == (at("2026-03-02T09:00"), at("2026-03-02T17:00"))
