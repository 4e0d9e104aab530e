"""What is known of each mailbox: how far it was read, whether it may send."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.identity import normal
from leadwright.domain.operator import Mailbox
from leadwright.ledger.codec import encode
from leadwright.ledger.database import Database
from leadwright.ledger.journal import ready, tell
from leadwright.ledger.rows import add, put
from leadwright.ledger.tables import events, mailboxes
from leadwright.ports import Clock

STOPPED = "mailbox-stopped"


class Mailboxes:
    """The mailboxes' state."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep it in ``database``."""
        self._database, self._clock = database, clock

    async def register(self, boxes: Iterable[Mailbox]) -> None:
        """Make the configured mailboxes known, with their addresses; what is known of them stays."""
        rows = [{"name": box.name, "address": box.address} for box in boxes]
        await self._database.write(lambda conn: put(conn, mailboxes, rows, keys=("name",)))

    async def cursor(self, name: str) -> str | None:
        """Give how far a mailbox was read."""
        asked = sa.select(mailboxes.c.cursor).where(mailboxes.c.name == name)
        return await self._database.read(lambda conn: conn.scalar(asked))

    async def stopped(self, name: str) -> str | None:
        """Give the code of what stopped a mailbox, or None."""
        asked = sa.select(mailboxes.c.stopped).where(mailboxes.c.name == name)
        return await self._database.read(lambda conn: conn.scalar(asked))

    async def stop(self, name: str, code: str) -> None:
        """Let nothing more leave from a mailbox until it is resumed, and tell the operator."""
        now = self._clock.now()

        await self._database.write(lambda conn: stop_mailbox(conn, name, code, now=now))

    async def resume(self, name: str, *, by: str) -> None:
        """Let a mailbox send again."""
        now = self._clock.now()

        def do(conn: sa.Connection) -> None:
            conn.execute(mailboxes.update().where(mailboxes.c.name == name).values(stopped=None))
            meta = encode({"mailbox": name})
            conn.execute(
                events.insert().values(type="mailbox-resumed", stage="send", key=name, meta=meta, ts=now, cause=by)
            )
            ready(conn, now=now, codes=(STOPPED,), mailbox=name)

        await self._database.write(do)


def stop_mailbox(conn: sa.Connection, name: str, code: str, *, now: datetime) -> None:
    """Stop a mailbox in the caller's transaction; said once for each reason."""
    fresh = conn.scalar(sa.select(mailboxes.c.stopped).where(mailboxes.c.name == name)) != code
    add(conn, mailboxes, [{"name": name, "address": ""}])
    conn.execute(mailboxes.update().where(mailboxes.c.name == name).values(stopped=code))
    if fresh:
        meta = encode({"mailbox": name, "code": code})
        conn.execute(events.insert().values(type=STOPPED, stage="send", key=name, meta=meta, ts=now))
        tell(conn, STOPPED, now=now, mailbox=name, reason=code, at=now.isoformat())


def own_addresses(conn: sa.Connection) -> frozenset[str]:
    """Give our mailboxes' addresses in their one form."""
    return frozenset(normal(address) for address in conn.scalars(sa.select(mailboxes.c.address)) if address)
