"""Who asked to be written to: their words, when, by which way, and for what; evidence of its own beside the passport.

A consent is of one address; it has no age, and ends when it is withdrawn: by a refusal, by a stop, by a person.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.case import Consent
from leadwright.domain.identity import keyed, normal
from leadwright.ledger.logbook import WITHDRAW, Entry, enter
from leadwright.ledger.rows import put
from leadwright.ledger.suppression import is_suppressed
from leadwright.ledger.tables import consents, meta

OFFERS = "offers of help with their business"  # the scope of those who say no other
ENDED = "withdrawn:"  # and the keyed hash of an address: it outlasts the rows, which an erasure and a restore take
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

    False for blank words, for one that is kept, for one of a moment before the last withdrawal, from wherever it comes
    again, and where the address is on the suppression list: who said no is asked no more.
    """
    if not str(row["words"]).strip() or is_suppressed(conn, key, address=row["address"], brand=row.get("brand") or ""):
        return False
    kept = {**row, "address": normal(row["address"]), "scope": row.get("scope") or OFFERS}
    ended = dict(withdrawn(conn, keyed(key, "address", kept["address"]))).values()
    if any(kept["at"] <= moment for moment in ended):
        return False
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
    hashes = sorted({keyed(key, "address", row.address) for row in found})
    enter(conn, [Entry(WITHDRAW, "address", one, "", now) for one in hashes])
    mark(conn, dict.fromkeys(hashes, now))
    ended = sa.update(consents).where(consents.c.id.in_([row.id for row in found]))
    return conn.execute(ended.values(withdrawn_at=now)).rowcount


def withdrawn(conn: sa.Connection, hashed: str = "") -> Iterator[tuple[str, datetime]]:
    """Give the keyed hashes of addresses that took a consent back, all or one, and when they last did."""
    asked = meta.c.key == ENDED + hashed if hashed else meta.c.key.startswith(ENDED, autoescape=True)
    for row in conn.execute(sa.select(meta).where(asked).order_by(meta.c.key)):
        yield row.key.removeprefix(ENDED), datetime.fromisoformat(row.value)


def mark(conn: sa.Connection, ended: Mapping[str, datetime]) -> None:
    """Keep when the addresses with these keyed hashes took back what they agreed to; the last time counts."""
    known = dict(withdrawn(conn)) if ended else {}
    last = {hashed: max(at, known.get(hashed, at)) for hashed, at in ended.items()}
    put(conn, meta, [{"key": ENDED + one, "value": at.isoformat()} for one, at in last.items()], keys=("key",))
