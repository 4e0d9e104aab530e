"""One seed gives the same letters, dates and table, however late the servers answer."""

import random
from pathlib import Path

import pytest

from leadwright.doors.demo import Play
from tests.demo.plays import letters_of, played, table_of

DAYS = 3


@pytest.mark.slow
async def test_three_runs_are_identical_also_with_late_servers(tmp_path: Path) -> None:
    late = random.Random(7)
    plays = (
        Play(seed=5, days=DAYS),
        Play(seed=5, days=DAYS),
        Play(seed=5, days=DAYS, delay=lambda: late.uniform(0, 0.05)),
    )
    seen = []
    for number, what in enumerate(plays):
        verdict = await played(what, tmp_path / str(number))
        seen.append((letters_of(tmp_path / str(number)), table_of(verdict)))
    assert len(seen[0][0]) > 20
    assert seen[0] == seen[1]
    assert seen[0] == seen[2]
