"""What waits for a person: the reason, what is missing, and what would help."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.errors import Scalar
from leadwright.ledger.codec import facts_of
from leadwright.ledger.rows import literal
from leadwright.ledger.tables import leads, pages, work
from leadwright.ledger.views.page import Page, bounded, page

APPROVAL = "needs-approval"  # has a list of its own
REMEDIES: Mapping[str, tuple[str, ...]] = {
    "unproved": ("edit-playbook",),
    "no-passport": ("evidence",),
    "evidence-old": ("revisit",),
    "address-gone": ("address",),
    "page-closed": ("address",),
    "page-unreachable": ("address", "revisit"),
    "not-live": ("set-live",),
    "paused": ("resume",),
    "brand-held": ("read-mail",),
    "mailbox-stopped": ("resume-mailbox",),
    "no-mailbox": ("configure-mailbox",),
    "in-doubt": ("settle",),
    "source-closed": ("reopen",),
}
CONFIRM = "confirm"  # the remedy that lets a person release with a reason
TOLD_BY_PAGES = {"country", "legal-form", "address", "evidence"}  # remedies that a page read by hand may bring


@dataclass(frozen=True, slots=True)
class HeldView:
    """One piece of work that waits for a person; ``confirmable`` where a reason given by a person releases it.

    ``closed`` are pages that robots.txt closed to us and that may say what is missing: a person may read them.
    """

    id: int
    stage: str
    key: str
    brand: str | None
    company: str | None
    code: str
    facts: Mapping[str, Scalar]
    remedies: tuple[str, ...]
    confirmable: bool
    since: datetime
    closed: tuple[str, ...] = ()


def held(conn: sa.Connection, *, after: int, limit: int) -> Page[HeldView]:
    """Give held work by id, without what only waits for an approval."""
    limit = bounded(limit)
    asked = (
        sa.select(work, leads.c.company, leads.c.website)
        .outerjoin(leads, leads.c.brand == work.c.brand)
        .where(work.c.state == literal("held"), work.c.id > after)
        .where(sa.func.coalesce(work.c.code, "") != APPROVAL)
        .order_by(work.c.id)
        .limit(limit + 1)
    )
    rows = conn.execute(asked).all()
    closed = closed_pages(conn, {row.website for row in rows if row.website})
    return page([view(row, closed.get(row.website, ())) for row in rows], [row.id for row in rows], limit=limit)


def closed_pages(conn: sa.Connection, homes: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Give the pages of sites, by their home, that robots.txt kept us from reading."""
    asked = sa.select(pages.c.home, pages.c.url).where(pages.c.home.in_(homes), pages.c.why == "robots")
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in conn.execute(asked.order_by(pages.c.home, pages.c.place)) if homes else ():
        found[row.home] += (row.url,)
    return found


def view(row: sa.Row[Any], closed: tuple[str, ...]) -> HeldView:
    """Make the view of one held row."""
    facts = facts_of(row.facts)
    code = row.code or ""
    remedies = remedies_of(code, facts)
    return HeldView(
        id=row.id,
        stage=row.stage,
        key=row.key,
        brand=row.brand,
        company=row.company,
        code=code,
        facts=facts,
        remedies=remedies,
        confirmable=CONFIRM in remedies,
        since=row.due,
        closed=closed if TOLD_BY_PAGES & set(remedies) else (),
    )


def remedies_of(code: str, facts: Mapping[str, Scalar]) -> tuple[str, ...]:
    """Give the codes of what would help: the gate's own, else the house's."""
    told = facts.get("remedy")
    if isinstance(told, str) and told:
        return tuple(told.split(", "))
    return REMEDIES.get(code, ())
