"""What an item says, in a few facts, and where each of them was read."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.errors import Scalar
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.lead import Contact, Lead, Prospect, Sighting
from leadwright.domain.letter import Deal, Draft, Reply, Sent, Verdict
from leadwright.ledger.codec import decode
from leadwright.ledger.tables import items
from leadwright.ledger.views.stored import AT_ONCE

GIVES: Mapping[str, str] = {
    "parse": "Sighting",
    "extract": "Contact",
    "dedupe": "Lead",
    "enrich": "Prospect",
    "personalize": "Draft",
    "send": "Sent",
    "track": "Reply",
    "qualify": "Verdict",
    "crm": "Deal",
}
MANY = {
    "phones": "phone",
    "socials": "profile",
    "stack": "tool",
    "markets": "stall",
    "numbers": "number",
    "shows": "show",
}
READ = ("contact_name", "legal_name", "legal_form", "postal", "platform", "country", "hero", "finding", "refusal")


@dataclass(frozen=True, slots=True)
class Proof:
    """One fact with the place where it was read."""

    what: str
    value: str
    url: str
    at: datetime
    way: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One item in a few facts."""

    kind: str
    key: str
    facts: Mapping[str, Scalar]
    proofs: tuple[Proof, ...] = ()


def gifts(conn: sa.Connection, given: Collection[tuple[str, str]]) -> Mapping[tuple[str, str], Shown]:
    """Give what runs gave, by stage and the item's key, as it is stored now."""
    keys: dict[str, list[str]] = defaultdict(list)
    for stage, key in sorted(given):
        keys[stage].append(key)
    found: dict[tuple[str, str], Shown] = {}
    for stage in keys.keys() & GIVES.keys():
        for n in range(0, len(keys[stage]), AT_ONCE):
            asked = sa.select(items.c.key, items.c.body).where(
                items.c.kind == GIVES[stage], items.c.key.in_(keys[stage][n : n + AT_ONCE])
            )
            found |= {(stage, row.key): told(GIVES[stage], row.body) for row in conn.execute(asked)}
    return found


def told(kind: str, body: str) -> Shown:
    """Read a stored item and say what it says."""
    of, tell = TELLS[kind]
    item = decode(of, body)
    facts, proofs = tell(item)
    plain = {name: value for name, value in facts.items() if value not in {None, ""}}
    return Shown(kind, item.key, plain, tuple(proofs))


Told = tuple[Mapping[str, Scalar], list[Proof]]


def proof(what: str, value: str, evidence: Evidence) -> Proof:
    """Say where a value was read."""
    return Proof(what, value, evidence.url, evidence.at, evidence.way, evidence.snippet)


def sighting(one: Sighting) -> Told:
    """Tell who was seen where."""
    post = {"source": one.source, "post": one.url, "title": one.title, "site": one.site, "terms": one.terms}
    worth = ", ".join(f"{factor.name} {factor.points:+}" for factor in one.factors)
    said = {"posted": one.at.isoformat(), "watch": one.watch, "said": ", ".join(one.said)}
    return {**post, **said, "worth": worth or None}, []


def contact(one: Contact) -> Told:
    """Tell what a site offers: every address with the code that decided about it, forms, hidden addresses."""
    refused = [f"{address.address} ({address.why})" for address in one.addresses if not address.usable]
    facts: dict[str, Scalar] = {
        "site": one.site,
        "best": one.best.address if one.best else None,
        "why": one.best.why if one.best else None,
        "usable": sum(address.usable for address in one.addresses),
        "not-usable": ", ".join(refused),
        "hidden": len(one.hidden) or None,
        "forms": ", ".join(sorted({form.kind for form in one.forms})),
        "unread": ", ".join(one.unread),
    }
    return facts, [proof("address", address.address, address.evidence) for address in one.addresses]


def lead(one: Lead) -> Told:
    """Tell who became a lead, at which address, what was learnt of it, and which better ones were passed over."""
    address, passed = one.address, [f"{bad.address} ({', '.join(bad.validity.proofs)})" for bad in one.passed]
    facts = {"brand": one.brand, "site": one.site, "email": address.address if address else None}
    facts |= {"source": one.source, "terms": one.terms, "passed": ", ".join(passed)}
    if one.validity:
        facts |= {"verdict": one.validity.verdict, "reasons": ", ".join(one.validity.reasons)}
        facts |= {"asked": one.validity.at.isoformat()}
    return facts, [proof("address", address.address, address.evidence)] if address else []


def prospect(one: Prospect) -> Told:
    """Tell what is known of a business, why it fits, and where each fact was read."""
    known: list[tuple[str, Fact]] = [("company", one.company)]
    known += [(name, fact) for name in READ if (fact := getattr(one, name)) is not None]
    known += [("country-sign", sign) for sign in one.country_signs]
    facts: dict[str, Scalar] = {name: fact.value for name, fact in known if name != "country-sign"}
    fit = ", ".join(f"{factor.name} {factor.points:+}" for factor in one.factors)
    facts |= {"kind": one.kind, "icp": one.icp, "score": one.score, "fit": fit, "playbook": one.playbook}
    facts |= {"niche": one.niche, "language": one.language, "products": len(one.products) or None}
    facts |= {"team_size": one.team_size, "currency": one.currency}
    facts |= {names: ", ".join(fact.value for fact in getattr(one, names)) for names in MANY}
    known += [(name, fact) for names, name in MANY.items() for fact in getattr(one, names)]
    return facts, [proof(name, fact.value, fact.evidence) for name, fact in known]


def draft(one: Draft) -> Told:
    """Tell which letter was written, and what each of its sentences rests on."""
    facts = {"kind": one.kind, "to": one.to, "subject": one.subject, "template": one.template, "mailbox": one.mailbox}
    grounds = [proof("sentence", ground.sentence, ground.evidence) for ground in one.grounds]
    return {**facts, "problems": ", ".join(one.problems)}, grounds


def sent(one: Sent) -> Told:
    """Tell what left."""
    facts: dict[str, Scalar] = {
        "kind": one.kind,
        "touch": one.touch,
        "mailbox": one.mailbox,
        "message-id": one.message_id,
    }
    later = {"next": one.next, "next-at": one.next_at.isoformat() if one.next_at else None}
    return {**facts, "sent": one.at.isoformat(), **later}, []


def reply(one: Reply) -> Told:
    """Tell what a mail was understood as, and the words that decided."""
    facts = {"tag": one.tag, "category": one.category, "words": ", ".join(one.words), "from": one.sender}
    until = one.until.isoformat() if one.until else None
    return {**facts, "text": one.text, "stops": one.stops, "until": until, "referred": one.referred}, []


def verdict(one: Verdict) -> Told:
    """Tell what an answer is worth and what comes next."""
    facts = {"move": one.move, "niche": one.niche, "routine": one.routine, "budget": one.budget, "timing": one.timing}
    return {**facts, "missing": ", ".join(one.missing), "answer": one.answer.key if one.answer else None}, []


def deal(one: Deal) -> Told:
    """Tell how far a conversation has come."""
    return {"stage": one.stage, "since": one.since.isoformat(), "note": one.note}, []


TELLS: Mapping[str, tuple[type[Any], Callable[[Any], Told]]] = {
    "Sighting": (Sighting, sighting),
    "Contact": (Contact, contact),
    "Lead": (Lead, lead),
    "Prospect": (Prospect, prospect),
    "Draft": (Draft, draft),
    "Sent": (Sent, sent),
    "Reply": (Reply, reply),
    "Verdict": (Verdict, verdict),
    "Deal": (Deal, deal),
}
