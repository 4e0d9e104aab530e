"""Verdicts on addresses, each kept until it is too old, and how often mail servers were asked for them."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from leadwright.domain.validity import Validity
from leadwright.ledger.codec import decode, encode
from leadwright.ledger.database import Database
from leadwright.ledger.rows import put
from leadwright.ledger.tables import probes, validity
from leadwright.ports import Clock

PROBES_A_DAY = 20
DAY = timedelta(days=1)

Ask = Callable[[str], Awaitable[Validity]]
"""Asks anew about an address."""


class LedgerValidator:
    """Gives kept verdicts while they are fresh; answers :class:`leadwright.ports.validator.Validator`."""

    def __init__(self, database: Database, clock: Clock, ask: Ask) -> None:
        """Keep in ``database`` what ``ask`` says."""
        self._database, self._clock, self._ask = database, clock, ask

    async def check(self, address: str) -> Validity:
        """Give the kept verdict on an address, or ask anew and keep that."""
        kept = await self._database.read(lambda conn: known(conn, [address]).get(address))
        if kept is not None and not kept.too_old(self._clock.now()):
            return kept
        fresh = await self._ask(address)
        await self._database.write(lambda conn: keep(conn, address, fresh))
        return fresh


class Probes:
    """Whose mail server was asked when: one probe a domain and day, twenty a day in all."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Remember in ``database``, so that a restart does not begin anew."""
        self._database, self._clock = database, clock

    async def may(self, domain: str) -> bool:
        """Say whether a domain's mail server may be asked now; where it may, its turn is spent."""
        now = self._clock.now()
        return await self._database.write(lambda conn: spent(conn, domain, now))


def spent(conn: sa.Connection, domain: str, now: datetime) -> bool:
    """Take a domain's turn within the caller's transaction; the day is the last 24 hours."""
    if conn.dialect.name == "postgresql":  # two that count at once must see each other
        conn.exec_driver_sql("LOCK TABLE probes IN SHARE ROW EXCLUSIVE MODE")
    asked = set(conn.scalars(sa.select(probes.c.domain).where(probes.c.at > now - DAY)))
    if domain in asked or len(asked) >= PROBES_A_DAY:
        return False
    put(conn, probes, [{"domain": domain, "at": now}], keys=("domain",))
    return True


def keep(conn: sa.Connection, address: str, verdict: Validity) -> None:
    """Replace what was known of an address."""
    said = {"verdict": verdict.verdict, "reasons": encode(verdict.reasons), "at": verdict.at}
    put(conn, validity, [{"address": key_of(address), **said}], keys=("address",))


def known(conn: sa.Connection, addresses: Collection[str]) -> Mapping[str, Validity]:
    """Give the last verdict on each of ``addresses``, however old, by the address as it was asked for."""
    keys = {one: key_of(one) for one in addresses}
    rows = conn.execute(sa.select(validity).where(validity.c.address.in_({*keys.values()})))
    found = {row.address: verdict_of(row) for row in rows}
    return {one: found[key] for one, key in keys.items() if key in found}


def key_of(address: str) -> str:
    """Give the form under which an address is kept; PostgreSQL takes no zero byte."""
    return address.lower().replace("\0", "\ufffd")


def verdict_of(row: sa.Row[Any]) -> Validity:
    """Read a verdict back."""
    return Validity(row.verdict, decode(tuple[str, ...], row.reasons), row.at)
