"""Mails that came, as they were understood."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.letter import Reply
from leadwright.ledger.codec import decode
from leadwright.ledger.tables import items, messages, work
from leadwright.ledger.views.page import Page, bounded, page


@dataclass(frozen=True, slots=True)
class MailView:
    """One mail as it was stored; ``text`` is its plain text."""

    id: int
    key: str
    at: datetime
    mailbox: str
    folder: str | None
    sender: str | None
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A mail of a brand; without a tag it is not understood yet and holds the brand."""

    id: int
    key: str
    at: datetime
    brand: str
    sender: str | None
    subject: str
    text: str
    sent: str | None  # Message-ID of our letter
    tag: str | None
    category: str | None
    words: tuple[str, ...]
    human: bool
    referred: str | None


def replies(conn: sa.Connection, *, after: int | None, limit: int) -> Page[ReplyView]:
    """Give mails of brands, newest first."""
    limit = bounded(limit)
    understood = (items.c.kind == "Reply") & (items.c.key == messages.c.message_id)
    asked = (
        sa.select(messages, items.c.body.label("reply"))
        .outerjoin(items, understood)
        .where(messages.c.direction == "in", messages.c.brand.is_not(None), before(after))
        .order_by(messages.c.id.desc())
        .limit(limit + 1)
    )
    rows = conn.execute(asked).all()
    return page([reply(row) for row in rows], [row.id for row in rows], limit=limit)


def reply(row: sa.Row[Any]) -> ReplyView:
    """Make the view of one mail of a brand."""
    read = decode(Reply, row.reply) if row.reply else None
    return ReplyView(
        id=row.id,
        key=row.message_id,
        at=row.ts,
        brand=row.brand,
        sender=row.sender,
        subject=row.subject,
        text=read.text if read else row.body,
        sent=row.sent,
        tag=row.tag,
        category=row.category,
        words=read.words if read else (),
        human=read.human if read else False,
        referred=read.referred if read else None,
    )


def unmatched(conn: sa.Connection, *, after: int | None, limit: int) -> Page[MailView]:
    """Give mails that belong to no brand, newest first."""
    limit = bounded(limit)
    asked = (
        sa.select(messages)
        .where(messages.c.direction == "in", messages.c.brand.is_(None), before(after))
        .order_by(messages.c.id.desc())
        .limit(limit + 1)
    )
    rows = conn.execute(asked).all()
    found = [
        MailView(row.id, row.message_id, row.ts, row.mailbox, row.folder, row.sender, row.subject, row.body)
        for row in rows
    ]
    return page(found, [row.id for row in rows], limit=limit)


def before(after: int | None) -> sa.ColumnElement[bool]:
    """Go on after the last id of a list with the newest first."""
    return sa.true() if after is None else messages.c.id < after


def stored_at(conn: sa.Connection) -> dict[str, datetime]:
    """Give when each matched mail was stored: its work is due from that moment on."""
    asked = sa.select(work.c.wake, work.c.due).where(work.c.stage == "track")
    return {row.wake: row.due for row in conn.execute(asked)}
