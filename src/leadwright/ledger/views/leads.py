"""The leads as a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.ledger.codec import facts_of
from leadwright.ledger.tables import leads, notices
from leadwright.ledger.views.page import MOST, Page, bounded, page

FIND = "find-the-site"


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One lead on one line."""

    id: int
    brand: str
    company: str | None
    contact_name: str | None
    email: str | None
    website: str
    platform: str | None
    country: str | None
    source: str
    icp: str | None
    score: int
    state: str
    reason: str | None
    replied: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Siteless:
    """A post that names no site; ``key`` is the sighting's."""

    notice: int
    key: str
    title: str
    post: str
    at: datetime


def page_of(
    conn: sa.Connection, *, search: str | None, state: str | None, after: int | None, limit: int
) -> Page[LeadRow]:
    """Give leads, newest first."""
    limit = bounded(limit)
    asked = sa.select(leads).order_by(leads.c.id.desc()).limit(limit + 1)
    if after is not None:
        asked = asked.where(leads.c.id < after)
    if state is not None:
        asked = asked.where(leads.c.state == state)
    if search and search.strip():
        asked = asked.where(fits(search.strip()))
    rows = conn.execute(asked).all()
    return page([lead(row) for row in rows], [row.id for row in rows], limit=limit)


def fits(search: str) -> sa.ColumnElement[bool]:
    """Say in SQL that brand, company or address begins with the words, whatever their case."""
    begins = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return sa.or_(*(column.ilike(begins, escape="\\") for column in (leads.c.brand, leads.c.company, leads.c.email)))


def lead(row: sa.Row[Any]) -> LeadRow:
    """Make one line."""
    return LeadRow(
        id=row.id,
        brand=row.brand,
        company=row.company,
        contact_name=row.contact_name,
        email=row.email,
        website=row.website,
        platform=row.tech_stack,
        country=row.country,
        source=row.source,
        icp=row.icp,
        score=row.score,
        state=row.state,
        reason=row.reason,
        replied=row.replied,
        created_at=row.created_at,
    )


def siteless(conn: sa.Connection) -> list[Siteless]:
    """Give the newest posts without a site."""
    asked = sa.select(notices).where(notices.c.code == FIND, notices.c.seen_at.is_(None))
    rows = conn.execute(asked.order_by(notices.c.id.desc()).limit(MOST))
    told = [(row, facts_of(row.facts)) for row in rows]
    return [Siteless(row.id, str(facts["key"]), str(facts["title"]), str(facts["post"]), row.ts) for row, facts in told]
