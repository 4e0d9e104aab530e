"""The world's web: every site, the marketplace and the sources behind one port, as the Host header says."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from leadwright.ports.clock import Clock
from leadwright.world.server import HostServer, Route
from leadwright.world.sites.answer import Answer, moved
from leadwright.world.sites.build import Site, build_site
from leadwright.world.sites.market import build_market
from leadwright.world.sources import source_routes
from leadwright.world.traps import MARKET_HOST
from leadwright.world.truth import Business, Made

_AGE = timedelta(days=30)  # the sites were last changed this long before the run
_TURN = timedelta(minutes=60)  # after it was first read a site changes that is to change before a letter leaves
_OPEN = Answer("User-agent: *\nAllow: /\n", content_type="text/plain; charset=utf-8")
# what every page of a site answers after the turn
_SHUT = {
    "gone": Answer("<h1>Not Found</h1>", 404), "closed": Answer("<h1>Forbidden</h1>", 403),
    "silent": Answer(trick="abort"),
}  # fmt: skip


class WebServer(HostServer):
    """The web of one made world; ``port`` is known after ``start``, names not in ``hosts`` do not exist."""

    def __init__(self, made: Made, clock: Clock, *, delay: Callable[[], float] | None = None) -> None:
        """Render ``made``; ``delay`` gives real seconds to wait before an answer, to shake the order of things."""
        routes: dict[str, Route] = dict(source_routes(made, clock))
        sellers = [business for business in made.businesses if business.kind == "seller"]
        routes[MARKET_HOST] = _site_route(Site(build_market(sellers)))
        slow = {}
        for business in made.businesses:
            routes |= _routes(business, clock)
            if "slow" in business.extra:
                slow[business.key] = float(business.extra["slow"])
        super().__init__(routes, clock, modified=made.start - _AGE, slow=slow, delay=delay)


def _routes(business: Business, clock: Clock) -> dict[str, Route]:
    """Give the hosts of one firm: its own, with or without www, those that only point to it, its one at a platform."""
    if "/" in business.key or business.extra["how"] == "unknown":
        return {}
    own, other = business.key, f"www.{business.key}"
    if "www" in business.extra:
        own, other = other, own
    site = build_site(business)
    shown = _turning(site, turned(business), clock) if "turn" in business.extra else _site_route(site)
    routes = {own: shown, other: _moved_to(own)}
    for alias in business.aliases:
        if "/" not in alias:
            routes[alias] = shown if alias.endswith(".myshopify.com") else _moved_to(own)
    return routes


def turned(business: Business) -> Site:
    """Give the site of a firm as it is after its turn."""
    turn = business.extra["turn"]
    if turn in _SHUT:
        return Site({"/robots.txt": _OPEN}, _SHUT[turn])
    hidden = replace(business, reach="form", address=None, published=())
    if turn == "refusal":
        shown = {"how": "mailto", "trap_refused": str(business.address)}
        hidden = replace(hidden, reach="refused", extra={**business.extra, **shown})
    return build_site(hidden)


def _turning(before: Site, after: Site, clock: Clock) -> Route:
    """Change the site an hour after one of its pages was first read."""
    read: list[datetime] = []

    def answer(path: str, query: Mapping[str, str]) -> Answer:  # noqa: ARG001  # a page is the same for every query
        now = clock.now()
        if not read and path != "/robots.txt":
            read.append(now)
        return (after if read and now - read[0] >= _TURN else before).answer(path)

    return answer


def _site_route(site: Site) -> Route:
    def answer(path: str, query: Mapping[str, str]) -> Answer:  # noqa: ARG001  # a page is the same for every query
        return site.answer(path)

    return answer


def _moved_to(host: str) -> Route:
    def answer(path: str, query: Mapping[str, str]) -> Answer:  # noqa: ARG001  # tracking marks are dropped on the way
        return moved(f"http://{host}{path}")

    return answer
