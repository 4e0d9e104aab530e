"""Everything that is held about somebody who asks (GDPR Art. 15), with where it came from and how long it stays.

Nothing of third persons: who asks by an address is shown what is held about that address and about the brand as such;
other people's mails and addresses are left out, and taken out of the texts.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from leadwright.domain.identity import hashes, normal
from leadwright.domain.retention import Clocks, Life, ends
from leadwright.ledger.erasing import Subject, subject_of
from leadwright.ledger.lasting import entries_of
from leadwright.ledger.redacting import TOKEN, Sought
from leadwright.ledger.retention import lives
from leadwright.ledger.rows import rows_where
from leadwright.ledger.tables import (
    brands,
    confirmations,
    consents,
    edges,
    events,
    evidence,
    facts,
    items,
    leads,
    messages,
    outreach,
    pages,
    seen,
    validity,
)
from leadwright.ledger.views.people import why_stopped

OTHERS = "[another person]"
LEFT_OUT = {"id", "lead_id", "evidence_id", "raw", "html", "recipient_hash", "brand_hash", "run", "headers"}
PERSONAL = ("email", "contact_name")  # of a lead: of the person behind its address
JSON = ("decision", "meta", "reasons")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What is held: rows by what they are about; ``until`` is when it is erased, where it lies with a lead."""

    asked: str
    at: datetime
    known: bool
    stopped: str | None
    until: datetime | None
    clock: str | None  # never-contacted unanswered answered
    held: Mapping[str, tuple[Row, ...]]
    hashes: tuple[Row, ...]  # what stays after an erasure


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: by an address, or for a whole brand; ``own`` are our own addresses, which may be shown."""

    who: Subject
    addresses: frozenset[str]
    domains: frozenset[str]
    own: frozenset[str]

    def theirs(self, address: str | None) -> bool:
        """Say whether an address is theirs."""
        return bool(address) and Sought(self.addresses, self.domains).means(address or "")

    def clean(self, value: Any) -> Any:
        """Take other people's addresses out of a text, or of whatever holds texts."""
        if isinstance(value, str):
            return TOKEN.sub(lambda found: found[0] if self._may(found[0]) else OTHERS, value)
        if isinstance(value, list | tuple):
            return [self.clean(one) for one in value]
        if isinstance(value, dict):
            return {name: self.clean(one) for name, one in value.items()}
        return value

    def _may(self, token: str) -> bool:
        return self.theirs(token) or normal(token) in self.own


def disclosed(
    conn: sa.Connection, what: str, *, own: Iterable[str], key: bytes, now: datetime, clocks: Clocks
) -> Disclosure:
    """Gather what is held about an address, or a domain or brand, given in its one form; needs a writing transaction.

    Nothing is written. Where nothing is held, what may still be kept in hashes is said.
    """
    who = subject_of(conn, what) or Subject((), frozenset({what} if "@" in what else ()))
    person = "@" in what
    asking = Asking(
        who,
        frozenset({what}) if person else who.addresses,
        frozenset() if person else who.domains,
        frozenset(map(normal, own)),
    )
    held = {name: rows for name, gather in HELD.items() if (rows := tuple(gather(conn, asking)))}
    life = next((one for brand, one in lives(conn).items() if brand in who.brands), None)
    return Disclosure(
        asked=what,
        at=now,
        known=bool(held),
        stopped=why_stopped(conn, key, what) if person else _why(conn, key, who),
        until=ends(life, clocks) if isinstance(life, Life) else None,
        clock=life.kind if life else None,
        held=held,
        hashes=tuple(_hashes(conn, who, what, key)),
    )


def _why(conn: sa.Connection, key: bytes, who: Subject) -> str | None:
    return next((why for one in who.brands if (why := why_stopped(conn, key, f"any@{one}"))), None)


def _plain(asking: Asking, row: Mapping[str, Any]) -> Row:
    """Give a row without what is only ours, its JSON read, other people taken out."""
    said = {name: value for name, value in row.items() if name not in LEFT_OUT and value not in (None, "")}
    read = {name: msgspec.json.decode(value) if name in JSON else value for name, value in said.items()}
    cleaned: Row = asking.clean(read)
    return cleaned


def _of(conn: sa.Connection, asking: Asking, table: sa.Table) -> Iterator[Row]:
    for row in rows_where(conn, table, table.c.brand, asking.who.brands):
        yield _plain(asking, dict(row._mapping))


def _leads(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
    for row in rows_where(conn, leads, leads.c.brand, asking.who.brands):
        hidden = () if asking.theirs(row.email) else PERSONAL
        yield _plain(asking, {name: value for name, value in row._mapping.items() if name not in hidden})


def _whose(conn: sa.Connection, asking: Asking, table: sa.Table, address: str) -> Iterator[Row]:
    """Give the rows of the brand that are about an address of theirs."""
    for row in rows_where(conn, table, table.c.brand, asking.who.brands):
        if asking.theirs(getattr(row, address)):
            yield _plain(asking, dict(row._mapping))


def _consents(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
    """Give what they agreed to, also where no brand of theirs is known."""
    for row in conn.execute(sa.select(consents).order_by(consents.c.id)):
        if asking.theirs(row.address):
            yield _plain(asking, dict(row._mapping))


def _validity(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
    for row in conn.execute(sa.select(validity)):
        if asking.theirs(row.address):
            yield _plain(asking, dict(row._mapping))


def _letters(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
    """Give the letters to them, with their words."""
    found = list(rows_where(conn, outreach, outreach.c.brand, asking.who.brands))
    drafts = {row.key: row.body for row in rows_where(conn, items, items.c.key, [row.draft for row in found])}
    for row in found:
        if asking.theirs(row.recipient):
            words = msgspec.json.decode(drafts[row.draft]).get("body", "") if row.draft in drafts else ""
            yield _plain(asking, {**row._mapping, "body": words})


def _mails(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
    """Give the mails that they wrote."""
    for row in conn.execute(sa.select(messages).where(messages.c.direction == "in").order_by(messages.c.id)):
        if asking.theirs(row.sender):
            yield _plain(asking, dict(row._mapping))


def _items(*kinds: str) -> Callable[[sa.Connection, Asking], Iterator[Row]]:
    def gather(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
        posts = {row.sighting for row in rows_where(conn, seen, seen.c.brand, asking.who.brands)}
        found = {(row.kind, row.key): row for row in rows_where(conn, items, items.c.brand, asking.who.brands)}
        found |= {(row.kind, row.key): row for row in rows_where(conn, items, items.c.key, posts)}
        read = [(row, msgspec.json.decode(row.body)) for row in found.values() if row.kind in kinds]
        others = {row.key for row, said in read if row.kind == "Reply" and not asking.theirs(said["sender"])}
        for row, said in read:
            if not others & {row.key, said.get("reply")}:
                yield {"kind": row.kind, "stored": row.at, **asking.clean(_without_people(said, asking))}

    return gather


def _without_people(said: Row, asking: Asking) -> Row:
    """Leave out a name that belongs to another address than theirs."""
    address = said.get("address") or {}
    other = isinstance(address, dict) and address and not asking.theirs(address.get("address"))
    return {name: value for name, value in said.items() if value and not (other and name in {"contact_name", "phones"})}


def _pages(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
    for row in rows_where(conn, pages, pages.c.home, asking.who.sites):
        text = zlib.decompress(row.html).decode(errors="replace") if row.html else ""
        yield {**_plain(asking, row._mapping), "text": asking.clean(text)}


def _events(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
    for row in rows_where(conn, events, events.c.brand, asking.who.brands):
        yield _plain(asking, dict(row._mapping))


def _confirmations(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
    drafts = [row.draft for row in rows_where(conn, outreach, outreach.c.brand, asking.who.brands)]
    for row in rows_where(conn, confirmations, confirmations.c.draft, drafts):
        yield _plain(asking, dict(row._mapping))


def _edges(conn: sa.Connection, asking: Asking) -> Iterator[Row]:
    names = {row.name for row in rows_where(conn, brands, brands.c.brand, asking.who.brands)} | {*asking.who.brands}
    found = {row.id: row for column in (edges.c.a, edges.c.b) for row in rows_where(conn, edges, column, names)}
    for _, row in sorted(found.items()):
        yield _plain(asking, dict(row._mapping))


def _hashes(conn: sa.Connection, who: Subject, what: str, key: bytes) -> Iterator[Row]:
    """Give what is kept in keyed hashes: that they said no, when they were written to, that they were erased."""
    names = {("address", one) for one in (*who.addresses, what)} | {("brand", one) for one in (*who.brands, what)}
    names |= {(kind, what) for kind in ("domain", "person")}
    mine = {(kind, one) for kind, name in names for one in hashes(key, kind, name)}
    for entry in entries_of(conn, key):
        if (entry.kind, entry.hash) in mine:
            yield {"what": entry.what, "kind": entry.kind, "reason": entry.reason, "at": entry.at}


Gather = Callable[[sa.Connection, Asking], Iterator[Row]]
HELD: Mapping[str, Gather] = {
    "leads": _leads,
    "evidence": lambda conn, asking: _whose(conn, asking, evidence, "address"),
    "sources": lambda conn, asking: _of(conn, asking, seen),
    "posts": _items("Sighting"),
    "business": _items("Contact", "Lead", "Prospect"),
    "validity": _validity,
    "letters": _letters,
    "mails": _mails,
    "answers": _items("Reply", "Verdict", "Deal"),
    "consents": _consents,
    "facts": lambda conn, asking: _of(conn, asking, facts),
    "confirmations": _confirmations,
    "names": _edges,
    "pages": _pages,
    "events": _events,
}
