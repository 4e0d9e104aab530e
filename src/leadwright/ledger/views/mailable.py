"""The mailable share: of the brands that fit and have a usable address, how many may be written to, and why not.

What a first letter came to counts. Where it has not left and waits, or is not written yet, the gate is asked as it
would be at the claim: so every such brand is found under send, hold or block.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.case import BLOCK, HOLD, SEND
from leadwright.domain.decision import Decision
from leadwright.domain.gate import decide
from leadwright.domain.lead import Prospect
from leadwright.domain.letter import FIRST, Draft
from leadwright.domain.rules import Tables
from leadwright.ledger.brands import same_brand
from leadwright.ledger.cases import Stance, case_of, stored
from leadwright.ledger.checks import House
from leadwright.ledger.codec import decode
from leadwright.ledger.decisions import decision_of
from leadwright.ledger.passports import passport_of
from leadwright.ledger.refusals import OUT
from leadwright.ledger.rows import literal
from leadwright.ledger.suppression import is_suppressed
from leadwright.ledger.tables import items, leads, outreach
from leadwright.ledger.views.held import REMEDIES, UNWRITTEN
from leadwright.ledger.views.stored import AT_ONCE

UNDECIDED, NOT_ASKED, SUPPRESSED = "undecided", "not-asked", "suppressed"
GONE = (*OUT, "refused")  # letters that left, or would have but for the recipient's server
ASIDE = ("same-brand", "known-brand", "no-fit", *UNWRITTEN)  # counted by another name, or does not fit after all
THEIRS = leads.outerjoin(outreach, (outreach.c.brand == leads.c.brand) & (outreach.c.stage == literal(FIRST)))
FITS = (leads.c.icp.is_not(None), leads.c.playbook.is_not(None), leads.c.email.is_not(None))
STATUS = sa.func.coalesce(outreach.c.status, "")
WAITS = sa.or_(STATUS == "draft", sa.and_(STATUS == "", leads.c.state.not_in(["dropped", "stopped"])))


@dataclass(frozen=True, slots=True)
class Gated:
    """What the gate says of one brand's first letter."""

    brand: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Share:
    """How many brands end in one action for one reason, and what would change it."""

    action: str  # send hold block undecided
    code: str
    country: str | None  # of the gate's decision, else as it was read
    remedy: tuple[str, ...]
    brands: int


@dataclass(frozen=True, slots=True)
class Sums:
    """How many brands of one country, or of all, end in each action."""

    country: str | None
    brands: int
    send: int
    hold: int
    block: int
    undecided: int


@dataclass(frozen=True, slots=True)
class Reason:
    """How many brands end in one action for one reason, in all and by country, most first; None is not known."""

    action: str
    code: str
    remedy: tuple[str, ...]
    brands: int
    countries: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The mailable share of all brands and of each country's, most first, and the reasons."""

    whole: Sums
    countries: tuple[Sums, ...]
    reasons: tuple[Reason, ...]


Place = tuple[str, str, str | None, tuple[str, ...]]  # action, code, country, remedy


def mailable(conn: sa.Connection, house: House, *, now: datetime) -> tuple[Share, ...]:
    """Count the brands by action and reason, most first: what their letters came to, else what the gate says now.

    Undecided are those whose reading does not say yet what the gate would ask.
    """
    shares: Counter[Place] = Counter()
    columns = outreach.c.decision, outreach.c.status, outreach.c.reason, leads.c.country, leads.c.reason.label("lead")
    ended = sa.select(*columns, sa.func.count().label("n")).select_from(THEIRS).where(*FITS, sa.not_(WAITS))
    for row in conn.execute(ended.group_by(*columns)):
        if place := end_of(row):
            shares[place] += row.n
    waiting = sa.select(leads.c.brand, leads.c.country).select_from(THEIRS).where(*FITS, WAITS)
    for row in conn.execute(waiting).all():
        shares[asked_now(conn, row, house, now=now)] += 1
    return tuple(
        Share(*place, brands=n)
        for place, n in sorted(shares.items(), key=lambda one: (-one[1], one[0][:2], str(one[0])))
    )


def end_of(row: sa.Row[Any]) -> Place | None:
    """Say where a brand ended that waits for nothing; None for one that is counted by another name, or does not fit."""
    said = decision_of(row.decision)
    if row.status in GONE:
        return place_of(said) if said else (UNDECIDED, NOT_ASKED, row.country, ())
    code = (row.reason if row.status else row.lead) or SUPPRESSED
    if code in ASIDE:
        return None
    if said and said.code == code:
        return place_of(said)
    country = said.country if said else row.country
    return (HOLD, code, country, REMEDIES.get(code, ())) if row.status == "held" else (BLOCK, code, country, ())


def asked_now(conn: sa.Connection, row: sa.Row[Any], house: House, *, now: datetime) -> Place:
    """Say where a brand would end if its first letter were to leave now."""
    prospect = stored(conn, Prospect, row.brand)
    if prospect is None or prospect.address is None:
        return UNDECIDED, NOT_ASKED, row.country, ()
    names = same_brand(conn, row.brand)
    if is_suppressed(conn, house.key, address=prospect.address.address, brand=row.brand, also=names):
        return BLOCK, SUPPRESSED, row.country, ()
    return place_of(decided(conn, prospect, tables=house.tables, stance=house.stance, now=now))


def place_of(said: Decision) -> Place:
    """Give where a decision puts a brand."""
    return said.action, said.code, said.country, said.remedy


def summary(shares: Sequence[Share]) -> Summary:
    """Add up the shares: for all, for each country, and for each reason; pure."""
    by_country: dict[str | None, Counter[str]] = {}
    by_reason: dict[tuple[str, str, tuple[str, ...]], Counter[str | None]] = {}
    for one in shares:
        by_country.setdefault(one.country, Counter())[one.action] += one.brands
        by_reason.setdefault((one.action, one.code, one.remedy), Counter())[one.country] += one.brands
    whole: Counter[str] = sum(by_country.values(), Counter())
    reasons = [
        Reason(*reason, brands=counts.total(), countries=tuple(most_first(counts)))
        for reason, counts in by_reason.items()
    ]
    countries = [sums(country, counts) for country, counts in by_country.items()]
    return Summary(
        whole=sums(None, whole),
        countries=tuple(sorted(countries, key=lambda one: (-one.brands, one.country is None, one.country))),
        reasons=tuple(sorted(reasons, key=lambda one: (-one.brands, one.action, one.code))),
    )


def sums(country: str | None, counts: Mapping[str, int]) -> Sums:
    """Give the counts of one country by action."""
    actions = {action: counts.get(action, 0) for action in (SEND, HOLD, BLOCK, UNDECIDED)}
    return Sums(country, sum(actions.values()), **actions)


def most_first(counts: Mapping[str | None, int]) -> list[tuple[str | None, int]]:
    """Order countries by their number; the one that is not known goes last among equals."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0] is None, one[0]))


def gated(conn: sa.Connection, tables: Tables, stance: Stance, *, now: datetime) -> Iterator[Gated]:
    """Give every brand that fits and has a usable address: the stored decision, else what the gate would say now."""
    letter = (outreach.c.brand == items.c.key) & (outreach.c.stage == FIRST)
    after = ""
    while True:
        asked = (
            sa.select(items.c.key, items.c.body, outreach.c.decision)
            .outerjoin(outreach, letter)
            .where(items.c.kind == "Prospect", items.c.key > after)
            .order_by(items.c.key)
            .limit(AT_ONCE)
        )
        rows = conn.execute(asked).all()
        for row in rows:
            prospect = decode(Prospect, row.body)
            if prospect.address is not None and prospect.icp is not None:
                said = decision_of(row.decision) or decided(conn, prospect, tables=tables, stance=stance, now=now)
                yield Gated(row.key, said)
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].key


def decided(conn: sa.Connection, prospect: Prospect, *, tables: Tables, stance: Stance, now: datetime) -> Decision:
    """Ask the gate about a first letter that it has not seen."""
    assert prospect.address
    to = prospect.address.address
    proof = passport_of(conn, same_brand(conn, prospect.brand), to)
    if proof is None:
        rule = "No stored evidence that the address was published."
        return Decision(BLOCK, "no-passport", rule, None, tables.law.edition, (), ("evidence",))
    letter = Draft(
        brand=prospect.brand,
        touch=1,
        kind=FIRST,
        to=to,
        mailbox="",
        subject="",
        body="",
        language=prospect.language or "",
        template="",
        country=prospect.country.value if prospect.country else None,
    )
    return decide(case_of(conn, letter, proof, now=now, stance=stance), tables)
