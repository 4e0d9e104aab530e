"""What the ledger notes by itself: an event in a lead's journey, a notice for the operator, work that may go on."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.errors import Scalar
from leadwright.domain.masking import masked_facts
from leadwright.ledger.codec import encode
from leadwright.ledger.rows import add, among, literal
from leadwright.ledger.tables import events, notices, work

SEND = "send"
WOKEN = "woken"  # code of a run under way: what it may be about to wait for has happened


def note(conn: sa.Connection, kind: str, row: sa.Row[Any], *, now: datetime, cause: str, **facts: Scalar) -> None:
    """Write an event about a letter (a row of outreach)."""
    conn.execute(
        events.insert().values(
            lead_id=row.lead_id,
            type=kind,
            meta=encode(masked_facts(facts)),
            ts=now,
            brand=row.brand,
            stage=SEND,
            key=row.draft,
            cause=cause,
        )
    )


def record(conn: sa.Connection, kind: str, brand: str | None, *, now: datetime, by: str, **facts: Scalar) -> None:
    """Write an event about a brand, or about nobody that is known."""
    said = {"type": kind, "meta": encode(masked_facts(facts)), "ts": now, "cause": by}
    conn.execute(events.insert().values(brand=brand, key=brand, **said))


def tell(conn: sa.Connection, code: str, *, now: datetime, **facts: Scalar) -> None:
    """Leave a notice for the operator; the same one is left once."""
    add(conn, notices, [{"code": code, "facts": encode(masked_facts(facts)), "ts": now}])


def ready(
    conn: sa.Connection,
    *,
    now: datetime,
    codes: Collection[str] | None = None,
    keys: Collection[str] | None = None,
    brand: str | None = None,
    mailbox: str | None = None,
) -> int:
    """Let held letters be claimed again, at once; give how many. ``None`` means any.

    A run under way may have been told to wait and not have stored that yet: it will not wait.
    """
    chosen = [work.c.stage == SEND]
    if keys is not None:
        chosen.append(work.c.key.in_(keys))
    if brand is not None:
        chosen.append(work.c.brand == brand)
    if mailbox is not None:
        chosen.append(work.c.lane == f"mailbox:{mailbox}")
    # in the words of the partial indexes, which are not found by any others
    conn.execute(work.update().where(*chosen, work.c.state == literal("running")).values(code=WOKEN))
    held = [among(work.c.state, "ready", "held"), work.c.state == "held"]
    if codes is not None:
        held.append(work.c.code.in_(codes))
    return conn.execute(work.update().where(*chosen, *held).values(state="ready", due=now)).rowcount


json = encode  # as heartbeats name it
