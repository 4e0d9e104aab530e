"""The demo: the whole chain in a world of its own, on a clock that jumps, judged by the world at the end."""

import shutil
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from leadwright.config import Config, parse
from leadwright.domain.calendar import Calendar
from leadwright.service.desk import Desk
from leadwright.wiring import open_desk
from leadwright.world.clock import JumpClock
from leadwright.world.dice import Dice
from leadwright.world.judge import Verdict, judge
from leadwright.world.log import WorldLog
from leadwright.world.mail import MailWorld
from leadwright.world.make import make_world
from leadwright.world.sources import CSV_COLUMNS, write_csv
from leadwright.world.truth import Made
from leadwright.world.web import WebServer

START = datetime(2026, 4, 27, 6, 0, tzinfo=UTC)  # a Monday; 1 May and the bank holiday of 4 May fall into the run
PASSWORD = "a mailbox of the demo world"  # noqa: S105 - opens nothing but the world's own server
OFFICE_HOUR = 8  # when the demo's operator reads drafts, UTC
BY_HAND = 20  # approvals after which the operator sets a rule
Say = Callable[[str], None]


@dataclass(frozen=True)
class Played:
    """A run that has ended: the world's verdict, and the desk still open."""

    verdict: Verdict
    desk: Desk


@dataclass(frozen=True)
class Play:
    """What to play: seed, length, and what shakes the world."""

    seed: int = 1
    days: int = 14
    delay: Callable[[], float] | None = None  # real seconds before every answer of a server
    sent_copies: bool = True


def config_of(folder: Path, *, web: WebServer, mail: MailWorld, public: str | None) -> Config:
    """Write the demo's own configuration into ``folder`` and read it back, as a user's would be."""
    names = "\n".join(f'"{host}" = {web.port}' for host in sorted(web.hosts))
    text = f"""
live = true
playbooks = ["shopify-dtc", "woocommerce", "etsy-handmade", "agency"]

[operator]
name = "Robin Hale"
company = "Hale Automation LLC"
country = "US"
postal = "12 Harbor Street, Portland, ME 04101, USA"
site = "http://hale-automation.test"
signature = "Robin Hale"
offers = ["prices", "catalogue", "analytics", "orders"]
{f'public_url = "{public}"' if public else ""}

[mailbox.main]
address = "robin@hale-automation.test"
password = {{ file = "mailbox.password" }}
smtp = {{ host = "127.0.0.1", port = {mail.submission_port}, security = "plain" }}
imap = {{ host = "127.0.0.1", port = {mail.imap_port}, security = "plain" }}
zone = "America/New_York"
cap = 30
age = "established"
poll_seconds = 600

[watch.feed-rss]
source = "feed"
url = "http://founders-feed.test/rss.xml"

[watch.feed-atom]
source = "feed"
url = "http://founders-feed.test/atom.xml"

[watch.feed-json]
source = "feed"
url = "http://founders-feed.test/feed.json"

[watch.show-hn]
source = "hackernews"
base = "http://hn.test/api/v1"
tags = "show_hn"
query = "shop"

[watch.noted]
source = "csv"
path = "shops.csv"
every = "1d"

[world]
marketplaces = ["craftmarket.test"]
apis = ["hn.test"]

[world.names]
{names}
"""
    (folder / "leadwright.key").write_text("the demo's key is no secret: it guards nothing but a made-up world")
    (folder / "mailbox.password").write_text(PASSWORD)
    (folder / "leadwright.toml").write_text(text, encoding="utf-8")
    return parse(text, folder / "leadwright.toml")


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
                approved = await self._desk.campaigns.approve_all("operator")
                by_hand += approved
                if by_hand >= BY_HAND and not await self._desk.campaigns.rules():
                    await self._desk.campaigns.rule("first", "operator")
            await clock.sleep_until(next_hour(clock.now()))


def next_hour(moment: datetime) -> datetime:
    """Give the next full hour of the office day."""
    ahead = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    if ahead.hour < OFFICE_HOUR:
        return ahead.replace(hour=OFFICE_HOUR)
    return ahead if ahead.hour < 20 else ahead.replace(hour=OFFICE_HOUR) + timedelta(days=1)
