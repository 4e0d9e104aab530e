"""What is remembered for a while: the latest values by key, the oldest forgotten where there are too many."""

from collections import OrderedDict
from typing import Generic, TypeVar

REMEMBERED = 1_024  # enough for a day's hosts; a crawl of any size needs no more memory
ROOM = 256 * 1024  # of the sizes of values: a robots.txt, once parsed, takes 10 to 35 times its bytes

T = TypeVar("T")


class Recent(Generic[T]):
    """At most ``most`` values by key, and no more of them than ``room`` holds; the last one stays in any case."""

    def __init__(self, most: int = REMEMBERED, *, room: int = ROOM) -> None:
        self._most = most
        self._room = room
        self._values: OrderedDict[str, tuple[T, int]] = OrderedDict()
        self._taken = 0

    def get(self, key: str) -> T | None:
        """Give what is kept under ``key``, or None."""
        kept = self._values.get(key)
        return kept[0] if kept else None

    def keep(self, key: str, value: T, *, size: int = 0) -> None:
        """Keep a value of a size, and forget the oldest ones where there are too many."""
        self._taken += size - self._values.pop(key, (value, 0))[1]
        self._values[key] = (value, size)
        while len(self._values) > self._most or (self._taken > self._room and len(self._values) > 1):
            _, (_, freed) = self._values.popitem(last=False)
            self._taken -= freed
