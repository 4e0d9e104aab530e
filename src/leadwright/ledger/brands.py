"""Which brand a site belongs to: names that were seen together are one brand, and one brand gets one approach.

A merge changes what names point to, never a key: the brands that were found to be one keep their rows, and whoever
asks about one of them asks about all (:func:`same_brand`).
"""

from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.identity import normal
from leadwright.domain.lead import Contact
from leadwright.ledger.codec import encode
from leadwright.ledger.database import Database
from leadwright.ledger.refusals import OUT
from leadwright.ledger.rows import add
from leadwright.ledger.tables import brands, events, outreach, seen
from leadwright.ports import Clock

LEFT = OUT  # letters that left, or may have


class LedgerBrands:
    """The brand graph; answers :class:`leadwright.ports.brands.Brands`."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Keep it in ``database``."""
        self._database, self._clock = database, clock

    async def join(self, contact: Contact) -> tuple[str, bool]:
        """Give the brand of a contact and whether it is new.

        It stays new for the sighting that brought it, so that a run that is repeated says the same again.
        """
        now = self._clock.now()
        return await self._database.write(lambda conn: joined(conn, contact, now))


def joined(conn: sa.Connection, contact: Contact, now: datetime) -> tuple[str, bool]:
    """Join one contact in the caller's transaction."""
    if conn.dialect.name == "postgresql":  # two that join at once must see each other's names
        conn.exec_driver_sql("LOCK TABLE brands IN SHARE ROW EXCLUSIVE MODE")
    names = names_of(contact)
    known = conn.execute(
        sa.select(brands.c.name, brands.c.brand).where(brands.c.name.in_(names)).order_by(brands.c.ts, brands.c.name)
    ).all()
    owners = list(dict.fromkeys(row.brand for row in known))
    brand = first_of(conn, owners) if owners else next(iter(names))
    for other in owners:
        if other != brand:
            merge(conn, other, brand, now=now, why=contact.sighting)
    fresh = [
        {"name": name, "brand": brand, "kind": kind, "why": contact.sighting, "ts": now}
        for name, kind in names.items()
        if name not in {row.name for row in known}
    ]
    if fresh:
        conn.execute(brands.insert(), fresh)
    sight = {"sighting": contact.sighting, "source": contact.source, "terms": contact.terms, "ts": now}
    add(conn, seen, [{"brand": brand, **sight}])
    founder = conn.scalar(sa.select(brands.c.why).where(brands.c.name == brand))
    return brand, founder == contact.sighting


def names_of(contact: Contact) -> dict[str, str]:
    """Give all names of a contact with their kinds, its own domain first; a freemail address names nobody."""
    names = dict.fromkeys((domain.lower() for domain in contact.domains or (contact.site,)), "domain")
    if contact.best and contact.best.kind != "freemail":
        names[normal(contact.best.address)] = "address"
    return names | dict.fromkeys(contact.identities, "identity")


def first_of(conn: sa.Connection, owners: list[str]) -> str:
    """Choose who keeps the name: a brand that was written to, else the one known longest."""
    written = sa.select(outreach.c.brand).where(outreach.c.brand.in_(owners), outreach.c.status.in_(LEFT))
    approached = set(conn.scalars(written))
    return next((owner for owner in owners if owner in approached), owners[0])


def merge(conn: sa.Connection, other: str, brand: str, *, now: datetime, why: str) -> None:
    """Let all names of ``other`` point to ``brand``."""
    conn.execute(brands.update().where(brands.c.brand == other).values(brand=brand))
    meta = encode({"into": brand, "sighting": why})
    conn.execute(events.insert().values(type="merged", brand=other, stage="dedupe", key=other, meta=meta, ts=now))


def same_brand(conn: sa.Connection, brand: str) -> tuple[str, ...]:
    """Give all brands that were found to be this one, itself first."""
    owner = conn.scalar(sa.select(brands.c.brand).where(brands.c.name == brand)) or brand
    names = conn.scalars(
        sa.select(brands.c.name).where(brands.c.brand == owner, brands.c.kind == "domain").order_by(brands.c.name)
    )
    return tuple(dict.fromkeys((brand, owner, *names)))
