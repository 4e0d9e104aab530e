"""Nothing that is only told names an address: events, work, reasons, notices, errors, the log."""

import io
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import sqlalchemy as sa
from loguru import logger

from leadwright.chain import Chain, stage
from leadwright.consequences import Submit
from leadwright.domain.errors import Drop, Later
from leadwright.domain.identity import hashes
from leadwright.domain.letter import Draft, Sent
from leadwright.doors.journal import open_journal, step
from leadwright.engine.hands import Hands
from leadwright.ledger import stops
from leadwright.ledger.store import Store
from leadwright.ledger.tables import events, leads, mailboxes, notices, outreach, suppression, work
from leadwright.ledger.work import Result
from tests.contracts.letterbox import Letterbox
from tests.ledgers import KEY

BRAND = "glow.test"
SAID = f"550 5.1.1 <info@{BRAND}>: Recipient address rejected: info@{BRAND} (in reply to RCPT TO)"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    handlers, level = logging.root.handlers[:], logging.root.level
    out = io.StringIO()
    open_journal(out)
    yield out
    logger.remove()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


async def told(box: Letterbox, log: io.StringIO) -> str:
    """Everything that is told, but the letters' own rows."""
    kept = [log.getvalue()]
    for column in (events.c.meta, work.c.facts, outreach.c.reason, notices.c.facts, suppression.c.reason):
        kept += [
            str(value) for value in await box.database.read(lambda conn, c=column: conn.scalars(sa.select(c)).all())
        ]
    return "\n".join(kept)


@pytest.mark.parametrize("fate", ["refused", "not taken", "doubt", "fault", "database"])
async def test_a_servers_refusal_names_nobody(letterbox: Letterbox, log: io.StringIO, fate: str) -> None:
    box = letterbox
    first, *_ = await box.ready()

    @stage
    async def send(draft: Draft) -> AsyncIterator[Sent]:
        letter = await box.leave(draft)
        if fate == "refused":
            await box.outbox.refuse(letter, reason=SAID)
            raise Drop("recipient-unknown", reason=SAID)
        if fate == "not taken":
            await box.outbox.unclaim(letter, reason=SAID)
            raise Later(box.clock.now(), "not-taken", reason=SAID)
        if fate == "doubt":
            await box.outbox.doubt(letter, reason=SAID)
            raise Later(None, "in-doubt", message_id=letter.message_id)
        if fate == "database":
            twice = mailboxes.insert().values(name="main", address=f"info@{BRAND}")
            await box.do(twice)
        raise ValueError(SAID)
        yield

    store = Store(box.database, kinds={"send": Draft})
    now = box.clock.now()
    await store.submit([Submit("send", first.key, brand=BRAND)], now=now, cause="test")
    (task,) = await store.claim([("send", 1)], now=now, owner="me", lease_until=now)
    hands = Hands(Chain((send,)), {}, box.clock, box.outbox._house.dice)  # type: ignore[arg-type]
    result: Result = await hands.perform(task, "run")  # type: ignore[arg-type]
    assert await store.commit([result], now=box.clock.now()) == []
    step(result)
    said = await told(box, log)
    assert f"@{BRAND}" not in said
    assert "***@***" in said or fate == "database"


async def test_what_a_person_writes_as_a_reason_names_nobody(letterbox: Letterbox, log: io.StringIO) -> None:
    now = letterbox.clock.now()
    await letterbox.ready()
    await letterbox.approvals.pause(f"info@{BRAND} rang", by="cli")
    why = f"asked by info@{BRAND}"
    await letterbox.database.write(lambda conn: stops.stop(conn, BRAND, reason=why, by="cli", now=now, key=KEY))
    said = await told(letterbox, log)
    assert f"@{BRAND}" not in said
    assert "asked by ***@***" in said


async def test_an_error_of_the_database_names_nobody(letterbox: Letterbox) -> None:
    await letterbox.sweep()
    with pytest.raises(sa.exc.IntegrityError) as caught:
        await letterbox.do(mailboxes.insert().values(name="main", address=f"info@{BRAND}"))
    assert f"info@{BRAND}" not in str(caught.value)


@pytest.mark.parametrize(("theirs", "code"), [(False, "stopped-by-hand"), (True, "opted-out")])
async def test_a_stop_says_whether_the_operator_or_the_person_wanted_it(
    letterbox: Letterbox, theirs: bool, code: str
) -> None:
    await letterbox.ready()
    now = letterbox.clock.now()
    hashed = hashes(KEY, "brand", BRAND)[0]

    def do(conn: sa.Connection) -> None:
        if theirs:
            stops.stop_hashed(conn, hashed, reason="opt-out link", by="recipient's page", now=now, key=KEY)
        else:
            stops.stop(conn, BRAND, reason="x", by="cli", now=now, key=KEY)

    await letterbox.database.write(do)
    assert (await letterbox.row(f"{BRAND}#1")).reason == code
    reasons = await letterbox.database.read(lambda conn: list(conn.scalars(sa.select(leads.c.reason))))
    assert reasons == [code]
