"""Erases a person with their brand: what is left are keyed hashes and dates (GDPR Art. 17).

The order matters. First the ledger and the journal beside it say in hashes who is erased; only then do the triggers let
go of letters that left. Suppression, approaches and erasures stay: never writing again rests on them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import msgspec
import sqlalchemy as sa

from leadwright.domain.identity import hashes, normal
from leadwright.domain.lead import Contact
from leadwright.ledger.brands import same_brand
from leadwright.ledger.codec import decode, encode
from leadwright.ledger.erased import RETENTION, Name, record
from leadwright.ledger.logbook import SUPPRESS, Entry
from leadwright.ledger.redacting import Sought, redact
from leadwright.ledger.rows import put, remove, rows_where
from leadwright.ledger.scrubbing import UNSCRUBBED
from leadwright.ledger.suppression import remember
from leadwright.ledger.tables import (
    brands,
    confirmations,
    consents,
    edges,
    events,
    evidence,
    facts,
    holds,
    items,
    leads,
    messages,
    meta,
    notices,
    outreach,
    pages,
    probes,
    rereads,
    seen,
    validity,
    work,
)
from leadwright.ledger.views.people import brands_of_address

OF_BRAND = (holds, items, work, events, seen, facts, consents, outreach, evidence, leads)  # who points, before whom


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is erased: all names of one brand, its own domains, and everybody's addresses there, in their one form."""

    brands: tuple[str, ...]
    addresses: frozenset[str]
    domains: frozenset[str] = frozenset()
    leads: tuple[int, ...] = ()
    letters: tuple[str, ...] = ()  # Message-IDs of ours
    keys: frozenset[str] = frozenset()  # of items, mails and letters about them
    sites: frozenset[str] = frozenset()  # final home URLs

    @property
    def names(self) -> list[Name]:
        """Who it is, as the ledger remembers it in hashes."""
        numbers = dict(zip(self.brands, (*self.leads, *[None] * len(self.brands)), strict=False))
        said = [Name("brand", brand, numbers[brand]) for brand in self.brands]
        said += [Name("brand", self.brands[0], lead) for lead in self.leads[len(self.brands) :]]
        said += [Name("address", address) for address in sorted(self.addresses)]
        return [*said, *(Name("letter", one) for one in self.letters)]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted, in rows by table; ``touched`` texts about others held an address and hold it no more."""

    brands: int
    addresses: int
    rows: dict[str, int] = field(default_factory=dict)
    touched: int = 0


def erase(
    conn: sa.Connection, what: Subject, *, reason: str, by: str, now: datetime, key: bytes, thorough: bool = True
) -> Erased:
    """Erase somebody in the caller's transaction; ``thorough`` looks for their addresses in texts about others too.

    With any reason but :data:`RETENTION` they are suppressed as well, so that nobody collects them or writes to them.
    """
    record(conn, what.names, reason=reason, now=now, key=key)
    if reason != RETENTION:
        said = [(kind, one) for one in sorted(what.addresses) for kind in ("address", "person")]
        said += [*(("brand", one) for one in what.brands), *(("domain", one) for one in sorted(what.domains))]
        remember(
            conn, [Entry(SUPPRESS, kind, one, reason, now) for kind, value in said for one in hashes(key, kind, value)]
        )
    rows = deleted(conn, what)
    sought = Sought(what.addresses, what.domains)
    touched = redact(conn, sought) if thorough else 0
    put(conn, meta, [{"key": UNSCRUBBED, "value": now.isoformat()}], keys=("key",))
    told = {"reason": reason, "brands": len(what.brands), "rows": sum(rows.values()), "touched": touched}
    conn.execute(events.insert().values(type="erased", meta=encode(told), ts=now, cause=by))
    return Erased(len(what.brands), len(what.addresses), rows, touched)


def subject_of(conn: sa.Connection, what: str) -> Subject | None:
    """Find who is meant by an address, or by a domain or the key of a brand; None where nothing is known of them."""
    form = normal(what)
    found = [*_brands_of_person(conn, form)] if "@" in form else [form]
    named = tuple(dict.fromkeys(name for brand in found for name in same_brand(conn, brand)))
    whole = subject(conn, named, also={form} if "@" in form else ())
    if whole.leads or whole.keys or whole.sites:
        return whole
    alone = Subject(
        (), frozenset({form} if "@" in form else ()), frozenset(() if "@" in form or "/" in form else {form})
    )
    return alone if _meant(conn, alone, consents.c.address) or is_mentioned(conn, alone) else None


def _brands_of_person(conn: sa.Connection, address: str) -> Iterable[str]:
    yield from brands_of_address(conn, address)
    written = sa.select(outreach.c.brand, outreach.c.recipient).distinct()
    yield from (row.brand for row in conn.execute(written) if normal(row.recipient) == address)
    wrote = sa.select(messages.c.brand, messages.c.sender).distinct().where(messages.c.direction == "in")
    found = conn.execute(wrote.where(messages.c.brand.is_not(None), messages.c.sender.is_not(None)))
    yield from (row.brand for row in found if normal(row.sender) == address)


def subject(conn: sa.Connection, named: tuple[str, ...], *, also: Collection[str] = ()) -> Subject:
    """Gather all that is known by these names of one brand."""
    own = frozenset(name for name in named if "/" not in name and "@" not in name)
    letters = [row.message_id for row in rows_where(conn, outreach, outreach.c.brand, named) if row.message_id]
    found = list(rows_where(conn, leads, leads.c.brand, named))
    numbers = [row.id for row in sorted(found, key=lambda row: named.index(row.brand))]
    order = [row.brand for row in sorted(found, key=lambda row: named.index(row.brand))]
    posts = _posts(conn, named)
    mails = _mails(conn, named, numbers, letters=letters, people=frozenset(also))
    drafts = [row.draft for row in rows_where(conn, outreach, outreach.c.brand, named)]
    contacts = [decode(Contact, body) for body in _bodies(conn, "Contact", named)]
    sites = {contact.site for contact in contacts} | {row.website for row in found}
    held = {row.key for row in rows_where(conn, items, items.c.brand, named)}
    return Subject(
        brands=tuple(dict.fromkeys((*order, *named))),
        addresses=frozenset({normal(one) for one in (*_addresses(conn, named), *also) if one and "@" in one}),
        domains=own,
        leads=tuple(numbers),
        letters=tuple(letters),
        keys=frozenset({*posts, *mails, *letters, *drafts, *held}),
        sites=frozenset(sites),
    )


def _posts(conn: sa.Connection, named: tuple[str, ...]) -> list[str]:
    """Give the sightings that led to nobody else."""
    posts = {row.sighting for row in rows_where(conn, seen, seen.c.brand, named)}
    shared = {row.sighting for row in rows_where(conn, seen, seen.c.sighting, posts) if row.brand not in named}
    return sorted(posts - shared)


def _mails(
    conn: sa.Connection, named: tuple[str, ...], numbers: list[int], *, letters: list[str], people: frozenset[str]
) -> set[str]:
    """Give the keys of the mails from them and to them."""
    found = {row.message_id for row in rows_where(conn, messages, messages.c.brand, named)}
    found |= {row.message_id for row in rows_where(conn, messages, messages.c.lead_id, numbers)}
    found |= {row.message_id for row in rows_where(conn, messages, messages.c.sent, letters)}
    if people:
        wrote = sa.select(messages.c.message_id, messages.c.sender).where(messages.c.direction == "in")
        found |= {row.message_id for row in conn.execute(wrote) if normal(row.sender or "") in people}
    return found


def _bodies(conn: sa.Connection, kind: str, named: tuple[str, ...]) -> Iterable[str]:
    return (row.body for row in rows_where(conn, items, items.c.brand, named) if row.kind == kind)


def _addresses(conn: sa.Connection, named: tuple[str, ...]) -> Iterable[str | None]:
    """Give every address that is known as theirs."""
    yield from (row.email for row in rows_where(conn, leads, leads.c.brand, named))
    yield from (row.address for row in rows_where(conn, evidence, evidence.c.brand, named))
    yield from (row.address for row in rows_where(conn, consents, consents.c.brand, named))
    yield from (row.recipient for row in rows_where(conn, outreach, outreach.c.brand, named))
    yield from (row.name for row in rows_where(conn, brands, brands.c.brand, named) if row.kind == "address")
    yield from (row.sender for row in rows_where(conn, messages, messages.c.brand, named) if row.direction == "in")


def is_mentioned(conn: sa.Connection, what: Subject) -> bool:
    """Say whether anybody else's text names them: looked at within a savepoint that is given up again."""
    sought = Sought(what.addresses, what.domains)
    with conn.begin_nested() as trial:
        touched = redact(conn, sought)
        trial.rollback()
    return touched > 0


def deleted(conn: sa.Connection, what: Subject) -> dict[str, int]:
    """Delete every row about them; gives how many, by table."""
    named, gone = what.brands, dict[str, int]()

    def note(table: sa.Table, number: int) -> None:
        if number:
            gone[table.name] = gone.get(table.name, 0) + number

    proofs = [row.id for row in rows_where(conn, evidence, evidence.c.brand, named)]
    names = {row.name for row in rows_where(conn, brands, brands.c.brand, named)} | {*named, *what.addresses}
    for column, values in (
        (rereads.c.evidence_id, proofs),
        (confirmations.c.draft, what.keys),
        (messages.c.message_id, what.keys),
        *((column, what.keys) for column in (holds.c.mail, items.c.key, work.c.key, work.c.wake)),
        *((column, what.keys) for column in (events.c.key, events.c.wake)),
        (events.c.lead_id, what.leads),
        *((table.c.brand, named) for table in OF_BRAND),
        (consents.c.address, _meant(conn, what, consents.c.address)),
        *((column, names) for column in (brands.c.brand, brands.c.name, edges.c.a, edges.c.b)),
        (probes.c.domain, what.domains),
        (validity.c.address, _meant(conn, what, validity.c.address)),
        (pages.c.home, _homes(conn, what)),
        (meta.c.key, [f"release:{name}" for name in named]),
        (notices.c.id, _notices(conn, what, names)),
    ):
        note(column.table, remove(conn, column, values))
    _forget_gifts(conn, what.keys)
    return gone


def _meant(conn: sa.Connection, what: Subject, column: sa.Column[str]) -> list[str]:
    """Give the addresses in a column that are theirs, or lie below their own domains."""
    sought = Sought(what.addresses, what.domains)
    ends = [column.like(f"%{needle}", escape="\\") for needle in sorted(sought.needles())]
    found = conn.scalars(sa.select(column).where(sa.or_(sa.false(), *ends)))
    return [address for address in found if sought.means(address)]


def _homes(conn: sa.Connection, what: Subject) -> set[str]:
    """Give the homes of their stored visits: as they were read, and whatever lies below their own domains."""
    below = sa.or_(sa.false(), *(pages.c.home.contains(domain, autoescape=True) for domain in sorted(what.domains)))
    found = conn.scalars(sa.select(pages.c.home).distinct().where(below))
    return {home for home in found if _is_below(home, what.domains)} | what.sites


def _is_below(url: str, domains: Collection[str]) -> bool:
    host = normal((urlsplit(url).hostname or "").removeprefix("www."))
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _notices(conn: sa.Connection, what: Subject, names: Collection[str]) -> list[int]:
    """Give the notices that name them, or anything that is theirs."""
    theirs = {*names, *what.keys}
    rows = conn.execute(sa.select(notices.c.id, notices.c.facts)).all()
    return [row.id for row in rows if theirs & {str(value) for value in msgspec.json.decode(row.facts).values()}]


def _forget_gifts(conn: sa.Connection, keys: frozenset[str]) -> None:
    """Take what is gone out of what looks at a source tell that they gave."""
    looks = sa.select(events.c.id, events.c.meta).where(events.c.stage == "parse", events.c.type != "parked")
    for row in conn.execute(looks).all():
        told: dict[str, Any] = msgspec.json.decode(row.meta)
        kept = [key for key in told.get("gave", ()) if key not in keys]
        if len(kept) < len(told.get("gave", ())):
            conn.execute(events.update().where(events.c.id == row.id).values(meta=encode({**told, "gave": kept})))
