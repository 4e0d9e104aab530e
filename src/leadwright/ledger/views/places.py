"""The places that are watched: under which terms, what permits them, and how each stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.errors import Scalar
from leadwright.ledger.codec import facts_of
from leadwright.ledger.tables import events, leads, work

PARSE = "parse"
LOOKED = ("done", "dropped")


@dataclass(frozen=True, slots=True)
class Watched:
    """A watch as the configuration has it; ``place`` is its row in the table of terms."""

    name: str
    source: str
    place: str
    terms: str  # open permission research
    written: str  # URL of the terms; empty where the operator is the source
    every: str
    permitted: str | None = None  # what permits it
    since: date | None = None  # when that was given
    read: str | None = None  # URL of the terms that the operator read


@dataclass(frozen=True, slots=True)
class Standing:
    """A watch and how it stands; ``why`` is a code with facts where it does not go on by itself."""

    watch: Watched
    looked: datetime | None  # when the last look ended
    state: str  # waiting ready running held parked
    due: datetime | None
    why: str | None
    facts: dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class Today:
    """What the day (UTC) brought so far: watches that were looked at, and leads with a usable address."""

    looked: int
    addresses: int


def today(conn: sa.Connection, found: Sequence[Standing], now: datetime) -> Today:
    """Count what this day brought to watches as they stand."""
    start = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    looks = sum(one.looked is not None and one.looked >= start for one in found)
    fresh = sa.select(sa.func.count()).where(leads.c.created_at >= start, leads.c.email.is_not(None))
    return Today(looks, conn.scalar(fresh) or 0)


def standings(conn: sa.Connection, watched: Sequence[Watched]) -> tuple[Standing, ...]:
    """Give each watch with its last look and its next, in the order of the configuration."""
    names = [one.name for one in watched]
    last = sa.select(events.c.key, sa.func.max(events.c.ts).label("ts"))
    ended = conn.execute(
        last.where(events.c.stage == PARSE, events.c.key.in_(names), events.c.type.in_(LOOKED)).group_by(events.c.key)
    )
    looked = {row.key: row.ts for row in ended}
    open_work = sa.select(work.c.key, work.c.state, work.c.due, work.c.code, work.c.facts).where(
        work.c.stage == PARSE, work.c.key.in_(names), work.c.state.in_(["ready", "running", "held", "parked"])
    )
    waits = {row.key: row for row in conn.execute(open_work.order_by(work.c.id))}
    return tuple(standing(one, looked.get(one.name), waits.get(one.name)) for one in watched)


def standing(watch: Watched, looked: datetime | None, row: Any | None) -> Standing:
    """Put one watch together; ``row`` is its open work."""
    if row is None:
        return Standing(watch, looked, "waiting", None, None, {})
    facts = dict(facts_of(row.facts)) if row.facts and row.code else {}
    return Standing(watch, looked, row.state, row.due, row.code, facts)
