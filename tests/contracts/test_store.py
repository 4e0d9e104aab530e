"""What the engine may rely on, on every database: nothing lost, nothing doubled, nothing half stored."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from leadwright.consequences import (
    Cancel,
    Count,
    Hold,
    Keep,
    Mark,
    Postpone,
    Release,
    State,
    Submit,
    Suppress,
    Tell,
)
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Prospect
from leadwright.domain.letter import Deal, Reply
from leadwright.ledger import tables as t
from leadwright.ledger.database import Database
from leadwright.ledger.store import Store
from leadwright.ledger.work import Ended
from tests.contracts.runs import (
    ANSWER,
    DRAFT,
    HOUR,
    KINDS,
    LEAD,
    LEASE,
    NOW,
    PROOF,
    Thing,
    begin,
    follow,
    lead,
    one,
    result,
    rows,
    take,
)
from tests.ledgers import KEY


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database, kinds=KINDS)


async def test_work_of_stages_that_are_gone_is_named(store: Store) -> None:
    await begin(store, "a")
    assert await store.strangers() == frozenset()
    await store.submit([Submit("polish", "a", wake="w")], now=NOW, cause="test")
    assert await store.strangers() == {"polish"}


class TestClaim:
    async def test_gives_what_is_due_by_priority_due_and_key(self, store: Store) -> None:
        await begin(store, "c", "a", priority=5)
        await begin(store, "b", priority=5, at=NOW - HOUR)
        await begin(store, "z", priority=1)
        await begin(store, "later", at=NOW + HOUR)
        assert [task.key for task in await take(store)] == ["z", "b", "a", "c"]
        assert await take(store) == []

    async def test_gives_the_item_itself(self, store: Store) -> None:
        await store.keep([LEAD, DRAFT], now=NOW)
        await store.submit([Submit("send", DRAFT.key, wake="w", brand="shop.test", lane="m")], now=NOW, cause="test")
        (task,) = await take(store, stage="send")
        assert task.item == DRAFT
        assert (task.stage, task.key, task.wake, task.brand, task.lane) == ("send", DRAFT.key, "w", "shop.test", "m")
        assert (task.due, task.attempts, task.fence) == (NOW, 0, 1)

    async def test_takes_no_more_than_wanted_of_each_stage(self, store: Store) -> None:
        await begin(store, *"abc")
        await begin(store, *"abc", stage="look")
        tasks = await store.claim([("look", 1), ("make", 2)], now=NOW, owner="me", lease_until=LEASE)
        assert [(task.stage, task.key) for task in tasks] == [("look", "a"), ("make", "a"), ("make", "b")]

    async def test_never_takes_two_of_one_lane(self, store: Store) -> None:
        await begin(store, "a1", "a2", "a3", lane="a")
        await begin(store, "b1", "b2", lane="b")
        await begin(store, "free1", "free2")
        first = await take(store, 4)
        assert [task.key for task in first] == ["a1", "b1", "free1", "free2"]
        assert await take(store) == []
        await store.commit([result(first[0])], now=NOW)
        assert [task.key for task in await take(store)] == ["a2"]

    async def test_a_lane_is_one_for_all_stages(self, store: Store) -> None:
        await begin(store, "a", lane="x")
        await begin(store, "a", lane="x", stage="look")
        assert len(await store.claim([("make", 5), ("look", 5)], now=NOW, owner="me", lease_until=LEASE)) == 1

    async def test_reaches_a_free_lane_behind_a_long_busy_one(self, store: Store) -> None:
        await begin(store, *(f"a{n:03}" for n in range(300)), lane="busy")
        await begin(store, "z", lane="other")
        assert [task.key for task in await take(store, 5)] == ["a000", "z"]

    async def test_many_claimers_share_without_doubling(self, store: Store) -> None:
        await begin(store, *(f"{n:03}" for n in range(100)))
        taken = await asyncio.gather(*(take(store, 15) for _ in range(10)))
        keys = [task.key for tasks in taken for task in tasks]
        assert sorted(keys) == [f"{n:03}" for n in range(100)]

    async def test_an_item_that_is_missing_or_unreadable_is_parked(self, store: Store, database: Database) -> None:
        await begin(store, "good", "bad")
        await store.submit([Submit("make", "gone")], now=NOW, cause="test")
        await database.write(
            lambda conn: conn.execute(sa.update(t.items).where(t.items.c.key == "bad").values(body="{"))
        )
        assert [task.key for task in await take(store)] == ["good"]
        parked = await rows(database, t.work, t.work.c.state == "parked")
        assert [(row["key"], row["code"]) for row in parked] == [("bad", "item-unreadable"), ("gone", "item-missing")]
        assert [(row["type"], row["key"]) for row in await rows(database, t.events)] == [
            ("parked", "bad"),
            ("parked", "gone"),
        ]


class TestCommit:
    async def test_stores_everything_of_a_run_together(self, store: Store, database: Database) -> None:
        gives = [Submit("look", "y", brand="shop.test", lane="l", priority=2), Count("source", "feed", "things")]
        task = await follow(store, *gives, given=[Thing("y")])
        done, next_ = await rows(database, t.work)
        assert (done["state"], done["owner"], done["lease_until"]) == ("done", None, None)
        assert (next_["stage"], next_["key"], next_["state"], next_["due"]) == ("look", "y", "ready", NOW)
        assert (next_["cause"], next_["lane"], next_["priority"]) == ("make x", "l", 2)
        assert await store.item("Thing", "y") == Thing("y")
        event = await one(database, t.events)
        assert (event["type"], event["stage"], event["key"], event["cause"]) == ("done", "make", "x", "test")
        assert msgspec.json.decode(event["meta"]) == {"code": "", "facts": {}, "gave": ["y"]}
        counts = {(r["scope"], r["name"], r["counter"], r["n"], r["week"]) for r in await rows(database, t.rollups)}
        assert counts == {("source", "feed", "things", 1, "2026-W10"), ("stage", "make", "done", 1, "2026-W10")}
        assert task.name == "make x"

    async def test_a_second_run_of_the_same_adds_nothing(self, store: Store, database: Database) -> None:
        await follow(store, Submit("look", "y"), given=[Thing("y")])
        await follow(store, Submit("look", "y"), given=[Thing("y")], key="again")
        assert len(await rows(database, t.work, t.work.c.stage == "look")) == 1

    async def test_a_result_whose_claim_ended_is_refused(self, store: Store, database: Database) -> None:
        await begin(store, "x")
        (old,) = await take(store)
        assert await store.recover(now=LEASE, everything=False) == 0
        assert await store.recover(now=LEASE + HOUR, everything=False) == 1
        (new,) = await take(store)
        assert new.fence == old.fence + 1
        late = result(old, Thing("late"), beside=[Submit("look", "late")])
        assert await store.commit([late, result(new, Thing("y"))], now=NOW) == [old]
        assert await store.commit([result(new, Thing("twice"))], now=NOW) == [new]
        assert await store.item("Thing", "late") is None
        assert await store.item("Thing", "twice") is None
        assert [row["state"] for row in await rows(database, t.work)] == ["done"]
        assert len(await rows(database, t.events)) == 1

    async def test_waiting_longer_for_the_same_reason_is_no_event(self, store: Store, database: Database) -> None:
        await begin(store, "x")
        moment = NOW
        for code in ("slow", "slow", "closed", "slow"):
            (task,) = await take(store, now=moment)
            moment += HOUR
            await store.commit([result(task, end=Ended("ready", code, {"n": 1}, at=moment))], now=NOW)
        events = await rows(database, t.events)
        assert [(e["type"], msgspec.json.decode(e["meta"])["code"]) for e in events] == [
            ("later", "slow"),
            ("later", "closed"),
            ("later", "slow"),
        ]
        assert (await one(database, t.work))["due"] == moment

    async def test_a_fault_is_counted_and_shown(self, store: Store, database: Database) -> None:
        await begin(store, "x")
        (task,) = await take(store)
        await store.commit([result(task, end=Ended("ready", "fault", {}, at=NOW, fault="Traceback"))], now=NOW)
        (task,) = await take(store)
        assert task.attempts == 1
        await store.commit([result(task, end=Ended("parked", "fault", {"error": "e"}, fault="Traceback"))], now=NOW)
        row = await one(database, t.work)
        assert (row["state"], row["attempts"], row["facts"]) == ("parked", 2, '{"error":"e"}')
        assert [e["type"] for e in await rows(database, t.events)] == ["failed", "parked"]

    async def test_a_fault_parks_its_item_and_no_other(self, store: Store, database: Database) -> None:
        await begin(store, "a", "b", "c")
        a, b, c = await take(store)
        orphan = replace(DRAFT, brand="nobody.test")  # a letter to a brand that has no lead cannot be stored
        done = [result(a, Thing("of a")), result(b, orphan, Thing("of b")), result(c, Thing("of c"))]
        assert await store.commit(done, now=NOW) == []
        states = {row["key"]: (row["state"], row["code"]) for row in await rows(database, t.work)}
        assert states == {"a": ("done", None), "b": ("parked", "not-stored"), "c": ("done", None)}
        assert await store.item("Thing", "of a")
        assert await store.item("Thing", "of c")
        assert await store.item("Thing", "of b") is None
        event = await one(database, t.events, t.events.c.type == "parked")
        assert "Traceback" in msgspec.json.decode(event["meta"])["fault"]

    async def test_no_batch_of_good_results_is_stored_one_by_one(
        self, store: Store, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delattr(Store, "_one_by_one")
        beside = (
            Submit("look", "y"), Keep(ANSWER), Hold("shop.test", "m"), Release("shop.test", "m"), Cancel("b.test", "c"),
            Postpone("b.test", date(2026, 4, 1)), Suppress("address", "a@b.test", "r"), Count("a", "b", "c"),
            Mark("w", "m"), State("shop.test", "ready"), Tell("code", {"a": 1}),
        )  # fmt: skip
        await store.keep([LEAD], now=NOW)
        prospect = Prospect("shop.test", "https://shop.test/", "shop", Fact("Shop", PROOF))
        reply = Reply("m", "shop.test", "s", NOW, "a@b.test", "neutral", "c", (), "", human=True, stops=True)
        await begin(store, "a", "b")
        given = (LEAD, prospect, DRAFT, reply, Deal("shop.test", "talking", NOW, "m"))
        await store.commit([result(task, *given, beside=beside) for task in await take(store)], now=NOW)
        assert {row["n"] for row in await rows(database, t.rollups)} == {2}


class TestWork:
    async def test_says_when_the_next_is_due(self, store: Store) -> None:
        assert await store.next_due() is None
        await begin(store, "a", at=NOW)
        await begin(store, "b", at=NOW + HOUR)
        assert await store.next_due() == NOW
        assert await store.next_due(NOW) == NOW + HOUR
        await take(store, now=NOW + HOUR)
        assert await store.next_due() is None

    async def test_counts_what_is_not_ended(self, store: Store) -> None:
        await begin(store, *"abcd")
        await begin(store, "a", stage="look")
        a, b, _ = await take(store, 3)
        await store.commit([result(a), result(b, end=Ended("held", "why"))], now=NOW)
        assert await store.backlog() == {"make": 3, "look": 1}

    async def test_a_renewed_lease_lasts(self, store: Store) -> None:
        await begin(store, "a", "b")
        a, b = await take(store)
        await store.renew([a, replace(b, fence=99)], lease_until=LEASE + 2 * HOUR)
        assert await store.recover(now=LEASE + HOUR, everything=False) == 1
        assert [task.key for task in await take(store)] == ["b"]

    async def test_a_dead_predecessors_work_is_free_at_once(self, store: Store) -> None:
        await begin(store, "a", "b", lane="x")
        await take(store)
        assert await store.recover(now=NOW, everything=True) == 1
        (task,) = await take(store)
        assert (task.key, task.fence, task.attempts) == ("a", 2, 0)

    async def test_parked_work_is_tried_again_by_name(self, store: Store) -> None:
        await begin(store, "shop_1.test", "shopx1.test", "other", brand="B")
        tasks = await take(store)
        fault = Ended("parked", "fault", {}, fault="t")
        await store.commit([result(task, end=fault) for task in tasks], now=NOW)
        assert await store.retry("nothing", now=NOW) == 0
        assert await store.retry("shop_1*", now=NOW) == 1
        assert [(task.key, task.attempts) for task in await take(store)] == [("shop_1.test", 0)]
        assert await store.retry("make", now=NOW) == 2
        assert await store.retry(None, now=NOW) == 0

    async def test_held_work_is_released_by_reason_and_brand(self, store: Store) -> None:
        for key, brand in (("a", "a.test"), ("b", "b.test"), ("c", "b.test")):
            await begin(store, key, brand=brand)
        a, b, c = await take(store)
        ends = [(a, "no-country"), (b, "no-country"), (c, "other")]
        await store.commit([result(task, end=Ended("held", code)) for task, code in ends], now=NOW)
        assert await store.release(brand="b.test", codes=["no-country"], now=NOW) == 1
        assert [task.key for task in await take(store)] == ["b"]
        assert await store.release(brand=None, codes=["no-country", "other"], now=NOW) == 2

    async def test_an_item_that_is_not_there_is_none(self, store: Store) -> None:
        assert await store.item("Lead", "nobody") is None


class TestFleet:
    """Several processes on one PostgreSQL."""

    @pytest.fixture
    async def fleet(self, postgres_url: str) -> AsyncIterator[list[Store]]:
        open_ = [Database.open(postgres_url, key=KEY) for _ in range(3)]
        yield [Store(database, kinds=KINDS) for database in open_]
        for database in open_:
            await database.close()

    async def test_workers_share_lanes_and_counters(self, fleet: list[Store], postgres_url: str) -> None:
        for n in range(120):
            await begin(fleet[0], str(n), lane=f"lane {n % 20}")
        ran: list[str] = []

        async def work(store: Store) -> None:
            while tasks := await take(store, 7):
                beside = [Count("a", str(n), "c") for n in range(9)]
                ran.extend(task.key for task in tasks)
                assert await store.commit([result(task, beside=beside) for task in reversed(tasks)], now=NOW) == []

        while len(ran) < 120:
            await asyncio.gather(*(work(store) for store in fleet))
        assert sorted(ran, key=int) == [str(n) for n in range(120)]
        database = Database.open(postgres_url, key=KEY)
        assert {row["n"] for row in await rows(database, t.rollups)} == {120}
        await database.close()


class TestIndexes:
    """A million ended rows must not be walked through: each question has its index, on SQLite."""

    async def test_each_question_finds_its_index(self, sqlite_url: str) -> None:
        database = Database.open(sqlite_url, key=KEY)
        seen: list[tuple[str, Any]] = []

        def note(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
            if "work" in statement and not statement.startswith("INSERT"):
                seen.append((statement, parameters[0] if executemany else parameters))

        sa.event.listen(sa.Engine, "before_cursor_execute", note)
        try:
            store = Store(database, kinds=KINDS)
            await lead(store, DRAFT)
            said = [Release("shop.test", "m"), Cancel("shop.test", "c"), Postpone("shop.test", date(2026, 4, 1))]
            await follow(store, *said)
            await store.next_due()
            await store.backlog()
            await store.recover(now=NOW, everything=False)
            await store.renew([], lease_until=NOW)
            await store.release(brand="shop.test", codes=["c"], now=NOW)
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", note)

        def plans(conn: sa.Connection) -> list[str]:
            return [
                f"{row[3]}: {statement}"
                for statement, parameters in seen
                for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
                if row[3].startswith("SCAN work") and "USING" not in row[3]
            ]

        assert await database.read(plans) == []
        assert len(seen) >= 10
        await database.close()
