"""What the house has done, in numbers and as plain data."""

from collections.abc import Sequence
from typing import Any

from leadwright.ledger.checks import House
from leadwright.ledger.database import Database
from leadwright.ledger.views import mailable
from leadwright.ledger.views.mailable import Share
from leadwright.ports import Clock
from leadwright.service.findings import findings


class Reports:
    """Numbers, and what they are made of."""

    def __init__(self, database: Database, clock: Clock, *, house: House) -> None:
        """Read ``database``; ``house`` is what the gate knows of the operator."""
        self._database, self._clock, self._house = database, clock, house

    async def mailable(self) -> tuple[Share, ...]:
        """Give the mailable share: brands that fit and have a usable address, by action and reason, most first."""
        return await self._database.read(mailable.mailable)

    async def findings(self, addresses: Sequence[str] = ()) -> dict[str, Any]:
        """Give all that was found and done as JSON-able data; ``addresses``: which of them are suppressed."""
        now = self._clock.now()
        return await self._database.read(lambda conn: findings(conn, self._house, addresses=addresses, now=now))
