"""Keep one lead per brand, with the best address where mail can arrive."""

from collections.abc import AsyncIterator, Sequence

from leadwright.chain import stage
from leadwright.domain.errors import Drop
from leadwright.domain.lead import Address, Contact, Lead, Passed
from leadwright.domain.validity import INVALID, Validity
from leadwright.ports import Brands, Clock, Forbidden, Validator

TRIED = 8  # addresses of one brand that are asked about


@stage
async def dedupe(
    contact: Contact, brands: Brands, validator: Validator, clock: Clock, forbidden: Forbidden
) -> AsyncIterator[Lead]:
    """Give the lead of a brand seen for the first time; a further sighting joins the brand and ends here.

    Who was stopped or erased since the site was read joins nothing.
    """
    people = [one.address for one in contact.usable]
    if await forbidden.is_stopped(contact.domains) or await forbidden.is_erased(contact.domains, people):
        raise Drop("suppressed")
    brand, first = await brands.join(contact)
    if not first:
        raise Drop("known-brand", brand=brand)
    address, validity, passed = await chosen(contact.usable[:TRIED], validator)
    yield Lead(
        brand=brand,
        site=contact.site,
        source=contact.source,
        sighting=contact.sighting,
        terms=contact.terms,
        address=address,
        created=clock.now(),
        validity=validity,
        passed=passed,
    )


async def chosen(
    addresses: Sequence[Address], validator: Validator
) -> tuple[Address | None, Validity | None, tuple[Passed, ...]]:
    """Give the best address that is not invalid with its verdict, and those that were passed over before it."""
    passed: list[Passed] = []
    for address in addresses:
        said = await validator.check(address.address)
        if said.verdict != INVALID:
            return address, said, tuple(passed)
        passed.append(Passed(address.address, said))
    return None, None, tuple(passed)
