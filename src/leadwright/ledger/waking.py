"""What waits for a person, or was refused for what facts could change, is decided anew: the next run asks the gate."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.letter import ANSWER
from leadwright.ledger.journal import SEND, ready
from leadwright.ledger.rows import literal
from leadwright.ledger.tables import leads, outreach, work


def ask_again(conn: sa.Connection, brands: Collection[str], *, now: datetime) -> int:
    """Let the held and the blocked letters of a brand, under all names given, be asked about; give how many.

    A block is no verdict for ever: it is that of the facts there were. Whoever was stopped has no such letter any more.
    """
    blocked = outreach.c.brand.in_(brands), outreach.c.status == "blocked", outreach.c.stage != ANSWER
    rows = conn.execute(sa.select(outreach.c.draft, outreach.c.brand).where(*blocked).order_by(outreach.c.id)).all()
    keys = [row.draft for row in rows]
    conn.execute(outreach.update().where(outreach.c.draft.in_(keys)).values(status="draft", reason=None))
    ended = work.c.stage == SEND, work.c.key.in_(keys), work.c.state == "dropped"
    conn.execute(work.update().where(*ended).values(state="ready", code=None, facts=None, due=now, attempts=0))
    back = leads.c.brand.in_({row.brand for row in rows}), leads.c.state == "dropped"
    conn.execute(leads.update().where(*back).values(state="waiting", reason=None, updated_at=now))
    for brand in brands:
        ready(conn, now=now, brand=brand)
    asked = sa.select(sa.func.count()).where(work.c.stage == SEND, work.c.brand.in_(brands), work.c.due <= now)
    return conn.scalar(asked.where(work.c.state == literal("ready"))) or 0
