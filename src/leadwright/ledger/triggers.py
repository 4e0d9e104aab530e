"""Makes the database refuse: every rule of :mod:`leadwright.ledger.refusals` as a trigger, in either dialect.

Triggers, because foreign keys are off in a plain SQLite connection and a person may open the file with any tool.
Every migration ends by making them again: Alembic's batch mode copies a table and loses them. Opening a ledger
sees that all are there (:func:`missing`): a ledger that refuses nothing sends nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import sqlalchemy as sa

from leadwright.ledger.refusals import IGNORE, REFUSALS, Refusal

# what the gate says in JSON: its action, the rule it rests on and the edition of the tables that held the rule
SENDS = """(CASE WHEN json_valid({0}) THEN coalesce(json_extract({0}, '$.action') = 'send'
    AND trim(json_extract({0}, '$.rule')) <> '' AND trim(json_extract({0}, '$.edition')) <> '', 0) ELSE 0 END)"""
SENDS_FUNCTION = """
    CREATE OR REPLACE FUNCTION sends(said text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
        RETURN coalesce(said::jsonb->>'action' = 'send' AND trim(said::jsonb->>'rule') <> ''
            AND trim(said::jsonb->>'edition') <> '', false);
    EXCEPTION WHEN OTHERS THEN RETURN false; END $$"""
KEPT = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": """SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')""",
}


def rules(dialect: str) -> tuple[Refusal, ...]:
    """Give the rules that a database can ask for."""
    return tuple(rule for rule in REFUSALS if rule.only in {None, dialect})


def create(conn: sa.Connection) -> None:
    """Make every trigger anew."""
    if conn.dialect.name == "postgresql":
        execute(conn, SENDS_FUNCTION)
    for rule in rules(conn.dialect.name):
        make(conn, rule)


def make(conn: sa.Connection, rule: Refusal) -> None:
    """Make one trigger anew."""
    drop(conn, rule)
    if conn.dialect.name == "postgresql":
        head = f"CREATE OR REPLACE FUNCTION refuse_{rule.name}() RETURNS trigger LANGUAGE plpgsql AS"
        execute(conn, f"{head} $${body(rule)}$$")
    execute(conn, text(conn.dialect.name, rule))


def execute(conn: sa.Connection, statement: str) -> None:
    """Run a statement in which a per cent sign is one, and no parameter."""
    escaped = statement.replace("%", "%%") if conn.dialect.name == "postgresql" else statement
    conn.exec_driver_sql(escaped)


def drop_all(conn: sa.Connection) -> None:
    """Drop every trigger of ours, so that a migration may do as it likes; it ends by making them again."""
    for rule in rules(conn.dialect.name):
        drop(conn, rule)


def drop(conn: sa.Connection, rule: Refusal) -> None:
    """Drop one trigger, where it is there."""
    place = f" ON {rule.table}" if conn.dialect.name == "postgresql" else ""
    conn.exec_driver_sql(f"DROP TRIGGER IF EXISTS {rule.name}{place}")


@contextmanager
def resting(conn: sa.Connection, table: str) -> Iterator[None]:
    """Let a table take rows as they stand in another ledger, in the caller's transaction; then it refuses again."""
    mine = [rule for rule in rules(conn.dialect.name) if rule.table == table]
    for rule in mine:
        drop(conn, rule)
    yield
    for rule in mine:
        make(conn, rule)


def kept(conn: sa.Connection) -> dict[str, str]:
    """Give the source of every trigger that a database has and asks."""
    return {name: source for name, source in conn.exec_driver_sql(KEPT[conn.dialect.name])}  # noqa: C416 - no pairs


def missing(conn: sa.Connection) -> tuple[str, ...]:
    """Name the triggers that a ledger lacks, or that are switched off."""
    return tuple(sorted(wanted(conn.dialect.name).keys() - kept(conn).keys()))


def older(conn: sa.Connection) -> bool:
    """Whether a trigger is not the one of this version."""
    here = kept(conn)
    return any(here.get(name) != source for name, source in wanted(conn.dialect.name).items())


@cache
def wanted(dialect: str) -> dict[str, str]:
    """Give the source of every trigger as a database keeps it."""
    return {rule.name: text(dialect, rule) if dialect == "sqlite" else body(rule) for rule in rules(dialect)}


def text(dialect: str, rule: Refusal) -> str:
    """Give the statement that makes a trigger."""
    return sqlite(rule) if dialect == "sqlite" else postgresql(rule)


def sqlite(rule: Refusal) -> str:
    """Give the rule in SQLite's words; before 3.39 it knew IS, not IS DISTINCT FROM."""
    asked = " AND ".join(f"({part})" for part in (rule.when, rule.test) if part)
    asked = asked.replace("IS DISTINCT FROM", "IS NOT").replace("SENDS(NEW.decision)", SENDS.format("NEW.decision"))
    when = f"WHEN {asked}" if asked else ""
    of = f" OF {', '.join(rule.columns)}" if rule.columns else ""
    does = "RAISE(IGNORE)" if rule.does == IGNORE else f"RAISE(ABORT, '{rule.words}')"
    return f"CREATE TRIGGER {rule.name} BEFORE {rule.change}{of} ON {rule.table} {when} BEGIN SELECT {does}; END"


def postgresql(rule: Refusal) -> str:
    """Give the rule in PostgreSQL's words; its WHEN may ask no table, so a rule that does asks in its function."""
    when = f"WHEN ({rule.when})" if rule.when else ""
    each = "STATEMENT" if rule.change == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {rule.name} BEFORE {rule.change} ON {rule.table} FOR EACH {each} {when} "
        f"EXECUTE FUNCTION refuse_{rule.name}()"
    )


def body(rule: Refusal) -> str:
    """Give the body of a rule's function in PL/pgSQL."""
    refuse = f"RAISE EXCEPTION '{rule.words}' USING ERRCODE = 'integrity_constraint_violation';"
    if not rule.test:
        return f" BEGIN {refuse} END "
    kept = "OLD" if rule.change == "DELETE" else "NEW"
    return f" BEGIN IF {rule.test} THEN {refuse} END IF; RETURN {kept}; END "
