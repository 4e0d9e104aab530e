"""What stands before every page: who may ask, what a browser may do with the answer, and whose forms are taken.

The dashboard has no login: it answers on this machine alone. What is left to fear is a browser on this machine that
is led here by a strange page. A name that a stranger lets point to 127.0.0.1 is refused by its Host header; a form
that a stranger's page sends is refused by Origin, Sec-Fetch-Site, and the token that only our own pages hold.
"""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HERE = frozenset({"127.0.0.1", "localhost"})
READING = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST = 1_000_000  # bytes of a form
SAFE: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # not no-referrer: browsers would send our own forms with Origin: null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Refuses strange hosts and strange forms, and puts the safety headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SAFE)
            await send(message)

        refusal = refused(str(scope["method"]), Headers(scope=scope))
        answer = self._app if refusal is None else PlainTextResponse(refusal, status_code=403)
        await answer(scope, receive, safe)


def refused(method: str, headers: Headers) -> str | None:
    """Say why a request is not answered, or None.

    Host against DNS rebinding; for what is no mere reading Origin (RFC 6454) and Sec-Fetch-Site (W3C Fetch Metadata).
    """
    host = headers.get("host", "")
    if name_of(host) not in HERE:
        return "This dashboard answers to 127.0.0.1 and localhost only."
    if method in READING:
        return None
    origin = headers.get("origin")
    if origin is not None and origin != f"http://{host}":
        return "This form comes from another site."
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return "This form comes from another site."
    length = headers.get("content-length", "")
    return (
        None
        if length.isdigit() and int(length) <= LARGEST
        else "This form is too large, or does not say how large it is."
    )


def name_of(host: str) -> str | None:
    """Give the name in a Host header, without its port; None where it is no such header (RFC 9110 section 7.2)."""
    try:
        parts = urlsplit(f"//{host}")
        return parts.hostname if parts.netloc == host and parts.username is None and parts.port != 0 else None
    except ValueError:
        return None


class Seal:
    """Makes and knows the tokens of our own forms: HMAC-SHA256 of the form's address with a secret of this process."""

    def __init__(self, secret: bytes) -> None:
        """Seal with ``secret``, 32 random bytes drawn when the process starts."""
        self._secret = secret

    def token(self, action: str) -> str:
        """Give the token of the form that posts to ``action``."""
        return hmac.new(self._secret, action.encode(), sha256).hexdigest()

    def fits(self, action: str, token: str) -> bool:
        """Whether we made this token, for this form."""
        return hmac.compare_digest(self.token(action).encode(), token.encode())
