"""The desk: everything a door may call, and the running of the house."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from leadwright.config import Config
from leadwright.domain.calendar import Calendar
from leadwright.engine.runner import Engine
from leadwright.ledger.database import Database
from leadwright.ledger.views.disclosed import Disclosure
from leadwright.listen import Daily, Post, Ticks
from leadwright.ports import Clock
from leadwright.service.campaigns import Campaigns
from leadwright.service.consents import Consents
from leadwright.service.doctor import Doctor
from leadwright.service.facts import Facts
from leadwright.service.inbox import InboxDesk
from leadwright.service.leads import Leads
from leadwright.service.places import Places
from leadwright.service.privacy import Privacy
from leadwright.service.recipients import Recipients
from leadwright.service.records import Records
from leadwright.service.reports import Reports
from leadwright.service.retention import Retention, clocks_of
from leadwright.service.rights import Rights
from leadwright.service.selfmail import SelfMail


@dataclass(frozen=True)
class Desk:
    """One operator's house, opened: the use cases by noun, and its engine and listening ends."""

    config: Config
    clock: Clock
    calendar: Calendar
    campaigns: Campaigns
    leads: Leads
    facts: Facts
    places: Places
    inbox: InboxDesk
    reports: Reports
    privacy: Privacy
    consents: Consents
    rights: Rights
    retention: Retention
    records: Records
    recipients: Recipients
    doctor: Doctor
    selfmail: SelfMail
    database: Database
    engine: Engine
    ticks: Ticks
    posts: Sequence[Post]
    daily: Daily
    opening: Callable[[], Awaitable[None]]
    closing: Callable[[], Awaitable[None]]

    async def run(self, *, until: datetime | None = None) -> None:
        """Work until ``until`` or :meth:`stop`; a loop that fails ends the run with its error."""
        self.database.lock()
        with self.clock.busy("opening"):
            await self.opening()
        loops = [asyncio.create_task(loop.run()) for loop in (self.ticks, self.daily)]
        loops += [asyncio.create_task(post.run()) for post in self.posts]
        for loop in loops:
            loop.add_done_callback(self._ended)
        try:
            await self.engine.run(until=until)
            for loop in loops:
                if loop.done():
                    loop.result()
        finally:
            for loop in loops:
                loop.cancel()
            await asyncio.gather(*loops, return_exceptions=True)

    async def once(self) -> None:
        """Look at every watch and mailbox once, do all that is due, and end."""
        self.database.lock()
        with self.clock.busy("opening"):
            await self.opening()
            await self.ticks.tick(sorted(self.ticks.watches), self.clock.now())
            for post in self.posts:
                await post.once()
            await self.daily.once()
        await self.engine.run(once=True)

    async def show(self, address_or_domain: str) -> Disclosure:
        """Gather everything that is held about somebody, as they may ask for it."""
        own = [box.address for box in self.config.mailbox.values()]
        return await self.rights.show(address_or_domain, own=own, clocks=clocks_of(self.config))

    def _ended(self, loop: asyncio.Task[None]) -> None:
        """A loop that ends by itself ends the run; one that a run ends must not stop the next run."""
        if not loop.cancelled():
            self.engine.stop()

    def stop(self) -> None:
        """Let :meth:`run` end: nothing more is claimed, a letter under way finishes."""
        self.engine.stop()

    async def close(self) -> None:
        """Hang up everywhere and close the ledger."""
        await self.closing()
