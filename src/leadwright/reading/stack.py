"""The tools a site uses beside its platform, and the stalls it has on marketplaces.

A tool counts only where the page loads it: a script, style, frame or pixel from its host, or the snippet that does so.
A word about it, a link to it or an early connection is no sign.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import MARKET, Fingerprint, Sign, Tables
from leadwright.reading.page import Doc
from leadwright.reading.traces import Traces, traces_of
from leadwright.reading.walk import Link, host_of

MOST_LINKS = 3_000
MOST_STALLS = 3  # a page that links to more stalls of one marketplace lists those of others
_AFFILIATE = re.compile(r"[?&](?:tag=[\w-]{2,40}-2[0-9]|campid=\d|mkevt=|awc=|utm_medium=affiliate)")
_LETTERS = re.compile(r"[\W_]{1,100}")


def stack_of(docs: Sequence[Doc], tables: Tables, *, traces: Sequence[Traces] | None = None) -> tuple[Fact, ...]:
    """Name the tools, each with what shows it, in the order of the table; its category is ``tables.tools[name].kind``.

    ``traces`` are those of the documents where they are at hand.
    """
    traces = tuple(map(traces_of, docs)) if traces is None else traces
    found = []
    near = {name for where in traces for name in where.near(tables.tool_looks)}
    for name in tables.tools if near else ():
        shown = _shown(tables.tools[name], traces) if name in near else None
        if shown is not None:
            where, hit = shown
            note = f"{hit} ({tables.tools[name].kind})"
            found.append(Fact(name, where.doc.evidence(note, way="attribute"), 0.9))
    return tuple(found)


def _shown(tool: Fingerprint, traces: Sequence[Traces]) -> tuple[Traces, str] | None:
    for where in traces:
        if not tool.hosts.isdisjoint(where.hosts):
            for sign in tool.loads:
                hit = where.loaded(sign)
                if hit is not None:
                    return where, hit
        for sign in tool.signs:
            text = where.texts[sign.place]
            if any(part in text for part in sign.has):
                hit = where.said(sign)
                if hit is not None:
                    return where, hit
    return None


def markets_of(docs: Sequence[Doc], tables: Tables) -> tuple[Fact, ...]:
    """Name the marketplaces on which the business has a stall of its own, each with the link to it.

    A link to one product, to a search or through an affiliate programme is none. A page that links to many stalls
    lists those of others: then only the one that bears the site's name counts.
    """
    stalls: dict[str, dict[str, _Stall]] = {}
    for doc in docs:
        for market, stall in _stalls(doc, tables):
            known = stalls.setdefault(market, {}).setdefault(stall.name, stall)
            if stall.own and not known.own:
                stalls[market][stall.name] = stall
    facts = []
    for market, named in stalls.items():
        those = sorted(named.values(), key=lambda one: not one.own)
        if those[0].own or len(those) < MOST_STALLS:
            best = those[0]
            facts.append(
                Fact(
                    market,
                    best.doc.evidence(f"{best.link.text} {best.link.href}", way="attribute"),
                    1.0 if best.own else 0.7,
                )
            )
    return tuple(facts)


@dataclass(frozen=True, slots=True)
class _Stall:
    name: str
    own: bool  # bears the name of the site
    link: Link
    doc: Doc


def _stalls(doc: Doc, tables: Tables) -> Iterator[tuple[str, _Stall]]:
    """Give the stalls a page links to, each with its marketplace; nothing on a marketplace's own pages."""
    markets: dict[str, str | None] = {}
    here = {_label(host, tables) for host in (doc.host, host_of(doc.meta.get("og:url", "")))}
    for link in doc.links[:MOST_LINKS]:
        host = link.host
        if not host or host == doc.host:
            continue
        if host not in markets:
            label = _label(host, tables)
            tool = tables.tools.get(_MARKET_OF.get(label, label)) if label not in here else None
            markets[host] = _MARKET_OF.get(label, label) if tool is not None and tool.kind == MARKET else None
        market = markets[host]
        stall = _stall(doc, link, tables.tools[market].signs) if market else None
        if market and stall is not None:
            yield market, stall


_MARKET_OF = {"mercadolivre": "mercadolibre", "yahoo": "yahoo-shopping"}


def _label(host: str, tables: Tables) -> str:
    return (tables.registrable(host) or host).split(".", 1)[0]


def _stall(doc: Doc, link: Link, signs: Sequence[Sign]) -> _Stall | None:
    url = f"//{link.href.partition('//')[2]}"[:500]
    if _AFFILIATE.search(url):
        return None
    url = f"//{link.host}{url[2 + len(link.host) :]}"
    for sign in signs:
        match = sign.pattern.match(url) if sign.pattern is not None else None
        if match:
            own = _alike(match.group("name"), doc)
            if own or (sign.weight >= 100 and _offered(doc, link)):
                return _Stall(match.group("name").lower(), own, link, doc)
    return None


def _alike(name: str, doc: Doc) -> bool:
    """Say whether a stall bears the name of the site: one is within the other, or they begin alike."""
    said = _LETTERS.sub("", name).lower()
    labels = doc.host.removeprefix("www.").split(".")
    mine = _LETTERS.sub("", max(labels[:-1] or labels, key=len))
    return min(len(said), len(mine)) >= 4 and (said in mine or mine in said or said[:7] == mine[:7])


def _offered(doc: Doc, link: Link) -> bool:
    """Say whether a link is offered as the site's own place: beside its other places, not within an article."""
    return link.zone in {"footer", "nav"} or doc.kind != "other"
