"""Who writes: the operator, their mailboxes, and what they offer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """Something the operator can deliver; a letter names only offers that are switched on."""

    name: str  # prices, catalogue, analytics, orders
    words: str  # how a letter puts it, in the letter's language


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One mailbox letters leave from; ``cap`` is letters a local day."""

    name: str
    address: str
    zone: str  # IANA time zone
    cap: int
    age: str = "new"  # new, established
    since: str | None = None  # ISO day of the first letter, for the ramp


@dataclass(frozen=True, slots=True)
class Operator:
    """The true sender of every letter."""

    name: str
    company: str
    country: str
    postal: str
    site: str | None
    signature: str
    offers: tuple[Offer, ...]
    mailboxes: tuple[Mailbox, ...]
    link: str | None = None  # base URL of the public pages; None = mailto mode
    booking: str | None = None  # where a call can be booked

    def mailbox(self, name: str) -> Mailbox:
        """Find a mailbox by its name; KeyError where there is none."""
        for box in self.mailboxes:
            if box.name == name:
                return box
        raise KeyError(name)
