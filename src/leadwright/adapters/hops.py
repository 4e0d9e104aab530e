"""One document, asked for hop by hop; every hop passes the same four doors.

May the URL be asked for at all (:mod:`.connect`), does robots.txt allow it (:mod:`.robots`), is it our turn at that
host (:mod:`.pace`), and is the socket's address public (:mod:`.connect` again, when the connection is made). The time
limit covers the whole answer, so a slow drip gets no further than its limit.
"""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
from yarl import URL

from leadwright.adapters.connect import refusal
from leadwright.adapters.exchange import Answer, Exchange, Question, code_of
from leadwright.adapters.pace import Pace
from leadwright.adapters.patience import asked_until
from leadwright.adapters.recent import Recent
from leadwright.adapters.robots import BYTES as ROBOTS_BYTES
from leadwright.adapters.robots import Rules, closed_rules, read_rules
from leadwright.domain.errors import Later
from leadwright.domain.site import Unread
from leadwright.ports.clock import Bell, Clock

WAIT_OFFLINE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one site we take; bytes count after decompression."""

    pages: int = 8
    tries: int = 16  # pages asked for, read or not
    timeouts: int = 2  # pages that did not come in time, after which no more is asked for
    site_bytes: int = 8_000_000
    page_bytes: int = 3_000_000
    seconds: float = 20.0  # for one whole answer
    hops: int = 5
    slow: float = 30.0  # seconds of Crawl-delay beyond which only the home page is read


class Hops:
    """Follows redirects by hand, with the manners of each host on the way."""

    def __init__(self, clock: Clock, *, agent: str, apis: frozenset[str], pace: float, limits: Limits) -> None:
        """Ask as ``agent``; ``apis`` are hosts without robots.txt, ``pace`` the seconds between requests."""
        self._clock = clock
        self._agent = agent
        self._apis = apis
        self._pace = Pace(clock, gap=pace)
        self._limits = limits
        self._heard = clock.now() - 2 * WAIT_OFFLINE  # when anybody last answered
        self._rules: Recent[Rules] = Recent()
        self._asking: dict[str, list[Bell]] = {}  # origins whose rules somebody is asking for, and who waits for them

    async def follow(
        self,
        exchange: Exchange,
        asked: str,
        cap: int,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        kinds: tuple[str, ...] = (),
        robots: bool = True,
    ) -> Answer | Unread:
        """Ask, and follow redirects by hand; the caller's headers stay with their host, a body with its URL."""
        try:
            url = URL(asked).with_fragment(None)
            first, seen = url, {url}
            for _ in range(self._limits.hops + 1 if body is None else 1):
                if why := refusal(url):
                    return Unread(str(url), why)
                rules = await self._rules_of(exchange, url) if robots and url.raw_host not in self._apis else None
                if rules and not rules.allow(str(url), self._agent):
                    return Unread(str(url), rules.closed or "robots", rules.detail)
                own = headers if headers and _is_home(url, first) else {}
                question = Question(asked, url, cap, own, kinds=kinds, cut=not robots, rules=rules, body=body)
                answer = await self._ask(exchange, question)
                if isinstance(answer, Unread) or answer.target is None:
                    return answer
                url = answer.target
                if url in seen:
                    return Unread(str(url), "redirect-loop")
                seen.add(url)
        except ValueError:  # yarl: not a URL
            return Unread(asked, "address")
        return Unread(asked, "redirects")

    async def _ask(self, exchange: Exchange, question: Question) -> Answer | Unread:
        """One request in our turn at the host; what goes wrong on the line becomes a code."""
        url, host = question.url, question.url.raw_host or ""
        delay = question.rules.delay(self._agent) if question.rules else 0.0
        async with self._pace.turn(host, gap=delay):
            with self._clock.busy(f"web {host}"):
                try:
                    async with asyncio.timeout(self._limits.seconds):
                        answer = await exchange.send(question)
                    self._heard = self._clock.now()
                    return answer
                except aiohttp.ClientConnectorDNSError as error:
                    return self._without_address(url, error.os_error)
                except aiohttp.InvalidURL:
                    return Unread(str(url), "address")
                except (aiohttp.ClientError, TimeoutError, OSError) as error:
                    return Unread(str(url), code_of(error), type(error).__name__)

    def _without_address(self, url: URL, error: OSError) -> Unread:
        """Give the code for a name without an address; Later where it is our own name server that is down.

        The name server of one domain may be down as well, and fails alike: then somebody else has just answered.
        """
        if error.errno != socket.EAI_AGAIN:
            return Unread(str(url), "unresolved")
        if self._clock.now() - self._heard > WAIT_OFFLINE:
            raise Later(self._clock.now() + WAIT_OFFLINE, "offline", host=url.raw_host or "") from error
        return Unread(str(url), "unreachable", "its name server does not answer")

    async def _rules_of(self, exchange: Exchange, url: URL) -> Rules:
        """Give the rules of an origin, from memory for as long as they hold; several visits ask for them once."""
        origin = str(url.origin())
        while True:
            kept = self._rules.get(origin)
            if kept and kept.until > self._clock.now():
                return kept
            if origin not in self._asking:
                break
            bell = self._clock.bell()
            self._asking[origin].append(bell)
            await bell.wait()
        self._asking[origin] = []
        try:
            rules = await self._rules_asked_for(exchange, origin)
        finally:
            for bell in self._asking.pop(origin):
                bell.ring()
        return rules

    async def _rules_asked_for(self, exchange: Exchange, origin: str) -> Rules:
        answer = await self.follow(exchange, f"{origin}/robots.txt", ROBOTS_BYTES, robots=False)
        if isinstance(answer, Unread):
            rules = closed_rules(answer.why, answer.detail, now=self._clock.now())
        else:
            if "retry-after" in answer.headers:
                self.heed(answer)
            rules = read_rules(answer.status, answer.body, agent=self._agent, now=self._clock.now())
        self._rules.keep(origin, rules, size=rules.size)
        return rules

    def too_slow(self, url: str) -> bool:
        """Say whether the site of ``url`` wants longer pauses than a visit may take."""
        rules = self._rules.get(str(URL(url).origin()))
        return rules is not None and rules.delay(self._agent) > self._limits.slow

    def note(self, answer: Answer) -> datetime | None:
        """Give the moment until which a host asks for patience, if it does, and stay away from it until then."""
        until = asked_until(answer.status, answer.headers, now=self._clock.now())
        if until is not None:
            self._pace.stay_away(answer.url.raw_host or "", until)
        return until

    def heed(self, answer: Answer) -> None:
        """Raise Later where the host asks for patience, and stay away from it until then."""
        if until := self.note(answer):
            host, said = answer.url.raw_host or "", answer.headers.get("retry-after")
            raise Later(until, "asked-to-wait", host=host, status=answer.status, said=said)


def _is_home(url: URL, first: URL) -> bool:
    """Say whether what the caller sends to ``first`` may go to ``url``: the same host, and not without its TLS."""
    return url.raw_host == first.raw_host and (url.scheme == "https" or first.scheme == "http")
