"""What the local part of an address says: whether it is one at all, and whether a role that is never a contact.

The lists stand in ``tables/data/roles.json``. A local part is compared without capitals, width, quotes, plus-tag and
``-._``; as a whole, and word by word: ``abuse.team``, ``jobs-uk`` and ``noreply2`` are ``abuse``, ``jobs`` and
``noreply``. Words that are also surnames or ordinary words (``press``, ``list``) count only alone or beside words that
say nothing, such as ``team`` or ``uk``.
"""

import re
from collections.abc import Sequence
from unicodedata import normalize

from leadwright.domain.rules import Roles

MALFORMED, NEVER, LAST_CHOICE, ORDINARY = "malformed", "never", "last-choice", "ordinary"
LOCAL = re.compile(r"[^\s@\"(),:;<>\[\]\\.]+(?:\.[^\s@\"(),:;<>\[\]\\.]+)*")  # dot-atom, RFC 5322 3.2.3 and RFC 6531
LABEL = re.compile(r"[^\W_](?:(?:[^\W_]|-){0,61}[^\W_])?")
WORDS = re.compile(r"[^\W\d_]+")


def role_of(address: str, roles: Roles) -> str:
    """Give what the local part says: malformed, never, last-choice, ordinary."""
    local, _, domain = address.strip().rpartition("@")
    local = _compared(local)
    if len(local) > 64 or not LOCAL.fullmatch(local) or not _is_domain(normalize("NFKC", domain)):
        return MALFORMED
    if is_never(local, roles):
        return NEVER
    return LAST_CHOICE if _bare(local) in roles.last_choice else ORDINARY


def is_never(local: str, roles: Roles) -> bool:
    """Say whether a local part is a desk that cold letters never go to."""
    local = _compared(local)
    if local.endswith(roles.never_suffix) or _bare(local) in roles.never or _bare(local).startswith(roles.never_prefix):
        return True
    words = WORDS.findall(local.partition("+")[0].replace("_", " "))
    telling = "".join(word for word in words if word not in roles.fillers)
    return telling in roles.never or not roles.never.isdisjoint(_runs(words) - roles.never_alone)


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    return len(labels) > 1 and len(domain) <= 253 and all(map(LABEL.fullmatch, labels)) and not labels[-1].isdigit()


def _compared(local: str) -> str:
    return normalize("NFKC", local).strip().casefold().removeprefix('"').removesuffix('"')


def _bare(local: str) -> str:
    return re.sub(r"[-._]", "", local.partition("+")[0])


def _runs(words: Sequence[str]) -> frozenset[str]:
    """Give every run of up to three words, written as one: ``no.reply`` is ``noreply``."""
    return frozenset("".join(words[at : at + size]) for size in (1, 2, 3) for at in range(len(words) - size + 1))
