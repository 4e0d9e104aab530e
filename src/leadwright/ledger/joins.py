"""Brands join, merge and part, by what a contact shows or a person says, with what follows for their letters."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.brand import Tie
from leadwright.domain.errors import Drop, UserError
from leadwright.domain.identity import normal
from leadwright.domain.lead import Contact
from leadwright.ledger import beside
from leadwright.ledger.brands import PERSON, Change, Seen, same_brand, split, tie
from leadwright.ledger.database import Database
from leadwright.ledger.rows import add, among
from leadwright.ledger.sequels import SAME, following, written_first
from leadwright.ledger.tables import brands, leads, outreach, seen, work
from leadwright.ports import Clock


class LedgerBrands:
    """The brand graph; answers :class:`leadwright.ports.brands.Brands`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep it in ``database``."""
        self._database, self._clock = database, clock

    async def join(self, contact: Contact) -> tuple[str, bool]:
        """Give the brand of a contact and whether it is new; Drop where it is nobody's.

        It stays new for the sighting that brought it, so that a run that is repeated says the same again.
        """
        if not contact.domains:
            raise Drop("no-brand", site=contact.site)
        now, key = self._clock.now(), self._database.key
        return await self._database.write(lambda conn: joined(conn, contact, now=now, key=key))


def joined(conn: sa.Connection, contact: Contact, *, now: datetime, key: bytes) -> tuple[str, bool]:
    """Join one contact in the caller's transaction."""
    site = contact.domains[0].lower()
    change = tie(conn, site, ties_of(contact), seen=Seen(contact.sighting, now), key=key)
    _follow(conn, change, now=now, cause=f"dedupe {contact.key}", key=key)
    row = conn.execute(sa.select(brands.c.brand).where(brands.c.name == site)).one()
    sight = {"sighting": contact.sighting, "source": contact.source, "terms": contact.terms, "ts": now}
    add(conn, seen, [{"brand": row.brand, **sight}])
    founder = conn.scalar(sa.select(brands.c.why).where(brands.c.name == row.brand))
    return row.brand, founder == contact.sighting


def ties_of(contact: Contact) -> list[Tie]:
    """Give all that ties names to a contact's own site: as it was read, else what the contact itself tells."""
    read = {(one.name, one.kind): one for one in contact.ties}
    for name in contact.domains[1:]:
        read.setdefault((name.lower(), "redirect"), Tie(name.lower(), "redirect", contact.site))
    if contact.best and contact.best.kind != "freemail":
        proof = contact.best.evidence
        name = normal(contact.best.address)
        read.setdefault((name, "address"), Tie(name, "address", proof.url, proof.sha256))
    for number in contact.identities if not contact.ties else ():
        read.setdefault((number, "number"), Tie(number, "number", contact.site))
    return list(read.values())


def merge_by_hand(
    conn: sa.Connection, one: str, other: str, *, reason: str, by: str, now: datetime, key: bytes
) -> Change:
    """Let a person say that two names are one brand; UserError where they are already, or one is unknown."""
    _known(conn, one, other)
    if other in same_brand(conn, one):
        raise UserError(f"{one} and {other} are one brand already")
    change = tie(conn, one, [Tie(other, PERSON)], seen=Seen(f"{by}: {reason}", now), key=key)
    _follow(conn, change, now=now, cause=by, key=key)
    return change


def split_by_hand(
    conn: sa.Connection, one: str, other: str, *, reason: str, by: str, now: datetime, key: bytes
) -> Change:
    """Let a person say that two names are two brands; UserError where they are not one.

    A stop of either stays for both. Letters that waited and were cancelled for being the same brand's wait again.
    """
    _known(conn, one, other)
    if one == other or other not in same_brand(conn, one):
        raise UserError(f"{one} and {other} are not one brand")
    change = split(conn, one, other, by=by, why=reason, at=now, key=key)
    _follow(conn, change, now=now, cause=by, key=key)
    for side in (one, other):
        sites = same_brand(conn, side)
        first = written_first(conn, sites)
        _revive(conn, [first] if first else sites, now)
    return change


def _known(conn: sa.Connection, *names: str) -> None:
    sites = sa.select(brands.c.name).where(brands.c.name.in_(names), brands.c.kind == "domain")
    found = {*conn.scalars(sites), *conn.scalars(sa.select(leads.c.brand).where(leads.c.brand.in_(names)))}
    if strange := [name for name in names if name not in found]:
        raise UserError(*(f"no brand is known by the name {name}" for name in strange))


def _follow(conn: sa.Connection, change: Change, *, now: datetime, cause: str, key: bytes) -> None:
    beside.apply(conn, following(conn, change), now=now, cause=cause, database_key=key)


def _revive(conn: sa.Connection, names: Sequence[str], now: datetime) -> None:
    """Let letters wait again that were cancelled only because another name of the brand was written to."""
    mine = outreach.c.brand.in_(names), among(outreach.c.status, "cancelled"), outreach.c.reason == SAME
    conn.execute(outreach.update().where(*mine).values(status="draft", reason=None))
    theirs = work.c.brand.in_(names), work.c.state == "cancelled", work.c.code == SAME
    conn.execute(work.update().where(*theirs).values(state="ready", code=None, due=now))
    back = leads.c.brand.in_(names), leads.c.state == "dropped", leads.c.reason == SAME
    conn.execute(leads.update().where(*back).values(state="ready", reason=None, updated_at=now))
