"""Copies a ledger as it stands at one moment into a SQLite file, while others go on writing to it."""

import os
import sqlite3
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from leadwright.ledger.columns import metadata
from leadwright.ledger.database import Database, engine_of
from leadwright.ledger.move import transfer
from leadwright.ledger.rows import put
from leadwright.ledger.tables import meta

BACKUP = "backup"  # in meta: when the last backup of this ledger was taken


def mark(conn: sa.Connection, now: datetime) -> None:
    """Say in the ledger that a backup of it is taken: whatever ledger says so holds at least what the backup does."""
    put(conn, meta, [{"key": BACKUP, "value": now.isoformat()}], keys=("key",))


def marked(conn: sa.Connection) -> datetime | None:
    """Give when the last backup was taken of a ledger, or of the one it was restored from."""
    said = conn.scalar(sa.select(meta.c.value).where(meta.c.key == BACKUP))
    return datetime.fromisoformat(said) if said else None


def snapshot(database: Database, target: Path) -> dict[str, int]:
    """Write a copy to ``target``, readable by its owner only; gives the number of rows by table."""
    os.close(os.open(target, os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600))
    if database.path is not None:
        _of_sqlite(database.path, target)
    else:
        _of_postgresql(database, target)
    engine = engine_of(sa.make_url(f"sqlite:///{target}"), size=1, read_only=True)
    try:
        with engine.begin() as conn:
            count = sa.func.count()
            return {t.name: conn.scalar(sa.select(count).select_from(t)) or 0 for t in metadata.sorted_tables}
    finally:
        engine.dispose()
        _one_file(target)


def _of_sqlite(source: Path, target: Path) -> None:
    """Copy by the database's own means: readers and writers go on meanwhile."""
    live, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        live.backup(copy)
    finally:
        live.close()
        copy.close()


def _of_postgresql(database: Database, target: Path) -> None:
    """Copy table by table within one snapshot (PostgreSQL, 13.2.2 Repeatable Read)."""
    url = f"sqlite:///{target}"
    Database.open(url, key=database.key, create=True).dispose()
    reader = engine_of(database.url, size=1, read_only=True)
    writer = engine_of(sa.make_url(url).set(drivername="sqlite+pysqlite"), size=1, read_only=False)
    try:
        with reader.connect().execution_options(isolation_level="REPEATABLE READ") as conn, conn.begin():
            transfer(conn, writer, name="backup", progress=lambda *_: None)
    finally:
        reader.dispose()
        writer.dispose()


def _one_file(path: Path) -> None:
    """Fold the write-ahead log into the file."""
    handle = sqlite3.connect(path)
    handle.execute("PRAGMA journal_mode=DELETE")
    handle.close()
