"""Whether mail can reach an address: what grammar, DNS and the server said, and the one rule that judges it.

::

    valid     the server itself took the mailbox, and would not take an invented one
    invalid   no mail can arrive there, and somebody who must know has said so
    unknown   anything else: it may be written to

Only :data:`DECIDES` says which reason proves what; whatever it does not name proves nothing. So a silent resolver, a
closed port and a server that takes every name never make an address invalid.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

VALID, UNKNOWN, INVALID = "valid", "unknown", "invalid"
KEPT = timedelta(days=7)  # a verdict is asked for anew when it is older
KEPT_PASSING = timedelta(hours=1)  # one that rests on an outage, sooner
PASSING = frozenset({"dns-silent"})

ROUTES = ("mx", "no-mx", "null-mx", "no-domain", "no-mail-server", "mx-nowhere", "dns-silent")
"""What DNS may say of a domain.

``mx``: it names mail servers; ``no-mx``: it names none and has an address, which then is the server (RFC 5321, 5.1);
``null-mx``: it says that it takes no mail (RFC 7505); ``mx-nowhere``: none of its mail servers has an address;
``dns-silent``: nobody answered, or not in a way that can be believed.
"""

DECIDES: Mapping[str, str] = {
    "bad-syntax": INVALID,  # RFC 5321, 5322, 6531
    "disposable": INVALID,  # it is thrown away within the hour
    "no-domain": INVALID,  # RFC 8020: nothing lives under a name that does not exist
    "no-mail-server": INVALID,  # RFC 5321, 5.1: neither MX nor address
    "null-mx": INVALID,  # RFC 7505, 3
    "mx-nowhere": INVALID,  # RFC 5321, 5.1: none of them is usable
    "no-mailbox": INVALID,  # RFC 3463, 3.2 and RFC 7505, 4.2: 550 with 5.1.1 or 5.1.10
    "taken": VALID,
}
NO_MAILBOX = frozenset({"5.1.1", "5.1.10"})
_STATUS = re.compile(r"^[ \t]{0,8}([245]\.\d{1,3}\.\d{1,3})\b", re.MULTILINE)  # RFC 2034, 4: it opens each line


@dataclass(frozen=True, slots=True)
class Validity:
    """A verdict on one address: valid, unknown or invalid; codes of what was said, the deciding ones first."""

    verdict: str
    reasons: tuple[str, ...]
    at: datetime  # when it was asked; aware, UTC

    @property
    def proofs(self) -> tuple[str, ...]:
        """The reasons that decide the verdict."""
        return tuple(code for code in self.reasons if DECIDES.get(code, UNKNOWN) == self.verdict)

    def too_old(self, now: datetime) -> bool:
        """Say whether it must be asked for anew."""
        return now - self.at >= (KEPT_PASSING if PASSING & {*self.reasons} else KEPT)


@dataclass(frozen=True, slots=True)
class Route:
    """Where DNS says that a domain takes its mail."""

    found: str  # of ROUTES
    exchanges: tuple[str, ...] = ()  # all names of its mail servers, the preferred first
    addresses: tuple[str, ...] = ()  # IP addresses of the first of them that has any


def judged(reasons: Iterable[str], at: datetime) -> Validity:
    """Judge what was said of an address; pure. What proves that it is dead outweighs all else."""
    order = (INVALID, VALID, UNKNOWN)
    said = sorted(dict.fromkeys(reasons), key=lambda code: order.index(DECIDES.get(code, UNKNOWN)))
    return Validity(DECIDES.get(said[0], UNKNOWN) if said else UNKNOWN, tuple(said), at)


def heard(code: int, text: str) -> str:
    """Say what a server's answer to RCPT means (a code); ``text`` is all its lines without the number.

    ``taken``, ``no-mailbox``, ``greylisted`` (4xx), ``policy`` (5.7.x or 554: it is about us) or ``refused``. Only 550
    with nothing but 5.1.1 or 5.1.10 speaks of the mailbox: others use 550 for all they do not like.
    """
    statuses = set(_STATUS.findall(text))
    if 200 <= code < 300:
        return "taken"
    if 400 <= code < 500:
        return "greylisted"
    if code == 550 and statuses and statuses <= NO_MAILBOX:
        return "no-mailbox"
    if code == 554 or any(status.startswith("5.7.") for status in statuses):
        return "policy"
    return "refused"


def weighed(named: str, stranger: str) -> str:
    """Weigh what a server said to the mailbox against what it said to one that was invented."""
    if named != "taken":
        return named
    return {"taken": "catch-all", "no-mailbox": "taken"}.get(stranger, "unsure")
