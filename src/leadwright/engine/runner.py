"""Takes work that is due, performs it, and stores what came of it, until told to stop.

The database is the queue: a claimed row carries a lease and a fence, so a dead worker's row comes back and its late
result is refused. Results that finish together are stored together, in one transaction. In *lockstep* a round is
claimed, awaited and stored in the order it was claimed, so that a run is the same whatever the servers' delays.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from leadwright.chain import Run
from leadwright.engine.hands import Hands, waiting
from leadwright.ledger.store import Store
from leadwright.ledger.work import Result, Task, run_name
from leadwright.ports import Clock

LEASE = timedelta(seconds=120)  # real time
POLL = timedelta(seconds=5)  # how soon to look again: other processes approve, add and resume
FATAL_REST = timedelta(hours=1)
GRACE = 90.0  # seconds a letter under way may take at shutdown
HURRY = 5.0  # seconds for everything else


@dataclass(frozen=True)
class Settings:
    """How the engine works: at once per stage, and how much may wait before a stage before it rests."""

    owner: str  # names this process in leases
    at_once: Mapping[str, int]
    rooms: Mapping[str, int] = field(default_factory=dict)
    lockstep: bool = False


class Engine:
    """Runs the stages of a chain over the ledger's work table."""

    def __init__(
        self,
        hands: Hands,
        store: Store,
        *,
        settings: Settings,
        wall: Callable[[], datetime],
        observe: Callable[[Result], None] | None = None,
    ) -> None:
        """Join stages and store; ``wall`` is real time, for leases; ``observe`` is told every stored result."""
        self._hands, self._store, self._settings, self._wall = hands, store, settings, wall
        self._observe = observe or (lambda _: None)
        self._clock: Clock = hands.clock
        self.bell = self._clock.bell()
        self._live: dict[int, tuple[Task, asyncio.Task[None]]] = {}  # by the work row's id, in the order of claiming
        self._finished: dict[int, Result] = {}
        self._stopping = False
        self._runs = 0
        self.closed: dict[str, str] = {}  # stages that cannot work at all -> why
        self.resting: frozenset[str] = frozenset()  # stages whose next one holds more than its room
        self.counts: Counter[tuple[str, str, str]] = Counter()  # stage, state, code

    async def run(self, *, until: datetime | None = None, once: bool = False) -> None:
        """Work until ``until``, until :meth:`stop`, or with ``once`` until nothing is due."""
        renewing = asyncio.create_task(self._renew())
        try:
            while not self._stopping and not (until and self._clock.now() >= until and not self._live):
                with self._clock.busy("engine"):
                    wake = await self._turn()
                if once and not self._live and (wake is None or wake > self._clock.now()):
                    break
                await self.bell.wait(min((m for m in (wake, until) if m), default=None))
            await self._drain()
        finally:
            renewing.cancel()

    def stop(self) -> None:
        """Claim nothing more, and let :meth:`run` end."""
        self._stopping = True
        self.bell.ring()

    async def _turn(self) -> datetime | None:
        """Store what finished, start what is due, and say when to look again."""
        if self._settings.lockstep and len(self._finished) < len(self._live):
            return None
        await self._flush()
        if not self._stopping:
            await self._start()
        now = self._clock.now()
        due = await self._store.next_due(after=now)  # all that is due by now has started, or waits for the bell
        return due if self._settings.lockstep else min(due or now + POLL, now + POLL)

    async def _start(self) -> None:
        tasks = await self._store.claim(
            await self._wanted(),
            now=self._clock.now(),
            owner=self._settings.owner,
            lease_until=self._wall() + LEASE,
        )
        for task in tasks:
            self._live[task.id] = (task, asyncio.create_task(self._perform(task)))

    async def _wanted(self) -> list[tuple[str, int]]:
        """Say how many items of each stage may start, later stages first, so that what is begun is finished."""
        busy = Counter(task.stage for task, _ in self._live.values())
        await self._rest()
        return [
            (name, room)
            for name in reversed(self._hands.chain.names)
            if name not in self.closed and name not in self.resting
            if (room := self._settings.at_once.get(name, 50) - busy[name]) > 0
        ]

    async def _rest(self) -> None:
        if not self._settings.rooms:
            return
        backlog = await self._store.backlog()
        names = self._hands.chain.names
        full = {name for name, room in self._settings.rooms.items() if backlog.get(name, 0) >= room}
        self.resting = frozenset(before for before, name in pairwise(names) if name in full)

    async def _perform(self, task: Task) -> None:
        with self._clock.busy(task.name):
            self._runs += 1
            result = await self._hands.perform(task, Run(run_name(self._settings.owner, task.id, task.fence)))
            if result.ended.state == "fatal":
                self.closed[task.stage] = result.ended.code
                result = waiting(result, self._clock.now() + FATAL_REST)
            self._finished[task.id] = result
            self.bell.ring()

    async def _flush(self) -> None:
        results = [self._finished[id_] for id_ in self._live if id_ in self._finished]
        if not results:
            return
        for result in results:
            del self._finished[result.task.id], self._live[result.task.id]
        await self._store.commit(results, now=self._clock.now())
        for result in results:
            self.counts[result.task.stage, result.ended.state, result.ended.code] += 1
            self._observe(result)

    async def _drain(self) -> None:
        """Let letters under way finish, give the rest a moment, then store what there is."""
        for name, patience in (("send", GRACE), ("", HURRY)):
            rest = {running for task, running in self._live.values() if not name or task.stage == name}
            if rest:
                await asyncio.wait(rest, timeout=patience)
        for task, running in self._live.values():
            if task.stage != "send":  # a letter under way is never cancelled
                running.cancel()
        with self._clock.busy("engine"):
            await self._flush()

    async def _renew(self) -> None:
        """Keep the leases of long tasks, and take back those that a dead process left behind.

        On real time, because a lease is about a process, not about the world.
        """
        never = asyncio.get_running_loop().create_future()
        while True:
            await asyncio.wait({never}, timeout=LEASE.total_seconds() / 3)
            if self._live:
                await self._store.renew([task for task, _ in self._live.values()], lease_until=self._wall() + LEASE)
            if await self._store.recover(now=self._wall(), everything=False):
                self.bell.ring()
