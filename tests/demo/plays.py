"""Plays of the demo world for tests, and what must be the same in two of them."""

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

from leadwright.doors.demo import Play, play
from leadwright.world.judge import Verdict


async def played(what: Play, folder: Path) -> Verdict:
    """Play quietly; the ledger stays in ``folder``."""
    return await play(what, say=lambda _: None, folder=folder)


def letters_of(folder: Path) -> list[tuple[Any, ...]]:
    """Give every letter that left: when, to whom, under which name, and a digest of each word of it."""
    with sqlite3.connect(folder / "leadwright.db") as ledger:
        rows = ledger.execute(
            "SELECT o.sent_at, o.draft, o.recipient, o.message_id, o.subject, m.body FROM outreach o"
            " JOIN messages m ON m.message_id = o.message_id ORDER BY o.sent_at, o.draft"
        ).fetchall()
    return [(*row[:5], hashlib.sha256(row[5].encode()).hexdigest()) for row in rows]


def table_of(verdict: Verdict) -> dict[str, Any]:
    """Give the verdict without what real time decides."""
    table = verdict.as_json()
    table.pop("seconds")
    return table
