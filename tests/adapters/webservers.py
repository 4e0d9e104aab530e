"""A small web on loopback: hosts by name, each with its own answers, and a list of what was asked when."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web

from leadwright.adapters.web import Limits, PoliteWeb
from leadwright.world.clock import JumpClock

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Asked:
    """One request as the server saw it, at the simulated moment."""

    at: datetime
    host: str
    path: str
    headers: dict[str, str]
    method: str = "GET"


@dataclass
class SmallWeb:
    """Hosts, answers and log."""

    clock: JumpClock
    port: int = 0
    pages: dict[str, Handler] = field(default_factory=dict)  # "host/path"
    asked: list[Asked] = field(default_factory=list)
    names: dict[str, tuple[str, int]] = field(default_factory=dict)
    runner: web.AppRunner | None = None

    def page(self, place: str, body: str | bytes = "", **kind: object) -> None:
        """Serve ``body`` at ``host/path``."""

        async def answer(_: web.Request) -> web.Response:
            raw = body.encode() if isinstance(body, str) else body
            options: dict[str, object] = {"headers": {"Content-Type": "text/html; charset=utf-8"}, **kind}
            return web.Response(body=raw, **options)  # type: ignore[arg-type]

        self.handle(place, answer)

    def redirect(self, place: str, target: str) -> None:
        self.page(place, status=302, headers={"Location": target})

    def handle(self, place: str, handler: Handler) -> None:
        self.names[place.partition("/")[0]] = ("127.0.0.1", self.port)
        self.pages[place] = handler

    @property
    def connections(self) -> int:
        """How many are open."""
        return len(self.runner.server.connections) if self.runner and self.runner.server else 0

    def paths(self, host: str) -> list[str]:
        return [asked.path for asked in self.asked if asked.host == host]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        self.asked.append(Asked(self.clock.now(), host, request.path, dict(request.headers), request.method))
        handler = self.pages.get(host + request.path)
        return await handler(request) if handler else web.Response(status=404)


@asynccontextmanager
async def small_web() -> AsyncIterator[SmallWeb]:
    clock = JumpClock(START)
    small = SmallWeb(clock)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", small.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    small.runner = runner
    site = web.TCPSite(runner, "127.0.0.1", 0, shutdown_timeout=0.1)
    await site.start()
    small.port = runner.addresses[0][1]
    try:
        yield small
    finally:
        await runner.cleanup()


def reader(small: SmallWeb, *, limits: Limits | None = None, apis: frozenset[str] = frozenset()) -> PoliteWeb:
    return PoliteWeb(small.clock, agent="Leadwright/1 (+mailto:me@x.test)", names=small.names, limits=limits, apis=apis)
