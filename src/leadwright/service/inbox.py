"""What came back: answers, mail that fits no thread, and letters of which nobody knows whether they left."""

from collections.abc import Callable

from leadwright.ledger.database import Database
from leadwright.ledger.doubts import Doubt, Doubts
from leadwright.ledger.holds import Holds
from leadwright.ledger.views import mails
from leadwright.ledger.views.mails import MailView, ReplyView
from leadwright.ledger.views.page import PAGE, Page
from leadwright.ports import Clock


class InboxDesk:
    """The operator's view of the inbox."""

    def __init__(self, database: Database, clock: Clock, ring: Callable[[], None]) -> None:
        """Read ``database``; ``ring`` wakes the engine."""
        self._database, self._ring = database, ring
        self._doubts, self._holds = Doubts(database, clock), Holds(database, clock)

    async def replies(self, *, after: int | None = None, limit: int = PAGE) -> Page[ReplyView]:
        """Give mails that were understood, newest first; ask for the next page with ``after`` = the page's next."""
        return await self._database.read(lambda conn: mails.replies(conn, after=after, limit=limit))

    async def unmatched(self, *, after: int | None = None, limit: int = PAGE) -> Page[MailView]:
        """Give mails that belong to none of our letters, newest first."""
        return await self._database.read(lambda conn: mails.unmatched(conn, after=after, limit=limit))

    async def doubts(self) -> list[Doubt]:
        """Give the letters of which nobody knows whether they left, oldest first."""
        return await self._doubts.all()

    async def read(self, brand: str, *, by: str) -> int:
        """Say that a person has read what a brand wrote: its letters go on; gives how many holds that ended."""
        ended = await self._holds.lift_all(brand, by=by)
        self._ring()
        return ended

    async def settle(self, message_id: str, fate: str, *, by: str) -> None:
        """Say what became of a letter in doubt: ``sent`` or ``not-sent``; UserError for any other letter or fate."""
        await self._doubts.settle(message_id, fate, by=by)
        self._ring()
