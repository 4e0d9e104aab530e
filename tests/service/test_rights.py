"""An erased person leaves keyed hashes and dates: the whole of the ledger is searched for them."""

import zlib
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.consequences import Join
from leadwright.domain.brand import Tie
from leadwright.domain.errors import UserError
from leadwright.domain.identity import keyed
from leadwright.domain.letter import Letter
from leadwright.domain.retention import Clocks
from leadwright.domain.site import Page, Site
from leadwright.ledger.beside import apply
from leadwright.ledger.columns import metadata
from leadwright.ledger.database import Database
from leadwright.ledger.erased import RETENTION
from leadwright.ledger.erasing import erase, subject_of
from leadwright.ledger.forbidden import LedgerForbidden
from leadwright.ledger.pages import LedgerPages
from leadwright.ledger.tables import approaches, erasures, leads, messages, notices, outreach, suppression
from leadwright.ports.mailroom import RawMail
from leadwright.service.rights import Rights
from tests.contracts.letterbox import BOX, tables
from tests.properties.mails import COMPLAINT, REPORT
from tests.service.story import Story, mail


def rights(story: Story) -> Rights:
    return Rights(story.database, story.clock, tables())


async def everything(database: Database) -> str:
    """Give all that the ledger holds as one text, in lower case: rows, stored pages, the bytes of its files."""
    found: list[str] = []

    def do(conn: sa.Connection) -> None:
        for table in metadata.sorted_tables:
            for row in conn.execute(sa.select(table)):
                found.extend(readable(value) for value in row)

    await database.read(do)
    if database.path:
        for file in sorted(database.path.parent.glob(f"{database.path.name}*")):
            found.append(file.read_bytes().decode("latin-1"))
    return "\n".join(found).lower()


def readable(value: Any) -> str:
    if not isinstance(value, bytes):
        return str(value)
    try:
        return zlib.decompress(value).decode(errors="replace")
    except zlib.error:
        return value.decode(errors="replace")


async def write_to(story: Story, brand: str) -> Letter:
    """Let a brand be found and its first letter leave."""
    first, *_ = await story.find(brand)
    await story.campaigns.approve([first.key], "anna")
    return await story.send(first)


async def read_page(story: Story, brand: str, text: str) -> None:
    page = Page(f"http://{brand}/", f"http://{brand}/", 200, story.clock.now(), text.encode(), "0" * 64, "allowed", {})
    await LedgerPages(story.database).keep(Site(page.url, (page,)))


async def test_nothing_is_left_of_a_person_but_hashes_and_dates(story: Story) -> None:
    await write_to(story, "lamp.test")
    letter = await write_to(story, "glow.test")
    await story.answer(letter, "Write to my colleague boss.karenin@glow.test instead.")
    await read_page(story, "glow.test", "<p>info@glow.test</p>")
    await read_page(story, "lamp.test", "<p>Our friends: Info@GLOW.test</p>")
    before = await everything(story.database)
    assert "info@glow.test" in before

    done = await rights(story).forget("Info+shop@glow.test", by="anna")
    assert (done.erased.brands, done.left) == (1, None)
    after = await everything(story.database)
    for word in ("@glow.test", "glow.test", "karenin"):
        assert word in before
        assert word not in after, after[after.index(word) - 200 :][:400]
    kept = await story.database.read(lambda conn: conn.execute(sa.select(erasures)).all())
    assert {row.kind for row in kept} == {"brand", "address", "letter"}
    assert keyed(story.database.key, "brand", "glow.test") in {row.hash for row in kept}
    hashes = await story.database.read(lambda conn: set(conn.scalars(sa.select(approaches.c.hash))))
    assert keyed(story.database.key, "brand", "glow.test") in hashes
    assert await story.privacy.stopped("info@glow.test")
    assert await story.privacy.stopped("somebody.else@glow.test")


async def test_the_rest_of_the_ledger_stays(story: Story) -> None:
    await write_to(story, "glow.test")
    kept = await write_to(story, "lamp.test")
    await read_page(story, "lamp.test", "<p>info@lamp.test</p>")
    before = await rows_of(story.database, "lamp.test")
    await rights(story).forget("glow.test", by="anna")
    assert await rows_of(story.database, "lamp.test") == before
    assert await story.answer(kept, "Yes")


async def rows_of(database: Database, brand: str) -> dict[str, list[tuple[Any, ...]]]:
    def do(conn: sa.Connection) -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        for table in metadata.sorted_tables:
            rows = [tuple(row) for row in conn.execute(sa.select(table))]
            found[table.name] = [row for row in rows if brand in " ".join(map(readable, row))]
        return found

    return await database.read(do)


async def test_texts_about_others_lose_the_address_and_stay(story: Story) -> None:
    letter = await write_to(story, "lamp.test")
    await write_to(story, "glow.test")
    plain = mail(letter, "Ask anna.k@gmail.com, or info@glow.test!", story.clock.now())
    await story.sweep(plain)
    encoded = "QXNrIGFubmEua0BnbWFpbC5jb20="  # "Ask anna.k@gmail.com"
    head = f"From: Lamp <info@lamp.test>\r\nMessage-ID: <b@lamp>\r\nIn-Reply-To: {letter.message_id}\r\n"
    head += "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    await story.sweep(RawMail("INBOX", 2, story.clock.now(), (head + encoded).encode()))
    assert await rights(story).known("annak+x@googlemail.com")
    await rights(story).forget("annak+x@googlemail.com", by="anna")
    left = await everything(story.database)
    assert "anna.k@" not in left
    assert encoded.lower() not in left
    assert "info@glow.test" in left, "she alone was erased"
    body = sa.select(messages.c.body, messages.c.raw).where(messages.c.direction == "in").order_by(messages.c.id)
    (first, second) = await story.database.read(lambda conn: conn.execute(body).all())
    assert first.body.strip() == "Ask [erased], or info@glow.test!"
    assert b"Ask [erased], or info@glow.test!" in first.raw
    assert (second.body.strip(), second.raw) == ("Ask [erased]", None)


async def test_of_whom_nothing_is_known_nothing_is_erased(story: Story) -> None:
    await write_to(story, "glow.test")
    with pytest.raises(UserError, match="nothing is known"):
        await rights(story).forget("stranger@other.test", by="anna")
    with pytest.raises(UserError, match="mail provider"):
        await rights(story).forget("gmail.com", by="anna")
    assert await count(story.database, erasures) == 0
    assert await count(story.database, suppression) == 0
    assert await count(story.database, leads) == 1


async def count(database: Database, table: sa.Table) -> int:
    asked = sa.select(sa.func.count()).select_from(table)
    return int(await database.read(lambda conn: conn.scalar(asked)) or 0)


async def test_what_an_erased_person_writes_later_is_not_kept(story: Story) -> None:
    letter = await write_to(story, "glow.test")
    await rights(story).forget("info@glow.test", by="anna")
    at = story.clock.now()
    threaded = (
        f"From: other@elsewhere.test\r\nMessage-ID: <c@d>\r\nIn-Reply-To: {letter.message_id}\r\n\r\nSecret words"
    )
    await story.sweep(mail(letter, "Secret words", at), RawMail("INBOX", 3, at, threaded.encode()))
    left = await everything(story.database)
    assert "secret words" not in left
    assert "glow.test" not in left
    told = sa.select(notices.c.facts).where(notices.c.code == "erased-person-wrote")
    assert len(await story.database.read(lambda conn: conn.scalars(told).all())) == 2
    stranger = "From: other@elsewhere.test\r\nMessage-ID: <e@f>\r\n\r\nHello"
    await story.sweep(RawMail("INBOX", 4, at, stranger.encode()))
    assert await count(story.database, messages) == 1, "who was not erased is read"


@pytest.mark.parametrize(
    "words",
    [
        "From: info@glow.test\r\nMessage-ID: <c@d>\r\nIn-Reply-To: {0}\r\n\r\nSecret words",
        "From: Info+x@GLOW.test\r\nMessage-ID: <c@d>\r\nReferences: <a@b> {0}\r\n\r\nSTOP",
    ],
)
async def test_what_an_erased_person_writes_about_another_shop_stops_it_all_the_same(story: Story, words: str) -> None:
    await write_to(story, "glow.test")
    letter = await write_to(story, "lamp.test")
    await rights(story).forget("info@glow.test", by="anna")
    await story.sweep(RawMail("INBOX", 7, story.clock.now(), words.format(letter.message_id).encode()))
    assert await LedgerForbidden(story.database).is_stopped(["lamp.test"])
    assert "secret words" not in await everything(story.database)


def about_erased(form: str, letter: Letter) -> bytes:
    """Write a machine's report on a letter, which names somebody who was erased."""
    return form.format(
        to=BOX.address, subject="Report", id="<r@mx>", date="Mon, 2 Mar 2026 10:00:00 +0000",
        rcpt="info@glow.test", action="failed", status="5.1.1", about=letter.message_id,
    ).encode()  # fmt: skip


async def test_a_bounce_of_an_erased_person_stops_nobody_else(story: Story) -> None:
    await write_to(story, "glow.test")
    letter = await write_to(story, "lamp.test")
    await rights(story).forget("info@glow.test", by="anna")
    await story.sweep(RawMail("INBOX", 8, story.clock.now(), about_erased(REPORT, letter)))
    assert not await LedgerForbidden(story.database).is_stopped(["lamp.test"])


async def test_another_shop_that_turns_out_to_be_an_erased_persons_hears_nothing_more(story: Story) -> None:
    await write_to(story, "glow.test")
    waiting, *_ = await story.find("lamp.test")
    await rights(story).forget("info@glow.test", by="anna")
    shown = Join("lamp.test", (Tie("info@glow.test", "address", "http://lamp.test/", "0" * 64),))
    now, key = story.clock.now(), story.database.key
    await story.database.write(lambda conn: apply(conn, [shown], now=now, cause="visit", database_key=key))
    await story.campaigns.approve([waiting.key], "anna")
    await story.sweep()
    assert await story.ask(waiting) is None
    row = sa.select(outreach.c.status).where(outreach.c.draft == waiting.key)
    assert await story.database.read(lambda conn: conn.scalar(row)) == "cancelled"


async def test_an_abuse_report_about_somebody_erased_stops_the_mailbox_too(story: Story) -> None:
    letter = await write_to(story, "glow.test")
    await rights(story).forget("info@glow.test", by="anna")
    await story.sweep(RawMail("INBOX", 9, story.clock.now(), about_erased(COMPLAINT, letter)))
    assert await story.mailboxes.stopped("main") == "abuse-report"
    assert "info@glow.test" not in await everything(story.database)


async def test_nobody_collects_an_erased_person_anew(story: Story) -> None:
    await write_to(story, "glow.test")
    forbidden = LedgerForbidden(story.database)
    assert not await forbidden.is_erased(["glow.test"], ["info@glow.test"])
    await rights(story).forget("info@glow.test", by="anna")
    assert await forbidden.is_stopped(["glow.test"])
    assert await forbidden.is_erased(["shop.glow.test"])
    assert await forbidden.is_erased((), ["Info+a@GLOW.test"])
    assert await forbidden.is_erased((), (), "write to INFO%40glow.test.")
    assert not await forbidden.is_erased(["lamp.test"], ["info@lamp.test"], "info@lamp.test")
    await read_page(story, "agency.test", "<p>Our client: info@glow.test, and hello@lamp.test</p>")
    left = await everything(story.database)
    assert "glow.test" not in left
    assert "our client: [erased], and hello@lamp.test" in left


async def test_a_retention_erases_without_a_stop(story: Story) -> None:
    await story.find("glow.test")
    key, now = story.database.key, story.clock.now()

    def do(conn: sa.Connection) -> None:
        found = subject_of(conn, "glow.test")
        assert found
        erase(conn, found, reason=RETENTION, by="retention", now=now, key=key, thorough=False)

    await story.database.write(do)
    assert await count(story.database, leads) == 0
    assert await count(story.database, suppression) == 0
    assert not await LedgerForbidden(story.database).is_erased(["glow.test"])


async def test_who_asks_is_shown_what_is_held_and_nothing_of_others(story: Story) -> None:
    letter = await write_to(story, "glow.test")
    await read_page(story, "glow.test", "<p>info@glow.test and boss.karenin@glow.test</p>")
    await story.sweep(mail(letter, "Ask anna.k@gmail.com.", story.clock.now()))
    head = f"From: boss.karenin@glow.test\r\nMessage-ID: <b@k>\r\nIn-Reply-To: {letter.message_id}\r\n\r\nMy own words"
    await story.sweep(RawMail("INBOX", 2, story.clock.now(), head.encode()))
    await story.privacy.stop("info@glow.test", "phone", by="anna")
    found = await rights(story).show("Info+x@GLOW.test", own=[BOX.address], clocks=Clocks())
    text = str(found)
    assert found.known
    assert found.stopped == "phone"
    assert found.clock == "answered"
    (first, *_) = found.held["letters"]
    assert (first["recipient"], first["status"], bool(first["body"])) == ("info@glow.test", "sent", True)
    assert first["decision"]["action"] == "send"
    (proof,) = found.held["evidence"]
    assert proof["url"] == "http://glow.test/contact"
    assert [one["sender"] for one in found.held["mails"]] == ["info@glow.test"]
    assert {one["what"] for one in found.hashes} >= {"suppress", "approach"}
    for other in ("karenin", "My own words", "anna.k", "abuse@"):
        assert other not in text, text[text.index(other) - 200 :][:400]
    whole = str(await rights(story).show("glow.test", own=[BOX.address], clocks=Clocks()))
    assert "My own words" in whole, "the brand as a whole is theirs"
    assert "anna.k" not in whole


async def test_who_was_erased_is_shown_what_stays(story: Story) -> None:
    await write_to(story, "glow.test")
    await rights(story).forget("info@glow.test", by="anna")
    found = await rights(story).show("info@glow.test", own=[], clocks=Clocks())
    assert (found.known, found.held) == (False, {})
    assert {one["what"] for one in found.hashes} == {"suppress", "approach", "erase"}
    stranger = await rights(story).show("who@else.test", own=[], clocks=Clocks())
    assert (stranger.known, stranger.hashes, stranger.until) == (False, (), None)
