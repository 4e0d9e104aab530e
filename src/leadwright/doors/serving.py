"""An ASGI app on a port of this machine, in the running event loop, for as long as a block runs."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import Context
from typing import Any

import uvicorn

from leadwright.domain.errors import UserError

HOST = "127.0.0.1"
PATIENCE = 2  # seconds for answers under way when it closes


class Quiet(uvicorn.Server):
    """A server that leaves signals to the command that runs it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take none."""
        yield


@asynccontextmanager
async def served(app: Any, port: int, *, change: str) -> AsyncIterator[int]:
    """Serve ``app`` on 127.0.0.1 while the block runs and give its port; 0 takes a free one.

    UserError where the port is taken, saying what to ``change``. The block ends with the server's own failure, if any.
    """
    try:
        taken = socket.create_server((HOST, port))
    except OSError as error:
        raise UserError(
            f"port {port} of {HOST} cannot be used ({error.strerror}): choose another one as {change}"
        ) from None
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", server_header=False,
        timeout_graceful_shutdown=PATIENCE, ws="none",
    )  # fmt: skip
    server = Quiet(config)
    # an empty context: what is served is no part of the caller's work on the Clock
    serving = asyncio.create_task(server.serve(sockets=[taken]), context=Context())
    try:
        yield int(taken.getsockname()[1])
    finally:
        server.should_exit = True
        await serving
