"""Chance, drawn by key and never by order: the same key gives the same draw, whatever ran before."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Roll(Protocol):
    """One keyed draw; repeated calls go on from it."""

    def random(self) -> float:
        """Draw from [0, 1)."""

    def randrange(self, start: int, stop: int) -> int:
        """Draw a whole number from [start, stop)."""

    def choice(self, seq: Sequence[T]) -> T:
        """Draw one of a non-empty sequence."""

    def getrandbits(self, k: int) -> int:
        """Draw ``k`` bits."""


class Dice(Protocol):
    """Makes rolls."""

    def roll(self, *key: str) -> Roll:
        """Give the roll of this key."""
