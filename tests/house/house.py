"""A small world around one operator's house, in one process, on a clock that jumps.

The test itself counts as busy on the clock: between two runs nothing happens in the world, however long it looks.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from leadwright.config import load
from leadwright.doors.demo_files import ADDRESS, PASSWORD, DemoFiles, write_files
from leadwright.doors.world_process import smaller
from leadwright.service.desk import Desk
from leadwright.wiring import Surroundings, open_desk
from leadwright.world.clock import JumpClock
from leadwright.world.dice import Dice
from leadwright.world.log import Accepted, WorldLog
from leadwright.world.mail import MailWorld
from leadwright.world.make import make_world
from leadwright.world.truth import Business, Made, Post
from leadwright.world.web import WebServer
from leadwright.world.zone import mail_zone
from tests.house.door import HOST, Door

START = datetime(2026, 4, 29, 6, tzinfo=UTC)  # a Wednesday; holidays of May follow on the 1st, 4th, 8th and 14th
SEED = 6  # of a world with several shops in Britain, the States and France
FEED = """[watch.feed]
source = "feed"
url = "http://founders-feed.test/rss.xml"
every = "12h"
"""


def day(number: int, hour: int = 6) -> datetime:
    """Give an hour (UTC) of the ``number``-th day of the run, the first being 0."""
    return START.replace(hour=hour) + timedelta(days=number)


def cast(*roles: str, away_until: date | None = None) -> Made:
    """Make a world of one shop for each ``"COUNTRY behaviour [name]"``, each announced before the run begins."""
    whole = make_world(SEED, START)
    shops = list(smaller(whole, len(whole.businesses)).businesses)
    kept = []
    for role in roles:
        country, behaviour, *name = role.split()
        shop = next(one for one in shops if one.country == country and one.key.startswith("".join(name)))
        shops.remove(shop)
        kept.append(behaving(shop, behaviour, away_until))
    return replace(whole, businesses=tuple(kept), posts=tuple(map(post_of, kept)))


def behaving(shop: Business, behaviour: str, away_until: date | None) -> Business:
    """Let the person of a shop do something else with the first letter, two hours after it came."""
    assert shop.person is not None
    domain = shop.person.address.partition("@")[2]
    colleague = f"buying@{domain}" if behaviour == "colleague" else None
    person = replace(
        shop.person,
        behaviour=behaviour,
        delay=timedelta(hours=2),
        away_until=away_until if behaviour == "away" else None,
        colleague=colleague,
    )
    return replace(shop, person=person)


def post_of(shop: Business, *, title: str | None = None) -> Post:
    """Announce a shop in the feed, an hour before the run begins."""
    name = f"rss-{shop.key.partition('.')[0]}"
    return Post(
        source="feed",
        id=name,
        url=f"http://founders-feed.test/rss/{name}",
        title=title or f"{shop.company} opened its shop",
        text=f"{shop.company}. We load our catalogue by hand and look for help.",
        at=START - timedelta(hours=1),
        site=shop.site,
        business=shop.key,
    )


class House:
    """The world, and the desk that is open in it."""

    def __init__(self, made: Made, folder: Path, stack: AsyncExitStack) -> None:
        """Build the world of ``made``; the product's files go into ``folder``."""
        self.made, self.folder, self._stack = made, folder, stack
        self.clock = JumpClock(made.start)
        self.log = WorldLog()
        self.web = WebServer(made, self.clock)
        self.public = Door()
        self.config = folder / "leadwright.toml"
        self.mail: MailWorld
        self.desk: Desk

    async def start(self) -> None:
        """Open all servers of the world."""
        await self.public.start(self._stack)
        self.mail = MailWorld(self.made.businesses, self.clock, Dice(SEED), self.log, hosts={HOST: self.public.port})
        await self.web.start()
        self._stack.push_async_callback(self.web.stop)
        await self.mail.start()
        self._stack.push_async_callback(self.mail.stop)
        await self.mail.add_mailbox(ADDRESS, PASSWORD)

    def write(self, *, watches: str = FEED, more: str = "", **settings: Any) -> None:
        """Write the operator's files; ``settings`` are those of ``DemoFiles``, ``more`` stands below them."""
        ports = self.mail.submission_port, self.mail.imap_port
        zone = mail_zone(self.made.businesses)
        where = DemoFiles(self.web.port, sorted(self.web.hosts), *ports, public=HOST, watches=watches, mail=zone)
        write_files(self.folder, replace(where, **settings))
        text = self.config.read_text(encoding="utf-8").replace("poll_seconds = 600", "poll_seconds = 900")
        self.config.write_text(text + more, encoding="utf-8")

    def open(self, *, owner: str = "test", observe: Callable[[Any], None] | None = None) -> Desk:
        """Open a desk on the ledger of the configuration."""
        around = Surroundings(clock=self.clock, seed=b"house", lockstep=True, owner=owner, create=True, observe=observe)
        self.desk = open_desk(load(self.config), around)
        self.public.open(self.desk)
        return self.desk

    async def reopen(self, *, owner: str = "again") -> Desk:
        """Close the desk, and open another one on the same ledger."""
        await self.desk.close()
        return self.open(owner=owner)

    async def run(self, until: datetime) -> None:
        """Let the house work, and the world go on, until then."""
        with self.idle():
            await self.desk.run(until=until)

    @contextmanager
    def idle(self) -> Iterator[None]:
        """Let the world go on while the block waits."""
        self.clock.leave("test")
        try:
            yield
        finally:
            self.clock.enter("test")

    async def trust(self) -> None:
        """Set both rules, as an operator does who has read enough letters."""
        await self.desk.campaigns.rule("first", "operator")
        await self.desk.campaigns.rule("answer", "operator")

    def shop(self, behaviour: str) -> Business:
        """Give the first shop that behaves so."""
        return next(one for one in self.made.businesses if one.person and one.person.behaviour == behaviour)

    def taken(self, shop: Business | None = None) -> list[Accepted]:
        """Give what the submission server took: for a shop's domain, or all that went to somebody else."""
        if shop is None:
            return [line for line in self.log.letters if line.rcpt != ADDRESS]
        return [line for line in self.log.letters if line.rcpt.endswith(f"@{shop.key}")]

    def letters(self, shop: Business) -> list[EmailMessage]:
        """Give the letters that a shop was sent, as its mail program reads them."""
        return [read(line.raw) for line in self.taken(shop)]

    async def states(self) -> dict[str, str]:
        """Give the state of every cold letter by brand and kind."""
        letters = (await self.desk.reports.findings())["letters"]
        return {f"{row['brand']} {row['kind']}": row["status"] for row in letters if row["kind"] != "answer"}


def read(raw: bytes) -> EmailMessage:
    """Read a letter as a mail program does."""
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def text_of(mail: EmailMessage) -> str:
    """Give the text of a plain letter, with plain line ends."""
    return str(mail.get_content()).replace("\r\n", "\n")


def twice(keys: Sequence[str]) -> list[str]:
    """Give what stands in a list more than once."""
    return sorted({key for key in keys if keys.count(key) > 1})


@asynccontextmanager
async def house(made: Made, folder: Path) -> AsyncIterator[House]:
    """Open the world of ``made``; the test is busy on its clock until it lets the house run."""
    async with AsyncExitStack() as stack:
        one = House(made, folder, stack)
        one.clock.enter("test")
        stack.callback(one.clock.leave, "test")
        await one.start()
        try:
            yield one
        finally:
            if hasattr(one, "desk"):
                await one.desk.close()
