"""A ledger with brands, letters and a mailbox, for the tests of what leaves and what comes back."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.adapters.dice import SeededDice
from leadwright.domain.calendar import Calendar
from leadwright.domain.errors import Drop, Later
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.lead import Address, Lead, Prospect
from leadwright.domain.letter import Draft, Letter, Mail, Sent
from leadwright.domain.operator import Mailbox, Operator
from leadwright.domain.rules import Tables
from leadwright.ledger import beside
from leadwright.ledger.approval import Approvals
from leadwright.ledger.database import Database
from leadwright.ledger.doubts import Doubts
from leadwright.ledger.mailboxes import Mailboxes
from leadwright.ledger.outbox import LedgerOutbox
from leadwright.ledger.store import Store
from leadwright.ledger.sweeps import Sweeps
from leadwright.ledger.tables import events, evidence, outreach, rereads, work
from leadwright.ports.mailroom import RawMail
from leadwright.tables import load_tables
from leadwright.writing.footer import SEPARATOR, footer

TUESDAY = datetime(2026, 5, 5, 9, 30, tzinfo=UTC)  # half past ten in London
BOX = Mailbox("main", "anna@ours.test", zone="Europe/London", cap=30, age="established")
OPERATOR = Operator("Anna Ours", "Ours", "GB", "1 Road, Town", None, "Anna", (), (BOX,))
TEXT = "Your shop sells lamps."


@cache
def tables() -> Tables:
    return load_tables()


class StillClock:
    """Time that passes when it is told to."""

    def __init__(self, moment: datetime = TUESDAY) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def pass_(self, **span: float) -> None:
        self.moment += timedelta(**span)


def seen_on(url: str, at: datetime, *, way: str = "mailto", snippet: str = "write to us") -> Evidence:
    return Evidence(url=url, at=at, sha256="ab" * 32, snippet=snippet, way=way)


def body_of(brand: str, *, read: datetime | None = TUESDAY - timedelta(days=1), text: str = TEXT) -> str:
    """Write a text with the footer that a letter to the brand needs, for an answer with ``read`` = None."""
    page = seen_on(f"https://{brand}/contact", read) if read else None
    return f"{text}{SEPARATOR}{footer(OPERATOR, BOX.address, language='en', country='GB', evidence=page, link=None)}"


def draft(brand: str, touch: int, **changes: Any) -> Draft:
    read = changes.pop("read", TUESDAY - timedelta(days=1))
    kind = {0: "answer", 1: "first", 2: "followup", 3: "breakup"}[touch]
    plain = Draft(
        brand=brand,
        touch=touch,
        kind=kind,
        to=f"info@{brand}",
        mailbox="main",
        subject="Your lamps",
        body=body_of(brand, read=read if touch else None),
        language="en",
        template=f"dtc/{kind}/A",
        country="GB",
        wait={2: 3, 3: 7}.get(touch, 0),
    )
    return replace(plain, **changes)


class Letterbox:
    """The ledger under test and what stands around it."""

    def __init__(self, database: Database, clock: StillClock) -> None:
        self.database, self.clock = database, clock
        self.store = Store(database, kinds={})
        self.approvals, self.doubts = Approvals(database, clock), Doubts(database, clock)  # type: ignore[arg-type]
        self.sweeps, self.mailboxes = Sweeps(database, clock), Mailboxes(database, clock)  # type: ignore[arg-type]
        self.outbox = self.outbox_of()

    def outbox_of(self, **changes: Any) -> LedgerOutbox:
        facts = tables()
        calendar = Calendar(facts.zones, facts.holidays, home="GB")
        settings = {"operator": OPERATOR, "calendar": calendar, "tables": facts, "live": True, **changes}
        return LedgerOutbox(self.database, self.clock, SeededDice(b"seed"), **settings)  # type: ignore[arg-type]

    async def brand(
        self, brand: str, *, touches: int = 3, terms: str = "open", to: str | None = None, **known: Any
    ) -> list[Draft]:
        """Store a brand that may be written to, at ``to`` or its general address, and its letters."""
        now, to = self.clock.now(), to or f"info@{brand}"
        read = known.pop("read", now - timedelta(days=1))
        page = seen_on(f"https://{brand}/contact", read)
        address = Address(to, usable=True, why="mailto", rank=0, evidence=page)
        lead = Lead(brand, f"https://{brand}/", "feed", f"feed {brand}", terms, address, now)
        prospect = Prospect(
            brand=brand,
            site=lead.site,
            kind="shop",
            company=Fact("Lamps Ltd", page),
            icp="shop",
            playbook="dtc",
            legal_form=Fact("Ltd", page),
            country=Fact("GB", page),
            country_signs=(Fact("GB vat", page),),
            address=address,
        )
        written = [draft(brand, touch, to=to, read=read) for touch in range(1, touches + 1)]
        await self.store.keep([lead, replace(prospect, **known), *written], now=now)
        return written

    async def ready(self, brand: str = "glow.test", **known: Any) -> list[Draft]:
        """Store a brand all of whose letters may leave: approved, the mailbox swept."""
        written = await self.brand(brand, **known)
        await self.approvals.approve([one.key for one in written], by="anna")
        await self.sweep()
        return written

    async def sweep(self, *mails: RawMail) -> list[Mail]:
        """Read the mailbox, and the pages of all passports anew: what has to be fresh for a claim."""
        await self.mailboxes.register([BOX])
        await self.reread()
        return await self.sweeps.store("main", mails, "7:42")

    async def reread(self, passport: int | None = None, *, verdict: str = "there") -> None:
        """Store that a passport's page, or that of each, was read again; answers Passports too."""
        e, now = evidence.c, self.clock.now()
        found = sa.select(e.id, sa.literal(now, rereads.c.at.type), sa.literal(verdict), sa.literal(200), e.sha256)
        found = found.where(e.id == passport) if passport else found
        await self.do(rereads.insert().from_select(["evidence_id", "at", "verdict", "status", "sha256"], found))

    async def leave(self, letter: Draft, *, run: str = "run") -> Letter:
        """Claim a letter, waiting for its slot with the mailbox swept."""
        for _ in range(20):
            try:
                claimed = await self.outbox.claim(letter, run=run)
            except Later as later:
                if later.when is None:
                    raise
                self.clock.moment = max(later.when, self.clock.moment)
                await self.sweep()
            else:
                assert isinstance(claimed, Letter)
                return claimed
        raise AssertionError("it never left")

    async def send(self, letter: Draft) -> Sent:
        return await self.outbox.confirm(await self.leave(letter))

    async def refusal(self, letter: Draft, *, outbox: LedgerOutbox | None = None, run: str = "run") -> Drop | Later:
        try:
            claimed = await (outbox or self.outbox).claim(letter, run=run)
        except (Drop, Later) as said:
            return said
        raise AssertionError(f"it was not refused: {claimed}")

    async def row(self, key: str) -> Any:
        asked = sa.select(outreach).where(outreach.c.draft == key)
        return await self.database.read(lambda conn: conn.execute(asked).one())

    async def events(self, kind: str) -> list[Any]:
        asked = sa.select(events).where(events.c.type == kind).order_by(events.c.id)
        return list(await self.database.read(lambda conn: conn.execute(asked).all()))

    async def do(self, statement: sa.Executable) -> None:
        await self.database.write(lambda conn: conn.execute(statement))

    async def rows(self, table: sa.Table) -> list[Any]:
        return list(await self.database.read(lambda conn: conn.execute(sa.select(table)).all()))


@pytest.fixture
async def letterbox(database: Database) -> Letterbox:
    return Letterbox(database, StillClock())


def mail(
    sender: str,
    *,
    message_id: str = "<m1@them.test>",
    text: str = "Yes, tell me more.",
    **headers: str,
) -> RawMail:
    """Make a mail as it lies in the inbox."""
    lines = [f"From: {sender}", f"To: {BOX.address}", "Subject: Re: Your lamps"]
    lines += [f"Message-ID: {message_id}"] if message_id else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return RawMail("INBOX", 1, TUESDAY, "\r\n".join([*lines, "", text]).encode())


async def apply(letterbox: Letterbox, *consequences: object) -> None:
    key, now = letterbox.database.key, letterbox.clock.now()
    await letterbox.database.write(
        lambda conn: beside.apply(conn, consequences, now=now, cause="test", database_key=key)  # type: ignore[arg-type]
    )


async def held_work(letterbox: Letterbox, key: str, code: str) -> None:
    """Store the work row of a letter as the engine leaves it after a Later without a moment."""
    row = {"stage": "send", "key": key, "brand": key.partition("#")[0], "lane": "mailbox:main", "state": "held"}
    await letterbox.do(work.insert().values(**row, due=letterbox.clock.now(), code=code))


async def work_state(letterbox: Letterbox, key: str) -> str:
    asked = sa.select(work.c.state).where(work.c.key == key)
    return str(await letterbox.database.read(lambda conn: conn.scalar(asked)))


async def outcome(claim: Awaitable[object]) -> object:
    try:
        return await claim
    except (Drop, Later) as said:
        return said
