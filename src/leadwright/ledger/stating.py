"""A person states a fact of a business, or an address of it: stored with its event, and what waits is decided anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from leadwright.consequences import Join, Submit
from leadwright.domain.brand import Tie
from leadwright.domain.errors import Scalar, UserError
from leadwright.domain.evidence import Fact
from leadwright.domain.identity import normal
from leadwright.domain.lead import Address, Lead, Prospect
from leadwright.domain.letter import ANSWER
from leadwright.domain.masking import masked_facts
from leadwright.domain.stated import COUNTRY
from leadwright.domain.validity import Validity
from leadwright.ledger import beside
from leadwright.ledger.brands import LEFT, published, same_brand
from leadwright.ledger.cases import stored
from leadwright.ledger.codec import encode
from leadwright.ledger.erased import is_erased
from leadwright.ledger.guard import before_a_stop
from leadwright.ledger.letters import draft_of
from leadwright.ledger.passports import vouch
from leadwright.ledger.projections import OPEN, Given, keep, passport
from leadwright.ledger.rows import among
from leadwright.ledger.sequels import written_first
from leadwright.ledger.suppression import a_person_stopped, is_suppressed
from leadwright.ledger.tables import events, facts, items, leads, outreach
from leadwright.ledger.views.brand import known_as
from leadwright.ledger.views.held import refusing
from leadwright.ledger.waking import ask_again

OVER = ("stopped", "replied", "deal")  # states of a lead in which nothing cold is written any more
FACT, CONTACT = "fact-added", "contact-added"  # types of the events


@dataclass(frozen=True, slots=True)
class Known:
    """A lead that a person means: the name whose letters count, and all names of its brand."""

    brand: str
    names: tuple[str, ...]

    @property
    def domains(self) -> tuple[str, ...]:
        """Its own domains; a brand on a platform has none."""
        return tuple(name for name in self.names if "/" not in name)


@dataclass(frozen=True, slots=True)
class Stated:
    """An address that a person read somewhere; ``name`` is whose it is, where they said so."""

    address: Address
    words: str
    readable: bool  # the page shows it to programs too
    validity: Validity | None = None
    name: Fact | None = None


def known(conn: sa.Connection, who: str) -> Known:
    """Find the lead that a domain, a URL or an address stands for; UserError says what to do where there is none."""
    site = known_as(conn, who)
    if site is None:
        raise UserError(
            f"nobody is known by the name {who}: 'leadwright leads' lists who is, and 'leadwright add URL' lets a site "
            "be read first"
        )
    names = same_brand(conn, site)
    with_lead = set(conn.scalars(sa.select(leads.c.brand).where(leads.c.brand.in_(names))))
    if not with_lead:
        raise UserError(
            f"{site} did not become a lead, so there is nothing to add to: 'leadwright why {site}' tells why"
        )
    first = written_first(conn, names)
    brand = first if first and first in with_lead else next(name for name in names if name in with_lead)
    return Known(brand, names)


def refuse_stopped(conn: sa.Connection, who: Known, key: bytes, *, address: str = "") -> None:
    """Refuse to keep anything of who is never to be written to, or was erased; UserError."""
    why = is_suppressed(conn, key, address=address, brand=who.brand, also=who.names)
    why = why or a_person_stopped(conn, key, published(conn, who.names))
    if why or is_erased(conn, key, addresses=[address] if address else [], brands=who.names):
        named = "this address" if address and not _stopped(conn, who, key) else who.brand
        raise UserError(f"{named} is on the list of those never to be written to: nothing is added, and nothing leaves")


def _stopped(conn: sa.Connection, who: Known, key: bytes) -> bool:
    return bool(is_suppressed(conn, key, address="", brand=who.brand, also=who.names))


def refuse_refusing(conn: sa.Connection, who: Known) -> None:
    """Refuse an address of who refuses advertising; UserError with their words."""
    reads = (stored(conn, Prospect, name) for name in who.names)
    said = next((read.refusal.value for read in reads if read and read.refusal), None)
    if said is not None or refusing(conn, who.names):
        told = f' ("{said}")' if said else ""
        raise UserError(f"the pages of {who.brand} refuse advertising{told}: nobody is written to there")


def refuse_late(conn: sa.Connection, who: Known, to: str) -> None:
    """Refuse another address for a sequence that has begun, or is over; UserError."""
    letters = outreach.c.brand.in_(who.names), outreach.c.stage != ANSWER
    left = conn.scalars(sa.select(outreach.c.recipient).where(*letters, among(outreach.c.status, *LEFT)))
    if any(normal(recipient) != normal(to) for recipient in left):
        raise UserError(
            f"a letter to {who.brand} has left already: its follow-ups go where the first one went, and there is one "
            "sequence in twelve months"
        )
    state = conn.scalar(sa.select(leads.c.state).where(leads.c.brand == who.brand))
    if state in OVER:
        raise UserError(f"the sequence to {who.brand} is over ({state}): 'leadwright why {who.brand}' tells why")


def refuse(conn: sa.Connection, who: Known, to: str, *, key: bytes) -> None:
    """Refuse an address that cannot be kept for a brand, whatever its page says; UserError."""
    refuse_stopped(conn, who, key, address=to)
    refuse_refusing(conn, who)
    refuse_late(conn, who, to)


def add_fact(
    conn: sa.Connection, who: Known, said: Mapping[str, str | None], *, by: str, now: datetime, key: bytes
) -> int:
    """Store a fact (kind, value, url, words) and let what waits be decided anew; give how many letters are."""
    refuse_stopped(conn, who, key)
    row = {**said, "brand": who.brand, "by": by, "at": now}
    number = conn.execute(facts.insert().values(row)).inserted_primary_key[0]  # type: ignore[index]
    told = {"kind": said["kind"], "value": said["value"], "page": said["url"], "words": said["words"]}
    _note(conn, FACT, who.brand, told, by=by, now=now)
    for name in who.names:
        if said["kind"] == COUNTRY:
            _change(conn, name, country=said["value"])
        if read := stored(conn, Prospect, name):
            keep(conn, [Given(read, name)], now=now)  # with what people added to it
    _write_anew(conn, who, wake=f"fact {number}", by=by, now=now, key=key)
    return ask_again(conn, who.names, now=now)


def add_contact(conn: sa.Connection, who: Known, said: Stated, *, by: str, now: datetime, key: bytes) -> int:
    """Let the letters of a brand go to an address that a person read; give how many are asked about.

    Letters that wait go there from now on, and are written anew; where there were none they are written.
    """
    before_a_stop(conn)  # what ties brands may carry a stop over
    to = said.address.address
    refuse(conn, who, to, key=key)
    who = _joined(conn, who, said.address, by=by, now=now, key=key)
    lead = stored(conn, Lead, who.brand)
    assert lead is not None  # a lead's row is written from its item
    lead = replace(lead, address=said.address, validity=said.validity, passed=())
    keep(conn, [Given(lead, who.brand)], now=now)
    vouch(conn, passport(lead))
    _change(conn, who.brand, to=to)
    back = leads.c.brand == who.brand, leads.c.state == "dropped"
    conn.execute(leads.update().where(*back).values(state="found", reason=None, updated_at=now))
    told: Mapping[str, Scalar] = {
        "page": said.address.evidence.url,
        "readable": said.readable,
        "kind": said.address.kind,
        "words": said.words,
    }
    _note(conn, CONTACT, who.brand, told, by=by, now=now)
    read, wake = stored(conn, Prospect, who.brand), f"contact {now.isoformat()}"
    if read is None:
        beside.apply(
            conn, [Submit("enrich", who.brand, wake=wake, brand=who.brand)], now=now, cause=by, database_key=key
        )
    else:
        read = replace(read, address=said.address, contact_name=_whose(read, said), passed=())
        keep(conn, [Given(read, who.brand)], now=now)
        _write_anew(conn, who, wake=wake, by=by, now=now, key=key)
    return ask_again(conn, who.names, now=now)


def _joined(conn: sa.Connection, who: Known, address: Address, *, by: str, now: datetime, key: bytes) -> Known:
    """Tie an address to its brand, as any that a page shows; UserError where that makes it the brand of others.

    Whoever has the same address is the same business: its stops count here, and it gets one sequence.
    """
    proof, kind = address.evidence, "freemail" if address.kind == "freemail" else "address"
    joins = Join(who.brand, (Tie(normal(address.address), kind, proof.url, proof.sha256),))
    beside.apply(conn, [joins], now=now, cause=by, database_key=key)
    now_one = Known(who.brand, same_brand(conn, who.brand))
    refuse(conn, now_one, address.address, key=key)
    first = written_first(conn, now_one.names)
    if first is not None and first != who.brand:
        raise UserError(f"this address is that of {first} too, so both are one brand, and the letters to {first} count")
    return now_one


def _whose(read: Prospect, said: Stated) -> Fact | None:
    """Give the name to greet: as the person said; that which was read does not greet another person's address."""
    same = read.address is not None and normal(read.address.address) == normal(said.address.address)
    return said.name or (read.contact_name if same or said.address.kind == "generic" else None)


def _write_anew(conn: sa.Connection, who: Known, *, wake: str, by: str, now: datetime, key: bytes) -> None:
    """Let the letters of a brand be written by what is known now, where there is anybody to write to."""
    read = stored(conn, Prospect, who.brand)
    over = conn.scalar(sa.select(leads.c.state).where(leads.c.brand == who.brand)) in OVER
    if read is not None and read.address is not None and read.refusal is None and not over:
        anew = Submit("personalize", who.brand, wake=wake, brand=who.brand)
        beside.apply(conn, [anew], now=now, cause=by, database_key=key)


def _change(conn: sa.Connection, brand: str, *, to: str | None = None, country: str | None = None) -> None:
    """Let the cold letters that wait go elsewhere, or by another country's clock, before they are written anew.

    So that nothing leaves meanwhile to whom it was not meant for. An approval was of a letter to somebody else.
    """
    cold = outreach.c.brand == brand, among(outreach.c.status, *OPEN), outreach.c.stage != ANSWER
    for row in conn.execute(sa.select(outreach).where(*cold).order_by(outreach.c.id).with_for_update()).all():
        draft = draft_of(conn, row.draft)
        if draft is None:
            continue
        moved = to is not None and to != row.recipient
        changed = replace(draft, to=to or draft.to, country=country or draft.country)
        if changed == draft:
            continue
        this = items.c.kind == "Draft", items.c.key == row.draft
        conn.execute(items.update().where(*this).values(body=encode(changed)))
        lost = {"approved_at": None, "approved_by": None, "decision": None} if moved else {}
        conn.execute(
            outreach.update().where(outreach.c.id == row.id).values(recipient=changed.to, slot_at=None, **lost)
        )


def _note(conn: sa.Connection, kind: str, brand: str, told: Mapping[str, Scalar], *, by: str, now: datetime) -> None:
    """Write the event; it names no address."""
    lead = conn.scalar(sa.select(leads.c.id).where(leads.c.brand == brand))
    said = {name: value for name, value in told.items() if value not in (None, "")}
    row = {"type": kind, "meta": encode(masked_facts(said)), "ts": now, "brand": brand, "lead_id": lead, "cause": by}
    conn.execute(events.insert().values(row))
