"""Brands that nothing leaves to: while a mail of theirs is not understood, or while the operator says so."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from leadwright.consequences import Release
from leadwright.ledger import beside
from leadwright.ledger.beside import OPERATOR
from leadwright.ledger.brands import same_brand
from leadwright.ledger.codec import encode
from leadwright.ledger.database import Database
from leadwright.ledger.rows import add
from leadwright.ledger.tables import events, holds
from leadwright.ports import Clock


@dataclass(frozen=True, slots=True)
class Silence:
    """One reason why nothing leaves to a brand; ``mail`` is the key of a mail, or ``operator``."""

    brand: str
    mail: str
    since: datetime
    code: str


class Holds:
    """The silent brands."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep them in ``database``."""
        self._database, self._clock = database, clock

    async def all(self) -> list[Silence]:
        """Give every hold, oldest first."""
        asked = sa.select(holds).order_by(holds.c.since, holds.c.brand, holds.c.mail)
        rows = await self._database.read(lambda conn: conn.execute(asked).all())
        return [Silence(row.brand, row.mail, row.since, row.code) for row in rows]

    async def hold(self, brand: str, *, by: str) -> None:
        """Let nothing leave to a brand until the operator lifts it."""
        now = self._clock.now()

        def do(conn: sa.Connection) -> None:
            add(conn, holds, [{"brand": brand, "mail": OPERATOR, "since": now, "code": OPERATOR}])
            note(conn, "held", brand, OPERATOR, now=now, by=by)

        await self._database.write(do)

    async def lift(self, brand: str, *, mail: str = OPERATOR, by: str) -> None:
        """End one hold of a brand: the operator's own, or of a mail that a person has read where the machine could not.

        The brand's letters go on where no other hold is left.
        """
        now = self._clock.now()

        def do(conn: sa.Connection) -> None:
            beside.apply(conn, [Release(brand, mail)], now=now, cause=by, database_key=self._database.key)
            note(conn, "lifted", brand, mail, now=now, by=by)

        await self._database.write(do)

    async def lift_all(self, brand: str, *, by: str) -> int:
        """End every hold of a brand and its other names, once a person has read what they wait for; gives how many."""
        now = self._clock.now()

        def do(conn: sa.Connection) -> int:
            asked = sa.select(holds).where(holds.c.brand.in_(same_brand(conn, brand)))
            found = conn.execute(asked.order_by(holds.c.since)).all()
            ends = [Release(row.brand, row.mail) for row in found]
            beside.apply(conn, ends, now=now, cause=by, database_key=self._database.key)
            for row in found:
                note(conn, "lifted", row.brand, row.mail, now=now, by=by)
            return len(found)

        return await self._database.write(do)


def note(conn: sa.Connection, kind: str, brand: str, mail: str, *, now: datetime, by: str) -> None:
    """Write the event of a hold."""
    said = {"type": kind, "stage": "send", "key": brand, "meta": encode({"mail": mail}), "ts": now, "cause": by}
    conn.execute(events.insert().values(brand=brand, **said))
