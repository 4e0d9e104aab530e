"""What would leave on a day: the real gate is asked in the order of the send stage, and everything is taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from leadwright.domain.letter import Draft
from leadwright.domain.operator import Mailbox
from leadwright.ledger.brands import same_brand
from leadwright.ledger.checks import CHECKS, Asking, House, live, mailbox, reread
from leadwright.ledger.codec import decode
from leadwright.ledger.slots import local, midnight
from leadwright.ledger.tables import items, mailboxes, outreach, work
from leadwright.ledger.views.letters import OPEN, DraftView, views

# the operator switches it on; the next sweep makes it fresh; a page is read again only just before a letter leaves
NOT_ASKED = (live, mailbox, reread)
ASKED = 1000  # letters that are asked about at most


def rehearse(conn: sa.Connection, house: House, *, now: datetime, day: date | None) -> list[DraftView]:
    """Give the letters that would leave on the mailboxes' local day (today for None), each with its moment.

    Needs a connection that may write; nothing of it is kept.
    """
    attempt = conn.begin_nested()
    try:
        moments = dict(leaving(conn, house, now=now, day=day))
        found = views(conn, outreach.c.draft.in_(moments)) if moments else []
    finally:
        attempt.rollback()
    planned = [(moments[view.key], view) for view in found]
    return [replace(view, slot_at=at) for at, view in sorted(planned, key=lambda one: (one[0], one[1].id))]


def leaving(conn: sa.Connection, house: House, *, now: datetime, day: date | None) -> Iterator[tuple[str, datetime]]:
    """Yield the letters that pass the gate on the day, with the moment of each."""
    stopped = set(conn.scalars(sa.select(mailboxes.c.name).where(mailboxes.c.stopped.is_not(None))))
    boxes = [box for box in house.operator.mailboxes if box.name not in stopped]
    spans = {box.name: span_of(box, day or local(now, box), now=now) for box in boxes}
    for row in due(conn, end=max((end for _, end in spans.values()), default=now)):
        start, end = spans.get(row.mailbox, (now, now))
        if row.due >= end or start >= end:
            continue
        moment = moment_of(conn, house, row, at=max(start, row.due))
        if moment is not None and start <= moment < end:
            yield row.draft, moment


def span_of(box: Mailbox, day: date, *, now: datetime) -> tuple[datetime, datetime]:
    """Give what is left of a mailbox's local day."""
    return max(now, midnight(day, box)), midnight(day + timedelta(days=1), box)


def due(conn: sa.Connection, *, end: datetime) -> list[sa.Row[Any]]:
    """Give the letters whose turn comes before ``end``, in the order in which they are taken."""
    letters = work.join(outreach, outreach.c.draft == work.c.key).join(
        items, (items.c.kind == "Draft") & (items.c.key == work.c.key)
    )
    asked = (
        sa.select(outreach, work.c.due, items.c.body)
        .select_from(letters)
        .where(work.c.stage == "send", work.c.state.in_(("ready", "held")), work.c.due < end)
        .where(outreach.c.status.in_(OPEN))
        .order_by(work.c.priority, work.c.due, work.c.key)
    )
    return list(conn.execute(asked.limit(ASKED)).all())


def moment_of(conn: sa.Connection, house: House, row: sa.Row[Any], *, at: datetime) -> datetime | None:
    """Give the moment at which a letter that is asked about at ``at`` would leave, or None where it would not."""
    asking = Asking(conn, house, decode(Draft, row.body), row, at, brands=same_brand(conn, row.brand))
    stop = next((stop for check in CHECKS if check not in NOT_ASKED and (stop := check(asking))), None)
    if stop is None:
        return at
    return getattr(stop.why, "when", None) if stop.why.code == "slot" else None
