"""How the words of many languages are written down: alternatives that become one expression without case."""

import re

Words = re.Pattern[str]


def any_of(*alternatives: str) -> Words:
    """Compile alternatives (regular expressions) into one; a straight apostrophe also matches the curly ones."""
    return re.compile("|".join(one.replace("'", "['’´`]?") for one in alternatives), re.IGNORECASE)


def whole(*alternatives: str) -> Words:
    """Like :func:`any_of`, at word borders."""
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(one.replace(chr(39), '[’´`' + chr(39) + ']?') for one in alternatives)})(?!\w)", re.I
    )


def said(text: str, *patterns: Words) -> tuple[str, ...]:
    """Give the first words of each expression that occur in the text, for the explanation of a decision."""
    return tuple(" ".join(found.group().split())[:80] for one in patterns if (found := one.search(text)))
