"""The postal address a site gives."""

import re
from collections.abc import Sequence

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.imprint import telling_texts
from leadwright.reading.page import Doc, squeezed


def postal_of(docs: Sequence[Doc], tables: Tables) -> Fact | None:
    """Find a postal address: of the structured data, else the lines around a postcode in imprint or footer."""
    for doc in docs:
        for thing in doc.things:
            parts = [thing.get(key) for key in ("streetAddress", "postalCode", "addressLocality", "addressCountry")]
            said = [squeezed(one) for one in parts if isinstance(one, str) and one.strip()]
            if len(said) >= 3:
                return Fact(", ".join(said)[:200], doc.evidence(", ".join(said), way="jsonld"))
    for doc in sorted(docs, key=lambda one: {"imprint": 0, "contact": 1}.get(one.kind, 2)):
        lines = [line for line in telling_texts(doc).split("\n") if len(line) < 300]
        for at, line in enumerate(lines):
            if any(one.postcode is not None and one.postcode.search(line) for one in tables.nations.values()):
                earlier = lines[max(0, at - 2) : at] if len(line) < 60 else []
                kept = [one for one in earlier if re.search(r"\d", one) and "@" not in one and len(one) < 80]
                return Fact(", ".join((*kept, line))[:200], doc.evidence(" | ".join((*earlier, line)), way="imprint"))
    return None
