"""Remembers that the files must be rewritten after an erasure, until they were."""

import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.ledger.database import Database
from leadwright.ledger.tables import meta

UNSCRUBBED = "unscrubbed"  # in meta: what was deleted may still stand in the files


async def scrub_if_due(database: Database) -> str | None:
    """Rewrite the files where something was erased since; gives why that could not be done, and it stays due."""
    due = sa.select(meta.c.value).where(meta.c.key == UNSCRUBBED)
    since = await database.read(lambda conn: conn.scalar(due))
    if since is None:
        return None
    try:
        await database.scrub()
    except UserError as hindered:
        return "; ".join(hindered.problems)
    done = sa.delete(meta).where(meta.c.key == UNSCRUBBED, meta.c.value == since)
    await database.write(lambda conn: conn.execute(done))
    return None
