"""Letters as they are stored: the text that was approved, the fate of each, and the thread a new one goes on."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.calendar import Calendar
from leadwright.domain.letter import ANSWER, Draft, Sent
from leadwright.ledger.codec import decode
from leadwright.ledger.rows import add
from leadwright.ledger.tables import items, mailboxes, messages, outreach

FREE = {"claimed_at": None, "run": None, "message_id": None, "slot_at": None}  # of a letter that has not left


def draft_of(conn: sa.Connection, key: str) -> Draft | None:
    """Give a letter as it was written."""
    body = conn.scalar(sa.select(items.c.body).where(items.c.kind == "Draft", items.c.key == key))
    return None if body is None else decode(Draft, body)


def by_key(conn: sa.Connection, key: str) -> sa.Row[Any] | None:
    """Give a letter's row and keep others from changing it until the transaction ends."""
    return conn.execute(sa.select(outreach).where(outreach.c.draft == key).with_for_update()).one_or_none()


def by_message_id(conn: sa.Connection, message_id: str) -> sa.Row[Any] | None:
    """Give the row of a claimed letter, kept from others in the same way."""
    asked = sa.select(outreach).where(outreach.c.message_id == message_id)
    return conn.execute(asked.with_for_update()).one_or_none()


def first_touch(conn: sa.Connection, row: sa.Row[Any]) -> sa.Row[Any] | None:
    """Give the row of the letter that opened this letter's sequence."""
    return before(conn, row, touch=1)


def before(conn: sa.Connection, row: sa.Row[Any], *, touch: int) -> sa.Row[Any] | None:
    """Give the row of another touch of this letter's sequence."""
    asked = sa.select(outreach).where(outreach.c.brand == row.brand, outreach.c.touch == touch)
    return conn.execute(asked.where(outreach.c.stage != ANSWER)).one_or_none()


def thread_of(conn: sa.Connection, brands: Sequence[str]) -> tuple[str, ...]:
    """Give the Message-IDs of what was sent to a brand, oldest first."""
    asked = sa.select(outreach.c.message_id).where(outreach.c.brand.in_(brands), outreach.c.status == "sent")
    return tuple(conn.scalars(asked.order_by(outreach.c.sent_at, outreach.c.id)))


def mark_sent(conn: sa.Connection, row: sa.Row[Any], *, at: datetime, message_id: str, sender: str) -> None:
    """Store that a letter left; the words are those of its draft."""
    written = draft_of(conn, row.draft)
    conn.execute(
        outreach.update()
        .where(outreach.c.id == row.id)
        .values(status="sent", sent_at=at, reason=None, message_id=message_id)
    )
    told = {"lead_id": row.lead_id, "brand": row.brand, "mailbox": row.mailbox, "message_id": message_id}
    said = {"subject": row.subject, "body": written.body if written else "", "sender": sender}
    add(conn, messages, [{"direction": "out", "ts": at, **told, **said}])
    box = mailboxes.update().where(mailboxes.c.name == row.mailbox, mailboxes.c.first_sent.is_(None))
    conn.execute(box.values(first_sent=at))


def sent_of(conn: sa.Connection, key: str, calendar: Calendar | None) -> Sent:
    """Give a confirmed letter by its draft's key, with the letter that follows where one waits (with a calendar)."""
    row = conn.execute(sa.select(outreach).where(outreach.c.draft == key)).one()
    follower, at = following(conn, row, calendar) if calendar else (None, None)
    return Sent(
        draft=row.draft,
        brand=row.brand,
        touch=row.touch,
        kind=row.stage,
        mailbox=row.mailbox,
        message_id=row.message_id,
        at=row.sent_at,
        template=row.template,
        next=follower,
        next_at=at,
    )


def following(conn: sa.Connection, row: sa.Row[Any], calendar: Calendar) -> tuple[str | None, datetime | None]:
    """Give the key of the next letter of a sequence and when its wait is over."""
    after = before(conn, row, touch=row.touch + 1) if row.stage != ANSWER else None
    written = draft_of(conn, after.draft) if after is not None and after.status in {"draft", "held"} else None
    if written is None:
        return None, None
    return written.key, calendar.add_working_days(row.sent_at, written.wait, written.country)
