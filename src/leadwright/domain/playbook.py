"""A niche as data: whom it is for, what hurts there, and the letters that fit."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Template:
    """One letter's pattern in one language: spintax ``{a|b}`` and placeholders ``[company]``."""

    kind: str  # first followup breakup answer
    variant: str  # A, B
    language: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Playbook:
    """How to win one niche; ``waits`` are working days after the predecessor was confirmed sent."""

    name: str
    title: str
    icp: str  # shop, agency
    kinds: tuple[str, ...]  # business kinds it is for
    platforms: tuple[str, ...]  # platforms that fit it best
    niches: Mapping[str, tuple[str, ...]]  # niche -> words that show it
    pains: Mapping[str, Mapping[str, str]]  # pain -> language -> words
    offers: Mapping[str, Mapping[str, str]]  # offer -> language -> words
    templates: tuple[Template, ...]
    waits: Mapping[str, int]  # kind -> working days: followup 3, breakup 7
    threshold: int = 40  # least score worth a letter


@dataclass(frozen=True, slots=True)
class Playbooks:
    """The niches that are switched on, in the operator's order."""

    all: tuple[Playbook, ...]

    def __getitem__(self, name: str) -> Playbook:
        """Find one by its name; KeyError where there is none."""
        for playbook in self.all:
            if playbook.name == name:
                return playbook
        raise KeyError(name)
