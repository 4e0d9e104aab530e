"""Where a domain takes its mail, asked of the machine's own resolvers; answers :class:`Names`.

What an answer means:

===============================  ==========================================================
MX records                       ``mx``, where one of the first five has an address
a single MX record "."           ``null-mx`` (RFC 7505)
MX records, none with address    ``mx-nowhere`` (RFC 5321, 5.1)
no MX, but A or AAAA             ``no-mx``: the domain itself is the server (RFC 5321, 5.1)
neither                          ``no-mail-server``
NXDOMAIN                         ``no-domain``
SERVFAIL, REFUSED, time is up    ``dns-silent``
===============================  ==========================================================

A resolver that denies everything, as behind a hotel's login page, must not condemn every address: before a denial is
believed, a name that certainly exists is asked for.
"""

import asyncio
import ipaddress
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dns.asyncresolver import Resolver
from dns.exception import DNSException
from dns.resolver import NXDOMAIN, LRUCache, NoAnswer

from leadwright.domain.validity import Route

CERTAIN = "a.root-servers.net"
SECONDS = 6.0  # for all questions about one domain
KEPT = 2_000  # answers that are kept, each for as long as it says itself
EXCHANGES = 5  # mail servers of a domain that are looked up


class Names(Protocol):
    """What knows where domains take their mail."""

    async def route(self, domain: str) -> Route:
        """Give where a domain (ASCII) takes its mail; it never fails, and answers in bounded time."""


class Silent(Exception):
    """Nobody answered, or nobody who can be believed."""


class ResolvedNames:
    """Asks real resolvers; ``servers`` (IP addresses) and ``port`` replace those of the machine."""

    def __init__(self, *, seconds: float = SECONDS, servers: Sequence[str] = (), port: int = 53) -> None:
        """Wait at most ``seconds`` for all about one domain."""
        self._resolver: Resolver | None = None
        self._seconds, self._servers, self._port = seconds, servers, port

    async def route(self, domain: str) -> Route:
        """Give where a domain takes its mail."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._route(domain)
        except (Silent, TimeoutError):
            return Route("dns-silent")

    async def _route(self, domain: str) -> Route:
        records = await self._ask(domain, "MX")
        if records is None:
            return await self._denied("no-domain")
        exchanges = exchanges_of(records)
        if records and not exchanges:
            return Route("null-mx")
        if exchanges:
            return await self._exchanged(exchanges)
        addresses = await self._addresses(domain)
        return Route("no-mx", (domain,), addresses) if addresses else await self._denied("no-mail-server")

    async def _exchanged(self, exchanges: tuple[str, ...]) -> Route:
        """Give the first mail server with an address; where some cannot be asked, the names alone."""
        sure = len(exchanges) <= EXCHANGES
        for name in exchanges[:EXCHANGES]:
            if is_number(name):  # RFC 5321, 5.1 wants a name; some send there all the same
                sure = False
                continue
            try:
                addresses = await self._addresses(name)
            except Silent:
                sure = False
                continue
            if addresses:
                return Route("mx", exchanges, addresses)
        return await self._denied("mx-nowhere") if sure else Route("mx", exchanges)

    async def _addresses(self, name: str) -> tuple[str, ...]:
        """Give the addresses of a host; Silent where neither family is there and one could not be asked."""
        found: list[str] = []
        silent = None
        for kind in ("A", "AAAA"):
            try:
                found += [record.address for record in await self._ask(name, kind) or ()]
            except Silent as lost:
                silent = lost
        if silent and not found:
            raise silent
        return tuple(found)

    async def _denied(self, code: str) -> Route:
        """Believe a denial only from a resolver that knows what certainly exists."""
        if not await self._ask(CERTAIN, "A"):
            raise Silent(CERTAIN)
        return Route(code)

    async def _ask(self, name: str, kind: str) -> Sequence[Any] | None:
        """Ask one question: the records, none where the name has no such, None where the name does not exist."""
        try:
            answer = await self._asked().resolve(f"{name.rstrip('.')}.", kind, lifetime=self._seconds, search=False)
        except NXDOMAIN:
            return None
        except NoAnswer:
            return ()
        except (DNSException, OSError, ValueError) as error:
            raise Silent(f"{kind} {name}") from error
        return list(answer)

    def _asked(self) -> Resolver:
        """Make the resolver when it is first needed: a machine without /etc/resolv.conf has none."""
        if self._resolver is None:
            resolver = Resolver(configure=not self._servers)
            if self._servers:
                resolver.nameservers = list(self._servers)
                resolver.port = self._port
            resolver.cache = LRUCache(KEPT)
            self._resolver = resolver
        return self._resolver


class TableNames:
    """Knows the domains of a table and asks nobody; of all others nothing is known."""

    def __init__(self, table: Mapping[str, Sequence[str]]) -> None:
        """Take a domain's mail servers from ``table``: ``"."`` alone is a null MX, none at all is no mail server."""
        self._table = table

    async def route(self, domain: str) -> Route:
        """Give what the table says."""
        exchanges = self._table.get(domain)
        if exchanges is None:
            return Route("dns-silent")
        if not exchanges:
            return Route("no-mail-server")
        return Route("null-mx") if tuple(exchanges) == (".",) else Route("mx", tuple(exchanges))


def exchanges_of(records: Sequence[Any]) -> tuple[str, ...]:
    """Give the names of mail servers, the preferred first and without the root, which is none (RFC 7505, 3)."""
    ordered = sorted((record.preference, record.exchange.to_text(omit_final_dot=True).lower()) for record in records)
    return tuple(name for _, name in ordered if name not in ("", ".", "@"))


def is_number(name: str) -> bool:
    """Say whether what should be a name is an IP address."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
