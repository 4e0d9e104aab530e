"""What the gate says, and what that rests on."""

from collections.abc import Iterable
from dataclasses import dataclass

from leadwright.domain.case import BLOCK, HOLD, SEND, STRICTNESS, Override, Sign

CONFIRM = "confirm"  # the remedy of a hold that a person may release with a reason


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that a decision rests on, without any address, name or word of theirs: it can be decided again from these."""

    role: str  # of role_of(): malformed, never, last-choice, ordinary
    kind: str
    touch: int
    signs: tuple[Sign, ...]
    form: str | None  # squeezed; None where no country knows it
    sender: str  # empty where it is not known
    evidence_days: int | None
    collected: str
    terms: str | None
    relevant: bool
    function: bool
    invalid: str | None  # codes
    refusal: bool
    no_transfer: bool
    consent: bool
    released: tuple[tuple[str, str | None, str], ...]  # code, country and edition of what a person let go
    sender_free: bool  # the operator says that the sender's row does not bind letters abroad
    override: Override | None  # the operator's reading of the recipient's row


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says, why, and what a person can do; stored with the letter."""

    action: str  # send, hold, block
    code: str
    rule: str  # the regime, or the house rule, in words
    country: str | None
    edition: str  # of the law
    elements: tuple[str, ...] = ()  # what the letter must contain
    remedy: tuple[str, ...] = ()  # what would change it: country, legal-form, function, confirm, consent, revisit ...
    reasons: tuple[str, ...] = ()  # codes of all that stands against sending, the gravest first; ``code`` is the first
    facts: Grounds | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of a case."""

    action: str
    code: str
    rule: str
    remedy: tuple[str, ...] = ()


def send(code: str, rule: str) -> Finding:
    """Say that nothing stands against it."""
    return Finding(SEND, code, rule)


def hold(code: str, rule: str, *remedy: str) -> Finding:
    """Say that a person is needed, and what they can do."""
    return Finding(HOLD, code, rule, tuple(dict.fromkeys(remedy)))


def block(code: str, rule: str, *remedy: str) -> Finding:
    """Say that no letter leaves; nobody can release it, only other facts make another case."""
    return Finding(BLOCK, code, rule, remedy)


def gravest_first(findings: Iterable[Finding]) -> list[Finding]:
    """Order findings: the strictest first; among holds, those that no confirmation releases; else as they came."""
    return sorted(findings, key=lambda one: (-STRICTNESS.index(one.action), CONFIRM in one.remedy))
