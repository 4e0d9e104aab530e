"""Read the site behind the post."""

from collections.abc import AsyncIterator

from leadwright.chain import stage
from leadwright.domain.errors import Drop
from leadwright.domain.lead import Contact, Sighting
from leadwright.domain.rules import Tables
from leadwright.ports import Pages, Web
from leadwright.reading.contact import contact_of
from leadwright.reading.visit import worth_visiting


@stage
async def extract(sighting: Sighting, web: Web, pages: Pages, tables: Tables) -> AsyncIterator[Contact]:
    """Visit the site politely, keep its pages, and give everything it offers for getting in touch, ranked."""
    if sighting.site is None:
        raise Drop("no-site")
    site = await web.visit(sighting.site, choose=worth_visiting)
    if site.home is None:
        raise Drop("unread", site=sighting.site, why=", ".join(sorted({page.why for page in site.unread})))
    await pages.keep(site)
    yield contact_of(sighting, site, tables)
