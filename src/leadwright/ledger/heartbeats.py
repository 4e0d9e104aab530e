"""When each loop was last alive."""

from datetime import datetime

import sqlalchemy as sa

from leadwright.ledger.database import Database
from leadwright.ledger.rows import put
from leadwright.ledger.tables import heartbeats


class Heartbeats:
    """One row per loop; silence of a loop shows as its age."""

    def __init__(self, database: Database) -> None:
        """Keep them in ``database``."""
        self._database = database

    async def beat(self, name: str, at: datetime) -> None:
        """Say that a loop is alive at ``at``."""
        await self._database.write(lambda conn: beaten(conn, name, at))


def beaten(conn: sa.Connection, name: str, at: datetime) -> None:
    """Say that a loop is alive at ``at``, in the caller's transaction."""
    put(conn, heartbeats, [{"name": name, "ts": at, "meta": "{}"}], keys=("name",))
