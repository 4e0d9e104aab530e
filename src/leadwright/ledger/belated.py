"""Mail that came while nobody knew whether a letter had left and that names no letter: read once it is known.

Until then it proves nothing and silences its brand for a person to see. When its letter turns out to have left, the
mail is an answer to it like any other, so that an opt-out written at that moment is an opt-out.
"""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.consequences import Keep, arrived
from leadwright.domain.letter import Mail
from leadwright.ledger import beside, letters
from leadwright.ledger.brands import same_brand
from leadwright.ledger.tables import holds, items, messages


def read_belated(conn: sa.Connection, letter: sa.Row[Any], *, now: datetime, key: bytes) -> None:
    """Let the tracker read what a letter's brand wrote since its claim; ``letter`` is its row, just marked as sent.

    What a person has let go of by lifting its hold stays theirs.
    """
    theirs = holds.c.brand.in_(same_brand(conn, letter.brand)) & (holds.c.since >= letter.claimed_at)
    asked = sa.select(messages).join(holds, holds.c.mail == messages.c.message_id).where(theirs)
    found = conn.execute(asked.where(messages.c.direction == "in", messages.c.sent.is_(None)).order_by(messages.c.id))
    for row in found.all():
        belongs = {"brand": letter.brand, "lead_id": letter.lead_id, "sent": letter.message_id}
        conn.execute(messages.update().where(messages.c.id == row.id).values(belongs))
        conn.execute(holds.delete().where(holds.c.mail == row.message_id))  # it waits for its reader from now on
        keep_sent(conn, letter, now=now, key=key)
        mail = Mail(row.message_id, row.mailbox, row.folder, row.ts, row.raw, letter.message_id, letter.brand)
        beside.apply(conn, arrived(mail), now=now, cause=f"letter {letter.draft}", database_key=key)


def keep_sent(conn: sa.Connection, letter: sa.Row[Any], *, now: datetime, key: bytes) -> None:
    """Store the item of a letter that left: whoever tracks a mail needs it, and the engine may not have stored it."""
    known = sa.select(items.c.key).where(items.c.kind == "Sent", items.c.key == letter.message_id)
    if conn.scalar(known) is None:
        sent = letters.sent_of(conn, letter.draft, None)
        beside.apply(conn, [Keep(sent)], now=now, cause="answer", database_key=key)
