"""The places that are watched: terms, permissions, posts without a site, forgetting."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.domain.lead import Watch
from leadwright.ledger.bookmarks import Bookmarks
from leadwright.ledger.codec import facts_of
from leadwright.ledger.tables import (
    brands,
    events,
    evidence,
    items,
    leads,
    notices,
    outreach,
    pages,
    seen,
    suppression,
    validity,
    work,
)
from leadwright.ledger.views.places import Today, Watched
from leadwright.ledger.work import Ended
from leadwright.service.places import Places
from leadwright.tables import load_tables
from tests.service.story import Story, sighting_of

DAY = date(2026, 3, 3)
LATER = datetime(2030, 1, 1, tzinfo=UTC)
NEWS = Watched("news", "feed", "feed", "open", "https://rss.test", "6h")
HUNT = Watched(
    "hunt",
    "producthunt",
    "producthunt",
    "permission",
    "https://ph.test/terms",
    "1d",
    "agreed by mail",
    DAY,
)
TERMS = load_tables().sources


@pytest.fixture
def desk(story: Story) -> Places:
    return Places(story.database, story.clock, story.ring, watched=(NEWS, HUNT), terms=TERMS, plan=Today(2, 30))


async def count(story: Story, table: sa.Table, **where: str) -> int:
    asked = (
        sa.select(sa.func.count()).select_from(table).where(*(table.c[name] == value for name, value in where.items()))
    )
    return await story.database.read(lambda conn: conn.scalar(asked))


async def test_a_permission_is_kept_once_for_each_wording(story: Story, desk: Places):
    assert await desk.record_permissions() == 1
    assert await desk.record_permissions() == 0
    (meta,) = await story.database.read(
        lambda conn: conn.scalars(sa.select(events.c.meta).where(events.c.type == "permitted")).all()
    )
    assert facts_of(meta) == {
        "place": "producthunt",
        "text": "agreed by mail",
        "date": "2026-03-03",
        "terms": "https://ph.test/terms",
    }
    anew = Places(
        story.database,
        story.clock,
        story.ring,
        watched=(replace(HUNT, permitted="a contract now"),),
        terms=TERMS,
        plan=Today(2, 30),
    )
    assert await anew.record_permissions() == 1


async def test_how_each_watch_stands(story: Story, desk: Places):
    await story.see(sighting_of("glow.test", story.clock.now()))
    news, hunt = (await desk.overview()).watches
    assert (news.watch.name, news.state, news.looked) == ("news", "waiting", story.clock.now())
    assert (hunt.looked, hunt.state) == (None, "waiting")
    await story.store.submit([], now=story.clock.now(), cause="tick")
    unwatched: Mapping[str, object] = (await desk.overview()).unwatched
    assert "feed" not in unwatched
    assert "reddit" in unwatched


async def test_the_day_beside_the_plan(story: Story, desk: Places):
    assert (await desk.overview()).today == Today(0, 0)
    await story.find("glow.test")
    found = await desk.overview()
    assert (found.today, found.plan) == (Today(1, 1), Today(2, 30))
    story.clock.pass_(hours=24)
    assert (await desk.overview()).today == Today(0, 0)


async def test_a_closed_door_is_shown_with_its_reason(story: Story, desk: Places):
    now = story.clock.now()
    await story.see(sighting_of("glow.test", now))
    await story.look_again()
    await story.give(await story.task("parse"), end=Ended("held", "source-closed", {"why": "status=403"}))
    news, _ = (await desk.overview()).watches
    assert (news.state, news.why, news.facts) == ("held", "source-closed", {"why": "status=403"})


async def test_a_site_that_a_person_found_is_read(story: Story, desk: Places):
    await story.see(sighting_of("glow.test", story.clock.now(), site=None))
    assert await count(story, work, stage="extract") == 0
    key = await desk.found_site("http://news.test/glow.test", "https://glow-lamps.com/?utm_source=x", by="anna")
    assert key == "feed http://news.test/glow.test"
    assert await story.leads.find_the_site() == []
    task = await story.task("extract")
    assert (task.item.site, task.item.title) == ("https://glow-lamps.com/", "glow.test asks for help")
    with pytest.raises(UserError, match="waits"):
        await desk.found_site("http://news.test/glow.test", "https://glow-lamps.com/", by="anna")


@pytest.mark.parametrize("url", ["https://www.instagram.com/glow", "nonsense", "https://amzn.to/x"])
async def test_what_is_nobodys_own_site_is_refused(story: Story, desk: Places, url: str):
    await story.see(sighting_of("glow.test", story.clock.now(), site=None))
    with pytest.raises(UserError, match="own site"):
        await desk.found_site("http://news.test/glow.test", url, by="anna")
    assert len(await story.leads.find_the_site()) == 1


async def test_a_withdrawn_source_and_who_is_known_from_nowhere_else_are_forgotten(story: Story, desk: Places):
    await story.find("glow.test")
    await story.see(sighting_of("dark.test", story.clock.now(), site=None))
    gone = await desk.forget("news", by="anna")
    assert (gone.posts, gone.brands, gone.kept) == (2, ("glow.test",), ())
    for table in (leads, outreach, evidence, brands, seen, validity):
        assert await count(story, table) == 0, table.name
    assert await story.leads.find_the_site() == []
    texts = await story.database.read(
        lambda conn: [str(row) for table in (items, work, events, pages) for row in conn.execute(sa.select(table))]
    )
    assert not [text for text in texts if "glow.test" in text or "dark.test" in text]
    with pytest.raises(UserError, match="nothing was read"):
        await desk.forget("news", by="anna")


@pytest.mark.parametrize("end", [Ended("dropped", "unreadable"), Ended("ready", "source-incomplete", at=LATER)])
async def test_posts_of_a_look_that_ended_early_count_and_are_forgotten(story: Story, desk: Places, end: Ended):
    now = story.clock.now()
    await story.look_again()
    await story.give(await story.task("parse"), sighting_of("dark.test", now), end=end)
    assert await Bookmarks(story.database).given(Watch("news", "feed"), now) == 1
    await desk.forget("news", by="anna")
    texts = await story.database.read(lambda conn: [str(row) for row in conn.execute(sa.select(events))])
    assert not [text for text in texts if "dark.test" in text]


@pytest.mark.parametrize(("code", "told"), [("nothing-found", 0), ("unreadable", 1)])
async def test_a_look_that_gave_nothing_may_move_the_bookmark(story: Story, code: str, told: int):
    watch, marks = Watch("news", "feed"), Bookmarks(story.database)
    for facts, mark in (({"bookmark": "9.7"}, "9.7"), ({}, "9.7"), ({"bookmark": "9.8"}, "9.8")):
        await story.look_again()
        await story.give(await story.task("parse"), end=Ended("dropped", code, facts))
        assert await marks.of(watch) == mark
    assert await count(story, notices) == told


async def test_a_name_nothing_was_read_from_leaves_nothing(story: Story, desk: Places):
    await story.find("glow.test")
    before = await count(story, events)
    with pytest.raises(UserError, match="nothing was read from nwes"):
        await desk.forget("nwes", by="anna")
    assert await count(story, events) == before
    assert await count(story, leads) == 1


async def test_who_got_a_letter_stays_and_so_does_every_stop(story: Story, desk: Places):
    first, *_ = await story.find("glow.test")
    await story.campaigns.approve([first.key], "anna")
    await story.send(first)
    await story.privacy.stop("frost.test", "asked", by="anna")
    stops = await count(story, suppression)
    gone = await desk.forget("feed", by="anna")
    assert (gone.brands, gone.kept) == ((), ("glow.test",))
    assert await count(story, outreach, status="sent") == 1
    assert await count(story, validity) == 1
    assert await count(story, suppression) == stops


async def test_a_brand_that_another_source_shows_too_stays(story: Story, desk: Places):
    await story.find("glow.test")
    await story.write(
        seen.insert().values(brand="glow.test", sighting="paste x", source="paste", terms="open", ts=story.clock.now())
    )
    gone = await desk.forget("http://news.test/glow.test", by="anna")
    assert (gone.posts, gone.brands) == (1, ())
    assert await count(story, leads) == 1
    assert await count(story, seen) == 1


async def test_a_post_that_was_deleted_at_its_source_is_forgotten(story: Story):
    await story.find("glow.test")
    await story.find("frost.test")
    post = sighting_of("glow.test", story.clock.now())
    await story.see(replace(post, gone=True, bookmark="b2", title="", text=""))
    assert await count(story, leads) == 1
    assert await count(story, leads, brand="frost.test") == 1
    texts = await story.database.read(
        lambda conn: [str(row) for table in (items, work, events) for row in conn.execute(sa.select(table))]
    )
    assert not [text for text in texts if "glow.test" in text]
