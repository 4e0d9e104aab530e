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

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from protego import Protego

from leadwright.adapters.charset import decode

BYTES = 500 * 1024
KEPT = timedelta(hours=24)  # RFC 9309, 2.4
KEPT_CLOSED = timedelta(hours=1)  # an outage is looked at again sooner
SITEMAPS = 20
LONGEST_DELAY = 86_400.0  # seconds of Crawl-delay; more is no more patience, only no date in a calendar

_AGENT = re.compile(r"user[- ]?agent(?: ?:| |$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin; ``closed`` says why nothing may be read (a code), where that is so."""

    until: datetime
    parsed: Protego | None = None
    closed: str | None = None
    detail: str = ""
    size: int = 0  # bytes of robots.txt that were understood

    @property
    def verdict(self) -> str:
        """For the evidence: ``allowed`` by rules, or ``none`` where the site has none."""
        return "allowed" if self.parsed else "none"

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """The first sitemaps that robots.txt names for everybody (sitemaps.org, *Informing search engine crawlers*)."""
        return tuple(islice(self.parsed.sitemaps, SITEMAPS)) if self.parsed else ()

    def allow(self, url: str, agent: str) -> bool:
        """Say whether ``agent`` may read ``url``."""
        if self.closed:
            return False
        return self.parsed is None or self.parsed.can_fetch(url, product_of(agent))

    def delay(self, agent: str) -> float:
        """Seconds the site wants between two requests; 0 where it names none."""
        wanted = self.parsed.crawl_delay(product_of(agent)) if self.parsed else None
        return min(max(0.0, float(wanted or 0.0)), LONGEST_DELAY)


def read_rules(status: int, body: bytes, *, agent: str, now: datetime) -> Rules:
    """Understand the answer to a request for robots.txt, of which ``body`` holds no more than ``BYTES``."""
    if 200 <= status < 300:
        if len(body) >= BYTES:  # the last line is half a line, which may say the opposite of the whole one
            body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
        text = decode(body, "text/plain; charset=utf-8")  # RFC 9309, 2.3
        return Rules(now + KEPT, parsed=Protego.parse(_for_us(text, product_of(agent))), size=len(body))
    if status >= 500 or status in (401, 403, 429):
        return Rules(now + KEPT_CLOSED, closed="robots", detail=f"robots.txt answers {status}")
    return Rules(now + KEPT)


def closed_rules(why: str, detail: str, *, now: datetime) -> Rules:
    """Rules of an origin whose robots.txt could not be had: nothing may be read for now."""
    return Rules(now + KEPT_CLOSED, closed=why, detail=detail)


def product_of(agent: str) -> str:
    """Give the product token of a user agent, which alone is what a group is named for (RFC 9309, 2.2.1)."""
    return agent.partition("/")[0].strip()


def _for_us(text: str, product: str) -> str:
    """Give the rules with all other crawlers under one name.

    Protego keeps a copy of a rule for every name its group has: 500 KB of names and rules, half and half, make hundreds
    of millions of copies.
    """
    return "\n".join(_line_for_us(line, product.lower()) for line in text.splitlines())


def _line_for_us(line: str, product: str) -> str:
    line = " ".join(line.partition("#")[0].split())
    found = _AGENT.match(line)
    if not found:
        return line
    said = line[found.end() :].strip().lower()
    name = said.replace("*", "").partition("/")[0].strip()
    if said and not name:
        return "User-agent: *"
    return f"User-agent: {name if product.startswith(name) else 'nobody'}" if name else "User-agent:"
