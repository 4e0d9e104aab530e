"""When a letter leaves: a moment of its mailbox's day is reserved first, and waited for outside of any transaction.

First touches are planned for the mailbox's own day only, so that follow-ups, which are claimed before them every
morning and counted before they are due, find room. A letter that missed its moment is planned anew, never sent late.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from leadwright.consequences import FOLLOWUPS_FIRST
from leadwright.domain.calendar import Calendar
from leadwright.domain.errors import Later
from leadwright.domain.letter import ANSWER, FIRST, Draft
from leadwright.domain.operator import Mailbox
from leadwright.domain.ramp import cap_on
from leadwright.domain.schedule import GAP, next_slot
from leadwright.ledger.brands import LEFT
from leadwright.ledger.mailboxes import STOPPED
from leadwright.ledger.tables import events, mailboxes, outreach, work
from leadwright.ports import Dice

MISSED = timedelta(minutes=30)  # a pause or a crash came between
MORNING = timedelta(minutes=5)  # after the mailbox's midnight, when those that found no room are asked again
RAMP_DAYS = 40  # days of sending that the ramp may count: it is settled long before
LOOK_BACK = timedelta(days=2)
WAITING = ("draft", "held")


def slot_of(
    conn: sa.Connection,
    draft: Draft,
    row: sa.Row[Any],
    *,
    now: datetime,
    box: Mailbox,
    calendar: Calendar,
    dice: Dice,
    earliest: datetime | None,
) -> Later | None:
    """Give None where the letter's moment has come; else reserve one where it has none, and say when to come back."""
    day = now.astimezone(ZoneInfo(box.zone)).date()
    taken = taken_of(conn, row, box.name, now=now)
    sent_days = clean_days(conn, box, now=now)
    kept = row.slot_at
    if kept is not None and kept > now:
        return Later(kept, "slot")
    left_today = sum(local(moment, box) == day for moment in taken if moment <= now)
    room = cap_on(day, box, sent_days=sent_days) > left_today
    alone = not any(timedelta() <= now - moment < GAP / 2 for moment in taken)
    if kept is not None and now - kept <= MISSED and room and alone and calendar.is_open(now, draft.country):
        return None
    first = draft.kind == FIRST
    expected = followups_due(conn, box, until=midnight(day + timedelta(days=1), box)) if first else 0

    def cap(on: date) -> int:
        if first and on != day:
            return 0
        return max(0, cap_on(on, box, sent_days=sent_days) - expected)

    found = next_slot(
        now,
        calendar=calendar,
        country=draft.country,
        zone=box.zone,
        cap=cap,
        taken=taken,
        roll=dice.roll("slot", draft.key, day.isoformat()),
        earliest=earliest,
        days=1 if first else 10,
    )
    conn.execute(outreach.update().where(outreach.c.id == row.id).values(slot_at=found))
    if found is None:
        return Later(midnight(day + timedelta(days=1), box) + MORNING, "no-room", mailbox=box.name)
    return Later(found, "slot") if found > now else None


def taken_of(conn: sa.Connection, row: sa.Row[Any], mailbox: str, *, now: datetime) -> list[datetime]:
    """Give the moments of all other cold letters of a mailbox, sent or planned, of two days and all to come."""
    o, since = outreach.c, now - LOOK_BACK
    asked = sa.select(o.status, o.slot_at, o.claimed_at, o.sent_at).where(
        o.mailbox == mailbox, o.stage != ANSWER, o.id != row.id, sa.or_(o.sent_at > since, o.slot_at > since)
    )
    rows = conn.execute(asked).all()
    left = [other.sent_at or other.claimed_at for other in rows if other.status in LEFT]
    return left + [other.slot_at for other in rows if other.status in WAITING and other.slot_at > now - MISSED]


def clean_days(conn: sa.Connection, box: Mailbox, *, now: datetime) -> Sequence[date]:
    """Give the local days on which letters left and the mailbox was not stopped; the very first one always counts."""
    since = now - timedelta(days=RAMP_DAYS)
    sent = outreach.c.mailbox == box.name, outreach.c.sent_at > since, outreach.c.stage != ANSWER
    days = {local(moment, box) for moment in conn.scalars(sa.select(outreach.c.sent_at).where(*sent))}
    stops = events.c.key == box.name, events.c.type == STOPPED, events.c.ts > since
    days -= {local(moment, box) for moment in conn.scalars(sa.select(events.c.ts).where(*stops))}
    begun = conn.scalar(sa.select(mailboxes.c.first_sent).where(mailboxes.c.name == box.name))
    if begun and begun <= since:
        days.add(local(begun, box))
    return sorted(days)


def followups_due(conn: sa.Connection, box: Mailbox, *, until: datetime) -> int:
    """Count the follow-ups that come due before ``until`` and have no moment yet."""
    asked = (
        sa.select(sa.func.count())
        .select_from(work.join(outreach, outreach.c.draft == work.c.key))
        .where(
            work.c.stage == "send",
            work.c.state == "ready",
            work.c.priority == FOLLOWUPS_FIRST * 1000,
            work.c.due < until,
            outreach.c.mailbox == box.name,
            outreach.c.slot_at.is_(None),
            outreach.c.status.in_(WAITING),
        )
    )
    return conn.scalar(asked) or 0


def local(moment: datetime, box: Mailbox) -> date:
    """Give the mailbox's local day of a moment."""
    return moment.astimezone(ZoneInfo(box.zone)).date()


def midnight(day: date, box: Mailbox) -> datetime:
    """Give the start of the mailbox's local day, in UTC."""
    return datetime.combine(day, time(), ZoneInfo(box.zone)).astimezone(UTC)
