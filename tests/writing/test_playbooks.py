"""The package's playbooks, and what a wrong one is told."""

from pathlib import Path

import pytest

from leadwright.domain.errors import UserError
from leadwright.domain.letter import KINDS
from leadwright.writing.playbooks import load_playbooks

LANGUAGES = {"en", "fr", "sv", "fi", "no", "nl", "ja"}

GOOD = """
name = "one"
title = "One"
icp = "shop"
kinds = ["shop"]
platforms = []
[waits]
followup = 3
breakup = 7
[niches]
[pains.prices]
en = "prices"
[offers.prices]
en = "a watch"
[letters.en.first.A]
subject = "A question about [company]"
body = "Hi {a|b}"
[letters.en.followup.A]
body = "Hi"
[letters.en.breakup.A]
body = "Bye"
"""


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "one.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_package_has_four_in_seven_languages() -> None:
    playbooks = load_playbooks()
    assert [playbook.name for playbook in playbooks] == ["agency", "etsy-handmade", "shopify-dtc", "woocommerce"]
    for playbook in playbooks:
        written = {(t.language, t.kind, t.variant) for t in playbook.templates}
        assert {(language, kind, "A") for language in LANGUAGES for kind in KINDS} <= written
        assert {("en", kind, "B") for kind in KINDS} <= written
        assert dict(playbook.waits) == {"followup": 3, "breakup": 7}
        assert set(playbook.pains) == set(playbook.offers) == {"prices", "catalogue", "analytics", "orders"}
        for words in (*playbook.pains.values(), *playbook.offers.values()):
            assert set(words) == LANGUAGES


def test_a_folder_of_one_s_own(tmp_path: Path) -> None:
    assert [playbook.name for playbook in load_playbooks(folder(tmp_path, GOOD))] == ["one"]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('title = "One"', 'titel = "One"', "one.toml: unknown key titel"),
        ('title = "One"', "", "one.toml: title is missing, or not a str"),
        ("breakup = 7", "", "one.toml: waits.breakup is missing"),
        ("breakup = 7", "breakup = 7\nthird = 1", "one.toml: waits.third is not a kind of letter"),
        ("letters.en.breakup.A", "letters.en.farewell.A", "one.toml: letters.en.farewell is not a kind of letter"),
        ("letters.en.breakup.A", "letters.en.farewell.A", "one.toml: letters.en.breakup is missing"),
        ('subject = "A question about [company]"', "", "one.toml: letters.en.first.A.subject is missing"),
        ('body = "Bye"', 'text = "Bye"', "one.toml: letters.en.breakup.A.text is an unknown key"),
        ("{a|b}", "{a|b", "one.toml: letters.en.first.A.body: a { without its }"),
        ("{a|b}", "[[a", "one.toml: letters.en.first.A.body: [[ and ]] do not match"),
        ("{a|b}", "[firm]", "one.toml: letters.en.first.A.body: unknown placeholder [firm]"),
        ("letters.en", "letters.sv", "one.toml: letters.en is missing"),
        ('en = "a watch"', 'fr = "une veille"', "one.toml: offers.prices.en is missing"),
        ("[niches]", '[niches]\nwool = "yarn"', "one.toml: niches.wool is not a list of words"),
        ('name = "one"', "name = one", "one.toml: Invalid value"),
    ],
)
def test_mistakes_name_file_and_key(tmp_path: Path, before: str, after: str, problem: str) -> None:
    with pytest.raises(UserError) as told:
        load_playbooks(folder(tmp_path, GOOD.replace(before, after)))
    assert any(line.startswith(problem) for line in told.value.problems), told.value.problems


def test_all_mistakes_at_once_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no playbook"):
        load_playbooks(tmp_path)
    (tmp_path / "two.toml").write_text("x = ", encoding="utf-8")
    with pytest.raises(UserError) as told:
        load_playbooks(folder(tmp_path, GOOD.replace("{a|b}", "[firm] }")))
    assert len(told.value.problems) == 3
