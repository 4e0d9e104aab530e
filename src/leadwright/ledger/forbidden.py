"""Whose data may not be collected, as the suppression list and the erasures say."""

from collections.abc import Sequence

import sqlalchemy as sa

from leadwright.ledger.brands import same_brand
from leadwright.ledger.database import Database
from leadwright.ledger.erased import is_erased
from leadwright.ledger.redacting import TOKEN
from leadwright.ledger.suppression import is_suppressed


class LedgerForbidden:
    """Answers :class:`leadwright.ports.forbidden.Forbidden`."""

    def __init__(self, database: Database) -> None:
        """Look in ``database``."""
        self._database = database

    async def is_stopped(self, names: Sequence[str]) -> bool:
        """Say whether a site under one of these names, or any other name of its brand, is on the list."""

        def do(conn: sa.Connection) -> bool:
            every = dict.fromkeys(one for name in names for one in same_brand(conn, name))
            return any(is_suppressed(conn, self._database.key, address="", brand=one) for one in every)

        return await self._database.read(do)

    async def is_erased(self, names: Sequence[str] = (), addresses: Sequence[str] = (), text: str = "") -> bool:
        """Say whether somebody was erased on request who has one of these names or addresses, or whom a text names."""
        named = [*addresses, *(found[0] for found in TOKEN.finditer(text))]
        if not names and not named:
            return False
        key = self._database.key
        return await self._database.read(lambda conn: is_erased(conn, key, addresses=named, brands=names))
