"""What is remembered for a while: the latest values by key, the oldest forgotten where there are too many."""

from collections import OrderedDict
from typing import Generic, TypeVar

REMEMBERED = 1_024  # enough for a day's hosts; a crawl of any size needs no more memory

T = TypeVar("T")


class Recent(Generic[T]):
    """At most ``most`` values by key."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._values: OrderedDict[str, T] = OrderedDict()

    def get(self, key: str) -> T | None:
        """Give what is kept under ``key``, or None."""
        return self._values.get(key)

    def keep(self, key: str, value: T) -> None:
        """Keep a value, and forget the oldest one where there are too many."""
        self._values[key] = value
        self._values.move_to_end(key)
        if len(self._values) > self._most:
            self._values.popitem(last=False)
