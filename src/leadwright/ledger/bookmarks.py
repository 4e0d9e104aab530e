"""Where each watch goes on; written with its sightings, in their transaction."""

import sqlalchemy as sa

from leadwright.domain.lead import Watch
from leadwright.ledger.database import Database
from leadwright.ledger.tables import bookmarks


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
