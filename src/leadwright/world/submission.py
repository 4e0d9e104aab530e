"""The submission server of the operator's provider (RFC 6409): SMTP with AUTH on 127.0.0.1, and how it fails."""

import asyncio
import logging
import ssl
import warnings
from collections.abc import Callable
from typing import Protocol
from weakref import WeakSet

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
LIMIT = 20_000_000  # bytes of one message


class Office(Protocol):
    """Who stands behind the counter."""

    def knows(self, address: str, password: str) -> bool:
        """Say whether this is the password of that mailbox."""

    async def take(self, mail_from: str, rcpts: list[str], raw: bytes) -> None:
        """Answer for a message from now on; returns when it may be confirmed."""


class Mishaps:
    """What the server will do wrong next; tests set it."""

    def __init__(self) -> None:
        self.refuse_rcpt: set[str] = set()
        self.temp_fail = 0
        self.drop_before_data = 0
        self.drop_after_data = 0

    def strikes(self, name: str) -> bool:
        """Use up one of the planned mishaps of that name, if there is one left."""
        left: int = getattr(self, name)
        if left:
            setattr(self, name, left - 1)
        return left > 0


class Counter(SMTP):
    """One SMTP conversation, which may break off before the message."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # aiosmtpd finds it by this name
        """Take the message, or hang up before it."""
        if self.event_handler.mishaps.strikes("drop_before_data"):
            await hang_up(self)
        await super().smtp_DATA(arg)


class Submission:
    """aiosmtpd's handler: refuses wrong passwords, hands messages to the office, fails when told to."""

    def __init__(self, office: Office, *, tls: ssl.SSLContext | None = None) -> None:
        """Serve for ``office``; with ``tls`` STARTTLS is offered, and asked for before AUTH."""
        self.mishaps = Mishaps()
        self._office = office
        self._tls = tls
        self._server: asyncio.Server | None = None
        self._talks: WeakSet[Counter] = WeakSet()

    async def start(self) -> int:
        """Listen, and give the port."""
        logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd warns of AUTH without TLS at each connection
        make: Callable[[], Counter] = self._counter
        self._server = await asyncio.get_running_loop().create_server(make, HOST, 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stop listening, and hang up on whoever is still there."""
        if self._server:
            self._server.close()
        for talk in list(self._talks):
            if isinstance(talk.transport, asyncio.Transport):
                talk.transport.abort()

    def _counter(self) -> Counter:
        with warnings.catch_warnings():  # AUTH without TLS: nothing leaves this machine
            warnings.simplefilter("ignore")
            talk = Counter(
                self,
                hostname="submission.test",
                enable_SMTPUTF8=True,
                authenticator=self._login,
                auth_required=True,
                auth_require_tls=self._tls is not None,
                tls_context=self._tls,
                data_size_limit=LIMIT,
            )
        self._talks.add(talk)
        return talk

    def _login(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: LoginPassword
    ) -> AuthResult:
        good = self._office.knows(data.login.decode(), data.password.decode())
        return AuthResult(success=good, handled=False, auth_data=data if good else None)

    async def handle_RCPT(  # noqa: N802  # aiosmtpd finds it by this name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Accept a recipient, or fail in one of the planned ways."""
        if self.mishaps.strikes("temp_fail"):
            return "451 4.3.2 Please try again later"
        if address.lower() in self.mishaps.refuse_rcpt:
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the message over; what is confirmed is recorded, and what is recorded is relayed."""
        await self._office.take(envelope.mail_from or "", list(envelope.rcpt_tos), envelope.original_content or b"")
        if self.mishaps.strikes("drop_after_data"):
            await hang_up(server)
        return "250 2.0.0 Ok: queued"


async def hang_up(server: SMTP) -> None:
    """Break the connection; the conversation's task ends here, cancelled by the loss of it."""
    if isinstance(server.transport, asyncio.Transport):
        server.transport.abort()
    await asyncio.get_running_loop().create_future()
