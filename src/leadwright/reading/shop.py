"""What a site runs on: signs with weights from the fingerprint table; one strong sign or several weak ones."""

from collections.abc import Sequence

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Fingerprint, Sign, Tables
from leadwright.reading.page import Doc
from leadwright.reading.traces import Traces, traces_of

ENOUGH = 100  # points; what a strong sign brings alone
MOST = 400  # points; more do not make a platform surer
CHEAP = frozenset(("asset", "image", "mark", "form", "link", "meta", "header", "cookie", "comment", "host"))
CODE = frozenset(("code",))
DEAR = frozenset(("data", "html"))
_RANKS = {"shop": 3, "site": 2, "own": 1}  # a shop system goes before the way to build sites it stands on
_OPEN = 0

Seen = dict[Sign, tuple[Traces, str]]
"""The signs of a platform that were seen, each with its page and what stands there."""


def platform_of(docs: Sequence[Doc], tables: Tables, *, traces: Sequence[Traces] | None = None) -> Fact | None:
    """Name the platform of a site with the signs that show it; shop systems go before ways to build sites.

    Signs of different pages of one visit add up, each counted once. None where too little shows. ``traces`` are
    those of the documents where they are at hand. Scripts are searched where no shop system shows by the cheaper
    places, and the page's data and markup where nothing shows at all.
    """
    traces = tuple(map(traces_of, docs)) if traces is None else traces
    seen: dict[str, Seen] = {}
    best, rank = "", (_OPEN, 0)
    for places, until in ((CHEAP, _RANKS["shop"]), (CODE, _RANKS["shop"]), (DEAR, _RANKS["own"])):
        if rank[0] >= until:
            break
        for where in traces:
            for name in where.near(tables.platform_looks, places):
                if _RANKS[tables.platforms[name].kind] > rank[0]:
                    _look(tables.platforms[name], where, places, seen=seen.setdefault(name, {}))
        for name in tables.platforms:
            if (those := seen.get(name)) and (reached := _rank(tables.platforms[name], those)) > rank:
                best, rank = name, reached
    return _named(best, seen[best]) if best else None


def is_shop_system(platform: Fact | None, tables: Tables) -> bool:
    """Say whether a platform is a shop system, not merely a way to build sites."""
    return platform is not None and tables.platforms[platform.value].kind == "shop"


def _look(one: Fingerprint, where: Traces, places: frozenset[str], *, seen: Seen) -> None:
    if places is CHEAP and not one.hosts.isdisjoint(where.hosts):
        for sign in one.loads:
            hit = where.loaded(sign)
            if hit is not None:
                seen.setdefault(sign, (where, hit))
    for sign in one.signs:
        if sign.place in places:
            text = where.texts[sign.place]
            for part in sign.has:
                if part in text:
                    hit = where.said(sign)
                    if hit is not None:
                        seen.setdefault(sign, (where, hit))
                    break


def _rank(one: Fingerprint, seen: Seen) -> tuple[int, int]:
    points = sum(sign.weight for sign in seen)
    return (_RANKS[one.kind], min(MOST, points)) if points >= ENOUGH else (_OPEN, 0)


def _named(name: str, seen: Seen) -> Fact:
    signs = sorted(seen, key=lambda sign: -sign.weight)
    where, hit = seen[signs[0]]
    notes = "; ".join(dict.fromkeys(sign.note for sign in signs))
    points = min(MOST, sum(sign.weight for sign in signs))
    return Fact(name, where.doc.evidence(f"{hit} ({notes})", way="attribute"), 0.6 + points / 1000)
