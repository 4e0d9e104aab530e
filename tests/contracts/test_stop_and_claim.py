"""A stop and a claim at the same moment: one of them is first, and the letter knows."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import Fatal, UserError
from leadwright.ledger import checks, stops, triggers
from leadwright.ledger.database import Database, engine_of
from leadwright.ledger.guard import fingerprint
from leadwright.ledger.suppression import entries_of, remember
from leadwright.ledger.tables import meta, suppression
from tests.contracts.letterbox import Letterbox
from tests.ledgers import KEY

BRAND = "glow.test"


@pytest.fixture
async def other(letterbox: Letterbox) -> AsyncIterator[Database]:
    """Another process on the same ledger."""
    database = Database.open(letterbox.database.url.render_as_string(hide_password=False), key=KEY)
    yield database
    await database.close()


async def due(letterbox: Letterbox) -> object:
    """A letter whose moment has come."""
    first, *_ = await letterbox.ready()
    letterbox.clock.moment = (await letterbox.refusal(first)).when  # type: ignore[union-attr, assignment]
    await letterbox.sweep()
    return first


def listed(conn: sa.Connection, now: datetime) -> None:
    """A stop that touches nothing but the list."""
    remember(conn, entries_of(KEY, "address", f"info@{BRAND}", reason="asked", at=now))


async def test_a_stop_that_is_not_yet_stored_is_waited_for(letterbox: Letterbox, other: Database) -> None:
    first, now = await due(letterbox), letterbox.clock.now()
    began, go = threading.Event(), threading.Event()

    def slowly(conn: sa.Connection) -> None:
        listed(conn, now)
        began.set()
        go.wait(5)

    stopping = asyncio.create_task(other.write(slowly))
    await asyncio.to_thread(began.wait, 5)
    claiming = asyncio.create_task(letterbox.refusal(first))  # type: ignore[arg-type]
    await asyncio.sleep(0.2)
    assert not claiming.done()
    go.set()
    await stopping
    assert (await claiming).code in {"suppressed", "cancelled"}


async def test_a_claim_that_was_first_is_waited_for(
    letterbox: Letterbox, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, now, at_last_check = await due(letterbox), letterbox.clock.now(), threading.Event()
    go = threading.Event()

    def last(asking: checks.Asking) -> None:
        at_last_check.set()
        go.wait(5)

    monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, last))
    claiming = asyncio.create_task(letterbox.outbox.claim(first, run="run"))  # type: ignore[arg-type]
    await asyncio.to_thread(at_last_check.wait, 5)
    stopping = asyncio.create_task(other.write(lambda conn: listed(conn, now)))
    await asyncio.sleep(0.2)
    assert not stopping.done()  # it was not there when the letter asked, and is not there before the letter is claimed
    go.set()
    await claiming
    await stopping
    assert (await letterbox.row(f"{BRAND}#1")).status == "claimed"


async def test_many_stops_and_claims_never_lock_each_other_out(letterbox: Letterbox, other: Database) -> None:
    names = [f"shop{n}.test" for n in range(12)]
    written = [(await letterbox.ready(name))[0] for name in names]
    now = letterbox.clock.now()
    stopping = [
        other.write(lambda conn, name=name: stops.stop(conn, name, reason="x", by="them", now=now, key=KEY))  # type: ignore[misc]
        for name in names
    ]
    claiming = [letterbox.refusal(letter) for letter in written]
    said = await asyncio.gather(*stopping, *claiming)
    assert {one.code for one in said[len(names) :]} <= {"slot", "suppressed", "cancelled"}  # type: ignore[attr-defined]


async def test_the_key_of_another_ledger_stops_every_claim(letterbox: Letterbox) -> None:
    first = await due(letterbox)
    await letterbox.do(sa.update(meta).where(meta.c.key == "key").values(value=fingerprint(b"z" * 32)))
    with pytest.raises(Fatal, match="other-key"):
        await letterbox.outbox.claim(first, run="run")  # type: ignore[arg-type]
    await letterbox.do(sa.update(meta).where(meta.c.key == "key").values(value=fingerprint(KEY)))
    assert (await letterbox.row(f"{BRAND}#1")).status == "draft"


async def test_a_ledger_that_lost_a_trigger_under_way_stops_every_claim(letterbox: Letterbox) -> None:
    first = await due(letterbox)
    dialect = letterbox.database.url.get_backend_name()
    rule = next(rule for rule in triggers.rules(dialect) if rule.name == "listed_update")
    await letterbox.database.write(lambda conn: triggers.drop(conn, rule))
    with pytest.raises(Fatal, match="unguarded"):
        await letterbox.outbox.claim(first, run="run")  # type: ignore[arg-type]
    await letterbox.database.write(lambda conn: triggers.make(conn, rule))
    await letterbox.outbox.claim(first, run="run")  # type: ignore[arg-type]


@pytest.mark.parametrize("kept", ["suppression", "outreach", "approaches"])
async def test_a_ledger_that_forgot_its_key_opens_under_none(letterbox: Letterbox, kept: str) -> None:
    first, *_ = await letterbox.ready()
    if kept == "suppression":
        now = letterbox.clock.now()
        await letterbox.database.write(lambda conn: stops.stop(conn, BRAND, reason="x", by="cli", now=now, key=KEY))
    elif kept == "approaches":
        await letterbox.leave(first)
    url = letterbox.database.url.render_as_string(hide_password=False)
    engine = engine_of(letterbox.database.url, size=1, read_only=False)
    with engine.begin() as conn:
        conn.execute(sa.delete(meta).where(meta.c.key == "key"))
    for key in (KEY, b"z" * 32):
        with pytest.raises(UserError, match="does not say which hash key"):
            Database.open(url, key=key)
    with engine.begin() as conn:
        conn.execute(meta.insert().values(key="key", value=fingerprint(KEY)))
    engine.dispose()
    assert kept != "suppression" or await letterbox.rows(suppression)
