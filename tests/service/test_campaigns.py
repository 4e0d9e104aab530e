"""What the operator adds, reads, approves, pauses and rehearses."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.ledger.database import Database
from leadwright.ledger.heartbeats import Heartbeats
from leadwright.ledger.tables import leads, outreach, rollups, work
from leadwright.ledger.work import Ended
from tests.service.story import Story, may, sighting_of


async def test_what_is_pasted_goes_to_extract_once(story: Story) -> None:
    assert await story.campaigns.add("http://glow.test/ http://frost.test/") == [
        "paste http://glow.test/",
        "paste http://frost.test/",
    ]
    assert await story.campaigns.add("http://glow.test/") == []
    rows = await story.database.read(
        lambda conn: conn.execute(sa.select(work.c.stage, work.c.brand, work.c.cause)).all()
    )
    assert sorted(map(tuple, rows)) == [("extract", "frost.test", "operator"), ("extract", "glow.test", "operator")]
    assert await story.database.read(lambda conn: conn.scalar(sa.select(rollups.c.n))) == 2
    assert story.rings == 2
    assert (await story.leads.journey("glow.test")).steps[0].gave[0].facts["source"] == "paste"


async def test_a_post_without_a_site_is_a_task_for_the_operator(story: Story) -> None:
    await story.see(sighting_of("glow.test", story.clock.now(), site=None))
    (post,) = await story.leads.find_the_site()
    assert (post.key, post.title) == ("feed http://news.test/glow.test", "glow.test asks for help")
    assert await story.campaigns.seen([post.notice]) == 1
    assert await story.leads.find_the_site() == []


async def test_drafts_show_everything_that_an_approval_rests_on(story: Story) -> None:
    first, *_ = await story.find()
    await story.sweep()
    await story.ask(first)
    (view,) = await story.campaigns.drafts("waiting")
    assert (view.key, view.to, view.body, view.code) == (first.key, first.to, first.body, "needs-approval")
    assert view.passport
    assert (view.passport.url, view.passport.way) == ("http://glow.test/contact", "mailto")
    assert view.decision
    assert view.decision.action == "send"
    assert len(await story.campaigns.drafts("all")) == 3
    assert await story.campaigns.drafts("held") == []
    assert await story.campaigns.drafts("waiting", after=view.id) == []


async def test_approvals_and_the_rule(story: Story) -> None:
    first, *_ = await story.find()
    other, *_ = await story.find("frost.test")
    assert await story.campaigns.approve([first.key, first.key, "nobody#1"], "anna") == [first.key]
    assert [view.key for view in await story.campaigns.drafts()] == [other.key]
    assert await story.campaigns.unapprove([first.key], "anna") == [first.key]
    assert await story.campaigns.approve_all("anna") == 2
    await story.campaigns.unapprove([other.key], "anna")
    assert await story.campaigns.rule("first", "anna") == ("first-touches",)
    assert await story.campaigns.drafts() == [], "the rule approves it"
    assert await story.campaigns.rule(None, "anna") == ()
    with pytest.raises(UserError):
        await story.campaigns.rule("everything", "anna")


async def test_the_rehearsal_gives_the_letters_of_a_day_and_keeps_nothing(story: Story) -> None:
    first, *_ = await story.find()
    await story.find("frost.test", country_signs=())
    await story.find("late.test")
    await story.campaigns.approve([first.key, "frost.test#1"], "anna")
    await story.campaigns.drafts()
    today = await story.campaigns.dry()
    assert [(view.key, view.subject) for view in today] == [(first.key, first.subject)]
    assert today[0].slot_at
    assert today[0].slot_at.date() == may(5)
    tomorrow = await story.campaigns.dry(may(6))
    assert [view.slot_at.date() for view in tomorrow if view.slot_at] == [may(6)]
    assert await story.campaigns.dry(may(4)) == []
    await story.campaigns.pause("holiday", "anna")
    assert await story.campaigns.dry() == []
    kept = await story.database.read(lambda conn: conn.execute(sa.select(outreach.c.slot_at, outreach.c.status)).all())
    assert {tuple(row) for row in kept} == {(None, "draft")}


async def test_the_rehearsal_does_not_ask_for_live(database: Database) -> None:
    story = Story(database, live=False)
    first, *_ = await story.find()
    await story.sweep()
    await story.campaigns.approve_all("anna")
    assert await story.ask(first) is None
    assert [view.key for view in await story.campaigns.dry()] == [first.key]
    await Heartbeats(database).beat("tick", story.clock.now())
    assert (await story.campaigns.status()).next == "set-live"


async def test_the_status_says_what_to_do_next(story: Story) -> None:
    assert (await story.campaigns.status()).next == "start-run"
    first, *_ = await story.find()
    await story.sweep()
    status = await story.campaigns.status()
    assert status.waiting == 1
    assert [(box.name, box.cap, box.sent, box.stopped) for box in status.mailboxes] == [("main", 20, 0, None)]
    assert {stage.name: stage.ready for stage in status.stages if stage.ready} == {"send": 1}
    await story.campaigns.approve_all("anna")
    await story.send(first)
    assert (await story.campaigns.status()).mailboxes[0].sent == 1
    await story.mailboxes.stop("main", "mailbox-refused")
    status = await story.campaigns.status()
    assert (status.next, status.mailboxes[0].stopped) == ("resume-mailbox", "mailbox-refused")
    assert [notice.code for notice in status.notices] == ["mailbox-stopped"]
    await story.campaigns.resume_mailbox("main", "anna")
    assert (await story.campaigns.status()).mailboxes[0].stopped is None


async def test_held_letters_show_the_remedy_and_a_reason_releases_them(story: Story) -> None:
    first, *_ = await story.find(legal_form=None, country_signs=())
    await story.sweep()
    await story.ask(first)
    (held,) = (await story.leads.held()).rows
    assert (held.brand, held.company, held.code) == ("glow.test", "Glow Lamps Ltd", "country-unknown")
    assert held.remedies == ("country",)
    assert not held.confirmable
    with pytest.raises(UserError, match="no reason releases: what helps: country"):
        await story.campaigns.release("glow.test", reason="I know them", by="anna")
    with pytest.raises(UserError):
        await story.campaigns.release("glow.test", reason=" ", by="anna")


async def test_parked_work_is_tried_again(story: Story) -> None:
    await story.see(sighting_of("gone.test", story.clock.now()))
    await story.give(await story.task("extract"), end=Ended("parked", "fault", {"error": "X"}, fault="Traceback"))
    assert (await story.campaigns.status()).next == "retry-parked"
    step = (await story.leads.journey("gone.test")).steps[-1]
    assert (step.type, step.fault) == ("parked", "Traceback")
    assert await story.campaigns.retry("gone.*") == 1
    story.clock.moment += timedelta(minutes=1)
    assert (await story.task("extract")).brand == "gone.test"


async def test_a_number_of_the_log_leads_to_its_story(story: Story) -> None:
    await story.find("glow.test")
    lead = await story.database.read(lambda conn: conn.scalar(sa.select(leads.c.id)))
    for written in (f"lead {lead}", f"#{lead}", str(lead)):
        assert (await story.leads.journey(written)).brand == "glow.test"
    assert (await story.leads.journey("lead 999")).steps == ()
    await story.campaigns.add("http://frost.test/")
    last = sa.select(sa.func.max(work.c.id))
    number = await story.database.read(lambda conn: conn.scalar(last))
    assert (await story.leads.journey(f"work {number}")).steps[0].gave[0].facts["site"] == "http://frost.test/"
