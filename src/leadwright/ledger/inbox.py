"""What came back, as the sweep stored it, and our own letters around it."""

import sqlalchemy as sa

from leadwright.domain.letter import Draft, Mail
from leadwright.ledger import letters
from leadwright.ledger.database import Database
from leadwright.ledger.tables import messages, outreach


class LedgerInbox:
    """Stored mails; answers :class:`leadwright.ports.inbox.Inbox`. LookupError for what was never stored or erased."""

    def __init__(self, database: Database) -> None:
        """Read them from ``database``."""
        self._database = database

    async def mail(self, key: str) -> Mail:
        """Give a stored mail by its key."""
        asked = sa.select(messages).where(messages.c.message_id == key, messages.c.direction == "in")
        row = await self._database.read(lambda conn: conn.execute(asked).one_or_none())
        if row is None:
            raise LookupError(f"no mail {key}")
        return Mail(
            key=key,
            mailbox=row.mailbox,
            folder=row.folder or "",
            at=row.ts,
            raw=row.raw or b"",
            sent=row.sent,
            brand=row.brand,
        )

    async def draft(self, message_id: str) -> Draft:
        """Give the letter of ours with this Message-ID, as it was written."""
        asked = sa.select(outreach.c.draft).where(outreach.c.message_id == message_id)
        written = await self._database.read(lambda conn: letters.draft_of(conn, conn.scalar(asked) or ""))
        if written is None:
            raise LookupError(f"no letter {message_id}")
        return written
