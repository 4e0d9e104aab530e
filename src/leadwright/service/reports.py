"""What the house has done, in numbers and as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from leadwright.ledger.checks import House
from leadwright.ledger.database import Database
from leadwright.ledger.views import mailable, numbers, rates
from leadwright.ledger.views.mailable import Share, Summary
from leadwright.ledger.views.numbers import Source, Step, Week
from leadwright.ledger.views.rates import Rate
from leadwright.pipeline import PIPELINE
from leadwright.ports import Clock
from leadwright.service.findings import findings

Range = tuple[int, int]
STABLE = 2  # weeks without a parked fault


@dataclass(frozen=True, slots=True)
class Plan:
    """What the plan expects of weeks ``first`` to ``last`` together; from and to, None where it names no number."""

    first: int
    last: int
    letters: Range | None = None
    replies: Range | None = None
    calls: Range | None = None
    pilots: Range | None = None


PLAN = (
    Plan(1, 1, letters=(50, 100), replies=(5, 10), calls=(1, 2)),
    Plan(2, 3, letters=(150, 250), replies=(15, 30), calls=(4, 8), pilots=(1, 3)),
    Plan(4, 4),  # stable: no parked fault
)


@dataclass(frozen=True, slots=True)
class Measured:
    """A part of the plan and what came of it so far."""

    plan: Plan
    letters: int
    replies: int
    calls: int
    pilots: int
    faults: int
    over: bool  # its last week has ended


@dataclass(frozen=True, slots=True)
class Kpi:
    """The report against the plan."""

    weeks: tuple[Week, ...]
    measured: tuple[Measured, ...]
    whole: Rate
    parts: Mapping[str, Mapping[str, Rate]]  # icp, platform, country, source, variant -> value -> rate
    stable: bool  # nothing was parked this week and last week


class Reports:
    """Numbers, and what they are made of."""

    def __init__(self, database: Database, clock: Clock, *, house: House) -> None:
        """Read ``database``; ``house`` is what the gate knows of the operator."""
        self._database, self._clock, self._house = database, clock, house

    async def funnel(self) -> tuple[Step, ...]:
        """Give the nine stages: what each took and gave, what ended there and why, what waits there."""
        return await self._database.read(lambda conn: numbers.funnel(conn, PIPELINE.names))

    async def kpi(self, weeks: int = 8) -> Kpi:
        """Give the last weeks against the plan, and the rates of all time.

        Reply rate = brands with a human answer / brands with a confirmed first touch; positive rate on the same base;
        calls are deals moved to ``booked``; conversion = pilots / booked.
        """

        def do(conn: sa.Connection) -> Kpi:
            found = numbers.weeks(conn)
            whole, parts = rates.rates(conn)
            return Kpi(
                weeks=found[-weeks:],
                measured=measured(found),
                whole=whole,
                parts=parts,
                stable=not any(week.faults for week in found[-STABLE:]),
            )

        return await self._database.read(do)

    async def sources(self, weeks: int = 4) -> tuple[Source, ...]:
        """Give what each source brought in the last ISO weeks, in all and a day, the best first."""
        now = self._clock.now()

        def do(conn: sa.Connection) -> tuple[Source, ...]:
            answered = rates.rates(conn)[1]["source"]
            found = numbers.sources(conn, now=now, weeks=weeks)
            return tuple(replace(one, replies=answered.get(one.name, Rate()).answered) for one in found)

        return await self._database.read(do)

    async def mailable(self) -> tuple[Share, ...]:
        """Give the mailable share: brands that fit and have a usable address, by action and reason, most first."""
        house, now = self._house, self._clock.now()
        return await self._database.read(lambda conn: mailable.mailable(conn, house, now=now))

    async def mailable_summary(self) -> Summary:
        """Give the mailable share added up: of all brands and of each country's, and by reason with the remedy."""
        return self.added_up(await self.mailable())

    @staticmethod
    def added_up(shares: Sequence[Share]) -> Summary:
        """Add up shares that were given."""
        return mailable.summary(shares)

    async def findings(self, addresses: Sequence[str] = ()) -> dict[str, Any]:
        """Give all that was found and done as JSON-able data; ``addresses``: which of them are suppressed."""
        now = self._clock.now()
        return await self._database.read(lambda conn: findings(conn, self._house, addresses=addresses, now=now))


def measured(weeks: Sequence[Week]) -> tuple[Measured, ...]:
    """Set the weeks against the plan."""
    spans = [(plan, [week for week in weeks if plan.first <= week.number <= plan.last]) for plan in PLAN]
    return tuple(
        Measured(
            plan=plan,
            letters=sum(week.letters for week in mine),
            replies=sum(week.replies for week in mine),
            calls=sum(week.booked for week in mine),
            pilots=sum(week.pilots for week in mine),
            faults=sum(week.faults for week in mine),
            over=len(weeks) > plan.last,
        )
        for plan, mine in spans
    )
