"""Puts a ledger that was restored where the configured one stands, and lets the old one lie aside whole.

SQLite: the file is renamed. PostgreSQL: its schema is; both carry the moment in their name, so that they can expire.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.ledger.database import Database, engine_of, explained, parsed
from leadwright.ledger.move import transfer

ASIDE = re.compile(r"before_restore_(\d{8}t\d{6})")
STAMP = "%Y%m%dt%H%M%S"
IN_USE = "another program has the ledger open: stop leadwright run, serve and public first"


@contextmanager
def alone(url: str, *, key: bytes) -> Iterator[None]:
    """See that no run is at work on a ledger, nor begins; UserError where one is."""
    guard = Database(parsed(url), key=key)
    try:
        if guard.path is not None:
            guard.path.parent.mkdir(parents=True, exist_ok=True)
        guard.lock()
        yield
    finally:
        guard.dispose()


def place(fresh: Path, url: str, *, key: bytes, now: datetime) -> str | None:
    """Put the SQLite ledger ``fresh`` in the place of the ledger at ``url``; gives where that lies aside now."""
    target = parsed(url)
    if target.get_backend_name() == "sqlite":
        return _as_file(fresh, Path(target.database or ""), now)
    return _as_schema(fresh, target, key=key, now=now)


def _as_file(fresh: Path, place: Path, now: datetime) -> str | None:
    aside = None
    if place.exists():
        _closed_by_others(place)
        aside = Path(f"{place}.before_restore_{now:{STAMP}}.bak")
        place.rename(aside)
        for end in ("-wal", "-shm"):
            if (rest := Path(f"{place}{end}")).exists():
                rest.rename(f"{aside}{end}")
    fresh.chmod(0o600)
    os.replace(fresh, place)
    return str(aside) if aside else None


def _closed_by_others(path: Path) -> None:
    """Fold the log into the file, which nobody may do whose file others have open; a damaged file stays as it is."""
    handle = sqlite3.connect(path, timeout=2)
    try:
        mode = handle.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise UserError(IN_USE) from error
        return
    except sqlite3.DatabaseError:
        return
    finally:
        handle.close()
    if mode != "delete":
        raise UserError(IN_USE)


def _as_schema(fresh: Path, target: sa.URL, *, key: bytes, now: datetime) -> str | None:
    aside = f"before_restore_{now:{STAMP}}"
    _administer(target, lambda conn: _set_aside(conn, aside))
    reader = engine_of(sa.make_url(f"sqlite:///{fresh}").set(drivername="sqlite+pysqlite"), size=1, read_only=False)
    try:
        url = target.render_as_string(hide_password=False)
        Database.open(url, key=key, create=True, unfinished=True).dispose()
        writer = engine_of(target, size=1, read_only=False)
        try:
            with reader.begin() as conn:
                transfer(conn, writer, name="restore", progress=lambda *_: None)
        finally:
            writer.dispose()
    except BaseException:
        _administer(target, lambda conn: _take_back(conn, aside))
        raise
    finally:
        reader.dispose()
    return f"schema {aside}"


def _administer(target: sa.URL, do: Callable[[sa.Connection], None]) -> None:
    engine = engine_of(target, size=1, read_only=False)
    try:
        with engine.begin() as conn:
            do(conn)
    except sa.exc.DBAPIError as error:
        raise UserError(explained(error, target)) from error
    finally:
        engine.dispose()


OTHERS = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""


def _set_aside(conn: sa.Connection, aside: str) -> None:
    if conn.exec_driver_sql(OTHERS).scalar():
        raise UserError(IN_USE)
    conn.exec_driver_sql(f"ALTER SCHEMA public RENAME TO {aside}")
    conn.exec_driver_sql("CREATE SCHEMA public")


def _take_back(conn: sa.Connection, aside: str) -> None:
    conn.exec_driver_sql("DROP SCHEMA public CASCADE")
    conn.exec_driver_sql(f"ALTER SCHEMA {aside} RENAME TO public")


def expire(conn: sa.Connection, *, before: datetime) -> list[str]:
    """Drop the schemas that restores laid aside before a moment; gives their names. Nothing on SQLite."""
    if conn.dialect.name != "postgresql":
        return []
    named = conn.exec_driver_sql("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore_%%'").scalars()
    old = [name for name in named if (at := moment_of(name)) and at < before]
    for name in old:
        conn.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    return old


def moment_of(name: str) -> datetime | None:
    """Give when something was laid aside, from its name."""
    found = ASIDE.search(name)
    return datetime.strptime(f"{found[1]}+0000", f"{STAMP}%z") if found else None


def aside_files(path: Path, *, now: datetime, days: int) -> list[Path]:
    """Give the copies beside a SQLite ledger that have expired: before a migration, before a restore."""
    limit = now - timedelta(days=days)
    return [copy for copy in sorted(path.parent.glob(f"{path.name}.*.bak*")) if _age(copy) < limit.timestamp()]


def _age(copy: Path) -> float:
    at = moment_of(copy.name)
    return at.timestamp() if at else copy.stat().st_mtime
