"""The clocks of retention: once a day whatever has been kept for long enough is erased."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from leadwright.config import Config
from leadwright.domain.retention import Clocks, due
from leadwright.ledger import placing, retention
from leadwright.ledger.codec import encode
from leadwright.ledger.database import Database
from leadwright.ledger.journal import tell
from leadwright.ledger.rows import put
from leadwright.ledger.scrubbing import scrub_if_due
from leadwright.ledger.tables import events, meta
from leadwright.ports import Clock
from leadwright.service.keeping import expire, proved

AT_ONCE = 10  # brands of one transaction: whoever writes meanwhile waits for it
DONE = "retention"  # in meta: the day of the last run


@dataclass(frozen=True, slots=True)
class Cleared:
    """What a run erased, or would erase where it is dry."""

    brands: Mapping[str, int]  # by clock: never-contacted, unanswered, answered
    rows: Mapping[str, int]  # of what belongs to no lead, by table
    files: tuple[str, ...] = ()  # backups and copies that expired
    left: str | None = None  # why the files may still hold what the ledger no longer does
    journal: str | None = None  # what was wrong with the journal

    @property
    def anything(self) -> bool:
        """Whether anything went."""
        return bool(self.brands or self.rows or self.files)


class Dry(Exception):
    """Takes back what was tried."""

    def __init__(self, rows: Mapping[str, int]) -> None:
        self.rows = rows


def clocks_of(config: Config) -> Clocks:
    """Give the clocks as they are configured."""
    days = config.retention
    return Clocks(
        never_contacted=timedelta(days=days.never_contacted_days),
        unanswered=timedelta(days=days.unanswered_days),
        answered=timedelta(days=days.answered_days),
        pages=timedelta(days=days.pages_days),
    )


class Retention:
    """Erases what has been kept for long enough."""

    def __init__(self, database: Database, clock: Clock, config: Config) -> None:
        """Work on ``database``; the clocks are those of the configuration."""
        self._database, self._clock, self._config = database, clock, config
        self._clocks = clocks_of(config)

    async def run(self, *, dry: bool = False) -> Cleared:
        """Erase what is due, a few brands a transaction, and note it; ``dry`` only counts."""
        now = self._clock.now()
        lives = await self._database.read(retention.lives)
        brands = due(lives, now=now, clocks=self._clocks)
        kinds = Counter(lives[brand].kind for brand in brands)
        if dry:
            return Cleared(kinds, await self._tried(now))
        for start in range(0, len(brands), AT_ONCE):
            await self._erase(brands[start : start + AT_ONCE], now)
        rows = await self._database.write(lambda conn: retention.erase_rest(conn, now=now, clocks=self._clocks))
        wrong = await proved(self._database)
        old = now - timedelta(days=self._config.retention.backups_days)
        schemas = await self._database.write(lambda conn: placing.expire(conn, before=old))
        files = (*map(str, expire(self._config, now)), *schemas)
        cleared = Cleared(kinds, rows, files, await scrub_if_due(self._database), wrong)
        await self._note(cleared, now)
        return cleared

    async def daily(self, now: datetime) -> None:
        """Run once a day (UTC)."""
        asked = sa.select(meta.c.value).where(meta.c.key == DONE)
        if await self._database.read(lambda conn: conn.scalar(asked)) != f"{now:%Y-%m-%d}":
            await self.run()

    async def _erase(self, brands: list[str], now: datetime) -> None:
        key = self._database.key
        await self._database.write(lambda conn: retention.erase_brands(conn, brands, now=now, key=key))

    async def _tried(self, now: datetime) -> Mapping[str, int]:
        """Count what a run would erase, and take it back."""

        def do(conn: sa.Connection) -> None:
            raise Dry(retention.erase_rest(conn, now=now, clocks=self._clocks))

        try:
            await self._database.write(do)
        except Dry as tried:
            return tried.rows
        raise AssertionError("unreachable")

    async def _note(self, cleared: Cleared, now: datetime) -> None:
        told = {**cleared.brands, **cleared.rows, "files": len(cleared.files)}

        def do(conn: sa.Connection) -> None:
            put(conn, meta, [{"key": DONE, "value": f"{now:%Y-%m-%d}"}], keys=("key",))
            if cleared.anything:
                conn.execute(events.insert().values(type="retention", meta=encode(told), ts=now, cause="retention"))
            if cleared.journal:
                tell(conn, "journal-broken", now=now, why=cleared.journal)

        await self._database.write(do)
