"""Whose data may not be collected: asked before anything is read or kept."""

from collections.abc import Sequence
from typing import Protocol


class Forbidden(Protocol):
    """Who said no, and who was erased."""

    async def is_stopped(self, names: Sequence[str]) -> bool:
        """Say whether nothing may be written to a site under one of these names (domains, or host and path)."""

    async def is_erased(self, names: Sequence[str] = (), addresses: Sequence[str] = (), text: str = "") -> bool:
        """Say whether somebody was erased on request who has one of these names or addresses, or whom a text names."""
