"""The case that the gate decides, put together from what is stored about a brand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from leadwright.domain.case import CRAWLER, PERSON, Case, Confirmation, Override, Sign
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Address, Lead, Prospect
from leadwright.domain.letter import Draft
from leadwright.domain.stated import COUNTRY, FORM, FUNCTION
from leadwright.domain.validity import INVALID
from leadwright.ledger.brands import same_brand
from leadwright.ledger.codec import decode
from leadwright.ledger.consents import consent_of
from leadwright.ledger.facts import Added, newest
from leadwright.ledger.passports import Passport, passports_of
from leadwright.ledger.tables import confirmations, items, outreach, seen
from leadwright.ledger.validity import known

T = TypeVar("T")

TERMS = ("open", "permission", "research")  # the freest first
ROLES = (  # words that tie a person to the whole of a business
    *(
        "owner",
        "founder",
        "founded by",
        "run by",
        "owned by",
        "manager",
        "inhaber",
        "gründer",
        "propriétaire",
        "fondat",
    ),
    *("fondé", "ägare", "grundare", "grundades av", "drivs av", "omistaja", "perusti", "grunnlagt av", "innehaver"),
)


@dataclass(frozen=True, slots=True)
class Stance:
    """How the operator stands to the law: their country, and their own readings with written reasons."""

    country: str
    overrides: Mapping[str, Override] = field(default_factory=dict)  # by the recipient's country
    sender_confirmed: str | None = None  # why the law of their own country does not bind letters abroad


def case_of(conn: sa.Connection, draft: Draft, passport: Passport, *, now: datetime, stance: Stance) -> Case:
    """Give the case of a letter; what is not stored counts as not known, which is the strictest.

    What a person added goes before what was read.
    """
    names = same_brand(conn, draft.brand)
    said, proofs = newest(conn, names), passports_of(conn, names, draft.to)
    lead, prospect = stored(conn, Lead, draft.brand), stored(conn, Prospect, draft.brand)
    address, consent = address_of(draft.to, lead, prospect), consent_of(conn, draft.to)
    return Case(
        address=draft.to,
        signs=signs_of(prospect, said.get(COUNTRY)),
        sender=stance.country,
        now=now,
        kind=address.kind if address else "named",
        touch=draft.touch,
        form=form_of(prospect, said.get(FORM)),
        evidence_days=(now - passport.seen).days,
        collected=PERSON if any(proof.row.way == PERSON for proof in proofs) else CRAWLER,
        terms=terms_of(conn, draft.brand, lead),
        relevant=bool(prospect and prospect.icp and prospect.playbook),
        function=function_of(prospect, address) or said_since(said.get(FUNCTION), proofs),
        invalid=invalid_of(conn, draft.to),
        refusal=prospect.refusal.value if prospect and prospect.refusal else None,
        no_transfer=bool(prospect and prospect.no_transfer),
        consent=consent,
        confirmed=confirmed(conn, draft),
        sender_confirmed=stance.sender_confirmed,
        overrides=stance.overrides,
    )


def invalid_of(conn: sa.Connection, address: str) -> str | None:
    """Give the codes that made an address invalid when it was last asked about; None where nothing did."""
    verdict = known(conn, [address]).get(address)
    return ", ".join(verdict.proofs) if verdict and verdict.verdict == INVALID else None


def stored(conn: sa.Connection, kind: type[T], brand: str) -> T | None:
    """Give the stored item of a kind that has the brand for its key."""
    body = conn.scalar(sa.select(items.c.body).where(items.c.kind == kind.__name__, items.c.key == brand))
    return None if body is None else decode(kind, body)


def address_of(to: str, *read: Lead | Prospect | None) -> Address | None:
    """Find what was read about the address of a letter."""
    known = (item.address for item in read if item and item.address)
    return next((address for address in known if address.address.lower() == to.lower()), None)


def signs_of(prospect: Prospect | None, said: Added | None) -> tuple[Sign, ...]:
    """Give the signs of the country: what a person said, and what was read."""
    person = (Sign(said.value, PERSON),) if said else ()
    return (*person, *(sign_of(fact) for fact in (prospect.country_signs if prospect else ())))


def form_of(prospect: Prospect | None, said: Added | None) -> str | None:
    """Give the legal form: as a person said, else as it was read."""
    if said:
        return said.value
    return prospect.legal_form.value if prospect and prospect.legal_form else None


def said_since(said: Added | None, proofs: Sequence[Passport]) -> str | None:
    """Give what a person said that somebody is responsible for.

    It is about whoever was written to when they said so: of an address that was found later it says nothing.
    """
    first = min((proof.row.at for proof in proofs), default=None)
    return said.value if said and first and said.at >= first else None


def sign_of(fact: Fact) -> Sign:
    """Read a sign of the country: the value is the country and the kind (``GB vat``), else the evidence's way is it."""
    country, _, kind = fact.value.partition(" ")
    return Sign(country, kind or fact.evidence.way)


def terms_of(conn: sa.Connection, brand: str, lead: Lead | None) -> str | None:
    """Give the freest of the terms under which the brand is known; None where none is known."""
    terms = set(conn.scalars(sa.select(seen.c.terms).where(seen.c.brand.in_(same_brand(conn, brand)))))
    if not terms and lead:
        terms = {lead.terms}
    return next((one for one in TERMS if one in terms), None)


def function_of(prospect: Prospect | None, address: Address | None) -> str | None:
    """Give the words that tie a named address to its owner's part in the business, where the page does."""
    name = prospect.contact_name if prospect else None
    if name is None or address is None or address.kind != "named":
        return None
    local = address.address.partition("@")[0].casefold()
    tokens = local.replace("-", ".").replace("_", ".").split(".")
    words = name.evidence.snippet
    named = any(part in (local if len(part) > 2 else tokens) for part in name.value.casefold().split())
    return words if named and any(role in words.casefold() for role in ROLES) else None


def confirmed(conn: sa.Connection, draft: Draft) -> tuple[Confirmation, ...]:
    """Give what a person has released of the letters of this brand to this address, with who said so and when."""
    letters = sa.select(outreach.c.draft).where(
        outreach.c.brand == draft.brand, sa.func.lower(outreach.c.recipient) == draft.to.lower()
    )
    said = conn.execute(sa.select(confirmations).where(confirmations.c.draft.in_(letters)).order_by(confirmations.c.id))
    return tuple(
        Confirmation(row.code, row.country, row.edition, f"{row.reason} ({row.by}, {row.at.isoformat()})")
        for row in said
    )
