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
_AZURE = ipaddress.ip_address("168.63.129.16")  # a metadata service on an address that looks public
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,20}\.?", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,63}|0x[0-9a-f]{0,61}", re.IGNORECASE)


class Refused(OSError):
    """The connection would have gone where our crawler may not go."""


def is_public(address: str) -> bool:
    """Say whether an IP address belongs to the public internet; IPv4 inside IPv6 is judged as IPv4."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and ip != _AZURE


def refusal(url: URL) -> str | None:
    """Say why a URL may not be asked for at all (a code), or None.

    Only http and https on their own ports, without credentials, and hosts with a name: a shop never lives at a bare
    number, in whatever notation (WHATWG URL, 3.5: a host whose last label is a number is an IPv4 address).
    """
    host = url.raw_host or ""
    if url.scheme not in ("http", "https"):
        return "scheme"
    if url.raw_user is not None or url.raw_password is not None:
        return "credentials"
    if url.port not in (80, 443):
        return "port"
    last = host.rstrip(".").rpartition(".")[2]
    if not _NAME.fullmatch(host) or _NUMBER.fullmatch(last):
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
            raise Refused(f"{host} is not ours to visit")
        return socket.socket(family, kind, proto)


def guarded(names: Names | None, tls: ssl.SSLContext | None = None) -> TCPConnector:
    """Make a connector whose every connection is checked; close it with its session."""
    return TCPConnector(
        resolver=ThreadedResolver() if names is None else WorldResolver(names),
        socket_factory=Guard(names),
        family=socket.AF_UNSPEC if names is None else socket.AF_INET,
        ssl=tls or True,
        limit=200,
        limit_per_host=2,
        use_dns_cache=False,
        loop=asyncio.get_running_loop(),
    )
