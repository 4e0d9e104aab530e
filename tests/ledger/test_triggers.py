"""What the database refuses by itself, whatever program asks, even one that leaves foreign keys off."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.ledger.rows import add
from leadwright.ledger.tables import (
    approaches,
    brands,
    erasures,
    evidence,
    items,
    leads,
    messages,
    outreach,
    suppression,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HASH, OTHER = "a" * 64, "b" * 64
SAID = {"action": "send", "rule": "PECR: a company may be written to.", "edition": "e1"}
LETTER = {
    "id": 1, "lead_id": 1, "draft": "shop.test#1", "brand": "shop.test", "touch": 1, "stage": "first", "template": "t",
    "mailbox": "main", "recipient": "hello@shop.test", "subject": "Hello", "status": "draft", "created_at": NOW,
}  # fmt: skip
PASSPORT = {
    "evidence_id": 1, "decision": json.dumps(SAID), "message_id": "<1@us.test>", "recipient_hash": HASH,
    "brand_hash": "c" * 64,
}  # fmt: skip
CLAIM = {**PASSPORT, "status": "claimed"}
ANSWER = {"draft": "shop.test#<m@shop.test>", "touch": 0, "stage": "answer", "evidence_id": None}
MAIL = {"id": 1, "subject": "s", "body": "b", "ts": NOW, "message_id": "<1@us.test>", "mailbox": "main"}
PROOF = {
    "id": 1, "address": "hello@shop.test", "brand": "shop.test", "url": "https://shop.test/contact", "at": NOW,
    "way": "mailto", "snippet": "write to us", "sha256": "0" * 64, "robots": "none", "source": "feed", "terms": "open",
}  # fmt: skip
ENTRY = {"kind": "address", "hash": OTHER, "reason": "r", "ts": NOW}


@pytest.fixture
def conn(ledger_url: str) -> Iterator[sa.Connection]:
    """A plain connection, as any tool would open one, in a transaction that is rolled back."""
    engine = sa.create_engine(ledger_url, poolclass=sa.NullPool)
    with engine.connect() as conn:
        where = {"source": "feed", "website": "w", "created_at": NOW, "updated_at": NOW}
        conn.execute(leads.insert().values(id=1, brand="shop.test", **where))
        conn.execute(leads.insert().values(id=2, brand="other.test", **where))
        conn.execute(evidence.insert().values(PROOF))
        conn.execute(suppression.insert().values(ENTRY))
        yield conn


def refused(conn: sa.Connection, statement: sa.Executable | str, words: str | None = None) -> None:
    with pytest.raises((sa.exc.IntegrityError, sa.exc.InternalError), match=words), conn.begin_nested():
        conn.exec_driver_sql(statement) if isinstance(statement, str) else conn.execute(statement)


def letter(conn: sa.Connection, **values: Any) -> sa.Update:
    conn.execute(outreach.insert().values({**LETTER, **values}))
    return sa.update(outreach).where(outreach.c.id == values.get("id", 1))


def proof(conn: sa.Connection, **values: Any) -> None:
    fresh = {**PROOF, "id": 7, "url": "https://shop.test/imprint", **values}
    conn.execute(evidence.insert().values(fresh))


def said(**values: Any) -> dict[str, str]:
    return {"decision": json.dumps({**SAID, **values})}


UNLAWFUL: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {  # what a letter claims, and what its evidence says
    "no evidence": ({"evidence_id": None}, {}),
    "evidence that is not there": ({"evidence_id": 999}, {}),
    "evidence of another address": ({"evidence_id": 7}, {"address": "other@shop.test"}),
    "evidence of another brand": ({"evidence_id": 7}, {"brand": "other.test"}),
    "a guessed address": ({"evidence_id": 7}, {"way": "guessed"}),
    "a way without a name": ({"evidence_id": 7}, {"way": ""}),
    "a page that robots.txt forbids": ({"evidence_id": 7}, {"robots": "disallowed"}),
    "no page": ({"evidence_id": 7}, {"url": ""}),
    "no digest of the page": ({"evidence_id": 7}, {"sha256": " "}),
    "no words of the page": ({"evidence_id": 7}, {"snippet": ""}),
    "no recipient": ({"recipient": ""}, {}),
    "another recipient": ({"recipient": "other@shop.test"}, {}),
    "what is no address": ({"evidence_id": 7, "recipient": "hello"}, {"address": "hello"}),
    "no decision": ({"decision": None}, {}),
    "an empty decision": ({"decision": ""}, {}),
    "no JSON": ({"decision": "not json"}, {}),
    "JSON that says nothing": ({"decision": "{}"}, {}),
    "JSON that is no object": ({"decision": "1"}, {}),
    "a block": (said(action="block"), {}),
    "a hold": (said(action="hold"), {}),
    "a decision without a rule": (said(rule=""), {}),
    "a decision without an edition": (said(edition=None), {}),
    "no Message-ID": ({"message_id": None}, {}),
    "an empty Message-ID": ({"message_id": ""}, {}),
    "what is no Message-ID": ({"message_id": "1"}, {}),
    "no hash of its recipient": ({"recipient_hash": None}, {}),
    "an empty hash of its recipient": ({"recipient_hash": ""}, {}),
    "no hash of its brand": ({"brand_hash": None}, {}),
    "a suppressed recipient": ({"recipient_hash": OTHER}, {}),
    "a suppressed brand": ({"brand_hash": "d" * 64}, {}),
    "an answer to nobody": ({"stage": "answer", "touch": 0, "draft": "shop.test#<no@shop.test>"}, {}),
    "an answer to a letter of ours": ({"stage": "answer", "touch": 0, "draft": "shop.test#<0@us.test>"}, {}),
    "an answer to another brand": ({"stage": "answer", "touch": 0, "draft": "shop.test#<m@other.test>"}, {}),
    "an answer in place of a first letter": ({"stage": "answer"}, {}),
    "a stage that is none": ({"stage": "fifth"}, {}),
    "another letter's name": ({"draft": "shop.test#9"}, {}),
    "another brand's name": ({"draft": "other.test#1"}, {}),
}


@pytest.fixture
def unlawful(conn: sa.Connection) -> sa.Connection:
    """A ledger that knows mails and a stopped brand besides."""
    conn.execute(suppression.insert().values({**ENTRY, "kind": "brand", "hash": "d" * 64}))
    ours = {**MAIL, "message_id": "<0@us.test>", "direction": "out", "brand": "shop.test"}
    theirs = {**MAIL, "id": 2, "message_id": "<m@other.test>", "direction": "in", "brand": "other.test"}
    conn.execute(messages.insert(), [ours, theirs])
    return conn


@pytest.mark.parametrize("status", ["claimed", "sent", "doubt", "bounced"])
@pytest.mark.parametrize("hole", UNLAWFUL)
def test_nothing_unlawful_can_be_made_a_letter_that_leaves(unlawful: sa.Connection, hole: str, status: str) -> None:
    conn, (values, page) = unlawful, UNLAWFUL[hole]
    proof(conn, **page)
    bad = {**LETTER, **PASSPORT, "status": status, **values}
    refused(conn, outreach.insert().values(bad))
    if conn.dialect.name == "sqlite":
        for way in ("OR REPLACE", "OR IGNORE"):
            refused(conn, outreach.insert().prefix_with(way).values(bad))
    draft = {**LETTER, **({"stage": "first"} if values.get("stage") == "fifth" else {})}
    waiting = letter(conn, **{k: v for k, v in draft.items() if k != "id"})
    refused(conn, waiting.values({**PASSPORT, "status": status, **values}))
    assert conn.scalar(sa.select(outreach.c.status)) == "draft"


@pytest.mark.parametrize("status", ["SENT", "", "gone", "ready"])
def test_a_status_that_is_none_is_refused(conn: sa.Connection, status: str) -> None:
    refused(conn, outreach.insert().values({**LETTER, "status": status}), "no such status")
    refused(conn, letter(conn).values(status=status), "no such status")


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ("evidence_id", "no passport"),
        ("decision", "no decision"),
        ("message_id", "Message-ID before it leaves"),
        ("recipient_hash", "keyed hashes"),
    ],
)
def test_what_is_lacking_is_said(conn: sa.Connection, lacks: str, words: str) -> None:
    refused(conn, outreach.insert().values({**LETTER, **CLAIM, lacks: None}), words)
    refused(conn, letter(conn).values({**CLAIM, lacks: None}), words)


def test_a_lawful_letter_leaves(conn: sa.Connection) -> None:
    row = letter(conn)
    conn.execute(row.values(CLAIM))
    for status in ("doubt", "sent", "bounced"):
        conn.execute(row.values(status=status, sent_at=NOW, reason="x", slot_at=None))
    conn.execute(outreach.insert().values({**LETTER, **CLAIM, "id": 2, "draft": "shop.test#2", "touch": 2,
                                           "stage": "followup", "message_id": "<2@us.test>"}))  # fmt: skip


def test_evidence_of_another_name_of_the_brand_will_do(conn: sa.Connection) -> None:
    proof(conn, brand="shop2.test")
    refused(conn, letter(conn).values({**CLAIM, "evidence_id": 7}), "no passport")
    named = {"brand": "shop.test", "kind": "domain", "why": "x", "ts": NOW}
    conn.execute(brands.insert(), [{"name": "shop.test", **named}, {"name": "shop2.test", **named}])
    conn.execute(sa.update(outreach).values({**CLAIM, "evidence_id": 7}))


def test_an_answer_needs_the_mail_it_answers(conn: sa.Connection) -> None:
    answer = letter(conn, **ANSWER).values({**CLAIM, "evidence_id": None})
    refused(conn, answer, "no mail")
    theirs = {**MAIL, "message_id": "<m@shop.test>", "direction": "in", "brand": "shop.test"}
    conn.execute(messages.insert().values(theirs))
    conn.execute(answer)


def test_a_stop_after_the_claim_does_not_hide_what_left(conn: sa.Connection) -> None:
    row = letter(conn)
    conn.execute(row.values(CLAIM))
    conn.execute(suppression.insert().values({**ENTRY, "hash": HASH}))
    conn.execute(row.values(status="sent"))


def test_what_was_taken_for_unsent_may_still_turn_out_sent(conn: sa.Connection) -> None:
    row = letter(conn)
    conn.execute(row.values(CLAIM))
    conn.execute(row.values(status="draft", message_id=None))
    conn.execute(suppression.insert().values({**ENTRY, "hash": HASH}))
    refused(conn, row.values(status="claimed", message_id="<1@us.test>"), "suppressed")
    conn.execute(row.values(status="sent", message_id="<1@us.test>"))


CHANGES: dict[str, Any] = {
    "recipient": "x@shop.test", "subject": "x", "message_id": "<x@us.test>", "evidence_id": 7, "brand": "x",
    "decision": "{}", "lead_id": 2, "mailbox": "x", "touch": 2, "draft": "x", "stage": "breakup", "id": 9,
    "recipient_hash": "e" * 64, "brand_hash": "e" * 64,
}  # fmt: skip


@pytest.mark.parametrize("status", ["claimed", "sent", "doubt", "bounced"])
@pytest.mark.parametrize("column", CHANGES)
def test_a_letter_that_left_stays_as_it_is(conn: sa.Connection, status: str, column: str) -> None:
    proof(conn)
    row = letter(conn, **{**CLAIM, "status": status})
    refused(conn, row.values({column: CHANGES[column]}), "never changes")
    refused(conn, row.values({column: CHANGES[column], "status": "sent"}), "never changes")
    if column != "message_id":
        refused(conn, row.values({column: CHANGES[column], "status": "draft"}), "never changes")


@pytest.mark.parametrize("status", ["sent", "bounced"])
@pytest.mark.parametrize("back", ["draft", "held", "claimed", "doubt", "cancelled", "refused"])
def test_what_was_sent_stays_sent(conn: sa.Connection, status: str, back: str) -> None:
    row = letter(conn, **{**CLAIM, "status": status})
    refused(conn, row.values(status=back), "stays sent")
    refused(conn, row.values(status=back, message_id=None))


def test_a_claim_can_be_taken_back(conn: sa.Connection) -> None:
    row = letter(conn, **CLAIM)
    conn.execute(row.values(status="draft", message_id=None))
    conn.execute(row.values(subject="Better"))


@pytest.mark.parametrize("status", ["claimed", "sent", "doubt", "bounced"])
def test_a_letter_that_left_is_not_deleted_unless_its_lead_is_erased(conn: sa.Connection, status: str) -> None:
    letter(conn, **{**CLAIM, "status": status})
    refused(conn, sa.delete(outreach), "unless its lead is erased")
    gone = {"kind": "address", "hash": HASH, "reason": "asked", "at": NOW}
    conn.execute(erasures.insert().values(lead_id=2, **gone))
    refused(conn, sa.delete(outreach), "unless its lead is erased")
    conn.execute(erasures.insert().values(lead_id=1, **gone))
    conn.execute(sa.delete(outreach))
    conn.execute(sa.delete(evidence))


def test_a_draft_is_deleted_as_one_likes(conn: sa.Connection) -> None:
    letter(conn)
    conn.execute(sa.delete(outreach))


def test_the_evidence_of_a_letter_that_left_stays(conn: sa.Connection) -> None:
    proof(conn)
    letter(conn, **CLAIM)
    mine, other = (sa.update(evidence).where(evidence.c.id == number) for number in (1, 7))
    for values in ({"address": "x@shop.test"}, {"url": "x"}, {"snippet": "x"}, {"robots": "none", "way": "text"}):
        refused(conn, mine.values(values), "stays as it is")
    refused(conn, sa.delete(evidence).where(evidence.c.id == 1))
    conn.execute(other.values(snippet="read again"))
    conn.execute(sa.delete(evidence).where(evidence.c.id == 7))
    assert add(conn, evidence, [{k: v for k, v in PROOF.items() if k != "id"}]) == 0


def test_the_words_of_a_letter_that_left_stay(conn: sa.Connection) -> None:
    body = {"kind": "Draft", "key": "shop.test#1", "brand": "shop.test", "body": "{}", "at": NOW}
    conn.execute(items.insert().values(body))
    conn.execute(sa.update(items).values(body="[]"))
    letter(conn, **CLAIM)
    refused(conn, sa.update(items).values(body="{}"), "nor do its words")
    conn.execute(sa.update(items).values(at=NOW))


ENTRIES = {
    "suppression": (suppression, {"kind": "brand", "hash": "f" * 64, "reason": "r", "ts": NOW}),
    "approaches": (approaches, {"kind": "brand", "hash": "f" * 64, "at": NOW}),
    "erasures": (erasures, {"kind": "brand", "hash": "f" * 64, "reason": "r", "at": NOW}),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_the_lists_that_protect_people_only_grow(conn: sa.Connection, name: str) -> None:
    table, entry = ENTRIES[name]
    conn.execute(table.insert().values(id=50, **entry))
    before = conn.execute(sa.select(table)).all()
    for change in (sa.update(table).values(hash=HASH), sa.update(table).values(kind="x"), sa.delete(table)):
        refused(conn, change, "append-only")
    for bad in ({"kind": " "}, {"hash": ""}, {"hash": "x"}):
        refused(conn, table.insert().values({**entry, **bad}))
    if conn.dialect.name == "sqlite":
        refused(conn, table.insert().prefix_with("OR REPLACE").values({**entry, "id": 50, "hash": HASH}), "append-only")
        refused(conn, sa.update(table).prefix_with("OR REPLACE").values(id=51))
    else:
        for statement in (f"TRUNCATE {name}", f"TRUNCATE {name} RESTART IDENTITY CASCADE"):
            refused(conn, statement, "not emptied")
    assert conn.execute(sa.select(table)).all() == before


def test_what_is_suppressed_already_is_passed_over(conn: sa.Connection) -> None:
    assert add(conn, suppression, [{**ENTRY, "reason": "again"}, {**ENTRY, "hash": HASH}]) == 1
    if conn.dialect.name == "sqlite":
        conn.execute(suppression.insert().prefix_with("OR REPLACE").values({**ENTRY, "reason": "again"}))
    assert conn.scalars(sa.select(suppression.c.reason)).all() == ["r", "r"]
    refused(conn, suppression.insert().values({**ENTRY, "kind": "xx"}), "no entry")


def test_nothing_that_left_is_truncated(postgres_url: str) -> None:
    with sa.create_engine(postgres_url, poolclass=sa.NullPool).connect() as conn:
        for statement in ("TRUNCATE outreach", "TRUNCATE evidence CASCADE", "TRUNCATE leads CASCADE"):
            refused(conn, statement, "not emptied")


@pytest.fixture
def replacing(sqlite_url: str) -> Iterator[sa.Connection]:
    """A plain connection to SQLite with one letter that left and one that waits."""
    with sa.create_engine(sqlite_url, poolclass=sa.NullPool).connect() as conn:
        where = {"source": "feed", "website": "w", "created_at": NOW, "updated_at": NOW}
        conn.execute(leads.insert().values(id=1, brand="shop.test", **where))
        conn.execute(evidence.insert().values(PROOF))
        letter(conn, **{**CLAIM, "status": "sent"})
        letter(conn, id=2, draft="shop.test#2", touch=2, stage="followup")
        yield conn


@pytest.mark.parametrize(
    "values",
    [
        {"id": 1, "draft": "new.test#1", "recipient": "new@shop.test"},
        {"id": 3, "recipient": "new@shop.test"},
        {"id": 3, "draft": "new.test#1", "message_id": "<1@us.test>"},
    ],
)
def test_sqlite_replaces_no_letter_that_left(replacing: sa.Connection, values: dict[str, Any]) -> None:
    conn, before = replacing, replacing.execute(sa.select(outreach)).all()
    refused(conn, outreach.insert().prefix_with("OR REPLACE").values({**LETTER, **values}), "not replaced")
    over = sa.update(outreach).prefix_with("OR REPLACE").where(outreach.c.id == 2)
    refused(conn, over.values({"draft": "shop.test#1", **values}), "not replaced")
    assert conn.execute(sa.select(outreach)).all() == before


def test_sqlite_replaces_no_evidence_of_a_letter_that_left(replacing: sa.Connection) -> None:
    conn, before = replacing, replacing.execute(sa.select(evidence)).all()
    once_more = evidence.insert().prefix_with("OR REPLACE")
    refused(conn, once_more.values({**PROOF, "url": "https://new.test/"}), "stays as it is")
    conn.execute(once_more.values({**PROOF, "id": 9, "snippet": "other"}))
    assert conn.execute(sa.select(evidence)).all() == before
    conn.execute(evidence.insert().values({**PROOF, "id": 9, "url": "https://new.test/"}))
    over = sa.update(evidence).prefix_with("OR REPLACE").where(evidence.c.id == 9)
    refused(conn, over.values(url=PROOF["url"]), "stays as it is")
    refused(conn, over.values(id=1), "stays as it is")


def test_our_own_letter_keeps_its_message_id(conn: sa.Connection) -> None:
    conn.execute(messages.insert().values({**MAIL, "direction": "out"}))
    conn.execute(messages.insert().values({**MAIL, "id": 2, "direction": "in", "message_id": "<2@shop.test>"}))
    ours, theirs = (sa.update(messages).where(messages.c.direction == way) for way in ("out", "in"))
    refused(conn, ours.values(message_id="<3@us.test>"), "keeps its Message-ID")
    conn.execute(ours.values(folder="Sent"))
    conn.execute(theirs.values(message_id="<4@shop.test>"))
