"""What came back, as the operator sees it."""

import pytest

from leadwright.domain.errors import UserError
from leadwright.ports.mailroom import RawMail
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
