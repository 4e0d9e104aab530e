"""One brand: its names, and every reason why they are one, also those that somebody took back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from leadwright.ledger.brands import DOMAIN, same_brand
from leadwright.ledger.suppression import stopped
from leadwright.ledger.tables import brands, edges, leads
from leadwright.ledger.views.names import names_of


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a brand; ``kind`` is domain address number company social, ``state`` that of the lead of this name."""

    name: str
    kind: str
    since: datetime | None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two names are one brand, or were: the page that shows it, what led there, and who took it back."""

    a: str
    b: str
    kind: str  # redirect myshopify address number company social person freemail
    url: str | None
    sha256: str | None
    sighting: str
    at: datetime
    undone_at: datetime | None
    undone_by: str | None  # a person's door, or ``house``
    undone_why: str | None  # a person's words, or shared, agency, freemail


@dataclass(frozen=True, slots=True)
class BrandView:
    """One brand under all its names; ``stopped`` is why nothing may be sent to it."""

    brand: str
    names: Sequence[Name]
    reasons: Sequence[Reason]
    stopped: str | None


def known_as(conn: sa.Connection, asked: str) -> str | None:
    """Give the site that a domain, a URL or an address stands for; None where nobody is known by it."""
    meant = names_of(conn, asked).brands
    sites = sa.select(brands.c.name).where(brands.c.name.in_(meant), brands.c.kind == DOMAIN)
    known = {*conn.scalars(sites), *conn.scalars(sa.select(leads.c.brand).where(leads.c.brand.in_(meant)))}
    plain = asked.strip().lower()
    return plain if plain in known else next((name for name in meant if name in known), None)


def brand_view(conn: sa.Connection, asked: str, *, key: bytes) -> BrandView | None:
    """Show the brand that a domain, a URL or an address belongs to; None where nobody is known by it."""
    site = known_as(conn, asked)
    if site is None:
        return None
    sites = same_brand(conn, site)
    owner = conn.scalar(sa.select(brands.c.brand).where(brands.c.name == site)) or site
    rows = conn.execute(sa.select(brands).where(brands.c.brand == owner).order_by(brands.c.ts, brands.c.name)).all()
    states = {r.brand: r.state for r in conn.execute(sa.select(leads).where(leads.c.brand.in_(sites)))}
    mine = [row.name for row in rows]
    tied = sa.select(edges).where(edges.c.a.in_(mine) | edges.c.b.in_(mine)).order_by(edges.c.id)
    return BrandView(
        brand=owner,
        names=[Name(row.name, row.kind, row.ts, states.get(row.name)) for row in rows]
        or [Name(site, DOMAIN, None, states.get(site))],
        reasons=[
            Reason(
                a=row.a,
                b=row.b,
                kind=row.kind,
                url=row.url,
                sha256=row.sha256,
                sighting=row.sighting,
                at=row.at,
                undone_at=row.undone_at,
                undone_by=row.undone_by,
                undone_why=row.undone_why,
            )
            for row in conn.execute(tied)
        ],
        stopped=stopped(conn, key, sites),
    )
