"""A ledger to which anything may happen in any order, and a witness that sees every claim through raw SQL.

Light: letters are claimed through the real gate, mails are swept, understood and followed by the real code, and there
is no engine, no site and no mail server.
"""

import itertools
import json
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import sqlalchemy as sa

from leadwright.chain import Run
from leadwright.domain.errors import Drop, Later, UserError
from leadwright.domain.evidence import Evidence
from leadwright.domain.identity import normal, token
from leadwright.domain.lead import Address, Contact
from leadwright.domain.letter import Draft, Letter
from leadwright.engine.hands import Hands
from leadwright.ledger.consents import keep_consent, withdraw
from leadwright.ledger.database import Database
from leadwright.ledger.erasing import erase, subject_of
from leadwright.ledger.inbox import LedgerInbox
from leadwright.ledger.joins import LedgerBrands, merge_by_hand, split_by_hand
from leadwright.ledger.lasting import entries_of, replay
from leadwright.ledger.letters import draft_of
from leadwright.ledger.store import Store
from leadwright.ledger.tables import evidence, mailboxes, outreach, rereads
from leadwright.ledger.work import run_name
from leadwright.ports import Inbox, Outbox, Passports, Validator
from leadwright.ports.mailer import Mailer
from leadwright.ports.mailroom import RawMail
from leadwright.service.facts import Facts
from leadwright.service.privacy import Privacy
from leadwright.stages.send import send
from leadwright.stages.track import track
from tests.contracts.letterbox import TUESDAY, Letterbox, StillClock, tables
from tests.ledgers import KEY
from tests.properties.mails import SAID, TEXTS, mail_of
from tests.properties.memory import GMAIL, Memory, who
from tests.properties.witness import witness
from tests.service.story import Arrives, SomePages

CAST = {  # brands, and the addresses that their pages may publish: spellings of one, and those of each other
    "glow.test": ("info@glow.test", "Info+Shop@glow.test", "hello@glow.test"),
    "glow-shop.test": ("hello@glow-shop.test", "info@glow.test", "INFO@GLOW.TEST"),
    "lamp.test": ("annalamp@gmail.com", "anna.lamp@gmail.com", "AnnaLamp+shop@googlemail.com"),
    "xn--bcher-kva.test": ("info@bücher.test", "info@xn--bcher-kva.test", "anna.lamp@gmail.com"),
}
BRANDS = tuple(CAST)
SEEN = ("claimed", "doubt", "sent", "bounced")
CLAIMS = f"""select o.draft, o.message_id, o.brand, o.recipient, o.stage, o.status, o.decision, e.address
from outreach o left join evidence e on e.id = o.evidence_id where o.status in {SEEN}"""
AGREED = "select address, words from consents where withdrawn_at is null"
T = TypeVar("T")
FATES = ("sent", "sent", "sent", "lost", "refused", "not-taken")
READ_AGAIN = rereads.insert().from_select(
    ["evidence_id", "at", "verdict", "status"],
    sa.select(evidence.c.id, sa.bindparam("now", type_=rereads.c.at.type), sa.literal("there"), sa.literal(200)),
)
MOVES = 8  # how often a letter comes back for its moment


@dataclass(frozen=True)
class Begun:
    """What the house knows after its beginning, which is the same for all lives."""

    memory: Memory
    drafts: dict[str, Draft]
    number: int


@dataclass(frozen=True)
class Kept:
    """A backup: the ledger as it stood, when, and what was known then of who is who."""

    file: sqlite3.Connection
    taken: datetime
    memory: Memory


class Direct(Database):
    """A ledger that works in the caller's thread: a short life changes threads hundreds of times."""

    async def write(self, do: Callable[[sa.Connection], T]) -> T:
        """Run ``do`` in one transaction."""
        return self._run(self._writer, do)

    read = write

    async def close(self) -> None:
        """Close."""
        self.dispose()


class Gatehouse(Letterbox):
    """The ledger under test, and the memory of what was said."""

    def __init__(self, database: Database, url: str, begun: "Begun | None" = None) -> None:
        """Open the house on the ledger at ``url``: a fresh one, or one where this has begun."""
        self.url = url
        self.memory, self.drafts = deepcopy((begun.memory, begun.drafts)) if begun else (Memory(), dict[str, Draft]())
        self.numbers = itertools.count(begun.number if begun else 1)
        self.seen: set[str] = set()  # Message-IDs
        self.refused: dict[str, str] = {}  # last reason by draft
        self.mails: list[RawMail] = []  # all that the mailbox holds
        self.kept: Kept | None = None
        self.settle(database, StillClock(TUESDAY))

    def settle(self, database: Database, clock: StillClock) -> None:
        """Build all that stands on a database."""
        super().__init__(database, clock)
        chain = send >> track
        self.store = Store(database, kinds={one.name: one.takes for one in chain.stages})
        ports: dict[Any, object] = {Outbox: self, Passports: self, Validator: self, Mailer: self}
        ports |= {Inbox: LedgerInbox(database)}
        self.hands = Hands(chain, ports, clock=clock, dice=None)  # type: ignore[arg-type]
        self.brands = LedgerBrands(database, clock)  # type: ignore[arg-type]
        self.pages = SomePages(clock)
        given: Any = {"tables": tables(), "web": lambda: self.pages, "validator": Arrives(clock)}
        self.facts = Facts(database, clock, lambda: None, **given)  # type: ignore[arg-type]
        self.privacy = Privacy(database, clock, tables())  # type: ignore[arg-type]
        self.file, self.raw = witness(self.url)

    def close(self) -> None:
        """Close what looks into the ledger."""
        self.drop_backup()
        self.file.close()

    def drop_backup(self) -> None:
        """Throw the backup away."""
        if self.kept is not None:
            self.kept.file.close()

    async def begin(self) -> "Begun":
        """Every brand is found, and a rule approves what is written to them."""
        await self.sweep()
        await self.approvals.set_rule("first-touches", by="anna")
        for brand in BRANDS:
            await self.find(brand, 0)
        return Begun(self.memory, self.drafts, next(self.numbers))

    # What may happen.

    async def find(self, brand: str, place: int) -> None:
        """Read the brand's page, today or once more, which shows one of its addresses."""
        await self.read(brand, (brand,), CAST[brand][place % 3])

    async def merge(self, brand: str, place: int) -> None:
        """Two brands turn out to be one: a site is seen under both names, or a person says so."""
        other = BRANDS[(BRANDS.index(brand) + 1 + place % 3) % len(BRANDS)]
        if place % 2:
            await self.read(brand, (brand, other), CAST[brand][place % 3])
        elif await self.by_hand(merge_by_hand, brand, other):
            self.memory.join([brand, other], by_hand=True)

    async def split(self, brand: str, place: int) -> None:
        """A person says that two names are two brands; what was said to either stays said."""
        for other in BRANDS:
            if await self.by_hand(split_by_hand, brand, other):
                self.memory.split(brand)

    async def by_hand(self, what: Callable[..., object], brand: str, other: str) -> bool:
        """Change the brands as a person does; False where there is nothing to change."""
        told = {"reason": "I know them", "by": "anna", "now": self.clock.now(), "key": KEY}
        try:
            await self.database.write(lambda conn: what(conn, brand, other, **told))
        except UserError:
            return False
        return True

    async def listed(self, brand: str, place: int) -> None:
        """An old list names somebody of this brand as a shop of another domain."""
        name = f"{brand.partition('.')[0]}.example"
        await self.read(name, (name,), CAST[brand][place % 3])

    async def leave(self, brand: str, place: int) -> None:
        """Let the next letter of a brand leave, if it may, and meet a fate at the server."""
        self.clock.pass_(minutes=11)  # a mailbox leaves gaps between its letters
        rows = self.raw(f"select draft from outreach where brand = '{brand}' and status = 'sent'")
        draft = self.drafts.get(f"{brand}#{2 if rows else 1}")
        letter = await self.claimed(draft) if draft else None
        if letter is not None:
            await self.meet(letter, FATES[place % len(FATES)])

    async def mail(self, brand: str, place: int) -> None:
        """Somebody writes about our last letter to the brand, and the mail is read and understood."""
        kind, sender = SAID[place % len(SAID)]
        rows = self.raw(f"select message_id, recipient from outreach where status = 'sent' and brand = '{brand}' "
                        "order by sent_at desc")  # fmt: skip
        if rows:
            await self.arrive(kind, brand, sender=sender or rows[0][1], about=rows[0][0], to=rows[0][1])

    async def stop(self, brand: str, place: int) -> None:
        """The operator stops an address or a domain, as somebody spelled it."""
        what = (*CAST[brand], brand.upper(), f"https://www.{brand}/shop")[place % 5]
        await self.privacy.stop(what, "asked", by="anna")
        if "@" in what:
            self.memory.no_person(what)
        else:
            self.memory.domains |= {brand}
            self.memory.no_brands([brand])

    async def link(self, brand: str, place: int) -> None:
        """Somebody presses the button behind the link of a letter to the brand."""
        assert await self.privacy.stop_link(token(KEY, brand), by="page")
        self.memory.no_brands([brand])

    async def erase(self, brand: str, place: int) -> None:
        """Somebody asks to be erased, by an address or for the whole brand."""
        what, now = (*CAST[brand], brand)[place % 4], self.clock.now()
        known = await self.database.read(lambda conn: subject_of(conn, normal(what)))
        if known is None:
            return
        await self.database.write(lambda conn: erase(conn, known, reason="request", by="anna", now=now, key=KEY))
        if "@" in what:
            self.memory.no_person(what)
        else:
            self.memory.no_brands([brand])

    async def agree(self, brand: str, place: int) -> None:
        """Somebody is said to have asked for letters, or takes that back; a no outweighs it, whenever it was said."""
        address, now = CAST[brand][place % 3], self.clock.now()
        row = {
            "address": address,
            "brand": brand,
            "way": "person",
            "words": f"yes {place} {now:%d.%m %H:%M:%S}",
            "by": "anna",
            "at": now,
        }
        if place % 4:  # the same words of the same moment are read once more now and then
            await self.database.write(lambda conn: keep_consent(conn, row, key=KEY))
        else:
            self.memory.takes_back(who(address), self.raw(AGREED))
            await self.database.write(lambda conn: withdraw(conn, now=now, key=KEY, addresses=[address]))

    async def wait(self, brand: str, place: int) -> None:
        """Time passes."""
        self.clock.pass_(days=(1, 5, 40, 200)[place % 4])

    async def release(self, brand: str, place: int) -> None:
        """A person lets go what is held, with a reason."""
        with suppress(UserError):  # nothing is held for a reason
            await self.approvals.release_brand(brand, reason="I know them from a fair and they asked", by="anna")

    async def state(self, brand: str, place: int) -> None:
        """A person says that they read one of the addresses on the brand's page, where nothing stands against it."""
        to, page = CAST[brand][place % 3].lower(), f"https://{brand}/team"
        self.pages.shown[page] = f"<p>{to} {next(self.numbers)}</p>"
        with suppress(UserError):
            await self.facts.contact(brand, to, page=page, words="Their own words", by="anna")
            self.memory.join({brand, *([who(to)] if not who(to).endswith(GMAIL) else [])})
            self.memory.wrote.setdefault(brand, set()).add(who(to))
        for key in [key for key in self.drafts if key.startswith(f"{brand}#")]:
            self.drafts[key] = await self.database.read(lambda conn, key=key: draft_of(conn, key)) or self.drafts[key]

    async def approve(self, brand: str, place: int) -> None:
        """A person approves, or takes it back."""
        keys = [f"{brand}#{touch}" for touch in (1, 2)]
        await (self.approvals.approve if place % 3 else self.approvals.unapprove)(keys, by="anna")

    async def again(self, brand: str, place: int) -> None:
        """What was in doubt is settled, and a process that died is followed by another."""
        await self.doubts.mark_dead_claims()
        for doubt in await self.doubts.all():
            await self.doubts.settle(doubt.message_id, ("sent", "not-sent")[place % 2], by="anna")

    async def backup(self, brand: str, place: int) -> None:
        """A backup is taken; whatever the database, it is a SQLite ledger."""
        if isinstance(self.file, sqlite3.Connection):
            self.drop_backup()
            copy = sqlite3.connect(":memory:", check_same_thread=False)
            self.file.backup(copy)
            self.kept = Kept(copy, self.clock.now(), deepcopy(self.memory))

    async def restore(self, brand: str, place: int) -> None:
        """The backup takes the place of the ledger, which may be lost; journal and mailbox are not."""
        if self.kept is None:
            return
        now, since = self.clock.now(), self.kept.taken
        assert self.database.journal
        told = [line.entry for line in self.database.journal.read().lines]
        current = await self.database.read(lambda conn: list(entries_of(conn, KEY))) if place % 2 else []
        self.kept.file.backup(self.file)
        await self.database.write(
            lambda conn: replay(conn, [*current, *told], since=since, unsure=False, now=now, key=KEY)
        )
        self.memory.knows_again(self.kept.memory)
        await self.sweeps.store("main", self.mails, "7:42")
        await self.understand()

    # How it happens.

    async def read(self, brand: str, domains: tuple[str, ...], address: str) -> None:
        """Store what a visit found: the names of the brand, its address, its letters."""
        now = self.clock.now()
        page = Evidence(f"https://{brand}/contact", now, f"{next(self.numbers):064x}", address, way="mailto")
        kind = "freemail" if who(address).endswith(GMAIL) else "generic"
        found = Address(address.lower(), usable=True, why="mailto", rank=0, evidence=page, kind=kind)
        names = {*domains, *([who(address)] if kind != "freemail" else [])}
        contact = Contact(f"https://{brand}/", f"feed {next(self.numbers)}", "feed", "open", domains, (found,))
        await self.brands.join(contact)
        self.memory.join(names)
        self.memory.wrote.setdefault(brand, set()).add(who(address))
        for draft in await Letterbox.brand(self, brand, touches=2, to=address.lower(), read=now):
            self.drafts[draft.key] = draft

    async def claimed(self, draft: Draft) -> Letter | None:
        """Claim a letter at its moment, where the gate lets it."""
        for _ in range(MOVES):
            await self.make_ready(draft.key)
            try:
                letter = await self.outbox.claim(draft, run=f"run-{next(self.numbers)}")
            except Drop as drop:
                self.refused[draft.key] = drop.code
                return None
            except Later as later:
                self.refused[draft.key] = later.code
                if later.when is None:
                    return None
                self.clock.moment = max(self.clock.now(), later.when)
            else:
                self.look()
                return letter if isinstance(letter, Letter) else None
        return None

    async def make_ready(self, letter: str) -> None:
        """Make fresh what has to be: mailbox and pages are read, and the letter's moment is now, if it may be."""
        now = self.clock.now()

        def do(conn: sa.Connection) -> None:
            conn.execute(mailboxes.update().values(swept_at=now, stopped=None))
            conn.execute(READ_AGAIN, {"now": now})
            conn.execute(outreach.update().where(outreach.c.draft == letter).values(slot_at=now))

        await self.database.write(do)

    async def meet(self, letter: Letter, fate: str) -> None:
        """What the mail server says."""
        if fate == "sent":
            await self.outbox.confirm(letter)
        elif fate == "lost":
            await self.outbox.doubt(letter, reason="the line broke")
        elif fate == "refused":
            await self.outbox.refuse(letter, reason="550 5.1.1")
        else:
            await self.outbox.unclaim(letter, reason="451")

    async def arrive(self, kind: str, brand: str, *, sender: str, about: str, to: str) -> None:
        """A mail comes in; unless it is left unread it is understood and what follows is stored."""
        number = next(self.numbers)
        raw = mail_of(kind, number, sender=sender, about=about, to=to, brand=brand)
        self.memory.silent.setdefault(brand, set()).add(f"m{number}")
        self.mails.append(RawMail("INBOX", number, self.clock.now(), raw.encode()))
        await self.sweeps.store("main", self.mails[-1:], "7:42")
        if kind == "unread":
            return
        if kind == "mailto":
            self.memory.no_brands([brand])
        await self.understand()
        self.memory.silent[brand].discard(f"m{number}")
        if kind in {"stop", "complaint"}:
            self.memory.people.add(who(to if kind == "complaint" else sender))
            self.memory.no_brands([brand])
        elif kind == "bounce":
            self.memory.people.add(who(to))
        if kind in TEXTS:
            self.memory.answered.add(brand)

    async def understand(self) -> None:
        """Let the track stage read what has come in."""
        now, owner = self.clock.now(), f"track-{next(self.numbers)}"
        lease = now + timedelta(minutes=2)
        while tasks := await self.store.claim([("track", 9)], now=now, owner=owner, lease_until=lease):  # one of a talk
            results = [await self.hands.perform(task, Run(run_name(owner, task.id, task.fence))) for task in tasks]
            assert [result.ended.state for result in results] == ["done"] * len(results)
            assert await self.store.commit(results, now=now) == []

    # What must hold.

    def look(self) -> None:
        """See every claim that is new, and ask the memory whether it may be; no consent outlives a no."""
        for person, words in [(who(address), words) for address, words in self.raw(AGREED)]:
            assert person not in self.memory.people, f"{person} said no, and is said to agree"
            assert (person, words) not in self.memory.took_back, f"{person} took back {words!r}"
        for draft, message_id, brand, to, stage, status, decision, passport in self.raw(CLAIMS):
            if message_id in self.seen:
                continue
            self.seen.add(message_id)
            assert not (why := self.memory.against(brand, to, cold=stage != "answer")), f"{draft} to {to}: {why}"
            assert passport is not None, f"{draft} has no passport"
            assert who(passport) == who(to), f"{draft} to {to} has the passport of {passport}"
            assert json.loads(decision)["action"] == "send", f"{draft} was let go by {decision} as {status}"
