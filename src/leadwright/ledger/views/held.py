"""What waits for a person: the reason, what is missing, and what would help.

Beside what is held, what was refused or never written for a reason that a fact could change: a block whose remedy a
person can add, a lead without an address. Whoever was stopped waits for nobody.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.errors import Scalar
from leadwright.domain.lead import Contact
from leadwright.ledger.codec import decode, facts_of
from leadwright.ledger.rows import among, literal
from leadwright.ledger.tables import evidence, items, leads, outreach, pages, work
from leadwright.ledger.views.page import Page, bounded, page

APPROVAL = "needs-approval"  # has a list of its own
NO_FURTHER = "first-touch-only"  # a sequence that ends with its first letter: what is blocked of it waits for nobody
UNWRITTEN = ("no-address", "no-valid-address")  # why nothing was written to a lead, where a person may change it
REMEDIES: Mapping[str, tuple[str, ...]] = {
    "unproved": ("edit-playbook",),
    "no-passport": ("evidence",),
    "no-address": ("contact-add",),
    "no-valid-address": ("contact-add",),
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
FACTS = ("country", "legal-form", "function")  # remedies that are a fact; a page closed to us may tell it to a person
ADDRESSES = {"contact-add", "address", "evidence", "revisit"}  # remedies that are an address with its page
SAME = {"contact-add", "evidence", "revisit", "consent"}  # those about the address in question, or one like it


@dataclass(frozen=True, slots=True)
class HeldView:
    """One piece of work that waits for a person; ``confirmable`` where a reason given by a person releases it.

    ``state`` is held, blocked, or dropped where nothing was written. ``addable`` are the kinds of facts that help,
    ``contact`` says that an address with its page does; ``address`` and ``page`` are those in question, where there is
    one. ``closed`` are pages that robots.txt closed to us and that may say what is missing, ``hidden`` those that show
    an address to people alone: a person may read them.
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
    state: str = "held"
    addable: tuple[str, ...] = ()
    contact: bool = False
    address: str | None = None
    page: str | None = None
    closed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def held(conn: sa.Connection, *, after: int, limit: int) -> Page[HeldView]:
    """Give by id what is held, blocked or dropped and can be helped, without what only waits for an approval."""
    limit = bounded(limit)
    helped = {number for some in (waiting, refused, unwritten) for number in conn.scalars(some(after).limit(limit + 1))}
    asked = (
        sa.select(work, leads.c.company, leads.c.website, leads.c.email, outreach.c.recipient)
        .where(work.c.id.in_(sorted(helped)[: limit + 1]))
        .outerjoin(leads, leads.c.brand == work.c.brand)
        .outerjoin(outreach, (work.c.stage == literal("send")) & (outreach.c.draft == work.c.key))
        .order_by(work.c.id)
    )
    rows = conn.execute(asked).all() if helped else []
    closed = closed_pages(conn, {row.website for row in rows if row.website})
    shown = published(conn, {row.brand for row in rows if row.brand})
    bare = {row.brand for row in rows if row.code in UNWRITTEN}
    unseen, no = hidden_pages(conn, bare), refusing(conn, bare)
    views = [view(row, closed.get(row.website, ()), shown, unseen.get(row.brand, ())) for row in rows]
    found = page(views, [row.id for row in rows], limit=limit)
    return replace(found, rows=tuple(one for one in found.rows if one.state != "dropped" or one.brand not in no))


def waiting(after: int) -> sa.Select[Any]:
    """Give the work that is held."""
    asked = sa.select(work.c.id).where(work.c.state == literal("held"), work.c.id > after)
    return asked.where(sa.func.coalesce(work.c.code, "") != APPROVAL).order_by(work.c.id)


def refused(after: int) -> sa.Select[Any]:
    """Give the letters that are blocked for what a fact could change: the gate names a remedy."""
    letter = (work.c.stage == literal("send")) & (work.c.key == outreach.c.draft) & (work.c.wake == literal(""))
    asked = sa.select(work.c.id).select_from(outreach.join(work, letter))
    asked = asked.where(work.c.code != NO_FURTHER)
    asked = asked.where(outreach.c.status == "blocked", work.c.state == literal("dropped"), work.c.id > after)
    return asked.where(work.c.facts.like('%"remedy":"_%'), work.c.facts.not_like('%"remedy":""%')).order_by(work.c.id)


def unwritten(after: int) -> sa.Select[Any]:
    """Give the leads to whom nothing was written because they have no address that may be used."""
    theirs = (work.c.stage == literal("personalize")) & (work.c.key == leads.c.brand) & (work.c.code == leads.c.reason)
    last = sa.select(sa.func.max(work.c.id)).select_from(leads.join(work, theirs))
    last = last.where(leads.c.state == "dropped", among(leads.c.reason, *UNWRITTEN), work.c.state == literal("dropped"))
    return last.group_by(leads.c.brand).having(sa.func.max(work.c.id) > after).order_by(sa.func.max(work.c.id))


def closed_pages(conn: sa.Connection, homes: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Give the pages of sites, by their home, that robots.txt kept us from reading."""
    asked = sa.select(pages.c.home, pages.c.url).where(pages.c.home.in_(homes), pages.c.why == "robots")
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in conn.execute(asked.order_by(pages.c.home, pages.c.place)) if homes else ():
        found[row.home] += (row.url,)
    return found


def published(conn: sa.Connection, brands: Collection[str]) -> Mapping[tuple[str, str], str]:
    """Give the page that last showed each address of these brands."""
    asked = sa.select(evidence).where(evidence.c.brand.in_(brands)).order_by(evidence.c.at, evidence.c.id)
    return {(row.brand, row.address.lower()): row.url for row in (conn.execute(asked) if brands else ())}


def hidden_pages(conn: sa.Connection, brands: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Give the pages of brands on which an address is hidden from programs."""
    found: dict[str, tuple[str, ...]] = {}
    for brand, contact in contacts(conn, brands):
        urls = (note.url for note in contact.hidden)
        found[brand] = tuple(dict.fromkeys((*found.get(brand, ()), *urls)))
    return found


def refusing(conn: sa.Connection, brands: Collection[str]) -> frozenset[str]:
    """Give those of the brands that published addresses only where they refuse advertising."""
    found = [(brand, contact) for brand, contact in contacts(conn, brands) if not contact.usable]
    return frozenset(brand for brand, contact in found if any(one.why == "refusal" for one in contact.addresses))


def contacts(conn: sa.Connection, brands: Collection[str]) -> Iterator[tuple[str, Contact]]:
    """Give what the visits of brands offered for getting in touch, the oldest first."""
    asked = sa.select(items.c.brand, items.c.body).where(items.c.kind == "Contact", items.c.brand.in_(brands))
    for row in conn.execute(asked.order_by(items.c.at)) if brands else ():
        yield row.brand, decode(Contact, row.body)


def view(
    row: sa.Row[Any], closed: tuple[str, ...], shown: Mapping[tuple[str, str], str], hidden: tuple[str, ...]
) -> HeldView:
    """Make the view of one row."""
    facts = facts_of(row.facts)
    code = row.code or ""
    remedies = remedies_of(code, facts)
    address = (row.recipient or row.email) if SAME & set(remedies) else None
    return HeldView(
        id=row.id,
        stage=row.stage,
        key=row.key,
        brand=row.brand,
        company=row.company,
        code=code,
        facts=facts,
        remedies=remedies,
        confirmable=CONFIRM in remedies and row.state == "held",
        since=row.due,
        state="held" if row.state == "held" else "blocked" if row.stage == "send" else "dropped",
        addable=tuple(kind for kind in FACTS if kind in remedies),
        contact=bool(ADDRESSES & set(remedies)),
        address=address,
        page=(shown.get((row.brand, address.lower())) if address else None) or next(iter(hidden), None),
        closed=closed if set(FACTS) & set(remedies) else (),
        hidden=hidden,
    )


def remedies_of(code: str, facts: Mapping[str, Scalar]) -> tuple[str, ...]:
    """Give the codes of what would help: the gate's own, else the house's."""
    told = facts.get("remedy")
    if isinstance(told, str) and told:
        return tuple(told.split(", "))
    return REMEDIES.get(code, ())
