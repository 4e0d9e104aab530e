"""The two ends that listen: the clock wakes parse, and the mailbox wakes track."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from leadwright.consequences import Submit
from leadwright.domain.errors import Fatal, Later
from leadwright.ledger.doubts import Doubts
from leadwright.ledger.heartbeats import Heartbeats
from leadwright.ledger.mailboxes import Mailboxes
from leadwright.ledger.store import Store
from leadwright.ledger.sweeps import Sweeps
from leadwright.ports import Clock
from leadwright.ports.mailroom import Mailroom

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
ALIVE = timedelta(minutes=25)  # the longest silence of a loop that has nothing to do
REFUSED_REST = timedelta(hours=1)  # before a mailbox that refused our login is tried again

Next = Callable[[datetime], datetime]
"""From a moment to the next moment at which a watch is due, strictly later."""


def every(interval: timedelta) -> Next:
    """Fire at whole multiples of ``interval``, so that a restart names the same ticks."""

    def after(moment: datetime) -> datetime:
        return EPOCH + ((moment - EPOCH) // interval + 1) * interval

    return after


@dataclass(frozen=True)
class Ticks:
    """Submits each watch to parse at its moments; a watch whose last look still waits is not asked again."""

    store: Store
    clock: Clock
    watches: Mapping[str, Next]
    ring: Callable[[], None]
    beat: Heartbeats

    async def run(self) -> None:
        """Tick until cancelled; every watch is looked at once at the start."""
        due = dict.fromkeys(self.watches, self.clock.now())
        while due:
            with self.clock.busy("tick"):
                now = self.clock.now()
                ready = sorted(name for name, moment in due.items() if moment <= now)
                await self.tick(ready, now)
                due |= {name: self.watches[name](now) for name in ready}
            await self.clock.sleep_until(min(*due.values(), now + ALIVE))

    async def tick(self, names: Sequence[str], now: datetime) -> None:
        """Submit these watches, each under the dated key of this tick."""
        await self.beat.beat("tick", now)
        if not names:
            return
        waiting = await self.store.waiting("parse")
        wake = f"{now:%Y-%m-%dT%H:%M}"
        asked = [Submit("parse", name, lane=f"watch:{name}", wake=wake) for name in names if name not in waiting]
        await self.store.submit(asked, now=now, cause="tick")
        self.ring()


@dataclass(frozen=True)
class Daily:
    """Does something once a day; what was done on which day is remembered by what it calls."""

    name: str
    do: Callable[[datetime], Awaitable[None]]
    clock: Clock
    beat: Heartbeats

    async def run(self) -> None:
        """Look whether the day's work is done until cancelled."""
        while True:
            with self.clock.busy(self.name):
                await self.once()
            await self.clock.sleep_until(self.clock.now() + ALIVE)

    async def once(self) -> None:
        """Do the day's work, where it is not done."""
        now = self.clock.now()
        await self.beat.beat(self.name, now)
        await self.do(now)


@dataclass(frozen=True)
class Post:
    """Sweeps one mailbox: stores what came, holds the brands it is about, and looks up letters in doubt."""

    name: str
    mailroom: Mailroom
    sweeps: Sweeps
    mailboxes: Mailboxes
    doubts: Doubts
    clock: Clock
    poll: timedelta
    ring: Callable[[], None]

    async def run(self) -> None:
        """Sweep until cancelled."""
        while True:
            with self.clock.busy(f"sweep {self.name}"):
                rest = await self.once()
            await self.clock.sleep_until(self.clock.now() + rest)

    async def once(self) -> timedelta:
        """Sweep, and say how long to rest; a refused login stops the mailbox, no line only delays."""
        try:
            await self.sweep()
        except Later as later:
            return max(self.poll, (later.when or self.clock.now()) - self.clock.now())
        except Fatal as refused:  # this mailbox stops; the rest of the house goes on
            await self.mailboxes.stop(self.name, refused.code)
            return REFUSED_REST
        return self.poll

    async def sweep(self) -> int:
        """Store what is new since the last sweep; give how many mails that was."""
        stored, more = 0, True
        while more:
            batch = await self.mailroom.new(await self.mailboxes.cursor(self.name))
            stored += len(await self.sweeps.store(self.name, batch.mails, batch.cursor))
            more = batch.more
        for letter in await self.doubts.of(self.name):
            if await self.mailroom.in_sent(letter):
                await self.doubts.settle(letter, "sent", by="sent-folder")
        if stored:
            self.ring()
        return stored
