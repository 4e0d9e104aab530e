"""What happens beside the arrows, in one place: from an output to what must be stored with it.

Three pure functions: :func:`follow` for what a stage gave, :func:`ended` for an item that a stage dropped, and
:func:`arrived` for a mail that the sweep stored. The engine stores outputs, consequences, next work and the event in
one transaction, so the flow of the product is :mod:`leadwright.pipeline` and this page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import singledispatch
from urllib.parse import urlsplit

from leadwright.chain import Item
from leadwright.domain.brand import Tie
from leadwright.domain.errors import Drop, Scalar
from leadwright.domain.lead import Contact, Lead, Prospect, Sighting, Watch
from leadwright.domain.letter import Deal, Draft, Mail, Reply, Sent, Verdict


@dataclass(frozen=True, slots=True)
class Forget:
    """The post was deleted at its source: it is forgotten, with who is known from nowhere else."""

    sighting: str


@dataclass(frozen=True, slots=True)
class Submit:
    """Let ``stage`` take the item ``key``, at ``at`` or at once; at most one runs per lane."""

    stage: str
    key: str
    at: datetime | None = None
    lane: str = ""
    priority: int = 5  # smaller goes first
    wake: str = ""
    brand: str | None = None


@dataclass(frozen=True, slots=True)
class Keep:
    """Store another item with the output."""

    item: Item


@dataclass(frozen=True, slots=True)
class Hold:
    """Nothing leaves to the brand until the mail is understood."""

    brand: str
    mail: str


@dataclass(frozen=True, slots=True)
class Release:
    """The mail is understood and the brand may be written to again."""

    brand: str
    mail: str


@dataclass(frozen=True, slots=True)
class Cancel:
    """End the waiting letters of a brand for good, under all its names; ``alone``: of just this name."""

    brand: str
    code: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """Names belong to this brand too, which may make it one with others; ``agency`` says that it works for others."""

    brand: str
    ties: tuple[Tie, ...]
    agency: bool = False


@dataclass(frozen=True, slots=True)
class Postpone:
    """Move the brand's waiting letters to the first working day from ``until`` on."""

    brand: str
    until: date


@dataclass(frozen=True, slots=True)
class Suppress:
    """Never write again: ``kind`` is address, domain, brand or person."""

    kind: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Consented:
    """Somebody asked to be written to at an address: their words, when, by which way, for what, where they stand."""

    address: str
    way: str  # mail form bot post csv person
    words: str
    scope: str
    at: datetime
    brand: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Withdraw:
    """What an address has consented to ends: they said no, though not for good."""

    address: str


@dataclass(frozen=True, slots=True)
class Close:
    """Nothing more leaves from the mailbox of the letter ``sent`` (its Message-ID) until a person lets it."""

    sent: str
    code: str


@dataclass(frozen=True, slots=True)
class Count:
    """Add one to a roll-up of the week."""

    scope: str
    name: str
    counter: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The watch goes on from here next time."""

    watch: str
    bookmark: str


@dataclass(frozen=True, slots=True)
class State:
    """Where the lead stands now: found ready waiting contacted replied stopped deal dropped."""

    brand: str
    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Tell:
    """The operator should know."""

    code: str
    facts: Mapping[str, Scalar] = field(default_factory=dict)


Consequence = (
    Join
    | Submit
    | Keep
    | Hold
    | Release
    | Cancel
    | Postpone
    | Suppress
    | Consented
    | Withdraw
    | Close
    | Count
    | Mark
    | State
    | Tell
    | Forget
)

FOLLOWUPS_FIRST, FIRST_TOUCHES = 3, 5  # priorities of the send stage; answers go before both
ANSWERS = 1
ABUSE = "abuse-report"  # why a mailbox is stopped
WORDS = 300  # characters of a consent that are kept
UNKNOWN = ("recipient-unknown", "refused")  # the second is what a run finds whose predecessor died after the refusal


@singledispatch
def follow(output: object) -> tuple[Consequence, ...]:
    """Say what follows from an output."""
    raise TypeError(f"nothing is said about {type(output).__name__}")


@follow.register
def _(output: Sighting) -> tuple[Consequence, ...]:
    mark = (Mark(output.watch, output.bookmark),) if output.bookmark else ()
    if output.gone:
        return (*mark, Forget(output.key))
    said = (*mark, *consent_of(output), Count("source", output.source, "sightings"))
    if output.site is None:
        return (*said, Tell("find-the-site", {"title": output.title, "post": output.url, "key": output.key}))
    host = host_of(output.site)
    return (*said, Submit("extract", output.key, lane=f"site:{host}", brand=host.removeprefix("www.")))


@follow.register
def _(output: Contact) -> tuple[Consequence, ...]:
    usable = (Count("source", output.source, "addresses"),) if output.best else ()
    return (*usable, Submit("dedupe", output.key, brand=output.domains[0]))


@follow.register
def _(output: Lead) -> tuple[Consequence, ...]:
    return (Count("source", output.source, "leads"), Submit("enrich", output.key, brand=output.brand))


@follow.register
def _(output: Prospect) -> tuple[Consequence, ...]:
    agency = output.kind == "agency"
    join = (Join(output.brand, output.ties, agency=agency),) if output.ties or agency else ()
    return (Submit("personalize", output.key, brand=output.brand), State(output.brand, "ready"), *join)


@follow.register
def _(output: Draft) -> tuple[Consequence, ...]:
    if output.touch > 1:
        return ()  # written for preview and approval; its predecessor's Sent submits it
    priority = FIRST_TOUCHES if output.touch else ANSWERS
    # a better fit goes first among its own kind; one mailbox sends one letter at a time
    return (send_of(output.key, output, priority=priority * 1000 - output.score), State(output.brand, "waiting"))


@follow.register
def _(output: Sent) -> tuple[Consequence, ...]:
    counts = (Count("template", output.template, "sent"), Count("letters", output.kind, "sent"))
    state = (State(output.brand, "contacted"),) if output.touch else ()
    if output.next is None or output.next_at is None:
        return (*counts, *state)
    follower = Submit(
        "send",
        output.next,
        at=output.next_at,
        lane=f"mailbox:{output.mailbox}",
        priority=FOLLOWUPS_FIRST * 1000,
        brand=output.brand,
    )
    return (*counts, *state, follower)


@follow.register
def _(output: Reply) -> tuple[Consequence, ...]:
    said: list[Consequence] = [Count("replies", output.tag, "received"), Release(output.brand, output.mail)]
    if output.suppress:
        who = output.address or output.sender
        said += [Suppress("address", who, output.category)]
        if output.tag != "bounce" and output.category != "left_company":  # who says no is meant, whatever the shop
            said += [Suppress("person", who, output.category)]
    if output.tag == "unsubscribe" or output.category in {"complaint", "unsubscribe"}:
        said += [Suppress("brand", output.brand, output.category)]
    if output.human and output.tag == "positive":
        scope = "the conversation they answered"
        said += [Consented(output.sender, "mail", output.text[:WORDS], scope, output.at, output.brand)]
    elif output.human and output.tag in {"negative", "unsubscribe"}:
        said += [Withdraw(output.sender)]
    if output.category == "complaint" and not output.human:  # their provider says so (RFC 5965)
        said += [Close(output.sent, ABUSE)]
    if output.stops:
        said += [Cancel(output.brand, f"reply-{output.tag}")]
        said += [State(output.brand, "replied" if output.human else "stopped", output.category)]
    elif output.until:
        said += [Postpone(output.brand, output.until)]
    if output.human:
        said += [
            Submit("qualify", output.key, lane=f"brand:{output.brand}", brand=output.brand),
            Tell("reply", {"brand": output.brand, "tag": output.tag, "category": output.category}),
        ]
    return tuple(said)


@follow.register
def _(output: Verdict) -> tuple[Consequence, ...]:
    said: list[Consequence] = [Submit("crm", output.key, lane=f"brand:{output.brand}", brand=output.brand)]
    if output.answer:
        said += [Keep(output.answer), send_of(output.answer.key, output.answer, priority=ANSWERS * 1000)]
    return tuple(said)


@follow.register
def _(output: Deal) -> tuple[Consequence, ...]:
    return (
        Count("deals", output.stage, "moved"),
        State(output.brand, "deal" if output.stage != "lost" else "stopped", output.stage),
    )


def consent_of(seen: Sighting) -> tuple[Consented, ...]:
    """Give the consent that a post or a row of a list brings."""
    asked = seen.invitation
    if asked is None:
        return ()
    return (Consented(asked.address, asked.way, asked.words, asked.scope, asked.at, url=seen.url),)


def ended(stage: str, item: Item, drop: Drop) -> tuple[Consequence, ...]:
    """Say what follows from an item that a stage dropped, with its reason."""
    code = drop.code
    said: tuple[Consequence, ...] = (Count("reason", f"{stage} {code}", "dropped"),)
    if isinstance(item, Watch):
        passed = drop.facts.get("bookmark")  # of a look that gave nothing to carry it
        moved = (Mark(item.name, str(passed)),) if passed else ()
        if code == "nothing-found":
            return (*said, *moved)
        return (
            *said,
            *moved,
            Tell("watch-unread", {"watch": item.name, "reason": code, "why": str(drop.facts.get("why", ""))}),
        )
    if isinstance(item, Draft) and code in UNKNOWN:
        return (
            *said,
            Suppress("address", item.to, "hard-bounce"),
            Cancel(item.brand, code),
            State(item.brand, "stopped", code),
        )
    if isinstance(item, Lead | Prospect | Draft) and code != "replaced":
        return (*said, State(item.brand, "dropped", code))
    return said


def arrived(mail: Mail) -> tuple[Consequence, ...]:
    """Say what follows from a mail that was just stored: the brand is silent until the mail is understood."""
    if mail.sent is None or mail.brand is None:
        told = Tell("unmatched-mail", {"mail": mail.key})
        return (Hold(mail.brand, mail.key), told) if mail.brand else (told,)  # they wrote first: a person reads it
    return (
        Hold(mail.brand, mail.key),
        Submit("track", mail.sent, wake=mail.key, lane=f"brand:{mail.brand}", priority=0, brand=mail.brand),
    )


def send_of(key: str, draft: Draft, *, priority: int) -> Submit:
    """Submit a letter to the send stage, in the lane of its mailbox."""
    return Submit("send", key, lane=f"mailbox:{draft.mailbox}", priority=priority, brand=draft.brand)


def host_of(url: str) -> str:
    """Give the host of a URL, lower case, without port."""
    return (urlsplit(url).hostname or url).lower()
