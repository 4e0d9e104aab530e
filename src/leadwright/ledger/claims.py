"""How work is taken: which rows, in which order, and never two at once in one lane."""

import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.masking import masked
from leadwright.ledger.codec import Codec, encode
from leadwright.ledger.rows import literal, run
from leadwright.ledger.tables import events, items, leads, work
from leadwright.ledger.work import Task

TURN = 0x1EAD  # PostgreSQL: the advisory lock that lets one worker at a time choose
FAULT_LENGTH = 8_000  # characters of a traceback that are kept

COLUMNS = (work.c.id, work.c.key, work.c.wake, work.c.brand, work.c.lane, work.c.due, work.c.priority, work.c.attempts)
LEAD = sa.select(leads.c.id).where(leads.c.brand == work.c.brand).scalar_subquery().label("lead")
PLACE = sa.tuple_(work.c.priority, work.c.due, work.c.key, work.c.id)
READY = (
    sa.select(*COLUMNS, LEAD, items.c.body)
    .outerjoin(items, (items.c.kind == sa.bindparam("kind")) & (items.c.key == work.c.key))
    .where(work.c.stage == sa.bindparam("stage"), work.c.state == literal("ready"))
    .where(work.c.due <= sa.bindparam("now", type_=work.c.due.type))
    .where(work.c.lane.not_in(sa.bindparam("busy", expanding=True)))
    .order_by(work.c.priority, work.c.due, work.c.key, work.c.id)
    .limit(sa.bindparam("room", type_=sa.Integer))
)
FURTHER = READY.where(
    sa.tuple_(
        sa.bindparam("priority", type_=sa.Integer),
        sa.bindparam("due", type_=work.c.due.type),
        sa.bindparam("key", type_=sa.Text),
        sa.bindparam("id", type_=sa.Integer),
    )
    < PLACE
)
BUSY = sa.select(work.c.lane).where(work.c.state == literal("running"), work.c.lane != literal(""))
EVENT = events.insert()
TAKE = (
    sa.update(work)
    .where(work.c.id.in_(sa.bindparam("ids", expanding=True)), work.c.state == literal("ready"))
    .values(
        state="running",
        owner=sa.bindparam("by"),
        lease_until=sa.bindparam("until", type_=work.c.due.type),
        fence=work.c.fence + 1,
    )
    .returning(work.c.id, work.c.fence)
)


@dataclass(frozen=True, slots=True)
class Claim:
    """Who takes work, when, and how long they may keep it without a word."""

    now: datetime
    owner: str
    lease_until: datetime


def take(
    conn: sa.Connection, wanted: Sequence[tuple[str, int]], *, kinds: Mapping[str, type], codec: Codec, claim: Claim
) -> list[Task]:
    """Claim at most so many rows of each stage as wanted, in the order wanted; the rest of a lane waits."""
    if conn.dialect.name == "postgresql":
        conn.execute(sa.select(sa.func.pg_advisory_xact_lock(TURN)))
    busy = set(conn.scalars(BUSY))
    chosen: list[tuple[str, Any]] = []
    for stage, room in wanted:
        rows = choose(conn, stage, kind=kinds[stage].__name__, room=room, busy=busy, now=claim.now)
        chosen += [(stage, row) for row in rows]
    if not chosen:
        return []
    mine = {"ids": [row.id for _, row in chosen], "by": claim.owner, "until": claim.lease_until}
    fences = {row.id: row.fence for row in conn.execute(TAKE, mine)}
    return read(conn, [c for c in chosen if c[1].id in fences], kinds=kinds, codec=codec, fences=fences, now=claim.now)


def choose(conn: sa.Connection, stage: str, *, kind: str, room: int, busy: set[str], now: datetime) -> list[Any]:
    """Choose due rows of a stage, best first; their lanes become busy."""
    chosen: list[Any] = []
    statement, place = READY, dict[str, Any]()
    while (left := room - len(chosen)) > 0:
        asked = {"stage": stage, "kind": kind, "now": now, "busy": sorted(busy), "room": left, **place}
        rows = conn.execute(statement, asked).all()
        for row in rows:
            if row.lane not in busy:
                chosen.append(row)
                busy.update({row.lane} - {""})
        if len(rows) < left:
            break
        last = rows[-1]
        statement, place = FURTHER, {"priority": last.priority, "due": last.due, "key": last.key, "id": last.id}
    return chosen


def read(
    conn: sa.Connection,
    chosen: Sequence[tuple[str, Any]],
    *,
    kinds: Mapping[str, type],
    codec: Codec,
    fences: Mapping[int, int],
    now: datetime,
) -> list[Task]:
    """Make tasks of claimed rows; a row whose item is missing or cannot be read is parked with the reason."""
    tasks, faults = list[Task](), []
    for stage, row in chosen:
        try:
            item = codec.read(kinds[stage].__name__, row.body)
        except (TypeError, ValueError) as error:
            code = "item-missing" if row.body is None else "item-unreadable"
            faults.append((stage, row, code, {"error": short(error)}))
            continue
        tasks.append(
            Task(
                id=row.id,
                stage=stage,
                key=row.key,
                wake=row.wake,
                brand=row.brand,
                lead=row.lead,
                lane=row.lane,
                due=row.due,
                attempts=row.attempts,
                fence=fences[row.id],
                item=item,
            )
        )
    park(conn, faults, now=now)
    return tasks


PARK = sa.update(work).where(work.c.id == sa.bindparam("of")).values(state="parked", owner=None, lease_until=None)


def park(conn: sa.Connection, faults: Sequence[tuple[str, Any, str, Mapping[str, str]]], *, now: datetime) -> None:
    """Park claimed rows (stage, row, code, facts) for the operator."""
    run(conn, PARK, [{"of": row.id, "code": code, "facts": encode(facts)} for _, row, code, facts in faults])
    told = [
        {
            "type": "parked",
            "meta": encode({"code": code, "facts": facts, "gave": []}),
            "ts": now,
            "brand": row.brand,
            "stage": stage,
            "key": row.key,
            "wake": row.wake,
        }
        for stage, row, code, facts in faults
    ]
    run(conn, EVENT, told)


def short(error: Exception) -> str:
    """Name an error in one line of at most 300 characters."""
    return masked(f"{type(error).__name__}: {error}")[:300]


def told(error: Exception) -> str:
    """Give the end of an error's traceback, as it is kept with an event."""
    return masked("".join(traceback.format_exception(error)))[-FAULT_LENGTH:]
