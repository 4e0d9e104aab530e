"""What the firms of the world sell, and what they are called."""

from dataclasses import dataclass

from leadwright.world.words import read_words


@dataclass(frozen=True, slots=True)
class Niche:
    """One line of goods in one language, as words/niches.toml describes it."""

    key: str
    phrase: str
    nouns: tuple[str, ...]
    trade: tuple[str, ...]
    low: int
    high: int


NICHES = {
    language: tuple(Niche(**row | {"nouns": tuple(row["nouns"]), "trade": tuple(row["trade"])}) for row in rows)
    for language, rows in read_words("niches").items()
}
STEMS = {language: tuple(text.split()) for language, text in read_words("names")["stems"].items()}
PLANTED_STEMS = {language: tuple(text.split()) for language, text in read_words("names")["plants"].items()}
