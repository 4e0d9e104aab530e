"""How the house stands: what is alive, what waits at which stage, what each mailbox may do today."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from leadwright.domain.errors import Scalar
from leadwright.domain.letter import ANSWER
from leadwright.domain.operator import Mailbox
from leadwright.domain.ramp import cap_on
from leadwright.ledger.codec import facts_of
from leadwright.ledger.rows import literal
from leadwright.ledger.slots import clean_days, local, midnight
from leadwright.ledger.tables import heartbeats, mailboxes, notices, outreach, work

LEFT = ("claimed", "doubt", "sent", "bounced")
NOTICES = 50


@dataclass(frozen=True, slots=True)
class Beat:
    """A loop's last sign of life; ``age`` is in seconds."""

    name: str
    at: datetime
    age: float


@dataclass(frozen=True, slots=True)
class MailboxView:
    """What a mailbox may do today; ``stopped`` is the code of what stopped it."""

    name: str
    address: str
    stopped: str | None
    swept_at: datetime | None
    cap: int
    sent: int
    next_slot: datetime | None


@dataclass(frozen=True, slots=True)
class StageView:
    """How much work of a stage is in which state."""

    name: str
    ready: int = 0
    running: int = 0
    held: int = 0
    parked: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the operator should know."""

    id: int
    code: str
    facts: dict[str, Scalar]
    at: datetime


def beats(conn: sa.Connection, now: datetime) -> tuple[Beat, ...]:
    """Give every loop's last sign of life."""
    rows = conn.execute(sa.select(heartbeats.c.name, heartbeats.c.ts).order_by(heartbeats.c.name))
    return tuple(Beat(row.name, row.ts, (now - row.ts).total_seconds()) for row in rows)


def mailbox(conn: sa.Connection, box: Mailbox, *, now: datetime) -> MailboxView:
    """Give the state of one configured mailbox; ``sent`` counts today's cold letters."""
    known = conn.execute(sa.select(mailboxes).where(mailboxes.c.name == box.name)).one_or_none()
    day = local(now, box)
    cold = outreach.c.mailbox == box.name, outreach.c.stage != ANSWER
    start, end = midnight(day, box), midnight(day + timedelta(days=1), box)
    left = sa.select(sa.func.count()).where(*cold, outreach.c.sent_at >= start, outreach.c.sent_at < end)
    planned = sa.select(sa.func.min(outreach.c.slot_at)).where(
        *cold, outreach.c.status.in_(("draft", "held")), outreach.c.slot_at > now
    )
    return MailboxView(
        name=box.name,
        address=box.address,
        stopped=known.stopped if known else None,
        swept_at=known.swept_at if known else None,
        cap=cap_on(day, box, sent_days=clean_days(conn, box, now=now)),
        sent=conn.scalar(left) or 0,
        next_slot=conn.scalar(planned),
    )


def stages(conn: sa.Connection, names: tuple[str, ...]) -> tuple[StageView, ...]:
    """Count the work that is not ended, in the order of the chain."""
    under_way = sa.select(work.c.stage, work.c.state, sa.func.count().label("n")).where(
        work.c.state.in_([literal("ready"), literal("running"), literal("held")])
    )
    parked = sa.select(work.c.stage, work.c.state, sa.func.count().label("n")).where(work.c.state == literal("parked"))
    found: dict[str, dict[str, int]] = {name: {} for name in names}
    for asked in (under_way, parked):
        for row in conn.execute(asked.group_by(work.c.stage, work.c.state)):
            found.setdefault(row.stage, {})[row.state] = row.n
    return tuple(StageView(name, **counts) for name, counts in found.items())


def unseen(conn: sa.Connection) -> tuple[Notice, ...]:
    """Give the newest notices that nobody has seen."""
    asked = sa.select(notices).where(notices.c.seen_at.is_(None)).order_by(notices.c.id.desc()).limit(NOTICES)
    return tuple(Notice(row.id, row.code, dict(facts_of(row.facts)), row.ts) for row in conn.execute(asked))


def count_doubts(conn: sa.Connection) -> int:
    """Count the letters of which nobody knows whether they left."""
    return conn.scalar(sa.select(sa.func.count()).where(outreach.c.status == "doubt")) or 0
