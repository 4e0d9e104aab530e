"""Mail to the operator's own mailboxes, on command: the only mail that leaves while the house is not live.

The recipient is never an argument: it is taken from the configuration here, so no mistake elsewhere can let a cold
letter out by this way.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from email.utils import formataddr

import sqlalchemy as sa

from leadwright.domain.errors import Later, UserError
from leadwright.domain.letter import Draft, Letter
from leadwright.domain.operator import Operator
from leadwright.ledger import letters
from leadwright.ledger.brands import same_brand
from leadwright.ledger.database import Database
from leadwright.ports import Clock, Dice
from leadwright.ports.mailroom import Mailroom

Deliver = Callable[[Letter], Awaitable[None]]
"""Hands a letter to the mail server of its mailbox."""

PATIENCE = timedelta(minutes=3)  # for a mail to oneself
LOOK_EVERY = timedelta(seconds=5)
SUBJECT = "A test of your own mailbox"
BODY = "You asked Leadwright to write to your own mailbox. If you read this, sending works; reading it back is next."


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """A mail to oneself that came back; ``folder`` says where it was put."""

    mailbox: str
    message_id: str
    seconds: float
    folder: str


class SelfMail:
    """Writes to the operator's own addresses."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        dice: Dice,
        *,
        operator: Operator,
        deliver: Deliver,
        rooms: Mapping[str, Mailroom],
    ) -> None:
        """Send through ``deliver``; ``rooms`` are the same mailboxes, to be read."""
        self._database, self._clock, self._dice = database, clock, dice
        self._operator, self._deliver, self._rooms = operator, deliver, rooms

    async def round_trip(self, mailbox: str) -> RoundTrip:
        """Send a mail from a mailbox to itself and wait until it is there; Later(``not-back``) where it is not."""
        room = self._rooms[mailbox]
        cursor = (await room.new(None)).cursor
        letter = self._letter(mailbox, "self", subject=SUBJECT, body=BODY)
        began = self._clock.now()
        await self._deliver(letter)
        while self._clock.now() - began < PATIENCE:
            batch = await room.new(cursor)
            for mail in batch.mails:
                if letter.message_id.encode() in mail.raw[:20_000]:
                    waited = (self._clock.now() - began).total_seconds()
                    return RoundTrip(mailbox, letter.message_id, waited, mail.folder)
            cursor = batch.cursor
            await self._clock.sleep_until(self._clock.now() + LOOK_EVERY)
        raise Later(None, "not-back", mailbox=mailbox, minutes=PATIENCE.total_seconds() / 60)

    async def letter(self, domain: str) -> Letter:
        """Send a lead's first letter, word for word, to the mailbox that it would leave from.

        UserError where no letter is written for the domain.
        """
        draft = await self._first(domain)
        letter = self._letter(draft.mailbox, draft.key, subject=draft.subject, body=draft.body)
        await self._deliver(letter)
        return letter

    async def _first(self, domain: str) -> Draft:
        name = domain.lower().removeprefix("www.")

        def do(conn: sa.Connection) -> Draft | None:
            drafts = (letters.draft_of(conn, f"{brand}#1") for brand in same_brand(conn, name))
            return next((draft for draft in drafts if draft), None)

        draft = await self._database.read(do)
        if draft is None:
            raise UserError(f"no letter is written for {domain}: see `leadwright why {domain}`")
        return draft

    def _letter(self, mailbox: str, what: str, *, subject: str, body: str) -> Letter:
        now, own = self._clock.now(), self._operator.mailbox(mailbox).address
        ident = f"{self._dice.roll('self-mail', what, now.isoformat()).getrandbits(128):032x}"
        return Letter(
            draft=f"self {what}",
            message_id=f"<{ident}@{own.rpartition('@')[2]}>",
            mailbox=mailbox,
            sender=formataddr((self._operator.name, own)),
            to=own,
            subject=subject,
            body=body,
            at=now,
        )
