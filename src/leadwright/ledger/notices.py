"""What the operator was told, and has seen."""

from collections.abc import Collection

import sqlalchemy as sa

from leadwright.ledger.database import Database
from leadwright.ledger.tables import notices
from leadwright.ports import Clock


class Notices:
    """The notices' state."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep it in ``database``."""
        self._database, self._clock = database, clock

    async def seen(self, ids: Collection[int]) -> int:
        """Put notices aside that the operator has seen; give how many were new to them."""
        new = notices.update().where(notices.c.id.in_(ids), notices.c.seen_at.is_(None))
        now = self._clock.now()

        def do(conn: sa.Connection) -> int:
            return conn.execute(new.values(seen_at=now)).rowcount

        return await self._database.write(do)
