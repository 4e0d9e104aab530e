"""The world's web: every site, the marketplace and the sources behind one port, as the Host header says."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from leadwright.ports.clock import Clock
from leadwright.world.server import HostServer, Route
from leadwright.world.sites.answer import Answer, moved
from leadwright.world.sites.build import Site, build_site
from leadwright.world.sites.market import build_market
from leadwright.world.sources import source_routes
from leadwright.world.traps import MARKET_HOST
from leadwright.world.truth import Business, Made

_AGE = timedelta(days=30)  # the sites were last changed this long before the run


class WebServer(HostServer):
    """The web of one made world; ``port`` is known after ``start``, names not in ``hosts`` do not exist."""

    def __init__(self, made: Made, clock: Clock, *, delay: Callable[[], float] | None = None) -> None:
        """Render ``made``; ``delay`` gives real seconds to wait before an answer, to shake the order of things."""
        routes: dict[str, Route] = dict(source_routes(made, clock))
        sellers = [business for business in made.businesses if business.kind == "seller"]
        routes[MARKET_HOST] = _site_route(Site(build_market(sellers)))
        slow = {}
        for business in made.businesses:
            routes |= _routes(business)
            if "slow" in business.extra:
                slow[business.key] = float(business.extra["slow"])
        super().__init__(routes, clock, modified=made.start - _AGE, slow=slow, delay=delay)


def _routes(business: Business) -> dict[str, Route]:
    """Give the hosts of one firm: its own, with or without www, and those that only point to it."""
    if "/" in business.key or business.extra["how"] == "unknown":
        return {}
    own, other = business.key, f"www.{business.key}"
    if "www" in business.extra:
        own, other = other, own
    routes = {own: _site_route(build_site(business)), other: _moved_to(own)}
    return routes | {alias: _moved_to(own) for alias in business.aliases if "/" not in alias}


def _site_route(site: Site) -> Route:
    def answer(path: str, query: Mapping[str, str]) -> Answer:  # noqa: ARG001  # a page is the same for every query
        return site.answer(path)

    return answer


def _moved_to(host: str) -> Route:
    def answer(path: str, query: Mapping[str, str]) -> Answer:  # noqa: ARG001  # tracking marks are dropped on the way
        return moved(f"http://{host}{path}")

    return answer
