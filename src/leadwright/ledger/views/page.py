"""One page of a long list, and where the next one begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

PAGE = 50  # rows of a page where nothing else is asked for
MOST = 500  # rows of one page at most


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the id to ask for the next page after; None where these were the last."""

    rows: tuple[T, ...]
    next: int | None


def page(found: Sequence[T], ids: Sequence[int], *, limit: int) -> Page[T]:
    """Cut a page from rows of which one more than ``limit`` was asked for; ``ids`` are theirs."""
    return Page(tuple(found[:limit]), ids[limit - 1] if len(found) > limit else None)


def bounded(limit: int) -> int:
    """Keep a page between one row and the most."""
    return max(1, min(limit, MOST))
