"""The only place that picks what answers the ports: from a configuration to an open desk."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from os import getpid
from typing import Any

from leadwright.adapters.charset import utf8_of
from leadwright.adapters.clock import SystemClock
from leadwright.adapters.dice import SeededDice
from leadwright.adapters.imap import ImapMailroom
from leadwright.adapters.smtp import Mailers, SmtpMailer
from leadwright.config import Config
from leadwright.domain.calendar import Calendar
from leadwright.domain.errors import Later, Scalar, UserError
from leadwright.domain.lead import Sighting, Watch
from leadwright.domain.operator import Operator
from leadwright.domain.optout import OptOut
from leadwright.domain.playbook import Playbooks
from leadwright.domain.rules import Tables
from leadwright.engine.hands import Hands
from leadwright.engine.runner import Engine, Settings
from leadwright.ledger.bookmarks import Bookmarks
from leadwright.ledger.checks import House
from leadwright.ledger.database import Database
from leadwright.ledger.doubts import Doubts
from leadwright.ledger.forbidden import LedgerForbidden
from leadwright.ledger.heartbeats import Heartbeats
from leadwright.ledger.inbox import LedgerInbox
from leadwright.ledger.joins import LedgerBrands
from leadwright.ledger.mailboxes import Mailboxes
from leadwright.ledger.outbox import SWEEP_LIMIT, LedgerOutbox
from leadwright.ledger.pages import LedgerPages
from leadwright.ledger.rereads import LedgerPassports
from leadwright.ledger.store import Store
from leadwright.ledger.sweeps import Sweeps
from leadwright.ledger.talks import LedgerTalks
from leadwright.ledger.views.places import Today
from leadwright.listen import Daily, Post, Ticks
from leadwright.pipeline import PIPELINE
from leadwright.ports import (
    Brands,
    Clock,
    Dice,
    Forbidden,
    Inbox,
    Outbox,
    Pages,
    Passports,
    Sources,
    Talks,
    Validator,
    Web,
)
from leadwright.ports.mailer import Mailer, NotTaken
from leadwright.service.campaigns import Campaigns
from leadwright.service.consents import Consents
from leadwright.service.desk import Desk
from leadwright.service.doctor import Doctor, Look, Try
from leadwright.service.facts import Facts
from leadwright.service.inbox import InboxDesk
from leadwright.service.leads import Leads
from leadwright.service.looks import looks_of
from leadwright.service.places import Places
from leadwright.service.privacy import Privacy
from leadwright.service.reader import Reader
from leadwright.service.records import Records
from leadwright.service.reports import Reports
from leadwright.service.retention import Retention
from leadwright.service.rights import Rights
from leadwright.service.selfmail import SelfMail
from leadwright.sources.paste import read_pastes
from leadwright.sources.reach import Reach
from leadwright.sources.watched import WatchedSources
from leadwright.tables import load_tables
from leadwright.wiring.law import stance_of
from leadwright.wiring.mail import folder_of, mail_of
from leadwright.wiring.recipients import operator_of, recipients_of
from leadwright.wiring.sources import moments_of, sources_of, watched_of, web_of
from leadwright.wiring.validation import validator_of
from leadwright.writing.playbooks import load_playbooks

AT_ONCE = {"parse": 5, "extract": 20, "enrich": 8, "send": 5}
WAITING_ROOM = 500  # items before a stage until the one before it rests
DAYS_OF_STOCK = 10  # working days of first touches that may wait for their slots
FIRST_TOUCHES = 11  # brands a mailbox of 30 letters a day carries, its follow-ups counted

Around = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Surroundings:
    """What a test or the demo puts in place of the machine's own clock and chance."""

    clock: Clock | None = None
    seed: bytes | None = None  # of the dice; the hash key's where it is None
    lockstep: bool = False  # rounds that are the same whatever the servers' delays
    owner: str | None = None
    around: Around | None = None  # wraps what answers a port: (port, answer) -> answer
    create: bool = False
    say: Callable[[str], None] = lambda _: None
    observe: Callable[[Any], None] | None = None


def playbooks_of(config: Config) -> Playbooks:
    """Give the niches that are switched on, in the operator's order; UserError names those that do not exist."""
    known = {playbook.name: playbook for playbook in load_playbooks()}
    if strange := [name for name in config.playbooks if name not in known]:
        raise UserError(f"no playbook called {', '.join(strange)}; known: {', '.join(known)}")
    return Playbooks(tuple(known[name] for name in config.playbooks))


class Building:
    """One desk while it is put together: what several parts share."""

    def __init__(self, config: Config, around: Surroundings) -> None:
        """Open the ledger and read the tables; UserError says what to change."""
        self.config, self.around = config, around
        self.clock: Clock = around.clock or SystemClock()
        self.operator = operator_of(config)
        self.playbooks = playbooks_of(config)
        self.tables: Tables = load_tables(extra_hosts=config.world.marketplaces if config.world else ())
        self.calendar = Calendar(self.tables.zones, self.tables.holidays, home=self.operator.country)
        self.sources = sources_of(config, self.tables.sources)
        key = config.hash_key()
        self.dice: Dice = SeededDice(around.seed or key)
        self.optout = OptOut(self.operator.link, key)
        self.database = Database.open(
            config.ledger_url(), key=key, journal=config.journal(), create=around.create, say=around.say
        )
        kinds = {stage.name: stage.takes for stage in PIPELINE.stages}
        self.store = Store(self.database, kinds=kinds)
        self.mailboxes = Mailboxes(self.database, self.clock)
        self.beat = Heartbeats(self.database)
        self.web = web_of(config, self.clock, self.sources.values())
        self.validator = validator_of(config, self.database, self.clock, tables=self.tables, dice=self.dice)
        self.mailers, self.rooms = mail_of(config, self.clock)
        self.stack = AsyncExitStack()

    def ports(self) -> Mapping[Any, object]:
        """Give what answers each port, and each setting by its type."""
        outbox = LedgerOutbox(
            self.database,
            self.clock,
            self.dice,
            operator=self.operator,
            calendar=self.calendar,
            tables=self.tables,
            live=self.config.live,
            optout=self.optout.link,
            stance=stance_of(self.config),
        )
        answers: dict[Any, object] = {
            Sources: WatchedSources(
                self.sources,
                Bookmarks(self.database),
                reach=self.reach(),
                terms=self.tables.sources,
                daily={name: watch.daily for name, watch in self.config.watch.items()},
            ),
            Web: self.web,
            Pages: LedgerPages(self.database),
            Passports: LedgerPassports(self.database, self.clock, self.web, self.tables),
            Forbidden: LedgerForbidden(self.database),
            Brands: LedgerBrands(self.database, self.clock),
            Validator: self.validator,
            Outbox: outbox,
            Mailer: Mailers(self.mailers),
            Inbox: LedgerInbox(self.database),
            Talks: LedgerTalks(self.database),
            Clock: self.clock,
            Dice: self.dice,
            Tables: self.tables,
            Playbooks: self.playbooks,
            Operator: self.operator,
            OptOut: self.optout,
        }
        wrap = self.around.around
        return {port: wrap(port, answer) for port, answer in answers.items()} if wrap else answers

    def reach(self) -> Reach:
        """Give what the sources may use."""
        config, clock = self.config, self.clock
        return Reach(self.web, clock, lambda secret: secret.reveal(config.folder), partial(folder_of, config, clock))

    def house(self) -> House:
        """Give what the gate knows of the operator."""
        return House(
            key=self.database.key,
            operator=self.operator,
            calendar=self.calendar,
            tables=self.tables,
            dice=self.dice,
            live=self.config.live,
            stance=stance_of(self.config),
            sweep_limit=SWEEP_LIMIT,
        )

    def engine(self) -> Engine:
        """Give the engine; UserError where a stage asks for something that nothing answers."""
        hands = Hands(PIPELINE, self.ports(), clock=self.clock, dice=self.dice)
        if missing := hands.missing():
            raise UserError(*missing)
        stock = DAYS_OF_STOCK * FIRST_TOUCHES * len(self.operator.mailboxes)
        rooms = dict.fromkeys(PIPELINE.names[1:5], WAITING_ROOM) | {"send": stock}
        owner = self.around.owner or f"run-{getpid()}-{self.clock.now():%Y%m%dT%H%M%S}"
        settings = Settings(owner, AT_ONCE, rooms, lockstep=self.around.lockstep)
        store = self.around.around(Store, self.store) if self.around.around else self.store
        return Engine(hands, store, settings=settings, wall=SystemClock().now, observe=self.around.observe)

    def posts(self, ring: Callable[[], None]) -> tuple[Post, ...]:
        """Give the listening end of each mailbox."""
        return tuple(
            Post(
                name=name,
                mailroom=room,
                sweeps=Sweeps(self.database, self.clock),
                mailboxes=self.mailboxes,
                doubts=Doubts(self.database, self.clock),
                clock=self.clock,
                poll=timedelta(seconds=self.config.mailbox[name].poll_seconds),
                ring=ring,
            )
            for name, room in self.rooms.items()
        )

    def tries(self) -> Mapping[str, Try]:
        """Give what the doctor tries for real: both servers of each mailbox."""
        tries: dict[str, Try] = {}
        for name, mailer in self.mailers.items():
            tries[f"smtp {name}"] = partial(knocked, name, mailer)
            tries[f"imap {name}"] = partial(read_once, self.rooms[name])
        return tries

    def looks(self, house: House) -> Sequence[Look]:
        """Give what the doctor reads in the house."""
        config, playbooks, terms = self.config, self.playbooks, self.kinds()
        return looks_of(self.database, self.clock, config=config, house=house, playbooks=playbooks, terms=terms)

    def kinds(self) -> Mapping[str, str]:
        """Give the kind of the terms of each watch."""
        return {name: self.tables.sources[source.place].kind for name, source in self.sources.items()}

    def places(self, ring: Callable[[], None]) -> Places:
        """Give the use cases of the places that are watched."""
        terms = self.tables.sources
        watched = watched_of(self.config, self.sources, terms)
        plan = Today(self.config.plan.sources, self.config.plan.addresses)
        return Places(self.database, self.clock, ring, watched=watched, terms=terms, plan=plan)

    async def opening(self) -> None:
        """Make the configuration's watches and mailboxes known, and take back what a dead run left."""
        now = self.clock.now()
        if strange := await self.store.strangers():
            named = ", ".join(sorted(strange))
            raise UserError(f"the ledger holds work for stages that this version does not have: {named}; upgrade it")
        await self.stack.enter_async_context(self.web)
        await self.mailboxes.register(self.operator.mailboxes)
        await self.store.keep([Watch(name, watch.source) for name, watch in self.config.watch.items()], now=now)
        await self.places(lambda: None).record_permissions()
        await self.store.recover(now=SystemClock().now(), everything=self.database.path is not None)
        await Doubts(self.database, self.clock).mark_dead_claims(await self.store.runs())
        if self.config.live:
            await self.store.release(brand=None, codes=["not-live"], now=now)

    async def closing(self) -> None:
        """Hang up everywhere, then close the ledger."""
        for room in self.rooms.values():
            await room.close()
        await self.stack.aclose()
        await self.database.close()


@asynccontextmanager
async def open_reader(config: Config | None) -> AsyncIterator[Reader]:
    """Give what reads single pages; without a configuration only saved ones, for the crawler must say who it is."""
    clock = SystemClock()
    hosts = config.world.marketplaces if config and config.world else ()
    reader = Reader(load_tables(extra_hosts=hosts), load_playbooks(), clock, utf8_of)
    if config is None:
        yield reader
        return
    async with web_of(config, clock, ()) as web:
        yield replace(reader, web=web)


def open_desk(config: Config, surroundings: Surroundings | None = None) -> Desk:
    """Open the house that a configuration describes; UserError says everything that must change first."""
    return desk_of(Building(config, surroundings or Surroundings()))


def desk_of(building: Building) -> Desk:
    """Put the desk together: the engine, the listening ends, and the use cases over the same ledger."""
    database, store, clock = building.database, building.store, building.clock
    engine, house = building.engine(), building.house()
    retention = Retention(database, clock, building.config)
    ring = engine.bell.ring
    return Desk(
        config=building.config,
        clock=clock,
        calendar=building.calendar,
        campaigns=Campaigns(database, store, clock, ring, parse=pasted, house=house),
        leads=Leads(database, clock),
        facts=Facts(
            database,
            clock,
            ring,
            tables=building.tables,
            web=partial(web_of, building.config, clock, ()),
            validator=building.validator,
        ),
        places=building.places(ring),
        inbox=InboxDesk(database, clock, ring),
        reports=Reports(database, clock, house=house),
        privacy=Privacy(database, clock, building.tables),
        consents=Consents(database, clock, ring, tables=building.tables),
        rights=Rights(database, clock, building.tables),
        retention=retention,
        records=Records(database, building.config, building.kinds()),
        daily=Daily("retention", retention.daily, clock, building.beat),
        recipients=recipients_of(database, clock, building.operator, building.tables),
        doctor=Doctor(tries=building.tries(), looks=building.looks(house)),
        selfmail=SelfMail(
            database,
            clock,
            building.dice,
            operator=building.operator,
            deliver=Mailers(building.mailers).hand_over,
            rooms=building.rooms,
        ),
        database=database,
        engine=engine,
        ticks=Ticks(store, clock, moments_of(building.config), ring, building.beat),
        posts=building.posts(ring),
        opening=building.opening,
        closing=building.closing,
    )


async def knocked(name: str, mailer: SmtpMailer) -> Mapping[str, Scalar]:
    """Log in at a submission server and leave; Later where nobody answers there."""
    try:
        await mailer.knock()
    except NotTaken as refusal:
        raise Later(None, "mailbox-unreachable", mailbox=name, said=refusal.reason) from refusal
    return {}


async def read_once(room: ImapMailroom) -> Mapping[str, Scalar]:
    """Log in at a mailbox and look where it stands."""
    await room.new(None)
    return {}


def real_clock() -> Clock:
    """Give the machine's own clock."""
    return SystemClock()


def pasted(text: str, now: datetime) -> list[Sighting]:
    """Read what a person pasted as sightings of the source *paste*."""
    return read_pastes(text, watch=Watch("paste", "paste"), seen=now)
