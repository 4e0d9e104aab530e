"""The mail half of the demo world: the operator's provider, every recipient's server, and the people who answer.

One process, no root, 127.0.0.1 only. Servers answer in real time; deliveries, reports and people live on the Clock.
"""

import asyncio
import ssl
from collections.abc import Coroutine, Iterable, Mapping
from contextvars import Context
from datetime import timedelta
from typing import Any

from leadwright.ports.clock import Clock
from leadwright.world.dice import Dice
from leadwright.world.envelopes import Arrival, Click, Delivery, Event, read_letter
from leadwright.world.imap import Mailboxes
from leadwright.world.library import Library
from leadwright.world.log import WorldLog
from leadwright.world.oneclick import press
from leadwright.world.people import People
from leadwright.world.submission import Mishaps, Submission
from leadwright.world.truth import Business


class MailWorld:
    """Mail servers and people.

    A letter for a planted person is taken, recorded and confirmed; then it is delivered, bounces or is answered in
    simulated time. Letters between the operator's own mailboxes are delivered at once.
    """

    def __init__(
        self,
        businesses: Iterable[Business],
        clock: Clock,
        dice: Dice,
        log: WorldLog,
        *,
        delay: timedelta | None = None,
        sent_copies: bool = True,
        spam_share: float = 0.0,
        hosts: Mapping[str, int] | None = None,
    ) -> None:
        """Fill the world.

        ``delay`` replaces every person's own; ``sent_copies`` says whether the provider itself keeps a copy in Sent,
        as Gmail does; ``spam_share`` of the people's answers land in Spam; ``hosts`` names further hosts (to their
        ports on 127.0.0.1) that a one-click opt-out may go to.
        """
        self._clock = clock
        self._log = log
        self._people = People(businesses, dice, Library(), delay=delay, spam_share=spam_share)
        self._sent_copies = sent_copies
        self._hosts = dict(hosts or {})
        self._mailboxes = Mailboxes()
        self._submission: Submission | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._faults: list[Exception] = []
        self.submission_port = 0
        self.imap_port = 0

    async def start(self, *, tls: ssl.SSLContext | None = None) -> None:
        """Open both servers on free ports; with ``tls`` the submission server asks for STARTTLS."""
        self._submission = Submission(self, tls=tls)
        # An empty context: connections must not take themselves for a part of the caller's work on the Clock.
        starting = asyncio.create_task(self._open(self._submission), context=Context())
        self.submission_port, self.imap_port = await starting

    async def _open(self, submission: Submission) -> tuple[int, int]:
        return await submission.start(), await self._mailboxes.start()

    async def stop(self) -> None:
        """Close the servers and forget what is under way; raises an ExceptionGroup where the world itself failed."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._submission:
            await self._submission.stop()
            await self._mailboxes.stop()
        if self._faults:
            raise ExceptionGroup("the mail world failed", self._faults)

    async def add_mailbox(self, address: str, password: str) -> None:
        """Open a mailbox of the operator, with INBOX, Sent and Spam."""
        await self._mailboxes.add(address, password)

    def knows(self, address: str, password: str) -> bool:
        """Say whether this is the password of that mailbox."""
        return self._mailboxes.knows(address, password)

    async def take(self, mail_from: str, rcpts: list[str], raw: bytes) -> None:
        """Answer for a message from now on; it is recorded, and its Sent copy stands, when this returns."""
        now = self._clock.now()
        for rcpt in rcpts:
            letter = read_letter(raw, now, mail_from=mail_from, rcpt=rcpt)
            self._log.accepted(now, letter.message_id, mail_from=letter.mail_from, rcpt=letter.rcpt, raw=raw)
            if self._mailboxes.owner_of(rcpt):
                self._spawn(self._put(rcpt, raw))
            for event in self._people.fate(letter) if not self._mailboxes.owner_of(rcpt) else ():
                self._spawn(self._happen(event))
        owner = self._mailboxes.owner_of(mail_from)
        if self._sent_copies and owner:
            # Shielded: a client that hangs up now has still sent its letter.
            await asyncio.shield(asyncio.create_task(self._mailboxes.put(owner, raw, at=now, folder="Sent")))

    def refuse_rcpt(self, *addresses: str) -> None:
        """Refuse these recipients at RCPT with 550 5.1.1 from now on."""
        self._planned().refuse_rcpt |= {address.lower() for address in addresses}

    def temp_fail_next(self, times: int) -> None:
        """Answer the next recipients with 451, before DATA."""
        self._planned().temp_fail = times

    def drop_before_data_next(self, times: int) -> None:
        """Hang up on the next DATA commands: the message is not taken."""
        self._planned().drop_before_data = times

    def drop_after_data_next(self, times: int) -> None:
        """Take and relay the next messages, but hang up before the confirmation."""
        self._planned().drop_after_data = times

    def _planned(self) -> Mishaps:
        if self._submission is None:
            raise RuntimeError("start the mail world first")
        return self._submission.mishaps

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and isinstance(fault := task.exception(), Exception):
            self._faults.append(fault)

    async def _put(self, rcpt: str, raw: bytes) -> None:
        with self._clock.busy("world: delivery"):
            if owner := self._mailboxes.owner_of(rcpt):
                await self._mailboxes.put(owner, raw, at=self._clock.now())

    async def _happen(self, event: Event) -> None:
        await self._clock.sleep_until(event.due)
        with self._clock.busy("world: mail"):
            match event:
                case Delivery():
                    self._log.delivered(event.due, event.message_id, rcpt=event.rcpt, business=event.business)
                case Arrival():
                    await self._arrive(event)
                case Click():
                    await self._click(event)

    async def _arrive(self, mail: Arrival) -> None:
        owner = self._mailboxes.owner_of(mail.to)
        if owner is None:
            return  # the sender is nobody here: the answer is lost, as it would be
        now = self._clock.now()
        # The record first: nobody may read a mail that the world does not yet own up to.
        self._log.planted(
            now,
            mail.message_id,
            business=mail.business,
            tag=mail.tag,
            category=mail.category,
            stops=mail.stops,
            suppresses=mail.suppresses,
            text=mail.text,
            sender=mail.sender,
        )
        if mail.says_stop:
            self._log.stopped(now, mail.business, address=mail.about or mail.sender, how="words")
        await self._mailboxes.put(owner, mail.raw, at=now, folder=mail.folder)

    async def _click(self, click: Click) -> None:
        now = self._clock.now()
        self._log.stopped(now, click.business, address=click.address, how=click.how)
        status = await press(click.url, self._hosts, click.how)
        self._log.clicked(now, click.business, address=click.address, url=click.url, status=status)
        if status != 200 and click.instead is not None:
            await self._arrive(click.instead)
