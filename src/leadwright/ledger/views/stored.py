"""Stored items, read back as what they are."""

from collections.abc import Collection, Iterator
from typing import TypeVar

import sqlalchemy as sa

from leadwright.ledger.codec import decode
from leadwright.ledger.tables import items

T = TypeVar("T")

AT_ONCE = 500


def known(conn: sa.Connection, kind: type, keys: Collection[str]) -> set[str]:
    """Give those of the keys that are stored as items of this kind."""
    return set(conn.scalars(sa.select(items.c.key).where(items.c.kind == kind.__name__, items.c.key.in_(keys))))


def of_keys(conn: sa.Connection, kind: type[T], keys: Collection[str]) -> list[T]:
    """Give the items of a kind with these keys, ordered by key."""
    asked = sa.select(items.c.body).where(items.c.kind == kind.__name__, items.c.key.in_(keys)).order_by(items.c.key)
    return [decode(kind, body) for body in conn.scalars(asked)]


def every(conn: sa.Connection, kind: type[T]) -> Iterator[T]:
    """Give all items of a kind, ordered by key."""
    after = ""
    while True:
        asked = sa.select(items.c.key, items.c.body).where(items.c.kind == kind.__name__, items.c.key > after)
        rows = conn.execute(asked.order_by(items.c.key).limit(AT_ONCE)).all()
        yield from (decode(kind, row.body) for row in rows)
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].key
