"""The passport of an address: the stored evidence that its owner published it, and when it was last seen there.

Every part that asks for it asks here: the claim, the rehearsal, and the share of those who may be written to.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.evidence import ROBOTS, THERE, WAYS
from leadwright.domain.identity import normal
from leadwright.ledger.refusals import OUT
from leadwright.ledger.rows import add
from leadwright.ledger.tables import evidence, outreach, rereads
from leadwright.writing.elements import Source


@dataclass(frozen=True, slots=True)
class Passport:
    """One row of evidence, with every moment at which the page was seen to publish the address, the newest first."""

    row: sa.Row[Any]
    moments: tuple[datetime, ...]

    @property
    def seen(self) -> datetime:
        """When the address was last seen published; a re-reading counts, but restarts no clock of retention."""
        return self.moments[0]

    @property
    def source(self) -> Source:
        """The page, with the days on which it was seen to publish the address, and how it does."""
        return self.row.url, {moment.date() for moment in self.moments}, self.row.way


def passports_of(conn: sa.Connection, brands: Collection[str], to: str) -> Sequence[Passport]:
    """Give the passports of an address as it is written to a brand (all its names), the one last seen first.

    Forms of one address (case, plus-tag, international domain) are the same. Evidence whose way or whose verdict of
    robots.txt is not known, or that names no page, hash or words, is none.
    """
    asked = sa.select(evidence).where(
        evidence.c.brand.in_(brands), evidence.c.way.in_(sorted(WAYS)), evidence.c.robots.in_(sorted(ROBOTS))
    )
    found = [row for row in conn.execute(asked) if normal(row.address) == normal(to) and is_whole(row)]
    again = moments_of(conn, [row.id for row in found])
    passports = [Passport(row, tuple(sorted((row.at, *again.get(row.id, ())), reverse=True))) for row in found]
    return sorted(passports, key=lambda one: (-one.seen.timestamp(), one.row.id))


def is_whole(row: sa.Row[Any]) -> bool:
    """Say whether evidence names its page, the hash of what was served, and the words; the database asks the same."""
    return all(part.strip() for part in (row.url, row.sha256, row.snippet))


def spelled(conn: sa.Connection, row: sa.Row[Any], to: str) -> int:
    """Give the number of the evidence for an address as a letter spells it; another spelling gets a row of its own."""
    if row.address == to or (to.isascii() and row.address.lower() == to.lower()):  # as far as SQL folds capitals
        return int(row.id)
    copy = {name: value for name, value in row._mapping.items() if name != "id"} | {"address": to}
    add(conn, evidence, [copy])
    same = (evidence.c[name] == copy[name] for name in ("address", "url", "sha256"))
    return int(conn.execute(sa.select(evidence.c.id).where(*same)).scalar_one())


def passport_of(conn: sa.Connection, brands: Collection[str], to: str) -> Passport | None:
    """Give the passport that was last seen, or None where there is none."""
    return next(iter(passports_of(conn, brands, to)), None)


def moments_of(conn: sa.Connection, ids: Sequence[int]) -> Mapping[int, Sequence[datetime]]:
    """Give when pages were read once more and still published the address, by the evidence."""
    if not ids:
        return {}
    asked = sa.select(rereads).where(rereads.c.evidence_id.in_(ids), rereads.c.verdict == THERE)
    found: dict[int, list[datetime]] = {}
    for row in conn.execute(asked.order_by(rereads.c.id)):
        found.setdefault(row.evidence_id, []).append(row.at)
    return found


def vouch(conn: sa.Connection, row: Mapping[str, Any]) -> None:
    """Keep a person's word for an address beside the page that shows it (address, url, sha256, snippet, way ...).

    Where the same page was read by the crawler before, it is theirs from now on; what a letter left on stays as it is.
    """
    same = (evidence.c[name] == row[name] for name in ("address", "url", "sha256"))
    proves = sa.select(outreach.c.id).where(outreach.c.evidence_id == evidence.c.id, outreach.c.status.in_(OUT))
    theirs = {name: row[name] for name in ("way", "snippet", "robots", "status")}
    conn.execute(evidence.update().where(*same, ~proves.exists()).values(theirs))


def keep_passports(conn: sa.Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store evidence; a page that was read again and says the same is noted as a re-reading of what is stored."""
    if add(conn, evidence, rows) == len(rows):
        return
    for row in rows:
        same = (evidence.c[name] == row[name] for name in ("address", "url", "sha256"))
        kept = conn.execute(sa.select(evidence.c.id, evidence.c.at).where(*same)).one()
        if row["at"] > max((kept.at, *moments_of(conn, [kept.id]).get(kept.id, ()))):
            told = {"verdict": THERE, "status": row["status"], "sha256": row["sha256"]}
            conn.execute(rereads.insert().values(evidence_id=kept.id, at=row["at"], **told))
