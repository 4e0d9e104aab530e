"""The recipient's page: the only door that faces the internet, an app of its own.

A signed link names a brand. GET and HEAD change nothing, so scanners and previews may follow it. A POST stops
everything where it says what it wants: ``List-Unsubscribe=One-Click`` from a mail program (RFC 8058 section 3.1), or
the button of the page itself. It is idempotent, and needs no cookie and no login (section 3.2). A forged or altered
link gets the same page as a good one, and nothing happens.
"""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Message

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>:root{{color-scheme:light dark}}body{{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;\
padding:0 1rem}}button{{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:#2f6f6a;\
color:#fff}}</style></head>
<body><h1>{title}</h1>{body}</body></html>"""
ASK = PAGE.format(
    title="Stop our letters",
    body="<p>Press the button and neither this address nor anyone else of your business hears from us again.</p>"
    '<form method="post"><button name="stop" value="all">Stop all letters</button></form>',
)
DONE = PAGE.format(title="Done", body="<p>You will not hear from us again. No need to do anything else.</p>")
SAFE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
ASKED = {"List-Unsubscribe": "One-Click", "stop": "all"}  # either of them means: stop
LARGEST = 4096  # bytes of a form; ours has eight

Stop = Callable[[str], Awaitable[bool]]
"""Stops all letters of the brand that a link's token names; False, and nothing done, where the token is not ours."""


def public_app(stop: Stop) -> Starlette:
    """Make the app; ``stop`` is called by a POST that asks for it, and by nothing else."""

    async def page(request: Request) -> Response:
        if request.method != "POST":
            return HTMLResponse(ASK, headers=SAFE)
        form = await read(request)
        if not any(form.get(name) == value for name, value in ASKED.items()):
            return HTMLResponse(ASK, headers=SAFE)
        await stop(request.path_params["token"])
        return HTMLResponse(DONE, headers=SAFE)

    return Starlette(routes=[Route("/u/{token}", page, methods=["GET", "HEAD", "POST"])])


async def read(request: Request) -> FormData:
    """Read a small form, URL-encoded or multipart (RFC 8058 allows both); HTTPException for what is too large."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            raise HTTPException(413)

    async def again() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return await Request(request.scope, again).form(max_files=0, max_fields=8)
