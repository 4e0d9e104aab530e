"""The house's own rules, which no country's row and no confirmation can change, the gravest first."""

from collections.abc import Callable, Iterator

from leadwright.domain.decision import Finding, Grounds, block, hold
from leadwright.domain.law import Law
from leadwright.domain.roles import LAST_CHOICE, MALFORMED, NEVER

Rule = Callable[[Grounds, Law], Finding | None]


def house_rules(facts: Grounds, law: Law) -> Iterator[Finding]:
    """Give what stands against a letter wherever it goes."""
    return (found for rule in RULES if (found := rule(facts, law)))


def passport(facts: Grounds, _: Law) -> Finding | None:
    """An address needs the page that publishes it, or the word of the one it belongs to."""
    if facts.evidence_days is not None or facts.consent:
        return None
    return block("no-passport", "No stored evidence that the address was published.", "evidence")


def refusal(facts: Grounds, _: Law) -> Finding | None:
    """Who refuses advertising is not written to, even where somebody else asked for it."""
    return block("refusal", "The page refuses advertising.") if facts.refusal else None


def address(facts: Grounds, _: Law) -> Finding | None:
    """What is no address cannot have been published as one."""
    return block("not-an-address", "This is no address.", "address") if facts.role == MALFORMED else None


def never_role(facts: Grounds, _: Law) -> Finding | None:
    """Some desks are never a contact."""
    if facts.role != NEVER:
        return None
    return block("never-role", "An address of this role is never a contact.", "address")


def last_choice(facts: Grounds, _: Law) -> Finding | None:
    """A desk for customers may get one letter."""
    if facts.role != LAST_CHOICE or facts.touch == 1:
        return None
    return block("first-touch-only", "A support address gets a first letter, no follow-up.", "address")


def touch(facts: Grounds, _: Law) -> Finding | None:
    """Letters of a sequence are counted from one."""
    return block("no-such-touch", "The letter has no place in a sequence.") if facts.touch < 1 else None


def arrives(facts: Grounds, _: Law) -> Finding | None:
    """A letter that cannot arrive only harms the mailbox."""
    if facts.invalid is None:
        return None
    return hold("address-invalid", f"No mail can arrive at the address: {facts.invalid}.", "address")


def terms(facts: Grounds, law: Law) -> Finding | None:
    """A business must be known from a place whose terms allow it."""
    if facts.terms in law.terms:
        return None
    if facts.terms == "research":
        return hold("research", "Known from a research source only.", "other-source")
    return hold("terms-unknown", "The terms of the place it is known from are not known.", "other-source")


def fresh(facts: Grounds, law: Law) -> Finding | None:
    """What was published long ago may be gone; what was read in the future was not read."""
    days = facts.evidence_days
    if days is None or facts.consent or 0 <= days <= law.fresh_days:
        return None
    return hold("stale", f"The address was last seen published {days} days ago.", "revisit")


RULES: tuple[Rule, ...] = (passport, refusal, address, never_role, last_choice, touch, arrives, terms, fresh)
