"""The recipients' page on a real server of this machine over a real ledger, and what a letter of ours carries."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa

from leadwright.domain.lead import Sighting
from leadwright.domain.letter import Draft, Letter
from leadwright.domain.optout import OptOut
from leadwright.doors.public import Door, app_of
from leadwright.doors.serving import served
from leadwright.ledger.columns import metadata
from leadwright.ledger.database import Database
from leadwright.ledger.tables import seen
from leadwright.wiring.recipients import recipients_of
from leadwright.writing.footer import SEPARATOR, footer
from tests.contracts.letterbox import BOX, OPERATOR, Letterbox, StillClock, seen_on, tables
from tests.doors.webdesk import Answer
from tests.ledgers import KEY

BASE = "https://letters.ours.test"
PUBLIC = replace(OPERATOR, link=BASE, booking="https://ours.test/call", company="Ours & Söhne Ltd")
URL = re.compile(r"https?://[^\s<>,]+")


@dataclass
class Public:
    """The app on a port, the ledger behind it, and a letter that left."""

    url: str
    session: aiohttp.ClientSession
    box: Letterbox
    letters: list[Letter]
    door: Door

    @property
    def path(self) -> str:
        """The path of the letter's own link."""
        return self.links[0].removeprefix(BASE)

    @property
    def links(self) -> list[str]:
        """Every URL in the letters, those of their headers too; our own page first."""
        texts = [text for letter in self.letters for text in (letter.body, *letter.headers.values())]
        found = dict.fromkeys(link for text in texts for link in URL.findall(text))
        return sorted(found, key=lambda link: not link.startswith(BASE))

    async def ask(self, method: str, path: str, **more: Any) -> Answer:
        async with self.session.request(method, self.url + path, allow_redirects=False, **more) as answer:
            return Answer(answer.status, dict(answer.headers), await answer.text())

    async def dump(self) -> bytes:
        """Every row of every table."""

        def do(conn: sa.Connection) -> bytes:
            tables_ = [
                (t.name, conn.execute(sa.select(t).order_by(*t.primary_key.columns))) for t in metadata.sorted_tables
            ]
            return repr([(name, [tuple(row) for row in rows]) for name, rows in tables_]).encode()

        return await self.box.database.read(do)

    async def count(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        asked = sa.select(sa.func.count()).select_from(table).where(*where)
        return int(await self.box.database.read(lambda conn: conn.scalar(asked)) or 0)


def written(draft: Draft, *, language: str, link: str) -> Draft:
    """Give a letter its real footer, and the call to action."""
    evidence = seen_on(f"https://{draft.brand}/contact", StillClock().now())
    foot = footer(PUBLIC, BOX.address, language=language, country="GB", evidence=evidence, link=link)
    return replace(draft, language=language, body=f"Hello\n\n{PUBLIC.booking}{SEPARATOR}{foot}")


async def open_public(database: Database, stack: AsyncExitStack, *, language: str = "de") -> Public:
    """Let a brand get a first letter, and serve the page."""
    clock = StillClock()
    box = Letterbox(database, clock)
    link = OptOut(BASE, KEY).link
    assert link is not None
    box.outbox = box.outbox_of(operator=PUBLIC, optout=link)
    drafts = await box.ready()
    drafts = [written(draft, language=language, link=link(draft.brand)) for draft in drafts]
    post = Sighting("feed", "https://forum.test/post/7", "Help", "x", clock.now(), clock.now(), "https://glow.test/")
    await box.store.keep([*drafts, post], now=clock.now())
    await box.approvals.approve([draft.key for draft in drafts], by="anna")
    row = {"brand": "glow.test", "sighting": post.key, "source": "feed", "terms": "open", "ts": clock.now()}
    await box.do(seen.insert().values(row))
    letter = await box.leave(drafts[0])
    await box.outbox.confirm(letter)
    door = Door(recipients_of(database, clock, PUBLIC, tables()))
    port = await stack.enter_async_context(served(app_of(door), 0, change="the port"))
    session = await stack.enter_async_context(aiohttp.ClientSession())
    return Public(f"http://127.0.0.1:{port}", session, box, [letter], door)


@pytest.fixture
async def public(database: Database) -> AsyncIterator[Public]:
    async with AsyncExitStack() as stack:
        yield await open_public(database, stack)
