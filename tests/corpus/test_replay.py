"""The whole chain on hundreds of saved pages of real sites: no fault, and no letter that leaves."""

import os
import sqlite3
from pathlib import Path

import pytest

from leadwright.doors.replay import replay

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("LEADWRIGHT_CORPUS", ROOT / "../shared/corpus")) / "web"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}"),
]


async def test_every_saved_page_is_read_without_a_fault_and_stops_at_drafts(tmp_path: Path) -> None:
    outcome = await replay(CORPUS, tmp_path)
    assert outcome.pages >= 500
    assert outcome.faults == 0
    assert not [row for row in outcome.stages if row[0] == "send" and row[1] == "done"]
    with sqlite3.connect(tmp_path / "leadwright.db") as ledger:
        rows = dict(ledger.execute("SELECT status, count(*) FROM outreach GROUP BY status").fetchall())
        claimed = ledger.execute("SELECT count(*) FROM outreach WHERE message_id IS NOT NULL").fetchone()[0]
    assert set(rows) <= {"draft", "held", "blocked"}
    assert rows["draft"] > 0
    assert claimed == 0
