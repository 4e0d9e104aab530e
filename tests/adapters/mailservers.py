"""A small real mail server on loopback: submission by aiosmtpd, mailboxes by pymap, faults on demand."""

import asyncio
import warnings
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime

from aiosmtpd.smtp import SMTP, AuthResult, Envelope
from proxyprotocol.result import ProxyResultUnknown
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import DictBackend, Identity
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import Cleartext

from tests.adapters.webservers import START

USER, PASSWORD = "hello@seller.test", "secret"


@dataclass
class MailServers:
    """Both servers, and what they did."""

    smtp_port: int = 0
    imap_port: int = 0
    taken: list[Envelope] = field(default_factory=list)
    mail_answer: str = "250 2.1.0 Ok"
    rcpt_answer: str = "250 2.1.5 Ok"
    data_answer: str = "250 2.0.0 Ok"
    lose_line_after_data: bool = False
    commands: list[bytes] = field(default_factory=list)
    lines: set[asyncio.StreamWriter] = field(default_factory=set)
    backend: DictBackend | None = None
    config: object = None

    async def add_user(self, address: str = USER, password: str = PASSWORD) -> None:
        hashed = await Passwords(self.config).hash_password(password)
        identity = Identity(address, self.backend.login, None, frozenset({"admin"}))
        await identity.set(UserMetadata(self.config, address, password=hashed))

    async def deliver(self, raw: bytes, folder: str = "INBOX", at: datetime = START, user: str = USER) -> None:
        async with Identity(user, self.backend.login, None, frozenset()).new_session() as session:
            await session.append_messages(folder, [AppendMessage(raw, at, frozenset())])

    async def make_folder(self, name: str, user: str = USER) -> None:
        async with Identity(user, self.backend.login, None, frozenset()).new_session() as session:
            await session.create_mailbox(name)

    def cut_lines(self) -> None:
        """Drop every IMAP connection."""
        for writer in self.lines:
            writer.transport.abort()

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.mail_answer.startswith("2"):
            envelope.mail_from = address
        return self.mail_answer

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.rcpt_answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.rcpt_answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.taken.append(envelope)
        if self.lose_line_after_data:
            server.transport.abort()
        return self.data_answer

    def authenticate(self, server, session, envelope, mechanism, data) -> AuthResult:
        right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=right, handled=right)


@asynccontextmanager
async def mail_servers(**faults: object) -> AsyncIterator[MailServers]:
    mail = MailServers(**faults)  # type: ignore[arg-type]
    args = Namespace(
        host="127.0.0.1", port=0, debug=False, cert=None, key=None, tls=False, passlib_cfg=None, proxy_protocol=None,
        inherited_sockets=None, demo_data=False, demo_user="demo", demo_password="demo",
    )  # fmt: skip
    mail.backend, mail.config = await DictBackend.init(args, hash_context=Cleartext())
    mail.config.apply_context()  # type: ignore[attr-defined]
    tasks: set[asyncio.Task[None]] = set()
    async with AsyncExitStack() as stack:
        await mail.backend.start(stack)
        imap = IMAPServer(mail.backend.login, mail.config)

        async def on_imap(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()  # held: the garbage collector would end an idle connection
            assert task
            tasks.add(task)
            mail.lines.add(sink)
            with suppress(ConnectionError, asyncio.CancelledError):
                await imap(source, sink, SocketInfo.get(sink, ProxyResultUnknown()))
            mail.lines.discard(sink)
            tasks.discard(task)
            sink.close()

        def submission() -> SMTP:
            with warnings.catch_warnings(action="ignore"):  # logins without TLS: loopback only
                return SMTP(
                    mail,
                    hostname="smtp.test",
                    authenticator=mail.authenticate,
                    auth_required=True,
                    auth_require_tls=False,
                )

        inbound = await asyncio.start_server(on_imap, "127.0.0.1", 0)
        outbound = await asyncio.get_running_loop().create_server(submission, "127.0.0.1", 0)
        mail.imap_port = inbound.sockets[0].getsockname()[1]
        mail.smtp_port = outbound.sockets[0].getsockname()[1]
        await mail.add_user()
        try:
            yield mail
        finally:
            for task in list(tasks):
                task.cancel()
            inbound.close()
            outbound.close()
