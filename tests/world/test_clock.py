"""The demo's clock: jumps only when nobody works, and loses no ring."""

import asyncio
from datetime import UTC, datetime, timedelta

from leadwright.world.clock import JumpClock

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


async def test_two_weeks_of_sleep_cost_no_real_time() -> None:
    clock = JumpClock(START)
    await asyncio.wait_for(clock.sleep_until(START + timedelta(days=14)), 1)
    assert clock.now() == START + timedelta(days=14)


async def test_time_stands_still_while_somebody_does_io() -> None:
    clock, seen = JumpClock(START), []

    async def worker() -> None:
        with clock.busy("worker"):
            for _ in range(20):
                await asyncio.sleep(0)
            seen.append(("worked", clock.now()))

    async def sleeper() -> None:
        await clock.sleep_until(START + timedelta(hours=1))
        seen.append(("slept", clock.now()))

    await asyncio.gather(sleeper(), worker())
    assert seen == [("worked", START), ("slept", START + timedelta(hours=1))]


async def test_a_busy_task_that_sleeps_on_the_clock_lets_it_jump() -> None:
    clock = JumpClock(START)

    async def polite(n: int) -> datetime:
        with clock.busy(f"host {n}"):
            for _ in range(3):
                await clock.sleep_until(clock.now() + timedelta(seconds=1))
                await asyncio.sleep(0.001 * n)
        return clock.now()

    assert set(await asyncio.gather(*(polite(n) for n in range(4)))) == {START + timedelta(seconds=3)}


async def test_a_ring_is_answered_before_time_goes_on() -> None:
    clock, seen = JumpClock(START), []
    bell = clock.bell()

    async def loop() -> None:
        for _ in range(2):
            await bell.wait(START + timedelta(days=1))
            with clock.busy("loop"):
                await asyncio.sleep(0.001)
                seen.append(clock.now())

    async def ringer() -> None:
        await clock.sleep_until(START + timedelta(hours=2))
        bell.ring()

    await asyncio.gather(loop(), ringer())
    assert seen == [START + timedelta(hours=2), START + timedelta(days=1)]


async def test_a_task_started_inside_a_busy_block_counts_for_itself() -> None:
    clock, seen = JumpClock(START), []

    async def child() -> None:
        with clock.busy("child"):
            await asyncio.sleep(0.01)
            seen.append(clock.now())

    async def sleeper() -> None:
        await clock.sleep_until(START + timedelta(hours=1))

    with clock.busy("parent"):
        started = asyncio.create_task(child())
    await asyncio.gather(started, sleeper())
    assert seen == [START]


async def test_a_clock_that_stands_still_names_who_it_waits_for() -> None:
    said: list[str] = []
    clock = JumpClock(START, complain=said.append)
    with clock.busy("a slow host"):
        clock._stuck()
    assert "a slow host" in said[0]
