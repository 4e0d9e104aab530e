"""A mailbox read from a real IMAP server on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from leadwright.adapters.imap import ImapAccess, ImapMailroom
from leadwright.domain.errors import Fatal, Later, UserError
from leadwright.world.clock import JumpClock
from tests.adapters.mailservers import PASSWORD, USER, mail_servers
from tests.adapters.webservers import START


def raw(number: int) -> bytes:
    return f"From: a@shop.test\r\nMessage-ID: <{number}@shop.test>\r\nSubject: {number}\r\n\r\nHi {number}\r\n".encode()


@asynccontextmanager
async def mailroom(
    port: int, *, password: str = PASSWORD, from_start: bool = False, timeout: float = 5.0
) -> AsyncIterator[ImapMailroom]:
    access = ImapAccess("127.0.0.1", port, "plain", USER, lambda: password, timeout=timeout)
    room = ImapMailroom("main", access, clock=JumpClock(START), from_start=from_start)
    try:
        yield room
    finally:
        await room.close()


async def test_the_first_sweep_starts_now_and_the_next_gives_what_came():
    async with mail_servers() as mail, mailroom(mail.imap_port) as room:
        await mail.deliver(raw(1))
        first = await room.new(None)
        assert first.mails == ()
        await mail.deliver(raw(2), at=START + timedelta(hours=5))
        second = await room.new(first.cursor)
        assert [(found.folder, found.raw, found.at) for found in second.mails] == [
            ("INBOX", raw(2), START + timedelta(hours=5))
        ]
        third = await room.new(second.cursor)
        assert (third.mails, third.cursor) == ((), second.cursor)
        assert await room.new(first.cursor) == second


async def test_from_start_gives_everything_in_parts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("leadwright.adapters.imap.BATCH", 4)
    monkeypatch.setattr("leadwright.adapters.imap.CHUNK", 3)
    async with mail_servers() as mail, mailroom(mail.imap_port, from_start=True) as room:
        await mail.make_folder("Junk")
        for number in range(9):
            await mail.deliver(raw(number), folder="Junk" if number > 6 else "INBOX")
        cursor, seen, rounds = None, [], 0
        more = True
        while more:
            batch = await room.new(cursor)
            cursor, more = batch.cursor, batch.more
            seen += [(found.folder, found.uid) for found in batch.mails]
            rounds += 1
        assert len(seen) == len(set(seen)) == 9
        assert {folder for folder, _ in seen} == {"INBOX", "Junk"}
        assert rounds == 3


async def test_folders_numbered_anew_are_read_again():
    async with mail_servers() as mail, mailroom(mail.imap_port, from_start=True) as room:
        await mail.deliver(raw(1))
        batch = await room.new(None)
        assert len(batch.mails) == 1
        assert len((await room.new('{"INBOX": [1, 900]}')).mails) == 1


async def test_reading_leaves_mails_unread_and_long_ones_are_cut(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("leadwright.adapters.imap.MAIL_BYTES", 50)
    async with mail_servers() as mail, mailroom(mail.imap_port, from_start=True) as room:
        await mail.deliver(raw(1) + b"x" * 500)
        (found,) = (await room.new(None)).mails
        assert len(found.raw) == 50
        flags = await asyncio.get_running_loop().run_in_executor(room._thread, lambda: flags_of(room))
        assert rb"\Seen" not in flags


def flags_of(room: ImapMailroom) -> tuple[bytes, ...]:
    room._client.select_folder("INBOX", readonly=True)
    return room._client.get_flags([1]).get(1, ())


async def test_sent_is_filed_and_found():
    async with mail_servers() as mail, mailroom(mail.imap_port) as room:
        await room.append_sent(raw(5))
        assert await room.in_sent("<5@shop.test>")
        assert not await room.in_sent("<6@shop.test>")
        assert (await room.new('{"INBOX": [1, 1]}')).mails == ()


async def test_a_lost_line_is_taken_up_again_once():
    async with mail_servers() as mail, mailroom(mail.imap_port) as room:
        first = await room.new(None)
        await mail.deliver(raw(1))
        mail.cut_lines()
        assert len((await room.new(first.cursor)).mails) == 1


async def test_no_server_is_for_later_and_a_refused_login_is_not():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    async with mailroom(port) as room:
        with pytest.raises(Later, match="mailbox-unreachable") as later:
            await room.new(None)
        assert later.value.when == START + timedelta(minutes=2)
    async with mail_servers() as mail, mailroom(mail.imap_port, password="wrong") as room:
        with pytest.raises(Fatal, match="mailbox-refused") as fatal:
            await room.new(None)
        assert fatal.value.facts["mailbox"] == "main"


async def test_closing_ends_a_command_that_hangs():
    async def silent(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        sink.write(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
        while line := await source.readline():
            tag, _, command = line.decode().partition(" ")
            if command.upper().startswith("LOGIN"):
                sink.write(f"{tag} OK done\r\n".encode())
            elif command.upper().startswith("LIST"):
                sink.write(f'* LIST () "/" INBOX\r\n{tag} OK done\r\n'.encode())
            elif command.upper().startswith("CAPABILITY"):
                sink.write(f"* CAPABILITY IMAP4rev1\r\n{tag} OK done\r\n".encode())
            else:
                hung.set()
        sink.close()

    hung = asyncio.Event()
    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    async with mailroom(server.sockets[0].getsockname()[1], timeout=30) as room:
        sweep = asyncio.create_task(room.new(None))
        await hung.wait()
        started = asyncio.get_running_loop().time()
        await room.close()
        with pytest.raises((Later, asyncio.CancelledError, RuntimeError)):
            await sweep
        assert asyncio.get_running_loop().time() - started < 2
    server.close()


async def test_a_sweep_without_news_is_cheap():
    async with mail_servers() as mail, mailroom(mail.imap_port) as room:
        await mail.make_folder("Junk")
        cursor = (await room.new(None)).cursor
        loop = asyncio.get_running_loop()
        started = loop.time()
        for _ in range(20):
            await room.new(cursor)
        assert (loop.time() - started) / 20 < 0.02


def test_no_password_in_the_clear_to_another_machine():
    with pytest.raises(UserError):
        ImapMailroom("main", ImapAccess("imap.example.com", 143, "plain", USER, lambda: ""), clock=JumpClock(START))
