"""A first touch needs its page read again: what the gate makes of it, and a real site that changes."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import Drop, Later
from leadwright.domain.letter import Draft
from leadwright.ledger.rereads import LedgerPassports
from leadwright.ledger.tables import evidence, rereads
from leadwright.ports.passports import REREAD_DUE
from leadwright.writing.footer import source_line
from leadwright.writing.phrases import phrases
from tests.adapters.webservers import SmallWeb, reader, small_web
from tests.contracts.letterbox import Letterbox, tables

CONTACT = '<p>Questions? <a href="mailto:info@glow.test">Write to us</a></p>'
PLACE = "glow.test/contact"


@pytest.fixture
async def first(letterbox: Letterbox) -> Draft:
    """A first touch whose moment has come and that lacks nothing but a new reading of its page."""
    first, *_ = await letterbox.ready()
    await come(letterbox, first)
    return first


async def come(letterbox: Letterbox, letter: Draft) -> None:
    """Wait for a letter's moment, with the mailbox read and no page read again."""
    while (said := await letterbox.refusal(letter)).code == "slot":
        assert isinstance(said, Later)
        assert said.when
        letterbox.clock.moment = said.when
        await letterbox.sweep()
        await letterbox.do(rereads.delete())
        if letter.touch > 1:
            return


async def said_of(letterbox: Letterbox, first: Draft, verdict: str, **ago: float) -> Drop | Later:
    """Give what the gate says after a reading some time ago."""
    now = letterbox.clock.now()
    letterbox.clock.moment = now - timedelta(**ago)
    await letterbox.reread(verdict=verdict)
    letterbox.clock.moment = now
    return await letterbox.refusal(first)


async def test_without_a_new_reading_a_first_touch_waits_for_one(letterbox: Letterbox, first: Draft) -> None:
    said = await letterbox.refusal(first)
    (passport,) = await letterbox.rows(evidence)
    assert (said.code, said.facts["passport"], said.facts["url"]) == (REREAD_DUE, passport.id, passport.url)
    assert (await letterbox.row(first.key)).status == "draft"


async def test_a_page_read_again_lets_its_letter_go(letterbox: Letterbox, first: Draft) -> None:
    await letterbox.reread()
    assert (await letterbox.outbox.claim(first, run="run")).to == first.to  # type: ignore[union-attr]


async def test_the_reading_must_be_younger_than_three_days(letterbox: Letterbox, first: Draft) -> None:
    assert (await said_of(letterbox, first, "there", hours=73)).code == REREAD_DUE
    await letterbox.reread()


@pytest.mark.parametrize(
    ("verdict", "code", "status"),
    [
        ("gone", "address-gone", "held"),
        ("closed", "page-closed", "held"),
        ("refused", "refusal-new", "blocked"),
        ("strange", "page-closed", "held"),
    ],
)
async def test_what_no_longer_bears_a_letter(
    letterbox: Letterbox, first: Draft, verdict: str, code: str, status: str
) -> None:
    await letterbox.reread()  # an earlier reading that found it
    letterbox.clock.pass_(seconds=1)
    said = await said_of(letterbox, first, verdict)
    assert (said.code, said.facts["url"]) == (code, "https://glow.test/contact")
    assert (await letterbox.row(first.key)).status == status
    assert isinstance(said, Drop) or said.when is None


async def test_a_page_that_was_gone_is_looked_at_again_the_next_day(letterbox: Letterbox, first: Draft) -> None:
    assert (await said_of(letterbox, first, "gone", hours=23)).code == "address-gone"
    await letterbox.do(rereads.delete())
    assert (await said_of(letterbox, first, "gone", hours=25)).code == REREAD_DUE


async def test_a_page_that_does_not_answer_is_asked_again_ever_less_often(letterbox: Letterbox, first: Draft) -> None:
    now = letterbox.clock.now()
    waits = []
    for back in (30, 20, 9, 1):  # hours ago, four tries in all
        said = await said_of(letterbox, first, "unreachable", hours=back)
        waits.append(said.when - now if isinstance(said, Later) and said.code == "page-unreachable" else said.code)
    assert waits == [REREAD_DUE, REREAD_DUE, REREAD_DUE, timedelta(hours=23)]
    assert (await letterbox.row(first.key)).status == "draft"


async def test_after_five_days_of_silence_a_person_is_asked(letterbox: Letterbox, first: Draft) -> None:
    await said_of(letterbox, first, "unreachable", hours=125)
    said = await said_of(letterbox, first, "unreachable", hours=1)
    assert (said.code, getattr(said, "when", 0)) == ("page-unreachable", None)
    assert (await letterbox.row(first.key)).status == "held"


@pytest.mark.parametrize("how", [{"way": "person"}, {"robots": "person"}])
async def test_what_a_person_brought_is_not_fetched(letterbox: Letterbox, first: Draft, how: dict[str, str]) -> None:
    await letterbox.do(evidence.update().values(how))
    assert (await letterbox.outbox.claim(first, run="run")).to == first.to  # type: ignore[union-attr]


async def test_follow_ups_ask_for_no_reading(letterbox: Letterbox) -> None:
    one, two, _ = await letterbox.ready()
    await letterbox.send(one)
    await come(letterbox, two)
    assert (await letterbox.outbox.claim(two, run="run")).to == two.to  # type: ignore[union-attr]


@pytest.fixture
async def site() -> AsyncIterator[SmallWeb]:
    """The site of glow.test as it was when its address was found."""
    async with small_web() as small:
        small.page(PLACE, CONTACT)
        yield small


async def reading(letterbox: Letterbox, site: SmallWeb) -> tuple[str, int]:
    """Read the page of the only passport again: verdict and status of the last reading."""
    await letterbox.do(evidence.update().values(url="http://glow.test/contact"))
    (passport,) = await letterbox.rows(evidence)
    async with reader(site) as web:
        await LedgerPassports(letterbox.database, site.clock, web, tables()).reread(passport.id)
    asked = sa.select(rereads).order_by(rereads.c.id.desc()).limit(1)
    row = await letterbox.database.read(lambda conn: conn.execute(asked).one())
    assert row.evidence_id == passport.id
    assert row.at == site.clock.now()
    return row.verdict, row.status


async def test_a_site_that_changes(letterbox: Letterbox, site: SmallWeb) -> None:
    await letterbox.brand("glow.test")
    assert await reading(letterbox, site) == ("there", 200)
    site.page(PLACE, "<h1>New shop</h1>" + CONTACT)
    assert await reading(letterbox, site) == ("there", 200)
    site.page(PLACE, CONTACT + "<p>No unsolicited e-mail, please.</p>")
    assert await reading(letterbox, site) == ("refused", 200)
    site.page(PLACE, "<p>Use our form.</p>")
    assert await reading(letterbox, site) == ("gone", 200)
    site.page(PLACE, "not here", status=404)
    assert await reading(letterbox, site) == ("gone", 404)
    site.page(PLACE, "not for you", status=403)
    assert await reading(letterbox, site) == ("closed", 403)
    site.page(PLACE, "oh", status=500)
    assert await reading(letterbox, site) == ("unreachable", 500)
    site.page(PLACE, CONTACT)
    site.page("glow.test/robots.txt", "User-agent: *\nDisallow: /contact", headers={"Content-Type": "text/plain"})
    assert await reading(letterbox, site) == ("closed", 0)
    assert site.paths("glow.test").count("/contact") == 7  # the last was not asked for


async def test_one_page_is_asked_for_and_no_other(letterbox: Letterbox, site: SmallWeb) -> None:
    await letterbox.brand("glow.test")
    site.page(PLACE, CONTACT + '<a href="/imprint">Imprint</a>')
    await reading(letterbox, site)
    assert site.paths("glow.test") == ["/robots.txt", "/contact"]


async def test_a_host_that_asks_for_patience_gets_it_and_counts_as_silent(letterbox: Letterbox, site: SmallWeb) -> None:
    await letterbox.brand("glow.test")
    site.page(PLACE, "busy", status=503, headers={"Retry-After": "7200"})
    with pytest.raises(Later, match="asked-to-wait"):
        await reading(letterbox, site)
    assert [row.verdict for row in await letterbox.rows(rereads)] == ["unreachable"]


async def test_a_passport_that_was_forgotten_meanwhile_is_no_fault(letterbox: Letterbox, site: SmallWeb) -> None:
    async with reader(site) as web:
        await LedgerPassports(letterbox.database, site.clock, web, tables()).reread(99)
    assert await letterbox.rows(rereads) == []
    assert site.asked == []


@pytest.mark.parametrize("way", ["csv", "post"])
async def test_who_asked_for_letters_is_told_so_and_no_page_is_read(
    letterbox: Letterbox, first: Draft, way: str
) -> None:
    """What shows the address is their own word: a letter that names a page that publishes it is not true."""
    await letterbox.do(evidence.update().values(way=way))
    assert (await letterbox.refusal(first)).facts["lacks"] == "SRC, ART14"
    (row,) = await letterbox.rows(evidence)
    published, asked = (source_line(row.url, row.at, one, phrases("en")) for one in ("mailto", way))
    anew = replace(first, body=first.body.replace(published, asked))
    assert anew != first
    await letterbox.store.keep([anew], now=letterbox.clock.now())
    await letterbox.approvals.approve([anew.key], by="anna")
    assert (await letterbox.outbox.claim(anew, run="run")).to == first.to  # type: ignore[union-attr]


@pytest.mark.parametrize("written", ["INFO@glow.test", "JÖRG@glow.test", "jörg+shop@glow.test"])
async def test_any_spelling_of_the_published_address_leaves_with_its_evidence(
    letterbox: Letterbox, written: str
) -> None:
    shown = "info@glow.test" if written.isascii() else "jörg@glow.test"
    first, *_ = await letterbox.ready(to=written)
    await letterbox.do(evidence.update().values(address=shown))
    letter = await letterbox.leave(first)
    assert letter.to == written
    (sent,) = [row for row in await letterbox.rows(evidence) if row.id == (await letterbox.row(first.key)).evidence_id]
    assert sent.snippet
