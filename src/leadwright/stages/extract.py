"""Read the site behind the post."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

from leadwright.chain import stage
from leadwright.domain.brand import brand_of
from leadwright.domain.errors import Drop, Later
from leadwright.domain.lead import Contact, Sighting
from leadwright.domain.rules import Tables
from leadwright.domain.site import Unread
from leadwright.ports import Clock, Pages, Web
from leadwright.reading.contact import contact_of
from leadwright.reading.relevance import WORTH, points_of
from leadwright.reading.visit import next_visits, own_site

PATIENCE = timedelta(hours=18)  # after the post was seen; a site that is silent then is left alone
REST = timedelta(hours=20)  # before the second try


@stage
async def extract(sighting: Sighting, web: Web, pages: Pages, tables: Tables, clock: Clock) -> AsyncIterator[Contact]:
    """Visit the site politely, keep its pages, and give everything it offers for getting in touch, ranked.

    A post that says nothing of our business is not worth a visit; a site that does not answer is asked once more the
    next day. A seller's page on a marketplace leads on to the seller's own site, where it names one.
    """
    if sighting.site is None:
        raise Drop("no-site")
    if brand_of(sighting.site, tables) is None:
        raise Drop("no-brand", site=sighting.site)
    if sighting.factors and (points := points_of(sighting.factors)) < WORTH:
        raise Drop("not-worth-a-visit", points=points, why="; ".join(factor.why for factor in sighting.factors))
    site = await web.visit(sighting.site, choose=next_visits)
    if site.home is None:
        why = ", ".join(sorted({page.why for page in site.unread}))
        if any(map(may_pass, site.unread)) and clock.now() < sighting.seen + PATIENCE:
            raise Later(clock.now() + REST, "site-unreachable", site=sighting.site, why=why)
        raise Drop("unread", site=sighting.site, why=why)
    if own := own_site(site.home, tables):
        behind = await web.visit(own, choose=next_visits)
        if behind.home is not None:
            site = replace(behind, asked=site.home.url)  # so that the marketplace's page stays a name of the brand
    contact = contact_of(sighting, site, tables)
    if not contact.domains:
        raise Drop("no-brand", site=contact.site)
    await pages.keep(site)
    yield contact


def may_pass(page: Unread) -> bool:
    """Say whether a site may be there again later: no answer in time, nobody at the door, an error of the server."""
    return page.why in {"timeout", "unreachable"} or (page.why == "status" and page.detail[:1] == "5")
