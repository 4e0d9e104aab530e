"""Where a fact was read: kept with the fact, so that every sentence and every address can show its page."""

from dataclasses import dataclass
from datetime import datetime

SNIPPET_LENGTH = 300  # characters; more is not kept
WAYS = frozenset(  # how an address can have been published; a guess is none of them
    {"mailto", "text", "jsonld", "attribute", "imprint", "header", "person", "csv", "post"}
)
HANDED = frozenset({"person", "csv", "post"})  # ways of what no page of ours proves: such a page is not read again
ROBOTS = frozenset({"allowed", "none", "person"})  # verdicts under which a page may be kept
THERE, GONE, REFUSED, CLOSED, UNREACHABLE = REREAD = ("there", "gone", "refused", "closed", "unreachable")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place where something was published; ``snippet`` has at most 300 characters of the page around it."""

    url: str
    at: datetime  # when we read the page; aware, UTC
    sha256: str  # of the page's bytes, hex
    snippet: str
    way: str = "text"  # of WAYS
    robots: str = "allowed"  # of ROBOTS: allowed, none (no robots.txt), person (read by hand)
    status: int = 200  # of the answer that held the page


@dataclass(frozen=True, slots=True)
class Fact:
    """A value that was read, with where; ``confidence`` is from 0 to 1."""

    value: str
    evidence: Evidence
    confidence: float = 1.0
