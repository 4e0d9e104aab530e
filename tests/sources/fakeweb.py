"""A web of canned documents, and a watch to look with."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from leadwright.domain.errors import Drop, Later
from leadwright.domain.lead import Watch
from leadwright.domain.site import Page, Site
from leadwright.ports.web import Choose
from leadwright.world.clock import JumpClock

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WATCH = Watch("mine", "kind")
Answer = str | int | Drop | Later


class FakeWeb:
    """Answers ``fetch`` from a function or a mapping; a number is a status, an error is raised."""

    def __init__(self, answers: Mapping[str, Answer] | Callable[[str], Answer]) -> None:
        self._answer = answers if callable(answers) else answers.__getitem__
        self.asked: list[str] = []

    async def visit(self, url: str, *, choose: Choose) -> Site:
        raise AssertionError("a source never visits sites")

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Page:
        self.asked.append(url)
        answer = self._answer(url)
        if isinstance(answer, (Drop, Later)):
            raise answer
        status, text = (200, answer) if isinstance(answer, str) else (answer, "")
        return Page(url=url, asked=url, status=status, at=NOW, html=text, sha256="")


def clock() -> JumpClock:
    return JumpClock(NOW)


async def look(source, web: FakeWeb | None = None, bookmark: str | None = None):
    found = source.look(WATCH, bookmark, web=web or FakeWeb({}), clock=clock())
    return [sighting async for sighting in found]
