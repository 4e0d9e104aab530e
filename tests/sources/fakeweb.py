"""A web of canned documents, and a watch to look with."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from leadwright.domain.errors import Drop, Later, UserError
from leadwright.domain.lead import Sighting, Watch
from leadwright.domain.site import Page, Site
from leadwright.ports.mailroom import Mailroom
from leadwright.ports.web import Choose
from leadwright.sources.reach import Folder, Reach
from leadwright.world.clock import JumpClock

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
WATCH = Watch("mine", "kind")
Answer = str | int | Page | Drop | Later


def no_folder(mailbox: str, folder: str) -> Mailroom:
    raise AssertionError(f"{mailbox}/{folder}: this source reads no mail")


class FakeWeb:
    """Answers ``fetch`` from a function or a mapping; a number is a status, an error is raised."""

    def __init__(self, answers: Mapping[str, Answer] | Callable[[str], Answer]) -> None:
        self._answer = answers if callable(answers) else answers.__getitem__
        self.folder: Folder = no_folder
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.bodies: list[bytes | None] = []

    async def visit(self, url: str, *, choose: Choose) -> Site:
        raise AssertionError("a source never visits sites")

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Page:
        self.asked.append(url)
        self.headers.append(dict(headers or {}))
        self.bodies.append(body)
        answer = self._answer(url)
        if isinstance(answer, Page):
            return answer
        if isinstance(answer, (Drop, Later)):
            raise answer
        status, text = (200, answer) if isinstance(answer, str) else (answer, "")
        return Page(url=url, asked=url, status=status, at=NOW, utf8=text.encode(), sha256="")


def clock() -> JumpClock:
    return JumpClock(NOW)


def reach(web: FakeWeb | None = None, folder: Folder | None = None) -> Reach:
    """All secrets are ``secret``."""
    web = web or FakeWeb({})
    return Reach(web, clock(), lambda _: "secret", folder or web.folder)


async def look(source, web: FakeWeb | None = None, bookmark: str | None = None, *, folder: Folder | None = None):
    return [sighting async for sighting in source.look(WATCH, bookmark, reach(web, folder))]


async def looked(source, web: FakeWeb, bookmark: str | None = None) -> tuple[list[Sighting], Exception | None]:
    """Give what was found before the look came to its end, and what ended it early."""
    found: list[Sighting] = []
    try:
        async for sighting in source.look(WATCH, bookmark, reach(web)):
            found.append(sighting)
    except (Drop, Later, UserError) as stop:
        return found, stop
    return found, None
