"""Verdicts that are kept until they are too old, and the turns of the probe."""

import asyncio
from datetime import timedelta

from leadwright.domain.validity import KEPT, Validity, judged
from leadwright.ledger.database import Database
from leadwright.ledger.validity import DAY, PROBES_A_DAY, LedgerValidator, Probes, known
from tests.contracts.letterbox import StillClock


class Asked:
    """Says what it is told to, and counts."""

    def __init__(self, clock: StillClock) -> None:
        self.clock, self.count, self.reasons = clock, 0, ["mx", "probe-off"]

    async def __call__(self, address: str) -> Validity:
        self.count += 1
        return judged(self.reasons, self.clock.now())


async def test_a_verdict_is_given_again_until_it_is_too_old(database: Database) -> None:
    clock = StillClock()
    asked = Asked(clock)
    validator = LedgerValidator(database, clock, asked)  # type: ignore[arg-type]
    first = await validator.check("Info@glow.test")
    clock.moment += KEPT - timedelta(seconds=1)
    assert await validator.check("info@glow.test") == first
    assert await LedgerValidator(database, clock, asked).check("info@glow.test") == first  # type: ignore[arg-type]
    assert asked.count == 1
    clock.moment += timedelta(seconds=1)
    asked.reasons = ["null-mx"]
    second = await validator.check("info@glow.test")
    assert (second.verdict, second.at, asked.count) == ("invalid", clock.moment, 2)
    assert await database.read(lambda conn: known(conn, ["INFO@glow.test"])) == {"INFO@glow.test": second}


async def test_an_outage_is_asked_about_again_within_hours(database: Database) -> None:
    clock = StillClock()
    asked = Asked(clock)
    validator = LedgerValidator(database, clock, asked)  # type: ignore[arg-type]
    asked.reasons = ["dns-silent", "probe-off"]
    await validator.check("info@glow.test")
    clock.pass_(hours=1)
    asked.reasons = ["mx", "probe-off"]
    assert (await validator.check("info@glow.test")).reasons == ("mx", "probe-off")


async def test_nothing_is_known_of_what_nobody_asked_about(database: Database) -> None:
    assert await database.read(lambda conn: known(conn, ["info@glow.test"])) == {}
    assert await database.read(lambda conn: known(conn, [])) == {}


async def test_one_probe_a_domain_and_day_and_twenty_in_all(database: Database) -> None:
    clock = StillClock()
    probes = Probes(database, clock)  # type: ignore[arg-type]
    assert await probes.may("glow.test")
    assert not await probes.may("glow.test")
    assert not await Probes(database, clock).may("glow.test")  # type: ignore[arg-type]  # nor after a restart
    asked = [await probes.may(f"shop{n}.test") for n in range(PROBES_A_DAY + 5)]
    assert sum(asked) == PROBES_A_DAY - 1
    clock.moment += DAY - timedelta(seconds=1)
    assert not await probes.may("glow.test")
    clock.pass_(seconds=1)
    assert await probes.may("glow.test")


async def test_the_turns_are_counted_among_many_at_once(database: Database) -> None:
    probes = Probes(database, StillClock())  # type: ignore[arg-type]
    said = await asyncio.gather(*(probes.may(f"shop{n % 40}.test") for n in range(120)))
    assert sum(said) == PROBES_A_DAY
