"""Asking a mail server whether it would take a mailbox, without writing to it; off unless the operator wants it.

::

    EHLO, MAIL FROM:<>, RCPT TO:<the address>, where that is taken RCPT TO:<an invented one>, RSET, QUIT

No DATA ever follows. The empty sender is that of reports (RFC 5321, 4.5.5), so nothing can come back. What cannot be
asked is unknown: ``no-answer`` where the line is closed (many networks close port 25), ``refused`` and ``policy``
where the server does not talk to us. The connection is checked when it is made, like every other of ours.
"""

import asyncio
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from ipaddress import ip_address

from aiosmtplib import SMTP, SMTPException, SMTPResponseException

from leadwright.adapters.connect import AddrInfo
from leadwright.domain.validity import heard, weighed

PORT = 25  # RFC 5321, 4.5.4.2
SECONDS = 20.0  # for the whole conversation
TRIED = 2  # addresses of a server that are tried

Socket = Callable[[AddrInfo], socket.socket]
"""Makes a socket for an address, or raises OSError where we may not go."""


class SmtpProbe:
    """Knocks at mail servers."""

    def __init__(self, *, hello: str, make: Socket, port: int = PORT, seconds: float = SECONDS) -> None:
        """Greet as ``hello`` (our own domain); ``make`` guards every connection."""
        self._hello, self._make, self._port, self._seconds = hello, make, port, seconds

    async def ask(self, address: str, stranger: str, *, servers: Sequence[str]) -> str:
        """Say what the mail server at one of ``servers`` (IP addresses) means by its answers (a code); never fails."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._ask(address, stranger, servers)
        except SMTPResponseException as error:  # it does not talk to us: that is not about the mailbox
            said = heard(error.code, error.message)
            return said if said in ("greylisted", "policy") else "refused"
        except (SMTPException, OSError, ValueError):  # a timeout is an OSError
            return "no-answer"

    async def _ask(self, address: str, stranger: str, servers: Sequence[str]) -> str:
        client = SMTP(
            hostname=None,
            port=None,
            sock=await self._connected(servers),
            local_hostname=self._hello,
            timeout=self._seconds,
            use_tls=False,
            start_tls=False,
        )
        try:
            await client.connect()
            await client.mail("")
            named = await self._named(client, address)
            said = named if named != "taken" else weighed(named, await self._named(client, stranger))
            with suppress(SMTPException):
                await client.rset()
            return said
        finally:
            with suppress(SMTPException, OSError):
                await client.quit(timeout=2.0)
            client.close()

    async def _named(self, client: SMTP, address: str) -> str:
        """Name a recipient and say what the answer means."""
        answer = await client.execute_command(b"RCPT", b"TO:<" + address.encode("ascii") + b">")
        return heard(answer.code, answer.message)

    async def _connected(self, servers: Sequence[str]) -> socket.socket:
        """Connect to the first server that answers; OSError where none does or none may be asked."""
        failed: OSError = ConnectionError("no mail server with an address")
        for server in servers[:TRIED]:
            family = socket.AF_INET6 if ip_address(server).version == 6 else socket.AF_INET
            try:
                made = self._make((family, socket.SOCK_STREAM, 0, "", (server, self._port)))
            except OSError as refused:
                failed = refused
                continue
            made.setblocking(False)  # noqa: FBT003  # the name of its parameter is nobody's
            try:
                async with asyncio.timeout(self._seconds / (TRIED + 1)):
                    await asyncio.get_running_loop().sock_connect(made, (server, self._port))
            except OSError as closed:
                made.close()
                failed = closed
                continue
            except BaseException:
                made.close()
                raise
            return made
        raise failed
