"""A ledger opens, or says in words what to do."""

import asyncio
import os
import sqlite3
import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.ledger import database as database_module
from leadwright.ledger.database import Database
from leadwright.ledger.tables import meta
from tests.ledgers import KEY, administer


async def note(database: Database, key: str) -> None:
    await database.write(lambda conn: conn.execute(meta.insert().values(key=key, value="x")))


async def notes(database: Database) -> set[str]:
    return set(await database.read(lambda conn: conn.scalars(sa.select(meta.c.key)).all()))


async def test_what_is_written_is_read(database: Database) -> None:
    await note(database, "a")
    assert await notes(database) == {"key", "a"}


async def test_a_failed_write_leaves_nothing_and_comes_back(database: Database) -> None:
    def fail(conn: sa.Connection) -> None:
        conn.execute(meta.insert().values(key="a", value="x"))
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        await database.write(fail)
    assert await notes(database) == {"key"}


async def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(sa.exc.DBAPIError):
        await database.read(lambda conn: conn.execute(meta.insert().values(key="a", value="x")))
    assert await notes(database) == {"key"}


async def test_many_writers_and_readers_at_once(database: Database) -> None:
    await asyncio.gather(*(note(database, str(n)) for n in range(50)), *(notes(database) for _ in range(50)))
    assert len(await notes(database)) == 51


async def test_another_key_is_refused(ledger_url: str) -> None:
    with pytest.raises(UserError, match="another hash key"):
        Database.open(ledger_url, key=b"z" * 32)
    Database.open(ledger_url, key=KEY).dispose()


def test_the_key_itself_is_never_stored(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    assert KEY not in path.read_bytes()
    assert KEY.hex().encode() not in path.read_bytes()


async def test_an_empty_database_of_postgresql_is_made_only_on_demand(postgres: str) -> None:
    from_here = sa.make_url(postgres).set(database="nowhere").render_as_string()
    with pytest.raises(UserError, match="nowhere"):
        Database.open(from_here, key=KEY, create=True)
    with pytest.raises(UserError, match="leadwright init"):
        Database.open(postgres, key=KEY)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "no ledger at"),
        (b"", "leadwright init"),
        (b"this is a letter, not a database, and long enough" * 40, "not a SQLite file"),
    ],
)
def test_what_is_no_ledger_says_what_to_do(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "ledger.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        Database.open(f"sqlite:///{path}", key=KEY)
    assert not content or path.read_bytes() == content


def test_a_folder_and_other_databases_are_refused(tmp_path: Path) -> None:
    for url, words in (
        (f"sqlite:///{tmp_path}", "folder"),
        ("sqlite://", "no place for a ledger"),
        ("mysql://somewhere/x", "no place for a ledger"),
        ("ledger.db", "sqlite:///path"),
    ):
        with pytest.raises(UserError, match=words):
            Database.open(url, key=KEY, create=True)


def test_a_strangers_database_is_left_alone(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "shop.db")
    other.execute("CREATE TABLE orders (id)")
    other.close()
    with pytest.raises(UserError, match="other tables"):
        Database.open(f"sqlite:///{tmp_path / 'shop.db'}", key=KEY, create=True)


@pytest.mark.parametrize("kind", ["sqlite_url", "empty_postgres_url"])
def test_a_newer_schema_is_refused(request: pytest.FixtureRequest, kind: str) -> None:
    url = str(request.getfixturevalue(kind))
    Database.open(url, key=KEY, create=True).dispose()
    administer(url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(UserError, match="newer leadwright"):
        Database.open(url, key=KEY)


def test_a_new_file_is_its_owners_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.db"
    Database.open(f"sqlite:///{path}", key=KEY, create=True).dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_only_one_run_at_a_time_on_sqlite(sqlite_url: str) -> None:
    first, second = Database.open(sqlite_url, key=KEY), Database.open(sqlite_url, key=KEY)
    first.lock()
    first.lock()
    with pytest.raises(UserError, match=rf"another run is at work.*pid {os.getpid()}"):
        second.lock()
    first.dispose()
    second.lock()
    second.dispose()


def test_runs_share_postgresql(postgres_url: str) -> None:
    first, second = Database.open(postgres_url, key=KEY), Database.open(postgres_url, key=KEY)
    first.lock()
    second.lock()
    first.dispose()
    second.dispose()


async def test_sqlite_is_safe_on_every_connection(sqlite_url: str) -> None:
    database = Database.open(sqlite_url, key=KEY)

    def settings(conn: sa.Connection) -> tuple[object, ...]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
        return tuple(conn.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names)

    for do in (database.read, database.write):
        assert await do(settings) == ("wal", 2, 1, 60_000, 1)
    await database.close()


async def test_a_file_that_others_keep_locked_says_so(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_module, "PRAGMAS", ("busy_timeout=20", "journal_mode=WAL"))
    database = Database.open(sqlite_url, key=KEY)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(UserError, match="another program has been writing"):
        await note(database, "a")
    assert await notes(database) == {"key"}  # reading goes on
    with pytest.raises(UserError, match="another program has been writing"):
        Database.open(sqlite_url, key=KEY)
    other.execute("ROLLBACK")
    await note(database, "a")
    await database.close()
    other.close()


async def test_a_transaction_that_lost_to_another_is_tried_again(postgres_url: str) -> None:
    database, calls = Database.open(postgres_url, key=KEY), []

    def do(conn: sa.Connection) -> str:
        calls.append(conn)
        if len(calls) < 3:
            conn.exec_driver_sql("DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$")
        return "done"

    assert await database.write(do) == "done"
    assert len(calls) == 3
    await database.close()


async def test_a_database_that_goes_away_says_so(postgres_url: str) -> None:
    database = Database.open(postgres_url, key=KEY)

    def die(conn: sa.Connection) -> None:
        conn.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(UserError, match="does not answer"):
        await database.write(die)
    await note(database, "a")  # and is found again
    await database.close()
