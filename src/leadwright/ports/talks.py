"""The conversation with a brand so far."""

from typing import Protocol

from leadwright.domain.letter import Deal, Verdict


class Talks(Protocol):
    """What earlier answers came to."""

    async def verdict(self, brand: str) -> Verdict | None:
        """Give the newest verdict on a brand's answers, if there is one."""

    async def deal(self, brand: str) -> Deal | None:
        """Give the deal with a brand, if there is one."""
