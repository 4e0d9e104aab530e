"""Sees, before a letter is claimed, that the ledger is the one this process opened and still refuses what it must.

A file may be exchanged under a running process, and triggers can be dropped by whoever may write to it.
"""

import hmac

import sqlalchemy as sa

from leadwright.domain.errors import Fatal, UserError
from leadwright.ledger import triggers
from leadwright.ledger.tables import approaches, erasures, meta, outreach, suppression

KEY = "SELECT value FROM meta WHERE key = 'key'"
SEEN = "triggers seen"  # in the info of a connection: the schema's number when all of them were there
KEPT = (suppression, outreach, approaches, erasures)  # rows that hold hashes of the key, or rest on them


def fingerprint(key: bytes) -> str:
    """Name a key without telling it."""
    return hmac.new(key, b"leadwright ledger key", "sha256").hexdigest()[:32]


def is_ours(conn: sa.Connection, key: bytes) -> bool | None:
    """Whether the ledger belongs to a key; None where it names none."""
    kept = conn.exec_driver_sql(KEY).scalar()
    return None if kept is None else hmac.compare_digest(str(kept), fingerprint(key))


def check_key(conn: sa.Connection, key: bytes) -> None:
    """Bind a new ledger to its key; UserError where it belongs to another, or where nobody knows to which."""
    ours = is_ours(conn, key)
    if ours is None:
        if any(conn.scalar(sa.select(table.c.id).limit(1)) is not None for table in KEPT):
            raise UserError(
                "this ledger does not say which hash key it belongs to, and what it keeps is worth nothing under "
                "another one: restore a backup of both"
            )
        conn.execute(meta.insert().values(key="key", value=fingerprint(key)))
    elif not ours:
        raise UserError("this ledger belongs to another hash key: restore the key file that was made with it")


def check_triggers(conn: sa.Connection) -> None:
    """Make older triggers anew; UserError where one is missing or switched off."""
    gone = triggers.missing(conn)
    if gone:
        raise UserError(
            f"this ledger no longer refuses what it must ({', '.join(gone[:3])}{' ...' if gone[3:] else ''}): somebody "
            "took its triggers away; see what else they changed, then run 'leadwright ledger mend', or restore a backup"
        )
    if triggers.older(conn):
        triggers.create(conn)


def mended(conn: sa.Connection) -> tuple[str, ...]:
    """Make every trigger anew; gives the names of those that were missing."""
    gone = triggers.missing(conn)
    triggers.create(conn)
    return gone


def guarded(conn: sa.Connection, key: bytes) -> None:
    """Let nothing leave where the ledger has another key by now, or lacks a trigger; Fatal then.

    On PostgreSQL nobody adds to the suppression list until the transaction ends: a stop is seen, or waits for the
    claim. It is the first lock of a claim and of a stop, so that neither waits for the other.
    """
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("LOCK TABLE suppression IN SHARE MODE")
    if not is_ours(conn, key):
        raise Fatal("other-key")
    schema = conn.exec_driver_sql("PRAGMA schema_version").scalar() if conn.dialect.name == "sqlite" else None
    if schema is not None and conn.info.get(SEEN) == schema:
        return
    if gone := triggers.missing(conn):
        raise Fatal("unguarded", missing=gone[0])
    conn.info[SEEN] = schema


def before_a_stop(conn: sa.Connection) -> None:
    """Take the lock of the suppression list before any other of a transaction that will add to it.

    So a stop and a claim wait for each other at their first step, and neither holds what the other needs.
    """
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("LOCK TABLE suppression IN ROW EXCLUSIVE MODE")
