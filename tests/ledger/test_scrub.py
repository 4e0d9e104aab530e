"""What was deleted is nowhere in the ledger's files."""

import asyncio
import random
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.ledger import scrub as scrub_module
from leadwright.ledger.database import Database
from leadwright.ledger.tables import brands
from tests.ledgers import KEY

MARK = b"somebody-who-goes"
NOW = datetime(2026, 3, 2, tzinfo=UTC)


async def filled(url: str) -> Database:
    """A ledger in which every third of many rows, in no order, belongs to somebody who was deleted again."""
    database, chance = Database.open(url, key=KEY), random.Random(1)
    rows = [
        {
            "name": f"{chance.getrandbits(64):x}-{MARK.decode() if n % 3 == 0 else 'stays'}",
            "brand": "x" * chance.randrange(10, 600),
            "kind": "address",
            "why": "y",
            "ts": NOW,
        }
        for n in range(4_000)
    ]
    await database.write(lambda conn: conn.execute(brands.insert(), rows))
    await database.write(lambda conn: conn.execute(sa.delete(brands).where(brands.c.name.contains(MARK.decode()))))
    return database


def traces(url: str) -> int:
    path = Path(url.removeprefix("sqlite:///"))
    return sum(file.read_bytes().count(MARK) for file in path.parent.glob(f"{path.name}*"))


async def test_nothing_of_what_was_deleted_is_left_in_any_file(sqlite_url: str) -> None:
    database = await filled(sqlite_url)
    await asyncio.gather(*(database.read(lambda conn: conn.scalar(sa.select(sa.func.count()))) for _ in range(4)))
    assert traces(sqlite_url) > 0
    await database.scrub()
    assert traces(sqlite_url) == 0
    assert await database.read(lambda conn: conn.scalar(sa.select(sa.func.count()).select_from(brands))) == 2_666
    await database.close()
    assert traces(sqlite_url) == 0


async def test_a_reader_who_holds_on_is_told(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrub_module, "TIMES", 1)
    database = await filled(sqlite_url)
    await database.write(lambda conn: None)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM brands").fetchone()
    await database.read(lambda conn: None)
    shorten = sa.text("PRAGMA busy_timeout=50")
    await database.write(lambda conn: conn.scalar(shorten))
    with pytest.raises(UserError, match="goes on reading"):
        await database.scrub()
    other.execute("COMMIT")
    await database.scrub()
    assert traces(sqlite_url) == 0
    await database.close()


async def test_postgresql_is_rewritten_too(postgres_url: str) -> None:
    database = await filled(postgres_url)
    dead = sa.text("SELECT pg_relation_size('brands')")
    before = await database.read(lambda conn: conn.scalar(dead))
    await database.scrub()
    assert await database.read(lambda conn: conn.scalar(dead)) < before
    await database.close()
