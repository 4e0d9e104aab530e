"""Every kind of answer, once: what it is taken for, what leaves afterwards, and what never leaves again."""

import pytest

from tests.house.house import read
from tests.house.story import BACK, Story


def kinds(story: Story, behaviour: str, country: str = "") -> list[str]:
    """Give which letters a shop was sent, in order."""
    shop = story.shop(behaviour, country)
    left = [story.keys[line.message_id] for line in story.log.letters if line.rcpt.endswith(f"@{shop.key}")]
    names = {"1": "first", "2": "followup", "3": "breakup"}
    return [names.get(key.partition("#")[2], "answer") for key in left]


def tags(story: Story, behaviour: str) -> list[str]:
    shop = story.shop(behaviour)
    return [row["tag"] for row in story.findings["replies"] if row["brand"] == shop.key]


def test_nothing_leaves_before_the_operator_has_read_it(story: Story) -> None:
    assert story.left_before == 0
    assert len(story.approved) >= 3 * len(story.made.businesses)


def test_a_yes_is_asked_then_offered_a_call_and_each_answer_waits_for_its_approval(story: Story) -> None:
    assert story.moves["day 1"] == "ask"
    assert story.letters_to_yes["day 1"] == 1  # the answer is written, and waits
    assert story.deals["day 1"] == "talking"
    assert story.moves["day 2"] == "ask, book"
    assert story.letters_to_yes["day 2"] == 2
    assert story.deals["day 2"] == "qualified"
    assert story.letters_to_yes["end"] == 3
    assert kinds(story, "yes") == ["first", "answer", "answer"]


def test_an_answer_stands_in_the_thread_and_says_re(story: Story) -> None:
    shop = story.shop("yes")
    mails = [read(line.raw) for line in story.log.letters if line.rcpt.endswith(f"@{shop.key}")]
    theirs = [line.message_id for line in story.log.replies if line.business == shop.key]
    for mail, answered in zip(mails[1:], theirs, strict=False):
        assert mail["In-Reply-To"].strip() == answered
        assert mails[0]["Message-ID"] in mail["References"]
        assert mail["Subject"].startswith("Re: ")


def test_a_question_waits_for_a_person(story: Story) -> None:
    assert tags(story, "question") == ["neutral"]
    assert kinds(story, "question") == ["first"]
    assert story.status is not None
    told = [notice.facts["brand"] for notice in story.status.notices if notice.code == "reply"]
    assert story.shop("question").key in told


def test_a_no_ends_it(story: Story) -> None:
    assert tags(story, "no") == ["negative"]
    assert kinds(story, "no") == ["first"]


@pytest.mark.parametrize("behaviour", ["stop", "stop_click", "hard_bounce"])
def test_who_said_stop_or_does_not_exist_is_suppressed_for_good(story: Story, behaviour: str) -> None:
    shop = story.shop(behaviour)
    assert shop.person is not None
    assert kinds(story, behaviour) == ["first"]
    assert shop.person.address in story.suppressed_before
    assert shop.person.address in story.findings["suppressed"]  # the house was opened anew in between


def test_the_one_click_goes_to_the_link_of_the_very_letter(story: Story) -> None:
    shop = story.shop("stop_click")
    (click,) = story.log.clicks
    (line,) = [line for line in story.log.letters if line.rcpt.endswith(f"@{shop.key}")]
    mail = read(line.raw)
    assert click.status == 200
    assert f"<{click.url}>" in mail["List-Unsubscribe"]
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_only_who_asked_or_is_dead_is_suppressed(story: Story) -> None:
    silenced = [story.shop(behaviour).person for behaviour in ("stop", "stop_click", "hard_bounce")]
    assert set(story.findings["suppressed"]) == {person.address for person in silenced if person}


def test_a_delay_report_ends_nothing(story: Story) -> None:
    assert tags(story, "soft_bounce")[0] == "bounce"
    assert kinds(story, "soft_bounce")[:2] == ["first", "followup"]


def test_an_absence_moves_the_next_letter_to_the_first_working_day_after_it(story: Story) -> None:
    shop = story.shop("away")
    first, followup, *_ = [line.at for line in story.log.letters if line.rcpt.endswith(f"@{shop.key}")]
    assert tags(story, "away")[0] == "auto"
    assert first.date().isoformat() == "2026-04-29"
    assert BACK.isoformat() == "2026-05-09"  # a Saturday
    assert followup.date().isoformat() == "2026-05-11"
    assert kinds(story, "away")[:2] == ["first", "followup"]


def test_a_colleague_stops_the_sequence_and_is_answered_at_their_own_address(story: Story) -> None:
    shop = story.shop("colleague")
    assert shop.person is not None
    left = [line.rcpt for line in story.log.letters if line.rcpt.endswith(f"@{shop.key}")]
    assert left[0] == shop.person.address
    assert set(left[1:]) == {shop.person.colleague}
    assert set(kinds(story, "colleague")[1:]) == {"answer"}


def test_every_mail_was_read_and_nothing_is_open(story: Story) -> None:
    assert story.status is not None
    assert len(story.findings["replies"]) == len(story.log.replies)
    assert story.status.doubts == 0
    assert all(stage.parked == 0 for stage in story.status.stages)
