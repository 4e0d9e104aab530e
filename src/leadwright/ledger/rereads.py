"""Pages of passports that are read once more before a first touch, and what the gate makes of it."""

from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

import sqlalchemy as sa

from leadwright.domain.errors import Drop, Later
from leadwright.domain.evidence import CLOSED, GONE, HANDED, REFUSED, THERE, UNREACHABLE
from leadwright.domain.rules import Tables
from leadwright.domain.site import Site
from leadwright.ledger.database import Database
from leadwright.ledger.tables import evidence, rereads
from leadwright.ports import Clock, Web
from leadwright.ports.passports import REREAD_DUE
from leadwright.reading.reread import verdict_of

FRESH = timedelta(hours=72)  # how long before a first touch the page may have been read again
AGAIN = timedelta(days=1)  # a page that was gone or closed is looked at again, where somebody asks after that
WAITS = tuple(timedelta(hours=hours) for hours in (1, 3, 9, 24))  # between two tries of a page that does not answer
PATIENCE = timedelta(days=5)  # after which a person is asked
CODES = {GONE: "address-gone", CLOSED: "page-closed"}
LOOKED_AT = 50  # readings of one passport, newest first


class LedgerPassports:
    """Reads passports' pages again; answers :class:`leadwright.ports.passports.Passports`."""

    def __init__(self, database: Database, clock: Clock, web: Web, tables: Tables) -> None:
        """Read through ``web``; its manners are those of every visit."""
        self._database, self._clock, self._web, self._tables = database, clock, web, tables

    async def reread(self, passport: int) -> None:
        """Read one page, outside of any transaction, and store the verdict."""
        asked = sa.select(evidence.c.url, evidence.c.address).where(evidence.c.id == passport)
        page = await self._database.read(lambda conn: conn.execute(asked).one_or_none())
        if page is None:  # forgotten meanwhile: the gate will not find it either
            return
        try:
            site = await self._web.visit(page.url, choose=lambda _: ())
        except Later as later:
            if later.code == "asked-to-wait":
                await self._keep(passport, UNREACHABLE, Site(page.url, ()))
            raise
        await self._keep(passport, verdict_of(site, page.address, self._tables), site)

    async def _keep(self, passport: int, verdict: str, site: Site) -> None:
        """Store a verdict, unless the passport was forgotten while its page was read."""
        status, sha256 = (site.home.status, site.home.sha256) if site.home else (status_of(site), None)
        row = {"evidence_id": passport, "at": self._clock.now(), "verdict": verdict, "status": status, "sha256": sha256}

        def do(conn: sa.Connection) -> None:
            if conn.scalar(sa.select(evidence.c.id).where(evidence.c.id == passport)) is not None:
                conn.execute(rereads.insert().values(row))

        await self._database.write(do)


def status_of(site: Site) -> int:
    """Give the status of a page that could not be read; 0 where none came."""
    told = [page.detail for page in site.unread if page.why in {"status", "challenge"} and page.detail.isdigit()]
    return int(told[0]) if told else 0


def lacking(conn: sa.Connection, passport: sa.Row[Any], *, now: datetime) -> Drop | Later | None:
    """Say what keeps a first touch from resting on a passport; None where its page was read again and bears it.

    A page that does not answer is asked again with growing waits; after five days a person is asked.
    """
    if passport.way in HANDED or passport.robots == "person":
        return None
    asked = sa.select(rereads).where(rereads.c.evidence_id == passport.id)
    readings = conn.execute(asked.order_by(rereads.c.at.desc(), rereads.c.id.desc()).limit(LOOKED_AT)).all()
    due = Later(now, REREAD_DUE, passport=passport.id, url=passport.url)
    if not readings:
        return due
    last = readings[0]
    told = {"url": passport.url, "read": last.at.date().isoformat()}
    if last.verdict == UNREACHABLE:
        return silent([row.at for row in takewhile(lambda row: row.verdict == UNREACHABLE, readings)], due, told, now)
    if now - last.at > (FRESH if last.verdict == THERE else AGAIN):
        return due
    if last.verdict == REFUSED:
        return Drop("refusal-new", **told)
    return None if last.verdict == THERE else Later(None, CODES.get(last.verdict, "page-closed"), **told)


def silent(tries: list[datetime], due: Later, told: dict[str, str], now: datetime) -> Later:
    """Say when to ask a page again that has not answered at ``tries``, the latest first."""
    wait = WAITS[min(len(tries), len(WAITS)) - 1]
    if now - tries[0] >= wait:
        return due
    if tries[0] - tries[-1] >= PATIENCE:
        return Later(None, "page-unreachable", **told)
    return Later(tries[0] + wait, "page-unreachable", **told)
