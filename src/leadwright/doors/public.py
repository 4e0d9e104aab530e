"""The recipient's page: the only door that faces the internet, an app of its own.

A signed link stands for a brand. GET and HEAD change nothing, so scanners, previews and prefetches may follow it. A
POST acts where it says what it wants: ``List-Unsubscribe=One-Click`` from a mail program (RFC 8058 section 3.1) stops
everything, and the buttons of the page stop, object, correct, and erase after one more question. It is idempotent and
needs no cookie and no login: the link is the key. A forged or altered link, one whose data were erased, and everything
else that is asked of this door get one and the same page that tells nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from leadwright.domain.operator import Operator
from leadwright.doors.meter import Meter
from leadwright.doors.recipient_page import RecipientPage
from leadwright.service.recipients import Held

SAFE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
ONE_CLICK = b"List-Unsubscribe=One-Click"
LARGEST = 16_384  # bytes of a form; the longest correction, in letters of three bytes, percent-encoded
PATIENCE = 10.0  # seconds until a whole form must have come
AT_ONCE = 64  # pages that are made at the same time; whoever comes later waits
MOST = 3000  # requests of one link a minute; scanners ask often, and a stop by a mail program is never refused
Said = tuple[str, str]


class Recipients(Protocol):
    """What the page asks for; each takes the link's token, and does nothing for one that is not ours."""

    operator: Operator

    async def look(self, token: str) -> Held | None:
        """Give what is held, or None."""

    async def stop(self, token: str) -> bool:
        """Stop all letters."""

    async def object(self, token: str) -> bool:
        """Stop all letters and note the objection."""

    async def correct(self, token: str, words: str) -> bool:
        """Keep a correction for a person to read."""

    async def erase(self, token: str) -> bool:
        """Stop all letters and erase what is held."""


def public_app(recipients: Recipients) -> Starlette:
    """Make the app; only a POST that says what it wants calls anything of ``recipients`` but ``look``."""
    return app_of(Door(recipients))


def app_of(door: "Door") -> Starlette:
    """Put a door on its one path; everything else is refused by it."""
    app = Starlette(
        routes=[Route("/u/{token}", door.answer, methods=["GET", "HEAD", "POST"])],
        exception_handlers={HTTPException: door.refuse, Exception: door.fail},
    )
    app.router.redirect_slashes = False
    return app


class Late:
    """The app of a desk that opens later than its door: letters name the door's port."""

    def __init__(self) -> None:
        """Wait for the app."""
        self.app: Starlette | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand over to the app; 503 until there is one."""
        await (self.app or Response(status_code=503))(scope, receive, send)


class Door:
    """Answers requests; keeps nothing of them but how often a link was asked for."""

    def __init__(self, recipients: Recipients) -> None:
        """Read the words once."""
        self._recipients, self._page = recipients, RecipientPage(recipients.operator)
        self._room, self._meter = asyncio.Semaphore(AT_ONCE), Meter(MOST)
        self._netloc = urlsplit(recipients.operator.link or "").netloc
        self._acts: dict[str, Callable[[str, str], Awaitable[bool]]] = {
            "stop": lambda token, _: recipients.stop(token),
            "object": lambda token, _: recipients.object(token),
            "correct": recipients.correct,
            "erase-now": lambda token, _: recipients.erase(token),
        }

    async def answer(self, request: Request) -> Response:
        """Show the page, or do what a POST asks for; the neutral page where the link leads nowhere."""
        what, words = await self._wanted(request) if request.method == "POST" else ("", "")
        moment = asyncio.get_running_loop().time()  # the machine's own: it bounds what is asked of it
        if what != "stop" and not self._meter.takes(request.path_params["token"], moment):
            return self._neutral(429)
        async with self._room:
            return await self._done(request, what, words)

    async def _done(self, request: Request, what: str, words: str) -> Response:
        token = request.path_params["token"]
        held = await self._recipients.look(token)
        acted = what in self._acts and await self._acts[what](token, words)
        if held is None:  # a link of ours stops also where nothing is left to show
            return self._neutral(200)
        page, asked = self._page, request.query_params.get("lang")
        path = f"./{token}"  # as the browser sees it, whatever stands before it at a proxy
        if acted:
            return shown(page.done(held, path, what.removesuffix("-now"), asked=asked))
        return shown((page.confirm if what == "erase" else page.show)(held, path, asked=asked))

    async def _wanted(self, request: Request) -> Said:
        """Read what a POST wants, and the words with it; nothing where another site made a browser send it."""
        form = await read(request)
        if form.get("List-Unsubscribe") == "One-Click":
            return "stop", ""
        if strange(request, self._netloc):
            return "", ""
        return str(form.get("do", "")), str(form.get("words", ""))

    async def refuse(self, _: Request, wrong: Exception) -> Response:
        """Answer what is not asked for here: another path, another method, a form that is none."""
        return self._neutral(wrong.status_code if isinstance(wrong, HTTPException) else 400)

    async def fail(self, _: Request, __: Exception) -> Response:
        """Answer where something of ours is broken; never calls it done."""
        return self._neutral(500)

    def _neutral(self, status: int) -> Response:
        return HTMLResponse(self._page.neutral, status_code=status, headers=SAFE)


def shown(page: str) -> Response:
    """Give a page."""
    return HTMLResponse(page, headers=SAFE)


def strange(request: Request, own: str) -> bool:
    """Say whether a browser tells that another site sent the form; mail programs and old browsers tell nothing."""
    if request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
        return True
    origin = request.headers.get("Origin", "null")  # as our own page has it: its referrer policy hides it
    named = {request.headers.get("Host"), own}
    return origin != "null" and urlsplit(origin).netloc not in named


async def read(request: Request) -> FormData:
    """Read a small form, URL-encoded or multipart (RFC 8058 allows both); HTTPException for what is none."""
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for part in request.stream():
                body += part
                if len(body) > LARGEST:
                    raise HTTPException(413)
    except TimeoutError:
        raise HTTPException(408) from None
    if body.strip() == ONE_CLICK:  # whatever it calls itself
        return FormData({"List-Unsubscribe": "One-Click"})

    async def again() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return await Request(request.scope, again).form(max_files=0, max_fields=8)
