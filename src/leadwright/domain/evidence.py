"""Where a fact was read: kept with the fact, so that every sentence and every address can show its page."""

from dataclasses import dataclass
from datetime import datetime

SNIPPET_LENGTH = 300  # characters; more is not kept
HANDED = frozenset({"person", "csv", "consent"})  # ways of what no page of ours proves: such a page is not read again
THERE, GONE, REFUSED, CLOSED, UNREACHABLE = REREAD = ("there", "gone", "refused", "closed", "unreachable")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place where something was published; ``snippet`` has at most 300 characters of the page around it."""

    url: str
    at: datetime  # when we read the page; aware, UTC
    sha256: str  # of the page's bytes, hex
    snippet: str
    way: str = "text"  # mailto text jsonld attribute imprint header person csv
    robots: str = "allowed"  # allowed, none (no robots.txt), person (read by hand)


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that was read, with where; ``confidence`` is from 0 to 1."""

    value: str
    evidence: Evidence
    confidence: float = 1.0
