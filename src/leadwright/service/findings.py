"""What was found and done, as plain data: for the judge of the demo, and for whoever checks the house from outside."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Contact, Prospect, Sighting
from leadwright.domain.letter import Deal, Reply, Verdict
from leadwright.ledger.checks import House
from leadwright.ledger.views import fates, mailable, mails, people
from leadwright.ledger.views.ends import ends
from leadwright.ledger.views.stored import every

Rows = list[dict[str, Any]]


def findings(conn: sa.Connection, house: House, *, addresses: Sequence[str], now: datetime) -> dict[str, Any]:
    """Give all findings as JSON-able data; ``addresses`` are asked about whether they are suppressed."""
    return {
        "sightings": [{"source": x.source, "url": x.url, "site": x.site} for x in every(conn, Sighting)],
        "contacts": [contact(x) for x in every(conn, Contact)],
        "leads": [asdict(lead) for lead in fates.known(conn)],
        "prospects": [prospect(x) for x in every(conn, Prospect)],
        "letters": [letter(x) for x in fates.fates(conn)],
        "gate": gate(conn, house, now=now),
        "replies": replies(conn),
        "verdicts": [{"brand": x.brand, "reply": x.reply, "kind": x.move} for x in every(conn, Verdict)],
        "deals": [{"brand": x.brand, "stage": x.stage} for x in every(conn, Deal)],
        "ends": ended(conn),
        "suppressed": [address for address in addresses if people.why_stopped(conn, house.key, address)],
        "mailboxes": [
            {"name": box.name, "address": box.address, "cap": box.cap, "zone": box.zone}
            for box in house.operator.mailboxes
        ],
    }


def contact(one: Contact) -> dict[str, Any]:
    """Give a contact with every address that was read, usable or not."""
    return {
        "site": one.site,
        "best": one.best.address if one.best else None,
        "addresses": [{"address": a.address, "usable": a.usable, "why": a.why} for a in one.addresses],
        "hidden": len(one.hidden),
        "forms": [form.kind for form in one.forms],
    }


def prospect(one: Prospect) -> dict[str, Any]:
    """Give what is known of a business; null where nothing is proved."""
    return {
        "brand": one.brand,
        "kind": one.kind,
        "company": one.company.value,
        "contact_name": value_of(one.contact_name),
        "platform": value_of(one.platform),
        "country": value_of(one.country),
        "language": one.language,
        "hero": value_of(one.hero),
        "icp": one.icp,
    }


def letter(one: fates.Fate) -> dict[str, Any]:
    """Give a letter with its fate."""
    row = asdict(one)
    del row["id"]
    return row | {"sent_at": one.sent_at.isoformat() if one.sent_at else None}


def replies(conn: sa.Connection) -> Rows:
    """Give what mails were understood as; ``at`` is when each was stored, from then on its brand was silent."""
    stored = mails.stored_at(conn)
    return [
        {
            "message_id": one.mail,
            "brand": one.brand,
            "tag": one.tag,
            "category": one.category,
            "at": stored.get(one.mail, one.at).isoformat(),
        }
        for one in every(conn, Reply)
    ]


def ended(conn: sa.Connection) -> Rows:
    """Give every run that ended without a result, and the brand or site that it was about."""
    sites = {one.key: one.site for one in every(conn, Sighting)}
    return [
        {
            "brand": one.brand or sites.get(one.key) or one.key.partition(" ")[0],
            "stage": one.stage,
            "type": one.type,
            "code": one.code,
            "facts": dict(one.facts),
        }
        for one in ends(conn)
    ]


def gate(conn: sa.Connection, house: House, *, now: datetime) -> Rows:
    """Give what the gate says of every brand that fits and has a usable address."""
    return [
        {"brand": one.brand, "decision": one.decision.action, "code": one.decision.code}
        for one in mailable.gated(conn, house.tables, house.stance, now=now)
    ]


def value_of(fact: Fact | None) -> str | None:
    """Give the value of a fact, where there is one."""
    return fact.value if fact else None
