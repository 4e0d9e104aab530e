"""What the gate is told of one letter; what is not known is None and counts as the strictest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

SEND, HOLD, BLOCK = "send", "hold", "block"
STRICTNESS = (SEND, HOLD, BLOCK)
PERSON, CRAWLER = "person", "crawler"  # who collected the address


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of the country a business is in; ``country`` may be several that it fits, as in ``GB/IE/NZ``."""

    country: str
    kind: str  # address number form phone tld shipping currency language ...; one that the law does not know is no sign


@dataclass(frozen=True, slots=True)
class Override:
    """The operator's own reading of a row, from the configuration; it is shown with its reason."""

    action: str
    reason: str

    def __post_init__(self) -> None:
        if self.action not in STRICTNESS or not self.reason.strip():
            raise ValueError(f"an override needs send, hold or block and a written reason, not {self!r}")


@dataclass(frozen=True, slots=True)
class Consent:
    """Somebody asked to be written to: an inbound mail, a ticked form, a bot start, "write me at"."""

    words: str  # theirs
    at: datetime  # when they said so; aware, UTC
    scope: str  # what for, in words
    address: str  # to which address


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person releases one hold of a letter, and no other: of this code, in this country, under this edition."""

    code: str
    country: str | None
    edition: str  # of the law, as the held decision names it
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """All the gate may know of one letter."""

    address: str
    signs: tuple[Sign, ...]  # of the recipient's country
    sender: str | None  # the operator's country
    now: datetime | None = None  # when it is decided; aware, UTC
    kind: str = "named"  # generic, named, freemail
    touch: int = 1
    form: str | None = None  # the legal form as the page writes it
    evidence_days: int | None = None  # since the page that publishes the address was read; None: no passport
    collected: str = CRAWLER  # or ``person``: who found the address
    terms: str | None = None  # under which its places are read: open, permission, research
    relevant: bool = False  # the letter is about what this business does (it fits the niche written to)
    function: str | None = None  # words that tie a named person to what the letter is about: owner, shop manager
    invalid: str | None = None  # why no mail can arrive there (codes), as it was last asked
    refusal: str | None = None  # words near the address that refuse advertising
    no_transfer: bool = False  # the site says that it does not pass addresses on
    consent: Consent | None = None
    confirmed: tuple[Confirmation, ...] = ()  # what a person has released of this letter
    sender_confirmed: str | None = None  # the operator's reason why the sender's row does not bind letters abroad
    overrides: Mapping[str, Override] = field(default_factory=dict)  # by country
