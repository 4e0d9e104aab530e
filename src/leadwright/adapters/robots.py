"""What a site's robots.txt lets us read (RFC 9309), and how its answer is to be taken.

========================  =====================================================
answer                    meaning
========================  =====================================================
2xx                       its rules (the first 500 KiB, RFC 9309, 2.5)
404, 410, other 4xx       no rules: all may be read (2.3.1.3)
401, 403, 429             no: stricter than the RFC, because a closed door is one
5xx, unreachable          no, for now (2.3.1.4)
========================  =====================================================
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

BYTES = 500 * 1024
KEPT = timedelta(hours=24)  # RFC 9309, 2.4
KEPT_CLOSED = timedelta(hours=1)  # an outage is looked at again sooner


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin; ``closed`` says why nothing may be read (a code), where that is so."""

    until: datetime
    parsed: Protego | None = None
    closed: str | None = None
    detail: str = ""

    @property
    def verdict(self) -> str:
        """For the evidence: ``allowed`` by rules, or ``none`` where the site has none."""
        return "allowed" if self.parsed else "none"

    def allow(self, url: str, agent: str) -> bool:
        """Say whether ``agent`` may read ``url``."""
        if self.closed:
            return False
        return self.parsed is None or self.parsed.can_fetch(url, agent)

    def delay(self, agent: str) -> float:
        """Seconds the site wants between two requests; 0 where it names none."""
        wanted = self.parsed.crawl_delay(agent) if self.parsed else None
        return max(0.0, float(wanted or 0.0))


def read_rules(status: int, text: str, *, now: datetime) -> Rules:
    """Understand the answer to a request for robots.txt."""
    if 200 <= status < 300:
        return Rules(now + KEPT, parsed=Protego.parse(text[:BYTES]))
    if status >= 500 or status in (401, 403, 429):
        return Rules(now + KEPT_CLOSED, closed="robots", detail=f"robots.txt answers {status}")
    return Rules(now + KEPT)


def closed_rules(why: str, detail: str, *, now: datetime) -> Rules:
    """Rules of an origin whose robots.txt could not be had: nothing may be read for now."""
    return Rules(now + KEPT_CLOSED, closed=why, detail=detail)
