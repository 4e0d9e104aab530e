"""The brand graph: names, and the edges that tie them, each with the page that shows it.

A brand is a connected component over the edges that are not undone; ``brands`` is its projection, kept in the same
transaction, which :func:`same_brand` reads. An edge that was undone stays, with who undid it and why, and the same
reason does not tie the same two names again.

What an agency, a platform or a theme leaves on the pages of its clients must not make one firm of them: an address, a
number or a profile that more than ``MOST_SITES`` unrelated sites show ties none of them, nor does one of an agency
that we know. Such an edge is kept as undone by the house, so that whoever asks is told.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from leadwright.domain.brand import Tie, label_of
from leadwright.ledger.codec import encode
from leadwright.ledger.refusals import OUT
from leadwright.ledger.suppression import stopped
from leadwright.ledger.tables import brands, edges, events, leads, outreach

LEFT = OUT  # letters that left, or may have
HOUSE = "house"
PERSON, FREEMAIL = "person", "freemail"
GUARDED = ("address", "number", "company", "social")  # kinds that a third party may leave on a page
MOST_SITES = 3
SHARED, AGENCY = "shared", "agency"
DOMAIN = "domain"
KINDS: Mapping[str, str] = {"redirect": DOMAIN, "myshopify": DOMAIN, PERSON: DOMAIN}  # kind of edge -> kind of name
LIVE = edges.c.undone_at.is_(None)


@dataclass(frozen=True, slots=True)
class Seen:
    """What brought a reason, and when: a sighting, a run, or a person's words."""

    by: str
    at: datetime


@dataclass(slots=True)
class Change:
    """What became of brands: those that are one now, those that parted, and the stops that a part takes along."""

    merged: list[tuple[str, str]] = field(default_factory=list)  # brand, the brand it belongs to now
    parted: list[tuple[str, str]] = field(default_factory=list)  # name, the brand it left
    stops: list[tuple[str, str]] = field(default_factory=list)  # name, reason


def locked(conn: sa.Connection) -> None:
    """Let two that tie at once see each other's names; SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.exec_driver_sql("LOCK TABLE brands IN SHARE ROW EXCLUSIVE MODE")


def tie(conn: sa.Connection, site: str, ties: Sequence[Tie], *, seen: Seen, key: bytes, agency: bool = False) -> Change:
    """Keep why names belong to the brand of ``site``, and bring the brands up to date; ``agency`` says it is one."""
    locked(conn)
    change = Change()
    known = {row.name: row.kind for row in conn.execute(sa.select(brands).where(brands.c.name.in_(names(site, ties))))}
    fresh = _fresh(conn, site, ties)
    undone = [(one, why) for one in fresh if (why := _refused(conn, site, one))]
    touched = {site} if known.get(site) != DOMAIN else set[str]()
    for name in sorted({one.name for one, why in undone if why == SHARED}):
        touched |= _undo(conn, _shown(conn, name), by=HOUSE, why=SHARED, at=seen.at, key=key, change=change)
    reasons = dict(undone)
    _insert(conn, site, fresh, reasons=reasons, seen=seen)
    alone = _unjoined(conn, set(names(site, fresh)) - known.keys())
    _name(conn, site, [one for one in fresh if one not in reasons], known=known, alone=alone, seen=seen)
    if agency:
        touched |= _undo(conn, _clients(conn, site), by=HOUSE, why=AGENCY, at=seen.at, key=key, change=change)
    touched |= {site} if len(reasons) < len(fresh) else set()
    regroup(conn, touched, seen=seen, change=change, fresh=set(names(site, fresh)) - known.keys() - alone)
    return change


def names(site: str, ties: Iterable[Tie]) -> list[str]:
    """Give a site and what is tied to it, each once."""
    return list(dict.fromkeys([site, *(one.name for one in ties)]))


def _fresh(conn: sa.Connection, site: str, ties: Sequence[Tie]) -> list[Tie]:
    """Leave out what ties a site already, or was undone: the same reason counts once."""
    others = [one.name for one in ties]
    here = sa.and_(edges.c.a == site, edges.c.b.in_(others)) | sa.and_(edges.c.b == site, edges.c.a.in_(others))
    counts = (edges.c.kind != PERSON) | LIVE  # a person may change their mind
    rows = conn.execute(sa.select(edges).where(here, counts))
    kept = {(row.b if row.a == site else row.a, row.kind) for row in rows}
    wanted = {(one.name, one.kind): one for one in ties if one.name != site}
    return [one for pair, one in wanted.items() if pair not in kept]


def _refused(conn: sa.Connection, site: str, one: Tie) -> str | None:
    """Say why a name ties nothing, as a code; None where it does."""
    if one.kind == FREEMAIL:
        return FREEMAIL
    if one.kind not in GUARDED:
        return None
    shows = sa.select(edges.c.a, edges.c.undone_by, edges.c.undone_why).where(edges.c.b == one.name)
    rows = conn.execute(shows.where(edges.c.kind.in_(GUARDED))).all()
    if any(row.undone_by == HOUSE and row.undone_why == SHARED for row in rows):
        return SHARED
    others = {row.a for row in rows if label_of(row.a) != label_of(site)}
    if others and conn.scalar(sa.select(leads.c.id).where(leads.c.brand.in_(others), leads.c.kind == "agency")):
        return AGENCY
    return SHARED if len(rows) >= MOST_SITES and unrelated(conn, {site, *(r.a for r in rows)}) > MOST_SITES else None


def unrelated(conn: sa.Connection, sites: Collection[str]) -> int:
    """Count the sites that nothing but what a third party may leave there ties: no redirect, no same name."""
    groups: list[set[str]] = []
    for site in sorted(sites):
        theirs = component(conn, site, hard=True)
        theirs |= {f"label {label_of(name)}" for name in theirs}
        near = [group for group in groups if group & theirs]
        groups = [group for group in groups if group not in near] + [theirs.union(*near)]
    return len(groups)


def component(conn: sa.Connection, start: str, *, hard: bool = False) -> set[str]:
    """Give all names that live edges connect with one, itself among them; ``hard`` leaves out the guarded kinds."""
    found = edge = {start}
    counts = LIVE & edges.c.kind.not_in(GUARDED) if hard else LIVE
    while edge:
        there = sa.select(edges.c.b).where(edges.c.a.in_(edge), counts)
        back = sa.select(edges.c.a).where(edges.c.b.in_(edge), counts)
        edge = set(conn.scalars(sa.union(there, back))) - found
        found = found | edge
    return found


def _shown(conn: sa.Connection, name: str) -> list[sa.Row[Any]]:
    """Give the live edges by which pages show a name."""
    return list(conn.execute(sa.select(edges).where(edges.c.b == name, edges.c.kind.in_(GUARDED), LIVE)))


def _clients(conn: sa.Connection, agency: str) -> list[sa.Row[Any]]:
    """Give the live edges by which the pages of others show what is an agency's."""
    own = sa.select(edges.c.b).where(edges.c.a == agency, edges.c.kind.in_(GUARDED), LIVE)
    shown = [edge for name in conn.scalars(own.order_by(edges.c.b)).all() for edge in _shown(conn, name)]
    return [edge for edge in shown if label_of(edge.a) != label_of(agency)]


def _insert(conn: sa.Connection, site: str, fresh: Sequence[Tie], *, reasons: Mapping[Tie, str], seen: Seen) -> None:
    rows = [
        {
            "a": site,
            "b": one.name,
            "kind": one.kind,
            "url": one.url,
            "sha256": one.sha256,
            "sighting": seen.by,
            "at": seen.at,
            "undone_at": seen.at if one in reasons else None,
            "undone_by": HOUSE if one in reasons else None,
            "undone_why": reasons.get(one),
        }
        for one in fresh
    ]
    if rows:
        conn.execute(edges.insert(), rows)


def _unjoined(conn: sa.Connection, unknown: Collection[str]) -> set[str]:
    """Give those of these names that are leads, though nothing joined them yet."""
    return set(conn.scalars(sa.select(leads.c.brand).where(leads.c.brand.in_(unknown)))) if unknown else set()


def _name(
    conn: sa.Connection,
    site: str,
    live: Sequence[Tie],
    *,
    known: Mapping[str, str],
    alone: Collection[str],
    seen: Seen,
) -> None:
    """Give a row to every name that has none; a name that turns out to be a site becomes one."""
    kinds = {one.name: KINDS.get(one.kind, one.kind) for one in live} | {site: DOMAIN}
    rows = [
        {"name": name, "brand": name if name in alone else site, "kind": kind, "why": seen.by, "ts": seen.at}
        for name, kind in kinds.items()
        if name not in known
    ]
    if rows:
        conn.execute(brands.insert(), rows)
    if known.get(site, DOMAIN) != DOMAIN:
        conn.execute(brands.update().where(brands.c.name == site).values(kind=DOMAIN, why=seen.by, ts=seen.at))
    promoted = [name for name, kind in kinds.items() if kind == DOMAIN and known.get(name, DOMAIN) != DOMAIN]
    if promoted:
        conn.execute(brands.update().where(brands.c.name.in_(promoted)).values(kind=DOMAIN))


def _undo(
    conn: sa.Connection,
    rows: Sequence[sa.Row[Any]],
    *,
    by: str,
    why: str,
    at: datetime,
    key: bytes,
    change: Change,
) -> set[str]:
    """Undo edges for good; gives the names they tied. Who was stopped together stays stopped."""
    touched = {name for row in rows for name in (row.a, row.b)}
    change.stops += _stops(conn, touched, key)
    done = {"undone_at": at, "undone_by": by, "undone_why": why}
    if rows:
        conn.execute(edges.update().where(edges.c.id.in_([row.id for row in rows])).values(done))
    return touched


def _stops(conn: sa.Connection, touched: Collection[str], key: bytes) -> list[tuple[str, str]]:
    """Give the stops that every site of the brands of these names must keep when they part."""
    owners = conn.scalars(sa.select(brands.c.brand).distinct().where(brands.c.name.in_(touched))).all()
    found = []
    for owner in sorted(owners):
        sites = same_brand(conn, owner)
        reason = stopped(conn, key, sites)
        found += [(site, reason) for site in sites if reason]
    return found


def regroup(
    conn: sa.Connection, touched: Collection[str], *, seen: Seen, change: Change, fresh: Collection[str] = ()
) -> None:
    """Bring the brands of these names up to date, with an event for each that merged or parted."""
    done = set[str]()
    for name in sorted(touched):
        if name not in done:
            one = component(conn, name)
            done |= one
            _settle(conn, one, seen=seen, change=change, fresh=fresh)


def _settle(conn: sa.Connection, one: Collection[str], *, seen: Seen, change: Change, fresh: Collection[str]) -> None:
    """Let all names of a component point to one of its sites; names without a site are nobody's."""
    rows = conn.execute(sa.select(brands).where(brands.c.name.in_(one)).order_by(brands.c.ts, brands.c.name)).all()
    sites = [row.name for row in rows if row.kind == DOMAIN]
    if not sites:
        conn.execute(brands.delete().where(brands.c.name.in_(one)))
        return
    kept = dict.fromkeys(row.brand for row in rows if row.brand in sites)
    brand = first_of(conn, list(kept) or _visited_first(conn, sites))
    moved = [row for row in rows if row.brand != brand]
    if moved:
        conn.execute(brands.update().where(brands.c.name.in_([row.name for row in moved])).values(brand=brand))
    for row in moved:
        if row.kind != DOMAIN or row.name in fresh:
            continue
        if row.brand not in sites:
            change.parted.append((row.name, row.brand))
            _tell(conn, "split", row.name, {"from": row.brand, "by": seen.by}, seen=seen)
        elif row.brand == row.name:
            change.merged.append((row.name, brand))
            _tell(conn, "merged", row.name, {"into": brand, "sighting": seen.by}, seen=seen)


def _visited_first(conn: sa.Connection, sites: Sequence[str]) -> list[str]:
    """Order names that part: leads first, then those whose own pages were read, as they stand otherwise."""
    known = set(conn.scalars(sa.select(leads.c.brand).where(leads.c.brand.in_(sites))))
    read = set(conn.scalars(sa.select(edges.c.a).where(edges.c.a.in_(sites))))
    return sorted(sites, key=lambda site: (site not in known, site not in read))


def _tell(conn: sa.Connection, kind: str, brand: str, meta: Mapping[str, str], *, seen: Seen) -> None:
    said = {"type": kind, "brand": brand, "stage": "dedupe", "key": brand, "meta": encode(meta), "ts": seen.at}
    conn.execute(events.insert().values(said))


def first_of(conn: sa.Connection, owners: Sequence[str]) -> str:
    """Choose who keeps the name: a brand that was written to, else the one known longest."""
    if len(owners) == 1:
        return owners[0]
    written = sa.select(outreach.c.brand).where(outreach.c.brand.in_(owners), outreach.c.status.in_(LEFT))
    approached = set(conn.scalars(written))
    return next((owner for owner in owners if owner in approached), owners[0])


def same_brand(conn: sa.Connection, brand: str) -> tuple[str, ...]:
    """Give all brands that were found to be this one, itself first."""
    owner = conn.scalar(sa.select(brands.c.brand).where(brands.c.name == brand)) or brand
    sites = conn.scalars(
        sa.select(brands.c.name).where(brands.c.brand == owner, brands.c.kind == DOMAIN).order_by(brands.c.name)
    )
    return tuple(dict.fromkeys((brand, owner, *sites)))


def published(conn: sa.Connection, sites: Sequence[str]) -> list[str]:
    """Give the addresses that pages of these sites show as their own, the personal ones at mailbox providers too."""
    counts = LIVE | (edges.c.undone_why == FREEMAIL)
    shown = sa.select(edges.c.b).distinct().where(edges.c.a.in_(sites), edges.c.kind.in_(("address", FREEMAIL)), counts)
    return sorted(conn.scalars(shown))


def split(conn: sa.Connection, one: str, other: str, *, by: str, why: str, at: datetime, key: bytes) -> Change:
    """Undo the edges between two names, so that they are two brands; each other name goes with the nearer of them."""
    locked(conn)
    change, far = Change(), _nearer(conn, one, other)
    ties = sa.select(edges).where(LIVE, edges.c.a.in_(far) | edges.c.b.in_(far)).order_by(edges.c.id)
    between = [row for row in conn.execute(ties) if (row.a in far) != (row.b in far)]
    touched = _undo(conn, between, by=by, why=why, at=at, key=key, change=change)
    regroup(conn, touched, seen=Seen(by, at), change=change)
    return change


def _nearer(conn: sa.Connection, one: str, other: str) -> set[str]:
    """Give the names of a component that are nearer to ``other``, itself among them; a tie goes to ``one``."""
    near, far = {one}, {other}
    near_edge, far_edge = {one}, {other}
    while near_edge or far_edge:
        found = near | far
        near_edge = _around(conn, near_edge, found)
        far_edge = _around(conn, far_edge, found) - near_edge
        near, far = near | near_edge, far | far_edge
    return far


def _around(conn: sa.Connection, side: Collection[str], found: Collection[str]) -> set[str]:
    there = sa.select(edges.c.b).where(edges.c.a.in_(side), LIVE)
    back = sa.select(edges.c.a).where(edges.c.b.in_(side), LIVE)
    return set(conn.scalars(sa.union(there, back))).difference(found) if side else set()
