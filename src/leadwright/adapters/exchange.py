"""One request and its answer over one HTTP session; a redirect is an answer like any other.

Cookies are dropped. Sizes count after decompression, so a compressed bomb gets no further than its limit.
"""

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import aiohttp
from yarl import URL

from leadwright.adapters.connect import Refused
from leadwright.adapters.robots import Rules
from leadwright.domain.site import Unread

try:
    from isal import isal_zlib
except ImportError:  # the extra ``fast``
    pass
else:
    aiohttp.set_zlib_backend(isal_zlib)  # half the time of zlib's inflate (docs/measurements.md)

HEADER_BYTES = 32_768  # content security policies of real shops exceed aiohttp's 8 KB
ALL_HEADERS_BYTES = 4 * HEADER_BYTES
REFUSAL_BYTES = 65_536  # of an answer that is no success we read what tells a wall for machines
CODINGS = "gzip, deflate"  # asked for, and taken; not what else may happen to be installed


@dataclass(frozen=True, slots=True)
class Question:
    """One request to make; ``cut`` takes the first ``cap`` bytes of a longer answer instead of refusing it."""

    asked: str
    url: URL
    cap: int
    headers: Mapping[str, str]
    kinds: tuple[str, ...] = ()  # the media types worth reading; empty for any
    cut: bool = False
    rules: Rules | None = None
    body: bytes | None = None  # asked by POST


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it came, before anybody judged it."""

    asked: str
    url: URL
    status: int
    headers: Mapping[str, str]
    body: bytes
    rules: Rules | None = None

    @property
    def target(self) -> URL | None:
        """Where a redirect leads."""
        place = self.headers.get("location")
        if self.status not in (301, 302, 303, 307, 308) or not place:
            return None
        return self.url.join(URL(place)).with_fragment(None)

    @property
    def content_type(self) -> str:
        """As the header has it; empty where there is none."""
        return self.headers.get("content-type", "")

    def is_one_of(self, kinds: tuple[str, ...]) -> bool:
        """Say whether the media type is one of ``kinds``; what names none and begins like HTML is."""
        kind = self.content_type.partition(";")[0].strip().lower()
        return kind in kinds or (not kind and self.body[:256].lstrip()[:1] == b"<")


class Exchange:
    """Sends requests through one session, which opens with the first of them."""

    def __init__(self, agent: str, *, seconds: float, connector: Callable[[], aiohttp.TCPConnector]) -> None:
        """Ask as ``agent``; a connection is made within ``seconds``, by a ``connector`` that checks it."""
        self._agent = agent
        self._seconds = seconds
        self._connector = connector
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close all connections; a request made later opens a new session."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def send(self, question: Question) -> Answer | Unread:
        """Ask, and give the answer as it came or the code of what is wrong with its size.

        Raises what aiohttp and the line raise (see :func:`code_of`).
        """
        url = question.url
        how = "GET" if question.body is None else "POST"
        asking = self._opened().request(how, url, headers=question.headers, data=question.body, allow_redirects=False)
        async with asking as response:
            headers = _plain(response.headers)
            answer = Answer(question.asked, url, response.status, headers, b"", question.rules)
            unfit = question.kinds and answer.content_type and response.ok and not answer.is_one_of(question.kinds)
            if answer.target or unfit:
                return answer
            if wrong := _unusable(headers):
                return Unread(str(url), "garbled", wrong)
            cut = question.cut or not response.ok
            cap = question.cap if response.ok else min(question.cap, REFUSAL_BYTES)
            body = await _read(response, cap)
            if len(body) > cap and not cut:
                return Unread(str(url), "too-large", f"more than {cap} bytes")
            return Answer(question.asked, url, response.status, headers, body[:cap], question.rules)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=self._connector(),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={
                    "User-Agent": self._agent,
                    "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
                    "Accept-Encoding": CODINGS,
                },
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._seconds),
                max_line_size=HEADER_BYTES,
                max_field_size=HEADER_BYTES,
            )
        return self._session


async def _read(response: aiohttp.ClientResponse, cap: int) -> bytes:
    """Read a body until it is more than ``cap`` bytes."""
    parts, size = list[bytes](), 0
    async for part in response.content.iter_any():
        parts.append(part)
        size += len(part)
        if size > cap:
            break
    return b"".join(parts)


def _plain(headers: Mapping[str, str]) -> dict[str, str]:
    """Give headers with lower-case names, and one list for several lines of one name (RFC 9110, 5.3).

    Bytes that are not UTF-8 become U+FFFD, so that the text can be stored and sent.
    """
    plain: dict[str, str] = {}
    for name, said in headers.items():
        key, value = name.lower(), said if said.isascii() else _text_of(said)
        plain[key] = f"{plain[key]}, {value}" if key in plain else value
    return plain


def _text_of(value: str) -> str:
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _unusable(headers: Mapping[str, str]) -> str:
    """Say what is wrong with an answer by its headers, if anything.

    They are stored with a page. A content coding that we cannot undo (RFC 9110, 8.4) would reach us as text.
    """
    if sum(map(len, headers.values())) > ALL_HEADERS_BYTES:
        return "headers beyond measure"
    coding = headers.get("content-encoding", "").strip().lower()
    return "" if coding in ("", "identity", "gzip", "deflate") else coding


def code_of(error: BaseException) -> str:
    """Name what went wrong on the line; the codes are those of :mod:`.web`."""
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError, ssl.SSLError)):
        return "tls"
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, Refused):
        return "address"
    if isinstance(error, (aiohttp.ClientResponseError, aiohttp.ClientPayloadError)):
        return "garbled"
    return "unreachable"
