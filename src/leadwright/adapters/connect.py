"""Which connections our crawler may make: public addresses only, checked when each is made.

A resolver alone is not enough: aiohttp skips it for literal addresses (measured). The check stands where the socket is
made, so it also holds after redirects and when a name changes its address between two look-ups.

With ``names`` (the demo world) it is the other way round: no name but those exists, and no socket but theirs, all of
them on loopback.
"""

import asyncio
import ipaddress
import re
import socket
import ssl
from collections.abc import Mapping

from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

Names = Mapping[str, tuple[str, int]]
"""From a host name to the address and port that stand for it in the demo world."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in an IPv6 coat
_UNICAST = ipaddress.IPv6Network("2000::/3")  # RFC 4291, 2.4 and IANA: all that is routed of IPv6
_NEVER = tuple(  # what ``is_global`` lets pass, or does in some releases of Python only
    map(
        ipaddress.ip_network,
        (
            "168.63.129.16/32",  # a metadata service of Azure on an address that looks public
            "192.0.0.0/24",  # protocol assignments (RFC 6890, 2.2.2)
            "192.88.99.0/24",  # relays of 6to4 (RFC 7526)
            "2001::/23",  # protocol assignments (RFC 2928): Teredo, ORCHID, benchmarks
            "2001:db8::/32",
            "2002::/16",  # 6to4 (RFC 7526): an IPv4 address by way of a stranger
            "3fff::/20",  # documentation (RFC 9637)
        ),
    )
)
URL_CHARS = 8_000  # RFC 9110, 4.1: as long as every server should be able to take
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,20}\.?", re.IGNORECASE | re.ASCII)
_NUMBER = re.compile(r"\d{1,63}|0x[0-9a-f]{0,61}", re.IGNORECASE | re.ASCII)

# RFC 6761, 6762, 7686, 8375 and 9476, and ICANN's .internal: names that mean something inside one machine or house.
_HOUSE = re.compile(
    r"(?:.{0,250}\.)?(?:localhost|localdomain|local|internal|home\.arpa|onion|alt)\.?", re.IGNORECASE | re.ASCII
)


class Refused(OSError):
    """The connection would have gone where our crawler may not go."""


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet; IPv4 inside IPv6 is judged as IPv4."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:  # a resolver that answers with a name
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id is not None:  # RFC 4007: a zone has a meaning on this machine only
            return False
        inner = ip.ipv4_mapped or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        if inner is not None:
            return is_public(str(inner))
        if ip not in _UNICAST:
            return False
    if any(ip in network for network in _NEVER):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def refusal(url: URL) -> str | None:
    """Say why a URL may not be asked for at all (a code), or None.

    Only http and https on their own ports, without credentials, and hosts with a name: a shop never lives at a bare
    number, in whatever notation (WHATWG URL, 3.5: a host whose last label is a number is an IPv4 address), nor under
    a name that only a machine or a house knows.
    """
    host = url.raw_host or ""
    if url.scheme not in ("http", "https"):
        return "scheme"
    if url.raw_user is not None or url.raw_password is not None:
        return "credentials"
    if url.port not in (80, 443):
        return "port"
    last = host.rstrip(".").rpartition(".")[2]
    if len(str(url)) > URL_CHARS or not _NAME.fullmatch(host) or _NUMBER.fullmatch(last) or _HOUSE.fullmatch(host):
        return "address"
    return None


class WorldResolver(AbstractResolver):
    """Knows the names of the demo world and no others."""

    def __init__(self, names: Names) -> None:
        """Look names up in ``names``, which may change while we run."""
        self._names = names

    async def resolve(
        self,
        host: str,
        port: int = 0,  # noqa: ARG002  # the world says which port stands for a name
        family: socket.AddressFamily = socket.AF_INET,
    ) -> list[ResolveResult]:
        """Give the loopback address and port of a name."""
        place = self._names.get(host.lower().rstrip("."))
        if place is None:
            raise socket.gaierror(socket.EAI_NONAME, f"{host} is not in the world")
        return [ResolveResult(hostname=host, host=place[0], port=place[1], family=family, proto=0, flags=0)]

    async def close(self) -> None:
        """Hold nothing."""


AddrInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]


class Guard:
    """Makes the sockets of a connector, or refuses to."""

    def __init__(self, names: Names | None) -> None:
        """Allow public addresses, or with ``names`` only theirs."""
        self._names = names

    def __call__(self, info: AddrInfo) -> socket.socket:
        """Make the socket for one address; Refused where we may not go."""
        family, kind, proto, _, place = info
        host, port = str(place[0]), place[1]
        if self._names is None:
            allowed = is_public(host)
        else:
            allowed = ipaddress.ip_address(host).is_loopback and (host, port) in self._names.values()
        if not allowed:
            # The same words for every address: aiohttp gives the cause of several failures only where they agree.
            raise Refused("not ours to visit")
        return socket.socket(family, kind, proto)


def guarded(
    names: Names | None, tls: ssl.SSLContext | None = None, *, resolver: AbstractResolver | None = None
) -> TCPConnector:
    """Make a connector whose every connection is checked; close it with its session.

    ``resolver`` looks names up where there is no demo world; whatever it answers, the guard decides.
    """
    return TCPConnector(
        resolver=WorldResolver(names) if names is not None else resolver or ThreadedResolver(),
        socket_factory=Guard(names),
        family=socket.AF_UNSPEC if names is None else socket.AF_INET,
        ssl=tls or True,
        limit=200,
        limit_per_host=1,
        use_dns_cache=False,
        loop=asyncio.get_running_loop(),
    )
