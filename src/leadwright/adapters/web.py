"""The public web, read politely; answers :class:`leadwright.ports.web.Web`.

A visit asks for documents, a document is followed hop by hop (:mod:`.hops`), a hop is one request and its answer
(:mod:`.exchange`). The manners stand at the hop, so nothing here or above can forget them.

A dead or closed site is a finding and comes back as :class:`~leadwright.domain.site.Unread`:

==============  ====================================================================
code            meaning
==============  ====================================================================
scheme          not http or https
credentials     user or password inside the URL
port            not the scheme's own port
address         no URL, a bare or private address, or a name of one house
robots          robots.txt says no, or is refused or broken
unresolved      the host has no address
unreachable     refused, reset or hung up, or its name server does not answer
timeout         no whole answer in time; the second one ends the visit
tls             its certificate or handshake is bad
redirects       more than five, or ``redirect-loop``
too-large       page or site beyond the limit
challenge       a wall for machines; the visit ends
status          any answer but 200, in ``detail``
not-html        a page that is none, or a document of no use
garbled         not HTTP, headers beyond measure, a body that is not what it says
later           the host asked for patience in the middle of a visit
crawl-delay     the site wants longer pauses than a visit may take
==============  ====================================================================

Later is raised for 429, for 503 with Retry-After, and where our own line or name server is down (``offline``).
"""

import hashlib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Self

from aiohttp.abc import AbstractResolver

from leadwright.adapters.charset import utf8_of
from leadwright.adapters.connect import Names, guarded
from leadwright.adapters.exchange import Answer, Exchange
from leadwright.adapters.hops import Hops, Limits
from leadwright.adapters.recent import Recent
from leadwright.adapters.walls import is_challenge
from leadwright.domain.errors import Drop, Later
from leadwright.domain.site import Page, Site, Unread
from leadwright.ports.clock import Clock
from leadwright.ports.web import Choose

__all__ = ["Limits", "PoliteWeb"]

VALIDATOR_CHARS = 512  # of an ETag that we keep and send back
ROUNDS = 3  # how often a visit asks where to go next: home, a list of sitemaps, a sitemap

_HTML = ("text/html", "application/xhtml+xml")
_DATA = ("application/json", "application/xml", "text/xml")


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
        resolver: AbstractResolver | None = None,
    ) -> None:
        """Read as ``agent`` (product and contact), at least ``pace`` seconds apart at one host.

        ``names`` is the demo world (see :mod:`.connect`) and ``tls`` trusts its certificates; ``apis`` are hosts whose
        published API we use, where robots.txt, which is for crawlers, does not apply. ``resolver`` looks up names in
        the place of the machine's own; what it answers is checked all the same.
        """
        self._clock = clock
        self._limits = limits or Limits()
        connector = partial(guarded, names, tls, resolver=resolver)
        self._new_exchange = partial(Exchange, agent, seconds=self._limits.seconds, connector=connector)
        self._exchange = self._new_exchange()  # for single documents; a visit has its own
        self._hops = Hops(clock, agent=agent, apis=apis, pace=pace, limits=self._limits)
        self._validators: Recent[dict[str, str]] = Recent()

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
        await self._exchange.close()

    async def visit(self, url: str, *, choose: Choose) -> Site:
        """Read a site: its home, then what ``choose`` names, within the limits.

        Its connections end with the visit: an idle one costs 0.2 MB with TLS, and there are thousands of hosts.
        """
        visit = _Visit(self._new_exchange(), self._limits.site_bytes)
        try:
            return await self._visit(visit, url, choose)
        finally:
            with self._clock.busy("web"):
                await visit.exchange.close()

    async def _visit(self, visit: "_Visit", url: str, choose: Choose) -> Site:
        home = await self._page(visit, url)
        if isinstance(home, Unread) and home.why in ("tls", "unreachable") and url.startswith("https://"):
            home = await self._page(visit, "http" + url.removeprefix("https"))
        if isinstance(home, Unread):
            return Site(url, (), (home,))
        visit.pages.append(home)
        asked = set[str]()
        for _ in range(ROUNDS):
            links = [link for link in dict.fromkeys(choose(tuple(visit.pages))) if link not in asked]
            asked.update(links)
            if not await self._read(visit, links):
                break
        return Site(url, tuple(visit.pages), tuple(visit.unread))

    async def _read(self, visit: "_Visit", links: Sequence[str]) -> bool:
        """Read what was chosen, within the limits; say whether to go on choosing."""
        pages, unread, limits = visit.pages, visit.unread, self._limits
        known = len(pages)
        for link in links:
            if visit.is_over(limits):
                return False
            if self._hops.too_slow(pages[0].url):
                unread.append(Unread(link, "crawl-delay"))
                continue
            page = await self._next_page(visit, link)
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
        conditions = (self._validators.get(url) or {}) if body is None else {}
        sent = {**conditions, **(headers or {})}
        answer = await self._hops.follow(self._exchange, url, self._limits.site_bytes, headers=sent, body=body)
        if isinstance(answer, Unread):
            raise Drop("unread", why=answer.why, url=answer.url, detail=answer.detail)
        self._hops.heed(answer)
        if is_challenge(answer.status, answer.headers, answer.body):
            raise Drop("unread", why="challenge", url=url, status=answer.status)
        if answer.status != 200 and not (answer.status == 304 and _is_conditional(sent)):
            raise Drop("unread", why="status", url=url, status=answer.status)
        if answer.status == 200 and body is None:
            self._remember(url, answer.headers)
        return self._as_page(answer)

    async def _next_page(self, visit: "_Visit", url: str) -> Page | Unread:
        try:
            return await self._page(visit, url, kinds=(*_HTML, *_DATA))
        except Later as later:
            return Unread(url, "later", str(later))

    async def _page(self, visit: "_Visit", url: str, *, kinds: tuple[str, ...] = _HTML) -> Page | Unread:
        cap = min(visit.left, self._limits.page_bytes)
        answer = await self._hops.follow(visit.exchange, url, cap, kinds=kinds)
        if isinstance(answer, Unread):
            if answer.why == "too-large":  # it was read as well
                visit.left -= cap
            return answer
        visit.left -= len(answer.body)
        if is_challenge(answer.status, answer.headers, answer.body):
            self._hops.note(answer)
            return Unread(str(answer.url), "challenge", str(answer.status))
        self._hops.heed(answer)
        if answer.status != 200:
            return Unread(str(answer.url), "status", str(answer.status))
        if not answer.is_one_of(kinds):
            return Unread(str(answer.url), "not-html", answer.content_type)
        return self._as_page(answer)

    def _as_page(self, answer: Answer) -> Page:
        return Page(
            url=str(answer.url),
            asked=answer.asked,
            status=answer.status,
            at=self._clock.now(),
            utf8=utf8_of(answer.body, answer.content_type),
            sha256=hashlib.sha256(answer.body).hexdigest(),
            robots=answer.rules.verdict if answer.rules else "none",
            headers=answer.headers,
            sitemaps=answer.rules.sitemaps if answer.rules else (),
        )

    def _remember(self, url: str, headers: Mapping[str, str]) -> None:
        pairs = (("If-None-Match", headers.get("etag")), ("If-Modified-Since", headers.get("last-modified")))
        self._validators.keep(url, {name: value for name, value in pairs if value and _may_be_sent(value)})


def _may_be_sent(value: str) -> bool:
    """Say whether a validator is plain and short enough to go back to its server."""
    return value.isascii() and value.isprintable() and len(value) <= VALIDATOR_CHARS


def _is_conditional(headers: Mapping[str, str]) -> bool:
    return any(name.lower() in ("if-none-match", "if-modified-since") for name in headers)


@dataclass(slots=True)
class _Visit:
    """What one visit has read, and how many more bytes it may take."""

    exchange: Exchange
    left: int
    pages: list[Page] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def is_over(self, limits: Limits) -> bool:
        """Say whether a limit is reached."""
        asked, late = len(self.pages) + len(self.unread), sum(one.why == "timeout" for one in self.unread)
        return len(self.pages) >= limits.pages or asked >= limits.tries or late >= limits.timeouts or self.left <= 0
