"""The demo: the whole chain in a world of its own, on a clock that jumps, judged by the world at the end."""

import asyncio
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from json import dumps
from pathlib import Path
from time import perf_counter

from leadwright.config import load
from leadwright.domain.calendar import Calendar
from leadwright.doors import replay as replayed
from leadwright.doors.demo_files import ADDRESS, PASSWORD, DemoFiles, write_files
from leadwright.doors.public import Late, public_app
from leadwright.doors.serving import served
from leadwright.doors.web.app import serve
from leadwright.doors.words import Words
from leadwright.service.desk import Desk
from leadwright.wiring import Surroundings, open_desk
from leadwright.world.clock import JumpClock
from leadwright.world.dice import Dice
from leadwright.world.judge import Verdict, judge
from leadwright.world.lag import Lag
from leadwright.world.log import WorldLog
from leadwright.world.mail import MailWorld
from leadwright.world.make import make_world
from leadwright.world.sources import write_csv
from leadwright.world.table import render
from leadwright.world.truth import Made
from leadwright.world.web import WebServer
from leadwright.world.zone import mail_zone

START = datetime(2026, 4, 27, 6, 0, tzinfo=UTC)  # a Monday; 1 May and the bank holiday of 4 May fall into the run
OFFICE_HOUR = 8  # when the demo's operator reads drafts, UTC
PUBLIC_HOST = "stop.hale-automation.test"
PROGRESS = {
    "parse": "looks",
    "extract": "sites read",
    "personalize": "brands written for",
    "send": "letters sent",
    "track": "answers",
}
BY_HAND = 20  # approvals after which the operator sets a rule
Say = Callable[[str], None]
Stay = Callable[[Desk, Verdict], Awaitable[None]]


@dataclass(frozen=True)
class Play:
    """What to play: seed, length, and what shakes the world."""

    seed: int = 1
    days: int = 14
    delay: Callable[[], float] | None = None  # real seconds before every answer of a server
    sent_copies: bool = True


class WorkingTime:
    """What the judge asks about working time, answered by the product's calendar data."""

    def __init__(self, calendar: Calendar) -> None:
        """Ask ``calendar``."""
        self._calendar = calendar

    def __call__(self, country: str, moment: datetime) -> bool:
        """Say whether a letter may leave to that country at that moment."""
        return self._calendar.is_open(moment, country)

    def workdays_between(self, country: str, a: datetime, b: datetime) -> int:
        """Count working days after the day of ``a`` up to the day of ``b``."""
        return self._calendar.working_days_between(a, b, country)


class Office:
    """The demo's operator: reads drafts every morning, approves them, and after twenty sets the rule."""

    def __init__(self, desk: Desk, made: Made, folder: Path) -> None:
        """Work at ``desk``."""
        self._desk, self._made, self._folder = desk, made, folder

    async def run(self) -> None:
        """Come in every hour of the working day until cancelled."""
        clock, by_hand = self._desk.clock, 0
        while True:
            with clock.busy("operator"):
                write_csv(self._made, self._folder, clock.now())
                await self._look_at_mailboxes(clock.now())
                approved = await self._desk.campaigns.approve_all("operator")
                by_hand += approved
                if by_hand >= BY_HAND and not await self._desk.campaigns.rules():
                    await self._desk.campaigns.rule("first", "operator")
                    await self._desk.campaigns.rule("answer", "operator")
            await clock.sleep_until(next_hour(clock.now()))

    async def _look_at_mailboxes(self, now: datetime) -> None:
        """Read in the morning why a mailbox was stopped, and let it go on."""
        if now.hour == OFFICE_HOUR:
            for box in (await self._desk.campaigns.status()).mailboxes:
                if box.stopped:
                    await self._desk.campaigns.resume_mailbox(box.name, "operator")


def next_hour(moment: datetime) -> datetime:
    """Give the next full hour of the office day."""
    ahead = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if ahead.hour < OFFICE_HOUR:
        return ahead.replace(hour=OFFICE_HOUR)
    return ahead if ahead.hour < 20 else ahead.replace(hour=OFFICE_HOUR) + timedelta(days=1)


class Stage:
    """The world and the product on one clock, ready to play."""

    def __init__(self, play: Play, folder: Path, say: Say) -> None:
        """Build the world of ``play``; the product's files go into ``folder``."""
        self._play, self._folder, self._say = play, folder, say
        self.clock = JumpClock(START, complain=say)
        self.made = make_world(play.seed, START, play.days)
        self.log = WorldLog()
        self.web = WebServer(self.made, self.clock, delay=play.delay)
        self.public = PublicDoor()

    async def run(self, stack: AsyncExitStack) -> tuple[Desk, Verdict]:
        """Play to the end; the desk stays open until ``stack`` closes."""
        await self.public.start(stack)
        mail = MailWorld(
            self.made.businesses,
            self.clock,
            Dice(self._play.seed),
            self.log,
            sent_copies=self._play.sent_copies,
            spam_share=0.05,
            hosts={PUBLIC_HOST: self.public.port},
        )
        await self.web.start()
        stack.push_async_callback(self.web.stop)
        await mail.start()
        stack.push_async_callback(mail.stop)
        where = DemoFiles(
            self.web.port,
            sorted(self.web.hosts),
            await self._late(mail.submission_port, stack),
            await self._late(mail.imap_port, stack),
            public=PUBLIC_HOST,
            mail=mail_zone(self.made.businesses),
        )
        await mail.add_mailbox(ADDRESS, PASSWORD)
        config = load(write_files(self._folder, where))
        write_csv(self.made, self._folder, START)
        surroundings = Surroundings(
            clock=self.clock, seed=str(self._play.seed).encode(), lockstep=True, owner="demo", create=True
        )
        desk = open_desk(config, surroundings)
        stack.push_async_callback(desk.close)
        self.public.open(desk)
        seconds = await self._live(desk)
        return desk, await self._judged(desk, seconds)

    async def _late(self, port: int, stack: AsyncExitStack) -> int:
        """Give the port at which a server answers, with the delay of this play."""
        if self._play.delay is None:
            return port
        lag = Lag(port, self._play.delay)
        await lag.start()
        stack.push_async_callback(lag.stop)
        return lag.port

    async def _live(self, desk: Desk) -> float:
        began = perf_counter()
        office = asyncio.create_task(Office(desk, self.made, self._folder).run())
        told = asyncio.create_task(self._tell(desk))
        try:
            await desk.run(until=START + timedelta(days=self._play.days))
        finally:
            for task in (office, told):
                task.cancel()
        return perf_counter() - began

    async def _tell(self, desk: Desk) -> None:
        """Say each morning how far it is."""
        for day in range(1, self._play.days + 1):
            self._say(f"day {day:2} of {self._play.days}: {progress(desk)}")
            await self.clock.sleep_until(START + timedelta(days=day))

    async def _judged(self, desk: Desk, seconds: float) -> Verdict:
        people = [b.person.address for b in self.made.businesses if b.person]
        asked = sorted({address for b in self.made.businesses for address in (*b.published, *b.traps)} | set(people))
        findings = await desk.reports.findings(asked)
        now = self.clock.now()
        return judge(
            self.made.businesses,
            [post for post in self.made.posts if post.at <= now],
            self.log,
            findings,
            seed=self._play.seed,
            days=self._play.days,
            seconds=round(seconds, 1),
            calendar=WorkingTime(desk.calendar),
            say=Words("en").say,
        )


def progress(desk: Desk) -> str:
    """Say in one line what was done so far."""
    done = Counter[str]()
    for (stage, state, _), number in desk.engine.counts.items():
        if state == "done":
            done[stage] += number
    return ", ".join(f"{done[name]} {words}" for name, words in PROGRESS.items())


class PublicDoor:
    """The product's public door: open before the product is, because every letter names it."""

    def __init__(self) -> None:
        """Wait for a desk."""
        self.port, self._late = 0, Late()

    async def start(self, stack: AsyncExitStack) -> None:
        """Listen on a free port until ``stack`` closes."""
        self.port = await stack.enter_async_context(served(self._late, 0, change="the port"))

    def open(self, desk: Desk) -> None:
        """Answer for a desk."""
        self._late.app = public_app(desk.recipients)


async def play(what: Play, *, say: Say, folder: Path, stay: Stay | None = None) -> Verdict:
    """Play once; ``stay`` is then given the verdict and the desk, still open, until it returns."""
    async with AsyncExitStack() as stack:
        desk, verdict = await Stage(what, folder, say).run(stack)
        if stay:
            await stay(desk, verdict)
        return verdict


def command(
    *, once: bool, json: bool, seed: int, days: int, replay: Path | None, keep: Path | None, port: int | None
) -> int:
    """Run ``leadwright demo``: play, show the verdict, and unless ``once`` leave the dashboard open."""
    with tempfile.TemporaryDirectory(prefix="leadwright-demo-") as scratch:
        folder = keep or Path(scratch)
        if replay:
            return shown(replayed.command(replay, folder), json=json)
        stay = None if once else lambda desk, verdict: look(desk, verdict, port)
        verdict = asyncio.run(play(Play(seed, days), say=narrate, folder=folder, stay=stay))
        if once:
            print(dumps(verdict.as_json(), indent=1, ensure_ascii=False) if json else render(verdict))  # noqa: T201
        return 1 if verdict.mistakes else 0


def shown(outcome: replayed.Replayed, *, json: bool) -> int:
    """Print what became of saved pages."""
    print(dumps(outcome.as_json(), indent=1) if json else replayed.render(outcome))  # noqa: T201
    return 1 if outcome.faults else 0


def narrate(line: str) -> None:
    """Tell a line on stderr."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201


async def look(desk: Desk, verdict: Verdict, port: int | None) -> None:
    """Show the verdict, then the dashboard until Ctrl-C."""
    print(render(verdict))  # noqa: T201
    await serve(desk, desk.config.dashboard.port if port is None else port, say=narrate)
