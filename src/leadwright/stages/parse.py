"""Look at public sources."""

from collections.abc import AsyncIterator
from dataclasses import replace

from leadwright.chain import stage
from leadwright.domain.brand import brand_of
from leadwright.domain.errors import Drop, Fatal, Later, UserError
from leadwright.domain.lead import Sighting, Watch
from leadwright.domain.playbook import Playbooks
from leadwright.domain.rules import Tables
from leadwright.ports import Forbidden, Sources
from leadwright.reading.invitations import invitation_in
from leadwright.reading.relevance import factors_of


@stage
async def parse(
    watch: Watch, sources: Sources, playbooks: Playbooks, forbidden: Forbidden, tables: Tables
) -> AsyncIterator[Sighting]:
    """Give what is new at a watch, each post weighed for what it says, with the address at which it asks for letters.

    A source that closes its door is left alone until the operator resumes it; one that the operator must mend, such as
    a list with wrong columns, is looked at again at the next tick. A post by or about somebody who was erased is
    passed over like one that its author deleted.
    """
    try:
        async for sighting in sources.look(watch):
            if await is_of_erased(sighting, forbidden, tables):
                yield replace(sighting, gone=True)
            else:
                invitation = sighting.invitation or invitation_in(sighting, tables)
                yield replace(sighting, factors=factors_of(sighting, playbooks.all), invitation=invitation)
    except Fatal as closed:
        raise Later(None, "source-closed", watch=watch.name, why=str(closed)) from closed
    except UserError as wrong:
        raise Drop("source-wrong", watch=watch.name, why="; ".join(wrong.problems)) from wrong


async def is_of_erased(sighting: Sighting, forbidden: Forbidden, tables: Tables) -> bool:
    """Say whether a post names somebody who was erased on request, or leads to their site."""
    brand = brand_of(sighting.site, tables) if sighting.site else None
    text = f"{sighting.title} {sighting.text} {sighting.url} {sighting.email or ''}"
    return await forbidden.is_erased([brand] if brand else [], (), text)
