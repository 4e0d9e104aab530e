"""The one gate between a draft and the world.

A letter's life, as its row says::

    draft, held, blocked  ->  claimed  ->  sent
                                 |   \\->  refused      the server refused its recipient
                                 |   \\->  draft        refused before the final dot: nothing has left
                                 \\------>  doubt        nobody knows; a late confirmation, the Sent folder or a
                                                        person says sent or draft

A claim is one transaction: it writes the Message-ID before anything leaves, so that a crash at any point finds a
claimed letter and never sends it again by itself. What a claim learns is stored even where it is refused.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import formataddr

import sqlalchemy as sa

from leadwright.consequences import Submit
from leadwright.domain.calendar import Calendar
from leadwright.domain.errors import Drop, Later
from leadwright.domain.identity import keyed
from leadwright.domain.letter import Draft, Letter, Sent
from leadwright.domain.masking import masked
from leadwright.domain.operator import Operator
from leadwright.domain.optout import subject
from leadwright.domain.rules import Tables
from leadwright.ledger import approaches, letters
from leadwright.ledger.belated import read_belated
from leadwright.ledger.beside import apply
from leadwright.ledger.cases import Stance
from leadwright.ledger.checks import Asking, House, Stop, first_stop
from leadwright.ledger.database import Database
from leadwright.ledger.doubts import IN_DOUBT, mark_doubt
from leadwright.ledger.guard import guarded
from leadwright.ledger.journal import note, ready, tell
from leadwright.ledger.logbook import APPROACH, Entry, enter
from leadwright.ledger.mailboxes import Mailboxes
from leadwright.ledger.passports import spelled
from leadwright.ledger.tables import outreach
from leadwright.ports import Clock, Dice
from leadwright.writing.elements import MISSING
from leadwright.writing.footer import headers_for

SWEEP_LIMIT = timedelta(minutes=15)
OVER = ("refused", "cancelled", "bounced")
UNDER_WAY = ("claimed", "doubt")


class LedgerOutbox:
    """Letters on their way out; answers :class:`leadwright.ports.outbox.Outbox`."""

    def __init__(  # noqa: PLR0913
        self,
        database: Database,
        clock: Clock,
        dice: Dice,
        *,
        operator: Operator,
        calendar: Calendar,
        tables: Tables,
        live: bool,
        optout: Callable[[str], str] | None = None,
        stance: Stance | None = None,
        sweep_limit: timedelta = SWEEP_LIMIT,
    ) -> None:
        """Guard ``database``; ``optout`` gives a brand's own page, None in mailto mode; dice of a secret seed."""
        self._database, self._clock, self._optout = database, clock, optout
        self._house = House(
            key=database.key,
            operator=operator,
            calendar=calendar,
            tables=tables,
            dice=dice,
            live=live,
            stance=stance or Stance(operator.country),
            sweep_limit=sweep_limit,
        )
        self._mailboxes = Mailboxes(database, clock)

    async def claim(self, draft: Draft, *, run: str) -> Letter | Sent:
        """Claim a draft, or give the letter that was sent; Drop or Later after what was learnt is stored."""
        said = await self._database.write(lambda conn: self._claim(conn, draft, run))
        if isinstance(said, Drop | Later):
            raise said
        return said

    async def confirm(self, letter: Letter) -> Sent:
        """Store it as sent, once; beats doubt, and whatever a person said of its fate."""
        return await self._database.write(lambda conn: self._confirm(conn, letter))

    async def unclaim(self, letter: Letter, *, reason: str) -> None:
        """It has not left: it may be claimed again, at a new moment."""
        await self._end(letter, "draft", reason)

    async def refuse(self, letter: Letter, *, reason: str) -> None:
        """Its recipient was refused for good."""
        await self._end(letter, "refused", reason)

    async def doubt(self, letter: Letter, *, reason: str) -> None:
        """Nobody knows whether it left."""
        now = self._clock.now()

        def do(conn: sa.Connection) -> None:
            row = letters.by_message_id(conn, letter.message_id)
            if row is not None and row.status == "claimed":
                mark_doubt(conn, row, now=now, cause=row.run, reason=reason)

        await self._database.write(do)

    async def stop_mailbox(self, name: str, code: str) -> None:
        """Let nothing more leave from a mailbox until it is resumed, and tell the operator."""
        await self._mailboxes.stop(name, code)

    async def resume_mailbox(self, name: str, *, by: str) -> None:
        """Let a mailbox send again."""
        await self._mailboxes.resume(name, by=by)

    def _claim(self, conn: sa.Connection, draft: Draft, run: str) -> Letter | Sent | Drop | Later:
        guarded(conn, self._house.key)
        row = letters.by_key(conn, draft.key)
        now = self._clock.now()
        if row is None:
            return Drop("not-stored", draft=draft.key)
        if row.status == "sent":
            return letters.sent_of(conn, draft.key, self._house.calendar)
        if row.status in UNDER_WAY:
            mark_doubt(conn, row, now=now, cause=run, reason="claimed twice")
            return Later(None, IN_DOUBT, message_id=row.message_id)
        if row.status in OVER:
            return Drop(row.status, reason=row.reason)
        asking = Asking(conn, self._house, draft, row, now)
        if stop := first_stop(asking):
            store(asking, stop, run=run)
            return stop.why
        return self._take(asking, run)

    def _take(self, asking: Asking, run: str) -> Letter:
        """Write the claim and give the letter its Message-ID; answers go on their own thread."""
        draft, box = asking.draft, self._house.operator.mailbox(asking.draft.mailbox)
        chance = self._house.dice.roll("message-id", draft.key, run).getrandbits(128)
        message_id = f"<{chance:032x}@{box.address.rpartition('@')[2]}>"
        thread = letters.thread_of(asking.conn, asking.brands) if draft.touch != 1 else ()
        if draft.answers and draft.answers.startswith("<"):  # a mail without Message-ID goes by a digest
            thread = (*thread, draft.answers)
        enter(asking.conn, [left(draft, at=asking.now, key=self._house.key)])
        link = self._optout(draft.brand) if self._optout else None
        claimed = {"status": "claimed", "reason": None, "run": run, "claimed_at": asking.now, "message_id": message_id}
        proof = spelled(asking.conn, asking.passport.row, draft.to) if asking.passport else None
        passport = {"evidence_id": proof, "decision": asking.decision}
        key = self._house.key
        hashes = {
            "recipient_hash": approaches.hashed(key, "address", draft.to),
            "brand_hash": approaches.hashed(key, "brand", draft.brand),
        }
        asking.conn.execute(
            outreach.update()
            .where(outreach.c.id == asking.row.id)
            .values(**claimed, **passport, **hashes, **asking.found)
        )
        if asking.names and asking.row.recipient_hash != hashes["recipient_hash"]:
            approaches.remember(asking.conn, key, asking.names, at=asking.now)
        return Letter(
            draft=draft.key,
            message_id=message_id,
            mailbox=box.name,
            sender=formataddr((self._house.operator.name, box.address)),
            to=draft.to,
            subject=draft.subject,
            body=draft.body,
            at=asking.now,
            in_reply_to=thread[-1] if thread else None,
            references=thread,
            headers=headers_for(box.address, subject=subject(self._house.key, draft.brand), link=link),
        )

    def _confirm(self, conn: sa.Connection, letter: Letter) -> Sent:
        row = letters.by_message_id(conn, letter.message_id) or letters.by_key(conn, letter.draft)
        if row is None:
            raise LookupError(f"no letter {letter.draft}")
        now = self._clock.now()
        named = row.message_id or letter.message_id
        if named != letter.message_id:
            # somebody said that it had not left and it was claimed again: two copies may be out, a person must know
            note(conn, "sent-twice", row, now=now, cause=row.run, message_id=letter.message_id)
            tell(conn, "sent-twice", now=now, letter=row.draft, first=letter.message_id, second=named)
        if row.status != "sent":
            letters.mark_sent(conn, row, at=now, message_id=named, sender=letter.sender)
            ready(conn, now=now, codes=(IN_DOUBT,), keys=(row.draft,))
            if row.message_id == letter.message_id:
                read_belated(conn, row, now=now, key=self._database.key)
        return letters.sent_of(conn, row.draft, self._house.calendar)

    async def _end(self, letter: Letter, status: str, reason: str) -> None:
        """Settle a claim that has not left; one that was confirmed or taken back stays as it is."""
        free = letters.FREE if status == "draft" else {}
        now = self._clock.now()

        def do(conn: sa.Connection) -> None:
            row = letters.by_message_id(conn, letter.message_id)
            if row is not None and row.status in UNDER_WAY:
                changed = outreach.update().where(outreach.c.id == row.id)
                conn.execute(changed.values(status=status, reason=masked(reason), **free))
                ready(conn, now=now, codes=(IN_DOUBT,), keys=(row.draft,))

        await self._database.write(do)


def left(draft: Draft, *, at: datetime, key: bytes) -> Entry:
    """Say for the journal beside the ledger that a letter may have left."""
    return Entry(APPROACH, "letter", keyed(key, "letter", draft.key), "", at)


def store(asking: Asking, stop: Stop, *, run: str) -> None:
    """Store why a letter may not leave; a refusal for good gives up its slot.

    A letter that does not show what the law asks for now is written anew, once for each edition of what it lacks.
    """
    learnt: dict[str, object] = {"status": stop.status, "reason": stop.why.code}
    if asking.decision is not None:
        learnt["decision"] = asking.decision
    if isinstance(stop.why, Drop):
        learnt["slot_at"] = None
    asking.conn.execute(outreach.update().where(outreach.c.id == asking.row.id).values(learnt))
    if stop.why.code == MISSING and not asking.is_answer:
        wake = " ".join(str(stop.why.facts[name]) for name in ("lacks", "edition"))
        anew = Submit("personalize", asking.draft.brand, wake=wake, brand=asking.draft.brand)
        apply(asking.conn, [anew], now=asking.now, cause=run, database_key=asking.house.key)
