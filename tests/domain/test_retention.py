"""Each clock runs from the last thing that counts for it, and from nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from leadwright.domain.retention import ANSWERED, NEVER_CONTACTED, UNANSWERED, Clocks, Life, due, ends

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def after(days: float) -> datetime:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("life", "kind", "end"),
    [
        (Life(DAY), NEVER_CONTACTED, 30),
        (Life(DAY, sent=after(10)), UNANSWERED, 10 + 181),
        (Life(DAY, sent=after(10), heard=after(12)), ANSWERED, 12 + 730),
        (Life(DAY, sent=after(20), heard=after(12)), ANSWERED, 20 + 730),
        (Life(DAY, heard=after(3)), ANSWERED, 3 + 730),
    ],
)
def test_the_clocks(life: Life, kind: str, end: int) -> None:
    assert life.kind == kind
    assert ends(life, Clocks()) == after(end)
    assert due({"a": life}, now=after(end) - timedelta(seconds=1), clocks=Clocks()) == []
    assert due({"a": life}, now=after(end), clocks=Clocks()) == ["a"]


def test_six_months_are_never_longer_than_six_months_of_the_calendar() -> None:
    for month in range(1, 13):
        start = datetime(2026, month, 1, tzinfo=UTC)
        later = datetime(2026 + (month + 6 > 12), (month + 5) % 12 + 1, 1, tzinfo=UTC)
        assert ends(Life(start, sent=start), Clocks()) <= later


def test_the_longest_overdue_comes_first_and_a_shorter_clock_may_be_set() -> None:
    lives = {"b": Life(after(1)), "a": Life(DAY), "c": Life(DAY, sent=DAY)}
    assert due(lives, now=after(40), clocks=Clocks()) == ["a", "b"]
    assert due(lives, now=after(40), clocks=Clocks(unanswered=timedelta(days=5))) == ["c", "a", "b"]
