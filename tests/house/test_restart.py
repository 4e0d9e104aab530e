"""A run that is stopped in the middle goes on where it was; two runs at one ledger are refused."""

import os
from pathlib import Path
from typing import Any

import pytest

from leadwright.domain.errors import UserError
from tests.house.house import cast, day, house, twice

ROLES = ("GB silent", "GB silent", "GB no", "IE silent", "IE silent", "BE silent", "SE silent", "FI silent")


async def test_a_run_stopped_in_the_middle_neither_loses_nor_repeats(tmp_path: Path) -> None:
    made = cast(*ROLES)
    async with house(made, tmp_path) as one:
        left: list[str] = []

        def after_three(result: Any) -> None:
            left.extend(result.task.key for _ in result.outputs if result.task.stage == "send")
            if len(left) == 3:
                one.desk.stop()

        one.write()
        one.open(observe=after_three)
        await one.trust()
        await one.run(day(1))
        assert len(one.taken()) == len(left) == 3

        await one.reopen()
        await one.run(day(2))
        assert sorted(line.rcpt for line in one.taken()) == sorted(str(shop.address) for shop in made.businesses)
        assert twice([line.message_id for line in one.log.letters]) == []
        assert await one.desk.inbox.doubts() == []
        states = await one.states()
        assert {states[f"{shop.key} first"] for shop in made.businesses} == {"sent"}


async def test_a_run_stopped_while_it_reads_sites_reads_them_all_in_the_end(tmp_path: Path) -> None:
    made = cast(*ROLES)
    async with house(made, tmp_path) as one:

        def at_once(result: Any) -> None:
            if result.task.stage == "extract":
                one.desk.stop()

        one.write()
        one.open(observe=at_once)
        await one.trust()
        await one.run(day(1))
        assert len(one.taken()) == 0

        await one.reopen()
        await one.run(day(1))
        assert {line.rcpt for line in one.taken()} == {str(shop.address) for shop in made.businesses}
        assert twice([line.rcpt for line in one.taken()]) == []


async def test_a_second_run_on_one_ledger_is_refused_with_the_pid_of_the_first(tmp_path: Path) -> None:
    async with house(cast("GB silent"), tmp_path) as one:
        one.write()
        first = one.open()
        await one.run(day(0, 7))
        second = one.open(owner="second")
        with pytest.raises(UserError, match=rf"pid {os.getpid()}"):
            await second.run(until=day(1))
        await first.close()
        await one.trust()
        await one.run(day(1))  # the lock ended with the first
        assert len(one.taken()) == 1
