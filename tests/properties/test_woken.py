"""What happens between a run's *wait* and the moment that is stored is not slept through."""

from datetime import timedelta

import pytest

from leadwright.chain import Run
from leadwright.consequences import Release, Submit
from leadwright.domain.errors import Later
from leadwright.domain.letter import Draft
from leadwright.ledger import beside
from leadwright.ledger.store import Store
from leadwright.ledger.tables import work
from leadwright.ledger.work import Ended, Result, Task
from tests.contracts.letterbox import BOX, Letterbox, letterbox, mail  # noqa: F401
from tests.ledgers import *  # noqa: F403


async def told_to_wait(box: Letterbox, draft: Draft, code: str) -> Result:
    """Let a run ask for a letter and be told to wait; nothing of it is stored yet."""
    now = box.clock.now()
    store = Store(box.database, kinds={"send": Draft})
    await store.submit([Submit("send", draft.key, brand=draft.brand, lane="mailbox:main")], now=now, cause="test")
    task: Task
    (task,) = await store.claim([("send", 1)], now=now, owner="run", lease_until=now + timedelta(minutes=2))
    with pytest.raises(Later) as said:
        await box.outbox.claim(draft, run=Run("run"))
    assert (said.value.when, said.value.code) == (None, code)
    return Result(task, (), (), Ended("held", code, said.value.facts))


async def state_after(box: Letterbox, result: Result) -> str:
    store = Store(box.database, kinds={"send": Draft})
    assert await store.commit([result], now=box.clock.now()) == []
    (row,) = await box.rows(work.select().where(work.c.stage == "send").subquery())
    return str(row.state)


async def test_a_doubt_that_is_settled_meanwhile(letterbox: Letterbox) -> None:  # noqa: F811
    first, *_ = await letterbox.ready()
    left = await letterbox.leave(first, run="a run that died")
    waits = await told_to_wait(letterbox, first, "in-doubt")
    await letterbox.sweep(mail(BOX.address, message_id=left.message_id))
    assert await state_after(letterbox, waits) == "ready"


async def test_an_approval_that_comes_meanwhile(letterbox: Letterbox) -> None:  # noqa: F811
    first, *_ = await letterbox.brand("glow.test")
    await letterbox.sweep()
    waits = await told_to_wait(letterbox, first, "needs-approval")
    await letterbox.approvals.approve([first.key], by="anna")
    assert await state_after(letterbox, waits) == "ready"


async def test_a_brand_that_is_released_meanwhile(letterbox: Letterbox) -> None:  # noqa: F811
    first, *_ = await letterbox.ready()
    now = letterbox.clock.now()
    hold = beside.Hold("glow.test", "m")
    for what in (hold, Release("glow.test", "m")):
        if what is not hold:
            waits = await told_to_wait(letterbox, first, "brand-held")
        await letterbox.database.write(
            lambda conn, what=what: beside.apply(conn, [what], now=now, cause="t", database_key=b"k" * 32)  # type: ignore[misc]
        )
    assert await state_after(letterbox, waits) == "ready"


async def test_nothing_happened(letterbox: Letterbox) -> None:  # noqa: F811
    first, *_ = await letterbox.brand("glow.test")
    await letterbox.sweep()
    assert await state_after(letterbox, await told_to_wait(letterbox, first, "needs-approval")) == "held"
