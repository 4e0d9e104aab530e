"""The public door of a house, on a port of this machine: open before the desk is, as every letter names it."""

import asyncio
import socket
from contextlib import AsyncExitStack
from contextvars import Context

import uvicorn

from leadwright.doors.public import Late, public_app
from leadwright.service.desk import Desk

HOST = "stop.hale-automation.test"


class Door:
    """Answers for whichever desk is open."""

    def __init__(self) -> None:
        """Wait for a desk."""
        self.port, self._late = 0, Late()

    async def start(self, stack: AsyncExitStack) -> None:
        """Listen on a free port until ``stack`` closes."""
        taken = socket.create_server(("127.0.0.1", 0))
        self.port = taken.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(self._late, log_level="warning", lifespan="off"))
        # an empty context: its connections are no part of the test's work on the clock
        serving = asyncio.create_task(server.serve(sockets=[taken]), context=Context())

        async def close() -> None:
            server.should_exit = True
            await serving

        stack.push_async_callback(close)

    def open(self, desk: Desk) -> None:
        """Answer for a desk."""
        self._late.app = public_app(desk.recipients)
