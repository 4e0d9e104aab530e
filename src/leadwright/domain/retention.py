"""How long somebody's data is kept: a clock each, that nothing but a letter or a word of theirs sets anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

NEVER_CONTACTED, UNANSWERED, ANSWERED = "never-contacted", "unanswered", "answered"


@dataclass(frozen=True, slots=True)
class Clocks:
    """The longest times, each from the last thing that counts for it."""

    never_contacted: timedelta = timedelta(days=30)  # from the day of the lead, also where it was visited again
    unanswered: timedelta = timedelta(days=181)  # six months, from the last letter
    answered: timedelta = timedelta(days=730)  # twenty-four months, from the last word of either side
    pages: timedelta = timedelta(days=90)  # from the reading


@dataclass(frozen=True, slots=True)
class Life:
    """What has happened with one brand."""

    created: datetime
    sent: datetime | None = None  # the last letter that left, or may have
    heard: datetime | None = None  # the last mail of theirs that no machine wrote

    @property
    def kind(self) -> str:
        """Which clock runs."""
        if self.heard:
            return ANSWERED
        return UNANSWERED if self.sent else NEVER_CONTACTED


def ends(life: Life, clocks: Clocks) -> datetime:
    """Give when a brand is erased."""
    if life.heard:
        return max(life.heard, life.sent or life.heard) + clocks.answered
    return life.sent + clocks.unanswered if life.sent else life.created + clocks.never_contacted


def due(lives: Mapping[str, Life], *, now: datetime, clocks: Clocks) -> list[str]:
    """Give the brands whose time has come, the longest overdue first."""
    moments = {brand: ends(life, clocks) for brand, life in lives.items()}
    return sorted((brand for brand, end in moments.items() if end <= now), key=lambda brand: (moments[brand], brand))
