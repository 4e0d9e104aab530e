"""What recipients ask for on their own page, besides a stop: an objection is noted, a correction waits for a person."""

from datetime import datetime

import sqlalchemy as sa

from leadwright.consequences import Tell
from leadwright.ledger import beside
from leadwright.ledger.codec import encode
from leadwright.ledger.rows import add
from leadwright.ledger.tables import events, holds, notices

RECIPIENT = "recipient"  # who holds a brand until a person has read their correction
CORRECTION, OBJECTION = "recipient-corrects", "recipient-objects"  # codes of the notices
MOST_UNSEEN = 5  # corrections of one brand that wait to be read; more of them tell nothing new


def corrected(conn: sa.Connection, brand: str, words: str, *, now: datetime, by: str, key: bytes) -> None:
    """Keep what a recipient says is wrong for the operator to read, and let nothing leave to the brand until then."""
    waiting = sa.select(notices.c.facts).where(notices.c.code == CORRECTION, notices.c.seen_at.is_(None))
    named = f'"brand":{encode(brand)}'
    if sum(named in facts for facts in conn.scalars(waiting)) >= MOST_UNSEEN:
        return
    add(conn, holds, [{"brand": brand, "mail": RECIPIENT, "since": now, "code": RECIPIENT}])
    told = Tell(CORRECTION, {"brand": brand, "words": words})
    beside.apply(conn, [told], now=now, cause=by, database_key=key)


def objected(conn: sa.Connection, brand: str, *, now: datetime, by: str, key: bytes) -> None:
    """Note an objection (GDPR Art. 21) once, as an event and as a notice."""
    known = sa.select(events.c.id).where(events.c.brand == brand, events.c.type == "objected")
    if conn.scalar(known.limit(1)) is None:
        conn.execute(events.insert().values(type="objected", brand=brand, key=brand, meta="{}", ts=now, cause=by))
    beside.apply(conn, [Tell(OBJECTION, {"brand": brand})], now=now, cause=by, database_key=key)
