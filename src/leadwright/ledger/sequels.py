"""What follows from brands that turned out to be one, or two: one sequence for one brand, and no stop is lost."""

import sqlalchemy as sa

from leadwright.consequences import Cancel, Consequence, State, Suppress
from leadwright.ledger.brands import LEFT, Change, same_brand
from leadwright.ledger.rows import among
from leadwright.ledger.tables import outreach, work

SAME = "same-brand"
OPEN = ("draft", "held", "blocked")
ANSWER = "answer"
BEFORE = ("enrich", "personalize")  # stages of a lead that has no letter yet


def following(conn: sa.Connection, change: Change) -> list[Consequence]:
    """Say what follows: the letters of a second name never leave, and parted names keep the stops they had together."""
    said: list[Consequence] = [Suppress("brand", name, reason) for name, reason in change.stops]
    for owner in dict.fromkeys(owner for _, owner in change.merged):
        sites = same_brand(conn, owner)
        first = written_first(conn, sites)
        for second in sites if first else ():
            if second != first and waits(conn, second):
                said += [Cancel(second, SAME, alone=True), State(second, "dropped", SAME)]
    return said


def written_first(conn: sa.Connection, sites: tuple[str, ...]) -> str | None:
    """Give the name whose letters count: the first that left, else the first that waits, else the first on its way."""
    cold = outreach.c.brand.in_(sites), outreach.c.stage != ANSWER
    left = sa.select(outreach.c.brand).where(*cold, among(outreach.c.status, *LEFT))
    open_ = sa.select(outreach.c.brand).where(*cold, among(outreach.c.status, *OPEN))
    coming = sa.select(work.c.brand).where(work.c.brand.in_(sites), work.c.stage.in_(BEFORE), WAITS)
    for asked in (
        left.order_by(outreach.c.claimed_at, outreach.c.id),
        open_.order_by(outreach.c.id),
        coming.order_by(work.c.id),
    ):
        if found := conn.scalar(asked.limit(1)):
            return str(found)
    return None


WAITS = among(work.c.state, "ready", "held", "running")


def waits(conn: sa.Connection, site: str) -> bool:
    """Whether a name has letters that wait, or is on its way to one."""
    letters = sa.select(outreach.c.id).where(
        outreach.c.brand == site, outreach.c.stage != ANSWER, among(outreach.c.status, *OPEN)
    )
    coming = sa.select(work.c.id).where(work.c.brand == site, work.c.stage.in_(BEFORE), WAITS)
    return bool(conn.scalar(sa.select(sa.or_(letters.exists(), coming.exists()))))
