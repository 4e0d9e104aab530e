"""What the engine may rely on, on every database: nothing lost, nothing doubled, nothing half stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from tests.ledgers import KEY

from leadwright.consequences import (
    Cancel,
    Consequence,
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
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.identity import keyed
from leadwright.domain.lead import Address, Lead, Prospect
from leadwright.domain.letter import Deal, Draft, Reply
from leadwright.ledger import tables as t
from leadwright.ledger.database import Database
from leadwright.ledger.store import Store
from leadwright.ledger.work import Ended, Result, Task

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # ISO week 2026-W10
LEASE = NOW + timedelta(minutes=2)
HOUR = timedelta(hours=1)
PROOF = Evidence("https://shop.test/contact", NOW, "ab" * 32, "hello@shop.test", "mailto")
ADDRESS = Address("hello@shop.test", usable=True, why="mailto", rank=0, evidence=PROOF)
LEAD = Lead("shop.test", "https://shop.test/", "feed", "feed x", "open", ADDRESS, NOW)
DRAFT = Draft("shop.test", 1, "first", "hello@shop.test", "main", "Hello", "Words", "en", "shopify/first/A", "GB")
FOLLOWUP = replace(DRAFT, touch=2, kind="followup")
ANSWER = replace(DRAFT, touch=0, kind="answer", answers="<mail@shop.test>")


@dataclass(frozen=True, slots=True)
class Thing:
    key: str
    brand: str | None = None


KINDS = {"make": Thing, "send": Draft, "look": Thing}


@pytest.fixture
def store(database: Database) -> Store:
    return Store(database, kinds=KINDS)


async def rows(database: Database, table: sa.Table, *where: Any) -> list[dict[str, Any]]:
    query = sa.select(table).where(*where).order_by(*table.primary_key.columns)
    return await database.read(lambda conn: [dict(row._mapping) for row in conn.execute(query)])


async def one(database: Database, table: sa.Table, *where: Any) -> dict[str, Any]:
    (row,) = await rows(database, table, *where)
    return row


async def begin(store: Store, *keys: str, stage: str = "make", **more: Any) -> int:
    """Let a stage take things."""
    await store.keep([Thing(key) for key in keys], now=NOW)
    return await store.submit([Submit(stage, key, **more) for key in keys], now=NOW, cause="test")


async def take(store: Store, n: int = 100, *, stage: str = "make", now: datetime = NOW) -> list[Task]:
    return await store.claim([(stage, n)], now=now, owner="me", lease_until=LEASE)


def result(task: Task, *given: Any, beside: Sequence[Consequence] = (), end: Ended | None = None) -> Result:
    return Result(task, given, tuple(beside), end or Ended("done"))


async def follow(store: Store, *beside: Consequence, given: Sequence[Any] = (), key: str = "x") -> Task:
    """Let a run end with these consequences."""
    await begin(store, key)
    (task,) = await take(store)
    assert await store.commit([result(task, *given, beside=beside)], now=NOW) == []
    return task


async def lead(store: Store, *letters: Draft, submit: bool = True) -> None:
    """Store a lead with letters that wait to be sent."""
    await store.keep([LEAD, *letters], now=NOW)
    if submit:
        await store.submit([Submit("send", x.key, brand=x.brand) for x in letters], now=NOW, cause="test")


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


class TestProjections:
    async def test_a_lead_has_a_row_a_passport_and_a_witness(self, store: Store, database: Database) -> None:
        await store.keep([LEAD], now=NOW)
        again = replace(LEAD, source="other", sighting="other y", site="https://www.shop.test/", created=NOW + HOUR)
        await store.keep([again], now=NOW + HOUR)
        row = await one(database, t.leads)
        assert (row["brand"], row["source"], row["email"], row["state"]) == (
            "shop.test",
            "feed",
            "hello@shop.test",
            "found",
        )
        assert (row["website"], row["created_at"], row["updated_at"]) == ("https://www.shop.test/", NOW, NOW + HOUR)
        proof = await one(database, t.evidence)
        assert (proof["address"], proof["url"], proof["sha256"], proof["way"], proof["robots"], proof["terms"]) == (
            "hello@shop.test",
            PROOF.url,
            PROOF.sha256,
            "mailto",
            "allowed",
            "open",
        )
        assert [row["source"] for row in await rows(database, t.seen)] == ["feed", "other"]

    async def test_a_prospect_fills_its_leads_row(self, store: Store, database: Database) -> None:
        prospect = Prospect(
            "shop.test", "https://shop.test/", "shop", Fact("The Shop", PROOF), icp="shop", score=70,
            playbook="shopify", contact_name=Fact("Ann", PROOF), platform=Fact("shopify", PROOF),
            country=Fact("GB", PROOF), language="en",
        )  # fmt: skip
        await store.keep([LEAD, prospect], now=NOW)
        row = await one(database, t.leads)
        names = "company contact_name tech_stack country kind icp playbook language score"
        expected = ["The Shop", "Ann", "shopify", "GB", "shop", "shop", "shopify", "en", 70]
        assert [row[name] for name in names.split()] == expected

    async def test_a_letter_waits_and_one_with_problems_is_held(self, store: Store, database: Database) -> None:
        await lead(store, replace(DRAFT, problems=("no [company]",)))
        row = await one(database, t.outreach)
        assert (row["status"], row["reason"], row["draft"]) == ("held", "unproved", "shop.test#1")
        await lead(store, replace(DRAFT, subject="Better"))
        row = await one(database, t.outreach)
        assert (row["status"], row["reason"], row["subject"]) == ("draft", None, "Better")

    async def test_a_new_reading_leaves_a_hold_of_another_kind(self, store: Store, database: Database) -> None:
        await lead(store, DRAFT)
        held = sa.update(t.outreach).values(status="held", reason="no-country")
        await database.write(lambda conn: conn.execute(held))
        await lead(store, replace(DRAFT, subject="Better"))
        row = await one(database, t.outreach)
        assert (row["status"], row["reason"], row["subject"]) == ("held", "no-country", "Better")

    @pytest.mark.parametrize("status", ["claimed", "sent", "doubt", "cancelled", "refused"])
    async def test_a_claimed_letter_never_changes(self, store: Store, database: Database, status: str) -> None:
        await lead(store, DRAFT)
        values = {"status": status, "evidence_id": 1, "decision": "{}", "message_id": "<1@us.test>"}
        await database.write(lambda conn: conn.execute(sa.update(t.outreach).values(values)))
        await follow(store, given=[replace(DRAFT, subject="Other", body="Other")])
        assert await store.item("Draft", DRAFT.key) == DRAFT
        row = await one(database, t.outreach)
        assert (row["subject"], row["status"]) == (DRAFT.subject, status)

    @pytest.mark.parametrize(("change", "stays"), [({"score": 9}, True), ({"body": "x"}, False), ({"to": "x"}, False)])
    async def test_an_approval_is_for_just_these_words(
        self, store: Store, database: Database, change: dict[str, Any], stays: bool
    ) -> None:
        await lead(store, DRAFT)
        approved = sa.update(t.outreach).values(approved_at=NOW, approved_by="cli")
        await database.write(lambda conn: conn.execute(approved))
        await lead(store, replace(DRAFT, **change))
        row = await one(database, t.outreach)
        assert (row["approved_at"] == NOW, row["approved_by"] == "cli") == (stays, stays)

    async def test_a_reply_marks_its_mail(self, store: Store, database: Database) -> None:
        mail = {"direction": "in", "subject": "Re", "body": "", "ts": NOW, "message_id": "<m>", "mailbox": "main"}
        await database.write(lambda conn: conn.execute(t.messages.insert().values(mail)))
        reply = Reply("<m>", "shop.test", "s", NOW, "a@b.test", "positive", "interest", (), "", human=True, stops=True)
        await store.keep([reply], now=NOW)
        row = await one(database, t.messages)
        assert (row["tag"], row["category"]) == ("positive", "interest")

    async def test_items_know_their_brand(self, store: Store, database: Database) -> None:
        await follow(store, Submit("look", "y", brand="near.test"), given=[Thing("y"), Thing("z"), DRAFT, LEAD])
        brands = {row["key"]: row["brand"] for row in await rows(database, t.items)}
        assert brands == {"x": None, "y": "near.test", "z": None, "shop.test": "shop.test", DRAFT.key: "shop.test"}


class TestBeside:
    async def test_a_brand_is_released_with_its_last_mail(self, store: Store, database: Database) -> None:
        await lead(store, DRAFT)
        (task,) = await take(store, stage="send")
        await store.commit([result(task, end=Ended("held", "brand-held"))], now=NOW)
        await follow(store, Hold("shop.test", "m1"), Hold("shop.test", "m2"), Hold("shop.test", "m1"))
        await follow(store, Release("shop.test", "m1"), key="r1")
        assert await take(store, stage="send") == []
        await follow(store, Release("shop.test", "m2"), key="r2")
        assert [task.key for task in await take(store, stage="send")] == [DRAFT.key]
        assert await rows(database, t.holds) == []

    async def test_a_cancel_ends_waiting_letters_but_no_answer(self, store: Store, database: Database) -> None:
        await lead(store, DRAFT, FOLLOWUP, ANSWER)
        await follow(store, Cancel("shop.test", "reply-negative"))
        states = {row["key"]: (row["state"], row["code"]) for row in await rows(database, t.work) if row["brand"]}
        ended = ("cancelled", "reply-negative")
        assert states == {DRAFT.key: ended, FOLLOWUP.key: ended, ANSWER.key: ("ready", None)}
        letters = {row["draft"]: (row["status"], row["reason"]) for row in await rows(database, t.outreach)}
        assert letters == {DRAFT.key: ended, FOLLOWUP.key: ended, ANSWER.key: ("draft", None)}

    async def test_a_letter_submitted_and_cancelled_in_one_batch_is_cancelled(
        self, store: Store, database: Database
    ) -> None:
        await lead(store, FOLLOWUP, submit=False)
        await begin(store, "reply", "sent")
        tasks = await take(store)
        cancel, submit = Cancel("shop.test", "r"), Submit("send", FOLLOWUP.key, brand="shop.test")
        await store.commit([result(tasks[0], beside=[cancel]), result(tasks[1], beside=[submit])], now=NOW)
        assert (await one(database, t.work, t.work.c.stage == "send"))["state"] == "cancelled"

    async def test_a_letter_that_is_put_off_and_cancelled_in_one_batch_is_cancelled(
        self, store: Store, database: Database
    ) -> None:
        await lead(store, DRAFT)
        await begin(store, "x")
        tasks = await store.claim([("send", 1), ("make", 1)], now=NOW, owner="me", lease_until=LEASE)
        later = result(tasks[0], end=Ended("ready", "hours", at=NOW + HOUR))
        await store.commit([later, result(tasks[1], beside=[Cancel("shop.test", "r")])], now=NOW)
        assert (await one(database, t.work, t.work.c.stage == "send"))["state"] == "cancelled"

    async def test_an_absence_moves_letters_to_its_end(self, store: Store, database: Database) -> None:
        await lead(store, DRAFT)
        await store.submit([Submit("send", "late", brand="shop.test", at=NOW + 99 * 24 * HOUR)], now=NOW, cause="test")
        await database.write(lambda conn: conn.execute(sa.update(t.outreach).values(slot_at=NOW)))
        await follow(store, Postpone("shop.test", date(2026, 3, 20)))
        due = {row["key"]: row["due"] for row in await rows(database, t.work, t.work.c.stage == "send")}
        assert due == {DRAFT.key: datetime(2026, 3, 20, tzinfo=UTC), "late": NOW + 99 * 24 * HOUR}
        assert (await one(database, t.outreach))["slot_at"] is None

    async def test_suppression_keeps_no_address(self, store: Store, database: Database) -> None:
        await follow(store, Suppress("address", "Ann+x@Shop.test ", "unsubscribe"))
        await follow(store, Suppress("address", "ann@shop.test", "again"), key="y")
        row = await one(database, t.suppression)
        expected = keyed(KEY, "address", "ann@shop.test")
        assert (row["kind"], row["hash"], row["reason"]) == ("address", expected, "unsubscribe")

    async def test_counts_add_up_and_marks_and_notices_stay_single(self, store: Store, database: Database) -> None:
        said = (Count("s", "n", "c"), Count("s", "n", "c"), Mark("w", "1"), Mark("w", "2"), Tell("t", {"b": 1, "a": 2}))
        await follow(store, *said)
        await follow(store, *said, key="y")
        assert (await one(database, t.rollups, t.rollups.c.scope == "s"))["n"] == 4
        assert (await one(database, t.bookmarks))["mark"] == "2"
        notice = await one(database, t.notices)
        assert (notice["code"], notice["facts"], notice["seen_at"]) == ("t", '{"a":2,"b":1}', None)

    @pytest.mark.parametrize(
        ("moves", "state", "replied"),
        [
            (["ready", "waiting"], "waiting", False),
            (["waiting", "contacted", "ready"], "contacted", False),
            (["contacted", "replied", "dropped"], "replied", True),
            (["replied", "deal", "waiting"], "deal", True),
            (["stopped", "ready"], "stopped", False),
            (["stopped", "replied"], "replied", True),
            (["dropped", "ready"], "ready", False),
        ],
    )
    async def test_a_lead_never_falls_back(
        self, store: Store, database: Database, moves: list[str], state: str, replied: bool
    ) -> None:
        await store.keep([LEAD], now=NOW)
        await follow(store, *(State("shop.test", move, f"why {move}") for move in moves))
        row = await one(database, t.leads)
        assert (row["state"], row["reason"], row["replied"]) == (state, f"why {state}", replied)


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
