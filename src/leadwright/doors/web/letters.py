"""A letter as it is read before it is approved: each sentence that rests on a page stands beside that page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Grounded(Protocol):
    """A sentence and the page that proves it."""

    @property
    def sentence(self) -> str:
        """The sentence, word for word."""

    @property
    def url(self) -> str:
        """Where its facts were read."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some text of a letter; ``marks`` count the evidence it rests on from 1, none where it needs none."""

    text: str
    marks: tuple[int, ...] = ()


def parts(text: str, grounds: Sequence[Grounded]) -> list[Part]:
    """Cut ``text`` where its grounded sentences begin and end; together the parts are the text again."""
    marks: dict[tuple[int, int], list[int]] = {}
    for n, ground in enumerate(grounds, 1):
        if ground.sentence and (at := text.find(ground.sentence)) >= 0:
            marks.setdefault((at, at + len(ground.sentence)), []).append(n)
    found, done = [], 0
    for (at, end), numbers in sorted(marks.items()):
        if at >= done:  # else it lies within the sentence before
            found += [Part(text[done:at]), Part(text[at:end], tuple(numbers))]
            done = end
    return [part for part in (*found, Part(text[done:])) if part.text]
