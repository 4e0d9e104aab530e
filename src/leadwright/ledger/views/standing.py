"""How an address stands: everything that lets a letter go to it, and everything that forbids one.

Asked by an address it is that one, in whatever spelling; asked by a brand, the addresses that the brand is written to.
Of somebody who was erased only keyed hashes are left, and they answer in every spelling too.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.decision import Decision
from leadwright.domain.identity import normal
from leadwright.ledger.approaches import last_of, names_of
from leadwright.ledger.brands import published, same_brand
from leadwright.ledger.consents import consents_of
from leadwright.ledger.decisions import decision_of
from leadwright.ledger.erased import erasures_of, erasures_of_lead
from leadwright.ledger.facts import Added, added
from leadwright.ledger.rows import rows_where
from leadwright.ledger.suppression import entries_against, people_against
from leadwright.ledger.tables import confirmations, evidence, outreach, rereads
from leadwright.ledger.views.names import lead_number, numbered
from leadwright.ledger.views.people import written_to


@dataclass(frozen=True, slots=True)
class Reread:
    """The page was read once more: there, gone, refused, closed or unreachable; status 0 where nothing came."""

    at: datetime
    verdict: str
    status: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Passport:
    """One page that published the address, as it was read, and every later reading of it, the first first."""

    address: str
    brand: str
    url: str
    at: datetime
    way: str
    snippet: str
    sha256: str
    status: int
    robots: str
    source: str
    terms: str
    rereads: tuple[Reread, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """One letter to the address, and what the gate said of it; None where it was not asked."""

    letter: str
    kind: str
    status: str
    reason: str | None
    at: datetime | None  # when it was claimed, and with that decided for good
    decision: Decision | None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A hold of one letter that a person released."""

    letter: str
    code: str
    country: str | None
    edition: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked to be written to; until it was withdrawn."""

    address: str
    way: str
    words: str
    scope: str
    url: str | None
    by: str
    at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry of the suppression list that keeps every letter away, found by its keyed hash."""

    kind: str  # address domain brand person
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Erased:
    """Somebody of this name was erased, found by its keyed hash."""

    kind: str  # address brand
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that decides about letters to these addresses; the newest first, where nothing else is said."""

    addresses: tuple[str, ...]  # in their one form
    passports: tuple[Passport, ...]
    letters: tuple[Decided, ...]  # in the order they were written
    confirmations: tuple[Confirmed, ...]
    facts: tuple[Added, ...]
    consents: tuple[Asked, ...]
    suppressed: tuple[Refused, ...]  # the first is the reason that the gate gives
    approached: datetime | None  # when they were last approached, under any of their names
    erased: tuple[Erased, ...]

    @property
    def known(self) -> bool:
        """Whether there is anything to tell, be it in hashes only."""
        rest = self.passports, self.letters, self.facts, self.consents, self.suppressed, self.erased
        return any(rest) or self.approached is not None


def standing(conn: sa.Connection, asked: str, *, brands: Sequence[str], email: str | None, key: bytes) -> Standing:
    """Tell how the address stands that was asked about, else those of a brand; ``brands`` are all its names."""
    named = {normal(asked)} if "@" in asked else {*([normal(email)] if email else []), *written_to(conn, tuple(brands))}
    addresses = tuple(sorted(named))
    asking = [row for address in addresses for row in consents_of(conn, address)]
    theirs = (name for row in asking if row.brand for name in same_brand(conn, row.brand))
    brands = tuple(dict.fromkeys([*brands, *theirs]))  # who wrote from an address of their own speaks for their brand
    letters = _letters(conn, brands, named)
    return Standing(
        addresses=addresses,
        passports=tuple(_passports(conn, brands, named)),
        letters=tuple(
            Decided(row.draft, row.stage, row.status, row.reason, row.claimed_at, decision_of(row.decision))
            for row in letters
        ),
        confirmations=tuple(_confirmations(conn, [row.draft for row in letters])),
        facts=tuple(added(conn, brands)),
        consents=tuple(_asked(row) for row in asking),
        suppressed=_suppressed(conn, addresses, brands, key),
        approached=_approached(conn, addresses, brands, key),
        erased=tuple(dict.fromkeys(_erased(conn, asked, addresses=addresses, brands=brands, key=key))),
    )


def _passports(conn: sa.Connection, brands: Collection[str], addresses: Collection[str]) -> list[Passport]:
    rows = [row for row in rows_where(conn, evidence, evidence.c.brand, brands) if normal(row.address) in addresses]
    again: dict[int, list[Reread]] = {row.id: [] for row in rows}
    for one in rows_where(conn, rereads, rereads.c.evidence_id, again):
        again[one.evidence_id].append(Reread(one.at, one.verdict, one.status, one.sha256))
    rows.sort(key=lambda row: (row.at, row.id), reverse=True)
    return [
        Passport(
            address=row.address,
            brand=row.brand,
            url=row.url,
            at=row.at,
            way=row.way,
            snippet=row.snippet,
            sha256=row.sha256,
            status=row.status,
            robots=row.robots,
            source=row.source,
            terms=row.terms,
            rereads=tuple(sorted(again[row.id], key=lambda one: one.at)),
        )
        for row in rows
    ]


def _erased(
    conn: sa.Connection, asked: str, *, addresses: Sequence[str], brands: Sequence[str], key: bytes
) -> Iterator[Erased]:
    """Ask by all names; a number of the log is asked about where its lead is no more."""
    number = None if numbered(conn, asked) else lead_number(asked)
    rows = erasures_of(conn, key, addresses=addresses, brands=[one for one in brands if "@" not in one])
    rows += erasures_of_lead(conn, number) if number is not None else []
    yield from (Erased(row.kind, row.reason, row.at) for row in rows)


def _letters(conn: sa.Connection, brands: Collection[str], addresses: Collection[str]) -> list[sa.Row[Any]]:
    """Give the letters to these addresses, answers too."""
    theirs = sa.or_(outreach.c.brand.in_(brands), outreach.c.recipient.in_(addresses))
    asked = sa.select(outreach).where(theirs).order_by(outreach.c.id)
    return [row for row in conn.execute(asked) if normal(row.recipient) in addresses]


def _confirmations(conn: sa.Connection, letters: Collection[str]) -> list[Confirmed]:
    rows = sorted(rows_where(conn, confirmations, confirmations.c.draft, letters), key=lambda row: row.id, reverse=True)
    return [Confirmed(row.draft, row.code, row.country, row.edition, row.reason, row.by, row.at) for row in rows]


def _asked(row: sa.Row[Any]) -> Asked:
    return Asked(row.address, row.way, row.words, row.scope, row.url, row.by, row.at, row.withdrawn_at)


def _suppressed(
    conn: sa.Connection, addresses: Sequence[str], brands: Sequence[str], key: bytes
) -> tuple[Refused, ...]:
    """Ask as the claim asks: by all names, and by whoever is behind the brand."""
    first, *more = brands or [""]
    asked = addresses or [f"@{name}" for name in brands if "/" not in name]
    rows = [row for one in asked for row in entries_against(conn, key, address=one, brand=first, also=tuple(more))]
    rows += people_against(conn, key, published(conn, brands))
    return tuple(dict.fromkeys(Refused(row.kind, row.reason, row.ts) for row in rows))


def _approached(conn: sa.Connection, addresses: Sequence[str], brands: Sequence[str], key: bytes) -> datetime | None:
    asked = addresses or [f"@{name}" for name in brands]
    moments = [last_of(conn, key, names_of(conn, brands, one)) for one in asked]
    return max((moment for moment in moments if moment), default=None)
