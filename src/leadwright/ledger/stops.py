"""A person says that somebody must never hear from us again: the list, the waiting letters, the events, at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from leadwright.consequences import Cancel, State, Suppress
from leadwright.domain.masking import masked
from leadwright.ledger import beside
from leadwright.ledger.brands import same_brand
from leadwright.ledger.codec import encode
from leadwright.ledger.guard import before_a_stop
from leadwright.ledger.logbook import SUPPRESS, Entry
from leadwright.ledger.suppression import remember
from leadwright.ledger.tables import events, work
from leadwright.ledger.views import people

CODE, THEIRS = "stopped-by-hand", "opted-out"  # who said it: the operator, or the person by the way the letter names
UNREAD = (  # nothing is read any more for whom nothing will be written
    sa.update(work)
    .where(work.c.stage.in_(["extract", "dedupe", "enrich", "personalize"]), work.c.state.in_(["ready", "held"]))
    .values(state="cancelled")
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One entry of the suppression list; ``new`` where it was not there before."""

    kind: str  # address, domain, brand
    value: str
    new: bool


@dataclass(frozen=True, slots=True)
class Stopped:
    """What a stop came to."""

    stops: tuple[Stop, ...]
    letters: tuple[str, ...]  # keys of waiting letters that were cancelled


def stop(  # what, why, who, when, and the key of the hashes
    conn: sa.Connection, what: str, *, reason: str, by: str, now: datetime, key: bytes, code: str = CODE
) -> Stopped:
    """Put an address and its brands, or a domain and its brand, on the list; ``what`` is in its one form.

    In the caller's transaction. Events name brands, never the address; where all was stopped before there are none.
    """
    before_a_stop(conn)
    reason = masked(reason)  # a person may name somebody in it, and it is kept for good
    brands = brands_of(conn, what)
    listed = entries(what, brands, people.written_to(conn, brands))
    fresh = [entry for entry in listed if not people.listed(conn, key, *entry)]
    said = [beside.Caused(Suppress(kind, value, reason), by) for kind, value in fresh]
    # first of all: on PostgreSQL whoever stops the same at the same moment waits here, and then finds nothing new
    new = beside.suppress(beside.Context(conn, now, key), said)
    waiting = people.waiting_letters(conn, brands)
    unread = conn.execute(UNREAD.where(work.c.brand.in_(brands)).values(code=code)).rowcount
    if new or waiting or unread or people.going_on(conn, brands):
        ends = [one for brand in brands for one in (Cancel(brand, code), State(brand, "stopped", code))]
        beside.apply(conn, ends, now=now, cause=by, database_key=key)
        tell(conn, brands, {"reason": reason, "letters": len(waiting), "entries": new}, now=now, by=by)
    return Stopped(tuple(Stop(*entry, new=entry in fresh) for entry in listed), tuple(waiting))


def stop_hashed(conn: sa.Connection, hashed: str, *, reason: str, by: str, now: datetime, key: bytes) -> None:
    """Stop the brand with this keyed hash, and all that is known to belong to it; also where nothing is known of it.

    In the caller's transaction.
    """
    new = remember(conn, [Entry(SUPPRESS, "brand", hashed, reason, now)])
    known = people.brands_hashed(conn, key, hashed)
    for brand in known:
        stop(conn, brand, reason=reason, by=by, now=now, key=key, code=THEIRS)
    if new and not known:
        tell(conn, (), {"reason": reason, "letters": 0, "entries": new}, now=now, by=by)


def tell(conn: sa.Connection, brands: Sequence[str], meta: Mapping[str, object], *, now: datetime, by: str) -> None:
    """Keep what was stopped as events, one for each brand."""
    told = {"type": "suppressed", "meta": encode(meta), "ts": now, "cause": by}
    for name in brands or (None,):
        conn.execute(events.insert().values(brand=name, key=name, **told))


def brands_of(conn: sa.Connection, what: str) -> tuple[str, ...]:
    """Give the known brands behind an address, or a domain with all names of its brand."""
    found = people.brands_of_address(conn, what) if "@" in what else (what,)
    return tuple(dict.fromkeys(name for brand in found for name in same_brand(conn, brand)))


def entries(what: str, brands: Sequence[str], written_to: Sequence[str]) -> list[tuple[str, str]]:
    """Say what goes on the list: the address or domain as such, the brands, and whoever was written to there."""
    first = [("address", what), ("person", what)] if "@" in what else [("domain", what)] if "/" not in what else []
    said = [*first, *(("brand", brand) for brand in brands), *(("address", address) for address in written_to)]
    return list(dict.fromkeys(said))
