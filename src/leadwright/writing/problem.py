"""Why a letter may not leave as it is: a code with facts, kept with the draft as one line of text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason, such as ``subject-long`` with its length; ``str()`` gives ``subject-long length=72``."""

    code: str
    facts: tuple[tuple[str, str | int], ...] = ()

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.facts)])
