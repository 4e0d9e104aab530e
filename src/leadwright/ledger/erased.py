"""Who was erased, in keyed hashes: so that nobody is collected anew who asked to be forgotten."""

import html
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import sqlalchemy as sa

from leadwright.domain.identity import hashes, keyed, normal
from leadwright.domain.masking import masked
from leadwright.ledger.logbook import ERASE, Entry, enter
from leadwright.ledger.rows import batches
from leadwright.ledger.tables import erasures

RETENTION = "retention"  # reason of what was erased because its time had come: it may be found anew


@dataclass(frozen=True, slots=True)
class Name:
    """One name of somebody who is erased; ``lead_id`` is that of the lead whose key it was."""

    kind: str  # address brand letter
    value: str  # an address, the key of a brand, or the Message-ID of a letter of ours
    lead_id: int | None = None


def record(conn: sa.Connection, names: Sequence[Name], *, reason: str, now: datetime, key: bytes) -> None:
    """Say who is erased, in the ledger and in the journal beside it, before anything is deleted.

    The only place that writes it. The database lets go of a letter that left only where its lead is named here.
    """
    reason = masked(reason)
    told = [(name, one) for name in names for one in hashes_of(key, name.kind, name.value)]
    enter(conn, [Entry(ERASE, name.kind, one, reason, now) for name, one in told])
    rows = [
        {"kind": name.kind, "hash": one, "lead_id": name.lead_id, "reason": reason, "at": now} for name, one in told
    ]
    if rows:
        conn.execute(erasures.insert(), rows)


def hashes_of(key: bytes, kind: str, value: str) -> tuple[str, ...]:
    """Give the keyed hashes of a name; a Message-ID has one form."""
    return (keyed(key, kind, value),) if kind == "letter" else hashes(key, kind, value)


def is_erased(
    conn: sa.Connection,
    key: bytes,
    *,
    addresses: Iterable[str] = (),
    brands: Iterable[str] = (),
    letters: Iterable[str] = (),
) -> bool:
    """Say whether one of these was erased on request; an address also where the brand of its domain was."""
    found = _found(conn, key, _names(addresses, brands) | {("letter", one) for one in letters})
    return any(row.reason != RETENTION for row in found)


def erasures_of(
    conn: sa.Connection, key: bytes, *, addresses: Iterable[str] = (), brands: Iterable[str] = ()
) -> list[sa.Row[Any]]:
    """Give the erasures of these, the latest first, those whose time had come too."""
    found = {row.id: row for row in _found(conn, key, _names(addresses, brands))}
    return [row for _, row in sorted(found.items(), reverse=True)]


def erasures_of_lead(conn: sa.Connection, lead: int) -> list[sa.Row[Any]]:
    """Give the erasures of the lead that had a number, as the log and the events name it."""
    return list(conn.execute(sa.select(erasures).where(erasures.c.lead_id == lead).order_by(erasures.c.id.desc())))


def _names(addresses: Iterable[str], brands: Iterable[str]) -> set[tuple[str, str]]:
    """Give all names, with their kinds, by which somebody may have been erased."""
    people = {normal(html.unescape(unquote(one)).strip(".-'*")) for one in addresses}
    places = [place for one in people for place in above(one.rpartition("@")[2])]
    places += [place for one in brands for place in (one, *above(normal(one).partition("/")[0]))]
    return {*(("address", one) for one in people), *(("brand", one) for one in places)}


def _found(conn: sa.Connection, key: bytes, names: Iterable[tuple[str, str]]) -> Iterator[sa.Row[Any]]:
    wanted = {(kind, one) for kind, value in names for one in hashes_of(key, kind, value)}
    for some in batches(wanted):
        found = sa.select(erasures).where(
            erasures.c.kind.in_(["address", "brand", "letter"]), erasures.c.hash.in_([one for _, one in some])
        )
        yield from (row for row in conn.execute(found) if (row.kind, row.hash) in wanted)


def above(host: str) -> list[str]:
    """Give a host and the domains above it, without the last label alone."""
    labels = host.split(".")
    return [".".join(labels[n:]) for n in range(max(1, len(labels) - 1))]
