"""When a business was first written to: one sequence a brand and a mailbox in twelve months, also after an erasure.

Kept in keyed hashes alone, written by the claim of a first touch and never changed, so that it outlives the lead, the
letters and every address. See docs/decisions/013-one-sequence-in-twelve-months.md.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from leadwright.domain.identity import hashes, normal
from leadwright.ledger.logbook import APPROACH, Entry, enter
from leadwright.ledger.refusals import OUT
from leadwright.ledger.rows import run
from leadwright.ledger.tables import approaches, brands, outreach, seen

YEAR = timedelta(days=365)  # the cap of 180 days across campaigns lies within it
INSERT = approaches.insert()


def hashed(key: bytes, kind: str, name: str) -> str:
    """Hash the one form of a name, as every list of keyed hashes does."""
    return hashes(key, kind, name)[0]


def names_of(conn: sa.Connection, known: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Give everything that brands are known by, with its kind: address for an own address, else brand."""
    mine = tuple(known)
    owners = sa.select(brands.c.brand).where(brands.c.name.in_(mine))
    rows = conn.execute(sa.select(brands.c.name, brands.c.kind).where(brands.c.brand.in_(owners))).all()
    found = [("address" if row.kind == "address" else "brand", row.name) for row in rows]
    return tuple(dict.fromkeys([*(("brand", name) for name in mine), *found]))


def since(conn: sa.Connection, key: bytes, *, address: str, known: Iterable[str], row: sa.Row[Any]) -> datetime | None:
    """Give when somebody was last approached who is this brand or has this mailbox, by another letter than ``row``.

    A letter that was claimed before and did not leave holds its own approach, and that one does not stop it.
    """
    names = [("address", address), *(names_of(conn, known) if row.brand_hash is None else ())]
    if hashed(key, "address", address) == row.recipient_hash:
        return None
    asked = {(kind, one) for kind, name in names for one in hashes(key, kind, name)}
    found = conn.execute(
        sa.select(approaches.c.kind, approaches.c.hash, approaches.c.at).where(
            approaches.c.kind.in_(["address", "brand"]), approaches.c.hash.in_([value for _, value in asked])
        )
    )
    return max((one.at for one in found if (one.kind, one.hash) in asked), default=None)


def is_new(conn: sa.Connection, known: Iterable[str], *, last: datetime, now: datetime) -> bool:
    """Whether a second sequence may begin: twelve months have passed, and a source showed the brand since then."""
    if now - last < YEAR:
        return False
    signal = conn.scalar(sa.select(sa.func.max(seen.c.ts)).where(seen.c.brand.in_(tuple(known))))
    return signal is not None and signal > last


def remember(conn: sa.Connection, key: bytes, *, address: str, known: Iterable[str], at: datetime) -> None:
    """Write down that a brand, under all its names, and a mailbox were approached."""
    names = dict.fromkeys([*names_of(conn, known), ("address", normal(address))])
    rows = dict.fromkeys((kind, hashed(key, kind, name)) for kind, name in names)
    enter(conn, [Entry(APPROACH, kind, value, "", at) for kind, value in rows])
    run(conn, INSERT, [{"kind": kind, "hash": value, "at": at} for kind, value in rows])


def remember_older(conn: sa.Connection, key: bytes) -> None:
    """Write down whom letters of an older version approached, which kept no such list."""
    first = sa.select(outreach).where(outreach.c.stage == "first", outreach.c.status.in_(OUT))
    for row in conn.execute(first).all():
        remember(conn, key, address=row.recipient, known=(row.brand,), at=row.claimed_at or row.created_at)
