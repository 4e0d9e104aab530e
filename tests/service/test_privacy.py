"""Who said no hears nothing more."""

import pytest
import sqlalchemy as sa

from leadwright.consequences import Submit
from leadwright.domain.errors import UserError
from leadwright.domain.identity import token
from leadwright.ledger.tables import evidence, suppression, work
from tests.service.story import Story


async def test_a_stop_by_address_covers_the_brand_and_its_waiting_letters(story: Story) -> None:
    first, second, third = await story.find()
    done = await story.privacy.stop("Info+news@GLOW.test", "asked by phone", by="anna")
    assert [(stop.kind, stop.value, stop.new) for stop in done.stops] == [
        ("address", "info@glow.test", True),
        ("person", "info@glow.test", True),
        ("brand", "glow.test", True),
    ]
    assert done.letters == (first.key, second.key, third.key)
    assert await story.privacy.stopped("info@glow.test")
    assert await story.privacy.stopped("sales@glow.test"), "the whole brand"
    journey = await story.leads.journey("glow.test")
    assert (journey.state, journey.stopped) == ("stopped", "asked by phone")
    assert {letter.status for letter in journey.letters} == {"cancelled"}
    assert journey.steps[-1].type == "suppressed"
    assert journey.steps[-1].cause == "anna"
    again = await story.privacy.stop("info@glow.test", "again", by="anna")
    assert not any(stop.new for stop in again.stops)
    assert (await story.leads.journey("glow.test")).stopped == "asked by phone"


async def test_a_stop_by_domain_and_by_link(story: Story) -> None:
    await story.find()
    assert not await story.privacy.stop_link("forged.token", by="one-click")
    assert not await story.privacy.stopped("info@glow.test")
    assert await story.privacy.stop_link(token(story.database.key, "glow.test"), by="one-click")
    assert await story.privacy.stop_link(token(story.database.key, "glow.test"), by="one-click"), "idempotent"
    assert await story.privacy.stopped("info@glow.test")
    await story.privacy.stop("https://www.never-seen.test/", "competitor", by="anna")
    assert await story.privacy.stopped("anyone@shop.never-seen.test")
    assert not await story.privacy.stopped("anyone@other.test")


@pytest.mark.parametrize("text", ["", "nobody", "two words.test"])
async def test_what_is_neither_address_nor_domain_is_refused(story: Story, text: str) -> None:
    with pytest.raises(UserError, match="neither"):
        await story.privacy.stop(text, "x", by="anna")


@pytest.mark.parametrize(
    "written",
    [
        "https://www.glow.test/contact?x=1", "GLOW.test.", "glow.test:443", "shop.glow.test", "info＠glow.test",
        "mailto:info@glow.test?subject=x", "Anna <info@glow.test.>", '"info"@glow.test', "in\u00adfo@glow.test",
    ],
)  # fmt: skip
async def test_however_it_is_written_a_stop_protects(story: Story, written: str) -> None:
    letters = await story.find()
    done = await story.privacy.stop(written, "asked by phone", by="anna")
    assert done.letters == tuple(letter.key for letter in letters)
    assert await story.privacy.stopped("info@glow.test")


@pytest.mark.parametrize(
    ("stopped", "asked"),
    [
        ("bücher.test", "info@xn--bcher-kva.test"),
        ("https://www.bücher.test/", "info@bücher.test"),
        ("xn--bcher-kva.test", "info@BÜCHER.test"),
        ("info@straße.test", "info@strasse.test"),
        ("straße.test", "anna@xn--strae-oqa.test"),
        ("strasse.test", "anna@straße.test"),
        ("a.nna+x@googlemail.com", "anna@gmail.com"),
    ],
)
async def test_foreign_and_providers_spellings_are_one(story: Story, stopped: str, asked: str) -> None:
    await story.privacy.stop(stopped, "asked by phone", by="anna")
    assert await story.privacy.stopped(asked)
    assert not await story.privacy.stopped("anna@other.test")


@pytest.mark.parametrize(
    ("shown", "stopped"),
    [
        ("anna.lamp@gmail.com", "annalamp+shop@googlemail.com"),
        ("annalamp@googlemail.com", "Anna.Lamp@gmail.com"),
        ("shop@lamp.fastmail.com", "lamp@fastmail.com"),
        ("info+web@bücher.test", "INFO@xn--bcher-kva.test"),
        ("lamp_shop@elsewhere.test", "Lamp_Shop+x@elsewhere.test"),
    ],
)
async def test_whoever_a_page_shows_in_another_spelling_stops_its_brand(story: Story, shown: str, stopped: str) -> None:
    await story.find("glow.test")
    await story.find("lamp.test")
    row = {"url": "http://glow.test/", "sha256": "0" * 64, "snippet": shown, "way": "text", "robots": "none"}
    kept = {**row, "address": shown, "brand": "glow.test", "at": story.clock.now(), "source": "feed", "terms": "open"}
    await story.database.write(lambda conn: conn.execute(evidence.insert().values(kept)))
    done = await story.privacy.stop(stopped, "asked", by="anna")
    assert done.letters == ("glow.test#1", "glow.test#2", "glow.test#3")
    assert await story.privacy.stopped("info@glow.test")
    assert not await story.privacy.stopped("info@lamp.test")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("gmail.com", "mail provider.*name@gmail.com"),
        ("https://mail.yahoo.com/", "mail provider"),
        ("myshopify.com", "platform.*name.myshopify.com"),
        ("https://www.etsy.com/shop", "platform"),
        ("co.uk", "public suffix.*shop.co.uk"),
    ],
)
async def test_nobody_is_stopped_for_everybody(story: Story, text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        await story.privacy.stop(text, "x", by="anna")
    assert not await story.database.read(lambda conn: conn.scalar(sa.select(sa.func.count()).select_from(suppression)))


async def test_one_shop_of_a_platform_can_be_stopped(story: Story) -> None:
    done = await story.privacy.stop("https://www.etsy.com/shop/Glow?ref=x", "x", by="anna")
    assert [(stop.kind, stop.value) for stop in done.stops] == [("brand", "etsy.com/shop/glow")]
    await story.privacy.stop("https://glow.myshopify.com/pages/about", "x", by="anna")
    assert await story.privacy.stopped("info@glow.myshopify.com")


async def test_whom_nobody_will_write_to_nobody_reads(story: Story) -> None:
    site = Submit("extract", "feed http://post.test/", lane="site:quiet.test", brand="quiet.test")
    await story.store.submit([site], now=story.clock.now(), cause="test")
    await story.privacy.stop("quiet.test", "asked by phone", by="anna")
    state = sa.select(work.c.state).where(work.c.brand == "quiet.test")
    assert await story.database.read(lambda conn: conn.scalar(state)) == "cancelled"
