"""Small runs of a store, and the things they are about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from leadwright.consequences import (
    Consequence,
    Submit,
)
from leadwright.domain.evidence import Evidence
from leadwright.domain.lead import Address, Lead
from leadwright.domain.letter import Draft
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
