"""Who must never be written to again: keyed hashes only, so that the list survives erasure and tells nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.identity import hashes, normal
from leadwright.domain.masking import masked
from leadwright.ledger.codec import encode
from leadwright.ledger.database import Database
from leadwright.ledger.logbook import SUPPRESS, Entry, enter
from leadwright.ledger.rows import add
from leadwright.ledger.tables import events, suppression

KINDS = ("address", "domain", "brand", "person")


def is_suppressed(
    conn: sa.Connection, key: bytes, *, address: str, brand: str, also: tuple[str, ...] = ()
) -> str | None:
    """Give the reason why nothing may be sent to this address of this brand, or None.

    The address counts as a person's too; its domain counts with every parent; ``also`` are further names of the brand.
    """
    return next((row.reason for row in entries_against(conn, key, address=address, brand=brand, also=also)), None)


def entries_against(
    conn: sa.Connection, key: bytes, *, address: str, brand: str, also: tuple[str, ...] = ()
) -> list[sa.Row[Any]]:
    """Give the entries that forbid a letter to this address of this brand, the oldest first."""
    names = [*people(address), *((kind, name) for name in (brand, *also) for kind in ("brand", "domain"))]
    asked = {(kind, one) for kind, value in names for one in hashes(key, kind, value)}
    found = conn.execute(
        sa.select(suppression)
        .where(
            suppression.c.kind.in_(KINDS), suppression.c.hash.in_([value for _, value in asked])
        )  # the index's order
        .order_by(suppression.c.id)
    )
    return [row for row in found if (row.kind, row.hash) in asked]


def stopped(conn: sa.Connection, key: bytes, names: Sequence[str]) -> str | None:
    """Give the reason why nothing may be sent to brands of these names, or None."""
    asked = {(kind, one) for name in names for kind in ("brand", "domain") for one in hashes(key, kind, name)}
    listed = suppression.c.kind.in_(("brand", "domain")), suppression.c.hash.in_([value for _, value in asked])
    found = conn.execute(sa.select(suppression).where(*listed).order_by(suppression.c.id))
    return next((row.reason for row in found if (row.kind, row.hash) in asked), None)


def a_person_stopped(conn: sa.Connection, key: bytes, addresses: Sequence[str]) -> str | None:
    """Give the reason why a person who is reached at one of these addresses must be left alone, or None."""
    return next((row.reason for row in people_against(conn, key, addresses)), None)


def people_against(conn: sa.Connection, key: bytes, addresses: Sequence[str]) -> Sequence[sa.Row[Any]]:
    """Give the entries of persons who are reached at one of these addresses, the oldest first."""
    asked = {one for address in addresses for one in hashes(key, "person", address)}
    listed = suppression.c.kind == "person", suppression.c.hash.in_(asked)
    return conn.execute(sa.select(suppression).where(*listed).order_by(suppression.c.id)).all()


def people(address: str) -> Iterator[tuple[str, str]]:
    """Yield what an address may be suppressed as."""
    yield "address", address
    yield "person", address
    labels = normal(address).rpartition("@")[2].split(".")
    for n in range(max(1, len(labels) - 1)):
        yield "domain", ".".join(labels[n:])


def entries_of(key: bytes, kind: str, value: str, *, reason: str, at: datetime) -> list[Entry]:
    """Give the entries of one stop; a person's address is listed too, for the database looks no further itself."""
    kinds = ("person", "address") if kind == "person" else (kind,)
    return [Entry(SUPPRESS, one, hashed, reason, at) for one in kinds for hashed in hashes(key, one, value)]


def remember(conn: sa.Connection, entries: Sequence[Entry]) -> int:
    """Add to the list and to the journal beside the ledger, in the caller's transaction; gives how many were new.

    The only place that writes the list.
    """
    listed = sa.select(suppression.c.kind, suppression.c.hash)
    listed = listed.where(suppression.c.kind.in_(KINDS), suppression.c.hash.in_([one.hash for one in entries]))
    known = {(row.kind, row.hash) for row in conn.execute(listed)}
    fresh = [replace(x, reason=masked(x.reason)) for x in entries if (x.kind, x.hash) not in known]
    enter(conn, fresh)
    return add(conn, suppression, [{"kind": x.kind, "hash": x.hash, "reason": x.reason, "ts": x.at} for x in fresh])


async def suppress(database: Database, kind: str, *, value: str, reason: str, now: datetime, cause: str) -> bool:
    """Add to the list for good, with an event that names no address; False where it was there before."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is none of {', '.join(KINDS)}")

    def do(conn: sa.Connection) -> bool:
        added = remember(conn, entries_of(database.key, kind, value, reason=reason, at=now)) > 0
        if added:
            meta = encode({"kind": kind, "reason": reason})
            conn.execute(events.insert().values(type="suppressed", meta=meta, ts=now, cause=cause))
        return added

    return await database.write(do)
