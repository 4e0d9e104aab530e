"""What people can say, in ten languages, and what each wording truly means.

The wordings lie in ``voices/*.toml``, one file per language; a wording says what it means where that is not plain
from its topic. Categories, tags and flags are those of the labelling guide of replies.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

# category: (tag, stops the sequence, must be suppressed)
MEANING = {
    "positive": ("positive", True, False),
    "question": ("neutral", True, False),
    "referral": ("neutral", True, False),
    "not_now": ("neutral", True, False),
    "data_request": ("neutral", True, False),
    "negative": ("negative", True, False),
    "unsubscribe": ("unsubscribe", True, True),
    "auto_out_of_office": ("auto", False, False),
    "auto_ack": ("auto", False, False),
}
CATEGORY = {
    "yes": "positive", "details": "positive", "accept": "positive", "colleague": "positive", "question": "question",
    "no": "negative", "stop": "unsubscribe", "away": "auto_out_of_office", "ack": "auto_ack",
}  # fmt: skip
TOPICS = tuple(CATEGORY)


@dataclass(frozen=True, slots=True)
class Wording:
    """One text and what it means."""

    text: str
    category: str
    suppresses: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What one language offers: names, phrases of mail programs, and wordings by topic."""

    language: str
    phrases: Mapping[str, Any]
    wordings: Mapping[str, tuple[Wording, ...]]

    def day(self, day: date, form: str) -> str:
        """Write a date as ``form`` says, in this language."""
        month, weekday = self.phrases["months"][day.month - 1], self.phrases["weekdays"][day.weekday()]
        return form.format(
            d=day.day, dd=f"{day.day:02}", m=day.month, mm=f"{day.month:02}", y=day.year, month=month, weekday=weekday
        )


class Library:
    """All languages; one that is not here is written in English."""

    def __init__(self) -> None:
        folder = files("leadwright.world") / "voices"
        self._words = {
            file.name.removesuffix(".toml"): _read(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8"))
            for file in folder.iterdir()
            if file.name.endswith(".toml")
        }

    def words(self, language: str) -> Words:
        """Give what a language offers."""
        return self._words.get(language, self._words["en"])

    @property
    def languages(self) -> tuple[str, ...]:
        """Name the languages that are here."""
        return tuple(sorted(self._words))


def _read(language: str, text: str) -> Words:
    phrases = tomllib.loads(text)
    wordings = {
        topic: tuple(
            Wording(
                entry["text"].strip(),
                category := entry.get("category", CATEGORY[topic]),
                entry.get("suppresses", MEANING[category][2]),
            )
            for entry in phrases.pop(topic)
        )
        for topic in TOPICS
    }
    return Words(language, phrases, wordings)
