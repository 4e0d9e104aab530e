"""Public places where businesses announce themselves."""

from collections.abc import AsyncIterator
from typing import Protocol

from leadwright.domain.lead import Sighting, Watch


class Sources(Protocol):
    """All configured sources behind one door."""

    def look(self, watch: Watch) -> AsyncIterator[Sighting]:
        """Give what is new at a watch, oldest first, from its stored bookmark on.

        Each sighting's ``bookmark`` says where to go on once it is stored. Raises Later where the source asks for
        patience, Fatal(code ``source-closed``) at 401, 403, 429 or a challenge, Drop(code ``unreadable``) where it
        answers something else than its format; what was given before stays given. A look that gave nothing may say
        where the next one goes on, as the Drop's fact ``bookmark``; Drop(code ``nothing-found``) says just that.
        """
