"""How results are stored: outputs, what follows beside them, the work row's next state and the event, in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.consequences import Count, Keep, Submit, Suppress
from leadwright.domain.masking import masked, masked_facts
from leadwright.ledger.beside import Caused, apply_all
from leadwright.ledger.claims import short, told
from leadwright.ledger.codec import encode
from leadwright.ledger.guard import before_a_stop
from leadwright.ledger.journal import WOKEN
from leadwright.ledger.projections import Given, keep
from leadwright.ledger.rows import literal, run
from leadwright.ledger.tables import events, leads, work
from leadwright.ledger.work import Ended, Result

NOT_STORED = "not-stored"  # code of a result that the ledger could not take

STANDING = (
    sa.select(work.c.id, work.c.fence, work.c.code, work.c.cause)
    .where(work.c.id.in_(sa.bindparam("ids", expanding=True)), work.c.state == literal("running"))
    .order_by(work.c.id)  # locked in one order, so that two writers do not wait for each other
    .with_for_update()
)
MOVE = sa.update(work).where(work.c.id == sa.bindparam("of")).values(owner=None, lease_until=None)
EVENT = events.insert().values(
    lead_id=sa.select(leads.c.id).where(leads.c.brand == sa.bindparam("of")).scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Row:
    """What the work row of a result says: its fence, the code it had before, and who let it be."""

    fence: int
    code: str | None
    cause: str | None


def store(conn: sa.Connection, results: Sequence[Result], *, now: datetime, key: bytes) -> list[Result]:
    """Store results in the caller's transaction; gives those that were refused because their claim had ended."""
    if any(type(what) is Suppress for result in results for what in result.beside):
        before_a_stop(conn)
    rows = standing(conn, results)
    valid = [awake(result, rows[result.task.id], now) for result in results if stands(result, rows)]
    if valid:
        keep(conn, [given for result in valid for given in given_by(result)], now=now)
        run(conn, MOVE, [moved(result, now) for result in valid])  # before what follows, which may cancel this very row
        kinds = {result.task.id: kind_of(result.ended, rows[result.task.id]) for result in valid}
        told_of = [(result, kind) for result in valid if (kind := kinds[result.task.id])]
        beside = [
            Caused(what, result.task.name) for result in valid for what in result.beside if type(what) is not Keep
        ]
        counts = [Caused(Count("stage", result.task.stage, kind), "") for result, kind in told_of]
        apply_all(conn, [*beside, *counts], now=now, key=key)
        run(conn, EVENT, [event(result, kind, rows[result.task.id], now) for result, kind in told_of])
    return [result for result in results if not stands(result, rows)]


def standing(conn: sa.Connection, results: Sequence[Result]) -> Mapping[int, Row]:
    """Give the work rows that are claimed, locked until the transaction ends."""
    found = conn.execute(STANDING, {"ids": sorted({result.task.id for result in results})})
    return {row.id: Row(row.fence, row.code, row.cause) for row in found}


def stands(result: Result, rows: Mapping[int, Row]) -> bool:
    """Say whether a result's claim still stands, so that nobody else has taken its work since."""
    row = rows.get(result.task.id)
    return row is not None and row.fence == result.task.fence


def awake(result: Result, row: Row, now: datetime) -> Result:
    """Let work that would wait for what has just happened be tried again instead."""
    if result.ended.state != "held" or row.code != WOKEN:
        return result
    return replace(result, ended=replace(result.ended, state="ready", at=now))


def given_by(result: Result) -> Sequence[Given]:
    """Give the items of a result with their brands: their own, else that of the work they go to, else the task's."""
    kept = [what.item for what in result.beside if type(what) is Keep]
    brands = {what.key: what.brand for what in result.beside if type(what) is Submit}
    return [
        Given(item, getattr(item, "brand", None) or brands.get(item.key) or result.task.brand)
        for item in (*result.outputs, *kept)
    ]


def moved(result: Result, now: datetime) -> Mapping[str, Any]:
    """Give the work row's next state; faults in a row are counted, and anything else ends the row of them."""
    end = result.ended
    return {
        "of": result.task.id,
        "state": end.state,
        "code": end.code or None,
        "facts": encode(masked_facts(end.facts)) if end.facts else None,
        "attempts": result.task.attempts + 1 if end.fault else 0,
        "due": end.at or (now if end.state == "ready" else result.task.due),
    }


def kind_of(end: Ended, row: Row) -> str | None:
    """Name the event; waiting longer for the same reason is none."""
    if end.state != "ready":
        return end.state
    if end.fault:
        return "failed"
    return "later" if end.code != (row.code or "") else None


def event(result: Result, kind: str, row: Row, now: datetime) -> Mapping[str, Any]:
    """Give the event of a run."""
    task, end = result.task, result.ended
    meta = {
        "code": end.code,
        "facts": masked_facts(end.facts),
        "gave": [output.key for output in result.outputs if not getattr(output, "gone", False)],
    }
    brand = next((b for output in result.outputs if (b := getattr(output, "brand", None))), task.brand)
    return {
        "type": kind,
        "meta": encode({**meta, "fault": masked(end.fault)} if end.fault else meta),
        "ts": now,
        "of": brand,
        "brand": brand,
        "stage": task.stage,
        "key": task.key,
        "wake": task.wake,
        "cause": row.cause,
    }


def parked(result: Result, error: Exception) -> Result:
    """Give what is stored of a result that could not be: nothing but the fault, for the operator."""
    return Result(result.task, (), (), Ended("parked", NOT_STORED, {"error": short(error)}, fault=told(error)))
