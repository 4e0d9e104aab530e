"""No address in what is only told: reasons, faults, events, notices, logs. Servers and libraries quote them freely."""

import re
from collections.abc import Mapping

from leadwright.domain.errors import Scalar

MASKED = "***@***"
ADDRESS = re.compile(r"[\w.!#$%&'*+=?^`{|}~-]{1,64}(?:@|＠|%40)[\w-]{1,63}(?:\.[\w-]{1,63})*", re.IGNORECASE)
NAMES = frozenset({"message_id", "first", "second", "mail", "letter", "draft", "key"})  # facts that name a stored thing


def masked(text: str) -> str:
    """Hide everything that looks like an address; a Message-ID does too."""
    return ADDRESS.sub(MASKED, text) if "@" in text or "＠" in text or "%40" in text else text


def masked_facts(facts: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Hide addresses in the facts of a reason; those that name a mail or a letter by its key stay as they are."""
    return {
        name: masked(value) if isinstance(value, str) and name not in NAMES else value for name, value in facts.items()
    }
