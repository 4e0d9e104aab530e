"""Who said no hears nothing more."""

import pytest
import sqlalchemy as sa

from leadwright.consequences import Submit
from leadwright.domain.errors import UserError
from leadwright.domain.identity import token
from leadwright.ledger.tables import work
from tests.service.story import Story


async def test_a_stop_by_address_covers_the_brand_and_its_waiting_letters(story: Story) -> None:
    first, second, third = await story.find()
    done = await story.privacy.stop("Info+news@GLOW.test", "asked by phone", by="anna")
    assert [(stop.kind, stop.value, stop.new) for stop in done.stops] == [
        ("address", "info@glow.test", True),
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
    assert await story.privacy.stop_link(token(story.database.key, "brand", "glow.test"), by="one-click")
    assert await story.privacy.stop_link(token(story.database.key, "brand", "glow.test"), by="one-click"), "idempotent"
    assert await story.privacy.stopped("info@glow.test")
    await story.privacy.stop("https://www.never-seen.test/", "competitor", by="anna")
    assert await story.privacy.stopped("anyone@shop.never-seen.test")
    assert not await story.privacy.stopped("anyone@other.test")


@pytest.mark.parametrize("text", ["", "nobody", "two words.test"])
async def test_what_is_neither_address_nor_domain_is_refused(story: Story, text: str) -> None:
    with pytest.raises(UserError, match="neither"):
        await story.privacy.stop(text, "x", by="anna")


async def test_whom_nobody_will_write_to_nobody_reads(story: Story) -> None:
    site = Submit("extract", "feed http://post.test/", lane="site:quiet.test", brand="quiet.test")
    await story.store.submit([site], now=story.clock.now(), cause="test")
    await story.privacy.stop("quiet.test", "asked by phone", by="anna")
    state = sa.select(work.c.state).where(work.c.brand == "quiet.test")
    assert await story.database.read(lambda conn: conn.scalar(state)) == "cancelled"
