"""What a recipient may see of themselves by the link in a letter: business data, where it is from, what was sent.

Nothing else: whoever has the letter has the link, and mail scanners open it. A full copy is given on request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.identity import hashes, normal
from leadwright.domain.lead import Sighting
from leadwright.domain.letter import Draft
from leadwright.ledger.brands import LEFT, same_brand
from leadwright.ledger.codec import decode
from leadwright.ledger.suppression import is_suppressed
from leadwright.ledger.tables import evidence, items, leads, messages, outreach, seen
from leadwright.ledger.views.people import brands_hashed

MOST = 20  # of each list
WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Read:
    """One page that publishes an address of theirs; ``way`` is the code of how."""

    address: str
    url: str
    at: datetime
    way: str


@dataclass(frozen=True, slots=True)
class Came:
    """A public place that named them, and when it was read there."""

    url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """A letter that left, or may have."""

    at: datetime
    subject: str
    to: str


@dataclass(frozen=True, slots=True)
class Held:
    """What is shown to them; ``language`` is the letters', ``mailbox`` the name of the one that wrote."""

    brand: str
    company: str | None
    site: str
    country: str | None
    language: str | None
    mailbox: str | None
    addresses: tuple[str, ...]
    read: tuple[Read, ...]
    came: tuple[Came, ...]
    letters: tuple[Written, ...]
    mails: int
    stopped: bool


def held(conn: sa.Connection, key: bytes, hashed: str) -> Held | None:
    """Give what is held of the brand with a keyed hash; None where nothing is, or nothing is any more."""
    brands = brands_hashed(conn, key, hashed)
    names = tuple(dict.fromkeys(name for brand in brands for name in same_brand(conn, brand)))
    found = conn.execute(sa.select(leads).where(leads.c.brand.in_(names)).order_by(leads.c.id)).all()
    lead = next((row for row in found if hashes(key, "brand", row.brand)[0] == hashed), None) or next(iter(found), None)
    if lead is None:
        return None
    asked = sa.select(outreach).where(outreach.c.brand.in_(names)).order_by(outreach.c.id)
    letters = conn.execute(asked).all()
    to = tuple(dict.fromkeys(row.recipient for row in letters))
    left = [row for row in letters if row.status in LEFT]
    newest = next(iter(reversed(left or letters)), None)
    return Held(
        brand=lead.brand,
        company=lead.company,
        site=lead.website,
        country=lead.country,
        language=_language(conn, newest.draft if newest else None) or lead.language,
        mailbox=newest.mailbox if newest else None,
        addresses=to,
        read=tuple(_read(conn, names, to)),
        came=tuple(_came(conn, names)),
        letters=tuple(Written(row.sent_at or row.claimed_at, row.subject, row.recipient) for row in left[-MOST:]),
        mails=_mails(conn, names),
        stopped=_stopped(conn, key, names, to),
    )


def _language(conn: sa.Connection, draft: str | None) -> str | None:
    body = conn.scalar(sa.select(items.c.body).where(items.c.kind == "Draft", items.c.key == draft))
    return decode(Draft, body).language if body else None


def _read(conn: sa.Connection, names: tuple[str, ...], to: tuple[str, ...]) -> Iterable[Read]:
    """Give the pages of the addresses that were written to, each page once, as it was read last."""
    forms = {normal(address) for address in to}
    asked = sa.select(evidence).where(evidence.c.brand.in_(names)).order_by(evidence.c.at, evidence.c.id)
    pages = {(row.address, row.url): row for row in conn.execute(asked) if normal(row.address) in forms}
    return [Read(row.address, row.url, row.at, row.way) for row in list(pages.values())[:MOST]]


def _came(conn: sa.Connection, names: tuple[str, ...]) -> Iterable[Came]:
    """Give the public posts and lists that led to them; what a person pasted has no page to show."""
    joined = items.c.key == seen.c.sighting
    asked = sa.select(items.c.body).join(seen, joined).where(items.c.kind == "Sighting", seen.c.brand.in_(names))
    found = [decode(Sighting, body) for body in conn.scalars(asked.order_by(seen.c.ts).limit(MOST))]
    return [Came(one.url, one.seen) for one in found if one.url.startswith(WEB)]


def _mails(conn: sa.Connection, names: tuple[str, ...]) -> int:
    asked = sa.select(sa.func.count()).select_from(messages)
    return conn.scalar(asked.where(messages.c.brand.in_(names), messages.c.direction == "in")) or 0


def _stopped(conn: sa.Connection, key: bytes, names: tuple[str, ...], to: tuple[str, ...]) -> bool:
    return any(is_suppressed(conn, key, address=one, brand=names[0], also=names[1:]) for one in to or ("",))
