"""Who is behind an address, and what still waits to be sent to them."""

import sqlalchemy as sa

from leadwright.domain.identity import hashes, normal
from leadwright.domain.idn import spelled
from leadwright.domain.letter import ANSWER
from leadwright.domain.providers import homes_of
from leadwright.ledger.brands import same_brand
from leadwright.ledger.suppression import is_suppressed
from leadwright.ledger.tables import brands, evidence, leads, outreach, suppression

OPEN = ("draft", "held", "blocked")


def brands_of_address(conn: sa.Connection, address: str) -> tuple[str, ...]:
    """Give the brands that an address is a name of, whose pages show it however spelled, or whose domain it is at."""
    form = normal(address)
    named = sa.select(brands.c.brand).where(brands.c.name.in_({address.strip().lower(), form}))
    labels = form.rpartition("@")[2].split(".")
    own = sa.select(leads.c.brand).where(leads.c.brand.in_(".".join(labels[n:]) for n in range(len(labels) - 1)))
    known = {found for asked in (named, own) for found in conn.scalars(asked)}
    return tuple(sorted(known | publishers(conn, form)))


def publishers(conn: sa.Connection, form: str) -> set[str]:
    """Give the brands whose pages show an address that is a spelling of one in its one form."""
    home = form.rpartition("@")[2]
    homes = sorted({*homes_of(home), spelled(home)})
    ends = (evidence.c.address.endswith(one, autoescape=True) for one in homes)  # a name below it too
    asked = sa.select(evidence.c.address, evidence.c.brand).distinct().where(sa.or_(*ends))
    return {row.brand for row in conn.execute(asked) if normal(row.address) == form}


def why_stopped(conn: sa.Connection, key: bytes, address: str) -> str | None:
    """Give the reason why nothing may be sent to an address, by itself or by any name of its brand, or None."""
    names = tuple(name for brand in brands_of_address(conn, address) for name in same_brand(conn, brand))
    brand = names[0] if names else address.rpartition("@")[2]
    return is_suppressed(conn, key, address=address, brand=brand, also=names)


def listed(conn: sa.Connection, key: bytes, kind: str, value: str) -> bool:
    """Say whether just this entry is on the suppression list."""
    entry = suppression.c.kind == kind, suppression.c.hash == hashes(key, kind, value)[0]
    return conn.scalar(sa.select(suppression.c.id).where(*entry)) is not None


def brands_hashed(conn: sa.Connection, key: bytes, hashed: str) -> tuple[str, ...]:
    """Give the brands with a keyed hash: those that were written to, and those for whom a letter waits."""
    written = sa.select(outreach.c.brand).distinct().where(outreach.c.brand_hash == hashed)
    unclaimed = sa.select(outreach.c.brand).distinct().where(outreach.c.brand_hash.is_(None))
    found = [brand for brand in conn.scalars(unclaimed) if hashes(key, "brand", brand)[0] == hashed]
    return tuple(dict.fromkeys((*conn.scalars(written), *found)))


def going_on(conn: sa.Connection, names: tuple[str, ...]) -> bool:
    """Say whether one of these brands does not show as stopped."""
    open_ones = sa.select(leads.c.id).where(leads.c.brand.in_(names), leads.c.state != "stopped")
    return conn.scalar(open_ones.limit(1)) is not None


def waiting_letters(conn: sa.Connection, names: tuple[str, ...]) -> list[str]:
    """Give the keys of the cold letters to these brands that have not left."""
    waiting = outreach.c.brand.in_(names), outreach.c.status.in_(OPEN), outreach.c.stage != ANSWER
    return list(conn.scalars(sa.select(outreach.c.draft).where(*waiting).order_by(outreach.c.id)))


def written_to(conn: sa.Connection, names: tuple[str, ...]) -> list[str]:
    """Give the addresses of the letters to these brands, in their one form."""
    found = conn.scalars(sa.select(outreach.c.recipient).distinct().where(outreach.c.brand.in_(names)))
    return sorted({normal(address) for address in found})
