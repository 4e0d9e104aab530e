"""A dashboard served on this machine, on a small ledger in which things have happened; some of it by hostile hands."""

import asyncio
import hashlib
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from leadwright.adapters.clock import SystemClock
from leadwright.config import Config, parse
from leadwright.domain.evidence import Fact
from leadwright.domain.letter import Draft
from leadwright.doors.web.app import serve
from leadwright.ledger.database import Database
from leadwright.ports.mailroom import RawMail
from leadwright.service.desk import Desk
from leadwright.wiring import Surroundings, open_desk
from tests.contracts.letterbox import TUESDAY, body_of, draft, seen_on
from tests.ledgers import KEY, sqlite_template
from tests.service.story import Story, sighting_of

__all__ = ["empty", "shown", "sqlite_template", "told"]

EVIL = "\"'></script><script>alert(1)</script><img src=x onerror=alert(1)>\u202e{{7*7}}"
TOML = """
live = true
language = "{language}"
[operator]
name = "Anna Ours"
company = "Ours Ltd"
country = "GB"
postal = "1 Road, Town"
offers = ["prices"]
[mailbox.main]
address = "anna@ours.test"
password = {{ env = "NOT_SET" }}
smtp = {{ host = "127.0.0.1", port = 1, security = "plain" }}
imap = {{ host = "127.0.0.1", port = 1, security = "plain" }}
zone = "Europe/London"
age = "established"
[ledger]
url = "{url}"
"""


def config_of(url: str, folder: Path, *, language: str = "en") -> Config:
    (folder / "leadwright.key").write_bytes(KEY)
    return parse(TOML.format(url=url, language=language), folder / "leadwright.toml")


class Seen(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attrs for name, attrs in self.tags if name == tag)

    def links(self) -> set[str]:
        return {str(attrs["href"]).partition("#")[0] for attrs in self.of("a")} - {""}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def seen(self) -> Seen:
        return Seen(self.text)


@dataclass
class Shown:
    """A dashboard that is open, and the house behind it."""

    url: str
    desk: Desk
    path: Path
    session: aiohttp.ClientSession

    async def get(self, path: str, **headers: str) -> Answer:
        return await self.ask("GET", path, headers=headers)

    async def ask(self, method: str, path: str, **more: Any) -> Answer:
        async with self.session.request(method, self.url + path, allow_redirects=False, **more) as answer:
            return Answer(answer.status, dict(answer.headers), await answer.text())

    async def post(self, page: str, action: str, headers: dict[str, str] | None = None, **fields: str) -> Answer:
        """Send the form that ``page`` shows for ``action``, with its token."""
        found = (await self.get(page)).text.partition(f'action="{action}"')[2]
        token = found.partition('name="token" value="')[2].partition('"')[0]
        assert token, f"{page} has no form for {action}"
        return await self.ask("POST", action, data={"token": token, **fields}, headers=headers or {})

    def digest(self) -> str:
        """Give the digest of everything that the ledger holds."""
        with closing(sqlite3.connect(self.path)) as conn:
            return hashlib.sha256("\n".join(conn.iterdump()).encode()).hexdigest()


def evil_draft(brand: str, touch: int, **changes: Any) -> Draft:
    body = body_of(brand, read=changes["read"], text=f"Hello {EVIL}\n\nYour shop sells lamps.")
    return draft(brand, touch, subject=f"Lamps {EVIL}", body=body, **changes)


async def tell(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let things happen: an answer, a letter in doubt, letters that wait, one that is held, mail of strangers."""
    first, *_ = await story.find("glow.test")
    await story.campaigns.approve([first.key], "anna")
    sent = await story.send(first)
    await story.answer(sent, f"Yes please {EVIL}")
    monkeypatch.setattr("tests.service.story.draft", evil_draft)
    now = story.clock.now()
    waits, *_ = await story.find("evil.test", company=Fact(EVIL, seen_on("http://evil.test/", now, snippet=EVIL)))
    await story.sweep()
    await story.ask(waits)
    held, *_ = await story.find("held.test", country_signs=(), country=None)
    await story.campaigns.approve([held.key], "anna")
    await story.ask(held)
    page = seen_on("http://maple.test/", now)
    signs = (Fact("BG imprint", page), Fact("BG vat", page))
    maple, *_ = await story.find("maple.test", country=Fact("BG", page), country_signs=signs)
    await story.campaigns.approve([maple.key], "anna")
    await story.ask(maple)
    lost, *_ = await story.find("lost.test")
    await story.campaigns.approve([lost.key], "anna")
    await story.lose(lost)
    now = story.clock.now()
    await story.see(replace(sighting_of("nosite.test", now, site=None), title=EVIL))
    text = f"From: Mallory <m@else.test>\r\nSubject: {EVIL[:-1]}\r\nMessage-ID: <x@else.test>\r\n\r\n{EVIL}"
    await story.sweep(RawMail("INBOX", 9, now, text.encode()))


class Stopped(SystemClock):
    """The moment at which the story has arrived."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


@dataclass(frozen=True)
class Told:
    """A ledger in which the story was told, and when it ends."""

    path: Path
    ends: datetime


@pytest.fixture(scope="session")
def told(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Tell the story once; every test works on a copy."""
    path = tmp_path_factory.mktemp("told") / "ledger.db"
    shutil.copy(sqlite_template, path)

    async def live() -> datetime:
        database = Database.open(f"sqlite:///{path}", key=KEY)
        story = Story(database)
        with pytest.MonkeyPatch.context() as monkeypatch:
            await tell(story, monkeypatch)
        await database.close()
        return story.clock.now()

    return Told(path, asyncio.run(live()))


async def opened(path: Path, *, at: datetime, language: str = "en") -> AsyncIterator[Shown]:
    """Serve a dashboard on a ledger."""
    config = config_of(f"sqlite:///{path}", path.parent, language=language)
    desk = open_desk(config, Surroundings(clock=Stopped(at)))
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(desk, 0, say=address.set_result))
    async with aiohttp.ClientSession() as session:
        yield Shown((await address).rstrip("/"), desk, path, session)
    serving.cancel()
    with suppress(asyncio.CancelledError):
        await serving
    await desk.close()


@pytest.fixture
async def empty(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Shown]:
    """A dashboard of a house in which nothing has happened yet, in Russian."""
    shutil.copy(sqlite_template, tmp_path / "ledger.db")
    async for shown in opened(tmp_path / "ledger.db", at=TUESDAY, language="ru"):
        yield shown


@pytest.fixture
async def shown(told: Told, tmp_path: Path) -> AsyncIterator[Shown]:
    """A dashboard of a house in which much has happened."""
    shutil.copy(told.path, tmp_path / "ledger.db")
    async for shown in opened(tmp_path / "ledger.db", at=told.ends):
        yield shown
