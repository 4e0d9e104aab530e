"""Applies what happens beside the arrows, in the transaction that stores the output it follows from.

Consequences are grouped by their kind, in an order in which the careful ones come last: work that one result submits
and another one cancels in the same batch ends cancelled.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from typing import Any

import sqlalchemy as sa

from leadwright.consequences import (
    Cancel,
    Close,
    Consented,
    Consequence,
    Count,
    Forget,
    Hold,
    Join,
    Keep,
    Mark,
    Postpone,
    Release,
    State,
    Submit,
    Suppress,
    Tell,
    Withdraw,
)
from leadwright.domain.masking import masked_facts
from leadwright.ledger.brands import Seen, same_brand, tie
from leadwright.ledger.codec import encode
from leadwright.ledger.consents import BY, keep_consent, withdraw
from leadwright.ledger.forgetting import forget_posts
from leadwright.ledger.journal import ready
from leadwright.ledger.mailboxes import stop_mailbox
from leadwright.ledger.projections import OPEN, Given, keep
from leadwright.ledger.rows import add, among, insert, literal, put, run
from leadwright.ledger.sequels import following
from leadwright.ledger.suppression import entries_of, remember
from leadwright.ledger.tables import bookmarks, holds, leads, notices, outreach, rollups, work

OPERATOR = "operator"  # who holds a brand until they lift it themselves
BRAND_HELD = "brand-held"  # code of work that waits for a mail of its brand to be understood


@dataclass(frozen=True, slots=True)
class Caused:
    """A consequence and the name of the run, or the door, that it follows from."""

    what: Any
    cause: str


@dataclass(frozen=True, slots=True)
class Context:
    """The transaction, its moment, and the key of keyed hashes."""

    conn: sa.Connection
    now: datetime
    key: bytes


def apply(
    conn: sa.Connection, consequences: Sequence[Consequence], *, now: datetime, cause: str, database_key: bytes
) -> None:
    """Apply consequences of one cause in the caller's transaction."""
    apply_all(conn, [Caused(what, cause) for what in consequences], now=now, key=database_key)


def apply_all(conn: sa.Connection, caused: Sequence[Caused], *, now: datetime, key: bytes) -> None:
    """Apply consequences of many causes in the caller's transaction."""
    context = Context(conn, now, key)
    groups: dict[type, list[Caused]] = {}
    for one in caused:
        groups.setdefault(type(one.what), []).append(one)
    for kind, act in ACTS.items():
        if kind in groups:
            act(context, groups[kind])


def keep_items(at: Context, caused: Sequence[Caused]) -> None:
    """Store further items with what they show."""
    keep(at.conn, [Given(c.what.item, getattr(c.what.item, "brand", None)) for c in caused], now=at.now)


def submit(at: Context, caused: Sequence[Caused]) -> int:
    """Let stages take items; gives how much of that work was new."""
    rows = [
        {
            "stage": c.what.stage,
            "key": c.what.key,
            "wake": c.what.wake,
            "brand": c.what.brand,
            "lane": c.what.lane,
            "state": "ready",
            "priority": c.what.priority,
            "due": c.what.at or at.now,
            "cause": c.cause,
        }
        for c in caused
    ]
    return add(at.conn, work, rows)


def hold(at: Context, caused: Sequence[Caused]) -> None:
    """Silence brands, under all their names."""
    rows = [
        {"brand": name, "mail": c.what.mail, "since": at.now, "code": "mail"}
        for c, names in everywhere(at.conn, caused)
        for name in names
    ]
    add(at.conn, holds, rows)


UNDERSTOOD = sa.bindparam("understood", type_=sa.Text)
UNHOLD = sa.delete(holds).where(
    holds.c.mail == UNDERSTOOD, (holds.c.brand == sa.bindparam("of")) | (holds.c.mail != OPERATOR)
)


def release(at: Context, caused: Sequence[Caused]) -> None:
    """End holds; a brand that has none left goes on where it was held."""
    rows = [{"of": c.what.brand, "understood": c.what.mail} for c in caused]
    mails = {c.what.mail for c in caused} - {OPERATOR}  # of all names that were one when the mail came
    silenced = set(at.conn.scalars(sa.select(holds.c.brand).where(holds.c.mail.in_(mails))))
    run(at.conn, UNHOLD, rows)
    brands = {c.what.brand for c in caused} | silenced
    silent = set(at.conn.scalars(sa.select(holds.c.brand).where(holds.c.brand.in_(brands))))
    for brand in sorted(brands - silent):
        ready(at.conn, now=at.now, codes=(BRAND_HELD,), brand=brand)


# in the index's own words: a partial index is not found by any others
WAITS = among(work.c.state, "ready", "held")
ANSWERS = sa.select(outreach.c.draft).where(outreach.c.stage == "answer")
WAITING = (
    sa.update(work)
    .where(WAITS, work.c.brand == sa.bindparam("of"))
    .where(work.c.stage == "send", work.c.key.not_in(ANSWERS.where(outreach.c.brand == sa.bindparam("of"))))
)
UNSENT = sa.update(outreach).where(
    outreach.c.brand == sa.bindparam("of"),
    among(outreach.c.status, *OPEN),
    outreach.c.stage != "answer",
)


END_WORK = WAITING.values(state="cancelled", code=sa.bindparam("why"))
END_WAY = (  # to a letter that need not be written any more
    sa.update(work)
    .where(WAITS, work.c.brand == sa.bindparam("of"), work.c.stage.in_([literal("enrich"), literal("personalize")]))
    .values(state="cancelled", code=sa.bindparam("why"))
)
END_LETTER = UNSENT.values(status="cancelled", reason=sa.bindparam("why"), slot_at=None)
DAY = sa.bindparam("day", type_=work.c.due.type)
PUT_OFF = WAITING.where(work.c.due < DAY).values(due=DAY)
NO_SLOT = UNSENT.values(slot_at=None)


def cancel(at: Context, caused: Sequence[Caused]) -> None:
    """End the waiting letters of brands, under all their names unless just one is meant; answers to people stay."""
    alone = [c.what for c in caused if c.what.alone]
    whole = everywhere(at.conn, [c for c in caused if not c.what.alone])
    rows = [{"of": name, "why": c.what.code} for c, names in whole for name in names]
    rows += [{"of": what.brand, "why": what.code} for what in alone]
    run(at.conn, END_WORK, rows)
    run(at.conn, END_LETTER, rows)
    run(at.conn, END_WAY, [{"of": what.brand, "why": what.code} for what in alone])


def postpone(at: Context, caused: Sequence[Caused]) -> None:
    """Let the waiting letters of brands leave no sooner than the day named, and give up their slots."""
    rows = [
        {"of": name, "day": datetime.combine(c.what.until, time(), UTC)}
        for c, names in everywhere(at.conn, caused)
        for name in names
    ]
    run(at.conn, PUT_OFF, rows)
    run(at.conn, NO_SLOT, [{"of": row["of"]} for row in rows])


def suppress(at: Context, caused: Sequence[Caused]) -> int:
    """Remember for ever whom never to write to, without keeping who it is; gives how many entries were new."""
    said = [
        entry
        for s in (c.what for c in caused)
        for value in (same_brand(at.conn, s.value) if s.kind == "brand" else (s.value,))
        for entry in entries_of(at.key, s.kind, value, reason=s.reason, at=at.now)
    ]
    new = remember(at.conn, said)
    named = {kind: [s.what.value for s in caused if s.what.kind == kind] for kind in ("domain", "brand")}
    people = [s.what.value for s in caused if s.what.kind in {"address", "person"}]
    names = [name for brand in named["brand"] for name in same_brand(at.conn, brand)]
    withdraw(at.conn, now=at.now, key=at.key, addresses=people, brands=names, domains=named["domain"])
    return new


def consent(at: Context, caused: Sequence[Caused]) -> None:
    """Keep that somebody asked to be written to."""
    for c in caused:
        what = c.what
        said = {"address": what.address, "brand": what.brand, "way": what.way, "words": what.words, "url": what.url}
        keep_consent(at.conn, {**said, "scope": what.scope, "by": BY, "at": what.at}, key=at.key)


def end_consent(at: Context, caused: Sequence[Caused]) -> None:
    """End what addresses have consented to."""
    withdraw(at.conn, now=at.now, key=at.key, addresses=[c.what.address for c in caused])


def close(at: Context, caused: Sequence[Caused]) -> None:
    """Stop the mailboxes from which letters left."""
    for c in caused:
        name = at.conn.scalar(sa.select(outreach.c.mailbox).where(outreach.c.message_id == c.what.sent))
        if name is not None:
            stop_mailbox(at.conn, name, c.what.code, now=at.now)


def count(at: Context, caused: Sequence[Caused]) -> None:
    """Add to the roll-ups of the week."""
    year, number, _ = at.now.astimezone(UTC).isocalendar()
    sums = Counter((c.what.scope, c.what.name, c.what.counter) for c in caused)
    rows = [
        {"scope": scope, "name": name, "week": f"{year}-W{number:02}", "counter": counter, "n": n}
        for (scope, name, counter), n in sorted(sums.items())  # always in this order, so that writers do not deadlock
    ]
    run(at.conn, counting(at.conn.dialect.name), rows)


@cache
def counting(dialect: str) -> sa.Executable:
    """Insert a counter, or add to it."""
    fresh = insert(dialect, rollups)
    return fresh.on_conflict_do_update(
        index_elements=["scope", "name", "week", "counter"], set_={"n": rollups.c.n + fresh.excluded.n}
    )


def mark(at: Context, caused: Sequence[Caused]) -> None:
    """Remember where watches go on."""
    last = {c.what.watch: c.what.bookmark for c in caused}
    rows = [{"watch": watch, "mark": bookmark, "ts": at.now} for watch, bookmark in last.items()]
    put(at.conn, bookmarks, rows, keys=("watch",))


EARLY = ("found", "ready", "waiting", "dropped")
STATE_ROW = (
    sa.update(leads)
    .where(leads.c.brand == sa.bindparam("of"))
    .where(
        sa.bindparam("later", type_=sa.Boolean)  # replied, stopped and deal are news at any time
        | among(leads.c.state, *EARLY)
        | (leads.c.state == sa.bindparam("to"))
    )
    .values(
        state=sa.bindparam("to"),
        reason=sa.bindparam("why"),
        replied=leads.c.replied | sa.bindparam("answered", type_=sa.Boolean),
        updated_at=sa.bindparam("at"),
    )
)


ENDS = ("replied", "stopped")  # of one name end the others too
END_ROW = (
    sa.update(leads)
    .where(leads.c.brand == sa.bindparam("of"), among(leads.c.state, *EARLY, "contacted"))
    .values(state="stopped", reason=sa.bindparam("why"), updated_at=sa.bindparam("at", type_=leads.c.updated_at.type))
)


def state(at: Context, caused: Sequence[Caused]) -> None:
    """Move leads; one that was contacted, answered or ended never falls back to an earlier state."""
    rows = [
        {
            "of": s.brand,
            "to": s.state,
            "why": s.reason,
            "at": at.now,
            "later": s.state in {"replied", "stopped", "deal"},
            "answered": s.state == "replied",
        }
        for s in (c.what for c in caused)
    ]
    run(at.conn, STATE_ROW, rows)
    ends = [c for c in caused if c.what.state in ENDS]
    run(
        at.conn,
        END_ROW,
        [
            {"of": name, "why": c.what.reason, "at": at.now}
            for c, names in everywhere(at.conn, ends)
            for name in names
            if name != c.what.brand
        ],
    )


def join(at: Context, caused: Sequence[Caused]) -> None:
    """Tie names to brands; what turns out to be one business gets one sequence."""
    for c in caused:
        seen = Seen(c.cause, at.now)
        change = tie(at.conn, c.what.brand, c.what.ties, seen=seen, key=at.key, agency=c.what.agency)
        apply_all(at.conn, [Caused(what, c.cause) for what in following(at.conn, change)], now=at.now, key=at.key)


def everywhere(conn: sa.Connection, caused: Sequence[Caused]) -> list[tuple[Caused, tuple[str, ...]]]:
    """Give what is about brands with all names of each, its own first."""
    names = {brand: same_brand(conn, brand) for brand in {c.what.brand for c in caused}}
    return [(c, names[c.what.brand]) for c in caused]


def tell(at: Context, caused: Sequence[Caused]) -> None:
    """Leave notices for the operator; the same notice once."""
    rows = [{"code": c.what.code, "facts": encode(masked_facts(c.what.facts)), "ts": at.now} for c in caused]
    add(at.conn, notices, rows)


def forget(at: Context, caused: Sequence[Caused]) -> None:
    """Forget posts that were deleted at their source."""
    forget_posts(at.conn, {c.what.sighting for c in caused})


ACTS: Mapping[type, Callable[[Context, Sequence[Caused]], object]] = {
    Keep: keep_items,
    Submit: submit,
    Hold: hold,
    Release: release,
    Cancel: cancel,
    Postpone: postpone,
    Consented: consent,
    Suppress: suppress,
    Withdraw: end_consent,
    Close: close,
    Count: count,
    Mark: mark,
    State: state,
    Tell: tell,
    Join: join,  # what it ends must not be begun again by the same batch
    Forget: forget,  # last: nothing that the same batch brought stays
}
