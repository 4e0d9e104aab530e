"""What an output shows and what follows beside it, on every database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.consequences import (
    Cancel,
    Count,
    Hold,
    Mark,
    Postpone,
    Release,
    State,
    Submit,
    Suppress,
    Tell,
)
from leadwright.domain.evidence import Fact
from leadwright.domain.identity import keyed
from leadwright.domain.lead import Prospect
from leadwright.domain.letter import Reply
from leadwright.ledger import tables as t
from leadwright.ledger.database import Database
from leadwright.ledger.store import Store
from leadwright.ledger.work import Ended
from tests.contracts.runs import (
    ANSWER,
    DRAFT,
    FOLLOWUP,
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
        said = '{"action":"send","edition":"e","rule":"r"}'
        hashes = {"recipient_hash": "a" * 64, "brand_hash": "b" * 64}
        values = {"status": status, "evidence_id": 1, "decision": said, "message_id": "<1@us.test>", **hashes}
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
