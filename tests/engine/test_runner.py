"""The engine: what it promises of every task, on a toy chain over the real ledger."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import sqlalchemy as sa

from leadwright.adapters.dice import SeededDice
from leadwright.chain import Chain, Run, Wake, stage
from leadwright.consequences import Submit
from leadwright.domain.errors import Drop, Fatal, Later
from leadwright.domain.lead import Contact, Lead, Sighting, Watch
from leadwright.engine.hands import Hands
from leadwright.engine.runner import Engine, Settings
from leadwright.ledger.database import Database
from leadwright.ledger.store import Store
from leadwright.ledger.tables import events, items, work
from leadwright.ports import Clock
from leadwright.world.clock import JumpClock

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass
class Script:
    """What the toy stages do, and what they saw."""

    trouble: dict[str, list[Exception]] = field(default_factory=dict)  # key -> raised at the first runs
    seen: list[tuple[str, datetime]] = field(default_factory=list)
    together: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)


@stage
async def parse(watch: Watch, wake: Wake, script: Script) -> AsyncIterator[Sighting]:
    for n in range(3):
        yield sighting(f"{watch.name}-{n}")
    if trouble := script.trouble.get(watch.name):
        raise trouble.pop(0)


@stage
async def extract(sighting: Sighting, script: Script, clock: Clock, run: Run) -> AsyncIterator[Contact]:
    script.seen.append((sighting.url, clock.now()))
    lane = sighting.site or ""
    script.together[lane] += 1
    script.most[lane] = max(script.most[lane], script.together[lane])
    await asyncio.sleep(0.001)
    script.together[lane] -= 1
    if trouble := script.trouble.get(sighting.url):
        raise trouble.pop(0)
    yield Contact(sighting.site or "", sighting.key, "feed", "open", (sighting.url,))


@stage
async def dedupe(contact: Contact) -> AsyncIterator[Lead]:
    raise Drop("known-brand", brand=contact.domains[0])
    yield


def sighting(name: str, *, site: str = "http://shop.test/") -> Sighting:
    return Sighting("feed", name, name, "", START, START, site if "same" in name else f"http://{name}.test/", "open")


class House:
    """An engine over a fresh ledger."""

    def __init__(self, database: Database, **settings: object) -> None:
        self.database, self.script, self.clock = database, Script(), JumpClock(START)
        self.store = Store(database, kinds={"parse": Watch, "extract": Sighting, "dedupe": Contact})
        chain: Chain[Watch, Lead] = parse >> extract >> dedupe
        ports = {Script: self.script, Clock: self.clock}
        hands = Hands(chain, ports, clock=self.clock, dice=SeededDice(b"1"))
        options = {"owner": "test", "at_once": {}, "lockstep": True} | settings
        self.engine = Engine(hands, self.store, settings=Settings(**options), wall=lambda: START)  # type: ignore[arg-type]

    async def look(self, *names: str) -> None:
        await self.store.keep([Watch(name, "feed") for name in names], now=self.clock.now())
        await self.store.submit([Submit("parse", name, wake="w") for name in names], now=self.clock.now(), cause="t")

    async def see(self, *names: str) -> None:
        seen = [sighting(name) for name in names]
        await self.store.keep(seen, now=START)
        lanes = [Submit("extract", s.key, lane=f"site:{s.site}") for s in seen]
        await self.store.submit(lanes, now=START, cause="t")

    async def states(self) -> Counter[tuple[str, str, str | None]]:
        rows = await self.database.read(lambda c: c.execute(sa.select(work.c.stage, work.c.state, work.c.code)).all())
        return Counter((row.stage, row.state, row.code or None) for row in rows)


async def test_every_item_passes_every_stage_once(database: Database) -> None:
    house = House(database)
    await house.look("hn", "feed")
    await house.engine.run(once=True)
    assert await house.states() == {
        ("parse", "done", None): 2,
        ("extract", "done", None): 6,
        ("dedupe", "dropped", "known-brand"): 6,
    }
    kinds = await database.read(lambda c: c.execute(sa.select(items.c.kind, sa.func.count()).group_by("kind")).all())
    assert dict(map(tuple, kinds)) == {"Watch": 2, "Sighting": 6, "Contact": 6}


async def test_the_same_work_submitted_twice_runs_once(database: Database) -> None:
    house = House(database)
    await house.see("a", "b")
    await house.see("a", "b")
    await house.engine.run(once=True)
    assert len(house.script.seen) == 2


async def test_later_runs_at_its_moment_and_tells_only_once(database: Database) -> None:
    house = House(database)
    at = START + timedelta(hours=5)
    house.script.trouble["a"] = [Later(START + timedelta(hours=2), "pace"), Later(at, "pace")]
    await house.see("a")
    await house.engine.run(until=START + timedelta(days=1))
    assert [moment for _, moment in house.script.seen] == [START, START + timedelta(hours=2), at]
    told = await database.read(lambda c: c.execute(sa.select(events).where(events.c.type == "later")).all())
    assert len(told) == 1


async def test_held_work_waits_until_it_is_released(database: Database) -> None:
    house = House(database)
    house.script.trouble["a"] = [Later(None, "needs-a-person")]
    await house.see("a")
    await house.engine.run(once=True)
    assert (await house.states())["extract", "held", "needs-a-person"] == 1
    await house.store.release(brand=None, codes=["needs-a-person"], now=house.clock.now())
    await house.engine.run(once=True)
    assert (await house.states())["extract", "done", None] == 1


async def test_a_fault_is_retried_with_growing_waits_then_parked_with_its_traceback(database: Database) -> None:
    house = House(database)
    house.script.trouble["a"] = [ValueError(f"boom {n}") for n in range(9)]
    await house.see("a", "b")
    await house.engine.run(until=START + timedelta(days=2))
    states = await house.states()
    assert states["extract", "parked", "fault"] == 1
    assert states["extract", "done", None] == 1
    times = [moment for url, moment in house.script.seen if url == "a"]
    waits = [b - a for a, b in pairwise(times)]
    assert len(times) == 5
    assert all(later > earlier * 2 for earlier, later in pairwise(waits))
    parked = await database.read(lambda c: c.execute(sa.select(events).where(events.c.type == "parked")).one())
    assert "ValueError: boom 4" in parked.meta
    assert await house.store.retry("*", now=house.clock.now()) == 1


async def test_what_was_given_before_a_fault_stays_given(database: Database) -> None:
    house = House(database)
    house.script.trouble["hn"] = [ValueError("page 4")]
    await house.look("hn")
    await house.engine.run(once=True)
    assert len(house.script.seen) == 3


async def test_one_runs_per_lane_and_many_lanes_at_once(database: Database) -> None:
    house = House(database, lockstep=False)
    await house.see(*(f"same-{n}" for n in range(6)), *(f"other-{n}" for n in range(6)))
    await house.engine.run(once=True)
    assert house.script.most["http://shop.test/"] == 1
    assert len(house.script.seen) == 12


async def test_a_stage_that_cannot_work_at_all_stops_and_the_rest_goes_on(database: Database) -> None:
    house = House(database)
    house.script.trouble["a"] = [Fatal("no-dns")]
    await house.see("a")
    await house.look("hn")
    await house.engine.run(once=True)
    assert house.engine.closed == {"extract": "no-dns"}
    assert (await house.states())["extract", "ready", "no-dns"] == 1


async def test_a_stage_rests_while_the_next_holds_more_than_its_room(database: Database) -> None:
    house = House(database, rooms={"extract": 3})
    house.script.trouble = {name: [Later(None, "x")] for name in ("a", "b", "c")}
    await house.see("a", "b", "c")
    await house.look("hn")
    await house.engine.run(once=True)
    assert house.engine.resting == {"parse"}
    assert (await house.states())["parse", "ready", None] == 1


async def test_stopping_lets_what_is_under_way_finish(database: Database) -> None:
    house = House(database, lockstep=False)
    await house.see(*(f"other-{n}" for n in range(20)))
    asyncio.get_running_loop().call_later(0.02, house.engine.stop)
    await house.engine.run()
    states = await house.states()
    assert not any(state == "running" for _, state, _ in states)


async def test_a_dead_workers_work_comes_back_and_its_late_result_is_refused(database: Database) -> None:
    house = House(database)
    await house.see("a")
    dead = await house.store.claim([("extract", 1)], now=START, owner="dead", lease_until=START)
    assert await house.store.recover(now=START + timedelta(minutes=5), everything=False) == 1
    await house.engine.run(once=True)
    late = await house.engine._hands.perform(dead[0], Run("dead"))
    assert await house.store.commit([late], now=START) == [dead[0]]
    assert (await house.states())["extract", "done", None] == 1
