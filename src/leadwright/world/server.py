"""One HTTP server on 127.0.0.1 for many hosts, told apart by the Host header.

It answers in real time: whoever asks is busy, so simulated time stands still meanwhile and the server needs no
clock but for its log.
"""

import asyncio
import hashlib
import zlib
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from datetime import datetime
from email.utils import format_datetime
from typing import NamedTuple

from aiohttp import web

from leadwright.ports.clock import Clock
from leadwright.world.sites.answer import Answer

_CHUNK = b"a" * 65536
_LINE_BYTES = 20 * 1024 * 1024
_BOMB_BYTES = 100 * 1024 * 1024
_DRIP_SECONDS = 0.2
_HELD_SECONDS = 0.2  # how long stopping waits for answers under way


class Asked(NamedTuple):
    """One request, when it came."""

    host: str
    path: str
    at: datetime


class Served(NamedTuple):
    """One request, from its coming to the last byte of its answer."""

    host: str
    path: str
    at: datetime
    done: datetime


Route = Callable[[str, Mapping[str, str]], Answer]


class HostServer:
    """Serves ``routes``: host -> function of path and query; an unknown host is answered 421 (RFC 9110, 15.5.20)."""

    def __init__(
        self,
        routes: Mapping[str, Route],
        clock: Clock,
        *,
        modified: datetime,
        slow: Mapping[str, float] | None = None,
        delay: Callable[[], float] | None = None,
    ) -> None:
        """``slow`` and ``delay`` give real seconds before an answer, by host and by call."""
        self._routes = routes
        self._clock = clock
        self._modified = format_datetime(modified, usegmt=True)
        self._slow = slow or {}
        self._delay = delay
        self._runner: web.ServerRunner | None = None
        self.log: list[Asked] = []
        self.posted: list[Asked] = []
        self.served: list[Served] = []  # in the order in which answers ended
        self.port = 0

    @property
    def hosts(self) -> Collection[str]:
        """Name the hosts that it answers for."""
        return self._routes.keys()

    async def start(self) -> None:
        """Listen on a free port of 127.0.0.1, which ``port`` then tells."""
        self._runner = web.ServerRunner(web.Server(self._serve), shutdown_timeout=_HELD_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Close the port and every connection."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        host = request.host.partition(":")[0].lower()
        asked = Asked(host, request.path_qs, self._clock.now())
        (self.log if request.method in ("GET", "HEAD") else self.posted).append(asked)
        try:
            response = await self._answer(request, host)
            if request.transport and not request.transport.is_closing():
                await response.prepare(request)
                await response.write_eof()
        finally:
            self.served.append(Served(*asked, self._clock.now()))
        return response

    async def _answer(self, request: web.BaseRequest, host: str) -> web.StreamResponse:
        wait = self._slow.get(host, 0.0) + (self._delay() if self._delay else 0.0)
        if wait:
            await asyncio.sleep(wait)  # noqa: TID251  # a slow server is slow in real time
        route = self._routes.get(host)
        if route is None:
            return web.Response(status=421, text="no such host here")
        answer = route(request.path, request.query)
        if answer.trick:
            return await _misbehave(request, answer)
        return self._proper(request, answer)

    def _proper(self, request: web.BaseRequest, answer: Answer) -> web.Response:
        """Answer with validators, or 304 where the visitor's copy is still good (RFC 9110, 13.1)."""
        headers = dict(answer.headers)
        if answer.status == 200:
            headers["ETag"] = f'"{hashlib.sha256(answer.data).hexdigest()[:20]}"'
            if answer.dated:
                headers["Last-Modified"] = self._modified
            if _unchanged(request.headers, headers):
                return web.Response(status=304, headers=headers)
        headers["Content-Type"] = answer.content_type
        return web.Response(status=answer.status, body=answer.data, headers=headers)


def _unchanged(asked: Mapping[str, str], given: Mapping[str, str]) -> bool:
    if "If-None-Match" in asked:
        return given["ETag"] in asked["If-None-Match"]
    return asked.get("If-Modified-Since", "") == given.get("Last-Modified", "-")


async def _misbehave(request: web.BaseRequest, answer: Answer) -> web.StreamResponse:
    if answer.trick == "abort":
        if request.transport:
            request.transport.abort()
        return web.Response(status=500)
    response = web.StreamResponse(headers={"Content-Type": answer.content_type, **answer.headers})
    await response.prepare(request)
    try:
        async for chunk in _TRICKS[str(answer.trick)]():
            await response.write(chunk)
        await response.write_eof()
    except ConnectionError:
        pass  # the visitor has had enough, as it should
    return response


async def _endless() -> AsyncIterator[bytes]:
    while True:
        yield _CHUNK


async def _line() -> AsyncIterator[bytes]:
    yield b"<!doctype html><title>One line</title><p>"
    for _ in range(_LINE_BYTES // len(_CHUNK)):
        yield _CHUNK


async def _drip() -> AsyncIterator[bytes]:
    yield b"<!doctype html><title>Slowly</title>"
    while True:
        await asyncio.sleep(_DRIP_SECONDS)  # noqa: TID251  # a slow server is slow in real time
        yield b" "


async def _bomb() -> AsyncIterator[bytes]:
    """Unpack to a thousand times the bytes that are sent."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1024 * 1024)
    for _ in range(_BOMB_BYTES // len(block)):
        if packed := packer.compress(block):
            yield packed
    yield packer.flush()


_TRICKS: Mapping[str, Callable[[], AsyncIterator[bytes]]] = {
    "endless": _endless,
    "line": _line,
    "drip": _drip,
    "bomb": _bomb,
}
