"""The signed link by which a recipient stops everything; without a public address there is none."""

from collections.abc import Callable
from dataclasses import dataclass

from leadwright.domain.identity import token


@dataclass(frozen=True, slots=True)
class OptOut:
    """Makes opt-out links below ``base`` (a public URL); ``None`` stands for mailto mode."""

    base: str | None
    key: bytes

    @property
    def link(self) -> Callable[[str], str] | None:
        """From a brand to its link, or None in mailto mode."""
        if self.base is None:
            return None
        base = self.base.rstrip("/")
        return lambda brand: f"{base}/u/{token(self.key, 'brand', brand)}"
