"""Answers: thanks, the open questions, or a call."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from leadwright.domain.letter import Reply
from leadwright.domain.operator import Operator
from leadwright.world.dice import Dice
from leadwright.writing.answer import WORDS, answer, answered
from leadwright.writing.footer import SEPARATOR

REPLY = Reply(
    mail="<m1@nordsalt.example>",
    brand="nordsalt.example",
    sent="<s1@bergwork.example>",
    at=datetime(2026, 3, 6, tzinfo=UTC),
    sender="maja@nordsalt.example",
    tag="positive",
    category="interest",
    words=("tell me more",),
    text="Tell me more",
    human=True,
    stops=True,
    subject="RE: Re: A question about Nord & Salt",
)
write = partial(answer, REPLY, mailbox="main", language="en", dice=Dice(1))


def test_open_questions_are_asked_in_order(operator: Operator) -> None:
    draft = write(operator, missing=("timing", "budget", "niche"), name="Maja Lind")
    assert (draft.kind, draft.touch, draft.answers, draft.to) == ("answer", 0, REPLY.mail, REPLY.sender)
    assert draft.subject == "Re: A question about Nord & Salt"
    assert draft.template == "answer/ask"
    assert draft.problems == ()
    text = draft.body.partition(SEPARATOR)[0]
    assert text.startswith("Hello Maja,\n\nThank")
    assert text.index(WORDS["en"].niche) < text.index(WORDS["en"].budget)
    assert WORDS["en"].routine not in text
    assert text.count("budget") == 1
    assert draft.key == "nordsalt.example#<m1@nordsalt.example>"


def test_one_question_stands_alone(operator: Operator) -> None:
    assert f"one question: {WORDS['en'].routine}" in write(operator, missing=("routine",)).body


def test_a_call_by_link_by_times_or_by_asking(operator: Operator) -> None:
    booking = write(replace(operator, booking="https://bergwork.example/call"), missing=())
    assert "https://bergwork.example/call" in booking.body
    assert booking.template == "answer/call"
    stockholm = ZoneInfo("Europe/Stockholm")
    slots = (datetime(2026, 3, 10, 10, tzinfo=stockholm), datetime(2026, 3, 11, 14, 30, tzinfo=stockholm))
    times = write(operator, missing=(), slots=slots)
    assert "- 2026-03-10 10:00 (Europe/Stockholm)\n- 2026-03-11 14:30 (Europe/Stockholm)" in times.body
    assert "Name a day and an hour" in write(operator, missing=()).body


@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_language_may_leave(operator: Operator, language: str) -> None:
    for missing in ((), ("niche",), ("niche", "routine", "budget")):
        draft = write(operator, missing=missing, language=language)
        assert draft.problems == ()
        assert draft.language == language
        assert "STOP" in draft.body
        assert "{" not in draft.body


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("A", "Re: A"), ("Sv: VS: A", "Re: A"), ("A\r\nBcc: x", "Re: A Bcc: x"), ("", "Re:"), ("返信:件名", "Re: 件名")],
)
def test_subjects_of_answers(subject: str, expected: str) -> None:
    assert answered(subject) == expected
