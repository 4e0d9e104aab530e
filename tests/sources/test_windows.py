"""Windows of time, oldest first."""

import pytest

from leadwright.domain.errors import Drop, Later
from leadwright.domain.lead import Sighting
from leadwright.sources.windows import Mark, Window, read_mark, through
from tests.sources.fakeweb import NOW


def sighting_of(url: str) -> Sighting:
    return Sighting("kind", url, title="T", text="", at=NOW, seen=NOW, site=None)


def window(*seconds: int, **more: object) -> Window:
    return Window([(Mark(second), sighting_of(str(second))) for second in seconds], **more)


async def given(answers: dict[int, Window], **more: int) -> tuple[list[tuple[str, str | None]], Exception | None]:
    async def read(start: int, end: int) -> Window:
        return answers.get(start, Window())

    found = []
    try:
        async for one in through(read, Mark(0), 40, **more):
            found.append((one.url, one.bookmark))
    except (Drop, Later) as stop:
        return found, stop
    return found, None


async def test_windows_in_steps_oldest_first():
    answers = {0: window(9, 3), 10: window(12), 30: window(35, 5)}
    assert await given(answers, step=10) == ([("3", "3.0"), ("9", "9.0"), ("12", "12.0"), ("35", "35.0")], None)


async def test_a_fault_of_an_entry_is_told_at_the_end():
    fault = Drop("unreadable")
    found, told = await given({0: window(3, fault=fault), 10: window(12, fault=Drop("other"))}, step=10)
    assert [url for url, _ in found] == ["3", "12"]
    assert told is fault


async def test_a_window_in_part_moves_no_bookmark():
    stop = Later(NOW, "asked-to-wait")
    found, told = await given({0: window(3), 10: window(12, stop=stop), 20: window(22)}, step=10)
    assert found == [("3", "3.0"), ("12", None)]
    assert told is stop


@pytest.mark.parametrize(
    ("text", "mark"),
    [("5.7", Mark(5, 7)), ("5", Mark(5)), (None, None), ("", None), ("a.1", None), ("1.b", None), ("٣.1", None)],
)
def test_marks_are_read_as_they_are_written(text: str | None, mark: Mark | None):
    assert read_mark(text) == mark
