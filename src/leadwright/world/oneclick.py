"""The letter's link, followed by its reader's mail program or by the reader; never beyond this machine."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import aiohttp

LOOPBACK = ("127.0.0.1", "localhost", "::1")
BODIES = {
    "click": b"List-Unsubscribe=One-Click",  # as a mailbox provider does it: RFC 8058 section 3.2
    "link": b"do=stop",  # the button of the page
    "erase": b"do=erase-now",  # the second of two: the first one asks whether it is meant
}
SECONDS = 10.0


async def press(url: str, hosts: Mapping[str, int], how: str = "click") -> int:
    """POST to ``url`` without cookies, login or following redirects; give the HTTP status, 0 where nobody answered.

    ``how`` names what is pressed, a key of BODIES.

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
            session.post(url, data=BODIES[how], headers=headers, allow_redirects=False, ssl=False) as answer,
        ):
            await answer.read()
            return answer.status
    except (aiohttp.ClientError, TimeoutError, ValueError):
        return 0
