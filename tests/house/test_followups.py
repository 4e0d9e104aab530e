"""When follow-ups leave, counted by hand in the calendars of May 2026, and how they stand in their thread."""

from datetime import date
from itertools import pairwise

import pytest

from tests.house.house import read, twice
from tests.house.story import Story

# All first letters leave on Wednesday, 29 April. Public holidays: Labour Day, 1 May (FI); the early May bank holiday,
# 4 May (GB); Ascension Day, 14 May (FI); none in the States.
DAYS = {
    ("silent", "GB"): (date(2026, 5, 5), date(2026, 5, 14)),  # 30, 1, 5 May; then 6 7 8 11 12 13 14
    ("silent", "FI"): (date(2026, 5, 5), date(2026, 5, 15)),  # 30, 4, 5 May; then 6 7 8 11 12 13 15
    ("soft_bounce", "US"): (date(2026, 5, 4), date(2026, 5, 13)),  # 30, 1, 4 May; then 5 6 7 8 11 12 13
}


@pytest.mark.parametrize(("behaviour", "country"), DAYS)
def test_each_letter_leaves_on_its_working_day(story: Story, behaviour: str, country: str) -> None:
    shop = story.shop(behaviour, country)
    left = [line.at.date() for line in story.log.letters if line.rcpt.endswith(f"@{shop.key}")]
    followup, breakup = DAYS[behaviour, country]
    assert left == [date(2026, 4, 29), followup, breakup]


@pytest.mark.parametrize("country", ["GB", "FI"])
def test_follow_ups_stand_in_the_thread_and_claim_no_answer(story: Story, country: str) -> None:
    shop = story.shop("silent", country)
    mails = [read(line.raw) for line in story.log.letters if line.rcpt.endswith(f"@{shop.key}")]
    for before, mail in pairwise(mails):
        assert mail["In-Reply-To"].strip() == before["Message-ID"].strip()
        assert mail["References"].split() == [one["Message-ID"].strip() for one in mails[: mails.index(mail)]]
    assert not any(mail["Subject"].lower().startswith(("re:", "fwd:", "vs:", "sv:")) for mail in mails)


def test_no_letter_leaves_twice(story: Story) -> None:
    assert twice([line.message_id for line in story.log.letters]) == []
    assert twice([story.keys[line.message_id] for line in story.log.letters]) == []
