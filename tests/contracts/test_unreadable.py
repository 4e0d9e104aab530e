"""Answers of sources that are broken in one place: it is named, and nothing else is lost."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from leadwright.domain.errors import Drop, Later
from leadwright.registry import SOURCES
from tests.contracts.test_sources import CASES, web_of
from tests.sources.fakeweb import looked

Place = tuple[str | int, ...]
JSON = {name: json.loads(answer) for name, (_, answer) in CASES.items() if answer[:1] in ("{", "[")}
GONE = object()
WRONG = (None, 7, "nonsense", True, [], {}, [[]], GONE)


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Every place within a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from places(part, (*path, key))


def with_other(value: Any, path: Place, other: object) -> Any:
    """The same value with another one at a place, or without it."""
    key, *rest = path
    whole = dict(enumerate(value)) if isinstance(value, list) else dict(value)
    if rest:
        whole[key] = with_other(whole[key], tuple(rest), other)
    elif other is GONE:
        del whole[key]
    else:
        whole[key] = other
    return list(whole.values()) if isinstance(value, list) else whole


def broken(answer: Any) -> Iterator[tuple[str, int, str]]:
    """Variants of an answer: what was done, how many entries that touches, and the text."""
    text = json.dumps(answer)
    for path in places(answer):
        for other in WRONG:
            within = any(isinstance(key, int) for key in path)
            done = f"{path}: {'gone' if other is GONE else json.dumps(other)}"
            yield done, 1 if within else len(text), json.dumps(with_other(answer, path, other))


def shapes(text: str) -> Sequence[str]:
    """What is no JSON, or not all of it."""
    cuts = [text[: len(text) * part // 10] for part in range(1, 10)]
    pages = ["<!DOCTYPE html><title>Just a moment...</title>", "<html><body>Sign in</body></html>", "\ufeff <html>"]
    return [*cuts, *pages, "", "null", "[]", "7", '"text"', "[" * 100_000, '{"a":' * 100_000, text[:-1] + "\0"]


def made(name: str):
    return SOURCES.make(name, CASES[name][0], place="watch.mine")


@pytest.mark.parametrize("name", sorted(JSON))
class TestUnreadable:
    async def test_one_wrong_value_is_named_and_takes_nothing_else_along(self, name: str):
        whole, _ = await looked(made(name), web_of(name, json.dumps(JSON[name])))
        for done, touched, text in broken(JSON[name]):
            found, stop = await looked(made(name), web_of(name, text))
            missing = {one.key for one in whole} - {one.key for one in found}
            assert len(missing) <= touched, done
            if isinstance(stop, Later):  # a value that means something
                assert not missing, done
            elif stop is not None:
                assert_names_its_place(stop, done)

    async def test_what_is_no_answer_is_named(self, name: str):
        for text in shapes(json.dumps(JSON[name])):
            _, stop = await looked(made(name), web_of(name, text))
            assert_names_its_place(stop, text[:80])


def assert_names_its_place(stop: Exception | None, done: str) -> None:
    """It is a Drop that says where, by URL and JSONPath."""
    assert isinstance(stop, Drop), done
    assert stop.code == "unreadable", done
    assert str(stop.facts["url"]).startswith("https://"), done
    why = str(stop.facts["why"])
    assert "`$" in why or "web page" in why or "nested too deeply" in why, f"{done}: {why}"
