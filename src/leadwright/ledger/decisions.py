"""Decisions of the gate as they are stored with a letter."""

import msgspec

from leadwright.domain.decision import Decision


def decision_of(text: str | None) -> Decision | None:
    """Read a stored decision of the gate; an answer's has no country and no edition."""
    if text is None:
        return None
    said = {"country": None, "edition": "", **msgspec.json.decode(text, type=dict[str, object])}
    return msgspec.convert(said, Decision)
