"""Charts are well-formed, to scale, and take no text for markup."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from leadwright.doors.web.charts import WIDE, Band, Row, bars, funnel, meter, shares, weekly

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "\"/></svg><script>alert(1)</script>'"
names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))
counts = st.integers(0, 10**9)


def drawn(picture: Markup) -> ElementTree.Element:
    """Read a picture; fails where it is not well-formed or holds anything but boxes and text."""
    assert isinstance(picture, Markup)
    tree = ElementTree.fromstring(str(picture).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))
    assert {part.tag.removeprefix(SVG) for part in tree.iter()} <= {"svg", "title", "rect", "text"}
    assert {name for part in tree.iter() for name in part.attrib} <= {
        "class", "viewBox", "role", "aria-label", "x", "y", "width", "height", "rx",
    }  # fmt: skip
    return tree


def widths(tree: ElementTree.Element, kind: str) -> list[float]:
    return [float(part.attrib["width"]) for part in tree.iter(f"{SVG}rect") if part.attrib["class"] == kind]


def texts(tree: ElementTree.Element) -> list[str]:
    return [part.text or "" for part in tree.iter(f"{SVG}text")]


def test_the_funnel_is_to_scale() -> None:
    tree = drawn(funnel([Row("Parser", 100, 80, "held 3"), Row("CRM", 10, 0)], "The chain"))
    taken, gave = widths(tree, "taken"), widths(tree, "gave")
    assert taken[1] == pytest.approx(taken[0] / 10, abs=0.1)
    assert gave == [pytest.approx(taken[0] * 0.8, abs=0.1), 0.0]
    assert "100 → 80 · held 3" in texts(tree)
    assert tree.attrib["aria-label"] == "The chain"


def test_a_week_stands_before_the_plan() -> None:
    tree = drawn(weekly([40, 90], [Band(1, 1, 50, 100), Band(2, 3, 75, 125)], "letters"))
    heights = [float(part.attrib["height"]) for part in tree.iter(f"{SVG}rect") if part.attrib["class"] == "gave"]
    assert heights == [pytest.approx(96 * 40 / 125, abs=0.1), pytest.approx(96 * 90 / 125, abs=0.1)]
    assert len(widths(tree, "band")) == 2
    assert texts(tree)[-4:] == ["1", "2", "3", "4"]


def test_shares_fill_the_bar_and_a_meter_never_overflows() -> None:
    tree = drawn(shares([("send", 30), ("hold", 10)], "who"))
    assert widths(tree, "part send") == [pytest.approx(WIDE * 0.75)]
    assert widths(tree, "part hold") == [pytest.approx(WIDE * 0.25)]
    assert widths(drawn(meter(50, 30, "today")), "gave") == [120]
    assert widths(drawn(meter(0, 30, "today")), "gave") == [0]
    assert widths(drawn(meter(0, 0, "today")), "gave") == [120]


def test_nothing_is_drawn_of_nothing() -> None:
    for picture in (funnel([], "x"), weekly([], [], "x"), shares([], "x"), bars([], "x")):
        drawn(picture)


def test_text_is_no_markup() -> None:
    tree = drawn(funnel([Row(EVIL, 1, 1, EVIL)], EVIL))
    assert EVIL in texts(tree)
    assert EVIL in texts(drawn(bars([(EVIL, 1.5)], EVIL)))
    drawn(shares([(EVIL, 1)], EVIL))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(Row, names, counts, counts, names), max_size=9), names)
def test_any_funnel_is_well_formed(rows: list[Row], title: str) -> None:
    tree = drawn(funnel(rows, title))
    for part in tree.iter(f"{SVG}rect"):
        assert 0 <= float(part.attrib["x"]) + float(part.attrib["width"]) <= WIDE


@settings(max_examples=40, deadline=None)
@given(st.lists(counts, max_size=12))
def test_any_weeks_stay_within_the_picture(values: list[int]) -> None:
    for part in drawn(weekly(values, [Band(1, 1, 50, 100)], "x")).iter(f"{SVG}rect"):
        assert float(part.attrib["y"]) >= 0
        assert float(part.attrib["x"]) + float(part.attrib["width"]) <= 221.6
