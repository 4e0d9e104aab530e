"""What must outlast any ledger: gathered from one and put into another, where it can only add.

Suppressions, dates of approaches, erasures, withdrawn consents, and the letters that may have left. The journal beside
the ledger holds the same, line by line.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.identity import keyed, normal
from leadwright.ledger.consents import mark, withdrawn
from leadwright.ledger.erased import hashes_of
from leadwright.ledger.erasing import erase, subject_of
from leadwright.ledger.journal import SEND, tell
from leadwright.ledger.logbook import APPROACH, ERASE, SUPPRESS, WITHDRAW, Entry, Logbook, Told
from leadwright.ledger.projections import OPEN
from leadwright.ledger.refusals import OUT
from leadwright.ledger.rows import batches
from leadwright.ledger.scrubbing import UNSCRUBBED
from leadwright.ledger.suppression import remember
from leadwright.ledger.tables import (
    approaches,
    brands,
    consents,
    erasures,
    evidence,
    leads,
    messages,
    outreach,
    suppression,
    validity,
    work,
)

__all__ = ["UNSCRUBBED", "Replayed", "catch_up", "entries_of", "replay"]

LETTER = "letter"  # kind of an approach: the keyed hash of a letter's own key
RESTORED = "restored"  # code of letters that end because they may have left after the backup


@dataclass(frozen=True, slots=True)
class Replayed:
    """What was put into a ledger: entries that it did not hold, people erased once more, letters that end."""

    suppressed: int
    erased: int
    cancelled: int
    doubted: int


def entries_of(conn: sa.Connection, key: bytes) -> Iterator[Entry]:
    """Give everything of a ledger that must outlast it."""
    for row in conn.execute(sa.select(suppression).order_by(suppression.c.id)):
        yield Entry(SUPPRESS, row.kind, row.hash, row.reason, row.ts)
    for row in conn.execute(sa.select(approaches).order_by(approaches.c.id)):
        yield Entry(APPROACH, row.kind, row.hash, "", row.at)
    for row in conn.execute(sa.select(erasures).order_by(erasures.c.id)):
        yield Entry(ERASE, row.kind, row.hash, row.reason, row.at)
    for row in conn.execute(sa.select(outreach).where(outreach.c.status.in_(OUT)).order_by(outreach.c.id)):
        yield Entry(APPROACH, LETTER, keyed(key, LETTER, row.draft), "", row.claimed_at or row.created_at)
    for hashed, at in withdrawn(conn):
        yield Entry(WITHDRAW, "address", hashed, "", at)


def catch_up(conn: sa.Connection, book: Logbook, *, key: bytes) -> int:
    """Write into a journal what its ledger holds and it does not, as after a move; gives how many lines."""
    fresh = missing(conn, book.read(), key=key)
    book.append(fresh)
    return len(fresh)


def missing(conn: sa.Connection, told: Told, *, key: bytes) -> list[Entry]:
    """Give what a ledger holds and its journal does not."""
    known = {(line.what, line.kind, line.hash) for line in told.lines}
    every = {(one.what, one.kind, one.hash): one for one in entries_of(conn, key)}
    return [one for name, one in every.items() if name not in known]


def replay(
    conn: sa.Connection, entries: Sequence[Entry], *, since: datetime, unsure: bool, now: datetime, key: bytes
) -> Replayed:
    """Put entries into a ledger that was restored as it stood at ``since``, in the caller's transaction.

    It only adds. Who was erased since is erased again; a letter that may have left since ends, with the rest of its
    brand's sequence; where that is not known (``unsure``), every letter that waits does. A letter whose claim was
    under way is in doubt.
    """
    listed = remember(conn, [one for one in entries if one.what == SUPPRESS])
    _add_approaches(conn, [one for one in entries if one.what == APPROACH and one.kind != LETTER])
    _withdraw(conn, [one for one in entries if one.what == WITHDRAW], key=key)
    erased = _erase_again(conn, [one for one in entries if one.what == ERASE and one.at >= since], now=now, key=key)
    _add_erasures(conn, [one for one in entries if one.what == ERASE])
    left = [one for one in entries if one.what == APPROACH and one.at >= since]
    gone = {(one.kind, one.hash) for one in left if one.kind == LETTER or one.at > since}
    waiting = conn.execute(sa.select(outreach).where(outreach.c.status.in_(OPEN))).all()
    ending = [row.draft for row in waiting if unsure or may_have_left(row.draft, row.brand, gone, key=key)]
    _end(conn, ending)
    doubted = conn.execute(
        sa.update(outreach).where(outreach.c.status == "claimed").values(status="doubt", reason=RESTORED)
    ).rowcount
    tell(conn, "restored", now=now, since=since.isoformat(), letters=len(ending), doubts=doubted)
    return Replayed(listed, erased, len(ending), doubted)


def may_have_left(draft: str, brand: str, gone: set[tuple[str, str]], *, key: bytes) -> bool:
    """Say whether a letter that waits may be out, or another one to the same brand since the backup."""
    return (LETTER, keyed(key, LETTER, draft)) in gone or ("brand", keyed(key, "brand", normal(brand))) in gone


def _add_approaches(conn: sa.Connection, entries: Iterable[Entry]) -> None:
    known = {(row.kind, row.hash, row.at) for row in conn.execute(sa.select(approaches))}
    fresh = {(one.kind, one.hash, one.at) for one in entries} - known
    if fresh:
        conn.execute(approaches.insert(), [{"kind": k, "hash": h, "at": at} for k, h, at in sorted(fresh)])


def _add_erasures(conn: sa.Connection, entries: Iterable[Entry]) -> None:
    known = {(row.kind, row.hash) for row in conn.execute(sa.select(erasures.c.kind, erasures.c.hash))}
    fresh = {(one.kind, one.hash): one for one in entries if (one.kind, one.hash) not in known}
    rows = [{"kind": x.kind, "hash": x.hash, "reason": x.reason, "at": x.at} for x in fresh.values()]
    if rows:
        conn.execute(erasures.insert(), rows)


def _withdraw(conn: sa.Connection, entries: Iterable[Entry], *, key: bytes) -> None:
    ended = {one.hash: one.at for one in sorted(entries, key=lambda one: one.at)}
    mark(conn, ended)
    for row in conn.execute(sa.select(consents).where(consents.c.withdrawn_at.is_(None))).all():
        said = ended.get(keyed(key, "address", normal(row.address)))
        if said is not None and said >= row.at:
            conn.execute(sa.update(consents).where(consents.c.id == row.id).values(withdrawn_at=said))


def _erase_again(conn: sa.Connection, entries: Sequence[Entry], *, now: datetime, key: bytes) -> int:
    """Erase whoever is found in the ledger under one of the hashes; gives how many."""
    wanted = {(one.kind, one.hash): one for one in entries}
    found = {}
    for kind, value in _names(conn) if wanted else ():
        for one in hashes_of(key, kind, value):
            if (kind, one) in wanted:
                found[value] = wanted[kind, one]
    number = 0
    for value, entry in found.items():
        who = subject_of(conn, value)
        if who is not None:
            erase(conn, who, reason=entry.reason, by=RESTORED, now=now, key=key)
            number += 1
    return number


def _names(conn: sa.Connection) -> Iterator[tuple[str, str]]:
    """Give every name that anybody has in a ledger, with its kind."""
    for column in (leads.c.brand, brands.c.brand, brands.c.name, outreach.c.brand):
        yield from (("brand", name) for name in conn.scalars(sa.select(column).distinct()))
    people = leads.c.email, evidence.c.address, outreach.c.recipient, messages.c.sender, consents.c.address
    for column in (*people, brands.c.name, validity.c.address):
        for name in conn.scalars(sa.select(column).distinct()):
            if name and "@" in name:
                yield "address", normal(name)


def _end(conn: sa.Connection, drafts: Sequence[str]) -> None:
    for some in batches(drafts):
        ended = sa.update(outreach).where(outreach.c.draft.in_(some))
        conn.execute(ended.values(status="cancelled", reason=RESTORED, slot_at=None))
        waits = sa.update(work).where(work.c.stage == SEND, work.c.key.in_(some))
        waits = waits.where(work.c.state.in_(["ready", "held", "running", "parked"]))
        conn.execute(waits.values(state="cancelled", code=RESTORED))
