"""Who asked to be written to: their words, when, by which way, and for what; evidence of its own beside the passport.

A consent is of one address; it has no age, and ends when it is withdrawn: by a refusal, by a stop, by a person.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.case import Consent
from leadwright.domain.identity import keyed, normal
from leadwright.ledger.logbook import WITHDRAW, Entry, enter
from leadwright.ledger.suppression import is_suppressed
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


def keep_consent(conn: sa.Connection, row: Mapping[str, Any], *, key: bytes) -> bool:
    """Store a consent (address, brand, way, words, scope, url, by, at), in the caller's transaction.

    False for blank words, for one that is kept, for one that was withdrawn and comes again by the same words of the
    same moment, and where the address is on the suppression list: who said no is asked no more.
    """
    if not str(row["words"]).strip() or is_suppressed(conn, key, address=row["address"], brand=row.get("brand") or ""):
        return False
    kept = {**row, "address": normal(row["address"]), "scope": row.get("scope") or OFFERS}
    same = (kept["words"], kept["at"], kept["way"])
    if any((old.words, old.at, old.way) == same for old in consents_of(conn, kept["address"])):
        return False
    conn.execute(consents.insert().values(kept))
    return True


def withdraw(
    conn: sa.Connection,
    *,
    now: datetime,
    key: bytes,
    addresses: Collection[str] = (),
    brands: Collection[str] = (),
    domains: Collection[str] = (),
) -> int:
    """End the consents of addresses, of all addresses below domains, and those given for brands; give how many.

    In the caller's transaction; the journal beside the ledger is told, so that no restore gives them back.
    """
    below = [consents.c.address.endswith(f"{dot}{one}") for one in domains for dot in "@."]
    theirs = sa.or_(
        consents.c.address.in_([normal(one) for one in addresses]), consents.c.brand.in_(list(brands)), *below
    )
    standing = sa.select(consents.c.id, consents.c.address).where(theirs, consents.c.withdrawn_at.is_(None))
    found = conn.execute(standing).all()
    enter(conn, [Entry(WITHDRAW, "address", keyed(key, "address", row.address), "", now) for row in found])
    ended = sa.update(consents).where(consents.c.id.in_([row.id for row in found]))
    return conn.execute(ended.values(withdrawn_at=now)).rowcount
