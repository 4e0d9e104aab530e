"""When each loop was last alive."""

from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.errors import Scalar
from leadwright.ledger.database import Database, insert
from leadwright.ledger.journal import json
from leadwright.ledger.tables import heartbeats


class Heartbeats:
    """One row per loop; silence of a loop shows as its age."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    async def beat(self, name: str, at: datetime, **facts: Scalar) -> None:
        """Say that a loop is alive at ``at``."""
        row = {"ts": at, "meta": json(facts)}

        def do(conn: sa.Connection) -> None:
            said = insert(conn, heartbeats).values(name=name, **row)
            conn.execute(said.on_conflict_do_update(index_elements=["name"], set_=row))

        await self._database.write(do)

    async def all(self) -> dict[str, datetime]:
        """Give every loop's last sign of life."""
        asked = sa.select(heartbeats.c.name, heartbeats.c.ts)
        rows = await self._database.read(lambda conn: conn.execute(asked).all())
        return {row.name: row.ts for row in rows}
