"""Servers that say exactly the bytes they are told to, proper HTTP or not."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

Say = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]
NO_ROBOTS = b"HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Write a proper answer; ``headers`` come as they are, after a Content-Type and before the length."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html", *headers, f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


@asynccontextmanager
async def saying(
    say: Say, *, tls: ssl.SSLContext | None = None, heads: bytearray | None = None
) -> AsyncIterator[tuple[str, int]]:
    """Answer everything but robots.txt with ``say``, then hang up; gives the place. ``heads`` takes what was asked."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = await reader.readuntil(b"\r\n\r\n")
            if heads is not None:
                heads.extend(head)
            if head.startswith(b"GET /robots.txt"):
                writer.write(NO_ROBOTS)
            elif isinstance(say, bytes):
                writer.write(say)
            else:
                await say(writer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[:2]
    finally:
        server.close()
