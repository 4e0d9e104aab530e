"""The pattern language: words, values, optional parts; values are never read as patterns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwright.world.dice import Dice
from leadwright.writing.spin import clean, fill, names, spin, tidy, write


class Fixed:
    def __init__(self, number: float) -> None:
        self.number = number

    def random(self) -> float:
        return self.number


@pytest.mark.parametrize(
    ("number", "expected"), [(0.0, "Hi a friend"), (0.4, "Hello a friend"), (0.99, "Dear b there")]
)
def test_words_are_chosen_and_nest(number: float, expected: str) -> None:
    assert spin("{Hi|Hello|Dear} {a {friend|mate}|b there}", Fixed(number)) == expected.replace("mate", "friend")


def test_all_words_come_up() -> None:
    seen = {spin("{a|b{c|d}|}", Dice(seed).roll("x")) for seed in range(60)}
    assert seen == {"a", "bc", "bd", ""}


@pytest.mark.parametrize("pattern", ["{a|b", "a}", "{a{b}", "x}{"])
def test_open_braces_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="without its"):
        spin(pattern, Fixed(0))


@pytest.mark.parametrize("pattern", ["[[a", "a]]", "[[a [[b]] ]]"])
def test_open_parts_are_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="do not match"):
        fill(pattern, {})


def test_a_missing_value_is_named_and_stays_visible() -> None:
    filled = fill("Hello [name] of [company], [name]!", {"company": "Nord & Salt"})
    assert filled.text == "Hello [name] of Nord & Salt, [name]!"
    assert filled.missing == ("name",)


def test_an_optional_part_is_all_or_nothing() -> None:
    pattern = "A.[[ I saw [hero] at [company].]] B.[[ Always.]]"
    assert fill(pattern, {"hero": "x", "company": "y"}).text == "A. I saw x at y. B. Always."
    assert fill(pattern, {"hero": "x"}).text == "A. B. Always."
    assert fill(pattern, {"hero": " "}).missing == ()


def test_a_placeholder_may_end_a_part() -> None:
    assert fill("a[[ [x]]] [[[y] b]]", {"x": "1", "y": "2"}).text == "a 1 2 b"


def test_values_are_data() -> None:
    value = "{a|b} [name] [[x]]\r\nBcc: evil@example.org"
    filled = write("Hi [company], {x|x}.", {"company": value, "name": "N"}, roll=Fixed(0))
    assert filled.text == "Hi {a|b} [name] [[x]] Bcc: evil@example.org, x."
    assert filled.missing == ()


@given(st.text(max_size=400))
def test_a_clean_value_is_one_short_line(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) <= 300
    assert all(c.isprintable() for c in cleaned)


def test_tidy_takes_away_the_holes() -> None:
    assert tidy("\n a  b \n\n\n\nc\n") == "a b\n\nc"


def test_names() -> None:
    assert names("[a] {x|[b]} [[c [d]]]") == {"a", "b", "d"}
