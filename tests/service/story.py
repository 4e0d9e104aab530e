"""A house in which things happen as the engine makes them happen: stages give, consequences follow, all is stored."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa

from leadwright.adapters.dice import SeededDice
from leadwright.chain import Item
from leadwright.consequences import Submit, ended, follow
from leadwright.domain.calendar import Calendar
from leadwright.domain.errors import Drop, Later
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Address, Contact, Lead, Prospect, Sighting, Watch
from leadwright.domain.letter import Draft, Letter, Reply, Sent
from leadwright.domain.site import Page, Site, Unread
from leadwright.domain.validity import Validity, judged
from leadwright.ledger.cases import Stance
from leadwright.ledger.checks import House
from leadwright.ledger.database import Database
from leadwright.ledger.mailboxes import Mailboxes
from leadwright.ledger.outbox import LedgerOutbox
from leadwright.ledger.store import Store
from leadwright.ledger.sweeps import Sweeps
from leadwright.ledger.tables import evidence, rereads
from leadwright.ledger.validity import keep
from leadwright.ledger.work import Ended, Result, Task
from leadwright.pipeline import PIPELINE
from leadwright.ports.mailroom import RawMail
from leadwright.service.campaigns import Campaigns
from leadwright.service.facts import Facts
from leadwright.service.inbox import InboxDesk
from leadwright.service.leads import Leads
from leadwright.service.privacy import Privacy
from leadwright.service.reports import Reports
from tests.contracts.letterbox import BOX, OPERATOR, StillClock, draft, seen_on, tables


class SomePages:
    """A web of single pages; what is not among them is not there."""

    def __init__(self, clock: StillClock) -> None:
        self.clock, self.shown, self.asked = clock, dict[str, str | Unread | Later](), list[str]()

    async def __aenter__(self) -> "SomePages":
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def visit(self, url: str, *, choose: object) -> Site:
        self.asked.append(url)
        said = self.shown.get(url, Unread(url, "status", "404"))
        if isinstance(said, Later):
            raise said
        if isinstance(said, Unread):
            return Site(url, (), (said,))
        raw = said.encode()
        return Site(url, (Page(url, url, 200, self.clock.now(), raw, sha256(raw).hexdigest()),))


class Arrives:
    """Mail arrives everywhere but at ``dead@``."""

    def __init__(self, clock: StillClock) -> None:
        self.clock = clock

    async def check(self, address: str) -> Validity:
        return judged(["no-mailbox" if address.startswith("dead@") else "mx"], self.clock.now())


class Story:
    """One house, and what happens in it."""

    def __init__(self, database: Database, *, live: bool = True) -> None:
        self.database, self.clock, self.rings, self.looks = database, StillClock(), 0, 0
        self.store = Store(database, kinds={stage.name: stage.takes for stage in PIPELINE.stages})
        facts = tables()
        calendar = Calendar(facts.zones, facts.holidays, home="GB")
        dice = SeededDice(b"seed")
        settings = {"operator": OPERATOR, "calendar": calendar, "tables": facts, "live": live}
        self.outbox = LedgerOutbox(database, self.clock, dice, **settings)  # type: ignore[arg-type]
        self.house = House(
            key=database.key, dice=dice, stance=Stance("GB"), sweep_limit=timedelta(minutes=15), **settings
        )  # type: ignore[arg-type]
        self.mailboxes, self.sweeps = Mailboxes(database, self.clock), Sweeps(database, self.clock)
        self.campaigns = Campaigns(
            database,
            self.store,
            self.clock,
            self.ring,
            parse=pasted,
            house=self.house,  # type: ignore[arg-type]
        )
        self.leads, self.privacy = Leads(database, self.clock), Privacy(database, self.clock, facts)
        self.web = SomePages(self.clock)
        self.facts = Facts(
            database,
            self.clock,
            self.ring,
            tables=facts,
            web=lambda: self.web,
            validator=Arrives(self.clock),  # type: ignore[arg-type]
        )
        self.reports = Reports(database, self.clock, house=self.house)
        self.inbox = InboxDesk(database, self.clock, self.ring)

    def ring(self) -> None:
        self.rings += 1

    async def write(self, statement: sa.Executable) -> None:
        await self.database.write(lambda conn: conn.execute(statement))

    async def task(self, stage: str, key: str | None = None) -> Task:
        """Claim the one task of a stage that is due, or the one with the key."""
        now = self.clock.now()
        tasks = await self.store.claim([(stage, 50)], now=now, owner="test", lease_until=now + timedelta(hours=1))
        (chosen,) = [task for task in tasks if key is None or task.key == key]
        others = [Result(task, (), (), Ended("ready", at=now)) for task in tasks if task is not chosen]
        await self.store.commit(others, now=now)
        return chosen

    async def give(self, task: Task, *outputs: Item, end: Ended | None = None) -> None:
        """Store what a run gave, and how it ended."""
        end = end or Ended("done")
        beside = [what for output in outputs for what in follow(output)]
        if end.state == "dropped":
            beside += ended(task.stage, task.item, Drop(end.code, **end.facts))
        await self.store.commit([Result(task, outputs, tuple(beside), end)], now=self.clock.now())

    async def look_again(self) -> None:
        """Let the watch be due."""
        now = self.clock.now()
        self.looks += 1
        await self.store.keep([Watch("news", "feed")], now=now)
        await self.store.submit([Submit("parse", "news", wake=str(self.looks))], now=now, cause="tick")

    async def see(self, *sightings: Sighting) -> None:
        """Let parse see them."""
        await self.look_again()
        await self.give(await self.task("parse"), *sightings)

    async def find(self, brand: str = "glow.test", **known: object) -> list[Draft]:
        """Let a brand be seen, read, and written to as far as drafts."""
        now = self.clock.now()
        sighting = sighting_of(brand, now)
        await self.see(sighting)
        page = seen_on(f"http://{brand}/contact", now)
        address = Address(f"info@{brand}", usable=True, why="mailto", rank=0, evidence=page)
        other = Address(f"abuse@{brand}", usable=False, why="never-role", rank=1, evidence=page)
        contact = Contact(f"http://{brand}/", sighting.key, "feed", "open", (brand,), (address, other))
        await self.give(await self.task("extract"), contact)
        lead = Lead(brand, contact.site, "feed", sighting.key, "open", address, now)
        await self.give(await self.task("dedupe"), lead)
        await self.database.write(lambda conn: keep(conn, address.address, judged(["mx", "probe-off"], now)))
        prospect = Prospect(
            brand=brand,
            site=contact.site,
            kind="shop",
            company=Fact("Glow Lamps Ltd", page),
            icp="shop",
            playbook="dtc",
            legal_form=Fact("Ltd", page),
            platform=Fact("shopify", page),
            country=Fact("GB", page),
            country_signs=(Fact("GB vat", page),),
            language="en",
            score=60,
            address=address,
        )
        await self.give(await self.task("enrich"), replace(prospect, **known))  # type: ignore[arg-type]
        letters = [draft(brand, touch, read=now) for touch in (1, 2, 3)]
        await self.give(await self.task("personalize"), *letters)
        return letters

    async def ask(self, letter: Draft) -> Letter | None:
        """Run send for a letter once; what stops it is stored as the engine stores it."""
        task = await self.task("send", letter.key)
        await self.reread()
        try:
            claimed = await self.outbox.claim(letter, run="run")
        except Later as later:
            state = "ready" if later.when else "held"
            await self.give(task, end=Ended(state, later.code, later.facts, at=later.when))
            return None
        except Drop as drop:
            await self.give(task, end=Ended("dropped", drop.code, drop.facts))
            return None
        assert isinstance(claimed, Letter)
        await self.give(task, await self.outbox.confirm(claimed))
        return claimed

    async def reread(self) -> None:
        """Let every passport's page be read again, and show the address still."""
        now, e = self.clock.now(), evidence.c
        found = sa.select(e.id, sa.literal(now, rereads.c.at.type), sa.literal("there"), sa.literal(200), e.sha256)
        await self.write(rereads.insert().from_select(["evidence_id", "at", "verdict", "status", "sha256"], found))

    async def sweep(self, *mails: RawMail) -> None:
        await self.mailboxes.register([BOX])
        await self.sweeps.store("main", mails, "7:42")

    async def lose(self, letter: Draft) -> Letter:
        """Let the line break after a letter was handed over."""
        while True:
            await self.sweep()
            await self.reread()
            try:
                claimed = await self.outbox.claim(letter, run="run")
            except Later as later:
                if later.when is None:
                    raise
                self.clock.moment = max(self.clock.moment, later.when)
            else:
                assert isinstance(claimed, Letter)
                await self.outbox.doubt(claimed, reason="line broke")
                return claimed

    async def send(self, letter: Draft) -> Letter:
        """Let an approved letter leave at its moment."""
        for _ in range(20):
            await self.sweep()
            if claimed := await self.ask(letter):
                return claimed
            due = await self.store.next_due()
            assert due, "it waits for a person"
            self.clock.moment = max(self.clock.moment, due)
        raise AssertionError("it never left")

    async def answer(self, letter: Letter, text: str = "Yes please", *, tag: str = "positive") -> Reply:
        """Let the recipient answer, and the answer be understood."""
        self.clock.pass_(hours=2)
        raw = mail(letter, text, self.clock.now())
        await self.sweep(raw)
        task = await self.task("track")
        assert isinstance(task.item, Sent)
        reply = Reply(
            mail=task.wake,
            brand=task.item.brand,
            sent=letter.message_id,
            at=self.clock.now(),
            sender=letter.to,
            tag=tag,
            category="interested",
            words=("yes",),
            text=text,
            human=True,
            stops=True,
        )
        await self.give(task, reply)
        return reply


def mail(letter: Letter, text: str, at: datetime) -> RawMail:
    """Write a mail that answers a letter."""
    head = f"From: {letter.to}\r\nTo: {letter.sender}\r\nSubject: Re: {letter.subject}\r\nMessage-ID: <a@{at:%H%M}>\r\n"
    head += f"In-Reply-To: {letter.message_id}\r\nDate: {at:%a, %d %b %Y %H:%M:%S} +0000\r\n\r\n"
    return RawMail("INBOX", 1, at, (head + text).encode())


def sighting_of(brand: str, now: datetime, *, site: str | None = "") -> Sighting:
    return Sighting(
        source="feed",
        url=f"http://news.test/{brand}",
        title=f"{brand} asks for help",
        text="Loading our catalogue by hand takes all week.",
        at=now - timedelta(hours=1),
        seen=now,
        site=f"http://{brand}/" if site == "" else site,
        terms="open",
        watch="news",
        said=("help",),
    )


def pasted(text: str, now: datetime) -> Sequence[Sighting]:
    """Stand for the parser of pasted text: one URL a line."""
    return [
        replace(sighting_of(line, now), source="paste", url=line, site=line, watch="paste") for line in text.split()
    ]


def may(day: int) -> date:
    return date(2026, 5, day)
