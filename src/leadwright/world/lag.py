"""A relay in front of a server of the world that makes every answer late: what comes first must not matter."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context

CHUNK = 65_536


class Lag:
    """Passes on to a port of 127.0.0.1; each answer waits ``delay()`` real seconds; ``port`` is its own."""

    def __init__(self, port: int, delay: Callable[[], float]) -> None:
        """Stand before ``port``."""
        self._behind, self._delay = port, delay
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self) -> None:
        """Listen on a free port."""
        opening = asyncio.start_server(self._relay, "127.0.0.1", 0)
        self._server = await asyncio.create_task(opening, context=Context())
        self.port = int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stop listening."""
        if self._server:
            self._server.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        behind_reader, behind_writer = await asyncio.open_connection("127.0.0.1", self._behind)
        asking = asyncio.create_task(self._pass(reader, behind_writer, late=False))
        try:
            await self._pass(behind_reader, writer, late=True)
        finally:
            asking.cancel()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, late: bool) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(CHUNK):
                if late:
                    await asyncio.sleep(self._delay())  # noqa: TID251  # a slow server is slow in real time
                writer.write(data)
                await writer.drain()
        writer.close()
