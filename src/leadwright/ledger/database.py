"""One open ledger: who may write, who may read, and that its schema and its key are ours.

All writes of a process pass through one thread, so that nobody waits for a lock of SQLite inside the event loop;
reads have four threads and cannot write. Other processes write too: on SQLite each takes its turn by ``BEGIN
IMMEDIATE`` and waits up to ten seconds.
"""

import asyncio
import fcntl
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from leadwright.domain.errors import UserError
from leadwright.ledger import approaches, logbook, migrations
from leadwright.ledger.guard import check_key, check_triggers, mended
from leadwright.ledger.scrub import scrub
from leadwright.ledger.tables import meta

T = TypeVar("T")

READERS = 4
BUSY_SECONDS = 60  # an erasure rewrites the whole file, and a run at work waits for it
CONNECT_SECONDS = 10
AGAIN = 5  # times that a transaction is tried again
YIELDED = ("40001", "40P01")  # PostgreSQL, appendix A: serialization_failure, deadlock_detected
KEPT_NO_APPROACHES = "0001"  # the schema
MOVING = "moving"  # in meta: a move into this ledger has begun and not ended
PRAGMAS = (
    f"busy_timeout={BUSY_SECONDS * 1000}",
    "journal_mode=WAL",
    "synchronous=FULL",  # a claimed letter must survive a power cut
    "foreign_keys=ON",
    "trusted_schema=ON",  # triggers read a decision's JSON, which SQLite calls unsafe; we add no functions
    "secure_delete=ON",  # erased people leave no remains in freed cells, nor in freed pages
    "cache_size=-32000",  # KiB
)


def silent(line: str) -> None:
    """Say nothing."""


class Database:
    """One ledger on SQLite or PostgreSQL, opened and checked."""

    key: bytes

    def __init__(self, url: sa.URL, *, key: bytes, journal: Path | None = None) -> None:
        self.url = url
        self.key = key
        self.path = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
        beside = journal or (Path(f"{self.path}.journal") if self.path else None)
        self.journal = logbook.Logbook(beside, key) if beside else None
        self._writer = engine_of(url, size=1, read_only=False)
        if self.journal:
            logbook.attach(self._writer, self.journal)
        self._reader = engine_of(url, size=READERS, read_only=True)
        self._write_thread = ThreadPoolExecutor(1, "ledger-write")
        self._read_threads = ThreadPoolExecutor(READERS, "ledger-read")
        self._lock: IO[str] | None = None

    @classmethod
    def open(
        cls,
        url: str,
        *,
        key: bytes,
        journal: Path | None = None,
        create: bool = False,
        unfinished: bool = False,
        say: Callable[[str], None] = silent,
    ) -> "Database":
        """Open the ledger at ``url`` (``sqlite:///path`` or ``postgresql://...``).

        An older schema is migrated, on SQLite after a copy of the file. ``key`` is the hash key; only its fingerprint
        is kept. ``journal`` is the file beside it (:mod:`leadwright.ledger.logbook`): with SQLite ``PATH.journal``
        where none is named, with PostgreSQL none. UserError where there is no ledger and ``create`` is false, where it
        is locked, is no ledger, is newer than this version, or belongs to another key; and where a move into it was
        cut off, unless ``unfinished``.
        """
        target = parsed(url)
        if target.get_backend_name() == "sqlite":
            prepare(Path(target.database or ""), create=create)
        try:
            self = cls(target, key=key, journal=journal)
        except ModuleNotFoundError as error:
            raise UserError(f"{error.name} is not installed: install leadwright with its extra 'postgres'") from error
        try:
            with self._writer.begin() as conn:
                known = migrations.revision(conn)
            self._bring_up_to_date(known, create=create, say=say)
            with self._writer.begin() as conn:
                check_key(conn, key)
                check_triggers(conn)
                if not unfinished and conn.scalar(sa.select(meta.c.key).where(meta.c.key == MOVING)):
                    raise UserError(f"a move into {shown(target)} is not finished: move again, it goes on")
        except sa.exc.DBAPIError as error:
            self.dispose()
            raise UserError(explained(error, target)) from error
        except BaseException:
            self.dispose()
            raise
        return self

    @classmethod
    def mend(cls, url: str, *, key: bytes) -> tuple[str, ...]:
        """Make anew the triggers that a ledger of ours lacks, and give their names; UserError as :meth:`open`."""
        target = parsed(url)
        if target.get_backend_name() == "sqlite":
            prepare(Path(target.database or ""), create=False)
        engine = engine_of(target, size=1, read_only=False)
        try:
            with engine.begin() as conn:
                if migrations.revision(conn) != migrations.HEAD:
                    raise UserError(
                        f"{shown(target)} has another schema: open it once, so that it is brought up to date"
                    )
                check_key(conn, key)
                return mended(conn)
        except sa.exc.DBAPIError as error:
            raise UserError(explained(error, target)) from error
        finally:
            engine.dispose()

    async def write(self, do: Callable[[sa.Connection], T]) -> T:
        """Run ``do`` in one transaction in the writer's thread; what it raises comes back, rolled back.

        Where PostgreSQL lets another process go first, ``do`` is called again in a new transaction. UserError where
        the database cannot be written to at all. It goes on even where the caller is cancelled meanwhile.
        """
        return await asyncio.get_running_loop().run_in_executor(self._write_thread, self._run, self._writer, do)

    async def read(self, do: Callable[[sa.Connection], T]) -> T:
        """Run ``do`` on a consistent view of the ledger, in one of four threads; it cannot write."""
        return await asyncio.get_running_loop().run_in_executor(self._read_threads, self._run, self._reader, do)

    async def scrub(self) -> None:
        """Rewrite the database, so that what was deleted is in none of its files; as slow as a copy of them.

        UserError where that cannot be done now; what was deleted stays deleted.
        """
        await asyncio.get_running_loop().run_in_executor(self._write_thread, scrub, self._writer)

    async def close(self) -> None:
        """Wait for what is under way, then close; also gives up the lock."""
        await asyncio.get_running_loop().run_in_executor(None, self.dispose)

    def lock(self) -> None:
        """Be the only run at work on this SQLite ledger; UserError with the other's pid where there is one.

        The lock is the operating system's and ends with the process. PostgreSQL needs none: leases and fences allow
        many workers there.
        """
        if self.path is None or self._lock is not None:
            return
        beside = open(f"{self.path}.lock", "a+", encoding="ascii")  # noqa: SIM115 - held until close
        try:
            fcntl.flock(beside, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            beside.seek(0)
            pid = beside.read(20).strip() or "unknown"
            beside.close()
            raise UserError(
                f"another run is at work on {self.path} (pid {pid}): stop it first, or leave the work to it"
            ) from None
        beside.truncate(0)
        beside.write(f"{os.getpid()}\n")
        beside.flush()
        self._lock = beside

    def _run(self, engine: sa.Engine, do: Callable[[sa.Connection], T]) -> T:
        for last in (*[False] * AGAIN, True):
            try:
                with engine.begin() as conn:
                    return do(conn)
            except sa.exc.DBAPIError as error:
                broken = engine is self._writer and type(error) in BROKEN and advice(error)
                if broken or error.connection_invalidated:
                    raise UserError(explained(error, self.url)) from error
                if last or getattr(error.orig, "sqlstate", None) not in YIELDED:
                    raise
        raise AssertionError("unreachable")

    def _bring_up_to_date(self, known: str | None, *, create: bool, say: Callable[[str], None]) -> None:
        if known == migrations.HEAD:
            return
        if known is None:
            with self._writer.begin() as conn:
                strangers = sa.inspect(conn).get_table_names()
            if strangers:
                raise UserError(
                    f"{shown(self.url)} holds other tables ({strangers[0]}), not a ledger: name another one"
                )
            if not create:
                raise UserError(f"{shown(self.url)} is empty: make the ledger with 'leadwright init'")
        elif known not in migrations.known():
            raise UserError(f"{shown(self.url)} was written by a newer leadwright (schema {known}): upgrade this one")
        elif self.path is not None:
            say(f"schema {known} is older than {migrations.HEAD}: a copy is at {copied(self.path, known)}")
        else:
            say(f"schema {known} is older than {migrations.HEAD}: migrating in one transaction")
        with self._writer.begin() as conn:
            migrations.upgrade(conn)
            check_key(conn, self.key)  # what follows is hashed with it, and stays
            if known == KEPT_NO_APPROACHES:
                approaches.remember_older(conn, self.key)
        if known is not None and self.path is not None:
            scrub(self._writer)  # ledgers of older versions kept what was deleted in free pages

    def dispose(self) -> None:
        """Close and give up the lock; blocks until what is under way has ended."""
        self._read_threads.shutdown(wait=True)
        self._write_thread.shutdown(wait=True)
        self._reader.dispose()
        self._writer.dispose()
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def parsed(url: str) -> sa.URL:
    """Read a database URL and choose its driver; UserError for any other kind of database."""
    try:
        target = sa.make_url(url)
        kind = target.get_backend_name()
    except sa.exc.ArgumentError as error:
        raise UserError("the ledger's url must be sqlite:///path or postgresql://user@host/name") from error
    if kind == "sqlite" and target.database not in {None, "", ":memory:"}:
        return target.set(drivername="sqlite+pysqlite")
    if kind == "postgresql":
        return target.set(drivername="postgresql+psycopg")
    raise UserError(f"{shown(target)} is no place for a ledger: use sqlite:///path or postgresql://user@host/name")


def engine_of(url: sa.URL, *, size: int, read_only: bool) -> sa.Engine:
    """Make an engine whose transactions begin when they say so, with our settings on every connection."""
    if url.get_backend_name() == "postgresql":
        options = "-c default_transaction_read_only=on" if read_only else ""
        arguments = {"connect_timeout": CONNECT_SECONDS, "options": f"-c timezone=UTC {options}".strip()}
        return sa.create_engine(
            url, pool_size=size, max_overflow=0, pool_pre_ping=True, connect_args=arguments, hide_parameters=True
        )
    engine = sa.create_engine(url, pool_size=size, max_overflow=0, poolclass=sa.QueuePool, hide_parameters=True)

    @sa.event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin late and commit by itself
        for pragma in (*PRAGMAS, *(("query_only=ON",) if read_only else ())):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def prepare(path: Path, *, create: bool) -> None:
    """See that the file can be a ledger; a new one is readable by its owner only."""
    if path.is_dir():
        raise UserError(f"{path} is a folder: name a file for the ledger")
    if path.exists():
        return
    if not create:
        raise UserError(f"there is no ledger at {path}: make it with 'leadwright init', or correct the path")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise UserError(f"cannot make a ledger at {path}: {error.strerror}") from error


def copied(path: Path, known: str) -> Path:
    """Copy the ledger beside itself, whole even while others read it; give the copy's path."""
    copy = next(p for n in range(1, 1000) if not (p := Path(f"{path}.schema-{known}.{n}.bak")).exists())
    os.close(os.open(copy, os.O_CREAT | os.O_RDWR, 0o600))
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    return copy


def shown(url: sa.URL) -> str:
    """Name a database without its password."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


BROKEN = (sa.exc.OperationalError, sa.exc.DatabaseError)  # not their children: those are about rows
ADVICE = {
    "not a database": "it is not a SQLite file: name another one, or restore a backup",
    "malformed": "the file is damaged: restore a backup",
    "database is locked": f"another program has been writing to it for {BUSY_SECONDS} s: let it finish or stop it",
    "readonly": "it cannot be written to: check the owner of the file and its folder",
    "unable to open": "it cannot be opened: check the owner of the file and its folder",
    "disk is full": "the disk is full: make room",
    "No space left": "the disk is full: make room",
    "disk I/O error": "the disk fails: look at the system's log, and restore a backup elsewhere",
}


def advice(error: sa.exc.DBAPIError) -> str | None:
    """Say what to do about a database's complaint, where that is known."""
    words = str(error.orig)
    return next((advice for sign, advice in ADVICE.items() if sign in words), None)


def explained(error: sa.exc.DBAPIError, url: sa.URL) -> str:
    """Say what a database's complaint means and what to do."""
    if known := advice(error):
        return f"{shown(url)}: {known}"
    words = str(error.orig).strip() or type(error.orig).__name__
    return f"{shown(url)} does not answer as a ledger: {words.splitlines()[0]}"


def insert(conn: sa.Connection, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """Begin an insert that knows ``on_conflict_do_nothing`` and ``on_conflict_do_update`` on either database."""
    return sqlite.insert(table) if conn.dialect.name == "sqlite" else postgresql.insert(table)
