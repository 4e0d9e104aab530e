"""The recipient's page: the only door that faces the internet, an app of its own.

A signed link names a brand. GET and HEAD change nothing, so scanners and previews may follow it; a POST stops
everything, is idempotent, and needs no cookie and no login (RFC 8058, section 3). A forged or altered link gets the
same page as a good one, and nothing happens.
"""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>
<style>body{{font:17px/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1rem;color:#1d2430}}
button{{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:.5rem;background:#1d4ed8;color:#fff}}</style></head>
<body><h1>{title}</h1>{body}</body></html>"""
ASK = PAGE.format(
    title="Stop our letters",
    body="<p>Press the button and neither this address nor anyone else of your business hears from us again.</p>"
    '<form method="post"><button>Stop all letters</button></form>',
)
DONE = PAGE.format(title="Done", body="<p>You will not hear from us again. No need to do anything else.</p>")
SAFE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
}

Stop = Callable[[str], Awaitable[bool]]
"""Stops all letters of the brand that a link's token names; False, and nothing done, where the token is not ours."""


def public_app(stop: Stop) -> Starlette:
    """Make the app; ``stop`` is called by POST alone."""

    async def page(request: Request) -> Response:
        if request.method != "POST":
            return HTMLResponse(ASK, headers=SAFE)
        await stop(request.path_params["token"])
        return HTMLResponse(DONE, headers=SAFE)

    return Starlette(routes=[Route("/u/{token}", page, methods=["GET", "HEAD", "POST"])])
