"""The way out of the machine, watched: a few public addresses that stand for servers on loopback, and all the rest.

Whatever would go anywhere else is let through to a real listener on loopback, which counts who came; so a guard that
lets one connection pass is seen by the listener, and no test talks to the internet.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from leadwright.adapters.web import PoliteWeb
from tests.adapters.webservers import SmallWeb, small_web

PUBLIC = "93.184.216.34"
PUBLIC6 = "2606:2800:220:1:248:1893:25c8:1946"
DEAD = "93.184.216.99"  # a public address where nobody answers
SHOP = "shop.example.com"
HOME = f"http://{SHOP}/"
DOCUMENT = "<p>nobody may read this"


class Answers(AbstractResolver):
    """A name server of our own; a name's answers come one after the other, the last of them for ever."""

    def __init__(self, port: int) -> None:
        """Answer private addresses with ``port``, that of the listener, as a hostile resolver well might."""
        self.port = port
        self.records: dict[str, list[Sequence[str]]] = {}
        self.aliases: dict[str, str] = {}
        self.broken: set[str] = set()
        self.asked: list[str] = []

    def say(self, name: str, *answers: Sequence[str]) -> None:
        self.records[name] = list(answers)

    def fail(self, name: str) -> None:
        """Answer as a resolver does that gets no answer for ``name`` (SERVFAIL)."""
        self.broken.add(name)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        name = host.rstrip(".")
        for _ in range(100):
            if name not in self.aliases:
                break
            name = self.aliases[name]
        if name in self.broken:
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        answers = self.records.get(name)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [self._result(host, address, port) for address in addresses]

    def _result(self, host: str, address: str, port: int) -> ResolveResult:
        kind = socket.AF_INET6 if ":" in address else socket.AF_INET
        port = port if address in (PUBLIC, PUBLIC6) else self.port
        return ResolveResult(hostname=host, host=address, port=port, family=kind, proto=0, flags=0)

    async def close(self) -> None:
        pass


@dataclass
class Wire:
    """Who was connected to; ``strayed`` are the connections to anything but a public address."""

    small: SmallWeb
    answers: Answers
    doors: Mapping[int, tuple[str, int]]  # a listener for each family
    reached: list[str] = field(default_factory=list)
    strayed: list[tuple[Any, ...]] = field(default_factory=list)
    knocks: list[int] = field(default_factory=list)  # what the listeners saw
    secure: int = 0  # the port on loopback that stands for 443 of the public addresses

    def web(self, *, tls: ssl.SSLContext | None = None) -> PoliteWeb:
        """Give the reader as it is in production: no names of a world, only another name server."""
        agent = "Leadwright/1 (+mailto:me@x.test)"
        return PoliteWeb(self.small.clock, agent=agent, resolver=self.answers, tls=tls)

    async def why(self, url: str = HOME) -> str:
        """Visit, and give the code of why there is no page; empty where there is one."""
        async with self.web() as web:
            site = await web.visit(url, choose=lambda _: [])
        return "" if site.pages else site.unread[0].why

    def place_of(self, sock: socket.socket, address: tuple[Any, ...]) -> tuple[str, int]:
        """Give where a connection goes in truth."""
        if address[0] == DEAD:
            raise ConnectionRefusedError(111, "nobody is there")
        if address[0] in (PUBLIC, PUBLIC6):
            self.reached.append(address[0])
            return ("127.0.0.1", self.secure if address[1] == 443 else self.small.port)
        self.strayed.append(address)
        return self.doors[sock.family]


@asynccontextmanager
async def listening(host: str, knocks: list[int]) -> AsyncIterator[tuple[str, int]]:
    """Listen at a private place; answer like a web page, and count who comes."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        knocks.append(1)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(DOCUMENT)}\r\n\r\n{DOCUMENT}".encode())
        writer.close()

    server = await asyncio.start_server(answer, host, 0)
    async with server:
        yield server.sockets[0].getsockname()[:2]


@asynccontextmanager
async def watched_wire() -> AsyncIterator[Wire]:
    """Put a web of ours behind the public addresses, and a listener behind every other one; nobody may knock there."""
    loop, knocks = asyncio.get_running_loop(), list[int]()
    async with AsyncExitStack() as stack:
        small = await stack.enter_async_context(small_web())
        doors = {int(socket.AF_INET): await stack.enter_async_context(listening("127.0.0.1", knocks))}
        if socket.has_ipv6:
            doors[int(socket.AF_INET6)] = await stack.enter_async_context(listening("::1", knocks))
        wire = Wire(small, Answers(doors[socket.AF_INET][1]), doors, knocks=knocks)
        straight = loop.sock_connect

        async def connect(sock: socket.socket, address: tuple[Any, ...]) -> None:
            place = wire.place_of(sock, address)
            if sock.family == socket.AF_INET6 and place[0] == "127.0.0.1":
                place = (f"::ffff:{place[0]}", place[1])
            await straight(sock, place)

        loop.sock_connect = connect  # type: ignore[method-assign]
        try:
            yield wire
        finally:
            loop.sock_connect = straight  # type: ignore[method-assign]
        assert not wire.strayed
        assert not knocks
