"""Look at public sources."""

from collections.abc import AsyncIterator

from leadwright.chain import stage
from leadwright.domain.errors import Fatal, Later
from leadwright.domain.lead import Sighting, Watch
from leadwright.ports import Sources


@stage
async def parse(watch: Watch, sources: Sources) -> AsyncIterator[Sighting]:
    """Give what is new at a watch; a source that closes its door is left alone until the operator resumes it."""
    try:
        async for sighting in sources.look(watch):
            yield sighting
    except Fatal as closed:
        raise Later(None, "source-closed", watch=watch.name, why=str(closed)) from closed
