"""Who is meant: all names of the brand behind a domain, an address, a URL, a sighting's key or a number of the log."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

import sqlalchemy as sa

from leadwright.domain.identity import normal
from leadwright.ledger.brands import same_brand
from leadwright.ledger.tables import brands, items, leads, rollups, seen, work
from leadwright.ledger.views.people import brands_of_address

MOST = 500  # sightings of one brand that are looked at
NUMBERED = re.compile(r"\s*(lead|work|)\s?#?([0-9]{1,18})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one brand, the likeliest first, and the keys of its sightings."""

    brands: tuple[str, ...]
    sightings: tuple[str, ...]


def names_of(conn: sa.Connection, asked: str) -> Names:
    """Find who is meant; where nobody is known by it, the names are just what was asked."""
    asked = numbered(conn, asked) or asked
    posts = sightings_called(conn, asked.strip())
    written = written_as(asked) if not posts else [brand for _, brand in posts if brand]
    known = brands_known(conn, written) if "@" not in asked else brands_of_address(conn, asked)
    found = tuple(dict.fromkeys([*(name for brand in known for name in same_brand(conn, brand)), *written]))
    return Names(found, tuple(dict.fromkeys([*(key for key, _ in posts), *sightings_of(conn, found)])))


def numbered(conn: sa.Connection, asked: str) -> str | None:
    """Give the brand, or the key, behind a number as the log writes it: ``lead 12``, ``work 55``, or a lead's alone."""
    found = NUMBERED.fullmatch(asked)
    if found is None:
        return None
    number = int(found[2])
    if found[1].lower() == "work":
        asked_for = sa.select(sa.func.coalesce(work.c.brand, work.c.key)).where(work.c.id == number)
    else:
        asked_for = sa.select(leads.c.brand).where(leads.c.id == number)
    name: str | None = conn.scalar(asked_for)
    return name


def lead_number(asked: str) -> int | None:
    """Give the number of a lead, where that is what was asked about."""
    found = NUMBERED.fullmatch(asked)
    return int(found[2]) if found and found[1].lower() != "work" else None


def sightings_called(conn: sa.Connection, asked: str) -> list[tuple[str, str | None]]:
    """Find sightings by their own key, or by the URL of their post."""
    sources = conn.scalars(sa.select(rollups.c.name).distinct().where(rollups.c.scope == "source"))
    keys = [asked, *(f"{source} {asked}" for source in sources)]
    rows = conn.execute(sa.select(items.c.key, items.c.brand).where(items.c.kind == "Sighting", items.c.key.in_(keys)))
    return [(row.key, row.brand) for row in rows]


def written_as(asked: str) -> list[str]:
    """Give the names that a text may stand for: host and path, the host, an address's domain."""
    text = asked.strip().lower()
    if "@" in text:
        return [normal(text).rpartition("@")[2]]
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
        host = (parts.hostname or text).removeprefix("www.")
    except ValueError:  # brackets that hold no IPv6 address
        return [text]
    path = parts.path.rstrip("/")
    return [f"{host}{path}", host] if path else [host]


def brands_known(conn: sa.Connection, written: Collection[str]) -> list[str]:
    """Give the brands of these names, or else those of the domains above them."""
    above = [
        ".".join(labels[n:]) for name in written for labels in [name.split(".")] for n in range(1, len(labels) - 1)
    ]
    for names in (list(written), above):
        asked = sa.select(brands.c.brand).where(brands.c.name.in_(names))
        own = sa.select(leads.c.brand).where(leads.c.brand.in_(names))
        if found := [*conn.scalars(asked), *conn.scalars(own)]:
            return list(dict.fromkeys(found))
    return []


def sightings_of(conn: sa.Connection, names: Collection[str]) -> list[str]:
    """Give the sightings that led to these names: what joined the brand, and what pointed to its site."""
    joined = sa.select(seen.c.sighting).where(seen.c.brand.in_(names)).order_by(seen.c.ts).limit(MOST)
    pointed = sa.select(items.c.key).where(items.c.brand.in_(names), items.c.kind == "Sighting").limit(MOST)
    return [*conn.scalars(joined), *conn.scalars(pointed)]
