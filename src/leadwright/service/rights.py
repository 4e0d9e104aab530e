"""What a person may ask of whoever holds their data: to see it, and to be erased (GDPR Art. 15 and 17)."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.domain.retention import Clocks
from leadwright.domain.rules import Tables
from leadwright.ledger.database import Database
from leadwright.ledger.erasing import Erased, erase, subject_of
from leadwright.ledger.scrubbing import scrub_if_due
from leadwright.ledger.views.disclosed import Disclosure, disclosed
from leadwright.ports import Clock
from leadwright.service.privacy import plain

REQUEST = "request"  # the reason that is kept


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What an erasure came to; ``left`` says why the files may still hold what the ledger no longer does."""

    erased: Erased
    left: str | None = None


class Rights:
    """Answers to people about themselves."""

    def __init__(self, database: Database, clock: Clock, tables: Tables) -> None:
        """Look in ``database``; ``tables`` tell a brand's domain from everybody's."""
        self._database, self._clock, self._tables = database, clock, tables

    async def forget(self, address_or_domain: str, *, by: str, reason: str = REQUEST) -> Forgotten:
        """Erase a person with their brand, or a brand, from every table; keyed hashes and dates stay.

        Nobody collects them or writes to them again. One transaction; then the files are rewritten, so that they hold
        no remains. UserError where nothing is known of them, and for what many share.
        """
        what, now, key = plain(address_or_domain, self._tables), self._clock.now(), self._database.key

        def do(conn: sa.Connection) -> Erased:
            found = subject_of(conn, what)
            if found is None:
                raise UserError(f"nothing is known of {address_or_domain}: to never write to them, use leadwright stop")
            return erase(conn, found, reason=reason, by=by, now=now, key=key)

        erased = await self._database.write(do)
        return Forgotten(erased, await scrub_if_due(self._database))

    async def show(self, address_or_domain: str, *, own: Iterable[str], clocks: Clocks) -> Disclosure:
        """Gather everything that is held about somebody, and nothing of third persons; ``own`` are our addresses.

        UserError for what is neither an address nor a domain, and for what many share.
        """
        what, now, key = plain(address_or_domain, self._tables), self._clock.now(), self._database.key

        def do(conn: sa.Connection) -> Disclosure:
            return disclosed(conn, what, own=own, key=key, now=now, clocks=clocks)

        return await self._database.write(do)

    async def known(self, address_or_domain: str) -> bool:
        """Say whether anything is known of somebody, before it is erased."""
        what = plain(address_or_domain, self._tables)
        return await self._database.write(lambda conn: subject_of(conn, what)) is not None
