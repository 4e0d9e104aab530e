"""The operator's mailboxes in the world: pymap's IMAP server, in memory, on 127.0.0.1.

Passwords are kept in the clear (nothing here is secret, and hashing 32 of them costs ten seconds), and the tasks of
the connections are held on to, since pymap's own service loses idling ones to the garbage collector on Python 3.13.
"""

import asyncio
from argparse import Namespace
from asyncio import StreamReader, StreamWriter
from contextlib import AsyncExitStack, suppress
from datetime import datetime

from proxyprotocol.result import ProxyResultUnknown
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import DictBackend, Identity
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials.flag import Seen
from pymap.user import Passwords, UserMetadata
from pysasl.hashing import Cleartext

from leadwright.world.envelopes import Folder

HOST = "127.0.0.1"
FOLDERS = ("Sent", "Spam")


class Mailboxes:
    """One IMAP server with a mailbox for each of the operator's addresses; each has INBOX, Sent and Spam."""

    def __init__(self) -> None:
        self._passwords: dict[str, str] = {}
        self._connections: set[asyncio.Task[None]] = set()
        self._stack = AsyncExitStack()
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        """Listen, and give the port."""
        args = Namespace(
            host=HOST, port=0, debug=False, cert=None, key=None, tls=False, passlib_cfg=None, proxy_protocol=None,
            inherited_sockets=None, demo_data=False, demo_user="nobody", demo_password="",
        )  # fmt: skip
        self._backend, self._config = await DictBackend.init(args, hash_context=Cleartext())
        self._config.apply_context()
        await self._backend.start(self._stack)
        self._imap = IMAPServer(self._backend.login, self._config)
        self._server = await asyncio.start_server(self._converse, HOST, 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Close the server and every connection."""
        if self._server:
            self._server.close()
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._stack.aclose()

    async def add(self, address: str, password: str) -> None:
        """Open a mailbox."""
        address = address.lower()
        self._passwords[address] = password
        hashed = await Passwords(self._config).hash_password(password)
        owner = Identity(address, self._backend.login, None, frozenset({"admin"}))
        await owner.set(UserMetadata(self._config, address, password=hashed))
        async with owner.new_session() as session:
            for folder in FOLDERS:
                await session.create_mailbox(folder)

    def knows(self, address: str, password: str) -> bool:
        """Say whether this is the password of that mailbox."""
        return self._passwords.get(address.lower()) == password

    def owner_of(self, address: str) -> str | None:
        """Find the mailbox that takes mail for an address: its own, a plus-tag's, or the only one of its domain."""
        local, _, domain = address.lower().rpartition("@")
        for mine in (f"{local}@{domain}", f"{local.partition('+')[0]}@{domain}"):
            if mine in self._passwords:
                return mine
        same = [mine for mine in self._passwords if mine.endswith(f"@{domain}")]
        return same[0] if len(same) == 1 else None

    async def put(self, owner: str, raw: bytes, *, at: datetime, folder: Folder = "INBOX") -> None:
        """Put a mail into a folder; ``at`` becomes its INTERNALDATE."""
        flags = frozenset({Seen}) if folder == "Sent" else frozenset()
        async with Identity(owner, self._backend.login, None, frozenset()).new_session() as session:
            await session.append_messages(folder, [AppendMessage(raw, at, flags)])

    async def _converse(self, reader: StreamReader, writer: StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:
            return
        self._connections.add(task)
        try:
            with suppress(ConnectionError, EOFError, asyncio.CancelledError):
                await self._imap(reader, writer, SocketInfo.get(writer, ProxyResultUnknown()))
        finally:
            self._connections.discard(task)
            writer.close()
