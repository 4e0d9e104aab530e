"""How rows are written in bulk: one prepared statement for many rows, the same words on both databases."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

AT_ONCE = 400  # parameters of one statement
Row = Mapping[str, Any]
Insert = sqlite.Insert | postgresql.Insert


def literal(value: str) -> sa.ColumnElement[str]:
    """Write a word into the statement itself: a partial index is not found through a parameter."""
    return sa.literal_column(f"'{value}'", sa.Text)


def among(column: sa.Column[str], *values: str) -> sa.ColumnElement[bool]:
    """Say in the statement's own words that a column has one of these values."""
    return column.in_([literal(value) for value in values])


@cache
def insert(dialect: str, table: sa.Table) -> Insert:
    """Begin an insert that knows ``on conflict``."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)


@cache
def adding(dialect: str, table: sa.Table) -> Insert:
    """Insert, or leave the row that is there as it is."""
    return insert(dialect, table).on_conflict_do_nothing()


@cache
def replacing(dialect: str, table: sa.Table, keys: tuple[str, ...], columns: tuple[str, ...]) -> Insert:
    """Insert, or replace ``columns`` of the row with the same keys."""
    fresh = insert(dialect, table)
    return fresh.on_conflict_do_update(index_elements=keys, set_={name: fresh.excluded[name] for name in columns})


def add(conn: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> int:
    """Insert what is not there yet; gives how many rows were new."""
    return run(conn, adding(conn.dialect.name, table), rows)


def put(conn: sa.Connection, table: sa.Table, rows: Sequence[Row], *, keys: tuple[str, ...]) -> None:
    """Insert, or replace all other columns given in the first row where the keys are there already."""
    if rows:
        columns = tuple(name for name in rows[0] if name not in keys)
        run(conn, replacing(conn.dialect.name, table, keys, columns), rows)


def batches(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Give the values in runs that a statement can carry."""
    every = list(values)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


def remove(conn: sa.Connection, column: sa.Column[Any], values: Iterable[Any]) -> int:
    """Delete the rows whose column has one of the values; gives how many."""
    return sum(conn.execute(sa.delete(column.table).where(column.in_(some))).rowcount for some in batches(values))


def rows_where(conn: sa.Connection, table: sa.Table, column: sa.Column[Any], values: Iterable[Any]) -> Iterator[Any]:
    """Give the rows whose column has one of the values."""
    for some in batches(values):
        yield from conn.execute(sa.select(table).where(column.in_(some)))


def run(conn: sa.Connection, statement: sa.Executable, rows: Sequence[Row]) -> int:
    """Run a statement once for each row; gives how many rows it touched.

    All rows have the members of the first; ``statement`` is one that stays, such as a module's constant. It is compiled
    once and its parameters are laid out here: Core's own path takes half as much CPU again (bench/ledger.py).
    """
    if not rows:
        return 0
    prepared = prepare(statement, tuple(rows[0]), conn.dialect)
    return conn.exec_driver_sql(prepared.sql, prepared.lay_out(rows)).rowcount


@dataclass(frozen=True, slots=True)
class Prepared:
    """A compiled statement: its text, the names of its parameters in order, and how each value is handed over."""

    sql: str
    names: Sequence[str]
    fixed: Mapping[str, Any]  # values that stand in the statement
    handed: Mapping[str, Callable[[Any], Any]]  # from a value to what the driver takes, where that is not the same
    by_name: bool

    def lay_out(self, rows: Sequence[Row]) -> Any:
        """Give the rows as the driver takes them."""
        laid = zip(*(self._column(name, rows) for name in self.names), strict=True)
        return [dict(zip(self.names, values, strict=True)) for values in laid] if self.by_name else list(laid)

    def _column(self, name: str, rows: Sequence[Row]) -> Sequence[Any]:
        if name not in rows[0]:
            return [self.fixed[name]] * len(rows)
        values = [row[name] for row in rows]
        handed = self.handed.get(name)
        if handed is None:
            return values
        known = {value: handed(value) for value in set(values)}  # most rows of a batch have the same moment
        return [known[value] for value in values]


@lru_cache(maxsize=500)
def prepare(statement: Any, columns: tuple[str, ...], dialect: Any) -> Prepared:
    """Compile a statement for rows of ``columns``."""
    compiled = statement.compile(dialect=dialect, column_keys=list(columns))
    names = compiled.positiontup or list(compiled.bind_names.values())
    handed = {n: b.type.dialect_impl(dialect).bind_processor(dialect) for b, n in compiled.bind_names.items()}
    return Prepared(
        sql=str(compiled),
        names=names,
        fixed=compiled.params,
        handed={n: how for n, how in handed.items() if how is not None},
        by_name=not compiled.positional,
    )
