"""What we read on real pages, against what people noted there: promised shares, and figures that may only rise."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.corpus.measures import PAGES, SMALL, Counted
from tests.corpus.pages import MARKS, Row, digest, heroes, rows

pytestmark = list(MARKS)
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pages() -> Sequence[Row]:
    return rows()


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str, pages: Sequence[Row]) -> None:
    holds(name, PAGES[name](pages))


@pytest.mark.parametrize("name", SMALL)
def test_small_pages(name: str) -> None:
    holds(name, SMALL[name](heroes()))


def test_every_measure_has_its_floor() -> None:
    assert FLOORS.keys() - {"digest"} == PAGES.keys() | SMALL.keys()


def holds(name: str, counted: Counted) -> None:
    """Compare a figure with what is promised and, on the corpus it was measured on, with what was reached."""
    (right, of), floor = counted, FLOORS[name]
    assert of, f"{name}: no page is labelled"
    assert right / of >= floor["promised"], f"{name}: {right} of {of}"
    if digest() == FLOORS["digest"]:
        assert right >= floor["reached"], f"{name}: {right} of {of}, was {floor['reached']}"
