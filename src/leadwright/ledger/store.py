"""What the engine asks of the ledger: work to do, and a place for what came of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.chain import Item
from leadwright.consequences import Submit
from leadwright.domain.errors import UserError
from leadwright.ledger import beside, claims, results
from leadwright.ledger.codec import Codec
from leadwright.ledger.database import Database
from leadwright.ledger.projections import Given, keep
from leadwright.ledger.rows import among, literal, run
from leadwright.ledger.tables import items, work
from leadwright.ledger.work import Result, Task, run_name

RUNNING = work.c.state == literal("running")
RENEW = (
    sa.update(work)
    .where(work.c.id == sa.bindparam("of"), work.c.fence == sa.bindparam("standing"), RUNNING)
    .values(lease_until=sa.bindparam("until", type_=work.c.due.type))
)
BACKLOG = (
    sa.select(work.c.stage, sa.func.count())
    .where(among(work.c.state, "ready", "running", "held"))
    .group_by(work.c.stage)
)


class Store:
    """The work table and everything that is stored together with it."""

    def __init__(self, database: Database, *, kinds: Mapping[str, type]) -> None:
        """Serve the stages of ``kinds``: stage name -> the type of item it takes."""
        self._database = database
        self._kinds = kinds
        self._codec = Codec(kinds.values())

    async def claim(
        self, wanted: Sequence[tuple[str, int]], *, now: datetime, owner: str, lease_until: datetime
    ) -> list[Task]:
        """Take due work: of each stage named at most so many, by priority, due and key; KeyError for other stages.

        Never two of one lane at once. A row whose item is missing or cannot be read is parked instead.
        """
        claim = claims.Claim(now, owner, lease_until)
        return await self._database.write(
            lambda conn: claims.take(conn, wanted, kinds=self._kinds, codec=self._codec, claim=claim)
        )

    async def commit(self, done: Sequence[Result], *, now: datetime) -> list[Task]:
        """Store results in one transaction; gives the tasks whose claim had ended, of which nothing was stored.

        Where the batch fails it is stored item by item, and the one at fault is parked with its traceback.
        """
        key = self._database.key
        try:
            stale = await self._database.write(lambda conn: results.store(conn, done, now=now, key=key))
        except UserError:
            raise  # the database itself, such as one that others keep locked
        except Exception:  # noqa: BLE001 - whatever it is, it belongs to one item, or comes again below
            stale = await self._database.write(lambda conn: self._one_by_one(conn, done, now))
        return [result.task for result in stale]

    def _one_by_one(self, conn: sa.Connection, done: Sequence[Result], now: datetime) -> list[Result]:
        key, stale = self._database.key, []
        for result in done:
            try:
                with conn.begin_nested():
                    stale += results.store(conn, [result], now=now, key=key)
            except Exception as error:  # noqa: BLE001 - kept with its item; a fault of the database fails here too
                stale += results.store(conn, [results.parked(result, error)], now=now, key=key)
        return stale

    async def submit(self, what: Sequence[Submit], *, now: datetime, cause: str) -> int:
        """Let stages take items; gives how much of that work was new (by stage, key and wake)."""
        caused = [beside.Caused(one, cause) for one in what]
        key = self._database.key
        return await self._database.write(lambda conn: beside.submit(beside.Context(conn, now, key), caused))

    async def keep(self, kept: Sequence[Item], *, now: datetime) -> None:
        """Store items that no stage gave, such as watches."""
        given = [Given(item, getattr(item, "brand", None)) for item in kept]
        await self._database.write(lambda conn: keep(conn, given, now=now))

    async def item(self, kind: str, key: str) -> Item | None:
        """Give a stored item by the name of its class and its natural key."""
        body = await self._database.read(
            lambda conn: conn.scalar(sa.select(items.c.body).where(items.c.kind == kind, items.c.key == key))
        )
        return None if body is None else self._codec.read(kind, body)

    async def next_due(self, after: datetime | None = None) -> datetime | None:
        """Give the earliest moment at which ready work is due, or the earliest later than ``after``."""
        query = sa.select(sa.func.min(work.c.due)).where(work.c.state == literal("ready"))
        if after is not None:
            query = query.where(work.c.due > after)
        moment: datetime | None = await self._database.read(lambda conn: conn.scalar(query))
        return moment

    async def backlog(self) -> Mapping[str, int]:
        """Count what is not ended (ready, running or held), by stage."""
        rows = await self._database.read(lambda conn: conn.execute(BACKLOG).all())
        return {stage: number for stage, number in rows}  # noqa: C416 - rows are not pairs to a type checker

    async def waiting(self, stage: str) -> frozenset[str]:
        """Give the keys of which work of a stage has not ended: ready, running, held or parked."""
        query = sa.select(work.c.key).where(
            work.c.stage == stage, work.c.state.not_in([literal("done"), literal("dropped"), literal("cancelled")])
        )
        return frozenset(await self._database.read(lambda conn: conn.scalars(query).all()))

    async def strangers(self) -> frozenset[str]:
        """Name the stages for which work waits and that this version does not have."""
        query = sa.select(work.c.stage).where(work.c.state.in_(["ready", "running", "held", "parked"])).distinct()
        stages = await self._database.read(lambda conn: conn.scalars(query).all())
        return frozenset(stages) - self._kinds.keys()

    async def runs(self) -> frozenset[str]:
        """Name the attempts that are under way, here or in other processes."""
        query = sa.select(work.c.owner, work.c.id, work.c.fence).where(RUNNING)
        rows = await self._database.read(lambda conn: conn.execute(query).all())
        return frozenset(run_name(row.owner, row.id, row.fence) for row in rows)

    async def renew(self, tasks: Sequence[Task], *, lease_until: datetime) -> None:
        """Keep claims that still stand until ``lease_until``."""
        rows = [{"of": task.id, "standing": task.fence, "until": lease_until} for task in tasks]
        await self._database.write(lambda conn: run(conn, RENEW, rows))

    async def recover(self, *, now: datetime, everything: bool) -> int:
        """Give back work whose lease has ended, or all that is claimed, where nobody else can be at work."""
        lost = sa.update(work).where(RUNNING).values(state="ready", owner=None, lease_until=None)
        return await self._count(lost if everything else lost.where(work.c.lease_until < now))

    async def retry(self, pattern: str | None, *, now: datetime) -> int:
        """Make parked work ready: all, or where stage, key or brand is ``pattern`` (``*`` stands for any text)."""
        parked = sa.update(work).where(work.c.state == "parked").values(state="ready", due=now, attempts=0)
        return await self._count(parked if pattern is None else parked.where(matches(pattern)))

    async def release(self, *, brand: str | None, codes: Sequence[str], now: datetime) -> int:
        """Make work ready that is held for one of these reasons, of one brand or of all."""
        held = sa.update(work).where(beside.WAITS, work.c.state == "held", work.c.code.in_(codes))
        held = held.values(state="ready", due=now)
        return await self._count(held if brand is None else held.where(work.c.brand == brand))

    async def _count(self, statement: sa.Update) -> int:
        touched: int = await self._database.write(lambda conn: conn.execute(statement).rowcount)
        return touched


def matches(pattern: str) -> sa.ColumnElement[bool]:
    """Say in SQL that stage, key or brand fits a pattern in which ``*`` stands for any text."""
    escaped = pattern.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("*", "%")
    columns: Sequence[Any] = (work.c.stage, work.c.key, work.c.brand)
    return sa.or_(*(column.ilike(escaped, escape="\\") for column in columns))
