"""The one-click opt-out, pressed as a mailbox provider does it (RFC 8058 section 3.2); never beyond this machine."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import aiohttp

LOOPBACK = ("127.0.0.1", "localhost", "::1")
BODY = b"List-Unsubscribe=One-Click"
SECONDS = 10.0


async def press(url: str, hosts: Mapping[str, int]) -> int:
    """POST to ``url`` without cookies, login or following redirects; give the HTTP status, 0 where nobody answered.

    ``hosts`` gives the port on 127.0.0.1 of host names that exist in the demo only; other hosts are not contacted.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if host in hosts:
        headers["Host"] = parts.netloc
        url = parts._replace(scheme="http", netloc=f"127.0.0.1:{hosts[host]}").geturl()  # TLS ends before the product
    elif host not in LOOPBACK:
        return 0
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
            session.post(url, data=BODY, headers=headers, allow_redirects=False, ssl=False) as answer,
        ):
            await answer.read()
            return answer.status
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return 0
