"""The leads: found, listed, explained."""

from leadwright.ledger.database import Database
from leadwright.ledger.views import held, journey, leads
from leadwright.ledger.views.held import HeldView
from leadwright.ledger.views.journey import Journey
from leadwright.ledger.views.leads import LeadRow, Siteless
from leadwright.ledger.views.page import PAGE, Page
from leadwright.ports import Clock


class Leads:
    """Everybody whom the house knows."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Read ``database``."""
        self._database, self._clock = database, clock

    async def page(
        self, *, search: str | None = None, state: str | None = None, after: int | None = None, limit: int = PAGE
    ) -> Page[LeadRow]:
        """Give leads, newest first: of a state, whose brand, company or address begins with ``search``."""
        return await self._database.read(
            lambda conn: leads.page_of(conn, search=search, state=state, after=after, limit=limit)
        )

    async def journey(self, domain_or_address: str) -> Journey:
        """Tell everything of one lead, site, alias or post, in order: times, reasons, facts, evidence; never fails."""
        key, now = self._database.key, self._clock.now()
        return await self._database.read(lambda conn: journey.journey(conn, domain_or_address, key=key, now=now))

    async def held(self, *, after: int = 0, limit: int = PAGE) -> Page[HeldView]:
        """Give what waits for a person, other than for an approval: what is missing, and the remedies."""
        return await self._database.read(lambda conn: held.held(conn, after=after, limit=limit))

    async def find_the_site(self) -> list[Siteless]:
        """Give the posts that name no site, newest first: the operator looks for it and adds it."""
        return await self._database.read(leads.siteless)
