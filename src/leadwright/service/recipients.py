"""What the person behind a letter may do by its link: see what is held, correct it, stop, object, be erased."""

from collections.abc import Awaitable, Callable

import sqlalchemy as sa

from leadwright.domain.identity import read_token
from leadwright.domain.operator import Operator
from leadwright.ledger.database import Database
from leadwright.ledger.requests import corrected, objected
from leadwright.ledger.stops import stop_hashed
from leadwright.ledger.views.recipient import Held, held
from leadwright.ports import Clock

__all__ = ["LONGEST", "Held", "Recipients"]

LINK, OBJECTION = "opt-out link", "objection (GDPR Art. 21)"  # reasons that are kept
LONGEST = 1000  # characters of a correction
PAGE = "recipient's page"  # the door, as events name it

Erase = Callable[[str], Awaitable[object]]
"""Erases a brand for good and never lets it be written to again."""


class Recipients:
    """The signed link's use cases; a token that is not ours does nothing and shows nothing."""

    def __init__(self, database: Database, clock: Clock, operator: Operator, erase: Erase) -> None:
        """Read and write ``database``; ``erase`` is asked only by :meth:`erase`."""
        self._database, self._clock, self.operator, self._erase = database, clock, operator, erase

    async def look(self, token: str) -> Held | None:
        """Give what is held of the brand that a token stands for; None where nothing is. It cannot write."""
        key = self._database.key
        hashed = read_token(key, token)
        return await self._database.read(lambda conn: held(conn, key, hashed)) if hashed else None

    async def stop(self, token: str) -> bool:
        """Stop all letters, also where nothing is held any more; False where the token is not ours."""
        return await self._act(token, LINK)

    async def object(self, token: str) -> bool:
        """Stop all letters and note the objection; False where the token is not ours."""

        def note(conn: sa.Connection, brand: str) -> None:
            objected(conn, brand, now=self._clock.now(), by=PAGE, key=self._database.key)

        return await self._act(token, OBJECTION, note)

    async def correct(self, token: str, words: str) -> bool:
        """Keep a correction for a person to read; nothing leaves until then. False where nothing is held or said."""
        known, said, key = await self.look(token), " ".join(words.split())[:LONGEST], self._database.key
        if known is None or not said:
            return False
        now, brand = self._clock.now(), known.brand
        await self._database.write(lambda conn: corrected(conn, brand, said, now=now, by=PAGE, key=key))
        return True

    async def erase(self, token: str) -> bool:
        """Stop all letters, then erase what is held; False where nothing is."""
        known = await self.look(token)
        if known is None:
            return False
        await self._act(token, LINK)
        await self._erase(known.brand)
        return True

    async def _act(self, token: str, reason: str, note: Callable[[sa.Connection, str], None] | None = None) -> bool:
        key, now = self._database.key, self._clock.now()
        hashed = read_token(key, token)
        if hashed is None:
            return False

        def do(conn: sa.Connection) -> None:
            stop_hashed(conn, hashed, reason=reason, by=PAGE, now=now, key=key)
            known = held(conn, key, hashed) if note else None
            if note and known:
                note(conn, known.brand)

        await self._database.write(do)
        return True
