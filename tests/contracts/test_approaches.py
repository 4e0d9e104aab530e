"""One sequence a brand and a mailbox in twelve months, whatever they are called and whatever was erased."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import Drop
from leadwright.domain.identity import keyed
from leadwright.ledger.tables import approaches, brands, erasures, evidence, items, outreach, rereads, seen
from tests.contracts.letterbox import Letterbox, draft
from tests.ledgers import KEY

BRAND = "glow.test"


async def kept(box: Letterbox) -> list[tuple[str, str]]:
    return [(row.kind, row.hash) for row in await box.rows(approaches)]


async def erase(box: Letterbox) -> None:
    """What an erasure leaves: keyed hashes and dates."""
    row = await box.row(f"{BRAND}#1")
    gone = {"kind": "brand", "hash": keyed(KEY, "brand", BRAND), "reason": "retention", "at": box.clock.now()}
    await box.do(erasures.insert().values(lead_id=row.lead_id, **gone))
    for table in (outreach, rereads, evidence, items, brands, seen):
        await box.do(sa.delete(table))


async def again(box: Letterbox, brand: str = BRAND, **known: Any) -> Any:
    """The brand is found once more and asked about."""
    first, *_ = await box.ready(brand, **known)
    return await box.refusal(first)


async def test_a_first_touch_is_written_down_and_a_follow_up_is_not(letterbox: Letterbox) -> None:
    first, second, _ = await letterbox.ready()
    await letterbox.send(first)
    before = await kept(letterbox)
    assert {kind for kind, _ in before} == {"address", "brand"}
    await letterbox.send(second)
    assert await kept(letterbox) == before


async def test_no_second_sequence_within_a_year_of_an_erased_one(letterbox: Letterbox) -> None:
    await letterbox.send((await letterbox.ready())[0])
    began = letterbox.clock.now()
    await erase(letterbox)
    for days in (1, 179, 181, 364):
        letterbox.clock.moment = began
        letterbox.clock.pass_(days=days)
        said = await again(letterbox)
        assert (type(said), said.code, said.facts) == (Drop, "approached", {"at": began.date().isoformat()})
        assert (await letterbox.row(f"{BRAND}#1")).status == "cancelled"
        await erase(letterbox)


async def test_after_a_year_a_new_signal_begins_another(letterbox: Letterbox) -> None:
    await letterbox.send((await letterbox.ready())[0])
    await erase(letterbox)
    letterbox.clock.pass_(days=366)
    first, *_ = await letterbox.ready()
    assert (await letterbox.refusal(first)).code == "slot"


async def test_an_old_signal_begins_none(letterbox: Letterbox) -> None:
    await letterbox.send((await letterbox.ready())[0])
    began = letterbox.clock.now()
    await erase(letterbox)
    letterbox.clock.pass_(days=366)
    first, *_ = await letterbox.ready()
    await letterbox.do(sa.update(seen).values(ts=began))
    assert (await letterbox.refusal(first)).code == "approached"


@pytest.mark.parametrize("to", ["info@glow.test", "INFO+x@glow.test", "info+shop@Glow.test"])
async def test_one_mailbox_gets_one_first_touch_under_any_brand(letterbox: Letterbox, to: str) -> None:
    await letterbox.send((await letterbox.ready())[0])
    (first, *_) = await letterbox.ready("lamp.test")
    other = replace(first, to=to)
    await letterbox.store.keep([other], now=letterbox.clock.now())
    await letterbox.do(sa.update(evidence).where(evidence.c.brand == "lamp.test").values(address=to))
    await letterbox.approvals.approve([other.key], by="anna")
    assert (await letterbox.refusal(other)).code == "approached"


async def test_every_name_of_the_brand_is_remembered(letterbox: Letterbox) -> None:
    now = letterbox.clock.now()
    named = {"brand": BRAND, "why": "x", "ts": now}
    names = {BRAND: "domain", "glow-lamps.test": "domain", "GB123456789": "identity", "desk@glow.test": "address"}
    for name, kind in names.items():
        await letterbox.do(brands.insert().values(name=name, kind=kind, **named))
    await letterbox.send((await letterbox.ready())[0])
    assert len(await kept(letterbox)) == 5  # three names, the mailbox of the desk, and the recipient's
    await erase(letterbox)
    letterbox.clock.pass_(days=30)
    assert (await again(letterbox, "glow-lamps.test")).code == "approached"
    named["brand"] = "shine.test"  # another domain, known by the same register number
    for name, kind in (("shine.test", "domain"), ("GB123456789", "identity")):
        await letterbox.do(brands.insert().values(name=name, kind=kind, **named))
    assert (await again(letterbox, "shine.test")).code == "approached"
    assert (await again(letterbox, "other.test")).code == "slot"


async def test_what_did_not_leave_may_still_leave(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    letter = await letterbox.leave(first)
    before = await kept(letterbox)
    await letterbox.outbox.unclaim(letter, reason="not now")
    await letterbox.send(first)
    assert await kept(letterbox) == before


async def test_nothing_of_it_names_anybody(letterbox: Letterbox) -> None:
    await letterbox.send((await letterbox.ready())[0])
    assert all(len(value) == 64 and "glow" not in value for _, value in await kept(letterbox))
    row = await letterbox.row(draft(BRAND, 1).key)
    assert {("address", row.recipient_hash), ("brand", row.brand_hash)} <= set(await kept(letterbox))
