"""The public web, read politely; answers :class:`leadwright.ports.web.Web`.

Every hop of every request passes the same four doors: may the URL be asked for at all (:mod:`.connect`), does
robots.txt allow it (:mod:`.robots`), is it our turn at that host (:mod:`.pace`), and is the socket's address public
(:mod:`.connect` again, when the connection is made). Cookies are dropped. Sizes count after decompression, and the
time limit covers the whole answer, so neither a compressed bomb nor a slow drip gets further than its limit.

A dead or closed site is a finding and comes back as :class:`~leadwright.domain.site.Unread`:

==============  ====================================================================
code            meaning
==============  ====================================================================
scheme          not http or https
credentials     user or password inside the URL
port            not the scheme's own port
address         a bare or private address
robots          robots.txt says no, or is refused or broken
unresolved      the host has no address
unreachable     refused, reset or hung up
timeout         no whole answer in time
tls             its certificate or handshake is bad
redirects       more than five, or ``redirect-loop``
too-large       page or site beyond the limit
challenge       a wall for machines; the visit ends
status          any answer but 200, in ``detail``
not-html        a page that is none, or a document of no use
garbled         not HTTP, or headers beyond measure
later           the host asked for patience in the middle of a visit
crawl-delay     the site wants longer pauses than a visit may take
==============  ====================================================================

Later is raised for 429, for 503 with Retry-After, and where our own line or name server is down (``offline``).
"""

import asyncio
import hashlib
import socket
import ssl
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self, TypeVar

import aiohttp
from yarl import URL

from leadwright.adapters.charset import decode
from leadwright.adapters.connect import Names, Refused, guarded, refusal
from leadwright.adapters.pace import Pace
from leadwright.adapters.robots import BYTES as ROBOTS_BYTES
from leadwright.adapters.robots import Rules, closed_rules, read_rules
from leadwright.adapters.walls import is_challenge
from leadwright.domain.errors import Drop, Later
from leadwright.domain.site import Page, Site, Unread
from leadwright.ports.clock import Clock
from leadwright.ports.web import Choose

REMEMBERED = 1_024  # validators, and origins whose rules are kept
LONGEST_WAIT = timedelta(days=7)  # however long a host asks us to stay away
WAIT_429 = timedelta(hours=1)  # where it does not say how long
WAIT_OFFLINE = timedelta(minutes=15)
HEADER_BYTES = 32_768  # content security policies of real shops exceed aiohttp's 8 KB
T = TypeVar("T")

ROUNDS = 3  # how often a visit asks where to go next: home, a list of sitemaps, a sitemap

_HTML = ("text/html", "application/xhtml+xml")
_DATA = ("application/json", "application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one site we take; bytes count after decompression."""

    pages: int = 8
    site_bytes: int = 8_000_000
    page_bytes: int = 3_000_000
    seconds: float = 20.0  # for one whole answer
    hops: int = 5
    slow: float = 30.0  # seconds of Crawl-delay beyond which only the home page is read


@dataclass(frozen=True, slots=True)
class _Answer:
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
        return self.headers.get("content-type", "")

    def is_one_of(self, kinds: tuple[str, ...]) -> bool:
        kind = self.content_type.partition(";")[0].strip().lower()
        return kind in kinds or (not kind and self.body[:256].lstrip()[:1] == b"<")


class PoliteWeb:
    """Reads pages and feeds through one HTTP session; close it, or use it as an async context manager."""

    def __init__(
        self,
        clock: Clock,
        *,
        agent: str,
        names: Names | None = None,
        apis: frozenset[str] = frozenset(),
        pace: float = 1.0,
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Read as ``agent`` (product and contact), at least ``pace`` seconds apart at one host.

        ``names`` is the demo world (see :mod:`.connect`) and ``tls`` trusts its certificates; ``apis`` are hosts whose
        published API we use, where robots.txt, which is for crawlers, does not apply.
        """
        self._clock = clock
        self._agent = agent
        self._names = names
        self._apis = apis
        self._pace = Pace(clock, gap=pace)
        self._limits = limits or Limits()
        self._tls = tls
        self._session: aiohttp.ClientSession | None = None
        self._rules: OrderedDict[str, Rules] = OrderedDict()
        self._validators: OrderedDict[str, dict[str, str]] = OrderedDict()

    async def __aenter__(self) -> Self:
        """Be ready; the session opens with the first request."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        await self.close()

    async def close(self) -> None:
        """Close all connections; a request made later opens a new session."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def visit(self, url: str, *, choose: Choose) -> Site:
        """Read a site: its home, then what ``choose`` names, within the limits."""
        home = await self._page(url, self._limits.page_bytes)
        if isinstance(home, Unread) and home.why in ("tls", "unreachable") and url.startswith("https://"):
            home = await self._page("http" + url.removeprefix("https"), self._limits.page_bytes)
        if isinstance(home, Unread):
            return Site(url, (), (home,))
        pages, unread, asked = [home], list[Unread](), set[str]()
        for _ in range(ROUNDS):
            links = [link for link in dict.fromkeys(choose(tuple(pages))) if link not in asked]
            asked.update(links)
            if not await self._read(links, pages, unread):
                break
        return Site(url, tuple(pages), tuple(unread))

    async def _read(self, links: Sequence[str], pages: list[Page], unread: list[Unread]) -> bool:
        """Read what was chosen, within the limits; say whether to go on choosing."""
        known = len(pages)
        for link in links:
            left = self._limits.site_bytes - sum(map(_weight, pages))
            if len(pages) == self._limits.pages:
                return False
            if self._too_slow(pages[0].url):
                unread.append(Unread(link, "crawl-delay"))
                continue
            page = await self._next_page(link, min(left, self._limits.page_bytes))
            if isinstance(page, Unread):
                unread.append(page)
                if page.why in ("challenge", "later"):
                    return False
            elif page.url not in {one.url for one in pages}:
                pages.append(page)
        return len(pages) > known

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Page:
        """Read one document; status 304 and no text where it has not changed since we last read it.

        Validators are kept in memory only: after a restart everything is read once more.
        """
        conditions = self._validators.get(url, {}) if body is None else {}
        answer = await self._follow(url, self._limits.site_bytes, headers={**conditions, **(headers or {})}, body=body)
        if isinstance(answer, Unread):
            raise Drop("unread", why=answer.why, url=answer.url, detail=answer.detail)
        self._heed(answer)
        if is_challenge(answer.status, answer.headers, answer.body):
            raise Drop("unread", why="challenge", url=url, status=answer.status)
        if answer.status not in (200, 304):
            raise Drop("unread", why="status", url=url, status=answer.status)
        if answer.status == 200 and body is None:
            self._remember(url, answer.headers)
        return self._as_page(answer)

    async def _next_page(self, url: str, cap: int) -> Page | Unread:
        try:
            return await self._page(url, cap, kinds=(*_HTML, *_DATA))
        except Later as later:
            return Unread(url, "later", str(later))

    async def _page(self, url: str, cap: int, *, kinds: tuple[str, ...] = _HTML) -> Page | Unread:
        answer = await self._follow(url, cap, kinds=kinds)
        if isinstance(answer, Unread):
            return answer
        if is_challenge(answer.status, answer.headers, answer.body):
            return Unread(str(answer.url), "challenge", str(answer.status))
        self._heed(answer)
        if answer.status != 200:
            return Unread(str(answer.url), "status", str(answer.status))
        if not answer.is_one_of(kinds):
            return Unread(str(answer.url), "not-html", answer.content_type)
        return self._as_page(answer)

    def _as_page(self, answer: _Answer) -> Page:
        return Page(
            url=str(answer.url),
            asked=answer.asked,
            status=answer.status,
            at=self._clock.now(),
            html=decode(answer.body, answer.content_type),
            sha256=hashlib.sha256(answer.body).hexdigest(),
            robots=answer.rules.verdict if answer.rules else "none",
            headers=answer.headers,
        )

    async def _follow(
        self,
        asked: str,
        cap: int,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        kinds: tuple[str, ...] = (),
        robots: bool = True,
    ) -> _Answer | Unread:
        """Ask, and follow redirects by hand; the caller's headers stay with their host, a body with its URL."""
        try:
            url = URL(asked).with_fragment(None)
            first, seen = url.raw_host, {url}
            for _ in range(self._limits.hops + 1 if body is None else 1):
                if why := refusal(url):
                    return Unread(str(url), why)
                rules = await self._rules_of(url) if robots and url.raw_host not in self._apis else None
                if rules and not rules.allow(str(url), self._agent):
                    return Unread(str(url), rules.closed or "robots", rules.detail)
                own = headers if headers and url.raw_host == first else {}
                question = _Question(asked, url, cap, own, kinds=kinds, cut=not robots, rules=rules, body=body)
                answer = await self._ask(question)
                if isinstance(answer, Unread) or answer.target is None:
                    return answer
                url = answer.target
                if url in seen:
                    return Unread(str(url), "redirect-loop")
                seen.add(url)
        except ValueError:  # yarl: not a URL
            return Unread(asked, "address")
        return Unread(asked, "redirects")

    async def _ask(self, question: "_Question") -> _Answer | Unread:
        """One request in our turn at the host; what goes wrong on the line becomes a code."""
        url, host = question.url, question.url.raw_host or ""
        delay = question.rules.delay(self._agent) if question.rules else 0.0
        async with self._pace.turn(host, gap=delay):
            with self._clock.busy(f"web {host}"):
                try:
                    async with asyncio.timeout(self._limits.seconds):
                        return await self._exchange(question)
                except aiohttp.ClientConnectorDNSError as error:
                    if error.os_error.errno == socket.EAI_AGAIN:
                        raise Later(self._clock.now() + WAIT_OFFLINE, "offline", host=host) from error
                    return Unread(str(url), "unresolved")
                except aiohttp.InvalidURL:
                    return Unread(str(url), "address")
                except (aiohttp.ClientError, TimeoutError, OSError) as error:
                    return Unread(str(url), _code_of(error), type(error).__name__)

    async def _exchange(self, question: "_Question") -> _Answer | Unread:
        url = question.url
        how = "GET" if question.body is None else "POST"
        asking = self._opened().request(how, url, headers=question.headers, data=question.body, allow_redirects=False)
        async with asking as response:
            headers = {name.lower(): ", ".join(response.headers.getall(name)) for name in response.headers}
            answer = _Answer(question.asked, url, response.status, headers, b"", question.rules)
            unfit = question.kinds and answer.content_type and response.ok and not answer.is_one_of(question.kinds)
            if answer.target or unfit:
                return answer
            body = bytearray()
            async for chunk in response.content.iter_chunked(65_536):
                body += chunk
                if len(body) > question.cap:
                    if not question.cut:
                        return Unread(str(url), "too-large", f"more than {question.cap} bytes")
                    break
            return _Answer(question.asked, url, response.status, headers, bytes(body[: question.cap]), question.rules)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=guarded(self._names, self._tls),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self._agent, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"},
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.seconds),
                max_line_size=HEADER_BYTES,
                max_field_size=HEADER_BYTES,
            )
        return self._session

    async def _rules_of(self, url: URL) -> Rules:
        """Give the rules of an origin, from memory for as long as they hold."""
        origin = str(url.origin())
        kept = self._rules.get(origin)
        if kept and kept.until > self._clock.now():
            return kept
        answer = await self._follow(f"{origin}/robots.txt", ROBOTS_BYTES, robots=False)
        if isinstance(answer, Unread):
            rules = closed_rules(answer.why, answer.detail, now=self._clock.now())
        else:
            rules = read_rules(answer.status, decode(answer.body, answer.content_type), now=self._clock.now())
        _keep(self._rules, origin, rules)
        return rules

    def _too_slow(self, url: str) -> bool:
        rules = self._rules.get(str(URL(url).origin()))
        return rules is not None and rules.delay(self._agent) > self._limits.slow

    def _heed(self, answer: _Answer) -> None:
        """Raise Later where the host asks for patience, and stay away from it until then."""
        asked = answer.headers.get("retry-after")
        if answer.status != 429 and not (answer.status == 503 and asked):
            return
        until = wait_of(asked, now=self._clock.now()) or self._clock.now() + WAIT_429
        host = answer.url.raw_host or ""
        self._pace.stay_away(host, until)
        raise Later(until, "asked-to-wait", host=host, status=answer.status, said=asked)

    def _remember(self, url: str, headers: Mapping[str, str]) -> None:
        pairs = (("If-None-Match", headers.get("etag")), ("If-Modified-Since", headers.get("last-modified")))
        _keep(self._validators, url, {name: value for name, value in pairs if value})


@dataclass(frozen=True, slots=True)
class _Question:
    """One request to make; ``cut`` takes the first ``cap`` bytes of a longer answer instead of refusing it."""

    asked: str
    url: URL
    cap: int
    headers: Mapping[str, str]
    kinds: tuple[str, ...] = ()  # the media types worth reading; empty for any
    cut: bool = False
    rules: Rules | None = None
    body: bytes | None = None  # asked by POST


def wait_of(value: str | None, *, now: datetime) -> datetime | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date, at most a week ahead; None where it makes no sense."""
    text = (value or "").strip()
    if text.isdecimal() and len(text) < 10:
        return now + min(timedelta(seconds=int(text)), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return min(max(moment.replace(tzinfo=moment.tzinfo or UTC), now), now + LONGEST_WAIT)


def _weight(page: Page) -> int:
    return len(page.html.encode("utf-8", "replace"))


def _code_of(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError, ssl.SSLError)):
        return "tls"
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, Refused):
        return "address"
    if isinstance(error, (aiohttp.ClientResponseError, aiohttp.ClientPayloadError)):
        return "garbled"
    return "unreachable"


def _keep(store: OrderedDict[str, T], key: str, value: T) -> None:
    """Keep a value, and forget the oldest one where there are too many."""
    store[key] = value
    store.move_to_end(key)
    if len(store) > REMEMBERED:
        store.popitem(last=False)
