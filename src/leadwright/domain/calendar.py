"""When people work: hours, weekends and public holidays of a country, in UTC.

A country with several zones has one window a day: the hours from 9 to 17 that are common to all its zones, so that a
letter never comes at night wherever in the country its reader is. New York 9-17 and Los Angeles 9-17 have 12-17 in New
York in common. Where the zones lie so far apart that not even an hour is common (Russia), the hours of the first zone
of the table count: the one where most people live.

The day of a moment "in a country" is the date in its first zone.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from leadwright.domain.rules import Holidays

OPENS, CLOSES = time(9), time(17)
LEAST = timedelta(hours=1)  # a shorter common window is none
SATURDAY_SUNDAY = frozenset({5, 6})
FRIDAY_SATURDAY = frozenset({4, 5})
FRIDAY_SATURDAY_COUNTRIES = frozenset(
    {"AF", "BD", "BH", "DZ", "EG", "IL", "IQ", "IR", "JO", "KW", "LY", "MV", "OM", "PS", "QA", "SA", "SD", "SY", "YE"}
)
FRIDAY_TOO = {"AE": frozenset({4, 5, 6})}  # since 2022 Friday is a half day: too short to count


class Calendar:
    """Working hours and days by country.

    ``zones`` maps a country (ISO 3166-1 alpha-2) to the IANA zones of its mainland, the most populous first. ``home``
    stands for a country that is unknown or has no zones: pass the mailbox's own; without it UTC counts.
    """

    def __init__(self, zones: Mapping[str, tuple[str, ...]], holidays: Holidays, *, home: str | None = None) -> None:
        self._zones = {country: tuple(map(ZoneInfo, names)) for country, names in zones.items()}
        self._holidays = holidays
        self._home = home
        self._off: dict[tuple[str, int], frozenset[date]] = {}  # read once: holidays are dear to compute

    def window(self, day: date, country: str | None) -> tuple[datetime, datetime] | None:
        """Give the working hours of the local date ``day`` as (start, end) in UTC; None on a day off."""
        if not self.is_working_day(day, country):
            return None
        hours = [_hours(day, zone) for zone in self._zones_of(country)]
        start, end = max(opens for opens, _ in hours), min(closes for _, closes in hours)
        return (start, end) if end - start >= LEAST else hours[0]

    def is_working_day(self, day: date, country: str | None) -> bool:
        """Whether the date is neither weekend nor public holiday there."""
        country = country or self._home
        if country is None:
            return day.weekday() not in SATURDAY_SUNDAY
        if day.weekday() in _weekend(country):
            return False
        if (country, day.year) not in self._off:
            self._off[country, day.year] = self._holidays(country, day.year)
        return day not in self._off[country, day.year]

    def is_open(self, moment: datetime, country: str | None) -> bool:
        """Whether ``moment`` (aware) lies within the working hours there."""
        nearby = moment.astimezone(UTC).date()
        windows = (self.window(nearby + timedelta(days=shift), country) for shift in (-1, 0, 1))
        return any(start <= moment < end for start, end in filter(None, windows))

    def local_day(self, moment: datetime, country: str | None) -> date:
        """Give the date of ``moment`` (aware) in the country's first zone."""
        return moment.astimezone(self._zones_of(country)[0]).date()

    def add_working_days(self, moment: datetime, n: int, country: str | None) -> datetime:
        """Give the start of the window ``n`` working days after the day of ``moment`` there, in UTC.

        With ``n`` 0 it is the start of that day's own window, or of the next working day's where that day is off: it
        may then lie before ``moment``.
        """
        day = self.local_day(moment, country)
        for later in count(0 if n == 0 else 1):
            found = self.window(day + timedelta(days=later), country)
            if found and n <= 1:
                return found[0]
            n -= found is not None
        raise AssertionError("unreachable: every country has working days")

    def working_days_between(self, a: datetime, b: datetime, country: str | None) -> int:
        """Count the working days after the day of ``a`` up to and with the day of ``b``; 0 where ``b`` is not later."""
        first, last = self.local_day(a, country), self.local_day(b, country)
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day, country) for day in days)

    def _zones_of(self, country: str | None) -> tuple[ZoneInfo, ...]:
        own = self._zones.get(country or "")
        return own or self._zones.get(self._home or "") or (ZoneInfo("UTC"),)


def _weekend(country: str) -> frozenset[int]:
    if country in FRIDAY_SATURDAY_COUNTRIES:
        return FRIDAY_SATURDAY
    return FRIDAY_TOO.get(country, SATURDAY_SUNDAY)


def _hours(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    opens, closes = (datetime.combine(day, at, zone).astimezone(UTC) for at in (OPENS, CLOSES))
    return opens, closes
