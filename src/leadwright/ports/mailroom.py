"""The mailbox as the sweep reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RawMail:
    """One mail as the server holds it; ``raw`` is cut where it is very long (attachments are not ours to read)."""

    folder: str
    uid: int
    at: datetime  # when the server received it; aware, UTC
    raw: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """What arrived since a cursor, oldest first in each folder, and the cursor to go on from.

    Store both in one transaction. ``more`` says that the next call has something to give at once.
    """

    mails: tuple[RawMail, ...]
    cursor: str
    more: bool = False


class Mailroom(Protocol):
    """One mailbox. Reading never changes a flag."""

    @property
    def name(self) -> str:
        """The mailbox's name in the configuration."""

    async def new(self, cursor: str | None) -> Batch:
        """Give what arrived in the inbox and the spam folder since ``cursor``; None starts at this moment.

        The same mail may be given again (a server may number its folders anew); its Message-ID tells. Raises
        Fatal(``mailbox-refused``) where the login is refused, Later(``mailbox-unreachable``) where there is no line.
        """

    async def in_sent(self, message_id: str) -> bool:
        """Say whether the Sent folder holds a mail with this Message-ID."""

    async def append_sent(self, raw: bytes) -> None:
        """File a copy of a letter that left."""

    async def close(self) -> None:
        """Hang up, also in the middle of a command."""
