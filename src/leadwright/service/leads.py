"""The leads: found, listed, explained, and which of their names are one brand."""

from collections.abc import Callable

import sqlalchemy as sa

from leadwright.ledger.brands import Change
from leadwright.ledger.database import Database
from leadwright.ledger.joins import merge_by_hand, split_by_hand
from leadwright.ledger.views import held, journey, leads
from leadwright.ledger.views.brand import BrandView, brand_view, known_as
from leadwright.ledger.views.held import HeldView
from leadwright.ledger.views.journey import Journey
from leadwright.ledger.views.leads import LeadRow, Siteless
from leadwright.ledger.views.page import PAGE, Page
from leadwright.ports import Clock

Decide = Callable[..., Change]


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

    async def brand(self, name: str) -> BrandView | None:
        """Show all names of a brand, with every reason why they are one; None where nobody is known by the name."""
        return await self._database.read(lambda conn: brand_view(conn, name, key=self._database.key))

    async def merge(self, one: str, other: str, *, reason: str, by: str) -> list[BrandView]:
        """Say that two names are one brand; gives it as it is now. UserError where nobody is known by one of them."""
        return await self._decide(merge_by_hand, one, other, reason=reason, by=by)

    async def split(self, one: str, other: str, *, reason: str, by: str) -> list[BrandView]:
        """Say that two names are two brands; gives both as they are now. UserError where they are not one."""
        return await self._decide(split_by_hand, one, other, reason=reason, by=by)

    async def _decide(self, do: Decide, one: str, other: str, *, reason: str, by: str) -> list[BrandView]:
        now, key = self._clock.now(), self._database.key

        def write(conn: sa.Connection) -> list[BrandView]:
            sites = [known_as(conn, name) or name.strip().lower() for name in (one, other)]
            do(conn, sites[0], sites[1], reason=reason, by=by, now=now, key=key)
            views = [view for site in sites if (view := brand_view(conn, site, key=key))]
            return list({view.brand: view for view in views}.values())

        return await self._database.write(write)

    async def find_the_site(self) -> list[Siteless]:
        """Give the posts that name no site, newest first: the operator looks for it and adds it."""
        return await self._database.read(leads.siteless)
