"""Every kind of refusal that is planted in the world, as words/refusals.toml describes it.

``tests/world/test_refusals.py`` compares the codes with those that the product knows, so that none stays without a
plant.
"""

from dataclasses import dataclass

from leadwright.world.words import read_words

# What must become of a planted firm.
DROPPED, HOLD, BLOCK, ENDS, FIRST, ONCE, MERGED = "dropped", "hold", "block", "ends", "first", "once", "merged"
NEVER = (DROPPED, HOLD, BLOCK, MERGED)  # it gets no letter at all


@dataclass(frozen=True, slots=True)
class Refusal:
    """One kind of refusal; the fields are explained where they are written down."""

    key: str
    says: str
    fate: str
    codes: tuple[str, ...]
    address: str = ""
    firm: str = ""
    law: str = ""
    forgets: bool = False


CATALOGUE = {key: Refusal(key, **row | {"codes": tuple(row["codes"])}) for key, row in read_words("refusals").items()}
# People who refuse in one of these ways are among those that the roster makes anyway.
BEHAVIOURS = {
    "no": "said-no", "stop": "said-stop", "stop_click": "one-click", "hard_bounce": "hard-bounce",
    "late_bounce": "late-bounce",
}  # fmt: skip
# A plant that is the same business as another one, or the same person's.
PARTNERS = {"twin-stopped": "stop-link", "twin": "support", "approached": "myshopify"}


def has_firm(key: str) -> bool:
    """Say whether a firm is made for this kind of refusal alone."""
    return key in CATALOGUE and bool(CATALOGUE[key].firm)
