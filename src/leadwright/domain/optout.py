"""The signed token by which a recipient stops everything: in a link, and in the subject of a mail."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from leadwright.domain.identity import TOKEN_LENGTH, read_token, token

WORD = "STOP"
NAMED = re.compile(rf"\b{WORD}\W{{1,5}}([a-z2-7]{{{TOKEN_LENGTH}}})\b", re.IGNORECASE | re.ASCII)
MOST_SUBJECT = 2_000  # characters of a subject that are looked at


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
        return lambda brand: f"{base}/u/{token(self.key, brand)}"


def subject(key: bytes, brand: str) -> str:
    """Give the subject of a mail that stops a brand, whoever sends it."""
    return f"{WORD} {token(key, brand)}"


def stopped_by(key: bytes, subject: str) -> str | None:
    """Give the keyed hash of the brand that a mail's subject stops, or None.

    ``subject`` is decoded (RFC 2047). Mail programs put ``Re:`` before it, change its case, and fold it.
    """
    found = NAMED.search(" ".join(subject[:MOST_SUBJECT].split()))
    return read_token(key, found[1].lower()) if found else None
