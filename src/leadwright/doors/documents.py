"""The documents that a controller keeps, as Markdown with the facts filled in."""

import re
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files

NAMES = ("processing", "balancing")
SLOT = re.compile(r"\{(\w{1,30})\}")


def filled(name: str, facts: Mapping[str, str], language: str, at: datetime) -> str:
    """Fill in a document; what stands in a fact is never read as a slot. KeyError for a slot without a fact."""
    text = files("leadwright.doors").joinpath("records", f"{name}.{language}.md").read_text(encoding="utf-8")
    known = {**facts, "at": f"{at:%Y-%m-%d}"}
    return SLOT.sub(lambda slot: known[slot[1]], text)
