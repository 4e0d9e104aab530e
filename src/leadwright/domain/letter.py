"""The chain's second half: letters, their fate, what came back, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from leadwright.domain.evidence import Evidence

FIRST, FOLLOWUP, BREAKUP, ANSWER = "first", "followup", "breakup", "answer"
KINDS = (FIRST, FOLLOWUP, BREAKUP)


@dataclass(frozen=True, slots=True)
class Grounded:
    """A sentence of a letter with the page that proves it."""

    sentence: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Draft:
    """One letter as it would leave, word for word; the operator approves just this text."""

    brand: str
    touch: int  # 1, 2, 3; an answer has 0
    kind: str  # first followup breakup answer
    to: str
    mailbox: str  # name of the mailbox it leaves from
    subject: str
    body: str
    language: str
    template: str  # playbook/kind/variant
    country: str | None
    wait: int = 0  # working days after the predecessor was confirmed sent
    score: int = 0  # fit of the prospect: better ones leave first
    grounds: tuple[Grounded, ...] = ()
    problems: tuple[str, ...] = ()  # why it may not leave as it is: unresolved or unproved
    answers: str | None = None  # Message-ID of the human mail that an answer replies to

    @property
    def key(self) -> str:
        """Brand and touch, or brand and the mail it answers."""
        return f"{self.brand}#{self.answers or self.touch}"


@dataclass(frozen=True, slots=True)
class Letter:
    """A claimed letter: it has its Message-ID and leaves once, or not at all."""

    draft: str  # key of the draft
    message_id: str
    mailbox: str
    sender: str  # RFC 5322 From: name and address
    to: str
    subject: str
    body: str
    at: datetime  # when it was claimed; its Date header
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter whose hand-over the mail server confirmed."""

    draft: str
    brand: str
    touch: int
    kind: str
    mailbox: str
    message_id: str
    at: datetime
    template: str
    next: str | None = None  # key of the letter that follows, where one is written
    next_at: datetime | None = None

    @property
    def key(self) -> str:
        """Its Message-ID."""
        return self.message_id


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of our mailbox as it was stored, matched or not."""

    key: str  # Message-ID, else a digest of the bytes
    mailbox: str
    folder: str
    at: datetime  # when it arrived
    raw: bytes
    sent: str | None = None  # Message-ID of our letter it belongs to
    brand: str | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """A mail that came back, understood."""

    mail: str  # key of the stored mail
    brand: str
    sent: str
    at: datetime
    sender: str
    tag: str  # positive neutral negative unsubscribe auto bounce
    category: str
    words: tuple[str, ...]  # the words that decided
    text: str  # what the person wrote, quote and signature cut
    human: bool
    stops: bool
    suppress: bool = False
    address: str | None = None  # whom a bounce or an opt-out is about
    until: date | None = None  # an absence ends
    referred: str | None = None  # another address named: shown, never mailed by itself
    subject: str = ""

    @property
    def key(self) -> str:
        """The mail it was."""
        return self.mail


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person's answer is worth: the three questions as far as answered, and the next move."""

    reply: str
    brand: str
    tag: str
    move: str  # ask, book, wait, close, person
    niche: str | None = None
    routine: str | None = None
    budget: str | None = None
    timing: str | None = None
    missing: tuple[str, ...] = ()
    answer: Draft | None = None  # the letter that asks or offers a time; leaves by the same gate
    at: datetime | None = None

    @property
    def key(self) -> str:
        """The reply it judges."""
        return self.reply


@dataclass(frozen=True, slots=True)
class Deal:
    """A conversation worth keeping, and how far it has come."""

    brand: str
    stage: str  # talking qualified booked pilot won lost later
    since: datetime
    reply: str
    note: str = ""

    @property
    def key(self) -> str:
        """The brand."""
        return self.brand
