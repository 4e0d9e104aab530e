"""Where the firms of the world sit, and what people are called there."""

from dataclasses import dataclass
from typing import Any

from leadwright.world.dice import Roll
from leadwright.world.words import read_words


@dataclass(frozen=True, slots=True)
class Place:
    """One country, as words/places.toml describes it."""

    code: str
    name: str
    languages: tuple[str, ...]
    currency: str
    gate: str
    pattern: str
    streets: tuple[str, ...]
    cities: tuple[tuple[str, str], ...]  # postal code (with the state, where there are states), city
    forms: tuple[str, ...]
    phone: str
    numbers: tuple[str, ...]  # register and VAT numbers, as an imprint prints them


def _place(code: str, row: dict[str, Any]) -> Place:
    lists = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Place(code, **lists | {"cities": tuple((post, city) for post, city in row["cities"])})


PLACES = {code: _place(code, row) for code, row in read_words("places").items()}


def draw_name(language: str, roll: Roll) -> str:
    """Draw a person's name as it is written in ``language``: in Japanese the family name stands first."""
    names = read_words("names")
    first = roll.choice(names["first"][language].split())
    last = roll.choice(names["last"][language].split())
    return f"{last} {first}" if language == "ja" else f"{first} {last}"


def fill(pattern: str, roll: Roll) -> str:
    """Put a drawn digit, never zero, in the place of each ``#``."""
    return "".join(str(roll.randint(1, 9)) if sign == "#" else sign for sign in pattern)
