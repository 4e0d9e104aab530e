"""Keep one lead per brand."""

from collections.abc import AsyncIterator

from leadwright.chain import stage
from leadwright.domain.errors import Drop
from leadwright.domain.lead import Contact, Lead
from leadwright.ports import Brands, Clock


@stage
async def dedupe(contact: Contact, brands: Brands, clock: Clock) -> AsyncIterator[Lead]:
    """Give the lead of a brand seen for the first time; a further sighting joins the brand and ends here."""
    brand, first = await brands.join(contact)
    if not first:
        raise Drop("known-brand", brand=brand)
    yield Lead(
        brand=brand,
        site=contact.site,
        source=contact.source,
        sighting=contact.sighting,
        terms=contact.terms,
        address=contact.best,
        created=clock.now(),
    )
