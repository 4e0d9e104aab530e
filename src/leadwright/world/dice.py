"""Keyed chance: what is drawn depends on the seed and the key, never on the order of the calls.

So a new shop, or a new draw for an old one, leaves all other draws as they were, and a run can be repeated.
"""

import hashlib
import random  # noqa: TID251  # the one place of the world where chance comes from
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Roll:
    """The draws of one key; within a key, order counts."""

    def __init__(self, number: int) -> None:
        """Draw from the stream that ``number`` seeds."""
        self._random = random.Random(number)

    def random(self) -> float:
        """Draw from [0, 1)."""
        return self._random.random()

    def uniform(self, low: float, high: float) -> float:
        """Draw between ``low`` and ``high``."""
        return self._random.uniform(low, high)

    def randint(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return self._random.randint(low, high)

    def choice(self, items: Sequence[T]) -> T:
        """Draw one of ``items``, which must not be empty."""
        return self._random.choice(items)

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """Draw ``count`` different ones of ``items``."""
        return self._random.sample(items, count)

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Give ``items`` in a drawn order."""
        return self._random.sample(items, len(items))

    def digits(self, count: int) -> str:
        """Draw ``count`` digits, the first of them not zero."""
        return str(self._random.randint(10 ** (count - 1), 10**count - 1))


class Dice:
    """All chance of one seed."""

    def __init__(self, seed: int) -> None:
        """Belong to ``seed``."""
        self._seed = seed

    def roll(self, *key: str) -> Roll:
        """Give the draws that belong to ``key``: the same for the same seed and key, always."""
        digest = hashlib.sha256("\x1f".join((str(self._seed), *key)).encode()).digest()
        return Roll(int.from_bytes(digest, "big"))
