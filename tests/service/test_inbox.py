"""What came back, as the operator sees it."""

import pytest

from leadwright.domain.errors import UserError
from leadwright.domain.letter import Sent
from leadwright.ledger.inbox import LedgerInbox
from leadwright.ports.mailroom import RawMail
from leadwright.reading.reply import reply_of
from tests.properties.mails import mail_of
from tests.service.story import Story


async def test_answers_show_what_decided_and_strangers_are_kept_apart(story: Story) -> None:
    first, *_ = await story.find()
    await story.campaigns.approve_all("anna")
    letter = await story.send(first)
    await story.answer(letter)
    stranger = b"From: x@else.test\r\nSubject: Hi\r\nMessage-ID: <s@else.test>\r\n\r\nWho are you?"
    await story.sweep(RawMail("INBOX", 2, story.clock.now(), stranger))
    (reply,) = (await story.inbox.replies()).rows
    assert (reply.brand, reply.tag, reply.words, reply.text, reply.human) == (
        "glow.test",
        "positive",
        ("yes",),
        "Yes please",
        True,
    )
    assert reply.sent == letter.message_id
    (mail,) = (await story.inbox.unmatched()).rows
    assert (mail.sender, mail.subject) == ("x@else.test", "Hi")
    assert (await story.inbox.unmatched(after=mail.id)).rows == ()


async def test_a_letter_in_doubt_is_settled_by_a_person(story: Story) -> None:
    first, *_ = await story.find()
    await story.campaigns.approve_all("anna")
    letter = await story.lose(first)
    (doubt,) = await story.inbox.doubts()
    assert (doubt.message_id, doubt.reason) == (letter.message_id, "line broke")
    assert (await story.campaigns.status()).next == "settle-doubts"
    with pytest.raises(UserError):
        await story.inbox.settle("<unknown@x.test>", "sent", by="anna")
    rings = story.rings
    await story.inbox.settle(letter.message_id, "not-sent", by="anna")
    assert await story.inbox.doubts() == []
    assert story.rings == rings + 1
    journey = await story.leads.journey("glow.test")
    assert [step.type for step in journey.steps[-2:]] == ["doubt", "settled"]
    assert journey.steps[-1].facts["fate"] == "not-sent"


async def test_an_abuse_report_stops_the_mailbox_until_a_person_resumes_it(story: Story) -> None:
    first, *_ = await story.find("glow.test")
    await story.campaigns.approve_all("anna")
    letter = await story.send(first)
    waiting, *_ = await story.find("lamp.test")
    await story.campaigns.approve([waiting.key], "anna")
    report = mail_of("complaint", 7, sender="", about=letter.message_id, to=letter.to, brand="glow.test")
    await story.sweep(RawMail("INBOX", 7, story.clock.now(), report.encode()))
    task = await story.task("track")
    assert isinstance(task.item, Sent)
    stored = await LedgerInbox(story.database).mail(task.wake)
    await story.give(task, reply_of(stored, task.item, first))
    assert await story.mailboxes.stopped("main") == "abuse-report"
    assert await story.privacy.stopped("info@glow.test")
    assert await story.ask(waiting) is None
    assert (await story.leads.held()).rows[0].code == "mailbox-stopped"
    (box,) = (await story.campaigns.status()).mailboxes
    assert (box.stopped, (await story.campaigns.status()).next) == ("abuse-report", "resume-mailbox")
    await story.campaigns.resume_mailbox("main", by="anna")
    assert (await story.send(waiting)).to == waiting.to
