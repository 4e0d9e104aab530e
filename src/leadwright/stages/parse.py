"""Look at public sources."""

from collections.abc import AsyncIterator
from dataclasses import replace

from leadwright.chain import stage
from leadwright.domain.errors import Drop, Fatal, Later, UserError
from leadwright.domain.lead import Sighting, Watch
from leadwright.domain.playbook import Playbooks
from leadwright.ports import Sources
from leadwright.reading.relevance import factors_of


@stage
async def parse(watch: Watch, sources: Sources, playbooks: Playbooks) -> AsyncIterator[Sighting]:
    """Give what is new at a watch, each post weighed for what it says.

    A source that closes its door is left alone until the operator resumes it; one that the operator must mend, such as
    a list with wrong columns, is looked at again at the next tick.
    """
    try:
        async for sighting in sources.look(watch):
            yield replace(sighting, factors=factors_of(sighting, playbooks.all))
    except Fatal as closed:
        raise Later(None, "source-closed", watch=watch.name, why=str(closed)) from closed
    except UserError as wrong:
        raise Drop("source-wrong", watch=watch.name, why="; ".join(wrong.problems)) from wrong
