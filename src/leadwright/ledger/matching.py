"""Which letter of ours a mail belongs to: by its thread, by what it encloses, by its people, by its brand."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from leadwright.domain.identity import normal
from leadwright.ledger.brands import same_brand
from leadwright.ledger.tables import brands, outreach
from leadwright.reading.bounce import Bounce
from leadwright.reading.mail import Envelope

UNCONFIRMED = ("claimed", "doubt")
LEFT = ("sent", "bounced", *UNCONFIRMED)  # or may have
MOST = 40  # names of one mail that are looked up


def match(conn: sa.Connection, mail: Envelope, bounce: Bounce | None) -> sa.Row[Any] | None:
    """Give the row of the letter that a mail belongs to, or None."""
    for ids in named(mail, bounce):
        if found := by_ids(conn, ids):
            return found
    people = bounce.recipients if bounce else (mail.sender,)
    return by_address(conn, people[:MOST]) or by_brand(conn, mail.sender)


def named(mail: Envelope, bounce: Bounce | None) -> tuple[Sequence[str], ...]:
    """Give the Message-IDs that a mail names: of its thread, newest first, of what it encloses, of what it returns."""
    returned = bounce.original_message_ids if bounce else ()
    return (*reversed(mail.in_reply_to), *reversed(mail.references)), mail.attached, returned


def brand_of(conn: sa.Connection, mail: Envelope | None) -> str | None:
    """Give the brand that a mail's sender belongs to, though nothing was sent to it."""
    if mail is None:
        return None
    name = sa.select(brands.c.brand).where(brands.c.name.in_(names_of(mail.sender)))
    return conn.scalar(name.limit(1))


def by_ids(conn: sa.Connection, ids: Sequence[str]) -> sa.Row[Any] | None:
    """Find the letter that the first of these Message-IDs names."""
    asked = sa.select(outreach).where(outreach.c.message_id.in_(ids[:MOST]))
    found = {row.message_id: row for row in conn.execute(asked)} if ids else {}
    return next((found[one] for one in ids if one in found), None)


def by_address(conn: sa.Connection, people: Sequence[str]) -> sa.Row[Any] | None:
    """Find the newest letter to the first of these people that was written to."""
    for address in people:
        asked = sa.select(outreach).where(outreach.c.recipient.in_({address, address.lower(), normal(address)}))
        if found := newest(conn, asked):
            return found
    return None


def by_brand(conn: sa.Connection, sender: str) -> sa.Row[Any] | None:
    """Find the newest letter to the brand that the sender's address or domain is a name of."""
    names = names_of(sender)
    owners = conn.execute(sa.select(brands.c.name, brands.c.brand).where(brands.c.name.in_(names))).all()
    closest = sorted(owners, key=lambda owner: names.index(owner.name))
    for owner in closest:
        asked = sa.select(outreach).where(outreach.c.brand.in_(same_brand(conn, owner.brand)))
        if found := newest(conn, asked):
            return found
    return None


def newest_to(conn: sa.Connection, names: Sequence[str]) -> sa.Row[Any] | None:
    """Find the newest letter to one of these brands."""
    return newest(conn, sa.select(outreach).where(outreach.c.brand.in_(names))) if names else None


def newest(conn: sa.Connection, asked: sa.Select[tuple[object, ...]]) -> sa.Row[Any] | None:
    """Give the newest letter that left; one of which nobody knows that only where no other did."""
    known = sa.case((outreach.c.status.in_(UNCONFIRMED), 1), else_=0)
    order = known, outreach.c.claimed_at.desc(), outreach.c.id.desc()
    return conn.execute(asked.where(outreach.c.status.in_(LEFT)).order_by(*order).limit(1)).one_or_none()


def names_of(sender: str) -> list[str]:
    """Give what a sender may be known by: the address, its domain, and the domain's parents.

    A freemail provider is nobody's own domain and so never among the names of a brand.
    """
    if "@" not in sender:
        return []
    labels = normal(sender).rpartition("@")[2].split(".")
    return [normal(sender), *(".".join(labels[n:]) for n in range(max(1, len(labels) - 1)))]
