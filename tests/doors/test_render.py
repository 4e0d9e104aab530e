"""What a person reads, made from what the services give."""

import io
import shlex
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console, RenderableType

from leadwright.domain.letter import Deal, Verdict
from leadwright.doors import figures, render
from leadwright.doors import story as stories
from leadwright.doors.commands.talk import plain
from leadwright.doors.render import Look, clean
from leadwright.doors.words import LANGUAGES, Words
from leadwright.ledger.work import Ended
from leadwright.service.doctor import Check
from leadwright.service.rights import Rights
from tests.contracts.letterbox import tables
from tests.service.story import Story, sighting_of

ENGLISH = Look(Words("en"), ZoneInfo("Europe/London"))


def page(shown: Iterable[RenderableType]) -> str:
    """Print as the command line does."""
    out = io.StringIO()
    console = Console(file=out, markup=False, emoji=False, highlight=False, width=160)
    for one in shown:
        console.print(one)
    return out.getvalue()


async def told(story: Story) -> None:
    """One brand from the first sighting to a deal."""
    first, *_ = await story.find()
    await story.sweep()
    await story.ask(first)
    await story.campaigns.approve_all("anna")
    reply = await story.answer(await story.send(first))
    await story.give(
        await story.task("qualify"), Verdict(reply.key, reply.brand, "positive", "book", at=story.clock.now())
    )
    await story.give(await story.task("crm"), Deal(reply.brand, "booked", since=story.clock.now(), reply=reply.key))


async def test_why_reads_as_a_story_with_reasons_and_evidence(story: Story) -> None:
    await told(story)
    said = page(stories.journey(plain(await story.leads.journey("glow.test")), ENGLISH))
    for part in (
        "glow.test, Glow Lamps Ltd, info@glow.test  deal",
        "info@glow.test: unknown, nothing speaks against it (its domain names mail servers (MX), the mail",
        "look at sources: done",
        "http://news.test/glow.test",
        "send: held. It waits for your approval.",
        "send: approved",
        "send: later. It waits for its moment",
        "read at http://glow.test/contact (linked",
        "answers come in: a mail came",
        "keep the deal: done",
    ):
        assert part in said
    assert said.index("read the site: done") < said.index("send: held") < said.index("send: approved")


async def test_why_ends_with_what_letters_to_the_address_rest_on(story: Story) -> None:
    await told(story)
    said = page(stories.journey(plain(await story.leads.journey("info@glow.test")), ENGLISH))
    stands = said[said.index("What letters to info@glow.test rest on") :]
    for part in (
        "info@glow.test is published at http://glow.test/contact (linked)",
        "HTTP 200, robots.txt lets us in; known from feed, open; sha256 ",
        "it stands there, HTTP 200",
        "first letter (glow.test#1, sent): may be written to, GB.",
        "(edition ",
        "follow-up (glow.test#2, cancelled): the gate was not asked",
        "Not on the list of those never to be written to.",
        "Last approached 2026-",
    ):
        assert part in stands


async def test_of_an_erased_person_the_erasure_is_told_and_nothing_else(story: Story) -> None:
    await told(story)
    await Rights(story.database, story.clock, tables()).forget("info@glow.test", by="anna")
    for look, erased in ((ENGLISH, "Erased 2026-"), (Look(Words("ru"), ZoneInfo("UTC")), "Удалено 2026-")):
        said = page(stories.journey(plain(await story.leads.journey("INFO@glow.test")), look))
        assert erased in said
        assert "request" not in said.replace("on request", ""), "a code without words"
        assert "Glow Lamps" not in said
        assert len(said.splitlines()) < 12


async def test_nobody_is_told_as_nobody(story: Story) -> None:
    said = page(stories.journey(plain(await story.leads.journey("nobody.test")), ENGLISH))
    assert said.strip() == "Nobody of this name is known: nobody.test"


async def test_drafts_are_shown_word_for_word_with_passport_and_problems(story: Story) -> None:
    first, *_ = await story.find()
    (shown, *_) = await story.campaigns.drafts("waiting")
    said = page(render.drafts(plain([shown]), ENGLISH))
    assert f"Subject: {first.subject}" in said
    flowing = " ".join(said.split())
    assert all(" ".join(line.split()) in flowing for line in first.body.splitlines())
    assert "Address published at http://glow.test/contact" in said
    letter = plain(shown) | {"problems": ["unproved fact=hero value=Best lamps", "subject-shouts"], "code": "not-live"}
    said = page(render.drafts([letter], ENGLISH))
    assert "! Not shown on the stored page: hero = Best lamps." in said
    assert "! The subject shouts." in said
    assert "live = false" in said


async def test_status_names_the_next_thing_to_do(story: Story) -> None:
    await story.find()
    said = page(render.status(plain(await story.campaigns.status()), ENGLISH))
    assert "Letters waiting for your approval: 1" in said
    assert "→ Next: " in said
    assert "send" in said


async def test_held_work_says_what_is_missing_and_what_helps(story: Story) -> None:
    first, *_ = await story.find()
    await story.give(
        await story.task("send", first.key), end=Ended("held", "needs-function", {"country": "SE", "remedy": "confirm"})
    )
    await story.see(sighting_of("dark.test", story.clock.now(), site=None))
    said = page(render.held(plain(await story.leads.held()), ENGLISH))
    assert "responsible for what the letter" in said
    assert "--release" in said
    assert "dark.test asks for help" in page(render.siteless(plain(await story.leads.find_the_site()), ENGLISH))


def test_a_command_to_copy_runs_nothing_that_a_stranger_wrote() -> None:
    evil = {"brand": "glow.test", "address": "a$(reboot)@glow.test", "page": "http://glow.test/?a=1&b=`reboot`"}
    one = {"company": None, "stage": "send", "key": "x", "state": "held", "code": "needs-person-address", "facts": {}}
    one |= {**evil, "remedies": ["contact-add", "consent"], "hidden": [], "closed": []}
    said = page(render.held({"rows": [one], "next": None}, ENGLISH))
    line = next(line for line in said.splitlines() if "contact add" in line)
    assert shlex.split(line)[-3:] == [evil["address"], "--page", evil["page"]]
    assert "'a$(reboot)@glow.test'" in line


async def test_leads_inbox_and_numbers_can_be_shown_in_both_languages(story: Story) -> None:
    await told(story)
    for look in (ENGLISH, Look(Words("ru"), ZoneInfo("UTC"))):
        assert "Glow Lamps Ltd" in page(render.leads(plain(await story.leads.page()), look))
        found = {"replies": plain(await story.inbox.replies()), "unmatched": plain(await story.inbox.unmatched())}
        assert "Yes please" in page(render.inbox(found, look))
        numbers = {
            "funnel": plain(await story.reports.funnel()),
            "mailable_summary": plain(await story.reports.mailable_summary()),
            "sources": plain(await story.reports.sources()),
            "kpi": plain(await story.reports.kpi()),
        }
        said = page(figures.report(numbers, look))
        assert "50-100" in said
        assert "feed" in said
        assert "100.0%" in said


async def test_the_mailable_share_is_told_for_all_by_country_and_by_reason(story: Story) -> None:
    await story.find("glow.test")
    await story.find("frost.test", country_signs=(), country=None)
    said = page(figures.mailable(plain(await story.reports.mailable_summary()), ENGLISH))
    rows = [" ".join(line.split()) for line in said.splitlines()]
    assert "all 2 1 1 0 0 50%" in rows
    assert "GB 1 1 0 0 0 100%" in rows
    assert "not known 1 0 1 0 0 0%" in rows
    reason = (
        "1 held for you There is too little evidence of the country. not known 1 add the country, with its evidence"
    )
    assert reason in rows


async def test_doubts_are_shown_with_their_message_id(story: Story) -> None:
    first, *_ = await story.find()
    await story.campaigns.approve_all("anna")
    letter = await story.lose(first)
    said = page(render.doubts(plain(await story.inbox.doubts()), ENGLISH))
    assert letter.message_id in said.replace("\n", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_doctor_names_one_next_step(language: str) -> None:
    look = Look(Words(language), ZoneInfo("UTC"))
    checks = [
        Check("smtp main", "bad", "mailbox-refused", {"mailbox": "main", "why": "login"}, next="fix-smtp"),
        Check("live", "warn", "not-live", next="set-live"),
    ]
    said = page(render.checks({"checks": plain(checks), "next": "fix-smtp"}, look))
    assert "smtp" in said
    assert said.count("→") == 1
    assert "fix-smtp" not in said


def test_what_strangers_wrote_cannot_command_the_terminal() -> None:
    assert clean("a\x1b[31mred\x07\u202eb\r\nc") == "a [31mred  b \nc"
    row = {"brand": "[bold]x[/bold]", "company": "\x1b]0;title\x07", "email": None, "platform": None, "country": None}
    row |= {"source": "feed", "score": 1, "state": "found", "reason": None}
    said = page(render.leads({"rows": [row], "next": None}, ENGLISH))
    assert "[bold]x[/bold]" in said
    assert "\x1b" not in said


def test_the_next_page_is_named() -> None:
    assert "--after 7" in page(render.leads({"rows": [], "next": 7}, ENGLISH))
