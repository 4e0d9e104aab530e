"""The conversation with a brand so far; answers :class:`leadwright.ports.talks.Talks`."""

from dataclasses import dataclass

import sqlalchemy as sa

from leadwright.domain.letter import Deal, Verdict
from leadwright.ledger.codec import decode
from leadwright.ledger.database import Database
from leadwright.ledger.tables import items


@dataclass(frozen=True, slots=True)
class LedgerTalks:
    """Reads verdicts and deals back from the stored items."""

    database: Database

    async def verdict(self, brand: str) -> Verdict | None:
        """Give the newest verdict on a brand's answers."""
        newest = (
            sa.select(items.c.body)
            .where(items.c.kind == "Verdict", items.c.brand == brand)
            .order_by(items.c.at.desc(), items.c.key.desc())
            .limit(1)
        )
        body = await self.database.read(lambda conn: conn.execute(newest).scalar())
        return decode(Verdict, body) if body else None

    async def deal(self, brand: str) -> Deal | None:
        """Give the deal with a brand."""
        one = sa.select(items.c.body).where(items.c.kind == "Deal", items.c.key == brand)
        body = await self.database.read(lambda conn: conn.execute(one).scalar())
        return decode(Deal, body) if body else None
