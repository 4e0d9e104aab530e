"""Who asked to be written to: their words, when, by which way, and for what; evidence of its own beside the passport.

A consent is of one address; it has no age, and ends when it is withdrawn: by a refusal, by a stop, by a person.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.case import Consent
from leadwright.domain.identity import normal
from leadwright.ledger.tables import consents

OFFERS = "offers of help with their business"  # the scope of those who say no other
BY = "the house"  # who stored what was read without a person


def consents_of(conn: sa.Connection, address: str) -> Sequence[sa.Row[Any]]:
    """Give the consents of an address in any of its forms, the newest first, withdrawn ones too."""
    asked = sa.select(consents).where(consents.c.address == normal(address))
    return conn.execute(asked.order_by(consents.c.at.desc(), consents.c.id.desc())).all()


def consent_of(conn: sa.Connection, address: str) -> Consent | None:
    """Give the newest consent that stands and has words; None where nobody asked."""
    standing = (row for row in consents_of(conn, address) if row.withdrawn_at is None and row.words.strip())
    return next((Consent(row.words, row.at, row.scope, address) for row in standing), None)


def keep_consent(conn: sa.Connection, row: Mapping[str, Any]) -> bool:
    """Store a consent (address, brand, way, words, scope, url, by, at); False for blank words and for one that is kept.

    One that was withdrawn is not given again by the same words of the same moment.
    """
    if not str(row["words"]).strip():
        return False
    kept = {**row, "address": normal(row["address"]), "scope": row.get("scope") or OFFERS}
    same = (kept["words"], kept["at"], kept["way"])
    if any((old.words, old.at, old.way) == same for old in consents_of(conn, kept["address"])):
        return False
    conn.execute(consents.insert().values(kept))
    return True


def withdraw(
    conn: sa.Connection, *, now: datetime, addresses: Collection[str] = (), brands: Collection[str] = ()
) -> int:
    """End the consents of addresses, and those that were given for brands; give how many."""
    theirs = sa.or_(consents.c.address.in_([normal(one) for one in addresses]), consents.c.brand.in_(brands))
    ended = sa.update(consents).where(theirs, consents.c.withdrawn_at.is_(None))
    return conn.execute(ended.values(withdrawn_at=now)).rowcount
