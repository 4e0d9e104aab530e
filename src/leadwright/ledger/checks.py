"""What a letter must pass before it is claimed, in order; the first check that stops it gives its reason."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from leadwright.domain.calendar import Calendar
from leadwright.domain.case import BLOCK, HOLD, SEND
from leadwright.domain.decision import Decision
from leadwright.domain.errors import Drop, Later
from leadwright.domain.gate import decide
from leadwright.domain.identity import normal
from leadwright.domain.letter import ANSWER, FIRST, Draft
from leadwright.domain.operator import Operator
from leadwright.domain.rules import Tables
from leadwright.ledger import approaches, letters, rereads, slots
from leadwright.ledger.brands import LEFT, published, same_brand
from leadwright.ledger.cases import Stance, case_of
from leadwright.ledger.codec import decode, encode
from leadwright.ledger.consents import consent_of
from leadwright.ledger.passports import Passport, passports_of
from leadwright.ledger.suppression import a_person_stopped, is_suppressed
from leadwright.ledger.tables import holds, leads, mailboxes, messages, meta, outreach
from leadwright.ports import Dice
from leadwright.reading.mail import read_mail
from leadwright.writing.answer import ELEMENTS
from leadwright.writing.elements import MISSING, lacking, names_source

FRESH = timedelta(days=180)  # evidence of publication that is older means hold
AGAIN = timedelta(minutes=1)
PEOPLE = ("positive", "neutral", "negative", "unsubscribe")  # tags of mail that a person wrote
RULES = {FIRST: "first-touches", ANSWER: "answers"}  # kind of letter -> the rule that approves it


@dataclass(frozen=True, slots=True)
class House:
    """What the operator has set, and what every check may ask."""

    key: bytes
    operator: Operator
    calendar: Calendar
    tables: Tables
    dice: Dice
    live: bool
    stance: Stance
    sweep_limit: timedelta


@dataclass(slots=True)
class Asking:
    """One letter at the gate, and what the checks have found so far."""

    conn: sa.Connection
    house: House
    draft: Draft
    row: sa.Row[Any]
    now: datetime
    brands: tuple[str, ...] = ()  # all that are the same business
    names: approaches.Names = ()  # whom a first touch approaches
    passports: Sequence[Passport] = ()  # of its recipient, the one last seen first
    passport: Passport | None = None  # the one that the letter names
    said: Decision | None = None  # by the gate
    decision: str | None = None  # the same as JSON, stored with the letter
    found: Mapping[str, object] = field(default_factory=dict)  # columns to store with the claim

    @property
    def is_answer(self) -> bool:
        """Whether a person has written and this answers them."""
        return self.draft.kind == ANSWER


@dataclass(frozen=True, slots=True)
class Stop:
    """Why a letter may not leave now, and the state it is left in."""

    why: Drop | Later
    status: str = "draft"


Check = Callable[[Asking], Stop | None]


def first_stop(asking: Asking) -> Stop | None:
    """Run the checks in order; None where the letter may be claimed."""
    asking.brands = same_brand(asking.conn, asking.draft.brand)
    return next((stop for check in CHECKS if (stop := check(asking))), None)


def words(asking: Asking) -> Stop | None:
    """Only the words that are stored may leave, and only where every one is proved."""
    if letters.draft_of(asking.conn, asking.draft.key) != asking.draft:
        return Stop(Later(asking.now, "rewritten"))
    if asking.draft.problems:
        return Stop(Later(None, "unproved", problems=", ".join(asking.draft.problems)), "held")
    return None


def passport(asking: Asking) -> Stop | None:
    """A letter needs the evidence of its address; an answer needs the mail of the person."""
    if asking.is_answer:
        return None if wrote_to_us(asking) else Stop(Drop("no-human-mail"), "cancelled")
    asking.passports = passports_of(asking.conn, asking.brands, asking.draft.to)
    if not asking.passports:
        return Stop(Later(None, "no-passport"), "held")
    last = asking.passport = asking.passports[0]
    if asking.now - last.seen > FRESH and consent_of(asking.conn, asking.draft.to) is None:
        return Stop(Later(None, "evidence-old", read=last.seen.date().isoformat(), url=last.row.url), "held")
    return None


def wrote_to_us(asking: Asking) -> bool:
    """Whether the mail that is answered is stored, from this person and no machine's."""
    mail = asking.conn.execute(
        sa.select(messages).where(
            messages.c.message_id == asking.draft.answers,
            messages.c.direction == "in",
            messages.c.brand.in_(asking.brands),
        )
    ).one_or_none()
    if mail is None or normal(mail.sender or "") != normal(asking.draft.to):
        return False
    if mail.tag is None:  # nobody has judged it: at least no machine may have written it (RFC 3834 section 2)
        return mail.raw is not None and not read_mail(mail.raw).auto
    return mail.tag in PEOPLE


def suppressed(asking: Asking) -> Stop | None:
    """Who said no hears nothing more, nor does another shop of the same person."""
    conn, key = asking.conn, asking.house.key
    why = is_suppressed(conn, key, address=asking.draft.to, brand=asking.draft.brand, also=asking.brands)
    why = why or a_person_stopped(conn, key, published(conn, asking.brands))
    return Stop(Drop("suppressed", reason=why), "cancelled") if why else None


def law(asking: Asking) -> Stop | None:
    """The country gate; a person's mail is the licence of an answer."""
    if asking.is_answer:
        rule = "A person wrote to us and is answered."
        keep_decision(asking, Decision(SEND, ANSWER, rule, None, asking.house.tables.digest, ELEMENTS))
        return None
    assert asking.passport is not None
    case = case_of(asking.conn, asking.draft, asking.passport, now=asking.now, stance=asking.house.stance)
    said = decide(case, asking.house.tables)
    keep_decision(asking, said)
    if said.action == BLOCK:
        return Stop(Drop(said.code, **told(said)), "blocked")
    if said.action == HOLD:
        return Stop(Later(None, said.code, **told(said)), "held")
    return None


def keep_decision(asking: Asking, said: Decision) -> None:
    """Remember what the gate says; it is stored with the letter."""
    asking.said, asking.decision = said, encode(asdict(said))


def elements(asking: Asking) -> Stop | None:
    """The words that would leave show what the decision requires; the source line names the passport."""
    assert asking.said is not None
    if stop := no_mailbox(asking):
        return stop
    named = [one for one in asking.passports if names_source(asking.draft, one.source)]
    missing = lacking(
        asking.draft,
        asking.said.elements,
        operator=asking.house.operator,
        sources=[one.source for one in named],
        country=asking.said.country,
    )
    if missing:
        return Stop(Later(None, MISSING, lacks=", ".join(missing), edition=asking.said.edition), "held")
    if named:
        asking.passport = named[0]
    return None


def told(said: Decision) -> dict[str, str | None]:
    """Give the facts of a decision that its reader needs."""
    return {"country": said.country, "rule": said.rule, "remedy": ", ".join(said.remedy)}


def live(asking: Asking) -> Stop | None:
    """Nothing leaves until the operator has said so in the configuration."""
    return None if asking.house.live else Stop(Later(None, "not-live"))


def paused(asking: Asking) -> Stop | None:
    """Nothing leaves while the operator pauses everything."""
    reason = value_of(asking.conn, "paused")
    return None if reason is None else Stop(Later(None, "paused", reason=reason))


def approval(asking: Asking) -> Stop | None:
    """A person has approved it, or its first touch, or set a rule."""
    if asking.row.approved_at:
        return None
    opening = None if asking.is_answer else letters.first_touch(asking.conn, asking.row)
    if opening is not None and opening.approved_at:
        return None
    rules = decode(list[str], value_of(asking.conn, "approval-rule") or "[]")
    if RULES.get(asking.draft.kind) in rules:
        asking.found = {"approved_at": asking.now, "approved_by": "rule"}  # follow-ups inherit it
        return None
    return Stop(Later(None, "needs-approval"))


def silence(asking: Asking) -> Stop | None:
    """Nothing leaves to a brand with a mail that is not understood, or that has answered, or twice from one start."""
    held = sa.select(holds.c.brand).where(holds.c.brand.in_(asking.brands))
    if asking.is_answer:
        held = held.where(holds.c.mail != asking.draft.answers)
    silent = set(asking.conn.scalars(held))
    if asking.draft.brand in silent:
        return Stop(Later(None, "brand-held"))
    if silent:  # what releases another name of the brand does not know of this letter
        return Stop(Later(asking.now + 15 * AGAIN, "brand-held"))
    if asking.is_answer:
        return None
    if has_replied(asking):
        return Stop(Drop("replied"), "cancelled")
    return sequence(asking) or approached(asking)


def has_replied(asking: Asking) -> bool:
    """Whether anybody of the brand has answered."""
    flag = sa.select(leads.c.id).where(leads.c.brand.in_(asking.brands), leads.c.replied)
    said = sa.select(messages.c.id).where(
        messages.c.brand.in_(asking.brands), messages.c.direction == "in", messages.c.tag.in_(PEOPLE)
    )
    return bool(asking.conn.scalar(sa.select(sa.or_(flag.exists(), said.exists()))))


def sequence(asking: Asking) -> Stop | None:
    """A follow-up needs its predecessor; brands that were found to be one get one sequence."""
    if asking.draft.touch > 1:
        earlier = letters.before(asking.conn, asking.row, touch=asking.draft.touch - 1)
        if earlier is None or earlier.status != "sent":
            return Stop(Drop("no-predecessor"), "cancelled")
        return None
    other = sa.select(outreach.c.brand).where(
        outreach.c.brand.in_(asking.brands), outreach.c.brand != asking.draft.brand, outreach.c.status.in_(LEFT)
    )
    known = asking.conn.scalar(other.limit(1))
    return Stop(Drop("same-brand", brand=known), "cancelled") if known else None


def approached(asking: Asking) -> Stop | None:
    """Nobody gets a second sequence within a year, whatever they are called now and whatever was erased."""
    if asking.draft.touch != 1:
        return None
    asking.names = approaches.names_of(asking.conn, asking.brands, asking.draft.to)
    last = approaches.since(asking.conn, asking.house.key, asking.names, row=asking.row)
    if last is None or approaches.is_new(asking.conn, asking.brands, last=last, now=asking.now):
        return None
    return Stop(Drop("approached", at=last.date().isoformat()), "cancelled")


def no_mailbox(asking: Asking) -> Stop | None:
    """Say that the operator has no mailbox of this name any more."""
    name = asking.draft.mailbox
    ours = any(box.name == name for box in asking.house.operator.mailboxes)
    return None if ours else Stop(Later(None, "no-mailbox", mailbox=name))


def mailbox(asking: Asking) -> Stop | None:
    """The mailbox may send, and its answers were read just now."""
    if stop := no_mailbox(asking):
        return stop
    name = asking.draft.mailbox
    # locked until the claim is stored, so that two claims cannot take one mailbox's last slot
    box = asking.conn.execute(sa.select(mailboxes).where(mailboxes.c.name == name).with_for_update()).one_or_none()
    if box is not None and box.stopped:
        return Stop(Later(None, "mailbox-stopped", mailbox=name, reason=box.stopped))
    if box is None or box.swept_at is None or asking.now - box.swept_at > asking.house.sweep_limit:
        return Stop(Later(asking.now + AGAIN, "mailbox-stale", mailbox=name))
    return None


def slot(asking: Asking) -> Stop | None:
    """Its moment has come; a person who waits for an answer does not wait for a slot."""
    if asking.is_answer:
        return None
    earliest = None
    if asking.draft.touch > 1:
        earlier = letters.before(asking.conn, asking.row, touch=asking.draft.touch - 1)
        assert earlier is not None
        earliest = asking.house.calendar.add_working_days(earlier.sent_at, asking.draft.wait, asking.draft.country)
    later = slots.slot_of(
        asking.conn,
        asking.draft,
        asking.row,
        now=asking.now,
        box=asking.house.operator.mailbox(asking.draft.mailbox),
        calendar=asking.house.calendar,
        dice=asking.house.dice,
        earliest=earliest,
    )
    return Stop(later) if later else None


def reread(asking: Asking) -> Stop | None:
    """The page of a first touch was read once more, not long before it leaves, and still bears it."""
    if asking.draft.kind != FIRST or asking.passport is None:
        return None
    why = rereads.lacking(asking.conn, asking.passport.row, now=asking.now)
    if isinstance(why, Drop):
        return Stop(why, "blocked")
    return Stop(why, "held" if why.when is None else "draft") if why else None


def value_of(conn: sa.Connection, key: str) -> str | None:
    """Give a piece of the house's state."""
    return conn.scalar(sa.select(meta.c.value).where(meta.c.key == key))


CHECKS: tuple[Check, ...] = (
    words,
    passport,
    suppressed,
    law,
    elements,
    live,
    paused,
    approval,
    silence,
    mailbox,
    slot,
    reread,
)
