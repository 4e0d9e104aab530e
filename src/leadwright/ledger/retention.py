"""What is erased because its time has come: brands by their clocks, and what belongs to no lead."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.lead import Contact
from leadwright.domain.retention import Clocks, Life
from leadwright.ledger.brands import same_brand
from leadwright.ledger.codec import decode
from leadwright.ledger.erased import RETENTION
from leadwright.ledger.erasing import erase, subject
from leadwright.ledger.refusals import OUT
from leadwright.ledger.rows import remove
from leadwright.ledger.tables import (
    brands,
    consents,
    edges,
    events,
    evidence,
    items,
    leads,
    messages,
    notices,
    outreach,
    pages,
    seen,
    validity,
    work,
)

MACHINES = ("auto", "bounce")  # tags of mails that no person wrote
FIRST_KINDS = ("Sighting", "Contact")


def lives(conn: sa.Connection) -> dict[str, Life]:
    """Give what has happened with each brand; names that were found to be one brand live one life."""
    owner = {row.name: row.brand for row in conn.execute(sa.select(brands.c.name, brands.c.brand))}
    left = sa.func.max(sa.func.coalesce(outreach.c.sent_at, outreach.c.claimed_at), type_=outreach.c.sent_at.type)
    sent = _latest(conn, outreach.c.brand, left, outreach.c.status.in_(OUT))
    person = sa.or_(messages.c.tag.is_(None), messages.c.tag.not_in(MACHINES))
    heard = _latest(conn, messages.c.brand, sa.func.max(messages.c.ts), messages.c.direction == "in", person)
    found: dict[str, Life] = {}
    for row in conn.execute(sa.select(leads.c.brand, leads.c.created_at)):
        mine = Life(row.created_at, sent.get(row.brand), heard.get(row.brand))
        brand = owner.get(row.brand, row.brand)
        found[brand] = _together(found.get(brand), mine)
    return found


def _latest(conn: sa.Connection, brand: sa.Column[Any], moment: Any, *where: Any) -> dict[str, datetime]:
    rows = conn.execute(sa.select(brand, moment).where(brand.is_not(None), *where).group_by(brand)).all()
    return {row[0]: row[1] for row in rows if row[1] is not None}


def _together(one: Life | None, other: Life) -> Life:
    if one is None:
        return other
    return Life(min(one.created, other.created), _later(one.sent, other.sent), _later(one.heard, other.heard))


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((moment for moment in (one, other) if moment), default=None)


def erase_brands(conn: sa.Connection, named: Iterable[str], *, now: datetime, key: bytes) -> int:
    """Erase brands whose time has come, in the caller's transaction; gives how many."""
    number = 0
    for brand in named:
        who = subject(conn, same_brand(conn, brand))
        erase(conn, who, reason=RETENTION, by=RETENTION, now=now, key=key, thorough=False)
        number += 1
    return number


def erase_rest(conn: sa.Connection, *, now: datetime, clocks: Clocks) -> dict[str, int]:
    """Erase what belongs to no lead and what is kept for a time only, in the caller's transaction; gives rows by table.

    The time of an item that was stored again counts from the first event that names it.
    """
    gone = Counter[str]()
    first, long, longest = now - clocks.never_contacted, now - clocks.unanswered, now - clocks.answered
    keys, sites = _strays(conn, first)
    for column in (work.c.key, events.c.key, items.c.key, seen.c.sighting):
        gone[column.table.name] += remove(conn, column, keys)
    gone["pages"] += remove(conn, pages.c.home, sites)
    for table, old in (
        (pages, pages.c.at < now - clocks.pages),
        (seen, (seen.c.ts < first) & _of_nobody(seen.c.brand)),
        (edges, (edges.c.at < first) & _of_nobody(edges.c.a) & _of_nobody(edges.c.b)),
        (brands, (brands.c.ts < first) & brands.c.brand.not_in(_alive())),
        (validity, (validity.c.at < first) & validity.c.address.not_in(sa.select(sa.func.lower(_mails())))),
        (evidence, (evidence.c.at < first) & _of_nobody(evidence.c.brand)),
        (messages, (messages.c.ts < longest) & messages.c.brand.is_(None)),
        (consents, (consents.c.at < longest) & _of_nobody(consents.c.brand)),
        (events, (events.c.ts < long) & events.c.brand.is_not(None) & _of_nobody(events.c.brand)),
        (notices, notices.c.ts < long),
    ):
        gone[table.name] += conn.execute(sa.delete(table).where(old)).rowcount
    return {name: number for name, number in sorted(gone.items()) if number}


def _alive() -> sa.Select[Any]:
    """Give the brands that have a lead, under the name that all their names point to."""
    owner = sa.select(brands.c.brand).where(brands.c.name.in_(sa.select(leads.c.brand)))
    known = sa.union(owner, sa.select(leads.c.brand)).subquery()
    return sa.select(known.c.brand)


def _of_nobody(brand: sa.Column[Any]) -> sa.ColumnElement[bool]:
    """Say in SQL that a name is none of a brand with a lead."""
    known = sa.select(brands.c.name).where(brands.c.brand.in_(_alive()))
    return sa.or_(brand.is_(None), sa.and_(brand.not_in(known), brand.not_in(sa.select(leads.c.brand))))


def _mails() -> Any:
    return sa.func.coalesce(leads.c.email, "")


def _strays(conn: sa.Connection, before: datetime) -> tuple[Collection[str], Collection[str]]:
    """Give the keys of posts and contacts that led to no lead, and the sites that were read for them."""
    led = sa.select(seen.c.sighting).where(~_of_nobody(seen.c.brand))
    early = sa.select(events.c.key).where(events.c.ts < before, events.c.key.is_not(None))
    old = sa.or_(items.c.at < before, items.c.key.in_(early))
    asked = sa.select(items).where(items.c.kind.in_(FIRST_KINDS), old, _of_nobody(items.c.brand))
    rows = conn.execute(asked.where(items.c.key.not_in(led))).all()
    contacts = [decode(Contact, row.body) for row in rows if row.kind == "Contact"]
    return [row.key for row in rows], {contact.site for contact in contacts}
