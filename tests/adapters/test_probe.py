"""The light probe, against a real SMTP server on 127.0.0.1: what it says, what it never says, and what it learns."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP

from leadwright.adapters.connect import Guard
from leadwright.adapters.probe import SmtpProbe

ADDRESS, STRANGER = "info@shop.test", "0123456789@shop.test"
UNKNOWN_USER = "550 5.1.1 no such user"


@dataclass
class Server:
    """What the server answers, and the commands that came."""

    rcpt: Callable[[str], str] = lambda address: "250 2.1.5 Ok" if address == ADDRESS else UNKNOWN_USER
    mail: str = "250 2.1.0 Ok"
    port: int = 0
    said: list[str] = field(default_factory=list)

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        if self.mail.startswith("2"):
            envelope.mail_from = address
        return self.mail

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:  # noqa: N802
        answer = self.rcpt(address)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer


@asynccontextmanager
async def smtp_server(server: Server) -> AsyncIterator[Server]:
    def make() -> SMTP:
        made = SMTP(server, hostname="mx.shop.test", enable_SMTPUTF8=True)
        line = made.data_received

        def heard(data: bytes) -> None:
            server.said += data.decode().splitlines()
            line(data)

        made.data_received = heard  # type: ignore[method-assign]
        return made

    listening = await asyncio.get_running_loop().create_server(make, "127.0.0.1", 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()
        await listening.wait_closed()


def probe(port: int, *, seconds: float = 5.0) -> SmtpProbe:
    guard = Guard({"mx.shop.test": ("127.0.0.1", port)})
    return SmtpProbe(hello="ours.test", make=guard, port=port, seconds=seconds)


async def ask(server: Server, **options: Any) -> str:
    async with smtp_server(server):
        return await probe(server.port, **options).ask(ADDRESS, STRANGER, servers=["127.0.0.1"])


async def test_the_words_of_a_probe() -> None:
    server = Server()
    assert await ask(server) == "taken"
    assert server.said == [
        "EHLO ours.test",
        "MAIL FROM:<>",
        f"RCPT TO:<{ADDRESS}>",
        f"RCPT TO:<{STRANGER}>",
        "RSET",
        "QUIT",
    ]


async def test_an_invented_mailbox_is_named_only_where_the_real_one_was_taken() -> None:
    server = Server(rcpt=lambda _: UNKNOWN_USER)
    assert await ask(server) == "no-mailbox"
    assert [line for line in server.said if line.startswith("RCPT")] == [f"RCPT TO:<{ADDRESS}>"]
    assert server.said[-2:] == ["RSET", "QUIT"]


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        (("250 Ok", "250 Ok"), "catch-all"),
        (("250 2.1.5 Ok", "450 4.7.1 greylisted"), "unsure"),
        (("250 2.1.5 Ok", "550 5.7.1 too many"), "unsure"),
        (("451 4.7.1 greylisted, come back", ""), "greylisted"),
        (("550 5.7.1 blocked by a list", ""), "policy"),
        (("554 5.7.1 go away", ""), "policy"),
        (("550 mailbox unavailable", ""), "refused"),
        (("550 5.1.10 null MX", ""), "no-mailbox"),
        (("551 5.1.1 not local", ""), "refused"),
    ],
)
async def test_what_the_server_says(answers: tuple[str, str], code: str) -> None:
    assert await ask(Server(rcpt=lambda address: answers[address != ADDRESS])) == code


@pytest.mark.parametrize(
    ("mail", "code"),
    [("550 5.1.1 no empty senders here", "refused"), ("451 4.3.2 not now", "greylisted"), ("550 5.7.1 no", "policy")],
)
async def test_a_refusal_before_the_mailbox_is_named_is_not_about_it(mail: str, code: str) -> None:
    server = Server(mail=mail)
    assert await ask(server) == code
    assert not [line for line in server.said if line.startswith("RCPT")]


async def test_nothing_is_ever_sent() -> None:
    server = Server(rcpt=lambda _: "250 Ok")
    await ask(server)
    assert not {line.split()[0] for line in server.said} & {"DATA", "BDAT", "STARTTLS", "AUTH", "VRFY", "EXPN"}


async def raw_server(answer: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Any]) -> asyncio.Server:
    return await asyncio.start_server(answer, "127.0.0.1", 0)


@pytest.mark.parametrize(
    ("greeting", "code"),
    [(b"554 5.7.1 no service for you\r\n", "policy"), (b"421 busy\r\n", "greylisted"), (b"hello?\r\n", "refused")],
)
async def test_a_server_that_does_not_talk_to_us(greeting: bytes, code: str) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        await writer.drain()
        writer.close()

    async with await raw_server(answer) as server:
        port = server.sockets[0].getsockname()[1]
        said = await probe(port).ask(ADDRESS, STRANGER, servers=["127.0.0.1"])
        assert said in {code, "no-answer"}


async def test_a_server_that_says_nothing_costs_a_bounded_time() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await raw_server(answer) as server:
        port = server.sockets[0].getsockname()[1]
        async with asyncio.timeout(4):
            assert await probe(port, seconds=0.3).ask(ADDRESS, STRANGER, servers=["127.0.0.1"]) == "no-answer"


async def test_a_closed_port_is_no_answer() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert await probe(port).ask(ADDRESS, STRANGER, servers=["127.0.0.1"]) == "no-answer"
    assert await probe(port).ask(ADDRESS, STRANGER, servers=[]) == "no-answer"


@pytest.mark.parametrize("place", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:10.0.0.1", "fe80::1"])
async def test_private_addresses_are_never_knocked_at(place: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0)
        asker = SmtpProbe(hello="ours.test", make=Guard(None), port=door.getsockname()[1], seconds=2)
        assert await asker.ask(ADDRESS, STRANGER, servers=[place]) == "no-answer"
        with pytest.raises(BlockingIOError):
            door.accept()
