"""The product's dice: the one place where chance comes from."""

import hashlib
import random  # noqa: TID251  # these are the Dice


class SeededDice:
    """Draws that depend on the seed and the key alone; answers :class:`leadwright.ports.dice.Dice`."""

    def __init__(self, seed: bytes) -> None:
        """Belong to ``seed``: secret where Message-IDs must not be guessed, fixed where a run is to be repeated."""
        self._seed = seed

    def roll(self, *key: str) -> random.Random:
        """Give the draws of ``key``; they repeat for the same seed and key, whatever was drawn before."""
        parts = (self._seed, *(part.encode() for part in key))
        framed = b"".join(
            len(part).to_bytes(8, "big") + part for part in parts
        )  # so that ("a", "bc") is not ("ab", "c")
        return random.Random(int.from_bytes(hashlib.sha256(framed).digest(), "big"))
