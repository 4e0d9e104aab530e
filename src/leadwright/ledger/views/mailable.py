"""The mailable share: of the brands that fit and have a usable address, how many may be written to, and why not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.case import BLOCK
from leadwright.domain.decision import Decision
from leadwright.domain.gate import decide
from leadwright.domain.lead import Prospect
from leadwright.domain.letter import FIRST, Draft
from leadwright.domain.rules import Tables
from leadwright.ledger.brands import same_brand
from leadwright.ledger.cases import Stance, case_of
from leadwright.ledger.codec import decode
from leadwright.ledger.decisions import decision_of
from leadwright.ledger.passports import passport_of
from leadwright.ledger.tables import items, outreach, rollups
from leadwright.ledger.views.stored import AT_ONCE

UNDECIDED, NOT_ASKED = "undecided", "not-asked"
REFUSED = "personalize refusal"  # roll-up of those whose page refuses advertising: no letter is written


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
    country: str | None
    remedy: tuple[str, ...]
    brands: int


def mailable(conn: sa.Connection) -> tuple[Share, ...]:
    """Count the brands by action and reason, most first.

    Undecided are those that the gate was not asked about: not yet, or because the letter itself misses something.
    """
    shares: Counter[tuple[str, str, str | None, tuple[str, ...]]] = Counter()
    open_ = sa.case((outreach.c.decision.is_(None), sa.func.coalesce(outreach.c.reason, NOT_ASKED)))
    asked = sa.select(outreach.c.decision, open_.label("open"), sa.func.count().label("n"))
    for row in conn.execute(asked.where(outreach.c.stage == FIRST).group_by(outreach.c.decision, open_)):
        said = decision_of(row.decision)
        place = (said.action, said.code, said.country, said.remedy) if said else (UNDECIDED, row.open, None, ())
        shares[place] += row.n
    refused = sa.select(sa.func.sum(rollups.c.n)).where(rollups.c.scope == "reason", rollups.c.name == REFUSED)
    if number := conn.scalar(refused):
        shares[BLOCK, "refusal", None, ()] += int(number)
    return tuple(Share(*place, brands=n) for place, n in sorted(shares.items(), key=lambda one: (-one[1], one[0][:2])))


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
