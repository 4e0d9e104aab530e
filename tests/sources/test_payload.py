"""Answers that are of their form in part, or not at all."""

import msgspec
import pytest

from leadwright.domain.errors import Drop
from leadwright.sources.payload import decoded, entries


class Thing(msgspec.Struct):
    name: str


class Things(msgspec.Struct):
    things: list[msgspec.Raw]


URL = "https://api.test/things"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"things": [', "truncated"),
        ("<!doctype html><p>Sign in", "web page"),
        ("", "truncated"),
        ("null", "Expected `object`, got `null`"),
        ("{}", "missing required field `things`"),
        ('{"things": 7}', "$.things"),
        ('{"other": ' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_what_is_not_of_the_form_says_where(text: str, said: str):
    with pytest.raises(Drop, match="unreadable") as drop:
        decoded(text, Things, url=URL)
    assert drop.value.facts["url"] == URL
    assert said in drop.value.facts["why"]


def test_one_bad_entry_takes_no_other_along():
    answer = decoded('{"things": [{"name": "a"}, {"name": null}, {"name": "c"}, 5]}', Things, url=URL)
    found, fault = entries(answer.things, Thing, url=URL, place="$.things")
    assert [one.name for one in found] == ["a", "c"]
    assert fault.facts == {"url": URL, "why": "Expected `str`, got `null` - at `$.name` - in `$.things[1]`"}


def test_the_first_fault_is_told():
    first = Drop("unreadable", url=URL, why="earlier")
    assert entries([msgspec.Raw(b"1")], Thing, url=URL, place="$", known=first) == ([], first)
