"""A place, a watch or a post is withdrawn: what was read there is forgotten, and who is known from nowhere else.

What a letter was sent on stays: never writing twice, stops and answers rest on it. Suppression stays always.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.lead import Contact, Sighting
from leadwright.ledger.brands import LEFT
from leadwright.ledger.codec import encode, facts_of
from leadwright.ledger.rows import remove, rows_where
from leadwright.ledger.tables import (
    brands,
    consents,
    edges,
    events,
    evidence,
    facts,
    holds,
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
from leadwright.ledger.validity import key_of
from leadwright.ledger.views import stored
from leadwright.ledger.views.leads import FIND

# rows point to earlier tables only
OF_BRAND = (outreach, evidence, facts, holds, items, leads, brands, work, events, seen)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What went: posts, and the brands that were known from them alone; ``kept`` had letters or mails and stay."""

    posts: int
    brands: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def forget(conn: sa.Connection, what: str, *, now: datetime, by: str) -> Forgotten:
    """Forget the posts of a source or of a watch, or one post by its URL, in the caller's transaction.

    Where there are none nothing is stored, so that a mistyped name leaves no trace.
    """
    named = [one for one in stored.every(conn, Sighting) if what in {one.source, one.watch, one.url, one.key}]
    if not named:
        return Forgotten(0)
    gone = forget_posts(conn, [one.key for one in named])
    told = what if any(what in {one.source, one.watch} for one in named) else "post"
    meta = {"what": told, "posts": gone.posts, "brands": len(gone.brands), "kept": len(gone.kept)}
    conn.execute(events.insert().values(type="forgotten", key=told, meta=encode(meta), ts=now, cause=by))
    return gone


def forget_posts(conn: sa.Connection, keys: Collection[str]) -> Forgotten:
    """Forget posts by the keys of their sightings; brands that another post shows too stay."""
    posts = frozenset(keys)
    contacts = [one for one in stored.every(conn, Contact) if one.sighting in posts]
    known = sorted({row.brand for row in rows_where(conn, seen, seen.c.sighting, posts)})
    shown = {row.brand for row in rows_where(conn, seen, seen.c.brand, known) if row.sighting not in posts}
    alone = [brand for brand in known if brand not in shown]
    kept = {row.brand for row in rows_where(conn, messages, messages.c.brand, alone)}
    kept |= {row.brand for row in rows_where(conn, outreach, outreach.c.brand, alone) if row.status in LEFT}
    gone = [brand for brand in alone if brand not in kept]
    _forget_trail(conn, [*posts, *(contact.key for contact in contacts)])
    told = conn.execute(sa.select(notices.c.id, notices.c.facts).where(notices.c.code == FIND)).all()
    remove(conn, notices.c.id, [row.id for row in told if facts_of(row.facts).get("key") in posts])
    remove(conn, seen.c.sighting, posts)
    remove(conn, consents.c.url, {key.partition(" ")[2] for key in posts})  # a post asks no more when it is gone
    lone = [contact for contact in contacts if not shown.union(kept) & set(contact.domains)]
    remove(conn, validity.c.address, {key_of(one.address) for contact in lone for one in contact.addresses})
    _forget_brands(conn, gone, {contact.site for contact in lone})
    return Forgotten(len(posts), tuple(gone), tuple(sorted(kept)))


def _forget_trail(conn: sa.Connection, keys: Sequence[str]) -> None:
    """Forget the items of posts, the work on them and what is told of it."""
    for column in (items.c.key, work.c.key, events.c.key):
        remove(conn, column, keys)
    gone = frozenset(keys)
    looks = sa.select(events.c.id, events.c.meta).where(events.c.stage == "parse")
    for row in conn.execute(looks).all():  # a look tells what it gave, however it ended
        meta = json.loads(row.meta)
        kept = [key for key in meta.get("gave", ()) if key not in gone]
        if len(kept) < len(meta.get("gave", ())):
            conn.execute(events.update().where(events.c.id == row.id).values(meta=encode({**meta, "gave": kept})))


def _forget_brands(conn: sa.Connection, gone: Sequence[str], sites: Collection[str]) -> None:
    names = {row.name for row in rows_where(conn, brands, brands.c.brand, gone)}
    for column in (edges.c.a, edges.c.b):
        remove(conn, column, names)
    for table in OF_BRAND:
        remove(conn, table.c.brand, gone)
    remove(conn, pages.c.home, sites)
