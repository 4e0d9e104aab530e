"""A process that dies at any point of its work loses nothing and doubles nothing."""

import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

from leadwright.ledger.tables import events, items, rollups, work

THINGS = 600


def test_forty_deaths_lose_and_double_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    script = Path(__file__).with_name("crashing.py")
    run = subprocess.run([sys.executable, script, url, str(THINGS)], check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) >= 36  # each of the statements, and some of the moments between
    with sa.create_engine(url, poolclass=sa.NullPool).connect() as conn:
        states = conn.execute(sa.select(work.c.stage, work.c.state, sa.func.count()).group_by("stage", "state")).all()
        assert sorted(tuple(row) for row in states) == [("look", "ready", THINGS), ("make", "done", THINGS)]
        assert conn.scalar(sa.select(sa.func.count()).select_from(items)) == 2 * THINGS
        assert conn.scalar(sa.select(sa.func.count()).select_from(events)) == THINGS
        assert {row.n for row in conn.execute(sa.select(rollups.c.n))} == {THINGS}
        assert conn.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
