"""Handing letters to the operator's own mail server by SMTP; answers :class:`leadwright.ports.mailer.Mailer`.

What went wrong, and what it means:

=====================================  ==================================================
no connection, 4xx, 5xx at MAIL        NotTaken, not permanent: nothing has left
5xx at RCPT                            NotTaken, permanent, except 5.7.x, which is about us
5xx after the dot                      NotTaken, permanent where the status is 5.1.x or 5.2.x
login refused (535, 534, 530 ...)      Fatal ``mailbox-refused``
bad certificate, or no TLS there        Fatal ``mailbox-refused``, why ``tls``
line lost or silent since DATA         Unknown: the letter may have left
=====================================  ==================================================

Each letter has a connection of its own: thirty a day are not worth keeping one alive.
"""

import re
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from ipaddress import ip_address

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
)
from loguru import logger

from leadwright.adapters.message import mime
from leadwright.domain.errors import Fatal, UserError
from leadwright.domain.letter import Letter
from leadwright.ports.mailer import Mailer, NotTaken, Unknown

_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")  # RFC 3463
_TEMPORARY_AUTH = range(400, 500)  # RFC 4954, 6: 454 is the server's trouble, not our password

Append = Callable[[bytes], Awaitable[None]]
"""Files a copy of a letter that left in the mailbox's Sent folder."""


@dataclass(frozen=True, slots=True)
class SmtpAccess:
    """How to reach a submission server; the password is asked for anew at each login."""

    host: str
    port: int
    security: str  # tls, starttls, plain (loopback only)
    user: str | None = None
    password: Callable[[], str] | None = None
    login: str = "password"  # or xoauth2, where ``password`` gives the access token
    timeout: float = 60.0  # seconds for one answer of the server
    tls: ssl.SSLContext | None = None  # None: the system's certificates


class SmtpMailer:
    """One mailbox's way out."""

    def __init__(self, name: str, access: SmtpAccess, *, append: Append | None = None) -> None:
        """Send for the mailbox ``name``; ``append`` files copies where the server does not do so itself."""
        check_security(name, host=access.host, security=access.security)
        self._name = name
        self._access = access
        self._append = append

    async def hand_over(self, letter: Letter) -> None:
        """Return when the server has taken the letter."""
        raw = mime(letter)
        client = self._client()
        try:
            await self._enter(client)
            await self._transfer(client, letter, raw)
        finally:
            with suppress(SMTPException, OSError):
                await client.quit(timeout=2.0)
            client.close()
        await self._file(letter, raw)

    async def knock(self) -> None:
        """Log in and leave, for a check-up; raises what :meth:`hand_over` would."""
        client = self._client()
        try:
            await self._enter(client)
        finally:
            with suppress(SMTPException, OSError):
                await client.quit(timeout=2.0)
            client.close()

    def _client(self) -> SMTP:
        access = self._access
        return SMTP(
            hostname=access.host,
            port=access.port,
            use_tls=access.security == "tls",
            start_tls=access.security == "starttls",
            tls_context=(access.tls or ssl.create_default_context()) if access.security != "plain" else None,
            timeout=access.timeout,
        )

    async def _enter(self, client: SMTP) -> None:
        """Connect and log in."""
        try:
            await client.connect()
            if self._access.user is not None and self._access.password is not None:
                login = client.auth_xoauth2 if self._access.login == "xoauth2" else client.login
                await login(self._access.user, self._access.password())
        except UserError as error:
            raise Fatal("mailbox-refused", mailbox=self._name, why="secret", said=str(error)) from error
        except SMTPAuthenticationError as error:
            if error.code in _TEMPORARY_AUTH:
                raise _refusal(error) from error
            raise Fatal("mailbox-refused", mailbox=self._name, why="login", said=error.message) from error
        except SMTPResponseException as error:
            raise _refusal(error) from error
        except (SMTPException, OSError, ValueError) as error:
            if cause := _tls_fault(error):
                raise Fatal("mailbox-refused", mailbox=self._name, why="tls", said=cause) from error
            raise NotTaken(f"{type(error).__name__}: {error}", permanent=False) from error

    async def _transfer(self, client: SMTP, letter: Letter, raw: bytes) -> None:
        """Say from whom and to whom, then give the letter; only the last step can leave it in doubt."""
        try:
            await client.mail(parseaddr(letter.sender)[1], options=_size(client, raw))
            await client.rcpt(parseaddr(letter.to)[1])
        except SMTPRecipientRefused as error:
            raise _refusal(error, permanent=not _status(error).startswith("5.7.")) from error
        except SMTPResponseException as error:
            raise _refusal(error) from error
        except (SMTPException, OSError) as error:
            raise NotTaken(f"{type(error).__name__}: {error}", permanent=False) from error
        try:
            await client.data(raw)
        except SMTPDataError as error:
            if not 200 <= error.code < 300:
                raise _refusal(error, permanent=_status(error).startswith(("5.1.", "5.2."))) from error
        except (SMTPException, OSError) as error:
            raise Unknown(f"{type(error).__name__}: {error}") from error

    async def _file(self, letter: Letter, raw: bytes) -> None:
        """File a copy; the letter has left, so a failure here is only worth a line in the log."""
        if self._append is None:
            return
        try:
            await self._append(raw)
        except Exception as error:  # noqa: BLE001  # whatever it is, it must not look as if the letter had not left
            logger.warning("no copy in Sent for {}: {}", letter.draft, error)


class Mailers:
    """All mailboxes' ways out; answers :class:`leadwright.ports.mailer.Mailer`."""

    def __init__(self, mailers: Mapping[str, Mailer]) -> None:
        """Send each letter by the mailer of its mailbox."""
        self._mailers = mailers

    async def hand_over(self, letter: Letter) -> None:
        """Hand the letter to its mailbox's server; Fatal(``no-mailbox``) where that mailbox is not configured."""
        mailer = self._mailers.get(letter.mailbox)
        if mailer is None:
            raise Fatal("no-mailbox", mailbox=letter.mailbox)
        await mailer.hand_over(letter)


def check_security(name: str, *, host: str, security: str) -> None:
    """Refuse to send a password in the clear to another machine, or a security that does not exist."""
    if security not in ("tls", "starttls", "plain"):
        raise UserError(
            f"mailbox {name}: security is {security!r}; use tls, starttls, or plain for this machine itself"
        )
    if security == "plain" and not _is_loopback(host):
        raise UserError(f"mailbox {name}: {host} is another machine, so security must be tls or starttls")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _size(client: SMTP, raw: bytes) -> list[str]:
    return [f"SIZE={len(raw)}"] if client.supports_extension("size") else []


def _status(error: SMTPResponseException) -> str:
    found = _STATUS.search(error.message)
    return found[1] if found else ""


def _refusal(error: SMTPResponseException, *, permanent: bool = False) -> NotTaken:
    final = permanent and 500 <= error.code < 600
    return NotTaken(f"{error.code} {error.message}", permanent=final, status=_status(error) or None)


def _tls_fault(error: BaseException | None) -> str | None:
    """What was wrong with the encryption, wherever it is wrapped: a fault of settings, not of the moment."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message or str(error)
        if isinstance(error, ssl.SSLError) or "STARTTLS" in str(error):
            return str(error)
        error = error.__cause__ or error.__context__
    return None
