"""The operator's mailbox over IMAP (RFC 3501); answers :class:`leadwright.ports.mailroom.Mailroom`.

IMAPClient works in a thread of its own, so that a server that hangs holds up this mailbox and nothing else; closing its
socket ends whatever it waits for. The cursor is UIDVALIDITY and UIDNEXT of each folder, never the flag UNSEEN, which is
wrong as soon as a person reads the mail elsewhere. Where nothing is new, a sweep costs one STATUS a folder.
"""

import asyncio
import imaplib
import json
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import imapclient
from imapclient.exceptions import LoginError

from leadwright.adapters.smtp import check_security
from leadwright.domain.errors import Fatal, Later, UserError
from leadwright.ports.clock import Clock
from leadwright.ports.mailroom import Batch, RawMail

CHUNK = 100  # mails a FETCH; some servers refuse or choke on more than 500
BATCH = 500  # mails a call; the rest is for the next one
MAIL_BYTES = 1_000_000  # of one mail; what is cut is inside attachments
WAIT = timedelta(minutes=2)

_LOST = (imaplib.IMAP4.abort, OSError)
_JUNK = ("junk", "spam", "junk e-mail", "junk email", "bulk mail", "inbox.junk", "inbox.spam", "inbox/spam")
_SENT = ("sent", "sent items", "sent messages", "sent mail", "inbox.sent", "inbox/sent", "gesendet", "отправленные")
_NOT_NOW = (b"[UNAVAILABLE]", b"[INUSE]", b"[LIMIT]")  # RFC 5530, 3: not about our password

T = TypeVar("T")
Cursor = dict[str, list[int]]  # folder -> UIDVALIDITY, UIDNEXT


@dataclass(frozen=True, slots=True)
class ImapAccess:
    """How to reach an IMAP server; the password is asked for anew at each login."""

    host: str
    port: int
    security: str  # tls, starttls, plain (loopback only)
    user: str
    password: Callable[[], str]
    login: str = "password"  # or xoauth2, where ``password`` gives the access token
    folders: tuple[str, ...] = ()  # to read besides or instead of what is found: empty = inbox and spam
    timeout: float = 30.0  # seconds for one answer of the server
    tls: ssl.SSLContext | None = None


class ImapMailroom:
    """One mailbox, read and never changed, except that copies are filed in Sent."""

    def __init__(self, name: str, access: ImapAccess, *, clock: Clock, from_start: bool = False) -> None:
        """Read the mailbox ``name``; ``from_start`` gives the first sweep everything that is there already."""
        check_security(name, host=access.host, security=access.security)
        self._name = name
        self._access = access
        self._clock = clock
        self._from_start = from_start
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"imap-{name}")
        self._client: Any = None  # imapclient.IMAPClient; touched by the thread alone, but for its socket
        self._sent: str | None = None
        self._folders: tuple[str, ...] = ()
        self._closed = False

    @property
    def name(self) -> str:
        """The mailbox's name."""
        return self._name

    async def new(self, cursor: str | None) -> Batch:
        """Give what arrived since ``cursor``."""
        known: Cursor | None = None if cursor is None else json.loads(cursor)
        return await self._run(lambda: self._sweep(known))

    async def in_sent(self, message_id: str) -> bool:
        """Say whether the Sent folder holds this Message-ID; False where there is no such folder."""
        return await self._run(lambda: self._find_sent(message_id))

    async def append_sent(self, raw: bytes) -> None:
        """File a copy in Sent, which is made where there is none."""
        moment = self._clock.now()
        await self._run(lambda: self._append(raw, moment))

    async def close(self) -> None:
        """Hang up; a command under way fails at once, those that wait never start."""
        if self._closed:
            return
        self._closed = True
        client = self._client
        if client is not None:
            with suppress(*_LOST):  # shut, not closed: closing would wait for the thread that reads from it
                client.socket().shutdown(socket.SHUT_RDWR)
        self._thread.submit(self._drop)
        self._thread.shutdown(wait=False)

    async def _run(self, work: Callable[[], T]) -> T:
        """Run in our thread, with one more try on a new line; foreign errors become ours."""
        with self._clock.busy(f"imap {self._name}"):
            try:
                return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: self._twice(work))
            except UserError as error:
                raise Fatal("mailbox-refused", mailbox=self._name, why="secret", said=str(error)) from error
            except LoginError as error:
                said = str(error)
                if any(mark.decode() in said for mark in _NOT_NOW):
                    raise self._later(error) from error
                raise Fatal("mailbox-refused", mailbox=self._name, why="login", said=said) from error
            except ssl.SSLError as error:
                raise Fatal("mailbox-refused", mailbox=self._name, why="tls", said=str(error)) from error
            except (imaplib.IMAP4.error, OSError) as error:
                raise self._later(error) from error

    def _later(self, error: BaseException) -> Later:
        said = f"{type(error).__name__}: {error}"
        return Later(self._clock.now() + WAIT, "mailbox-unreachable", mailbox=self._name, said=said)

    # From here on everything runs in the mailbox's own thread.

    def _twice(self, work: Callable[[], T]) -> T:
        if self._closed:
            raise ConnectionAbortedError("hung up")
        try:
            if self._client is None:
                self._connect()
            return work()
        except _LOST:
            self._drop()
            if self._closed:
                raise
        self._connect()
        try:
            return work()
        except _LOST:
            self._drop()
            raise

    def _connect(self) -> None:
        access = self._access
        tls = access.tls or (ssl.create_default_context() if access.security != "plain" else None)
        client = imapclient.IMAPClient(
            access.host, access.port, ssl=access.security == "tls", ssl_context=tls, timeout=access.timeout
        )
        client.normalise_times = False  # aware moments, not the machine's local time
        # a literal is sent in two writes: with Nagle's algorithm the second would wait for a delayed acknowledgement
        client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            if access.security == "starttls":
                client.starttls(tls)
            login = client.oauth2_login if access.login == "xoauth2" else client.login
            login(access.user, access.password())
            self._find_folders(client)
        except BaseException:
            with suppress(*_LOST):
                client.shutdown()
            raise
        self._client = client

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(*_LOST):
                client.shutdown()

    def _find_folders(self, client: Any) -> None:
        """Find spam and Sent by what the server says they are for (RFC 6154), else by their usual names."""
        listed = [(frozenset(flags), name) for flags, _, name in client.list_folders()]
        junk = _special(listed, rb"\Junk", _JUNK)
        self._sent = _special(listed, rb"\Sent", _SENT)
        self._folders = self._access.folders or ("INBOX", *([junk] if junk else []))

    def _sweep(self, known: Cursor | None) -> Batch:
        mails: list[RawMail] = []
        cursor: Cursor = dict(known or {})
        more = False
        for folder in self._folders:
            status = self._client.folder_status(folder, ["UIDVALIDITY", "UIDNEXT"])
            validity, following = int(status[b"UIDVALIDITY"]), int(status[b"UIDNEXT"])
            if known is None and not self._from_start:
                cursor[folder] = [validity, following]
                continue
            old_validity, start = cursor.get(folder, [validity, 1])
            if old_validity != validity:
                start = 1  # numbered anew (RFC 3501, 2.3.1.1): read all again
            if following > start:
                found, following = self._read(folder, start, BATCH - len(mails))
                mails += found
                more = more or following < int(status[b"UIDNEXT"])
            cursor[folder] = [validity, max(start, following)]
        return Batch(tuple(mails), json.dumps(cursor, sort_keys=True), more=more)

    def _read(self, folder: str, start: int, room: int) -> tuple[list[RawMail], int]:
        """Read at most ``room`` mails from UID ``start`` on; also give the UID to go on from."""
        selected = self._client.select_folder(folder, readonly=True)
        try:
            uids = sorted(uid for uid in self._client.search(["UID", f"{start}:*"]) if uid >= start)
            taken = uids[:room]
            mails = [mail for chunk in _chunks(taken) for mail in self._fetch(folder, chunk)]
        finally:
            with suppress(imaplib.IMAP4.error):
                self._client.close_folder()  # opened read-only, so nothing is expunged (RFC 3501, 6.4.2)
        if len(taken) < len(uids):
            return mails, (taken[-1] + 1 if taken else start)
        return mails, max(int(selected.get(b"UIDNEXT", start)), (uids[-1] + 1 if uids else start))

    def _fetch(self, folder: str, uids: list[int]) -> Iterator[RawMail]:
        answer: Mapping[int, Mapping[bytes, Any]] = self._client.fetch(
            uids, ["INTERNALDATE", f"BODY.PEEK[]<0.{MAIL_BYTES}>"]
        )
        for uid in uids:
            parts = answer.get(uid, {})  # empty: deleted between search and fetch
            raw = next((value for name, value in parts.items() if name.startswith(b"BODY[]")), None)
            if raw is not None:
                moment: datetime = parts[b"INTERNALDATE"]
                yield RawMail(folder, uid, moment.astimezone(UTC), bytes(raw))

    def _find_sent(self, message_id: str) -> bool:
        if self._sent is None:
            return False
        self._client.select_folder(self._sent, readonly=True)
        try:
            return bool(self._client.search(["HEADER", "Message-ID", message_id]))
        finally:
            with suppress(imaplib.IMAP4.error):
                self._client.close_folder()

    def _append(self, raw: bytes, moment: datetime) -> None:
        if self._sent is None:
            self._client.create_folder("Sent")
            self._sent = "Sent"
        self._client.append(self._sent, raw, flags=(rb"\Seen",), msg_time=moment)


def _special(listed: list[tuple[frozenset[bytes], str]], flag: bytes, names: tuple[str, ...]) -> str | None:
    for flags, name in listed:
        if flag in flags:
            return name
    usual = {name.lower(): name for _, name in listed}
    return next((usual[name] for name in names if name in usual), None)


def _chunks(uids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(uids), CHUNK):
        yield uids[start : start + CHUNK]
