"""Moves a ledger from SQLite to PostgreSQL: copies, proves that nothing is missing, and only then calls it a ledger.

Rows go over table by table in the order of their keys; how far a table has come is stored with each chunk, so a move
that was cut off goes on where it stopped. Until both sides agree in the number and the digest of every table's rows,
the target says that it is unfinished and no run opens it. The source is locked against writers, and stays as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.ledger.codec import encode
from leadwright.ledger.columns import metadata
from leadwright.ledger.database import MOVING, Database, engine_of, explained, shown
from leadwright.ledger.guard import fingerprint
from leadwright.ledger.rows import put, run
from leadwright.ledger.tables import meta
from leadwright.ledger.triggers import resting

CHUNK = 500  # rows; pages are the widest, tens of kilobytes each
MOVED = "moved "  # how far a table has come, in the target's meta

Progress = Callable[[str, int, int], None]
"""Told after each chunk: the table, how many of its rows are there, how many there will be."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One table: how many rows, and the digest of all of them whatever their order (hex)."""

    table: str
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was moved, and whether an earlier attempt had begun it."""

    tables: tuple[Moved, ...]
    resumed: bool

    @property
    def rows(self) -> int:
        """How many rows in all."""
        return sum(table.rows for table in self.tables)


def move(source_url: str, target_url: str, *, key: bytes, progress: Progress) -> Report:
    """Copy the SQLite ledger at ``source_url`` into an empty PostgreSQL database, or finish a copy that was cut off.

    UserError where a run is at work on the source, where the target holds anything else, or where the two differ in
    the end because the source changed between two attempts.
    """
    source = Database.open(source_url, key=key)
    try:
        if source.path is None:
            raise UserError("only a SQLite ledger can be moved: for PostgreSQL use pg_dump")
        source.lock()
        target = Database.open(target_url, key=key, create=True, unfinished=True)
        target.dispose()
        if target.path is not None:
            raise UserError("a ledger is moved to PostgreSQL only: a SQLite ledger is a file that can be copied")
        name = f"{source.path.resolve()} {fingerprint(key)}"
        reader, writer = (engine_of(side.url, size=1, read_only=False) for side in (source, target))
        try:
            with reader.begin() as conn:  # BEGIN IMMEDIATE: nobody writes to the source until the end
                return transfer(conn, writer, name=name, progress=progress)
        except sa.exc.DBAPIError as error:
            raise UserError(explained(error, target.url)) from error
        finally:
            reader.dispose()
            writer.dispose()
    finally:
        source.dispose()


def transfer(source: sa.Connection, writer: sa.Engine, *, name: str, progress: Progress) -> Report:
    """Copy every table, compare both sides, and declare the target finished."""
    with writer.begin() as target:
        resumed = begin(target, name)
    for table in metadata.sorted_tables:
        copy(source, writer, table, progress=progress)
    with writer.begin() as target:
        tables = tuple(compared(source, target, table) for table in metadata.sorted_tables)
        for table in metadata.sorted_tables:
            number_on(target, table)
        target.execute(sa.delete(meta).where(marks()))
    return Report(tables, resumed)


def begin(target: sa.Connection, name: str) -> bool:
    """Claim the target for this move; gives whether it was claimed by it before."""
    found = target.scalar(sa.select(meta.c.value).where(meta.c.key == MOVING))
    if found is not None:
        if found != name:
            raise UserError(f"{shown(target.engine.url)} holds an unfinished move of another ledger: name an empty one")
        return True
    for table in metadata.sorted_tables:
        if target.scalar(number_of(table)):
            raise UserError(f"{shown(target.engine.url)} is not empty (table {table.name}): name an empty database")
    target.execute(meta.insert().values(key=MOVING, value=name))
    return False


def copy(source: sa.Connection, writer: sa.Engine, table: sa.Table, *, progress: Progress) -> None:
    """Copy what is missing of a table, a chunk a transaction, each with the mark of how far it came."""
    keys = list(table.primary_key.columns)
    total = source.scalar(number_of(table)) or 0
    with writer.begin() as target:
        mark = target.scalar(sa.select(meta.c.value).where(meta.c.key == MOVED + table.name))
        done = target.scalar(number_of(table)) or 0
    last: Sequence[Any] = msgspec.json.decode(mark) if mark else ()
    while chunk := following(source, table, last):
        last = [chunk[-1][column.name] for column in keys]
        with writer.begin() as target:
            with resting(target, table.name):  # what left before a stop would be refused after it
                run(target, INSERTS[table.name], chunk)
            put(target, meta, [{"key": MOVED + table.name, "value": encode(last)}], keys=("key",))
        done += len(chunk)
        progress(table.name, done, total)


INSERTS = {table.name: table.insert() for table in metadata.sorted_tables}


def following(source: sa.Connection, table: sa.Table, last: Sequence[Any]) -> list[Mapping[str, Any]]:
    """Read the next rows of a table after the key ``last``."""
    keys = list(table.primary_key.columns)
    query = sa.select(table).where(moves(table)).order_by(*keys).limit(CHUNK)
    if last:
        query = query.where(sa.tuple_(*keys) > sa.tuple_(*(sa.literal(value) for value in last)))
    return [dict(row) for row in source.execute(query).mappings()]


def moves(table: sa.Table) -> sa.ColumnElement[bool]:
    """Say in SQL which rows of a table are moved: all, but of ``meta`` not what each side says of itself."""
    return sa.and_(meta.c.key != "key", ~marks()) if table is meta else sa.true()


def number_of(table: sa.Table) -> sa.Select[Any]:
    """Count the rows of a table that are moved."""
    return sa.select(sa.func.count()).select_from(table).where(moves(table))


def marks() -> sa.ColumnElement[bool]:
    """Say in SQL which rows of ``meta`` belong to a move."""
    return (meta.c.key == MOVING) | meta.c.key.startswith(MOVED, autoescape=True)


def compared(source: sa.Connection, target: sa.Connection, table: sa.Table) -> Moved:
    """Read a table on both sides; UserError where they are not the same."""
    mine, theirs = (digest(conn, table) for conn in (source, target))
    if mine != theirs:
        raise UserError(
            f"table {table.name} differs ({mine.rows} rows here, {theirs.rows} there): the ledger was changed since "
            "the move began; drop the target database, make it anew and move again"
        )
    return mine


def digest(conn: sa.Connection, table: sa.Table) -> Moved:
    """Count and digest a table: the sum of the SHA-256 of each row as JSON, modulo 2**256."""
    total = number = 0
    query = sa.select(table).where(moves(table)).execution_options(yield_per=CHUNK)
    for row in conn.execute(query):
        total += int.from_bytes(sha256(encode(list(row)).encode()).digest())
        number += 1
    return Moved(table.name, number, f"{total % 2**256:064x}")


def number_on(target: sa.Connection, table: sa.Table) -> None:
    """Let the next row of a numbered table take the number after the last one."""
    if "id" in table.c and target.dialect.name == "postgresql":  # SQLite counts on by itself
        highest = sa.select(sa.func.max(table.c.id)).scalar_subquery()
        counter = sa.func.pg_get_serial_sequence(table.name, "id")
        target.execute(sa.select(sa.func.setval(counter, sa.func.coalesce(highest, 1), highest.is_not(None))))
