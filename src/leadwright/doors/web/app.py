"""The dashboard as one app: pages, forms and JSON of one desk, on 127.0.0.1 alone.

It has no login: whoever can open it could as well use the command line. What a strange page could make a browser do
is refused in :mod:`leadwright.doors.web.guard`.
"""

import asyncio
import os
from collections.abc import Callable
from importlib.resources import files

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from loguru import logger
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from leadwright.domain.errors import UserError
from leadwright.doors.serving import HOST, served
from leadwright.doors.web.actions import Actions
from leadwright.doors.web.api import api
from leadwright.doors.web.dashboard import Dashboard
from leadwright.doors.web.guard import SAFE, Guard
from leadwright.doors.web.pages import Pages
from leadwright.service.desk import Desk

Say = Callable[[str], None]


def app(desk: Desk) -> FastAPI:
    """Make the dashboard of ``desk``; the caller opens and closes the desk."""
    # no Dice: a secret that could be drawn again would be none
    dashboard = Dashboard.of(desk, secret=os.urandom(32))
    made = FastAPI(title="Leadwright", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    made.include_router(Pages(dashboard).routes())
    made.include_router(Actions(dashboard).routes())
    made.include_router(api(desk))
    made.mount("/static", StaticFiles(directory=str(files("leadwright.doors.web").joinpath("static"))))
    made.add_middleware(Guard)
    explain(made, dashboard)
    return made


def explain(made: FastAPI, dashboard: Dashboard) -> None:
    """Let every error be a page of ours, or JSON below /api; a fault of ours shows no traceback."""

    def answer(request: Request, status: int, *problems: str) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"problems": problems}, status_code=status, headers=dict(SAFE))
        return dashboard.problem(request, *problems, status=status)

    def say(code: str) -> str:
        return dashboard.look.say(code, of="page")

    async def wrong_use(request: Request, wrong: Exception) -> Response:
        return answer(request, 400, *(wrong.problems if isinstance(wrong, UserError) else ()))

    async def refused(request: Request, wrong: Exception) -> Response:
        status = wrong.status_code if isinstance(wrong, HTTPException) else 500
        detail = wrong.detail if isinstance(wrong, HTTPException) and status == 403 else say("no-page")
        return answer(request, status, detail)

    async def misread(request: Request, _: Exception) -> Response:
        return answer(request, 422, say("misread"))

    async def fault(request: Request, wrong: Exception) -> Response:
        logger.opt(exception=wrong).error("a page failed: {}", request.url.path)
        return answer(request, 500, say("fault"))

    made.add_exception_handler(UserError, wrong_use)
    made.add_exception_handler(HTTPException, refused)
    made.add_exception_handler(RequestValidationError, misread)
    made.add_exception_handler(OverflowError, misread)  # a number that no database holds
    made.add_exception_handler(Exception, fault)


async def serve(desk: Desk, port: int, *, say: Say = lambda _: None) -> None:
    """Serve the dashboard until cancelled; ``say`` gets its address. Port 0 takes a free one.

    Signals are left alone. UserError where the port is taken.
    """
    async with served(app(desk), port, change="--port or as port under [dashboard]") as own:
        say(f"http://{HOST}:{own}/")
        await asyncio.get_running_loop().create_future()
