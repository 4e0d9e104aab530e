"""The pattern language of letters: chosen words ``{a|b}``, placeholders ``[name]``, optional parts ``[[ ... ]]``.

- ``{Hi|Hello}`` gives one of the words, drawn by the roll; it may be nested.
- ``[company]`` gives a value. One that is not known is a problem and leaves the placeholder visible.
- ``[[ ... [hero] ... ]]`` is left out as a whole when a placeholder in it has no value. Optional parts do not nest.

Words are chosen first, values are put in last and never read again: what a page says cannot act as a pattern.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")

MARK = re.compile(r"\[\[|\]\]|\[[a-z][a-z0-9_]{0,30}\]")
LONGEST_VALUE = 300  # characters


class Roll(Protocol):
    """One keyed draw; repeated calls go on from it."""

    def random(self) -> float:
        """Draw from [0, 1)."""


class Dice(Protocol):
    """Chance by key."""

    def roll(self, *key: str) -> Roll:
        """Give the roll of this key."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A text whose placeholders were filled, and which of them had no value."""

    text: str
    missing: tuple[str, ...] = ()


def write(pattern: str, values: Mapping[str, str], *, roll: Roll) -> Filled:
    """Choose the words of a pattern and put the values in; raises ValueError where a brace or part is not closed."""
    filled = fill(spin(pattern, roll), values)
    return Filled(tidy(filled.text), filled.missing)


def spin(pattern: str, roll: Roll) -> str:
    """Choose one word of each ``{a|b}``, from left to right; raises ValueError where braces do not match."""
    options: list[list[str]] = [[""]]  # for each open brace, the options read so far
    for piece in re.split(r"([{|}])", pattern):
        if piece == "{":
            options.append([""])
        elif piece == "|" and len(options) > 1:
            options[-1].append("")
        elif piece == "}" and len(options) > 1:
            chosen = options.pop()
            options[-1][-1] += one_of(chosen, roll)
        elif piece == "}":
            raise ValueError("a } without its {")
        else:
            options[-1][-1] += piece
    if len(options) > 1:
        raise ValueError("a { without its }")
    return options[0][0]


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """Put values in and drop the optional parts that lack one; ValueError where ``[[`` and ``]]`` do not match."""
    done, part = "", None  # the text outside, and the optional part under way
    missing: dict[str, None] = {}
    lacking = False
    at = 0
    for mark in MARK.finditer(text):
        before, at = text[at : mark.start()], mark.end()
        found = mark.group()
        if (found == "[[") == (part is not None) and found in {"[[", "]]"}:
            raise ValueError("[[ and ]] do not match")
        if found == "[[":
            done, part, lacking = done + before, "", False
            continue
        if found == "]]":
            done, part = done + ("" if lacking else (part or "") + before), None
            continue
        value = clean(values.get(found[1:-1], ""))
        if part is None:
            done += before + (value or found)
            missing |= {} if value else {found[1:-1]: None}
        else:
            part, lacking = part + before + value, lacking or not value
    if part is not None:
        raise ValueError("[[ and ]] do not match")
    return Filled(done + text[at:], tuple(missing))


def one_of(items: Sequence[T], roll: Roll) -> T:
    """Draw one of ``items``, which must not be empty."""
    return items[int(roll.random() * len(items))]


def names(pattern: str) -> frozenset[str]:
    """Give the names of all placeholders of a pattern."""
    return frozenset(mark[1:-1] for mark in MARK.findall(pattern) if mark not in {"[[", "]]"})


def clean(value: str) -> str:
    """Make a value one line of plain text: no control characters, single spaces, at most 300 characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())[:LONGEST_VALUE]


def tidy(text: str) -> str:
    """Take away what dropped parts leave behind: double spaces, spaces at line ends, more than one empty line."""
    lines = (re.sub(r" {2,50}", " ", line).strip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,20}", "\n\n", "\n".join(lines))
