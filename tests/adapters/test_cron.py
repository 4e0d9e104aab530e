"""Cron's words on our clock."""

from datetime import UTC, datetime

import pytest

from leadwright.adapters.cron import cron
from leadwright.domain.errors import UserError

MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("0 9 * * *", datetime(2026, 11, 3, 9, 0, tzinfo=UTC)),
        ("*/20 * * * *", datetime(2026, 11, 2, 9, 20, tzinfo=UTC)),
        ("30 7 * * 0", datetime(2026, 11, 8, 7, 30, tzinfo=UTC)),
        ("30 7 * * 7", datetime(2026, 11, 8, 7, 30, tzinfo=UTC)),
        ("30 7 * * 1", datetime(2026, 11, 9, 7, 30, tzinfo=UTC)),
        ("0 6 * * 1-5", datetime(2026, 11, 3, 6, 0, tzinfo=UTC)),
        ("0 6 * * sat", datetime(2026, 11, 7, 6, 0, tzinfo=UTC)),
        ("0 6 1 * *", datetime(2026, 12, 1, 6, 0, tzinfo=UTC)),
        ("0 6 * * */3", datetime(2026, 11, 4, 6, 0, tzinfo=UTC)),
    ],
)
def test_the_next_moment(line: str, expected: datetime):
    assert cron(line)(MONDAY) == expected


def test_hours_are_those_of_the_zone():
    assert cron("0 9 * * *", zone="Europe/Berlin")(MONDAY) == datetime(2026, 11, 3, 8, 0, tzinfo=UTC)


def test_strictly_later_each_time():
    following, moment = cron("*/5 * * * *"), MONDAY
    for _ in range(5):
        later = following(moment)
        assert later > moment
        moment = later
    assert moment == datetime(2026, 11, 2, 9, 25, tzinfo=UTC)


@pytest.mark.parametrize("line", ["", "* * * *", "61 * * * *", "0 0 1 * 1", "0 0 * * 8", "0 0 * * x", "a b c d e"])
def test_what_is_no_line(line: str):
    with pytest.raises(UserError, match="cron"):
        cron(line)
