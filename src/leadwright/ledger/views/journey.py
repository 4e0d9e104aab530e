"""The whole story of a lead, or of a site that never became one: every step with its time, reason, facts and evidence.

Who is meant is found first: a domain, an address, a URL or a sighting's key leads to all names of one brand and to
the sightings it was seen by. Their events in order are the journey; what each run gave is read from the stored items.
A watch has a journey too: its looks, and why they failed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.errors import Scalar
from leadwright.domain.lead import Sighting
from leadwright.ledger.codec import decode, facts_of
from leadwright.ledger.rows import literal
from leadwright.ledger.tables import events, holds, items, leads, messages, outreach, work
from leadwright.ledger.validity import known
from leadwright.ledger.views.letters import DraftView, views
from leadwright.ledger.views.names import Names, names_of
from leadwright.ledger.views.people import why_stopped
from leadwright.ledger.views.shown import Shown, gifts, told
from leadwright.ledger.views.standing import Standing, standing

LONGEST = 2000  # steps of one journey that are shown, the newest
ORDER = ("parse", "extract", "dedupe", "enrich", "personalize", "send", "sweep", "track", "qualify", "crm")


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened.

    ``type`` is done, dropped, later, held, failed or parked for a run, ``arrived`` for a mail, else what a person or
    the house did: approved, released, suppressed, doubt, settled ... ``gave`` are the items that a run gave, with
    what they say and where it was read.
    """

    at: datetime
    stage: str
    type: str
    code: str
    facts: Mapping[str, Scalar]
    key: str
    cause: str
    gave: tuple[Shown, ...] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """Work that is still to do; held work waits for a person, ready work for ``due``."""

    stage: str
    key: str
    state: str
    due: datetime
    code: str | None
    facts: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was last learnt of the lead's address: valid, unknown or invalid, why (codes), and ``age`` in seconds."""

    address: str
    verdict: str
    reasons: tuple[str, ...]
    at: datetime
    age: float


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything that is known of one brand or site; without steps it was never seen, or was erased."""

    asked: str
    brand: str | None
    names: tuple[str, ...]
    state: str | None  # None where it never became a lead
    reason: str | None
    company: str | None
    email: str | None
    steps: tuple[Step, ...]
    letters: tuple[DraftView, ...]
    pending: tuple[Pending, ...]
    silent: tuple[str, ...]  # keys of mails that keep the brand silent
    stopped: str | None  # why nothing may be sent to it any more
    standing: Standing
    known: bool  # whether there is anything to tell, be it only that they were erased or must never be written to
    validity: Checked | None = None  # None where there is no address, or nobody has asked


def journey(conn: sa.Connection, asked: str, *, key: bytes, now: datetime) -> Journey:
    """Tell the whole journey of a domain, an address, a URL, a sighting's key or a watch."""
    who = names_of(conn, asked)
    lead = conn.execute(sa.select(leads).where(leads.c.brand.in_(who.brands)).order_by(leads.c.id).limit(1)).first()
    theirs = [*seen(conn, who), *happened(conn, who), *arrived(conn, who)]
    steps = [*theirs, *looked(conn, asked)]
    steps.sort(key=lambda step: (step.at, ORDER.index(step.stage) if step.stage in ORDER else len(ORDER)))
    letters = views(conn, outreach.c.brand.in_(who.brands))
    stands = standing(conn, asked, brands=who.brands, email=lead.email if lead else None, key=key)
    silent = sa.select(holds.c.mail).where(holds.c.brand.in_(who.brands)).order_by(holds.c.since)
    return Journey(
        asked=asked,
        brand=lead.brand if lead else (who.brands[0] if theirs else None),
        names=who.brands if theirs else (),
        state=lead.state if lead else None,
        reason=lead.reason if lead else None,
        company=lead.company if lead else None,
        email=lead.email if lead else None,
        steps=tuple(steps),
        letters=tuple(letters),
        pending=pending(conn, who),
        silent=tuple(dict.fromkeys(conn.scalars(silent))),
        stopped=stopped(conn, who, asked, lead, key),
        standing=stands,
        known=bool(steps) or stands.known,
        validity=checked(conn, lead.email, now) if lead and lead.email else None,
    )


def checked(conn: sa.Connection, address: str, now: datetime) -> Checked | None:
    """Give the last verdict on an address."""
    last = known(conn, [address]).get(address)
    return Checked(address, last.verdict, last.reasons, last.at, (now - last.at).total_seconds()) if last else None


def stopped(conn: sa.Connection, who: Names, asked: str, lead: sa.Row[Any] | None, key: bytes) -> str | None:
    """Say why nothing may be sent to the address that was asked about, to the lead's, or to the brand."""
    addresses = [asked] if "@" in asked else [lead.email] if lead and lead.email else []
    addresses += [f"@{brand}" for brand in who.brands if "/" not in brand]
    return next((why for address in addresses if (why := why_stopped(conn, key, address.lower()))), None)


def seen(conn: sa.Connection, who: Names) -> list[Step]:
    """Tell who was seen where: the first step, from the sightings themselves."""
    asked = sa.select(items.c.body).where(items.c.kind == "Sighting", items.c.key.in_(who.sightings))
    found = []
    for body in conn.scalars(asked):
        shown, moment = told("Sighting", body), decode(Sighting, body).seen
        watch = str(shown.facts.get("watch", shown.facts["source"]))
        found.append(Step(moment, "parse", "done", "", {}, watch, "", (shown,)))
    return found


def happened(conn: sa.Connection, who: Names) -> list[Step]:
    """Tell the events of the brand's names and of its sightings' keys, with what each run gave."""
    chosen = sa.union(
        sa.select(events.c.id).where(events.c.brand.in_(who.brands)),
        sa.select(events.c.id).where(events.c.key.in_(who.sightings)),
    )
    asked = sa.select(events).where(events.c.id.in_(chosen)).order_by(events.c.id.desc()).limit(LONGEST)
    return steps_of(conn, [row for row in reversed(conn.execute(asked).all()) if row.stage != "parse"])


def looked(conn: sa.Connection, watch: str) -> list[Step]:
    """Tell the looks of a watch."""
    asked = sa.select(events).where(events.c.key == watch, events.c.stage == "parse")
    return steps_of(conn, list(reversed(conn.execute(asked.order_by(events.c.id.desc()).limit(LONGEST)).all())))


def steps_of(conn: sa.Connection, rows: Sequence[sa.Row[Any]]) -> list[Step]:
    """Read events as steps, with what each run gave."""
    metas = [meta_of(row.meta) for row in rows]
    given = gifts(conn, {(row.stage, key) for row, meta in zip(rows, metas, strict=True) for key in meta.gave})
    return [
        Step(
            at=row.ts,
            stage=row.stage or "",
            type=row.type,
            code=meta.code,
            facts=meta.facts,
            key=row.key or "",
            cause=row.cause or "",
            gave=tuple(given[row.stage, key] for key in meta.gave if (row.stage, key) in given),
            fault=meta.fault,
        )
        for row, meta in zip(rows, metas, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Meta:
    """What an event says beside its columns."""

    code: str
    facts: Mapping[str, Scalar]
    gave: Sequence[str] = ()
    fault: str | None = None


def meta_of(text: str) -> Meta:
    """Read an event's meta: a run's code, facts and keys, or the plain facts of what a person or the house did."""
    said = decode(dict[str, Any], text)
    if "gave" in said:
        return Meta(said["code"], said["facts"], said["gave"], said.get("fault"))
    return Meta(str(said.pop("code", "")), said)


def arrived(conn: sa.Connection, who: Names) -> list[Step]:
    """Tell the mails that came."""
    mails = sa.select(messages).where(messages.c.brand.in_(who.brands), messages.c.direction == "in")
    return [
        Step(
            at=row.ts,
            stage="sweep",
            type="arrived",
            code="",
            facts={"from": row.sender, "subject": row.subject, "mailbox": row.mailbox, "answers": row.sent},
            key=row.message_id,
            cause="",
        )
        for row in conn.execute(mails.order_by(messages.c.id))
    ]


def pending(conn: sa.Connection, who: Names) -> tuple[Pending, ...]:
    """Give the work that is not ended, the next first; of follow-ups only what is submitted."""
    waits = work.c.state.in_([literal("ready"), literal("held")])
    asked = sa.select(work).where(waits, work.c.brand.in_(who.brands)).order_by(work.c.due, work.c.id)
    parked = sa.select(work).where(work.c.stage == "extract", work.c.key.in_(who.sightings), work.c.state == "parked")
    rows = [*conn.execute(parked), *conn.execute(asked)]
    return tuple(Pending(row.stage, row.key, row.state, row.due, row.code, facts_of(row.facts)) for row in rows)
