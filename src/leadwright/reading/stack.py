"""The tools a site uses beside its platform, and the stalls it has on marketplaces."""

from collections.abc import Sequence

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.page import Doc


def stack_of(docs: Sequence[Doc], tables: Tables) -> tuple[Fact, ...]:
    """Name the tools, each with what shows it."""
    del docs, tables
    return ()


def markets_of(docs: Sequence[Doc], tables: Tables) -> tuple[Fact, ...]:
    """Name the marketplaces on which the business has a stall of its own, each with the link to it."""
    del docs, tables
    return ()
