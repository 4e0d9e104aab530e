"""What an item shows in the tables that people query: each kind writes its rows in bulk, beside the item itself.

A letter that was claimed is a fact and never changes: a new reading of its brand leaves both its item and its row as
they are. One that a person approved loses the approval when its words, its recipient or its mailbox change.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from leadwright.chain import Item
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Lead, Prospect
from leadwright.domain.letter import Draft, Reply
from leadwright.ledger.codec import decode, encode
from leadwright.ledger.facts import any_added, corrected
from leadwright.ledger.journal import ready
from leadwright.ledger.passports import keep_passports
from leadwright.ledger.rows import add, among, insert, put, run
from leadwright.ledger.tables import items, leads, messages, outreach, seen
from leadwright.writing.elements import MISSING

OPEN = ("draft", "held", "blocked")  # a letter in any other status is a fact
UNPROVED = "unproved"


@dataclass(frozen=True, slots=True)
class Given:
    """An item to store and the brand it belongs to, where known."""

    item: Item
    brand: str | None


def keep(conn: sa.Connection, given: Sequence[Given], *, now: datetime) -> None:
    """Store items with all they show, in the caller's transaction; a later reading replaces an older one."""
    given = with_corrections(conn, without_facts(conn, given, now))
    rows = [
        {"kind": type(g.item).__name__, "key": g.item.key, "brand": g.brand, "body": encode(g.item), "at": now}
        for g in given
    ]
    put(conn, items, rows, keys=("kind", "key"))
    for kind, show in SHOWS.items():
        if shown := [g.item for g in given if type(g.item) is kind]:
            show(conn, shown, now)


def with_corrections(conn: sa.Connection, given: Sequence[Given]) -> Sequence[Given]:
    """Let what people added to a business stand above what was read of it, whenever it is read."""
    if not any(isinstance(g.item, Prospect) for g in given) or not any_added(conn):
        return given
    return [replace(g, item=corrected(conn, g.item)) if isinstance(g.item, Prospect) else g for g in given]


def without_facts(conn: sa.Connection, given: Sequence[Given], now: datetime) -> Sequence[Given]:
    """Leave out the letters that are facts already; of those that change, take approvals back and ask again.

    What waits again is a letter that lacked an element: its new words may show it.
    """
    drafts = {g.item.key: g.item for g in given if isinstance(g.item, Draft)}
    if not drafts:
        return given
    old = conn.execute(
        sa.select(outreach.c.draft, outreach.c.status, outreach.c.approved_at, items.c.body)
        .join(items, (items.c.kind == "Draft") & (items.c.key == outreach.c.draft))
        .where(outreach.c.draft.in_(list(drafts)))
    ).all()
    facts = {row.draft for row in old if row.status not in OPEN}
    changed = [row for row in old if row.draft not in facts and differs(row.body, drafts[row.draft])]
    if approved := [row.draft for row in changed if row.approved_at is not None]:
        lost = sa.update(outreach).where(outreach.c.draft.in_(approved))
        conn.execute(lost.values(approved_at=None, approved_by=None))
    if changed:
        ready(conn, now=now, codes=(MISSING,), keys=[row.draft for row in changed])
    return [g for g in given if g.item.key not in facts or not isinstance(g.item, Draft)]


def differs(body: str, draft: Draft) -> bool:
    """Say whether a person who approved the stored letter would be surprised by this one."""
    old = decode(Draft, body)
    return (old.to, old.mailbox, old.subject, old.body) != (draft.to, draft.mailbox, draft.subject, draft.body)


def show_leads(conn: sa.Connection, found: Sequence[Lead], now: datetime) -> None:
    """Write the lead's row, the passport of its address, and which source saw it under which terms."""
    rows = [
        {
            "brand": lead.brand,
            "source": lead.source,
            "email": lead.address.address if lead.address else None,
            "website": lead.site,
            "created_at": lead.created,
            "updated_at": now,
        }
        for lead in found
    ]
    run(conn, lead_row(conn.dialect.name), rows)
    keep_passports(conn, [passport(lead) for lead in found if lead.address])
    sights = [
        {"brand": x.brand, "sighting": x.sighting, "source": x.source, "terms": x.terms, "ts": now} for x in found
    ]
    add(conn, seen, sights)


@cache
def lead_row(dialect: str) -> sa.Executable:
    """Insert a lead; who found it first and when stays."""
    fresh = insert(dialect, leads)
    again = {name: fresh.excluded[name] for name in ("email", "website", "updated_at")}
    return fresh.on_conflict_do_update(index_elements=["brand"], set_=again)


def passport(lead: Lead) -> Mapping[str, Any]:
    """Give the evidence of a lead's address as a row."""
    assert lead.address
    proof = lead.address.evidence
    return {
        "address": lead.address.address,
        "brand": lead.brand,
        "url": proof.url,
        "at": proof.at,
        "way": proof.way,
        "snippet": proof.snippet,
        "sha256": proof.sha256,
        "robots": proof.robots,
        "source": lead.source,
        "terms": lead.terms,
        "status": proof.status,
    }


PROSPECT_ROW = sa.update(leads).where(leads.c.brand == sa.bindparam("of"))


def show_prospects(conn: sa.Connection, known: Sequence[Prospect], now: datetime) -> None:
    """Write what is known of the business into its lead's row."""
    rows = [
        {
            "of": one.brand,
            "company": one.company.value,
            "contact_name": value_of(one.contact_name),
            "tech_stack": value_of(one.platform),
            "country": value_of(one.country),
            "kind": one.kind,
            "icp": one.icp,
            "playbook": one.playbook,
            "language": one.language,
            "score": one.score,
            "updated_at": now,
        }
        for one in known
    ]
    run(conn, PROSPECT_ROW, rows)


def value_of(fact: Fact | None) -> str | None:
    """Give the value of a fact, where there is one."""
    return fact.value if fact else None


def show_drafts(conn: sa.Connection, drafts: Sequence[Draft], now: datetime) -> None:
    """Write the letter's row; one with problems is held."""
    rows = [
        {
            "of": one.brand,
            "brand": one.brand,
            "draft": one.key,
            "touch": one.touch,
            "stage": one.kind,
            "template": one.template,
            "mailbox": one.mailbox,
            "recipient": one.to,
            "subject": one.subject,
            "status": "held" if one.problems else "draft",
            "reason": UNPROVED if one.problems else None,
            "created_at": now,
        }
        for one in drafts
    ]
    run(conn, draft_row(conn.dialect.name), rows)


@cache
def draft_row(dialect: str) -> sa.Executable:
    """Insert a letter of a known lead; one that is open takes the new words, and stays held for any other reason."""
    fresh = insert(dialect, outreach)
    lead = sa.select(leads.c.id).where(leads.c.brand == sa.bindparam("of")).scalar_subquery()
    moves = fresh.excluded.status == "held", (outreach.c.status == "held") & (outreach.c.reason == UNPROVED)
    again = {
        **{name: fresh.excluded[name] for name in ("stage", "template", "mailbox", "recipient", "subject")},
        **{
            name: sa.case((sa.or_(*moves), fresh.excluded[name]), else_=outreach.c[name])
            for name in ("status", "reason")
        },
    }
    return fresh.values(lead_id=lead).on_conflict_do_update(
        index_elements=["draft"], set_=again, where=among(outreach.c.status, *OPEN)
    )


REPLY_ROW = sa.update(messages).where(messages.c.message_id == sa.bindparam("of"))


def show_replies(conn: sa.Connection, replies: Sequence[Reply], now: datetime) -> None:  # noqa: ARG001
    """Write what the mail was understood as."""
    run(conn, REPLY_ROW, [{"of": one.mail, "tag": one.tag, "category": one.category} for one in replies])


SHOWS: Mapping[type, Callable[..., None]] = {
    Lead: show_leads,
    Prospect: show_prospects,
    Draft: show_drafts,
    Reply: show_replies,
}
