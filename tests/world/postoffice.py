"""A mail world with one operator's mailbox, and real clients for it: aiosmtplib, smtplib and imapclient."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import aiosmtplib
from imapclient import IMAPClient

from leadwright.world.clock import JumpClock
from leadwright.world.dice import Dice
from leadwright.world.log import WorldLog
from leadwright.world.mail import MailWorld
from leadwright.world.truth import Business, Person

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
ME, PASSWORD = "tom@harbour-desk.test", "correct horse"


def business(behaviour: str, **facts: Any) -> Business:
    """Make a business whose owner behaves so; its domain is the behaviour's name unless ``key`` says otherwise."""
    key = facts.pop("key", f"{behaviour.replace('_', '-')}.test")
    person = Person(
        name="Ann Lee",
        address=f"ann@{key}",
        behaviour=behaviour,
        delay=timedelta(hours=3),
        away_until=date(2026, 3, 9) if behaviour == "away" else None,
        colleague=f"office@{key}" if behaviour == "colleague" else None,
    )
    known = {
        "site": f"http://{key}/", "kind": "shop", "company": "Glow Works", "country": "GB", "language": "en",
        "reach": "mail", "address": f"ann@{key}", "published": (f"ann@{key}",), "person": person,
    }  # fmt: skip
    return Business(key=key, **{**known, **facts})


class Desk:
    """What a test does with the world."""

    def __init__(self, world: MailWorld, clock: JumpClock, log: WorldLog) -> None:
        self.world, self.clock, self.log = world, clock, log
        self._threads = ThreadPoolExecutor(1)

    def letter(self, to: str, **headers: str) -> EmailMessage:
        mail = EmailMessage()
        mail["From"] = f"Tom Müller <{ME}>"
        mail["To"] = to
        mail["Subject"] = headers.pop("Subject", "Your price lists")
        mail["Message-ID"] = headers.pop("Message-ID", f"<first-{to}>")
        for name, value in headers.items():
            mail[name] = value
        mail.set_content("Hello Ann,\nI saw your shop. Grüße\nTom\n")
        return mail

    async def send(self, *letters: EmailMessage, password: str = PASSWORD) -> None:
        with self.clock.busy("test: smtp"):
            port = self.world.submission_port
            client = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, start_tls=False, username=ME, password=password)
            async with client:
                for mail in letters:
                    await client.send_message(mail, sender=ME)

    async def wait(self, **span: float) -> None:
        await self.clock.sleep_until(self.clock.now() + timedelta(**span))

    async def read(self, folder: str = "INBOX") -> list[tuple[EmailMessage, datetime]]:
        with self.clock.busy("test: imap"):
            return await self.threaded(lambda: self._fetch(folder))

    async def mails(self, folder: str = "INBOX") -> list[EmailMessage]:
        return [mail for mail, _ in await self.read(folder)]

    def threaded(self, work: Callable[[], Any]) -> Awaitable[Any]:
        return asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _fetch(self, folder: str) -> list[tuple[EmailMessage, datetime]]:
        with IMAPClient("127.0.0.1", port=self.world.imap_port, ssl=False) as client:
            client.normalise_times = False
            client.login(ME, PASSWORD)
            client.select_folder(folder, readonly=True)
            found = client.fetch(client.search("ALL"), ["BODY.PEEK[]", "INTERNALDATE"])
            return [
                (message_from_bytes(row[b"BODY[]"], policy=policy.default), row[b"INTERNALDATE"])
                for _, row in sorted(found.items())
            ]


@asynccontextmanager
async def open_desk(*businesses: Business, seed: int = 1, **options: Any) -> AsyncIterator[Desk]:
    """Open a world that starts on a Monday at nine."""
    clock, log = JumpClock(START), options.pop("log", None) or WorldLog()
    world = MailWorld(businesses, clock, Dice(seed), log, **options)
    with clock.busy("test: start"):
        await world.start()
        await world.add_mailbox(ME, PASSWORD)
    try:
        yield Desk(world, clock, log)
    finally:
        await world.stop()
