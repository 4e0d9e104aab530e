"""Keep the conversations worth keeping."""

from collections.abc import AsyncIterator

from leadwright.chain import stage
from leadwright.domain.errors import Drop
from leadwright.domain.letter import Deal, Verdict
from leadwright.ports import Clock, Talks

STAGE_OF = {"ask": "talking", "person": "talking", "book": "qualified", "wait": "later"}
ORDER = ("lost", "later", "talking", "qualified", "booked", "pilot", "won")


@stage
async def crm(verdict: Verdict, talks: Talks, clock: Clock) -> AsyncIterator[Deal]:
    """Open a deal or move it on; an answer never moves one back, only a person does."""
    stage_now = STAGE_OF.get(verdict.move)
    if stage_now is None:
        raise Drop("closed", move=verdict.move)
    deal = await talks.deal(verdict.brand)
    if deal and ORDER.index(deal.stage) >= ORDER.index(stage_now):
        raise Drop("no-move", stage=deal.stage)
    yield Deal(verdict.brand, stage_now, since=deal.since if deal else clock.now(), reply=verdict.reply)
