"""Public holidays by country and year, from the ``holidays`` library."""

from datetime import date

from holidays import country_holidays
from holidays.utils import list_supported_countries


def holidays_of(country: str, year: int) -> frozenset[date]:
    """Give the public holidays of a whole country (ISO 3166-1 alpha-2); empty where the library knows none."""
    if country not in list_supported_countries():
        return frozenset()
    return frozenset(country_holidays(country, years=year))
