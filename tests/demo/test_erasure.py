"""After a run of the whole chain people ask to be erased, and nothing of them is left anywhere."""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from loguru import logger

from leadwright.config import load
from leadwright.doors.demo import Play
from leadwright.service.keeping import backup, restore
from leadwright.wiring import open_desk
from tests.demo.plays import played

PEOPLE = 4  # of those who were written to


@pytest.fixture
def log() -> Iterator[list[str]]:
    """Every line that the house logs, with all its facts."""
    lines: list[str] = []
    sink = logger.add(lambda line: lines.append(str(line)), level=0, serialize=True)
    yield lines
    logger.remove(sink)


def rows_of(ledger: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(ledger)) as conn:
        names = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: conn.execute(f"SELECT * FROM {name}").fetchall() for name in names}


def texts_of(ledger: Path) -> str:
    """Give all there is in a ledger's files, as text: every byte, every row, every page unpacked."""
    found = [file.read_bytes().decode("latin-1") for file in sorted(ledger.parent.glob(f"{ledger.name}*"))]
    for rows in rows_of(ledger).values():
        for row in rows:
            for value in row:
                if isinstance(value, bytes):
                    try:
                        found.append(zlib.decompress(value).decode(errors="replace"))
                    except zlib.error:
                        found.append(value.decode("latin-1"))
                elif value is not None:
                    found.append(str(value))
    return "\n".join(found).lower()


async def test_people_of_a_whole_run_are_erased(tmp_path: Path, log: list[str]) -> None:
    await played(Play(seed=1, days=8), tmp_path)
    ledger = tmp_path / "leadwright.db"
    config = load(tmp_path / "leadwright.toml")
    with closing(sqlite3.connect(ledger)) as conn:
        wanted = (
            "SELECT o.recipient, o.brand FROM outreach o JOIN leads l ON l.brand = o.brand WHERE o.status = 'sent'"
            " AND o.touch = 1 AND o.recipient LIKE '%@' || o.brand ORDER BY l.replied DESC, o.id LIMIT ?"
        )
        people = conn.execute(wanted, (PEOPLE,)).fetchall()
        (others,) = conn.execute("SELECT count(*) FROM leads").fetchone()
    assert len(people) == PEOPLE
    before = texts_of(ledger)
    assert all(address in before for address, _ in people)
    desk = open_desk(config)
    kept = await backup(config, desk.clock.now())
    for address, _ in people:
        done = await desk.rights.forget(address.upper(), by="test")
        assert done.left is None
    checks = {check.name: check.state for check in await desk.doctor.check()}
    assert checks["ledger"] == "ok"
    await desk.close()
    assert_gone(ledger, people)
    assert len(rows_of(ledger)["leads"]) == others - PEOPLE
    assert not [line for line in log for address, _ in people if address in line.lower()]
    assert all(json.loads(line) for line in log)

    await restore(config, desk.clock.now(), Path(kept.file))
    assert_gone(ledger, people)
    assert len(rows_of(ledger)["leads"]) == others - PEOPLE


def assert_gone(ledger: Path, people: list[tuple[str, str]]) -> None:
    left = texts_of(ledger)
    for address, brand in people:
        for word in (address, brand):
            at = left.find(word)
            assert at < 0, left[max(0, at - 300) : at + 300]
