"""The house on PostgreSQL: the same letters as on SQLite, and a ledger that moves there goes on there."""

from pathlib import Path

from leadwright.config import load
from leadwright.service.moving import move_ledger
from tests.house.house import House, cast, day, house, twice

ROLES = ("GB yes kestrelwood", "GB stop linnetfield", "IE silent", "SE no", "FI silent")


async def played(folder: Path, ledger: str, days: int) -> list[tuple[str, ...]]:
    """Play the small world on a ledger; give every letter that left, with its bytes."""
    async with house(cast(*ROLES), folder) as one:
        one.write(ledger=ledger)
        one.open()
        await one.trust()
        await one.run(day(days))
        return letters(one)


def letters(one: House) -> list[tuple[str, ...]]:
    return [(line.at.isoformat(), line.rcpt, line.message_id, line.raw.decode()) for line in one.log.letters]


async def test_the_same_letters_leave_as_on_sqlite(tmp_path: Path, empty_postgres_url: str) -> None:
    here = await played(tmp_path / "sqlite", "sqlite:///leadwright.db", 4)
    there = await played(tmp_path / "postgres", empty_postgres_url, 4)
    assert len(here) >= len(ROLES)
    assert there == here


async def test_a_ledger_that_was_moved_goes_on(tmp_path: Path, empty_postgres_url: str) -> None:
    made = cast(*ROLES)
    async with house(made, tmp_path) as one:
        one.write()
        one.open()
        await one.trust()
        await one.run(day(2))
        before, states = len(one.log.letters), await one.states()
        await one.desk.close()

        report = move_ledger(load(one.config), empty_postgres_url, progress=lambda table, done, total: None)
        assert {table.table: table.rows for table in report.tables}["outreach"] >= len(made.businesses) * 3

        one.write(ledger=empty_postgres_url)
        one.open()
        assert await one.states() == states
        await one.run(day(8))
        assert len(one.log.letters) > before  # the follow-ups of those who keep silent
        assert twice([line.message_id for line in one.log.letters]) == []
        stopped = one.shop("stop")
        assert len(one.taken(stopped)) == 1
        assert stopped.person is not None
        assert await one.desk.privacy.stopped(stopped.person.address)
