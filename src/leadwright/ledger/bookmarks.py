"""Where each watch goes on; written with its sightings, in their transaction."""

import json
from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.lead import Watch
from leadwright.ledger.database import Database
from leadwright.ledger.tables import bookmarks, events


class Bookmarks:
    """Reads them; a ``Mark`` beside a sighting writes them."""

    def __init__(self, database: Database) -> None:
        """Read from ``database``."""
        self._database = database

    async def of(self, watch: Watch) -> str | None:
        """Give the bookmark of a watch; None before its first look."""
        asked = sa.select(bookmarks.c.mark).where(bookmarks.c.watch == watch.name)
        mark: str | None = await self._database.read(lambda conn: conn.scalar(asked))
        return mark

    async def given(self, watch: Watch, since: datetime) -> int:
        """Count what a watch gave since a moment, also in looks that ended early."""
        asked = sa.select(events.c.meta).where(
            events.c.stage == "parse", events.c.key == watch.name, events.c.ts >= since
        )
        looks = await self._database.read(lambda conn: conn.scalars(asked).all())
        return sum(len(json.loads(meta).get("gave", ())) for meta in looks)
