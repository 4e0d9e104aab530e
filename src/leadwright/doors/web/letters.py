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
    """Some text of a letter; ``mark`` counts the evidence it rests on from 1, None where it needs none."""

    text: str
    mark: int | None = None


def parts(body: str, grounds: Sequence[Grounded]) -> list[Part]:
    """Cut ``body`` where its grounded sentences begin and end; together the parts are the body."""
    places = sorted(
        (at, len(ground.sentence), n)
        for n, ground in enumerate(grounds, 1)
        if ground.sentence and (at := body.find(ground.sentence)) >= 0
    )
    found, done = [], 0
    for at, length, mark in places:
        if at < done:
            continue  # within the sentence before
        found += [Part(body[done:at]), Part(body[at : at + length], mark)]
        done = at + length
    return [part for part in (*found, Part(body[done:])) if part.text]
