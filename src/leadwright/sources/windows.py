"""Looking through time, oldest first, at sources that give their newest first and only so many at once.

A look goes through windows of time. A window that holds more than the source shows is halved; one that could be read in
part only is given without bookmarks, so that the next look reads it once more and nothing in it is lost.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace

from leadwright.domain.errors import Drop, Later
from leadwright.domain.lead import Sighting


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """The last entry that was given: its second (Unix time), and its number within it."""

    second: int
    number: int = 0

    def __str__(self) -> str:
        return f"{self.second}.{self.number}"


def read_mark(bookmark: str | None) -> Mark | None:
    """Read a mark as it was written; None where it is something else."""
    second, _, number = (bookmark or "").partition(".")
    whole = all(part.isascii() and part.isdecimal() and len(part) < 20 for part in (second, number or "0"))
    return Mark(int(second), int(number or 0)) if whole else None


@dataclass(slots=True)
class Window:
    """What was read of a stretch of time."""

    found: list[tuple[Mark, Sighting]] = field(default_factory=list)
    crowded: bool = False  # it holds more than the source shows
    fault: Drop | None = None  # an entry that cannot be read: the others go on, and it is told at the end of the look
    stop: Drop | Later | None = None  # why only a part was read


Read = Callable[[int, int], Awaitable[Window]]
"""Read the entries from a second to before another one."""


async def through(read: Read, mark: Mark, end: int, *, step: int | None = None) -> AsyncIterator[Sighting]:
    """Give what lies after ``mark`` and before the second ``end``, oldest first, each with its bookmark.

    ``step`` is the longest window in seconds. Raises what stopped a window once all that was read of it is given, and
    at the end Drop(``unreadable``) for the first entry that could not be read.
    """
    length = step or max(end - mark.second, 1)
    windows = [(start, min(start + length, end)) for start in reversed(range(mark.second, end, length))]
    fault: Drop | None = None
    while windows:
        start, before = windows.pop()
        window = await read(start, before)
        if window.crowded and not window.stop and before - start > 1:
            middle = (start + before) // 2
            windows += [(middle, before), (start, middle)]  # the earlier half is next
            continue
        entries = {at: sighting for at, sighting in window.found if at > mark and start <= at.second < before}
        for at in sorted(entries):
            yield replace(entries[at], bookmark=None if window.stop else str(at))
        if window.stop:
            raise window.stop
        fault = fault or window.fault
    if fault:
        raise fault
