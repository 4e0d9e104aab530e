"""The letters with their fates, and the leads, as rows for findings and exports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.letter import ANSWER, Draft
from leadwright.ledger.codec import decode
from leadwright.ledger.tables import items, leads, outreach, validity
from leadwright.ledger.views.stored import AT_ONCE

LEFT = ("sent", "bounced")


@dataclass(frozen=True, slots=True)
class Fate:
    """One letter and what became of it; ``waiting`` is a draft that a person or a rule has approved."""

    id: int
    brand: str
    touch: int
    kind: str
    to: str
    subject: str
    body: str
    status: str  # draft waiting held blocked claimed sent doubt cancelled refused
    reason: str
    message_id: str | None
    sent_at: datetime | None
    in_reply_to: str | None
    mailbox: str


@dataclass(frozen=True, slots=True)
class Known:
    """One lead as it is found by; ``verdict`` is what is known of its address."""

    brand: str
    website: str
    email: str | None
    verdict: str | None


def fates(conn: sa.Connection) -> Iterator[Fate]:
    """Give every letter, ordered by id."""
    opening = outreach.alias()
    approved = sa.or_(outreach.c.approved_at.is_not(None), opening.c.approved_at.is_not(None))
    earlier = outreach.alias()
    thread = (
        sa.select(earlier.c.message_id)
        .where(earlier.c.brand == outreach.c.brand, earlier.c.id != outreach.c.id)
        .where(earlier.c.status.in_(LEFT), earlier.c.sent_at < outreach.c.sent_at)
        .order_by(earlier.c.sent_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    after = 0
    while True:
        asked = (
            sa.select(outreach, items.c.body, approved.label("approved"), thread.label("before"))
            .join(items, (items.c.kind == "Draft") & (items.c.key == outreach.c.draft))
            .outerjoin(
                opening,
                (opening.c.brand == outreach.c.brand) & (opening.c.touch == 1) & (outreach.c.stage != ANSWER),
            )
            .where(outreach.c.id > after)
            .order_by(outreach.c.id)
            .limit(AT_ONCE)
        )
        rows = conn.execute(asked).all()
        yield from map(fate, rows)
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].id


def fate(row: sa.Row[Any]) -> Fate:
    """Make one letter's fate."""
    draft = decode(Draft, row.body)
    status = {"bounced": "sent", "draft": "waiting" if row.approved else "draft"}.get(row.status, row.status)
    return Fate(
        id=row.id,
        brand=row.brand,
        touch=row.touch,
        kind=row.stage,
        to=row.recipient,
        subject=draft.subject,
        body=draft.body,
        status=status,
        reason=row.reason or "",
        message_id=row.message_id,
        sent_at=row.sent_at,
        in_reply_to=draft.answers or (row.before if row.touch != 1 else None),
        mailbox=row.mailbox,
    )


def known(conn: sa.Connection) -> Iterator[Known]:
    """Give every lead, ordered by id."""
    after = 0
    while True:
        asked = (
            sa.select(leads, validity.c.verdict)
            .outerjoin(validity, validity.c.address == sa.func.lower(leads.c.email))
            .where(leads.c.id > after)
        )
        rows = conn.execute(asked.order_by(leads.c.id).limit(AT_ONCE)).all()
        yield from (Known(row.brand, row.website, row.email, row.verdict) for row in rows)
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].id
