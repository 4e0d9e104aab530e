"""A house in which anything may happen in any order: real ledger, real stages, real consequences, a mail server that
remembers what left, and at its door the question whether this letter may leave.
"""

import itertools
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from leadwright.adapters.dice import SeededDice
from leadwright.chain import Run
from leadwright.consequences import follow
from leadwright.domain.calendar import Calendar
from leadwright.domain.letter import ANSWER, Draft, Letter, Reply, Sent
from leadwright.domain.operator import Operator
from leadwright.domain.validity import Validity
from leadwright.engine.hands import Hands
from leadwright.ledger.codec import decode
from leadwright.ledger.database import Database
from leadwright.ledger.inbox import LedgerInbox
from leadwright.ledger.store import Store
from leadwright.ledger.suppression import suppress
from leadwright.ledger.tables import holds, items, mailboxes, messages, outreach, work
from leadwright.ledger.talks import LedgerTalks
from leadwright.ledger.validity import LedgerValidator
from leadwright.ledger.work import run_name
from leadwright.ports import Clock, Dice, Inbox, Outbox, Passports, Talks, Validator
from leadwright.ports.mailer import Mailer, NotTaken, Unknown
from leadwright.reading.reply import reply_of
from leadwright.stages.crm import crm
from leadwright.stages.qualify import qualify
from leadwright.stages.send import send
from leadwright.stages.track import track
from tests.contracts.letterbox import BOX, OPERATOR, TUESDAY, Letterbox, StillClock, tables
from tests.properties.mails import Written, write

CHAIN = send >> track >> qualify >> crm
BRANDS = ("glow.test", "lamp.test")
OUT = {"taken", "lost but left", "dies after", "dies at commit"}  # fates of a letter that left
ROUNDS = 80  # of a house that comes to rest


class Death(BaseException):
    """The process ends here."""


@dataclass
class Known:
    """What the world knows of one brand."""

    left: Counter[str] = field(default_factory=Counter)  # copies that are out, by the draft's key
    letters: list[Letter] = field(default_factory=list)  # that are out, in order
    approved: bool = False
    suppressed: bool = False


class House(Letterbox):
    """The ledger under test, the stages that work on it, and the world around."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, StillClock(TUESDAY))
        self.store = Store(database, kinds={stage.name: stage.takes for stage in CHAIN.stages})
        facts = tables()
        self.calendar = Calendar(facts.zones, facts.holidays, home="GB")
        dice = SeededDice(b"seed")
        ports: dict[Any, object] = {
            Outbox: self.outbox, Mailer: self, Passports: self, Inbox: LedgerInbox(database),
            Talks: LedgerTalks(database), Clock: self.clock, Dice: dice, Operator: OPERATOR,
            Validator: LedgerValidator(database, self.clock, self.validity),  # type: ignore[arg-type]
        }  # fmt: skip
        self.hands = Hands(CHAIN, ports, clock=self.clock, dice=dice)  # type: ignore[arg-type]
        self.known = {brand: Known() for brand in BRANDS}
        self.drafts: dict[str, Draft] = {}
        self.claimed: set[str] = set()  # Message-IDs that came to the mail server
        self.under_way: list[Written] = []  # mails that no sweep has seen
        self.arrived: list[Written] = []
        self.fate = "taken"
        self.numbers = itertools.count(1)

    async def validity(self, address: str) -> Validity:
        """Nobody knows anything of an address."""
        return Validity("unknown", ("mx", "probe-off"), self.clock.now())

    async def open(self) -> None:
        """Find two brands and write to them; the letters wait for approval."""
        await self.sweep()
        for brand in BRANDS:
            written = await self.brand(brand)
            self.drafts |= {draft.key: draft for draft in written}
            await self.store.submit(
                [what for what in follow(written[0]) if hasattr(what, "lane")],  # type: ignore[misc]
                now=self.clock.now(), cause="test",
            )  # fmt: skip

    # What a step may be.

    async def run(self, brand: str, fate: str) -> None:
        """Let a process take all that is due; its first letter meets this fate."""
        self.fate = fate
        owner = f"run-{next(self.numbers)}"
        now = self.clock.now()
        wanted = [(name, 5) for name in reversed(CHAIN.names)]
        tasks = await self.store.claim(wanted, now=now, owner=owner, lease_until=now + timedelta(minutes=2))
        results = []
        try:
            for task in tasks:
                results.append(await self.hands.perform(task, Run(run_name(owner, task.id, task.fence))))
        except Death:
            return
        if fate != "dies at commit":
            assert await self.store.commit(results, now=now) == []

    async def restart(self, brand: str, how: str) -> None:
        """A new process: as at its start, or one that only finds leases that ended."""
        await self.store.recover(now=self.clock.now(), everything=True)
        if how == "start":
            await self.doubts.mark_dead_claims()

    async def wait(self, brand: str, how: str) -> None:
        """Let time pass: to the next moment at which work is due, an hour, days; swept or not."""
        due = await self.store.next_due(after=self.clock.now())
        spans = {"hour": timedelta(hours=1), "days": timedelta(days=3)}
        self.clock.moment = due if how in {"due", "unswept"} and due else self.clock.now() + spans.get(how, timedelta())
        if how != "unswept":
            await self.sweep_new()

    async def mail(self, brand: str, kind: str) -> None:
        """Somebody of the brand, or a machine, writes about our last letter; no sweep has seen it yet."""
        letters = self.known[brand].letters
        about = letters[-1] if letters else None
        self.under_way.append(write(kind, brand, about, number=next(self.numbers), at=self.clock.now()))

    async def look(self, brand: str, how: str) -> None:
        """Sweep the mailbox; a server that numbers its mails anew gives all of them again."""
        if how == "anew":
            await self.sweep(*(mail.raw for mail in self.arrived))
        await self.sweep_new()

    async def person(self, brand: str, what: str) -> None:
        """The operator does something."""
        keys = [key for key in self.drafts if key.startswith(brand)]
        if what == "approve":
            await self.approvals.approve(keys, by="anna")
            self.known[brand].approved = True
        elif what == "unapprove":
            await self.approvals.unapprove(keys, by="anna")
        elif what == "rule":
            await self.approvals.set_rule("answers", by="anna")
        elif what == "suppress":
            now = self.clock.now()
            await suppress(self.database, "brand", value=brand, reason="stop", now=now, cause="anna")
            self.known[brand].suppressed = True
        elif what == "suppress address":
            await suppress(
                self.database, "address", value=f"info@{brand}", reason="stop", now=self.clock.now(), cause="anna"
            )
            self.known[brand].suppressed = True
        elif what == "settle":
            out = {letter.message_id for known in self.known.values() for letter in known.letters}
            for doubt in await self.doubts.all():
                await self.doubts.settle(doubt.message_id, "sent" if doubt.message_id in out else "not-sent", by="anna")

    async def sweep_new(self) -> None:
        """Read what has arrived."""
        mails, self.under_way = self.under_way, []
        await self.sweep(*(mail.raw for mail in mails))
        self.arrived += mails

    # The mail server.

    async def hand_over(self, letter: Letter) -> None:
        """Take a letter, or not, after asking whether it should ever have come."""
        fate, self.fate = self.fate, self.fate if self.fate == "dies at commit" else "taken"
        await self.may_leave(letter)
        brand = letter.draft.partition("#")[0]
        if fate in OUT:
            self.known[brand].left[letter.draft] += 1
            self.known[brand].letters.append(letter)
        if fate.startswith("dies") and fate != "dies at commit":
            raise Death
        if fate.startswith("lost"):
            raise Unknown("the line broke")
        if fate == "later":
            raise NotTaken("451 later", permanent=False)
        if fate == "refused":
            raise NotTaken("550 5.1.1 nobody", permanent=True, status="5.1.1")

    async def may_leave(self, letter: Letter) -> None:
        """Assert everything that must hold at the moment a letter is handed over."""
        brand = letter.draft.partition("#")[0]
        known, row = self.known[brand], await self.row(letter.draft)
        assert row.status == "claimed"
        assert letter.message_id not in self.claimed
        self.claimed.add(letter.message_id)
        assert not known.left[letter.draft]
        assert not known.suppressed
        assert await self.swept() <= timedelta(minutes=15)
        if row.stage == ANSWER:
            assert row.draft.partition("#")[2] in letter.references
            return
        assert known.approved
        await self.nobody_spoke(brand)
        if row.touch > 1:
            await self.stands_on(row, letter)

    async def nobody_spoke(self, brand: str) -> None:
        """No mail of the brand is stored but automatic ones that were understood, and an absence is over."""
        assert not await self.rows_where(holds, holds.c.brand == brand)
        replies = await self.replies()
        for mail in await self.rows_where(messages, messages.c.brand == brand, messages.c.direction == "in"):
            (kind,) = {one.kind for one in self.arrived if one.key == mail.message_id}
            assert kind in {"away", "ack", "delayed"}
            reply = replies[mail.message_id]
            assert not reply.stops
            assert reply.until is None or self.clock.now().date() >= reply.until

    async def stands_on(self, row: Any, letter: Letter) -> None:
        """A follow-up has its predecessor's Sent, its thread, and its wait behind it."""
        before = await self.row(f"{row.brand}#{row.touch - 1}")
        assert before.status == "sent"
        assert self.known[row.brand].left[before.draft] == 1
        assert before.message_id in letter.references
        wait = self.drafts[row.draft].wait
        assert self.clock.now() >= self.calendar.add_working_days(before.sent_at, wait, "GB")

    # What the ledger says.

    async def swept(self) -> timedelta:
        (box,) = await self.rows_where(mailboxes, mailboxes.c.name == BOX.name)
        return self.clock.now() - box.swept_at

    async def rows_where(self, table: sa.Table, *where: Any) -> list[Any]:
        return list(await self.database.read(lambda conn: conn.execute(sa.select(table).where(*where)).all()))

    async def replies(self) -> dict[str, Reply]:
        found = await self.rows_where(items, items.c.kind == "Reply")
        return {row.key: decode(Reply, row.body) for row in found}

    async def check(self) -> None:
        """What must hold between any two steps."""
        for row in await self.rows_where(outreach):
            known = self.known[row.brand]
            assert known.left[row.draft] <= 1
            if known.left[row.draft]:
                assert row.status in {"claimed", "doubt", "sent"}
            if row.status == "sent":
                assert row.message_id in {letter.message_id for letter in known.letters}

    async def come_to_rest(self) -> None:
        """Go on without mishaps until nothing is due, and check what is left."""
        await self.restart("", "start")
        await self.person("", "settle")
        for _ in range(ROUNDS):
            await self.sweep_new()
            await self.run("", "taken")
            due = await self.store.next_due()
            if due is None:
                break
            self.clock.moment = max(self.clock.moment, due)
        else:
            raise AssertionError("it never rests")
        await self.check()
        await self.every_mail_is_one_reply()
        assert not await self.rows_where(work, work.c.state.in_(["running", "ready"]))
        assert not await self.rows_where(outreach, outreach.c.status.in_(["claimed", "doubt"]))

    async def every_mail_is_one_reply(self) -> None:
        """Two mails to one letter are two replies; one that crashes its reader is parked, its brand held."""
        replies = await self.replies()
        for mail in await self.rows_where(messages, messages.c.direction == "in", messages.c.sent.is_not(None)):
            (task,) = await self.rows_where(work, work.c.stage == "track", work.c.wake == mail.message_id)
            (kind,) = {one.kind for one in self.arrived if one.key == mail.message_id}
            if kind == "poison":
                assert (task.state, task.code) == ("parked", "fault")
                assert await self.rows_where(holds, holds.c.brand == mail.brand, holds.c.mail == mail.message_id)
                assert mail.message_id not in replies
            else:
                assert task.state == "done"
                assert replies[mail.message_id].sent == mail.sent


def poisoned(mail: Any, sent: Sent, draft: Draft) -> Reply:
    """Read a mail, or crash on the one that no reader survives."""
    if b"POISON" in mail.raw:
        raise RecursionError("no reader survives this")
    return reply_of(mail, sent, draft)
