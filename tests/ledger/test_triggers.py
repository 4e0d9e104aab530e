"""What the database refuses by itself, whatever program asks, even one that leaves foreign keys off."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.ledger.tables import evidence, leads, messages, outreach, suppression

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LETTER = {
    "id": 1, "lead_id": 1, "draft": "shop.test#1", "brand": "shop.test", "touch": 1, "stage": "first", "template": "t",
    "mailbox": "main", "recipient": "hello@shop.test", "subject": "Hello", "status": "draft", "created_at": NOW,
}  # fmt: skip
PASSPORT = {"evidence_id": 1, "decision": "{}", "message_id": "<1@us.test>"}
MAIL = {"id": 1, "subject": "s", "body": "b", "ts": NOW, "message_id": "<1@us.test>", "mailbox": "main"}


@pytest.fixture
def conn(ledger_url: str) -> Iterator[sa.Connection]:
    """A plain connection, as any tool would open one, in a transaction that is rolled back."""
    engine = sa.create_engine(ledger_url, poolclass=sa.NullPool)
    with engine.connect() as conn:
        where = {"brand": "shop.test", "source": "feed"}
        conn.execute(leads.insert().values(id=1, website="w", created_at=NOW, updated_at=NOW, **where))
        proof = {
            "address": "hello@shop.test",
            "url": "u",
            "way": "mailto",
            "snippet": "s",
            "sha256": "0",
            "robots": "none",
        }
        conn.execute(evidence.insert().values(id=1, at=NOW, terms="open", **where, **proof))
        yield conn


def refused(conn: sa.Connection, statement: sa.Executable, words: str) -> None:
    with pytest.raises(sa.exc.IntegrityError, match=words), conn.begin_nested():
        conn.execute(statement)


def letter(conn: sa.Connection, **values: Any) -> sa.Update:
    conn.execute(outreach.insert().values({**LETTER, **values}))
    return sa.update(outreach)


def test_suppression_only_grows(conn: sa.Connection) -> None:
    conn.execute(suppression.insert().values(kind="address", hash="h", reason="r", ts=NOW))
    refused(conn, sa.update(suppression).values(reason="x"), "append-only")
    refused(conn, sa.delete(suppression), "append-only")
    assert conn.scalar(sa.select(suppression.c.reason)) == "r"


@pytest.mark.parametrize("status", ["claimed", "sent"])
@pytest.mark.parametrize(
    ("lacks", "words"),
    [("evidence_id", "no passport"), ("decision", "no decision"), ("message_id", "Message-ID before it leaves")],
)
def test_no_letter_leaves_without(conn: sa.Connection, status: str, lacks: str, words: str) -> None:
    values = {**PASSPORT, lacks: None, "status": status}
    refused(conn, outreach.insert().values({**LETTER, **values}), words)
    refused(conn, letter(conn).values(values), words)
    conn.execute(sa.update(outreach).values({**PASSPORT, "status": status}))


def test_an_answer_needs_no_passport_but_a_decision(conn: sa.Connection) -> None:
    answer = letter(conn, stage="answer")
    refused(conn, answer.values(status="claimed", message_id="<1@us.test>"), "no decision")
    conn.execute(answer.values(status="claimed", message_id="<1@us.test>", decision="{}"))


@pytest.mark.parametrize("status", ["claimed", "sent"])
@pytest.mark.parametrize("column", ["recipient", "subject", "message_id"])
def test_a_claimed_letter_stays_as_it_is(conn: sa.Connection, status: str, column: str) -> None:
    row = letter(conn, **PASSPORT, status=status)
    refused(conn, row.values({column: "other"}), "never changes")
    refused(conn, row.values({column: "other", "status": "sent"}), "never changes")
    conn.execute(row.values(status="sent", sent_at=NOW))


def test_a_doubted_letter_may_turn_out_sent_but_no_other(conn: sa.Connection) -> None:
    row = letter(conn, **PASSPORT, status="claimed")
    conn.execute(row.values(status="doubt"))
    refused(conn, row.values(status="sent", recipient="other@shop.test"), "never changes")
    conn.execute(row.values(status="sent"))
    refused(conn, row.values(status="draft", message_id=None), "never changes")


def test_a_claim_can_be_taken_back(conn: sa.Connection) -> None:
    row = letter(conn, **PASSPORT, status="claimed")
    conn.execute(row.values(status="draft", message_id=None))
    conn.execute(row.values(subject="Better"))


def test_our_own_letter_keeps_its_message_id(conn: sa.Connection) -> None:
    conn.execute(messages.insert().values({**MAIL, "direction": "out"}))
    conn.execute(messages.insert().values({**MAIL, "id": 2, "direction": "in", "message_id": "<2@shop.test>"}))
    ours, theirs = (sa.update(messages).where(messages.c.direction == way) for way in ("out", "in"))
    refused(conn, ours.values(message_id="<3@us.test>"), "keeps its Message-ID")
    conn.execute(ours.values(folder="Sent"))
    conn.execute(theirs.values(message_id="<4@shop.test>"))
