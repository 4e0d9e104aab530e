"""What every mailroom keeps to."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from leadwright.ports.mailroom import Mailroom
from tests.adapters.mailservers import MailServers, mail_servers
from tests.adapters.test_imap import mailroom, raw

Open = Callable[[], AbstractAsyncContextManager[tuple[MailServers, Mailroom]]]


@asynccontextmanager
async def imap() -> AsyncIterator[tuple[MailServers, Mailroom]]:
    async with mail_servers() as mail, mailroom(mail.imap_port) as room:
        yield mail, room


@pytest.fixture(params=[imap])
def opened(request: pytest.FixtureRequest) -> Open:
    return request.param


class TestMailroom:
    async def test_nothing_is_lost_and_nothing_doubled_between_cursors(self, opened: Open):
        async with opened() as (mail, room):
            cursor, seen = (await room.new(None)).cursor, []
            for number in range(6):
                await mail.deliver(raw(number))
                if number % 2:
                    batch = await room.new(cursor)
                    cursor = batch.cursor
                    seen += [found.raw for found in batch.mails]
            assert seen == [raw(number) for number in range(6)]

    async def test_an_old_cursor_gives_the_same_again(self, opened: Open):
        async with opened() as (mail, room):
            cursor = (await room.new(None)).cursor
            await mail.deliver(raw(1))
            assert await room.new(cursor) == await room.new(cursor)

    async def test_moments_are_aware(self, opened: Open):
        async with opened() as (mail, room):
            cursor = (await room.new(None)).cursor
            await mail.deliver(raw(1))
            (found,) = (await room.new(cursor)).mails
            assert found.at.utcoffset() is not None

    async def test_sent_knows_what_was_filed(self, opened: Open):
        async with opened() as (_, room):
            assert not await room.in_sent("<1@shop.test>")
            await room.append_sent(raw(1))
            assert await room.in_sent("<1@shop.test>")

    async def test_closing_twice_is_fine(self, opened: Open):
        async with opened() as (_, room):
            await room.new(None)
            await room.close()
            await room.close()
