"""Stores what came in: each mail once, matched, and its brand silent from that moment on, with the new cursor.

One sweep is one transaction: a crash loses neither a mail nor the place to go on from. Our own mails never count as
answers; a copy in the Sent folder settles a letter in doubt, and so does a mail that belongs to one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from leadwright.consequences import ABUSE, arrived
from leadwright.domain.identity import keyed, normal
from leadwright.domain.letter import Mail
from leadwright.domain.optout import stopped_by
from leadwright.ledger import beside, letters
from leadwright.ledger.belated import keep_sent
from leadwright.ledger.database import Database
from leadwright.ledger.doubts import SENT, settled
from leadwright.ledger.erased import is_erased
from leadwright.ledger.heartbeats import beaten
from leadwright.ledger.journal import tell
from leadwright.ledger.mailboxes import own_addresses, stop_mailbox
from leadwright.ledger.matching import UNCONFIRMED, brand_of, match, named, newest_to
from leadwright.ledger.rows import add, put
from leadwright.ledger.stops import stop, stop_hashed
from leadwright.ledger.tables import leads, mailboxes, messages
from leadwright.ledger.views.people import brands_hashed
from leadwright.ports import Clock
from leadwright.ports.mailroom import RawMail
from leadwright.reading.bounce import Bounce, bounce_of
from leadwright.reading.mail import Envelope, mail_key, read_mail

MOST_TEXT = 100_000  # characters of a mail's text that are kept beside its bytes
BY_MAIL, UNKEPT = "opt-out by mail", "somebody erased wrote"  # the reasons that are kept
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)


class Sweeps:
    """What the mailbox sweeps bring."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Store it in ``database``; our own addresses are those of the registered mailboxes."""
        self._database, self._clock = database, clock

    async def store(self, mailbox: str, mails: Sequence[RawMail], cursor: str) -> list[Mail]:
        """Store mails and cursor; give the mails that are new. What was stored before changes nothing."""
        now = self._clock.now()

        def do(conn: sa.Connection) -> list[Mail]:
            sweep = Sweep(conn, mailbox, own_addresses(conn), now, self._database.key)
            stored = [mail for raw in mails if (mail := sweep.take(raw))]
            box = {"name": mailbox, "cursor": cursor, "swept_at": now}
            known = mailboxes.update().where(mailboxes.c.name == mailbox).values(box)
            if not conn.execute(known).rowcount:
                put(conn, mailboxes, [{"address": "", **box}], keys=("name",))
            beaten(conn, f"sweep {mailbox}", now)  # in the same transaction: sweeps are many
            return stored

        return await self._database.write(do)


@dataclass(frozen=True, slots=True)
class Sweep:
    """One sweep's transaction."""

    conn: sa.Connection
    mailbox: str
    own: frozenset[str]
    now: datetime
    key: bytes

    def take(self, raw: RawMail) -> Mail | None:
        """Store one mail with what follows; None where it is ours or was stored before."""
        envelope, bounce = read(raw.raw)
        name = key_of(raw.raw)
        ours = letters.by_message_id(self.conn, name)
        if raw.folder == "Sent" or (envelope and normal(envelope.sender) in self.own):
            if ours is not None and ours.status == "doubt":
                settled(self.conn, ours, SENT, now=self.now, by="sent-folder", key=self.key)
            return None
        if ours is not None:  # a responder that sends under the Message-ID of the letter it answers
            name = digest(raw.raw)
        stopped = self._stop(envelope) if envelope else ()
        if envelope and self._is_of_erased(envelope, bounce):
            self._silence(envelope, bounce)
            told = {"mailbox": self.mailbox, "mail": keyed(self.key, "mail", name)[:12]}
            tell(self.conn, "erased-person-wrote", now=self.now, **told)
            return None
        letter = newest_to(self.conn, stopped) or (match(self.conn, envelope, bounce) if envelope else None)
        brand = letter.brand if letter else next(iter(stopped), None) or brand_of(self.conn, envelope)
        if letter and envelope and letter.status in UNCONFIRMED and not proves(letter, envelope, bounce):
            letter = None  # whether they write about a letter in doubt, or of their own accord, nobody knows yet
        return self._store(raw, name, envelope, letter, brand)

    def _is_of_erased(self, envelope: Envelope, bounce: Bounce | None) -> bool:
        """Say whether it is about somebody who asked to be erased: nothing of it is stored."""
        people = bounce.recipients if bounce else (envelope.sender,)
        ids = [one for some in named(envelope, bounce) for one in some]
        return is_erased(self.conn, self.key, addresses=people, letters=ids)

    def _silence(self, envelope: Envelope, bounce: Bounce | None) -> None:
        """Stop the brand that a mail of somebody erased is about: their words are not kept, but they count."""
        if bounce is not None and not bounce.is_complaint:
            return
        if bounce is not None:
            stop_mailbox(self.conn, self.mailbox, ABUSE, now=self.now)
        letter = match(self.conn, envelope, bounce)
        brand = letter.brand if letter else brand_of(self.conn, envelope)
        if brand:
            stop(self.conn, brand, reason=UNKEPT, by=f"sweep {self.mailbox}", now=self.now, key=self.key)

    def _stop(self, envelope: Envelope) -> tuple[str, ...]:
        """Stop the brand whose token stands in the subject, whoever wrote: it is the opt-out of our headers."""
        hashed = stopped_by(self.key, envelope.subject)
        if hashed is None:
            return ()
        by = f"sweep {self.mailbox}"
        stop_hashed(self.conn, hashed, reason=BY_MAIL, by=by, now=self.now, key=self.key)
        return brands_hashed(self.conn, self.key, hashed)

    def _store(
        self, raw: RawMail, name: str, envelope: Envelope | None, letter: sa.Row[Any] | None, brand: str | None
    ) -> Mail | None:
        sent = letter.message_id if letter else None
        lead = sa.select(leads.c.id).where(leads.c.brand == brand)
        row = {
            "lead_id": self.conn.scalar(lead) if brand else None,
            "direction": "in",
            "subject": clean(envelope.subject if envelope else ""),
            "body": clean(envelope.text if envelope else "")[:MOST_TEXT],
            "ts": raw.at,
            "message_id": name,
            "brand": brand,
            "sent": sent,
            "mailbox": self.mailbox,
            "folder": raw.folder,
            "sender": clean(envelope.sender if envelope else ""),
            "raw": raw.raw,
        }
        if not add(self.conn, messages, [row]):
            return None
        mail = Mail(name, self.mailbox, raw.folder, raw.at, raw.raw, sent, brand)
        self._prove(letter)
        cause = f"sweep {self.mailbox}"
        beside.apply(self.conn, arrived(mail), now=self.now, cause=cause, database_key=self.key)
        return mail

    def _prove(self, letter: sa.Row[Any] | None) -> None:
        """An answer proves that its letter left, also before the server's word for it is stored."""
        if letter is None:
            return
        if letter.status in UNCONFIRMED:
            settled(self.conn, letter, SENT, now=self.now, by="answer", key=self.key)
        keep_sent(self.conn, letter, now=self.now, key=self.key)


def proves(letter: sa.Row[Any], envelope: Envelope, bounce: Bounce | None) -> bool:
    """Say whether a mail can only exist because a letter left: it names the letter's Message-ID."""
    return any(letter.message_id in ids for ids in named(envelope, bounce))


def read(raw: bytes) -> tuple[Envelope | None, Bounce | None]:
    """Read a mail; None where even that fails, so that no single mail keeps a mailbox from being read."""
    try:
        envelope = read_mail(raw)
    except UNREADABLE:
        return None, None
    try:
        return envelope, bounce_of(envelope)
    except UNREADABLE:
        return envelope, None


def key_of(raw: bytes) -> str:
    """Name a mail as everybody does, in words that both databases can store."""
    try:
        name = mail_key(raw)
    except UNREADABLE:
        return digest(raw)
    return name if name == clean(name) else digest(raw)


def digest(raw: bytes) -> str:
    """Name a mail by its bytes."""
    return f"sha256:{sha256(raw).hexdigest()}"


def clean(text: str) -> str:
    """Take out what no database stores as text: zero bytes and halves of characters."""
    return text.replace("\x00", "").encode(errors="replace").decode()
