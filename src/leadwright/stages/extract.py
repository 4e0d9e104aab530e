"""Read the site behind the post."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta

from leadwright.chain import stage
from leadwright.domain.brand import brand_of
from leadwright.domain.errors import Drop, Later
from leadwright.domain.lead import Address, Contact, Sighting
from leadwright.domain.rules import Tables
from leadwright.domain.site import Unread
from leadwright.ports import Clock, Forbidden, Pages, Web
from leadwright.reading.contact import contact_of
from leadwright.reading.relevance import WORTH, points_of
from leadwright.reading.visit import next_visits, own_site

PATIENCE = timedelta(hours=18)  # after the post was seen; a site that is silent then is left alone
REST = timedelta(hours=20)  # before the second try


@stage
async def extract(  # what a visit may ask, one port each
    sighting: Sighting, web: Web, pages: Pages, tables: Tables, clock: Clock, forbidden: Forbidden
) -> AsyncIterator[Contact]:
    """Visit the site politely, keep its pages, and give everything it offers for getting in touch, ranked.

    A post that says nothing of our business is not worth a visit; a site that does not answer is asked once more the
    next day. A seller's page on a marketplace leads on to the seller's own site, where it names one. Of who was
    stopped or erased nothing is read, and nothing is kept where that shows only on the site.
    """
    if sighting.site is None:
        raise Drop("no-site")
    await allowed(forbidden, known(brand_of(sighting.site, tables), sighting.site))
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
    await allowed(forbidden, known(contact.domains, contact.site), [one.address for one in contact.usable])
    await pages.keep(site)
    yield replace(contact, addresses=await known_to_none(forbidden, contact.addresses))


def known(names: str | Sequence[str] | None, site: str) -> Sequence[str]:
    """Give the names of a site's brand; what has none is dropped."""
    if not names:
        raise Drop("no-brand", site=site)
    return [names] if isinstance(names, str) else names


async def allowed(forbidden: Forbidden, names: Sequence[str], addresses: Sequence[str] = ()) -> None:
    """Drop what nothing may be collected of."""
    if await forbidden.is_stopped(names) or await forbidden.is_erased(names, addresses):
        raise Drop("suppressed")


async def known_to_none(forbidden: Forbidden, addresses: Sequence[Address]) -> tuple[Address, ...]:
    """Leave out addresses of people who were erased, such as an agency's on its client's site."""
    return tuple([one for one in addresses if one.usable or not await forbidden.is_erased((), (one.address,))])


def may_pass(page: Unread) -> bool:
    """Say whether a site may be there again later: no answer in time, nobody at the door, an error of the server."""
    return page.why in {"timeout", "unreachable"} or (page.why == "status" and page.detail[:1] == "5")
