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
from leadwright.ledger.rows import literal, run
from leadwright.ledger.tables import approaches, brands, outreach, seen

YEAR = timedelta(days=365)  # the cap of 180 days across campaigns lies within it
INSERT = approaches.insert()
MINE = sa.select(brands.c.brand).where(brands.c.name.in_(sa.bindparam("mine", expanding=True)))
NAMES = sa.select(brands.c.name).where(brands.c.brand.in_(MINE))
FOUND = sa.select(approaches.c.kind, approaches.c.hash, approaches.c.at).where(
    approaches.c.kind.in_([literal("address"), literal("brand")]),
    approaches.c.hash.in_(sa.bindparam("asked", expanding=True)),
)
Names = tuple[tuple[str, str], ...]
"""Kind (address or brand) and name."""


def hashed(key: bytes, kind: str, name: str) -> str:
    """Hash the one form of a name, as every list of keyed hashes does."""
    return hashes(key, kind, name)[0]


def names_of(conn: sa.Connection, known: Iterable[str], address: str) -> Names:
    """Give everything that a mailbox and brands are known by, with its kind: address for an own address, else brand."""
    mine = tuple(known)
    rows = conn.execute(NAMES, {"mine": mine}).all()
    found = [("address" if "@" in row.name else "brand", row.name) for row in rows]
    return tuple(dict.fromkeys([("address", normal(address)), *(("brand", name) for name in mine), *found]))


def since(conn: sa.Connection, key: bytes, names: Names, *, row: sa.Row[Any]) -> datetime | None:
    """Give when somebody of these names (the recipient's first) was last approached, by another letter than ``row``.

    A letter that was claimed before and did not leave holds its own approach, and that one does not stop it.
    """
    if hashed(key, *names[0]) == row.recipient_hash:
        return None
    return last_of(conn, key, names if row.brand_hash is None else names[:1])


def last_of(conn: sa.Connection, key: bytes, names: Names) -> datetime | None:
    """Give when somebody of one of these names was last approached."""
    asked = {(kind, one) for kind, name in names for one in hashes(key, kind, name)}
    found = conn.execute(FOUND, {"asked": [value for _, value in asked]})
    return max((one.at for one in found if (one.kind, one.hash) in asked), default=None)


def is_new(conn: sa.Connection, known: Iterable[str], *, last: datetime, now: datetime) -> bool:
    """Whether a second sequence may begin: twelve months have passed, and a source showed the brand since then."""
    if now - last < YEAR:
        return False
    signal = conn.scalar(sa.select(sa.func.max(seen.c.ts)).where(seen.c.brand.in_(tuple(known))))
    return signal is not None and signal > last


def remember(conn: sa.Connection, key: bytes, names: Names, *, at: datetime) -> None:
    """Write down that a mailbox and a brand, under all its names, were approached."""
    rows = dict.fromkeys((kind, hashed(key, kind, name)) for kind, name in names)
    enter(conn, [Entry(APPROACH, kind, value, "", at) for kind, value in rows])
    run(conn, INSERT, [{"kind": kind, "hash": value, "at": at} for kind, value in rows])


def remember_older(conn: sa.Connection, key: bytes) -> None:
    """Write down whom letters of an older version approached, which kept no such list."""
    first = sa.select(outreach).where(outreach.c.stage == "first", outreach.c.status.in_(OUT))
    for row in conn.execute(first).all():
        remember(conn, key, names_of(conn, (row.brand,), row.recipient), at=row.claimed_at or row.created_at)
