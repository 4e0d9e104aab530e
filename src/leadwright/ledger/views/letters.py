"""Letters as a person reads them: whole text, passport, the decision of the gate, and the planned moment."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from leadwright.domain.decision import Decision
from leadwright.domain.letter import ANSWER, FIRST, Draft
from leadwright.ledger.checks import RULES, value_of
from leadwright.ledger.codec import decode
from leadwright.ledger.decisions import decision_of
from leadwright.ledger.tables import evidence, items, outreach, work

OPEN = ("draft", "held")
RULE = "approval-rule"


@dataclass(frozen=True, slots=True)
class Passport:
    """Where the recipient's address was published."""

    url: str
    way: str
    at: datetime
    snippet: str
    robots: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence of the letter and the page that proves it."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class DraftView:
    """One letter, word for word, with all that decides about it; ``code`` is why its work waits."""

    id: int
    key: str
    brand: str
    touch: int
    kind: str
    to: str
    mailbox: str
    subject: str
    body: str
    language: str
    template: str
    score: int
    status: str
    reason: str | None
    code: str | None
    approved_at: datetime | None
    approved_by: str | None
    passport: Passport | None
    decision: Decision | None
    problems: tuple[str, ...]
    grounds: tuple[Ground, ...]
    slot_at: datetime | None
    due: datetime | None
    message_id: str | None
    sent_at: datetime | None
    answers: str | None  # key of the mail that an answer replies to


def drafts(conn: sa.Connection, status: str = "waiting", *, after: int = 0, limit: int) -> list[DraftView]:
    """Give letters that have not left, in the order of their ids.

    ``waiting`` gives those that wait for a person's approval, ``held`` those that miss something, ``all`` both, the
    approved ones and the follow-ups.
    """
    return views(conn, outreach.c.id > after, *wanted(conn, status), limit=limit)


def wanted(conn: sa.Connection, status: str) -> tuple[sa.ColumnElement[bool], ...]:
    """Say which letters a list of this name holds."""
    if status == "waiting":
        return (outreach.c.status == "draft", outreach.c.approved_at.is_(None), outreach.c.stage.in_(by_hand(conn)))
    return (outreach.c.status.in_(("held",) if status == "held" else OPEN),)


def by_hand(conn: sa.Connection) -> Collection[str]:
    """Give the kinds of letters that a person approves one by one: no rule approves them, and they open a sequence."""
    rules = msgspec.json.decode(value_of(conn, RULE) or "[]", type=list[str])
    return [kind for kind in (FIRST, ANSWER) if RULES[kind] not in rules]


def waiting(conn: sa.Connection) -> int:
    """Count the letters that wait for a person's approval."""
    return conn.scalar(sa.select(sa.func.count()).where(*wanted(conn, "waiting"))) or 0


def waiting_keys(conn: sa.Connection, *, after: int, limit: int) -> Sequence[tuple[int, str]]:
    """Give ids and keys of the letters that wait for a person's approval."""
    asked = sa.select(outreach.c.id, outreach.c.draft).where(outreach.c.id > after, *wanted(conn, "waiting"))
    return [(row.id, row.draft) for row in conn.execute(asked.order_by(outreach.c.id).limit(limit))]


def views(conn: sa.Connection, *conditions: sa.ColumnElement[bool], limit: int | None = None) -> list[DraftView]:
    """Give letters with all that belongs to them: one statement for the letters, one for their passports."""
    asked = (
        sa.select(outreach, items.c.body, work.c.code, work.c.due, work.c.state.label("work_state"))
        .join(items, (items.c.kind == "Draft") & (items.c.key == outreach.c.draft))
        .outerjoin(work, (work.c.stage == "send") & (work.c.key == outreach.c.draft) & (work.c.wake == ""))
        .where(*conditions)
        .order_by(outreach.c.id)
    )
    rows = conn.execute(asked if limit is None else asked.limit(limit)).all()
    proofs = passports(conn, {row.brand for row in rows})
    return [view(row, proofs.get((row.brand, row.recipient.lower()))) for row in rows]


def passports(conn: sa.Connection, brands: Collection[str]) -> dict[tuple[str, str], Passport]:
    """Give the newest evidence of every address of these brands."""
    asked = sa.select(evidence).where(evidence.c.brand.in_(brands)).order_by(evidence.c.at, evidence.c.id.desc())
    return {
        (row.brand, row.address.lower()): Passport(row.url, row.way, row.at, row.snippet, row.robots)
        for row in (conn.execute(asked) if brands else ())
    }


def view(row: sa.Row[Any], passport: Passport | None) -> DraftView:
    """Make the view of one letter."""
    draft = decode(Draft, row.body)
    return DraftView(
        id=row.id,
        key=row.draft,
        brand=row.brand,
        touch=row.touch,
        kind=row.stage,
        to=row.recipient,
        mailbox=row.mailbox,
        subject=draft.subject,
        body=draft.body,
        language=draft.language,
        template=row.template,
        score=draft.score,
        status=row.status,
        reason=row.reason,
        code=row.code if row.work_state in {"ready", "held", "parked"} else None,
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        passport=passport,
        decision=decision_of(row.decision),
        problems=draft.problems,
        grounds=tuple(Ground(ground.sentence, ground.evidence.url) for ground in draft.grounds),
        slot_at=row.slot_at,
        due=row.due if row.work_state == "ready" else None,
        message_id=row.message_id,
        sent_at=row.sent_at,
        answers=draft.answers,
    )
