"""What every clock keeps to."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from leadwright.adapters.clock import SystemClock
from leadwright.ports.clock import Clock
from leadwright.world.clock import JumpClock

CLOCKS = [SystemClock, lambda: JumpClock(datetime(2026, 11, 2, 9, tzinfo=UTC))]
SOON = timedelta(seconds=0.05)


@pytest.fixture(params=CLOCKS, ids=["system", "jump"])
def clock(request: pytest.FixtureRequest) -> Clock:
    return request.param()


class TestClock:
    async def test_now_is_aware_and_in_utc(self, clock: Clock):
        assert clock.now().utcoffset() == timedelta(0)

    async def test_sleep_ends_at_the_moment_and_not_before(self, clock: Clock):
        until = clock.now() + SOON
        await clock.sleep_until(until)
        assert until <= clock.now() < until + timedelta(seconds=5)

    async def test_a_moment_that_has_passed_is_no_sleep(self, clock: Clock):
        before = clock.now()
        await clock.sleep_until(before - timedelta(days=1))
        assert clock.now() - before < timedelta(seconds=1)

    async def test_a_ring_wakes_and_is_kept(self, clock: Clock):
        bell = clock.bell()
        bell.ring()
        await asyncio.wait_for(bell.wait(), 1)
        waiting = asyncio.create_task(bell.wait())
        await asyncio.sleep(0)  # lets the waiter begin
        bell.ring()
        await asyncio.wait_for(waiting, 1)

    async def test_a_bell_that_nobody_rings_ends_at_its_moment(self, clock: Clock):
        until = clock.now() + SOON
        await clock.bell().wait(until)
        assert clock.now() >= until

    async def test_busy_may_be_nested_and_slept_in(self, clock: Clock):
        with clock.busy("outer"), clock.busy("inner"):
            await clock.sleep_until(clock.now() + SOON)


async def test_a_laptop_that_slept_wakes_within_one_step(monkeypatch: pytest.MonkeyPatch):
    start = datetime(2026, 11, 2, 9, tzinfo=UTC)
    now, slept = [start], []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += timedelta(hours=8)  # the lid was closed

    monkeypatch.setattr(SystemClock, "now", lambda _: now[0])
    monkeypatch.setattr("leadwright.adapters.clock.asyncio.sleep", sleep)
    await SystemClock().sleep_until(start + timedelta(hours=2))
    assert slept == [30.0]
