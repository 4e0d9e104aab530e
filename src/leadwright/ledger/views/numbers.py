"""Numbers out of the roll-ups: the funnel, the weeks, the sources; a few rows, however many leads there are."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

from leadwright.ledger.tables import events, rollups
from leadwright.ledger.views.house import StageView, stages

PEOPLE = ("positive", "neutral", "negative", "unsubscribe")  # tags of mail that a person wrote
DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Reason:
    """How many items ended for one reason."""

    code: str
    items: int


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the funnel: what it took, what it gave, what ended there and why, and what waits there now."""

    name: str
    taken: int
    gave: int
    dropped: tuple[Reason, ...]
    ready: int
    held: int
    parked: int


@dataclass(frozen=True, slots=True)
class Week:
    """What one ISO week brought; ``number`` counts from the first week in which a letter left."""

    week: str  # such as 2026-W18
    number: int
    letters: int
    firsts: int
    replies: int  # mails of people
    positive: int
    booked: int
    pilots: int
    faults: int  # items that were parked


@dataclass(frozen=True, slots=True)
class Source:
    """What one source brought, in all and a day."""

    name: str
    sightings: int
    leads: int
    addresses: int
    days: float
    replies: int = 0  # brands of this source that answered, of all time

    def a_day(self, number: int) -> float:
        """Spread one of the numbers over the days."""
        return round(number / self.days, 2)


def funnel(conn: sa.Connection, names: tuple[str, ...]) -> tuple[Step, ...]:
    """Give the stages in order. What parse gave are sightings; every other stage gives once for an item it took."""
    ended, seen = totals(conn, "stage"), totals(conn, "source")
    sightings = sum(n for (_, counter), n in seen.items() if counter == "sightings")
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for (name, _), n in totals(conn, "reason").items():
        stage, _, code = name.partition(" ")
        reasons[stage].append(Reason(code, n))
    return tuple(
        step(view, ended, reasons[view.name], gave=sightings if view.name == "parse" else None)
        for view in stages(conn, names)
    )


def step(view: StageView, ended: Mapping[tuple[str, str], int], reasons: list[Reason], *, gave: int | None) -> Step:
    """Make one step of the funnel."""
    done = ended.get((view.name, "done"), 0)
    over = done + ended.get((view.name, "dropped"), 0)
    return Step(
        name=view.name,
        taken=over + view.ready + view.running + view.held + view.parked,
        gave=done if gave is None else gave,
        dropped=tuple(sorted(reasons, key=lambda reason: (-reason.items, reason.code))),
        ready=view.ready + view.running,
        held=view.held,
        parked=view.parked,
    )


def totals(conn: sa.Connection, scope: str, *, since: str = "") -> Mapping[tuple[str, str], int]:
    """Give a scope's sums by name and counter, from an ISO week on."""
    asked = sa.select(rollups.c.name, rollups.c.counter, sa.func.sum(rollups.c.n).label("n")).where(
        rollups.c.scope == scope, rollups.c.week >= since
    )
    return {(row.name, row.counter): int(row.n) for row in conn.execute(asked.group_by(*asked.selected_columns[:2]))}


def weeks(conn: sa.Connection) -> tuple[Week, ...]:
    """Give every week from the first one in which a letter left to the last one in which anything happened."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for scope in ("letters", "replies", "deals", "stage"):
        asked = sa.select(rollups.c.week, rollups.c.name, rollups.c.counter, rollups.c.n)
        for row in conn.execute(asked.where(rollups.c.scope == scope)):
            for what in counted(scope, row.name, row.counter):
                sums[row.week][what] += row.n
    active = sorted(week for week, sum_ in sums.items() if sum_["letters"])
    if not active:
        return ()
    first, last = monday(active[0]), monday(max(sums))
    names = [week_of(first + timedelta(weeks=n)) for n in range((last - first).days // 7 + 1)]
    return tuple(
        Week(week=name, number=n, **{field: sums[name][field] for field in FIELDS}) for n, name in enumerate(names, 1)
    )


FIELDS = ("letters", "firsts", "replies", "positive", "booked", "pilots", "faults")


def counted(scope: str, name: str, counter: str) -> Collection[str]:
    """Say which numbers of the week a roll-up belongs to; answers are no part of the plan's letters."""
    match scope, name:
        case "letters", "first":
            return ("letters", "firsts")
        case "letters", "followup" | "breakup":
            return ("letters",)
        case "replies", "positive":
            return ("replies", "positive")
        case "replies", tag if tag in PEOPLE:
            return ("replies",)
        case "deals", "booked":
            return ("booked",)
        case "deals", "pilot":
            return ("pilots",)
    return ("faults",) if (scope, counter) == ("stage", "parked") else ()


def sources(conn: sa.Connection, *, now: datetime, weeks: int) -> tuple[Source, ...]:
    """Give what each source brought in the last so many ISO weeks, the best first."""
    since = monday(week_of(now.astimezone(UTC).date())) - timedelta(weeks=weeks - 1)
    begun = conn.scalar(sa.select(events.c.ts).order_by(events.c.id).limit(1))
    start = max(filter(None, (begun, datetime.combine(since, time(), UTC))))
    days = max(1.0, (now - start).total_seconds() / DAY)
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, counter), n in totals(conn, "source", since=week_of(since)).items():
        sums[name][counter] = n
    found = [
        Source(name, sum_["sightings"], sum_["leads"], sum_["addresses"], round(days, 2)) for name, sum_ in sums.items()
    ]
    return tuple(sorted(found, key=lambda source: (-source.addresses, -source.leads, source.name)))


def week_of(day: date) -> str:
    """Name the ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def monday(week: str) -> date:
    """Give the first day of an ISO week."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
