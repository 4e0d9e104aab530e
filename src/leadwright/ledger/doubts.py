"""Letters of which nobody knows whether they left, and how each is settled: the Sent folder tells, or a person."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr
from typing import Any

import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.domain.masking import masked
from leadwright.ledger import letters
from leadwright.ledger.belated import read_belated
from leadwright.ledger.database import Database
from leadwright.ledger.journal import note, ready, tell
from leadwright.ledger.tables import mailboxes, outreach
from leadwright.ports import Clock

IN_DOUBT = "in-doubt"  # code of work that waits until a doubt is settled
SENT, NOT_SENT = "sent", "not-sent"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A letter in doubt, as a person must see it."""

    draft: str
    brand: str
    mailbox: str
    message_id: str
    subject: str
    claimed_at: datetime
    reason: str | None


class Doubts:
    """Letters in doubt."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Look them up in ``database``."""
        self._database, self._clock = database, clock

    async def all(self) -> list[Doubt]:
        """Give every letter in doubt, oldest first."""
        asked = sa.select(outreach).where(outreach.c.status == "doubt").order_by(outreach.c.claimed_at, outreach.c.id)
        rows = await self._database.read(lambda conn: conn.execute(asked).all())
        return [
            Doubt(row.draft, row.brand, row.mailbox, row.message_id, row.subject, row.claimed_at, row.reason)
            for row in rows
        ]

    async def of(self, mailbox: str) -> list[str]:
        """Give the Message-IDs in doubt of a mailbox, oldest first, to be looked up in its Sent folder."""
        return [doubt.message_id for doubt in await self.all() if doubt.mailbox == mailbox]

    async def mark_dead_claims(self, live_runs: Collection[str] = ()) -> int:
        """Put in doubt what was claimed by runs that are no more, as at the start of a process; give how many."""
        now = self._clock.now()

        def do(conn: sa.Connection) -> int:
            claimed = sa.select(outreach).where(outreach.c.status == "claimed").with_for_update()
            dead = [row for row in conn.execute(claimed).all() if row.run not in live_runs]
            for row in dead:
                mark_doubt(conn, row, now=now, cause="start", reason="its run ended")
            return len(dead)

        return await self._database.write(do)

    async def settle(self, message_id: str, fate: str, *, by: str) -> None:
        """Say what became of a letter in doubt: ``sent``, or ``not-sent`` and it may leave again, still approved.

        UserError where no letter in doubt has this Message-ID.
        """
        if fate not in {SENT, NOT_SENT}:
            raise UserError(f"a letter's fate is {SENT} or {NOT_SENT}, not {fate!r}")
        now = self._clock.now()

        def do(conn: sa.Connection) -> None:
            row = letters.by_message_id(conn, message_id)
            if row is not None and row.status == fate == SENT:
                return  # confirmed meanwhile
            if row is None or row.status != "doubt":
                raise UserError(f"no letter in doubt has the Message-ID {message_id}")
            settled(conn, row, fate, now=now, by=by, key=self._database.key)

        await self._database.write(do)


def settled(conn: sa.Connection, row: sa.Row[Any], fate: str, *, now: datetime, by: str, key: bytes) -> None:
    """Settle a letter in the caller's transaction, and let its work go on; ``key`` is the ledger's hash key."""
    if fate == SENT:
        letters.mark_sent(conn, row, at=row.claimed_at, message_id=row.message_id, sender=sender_of(conn, row))
        read_belated(conn, row, now=now, key=key)
    else:
        free = outreach.update().where(outreach.c.id == row.id)
        conn.execute(free.values(status="draft", reason=None, **letters.FREE))
    note(conn, "settled", row, now=now, cause=by, fate=fate, message_id=row.message_id)
    ready(conn, now=now, codes=(IN_DOUBT,), keys=(row.draft,))


def mark_doubt(conn: sa.Connection, row: sa.Row[Any], *, now: datetime, cause: str, reason: str) -> None:
    """Remember that nobody knows whether a claimed letter left; say so once."""
    if row.status != "claimed":
        return
    conn.execute(outreach.update().where(outreach.c.id == row.id).values(status="doubt", reason=masked(reason)))
    note(conn, "doubt", row, now=now, cause=cause, reason=reason, message_id=row.message_id)
    tell(conn, "letter-in-doubt", now=now, letter=row.draft, message_id=row.message_id)


def sender_of(conn: sa.Connection, row: sa.Row[Any]) -> str:
    """Give the address a letter left from."""
    address = conn.scalar(sa.select(mailboxes.c.address).where(mailboxes.c.name == row.mailbox))
    return formataddr(("", address or ""))
