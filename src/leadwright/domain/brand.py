"""Which brand a site belongs to, and what may tie two names to one brand.

A brand's key is its registrable domain (public suffix list, with the private section: ``glow.uk.com`` and
``glow.business.site`` are brands of their own); on a platform of many brands it is the brand's own host
(``glow.myshopify.com``) or host and path (``etsy.com/shop/glow``). Mailbox providers, platforms and the makers of
apps and themes are nobody's brand.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from leadwright.domain.idn import ascii_of
from leadwright.domain.rules import Tables

SHELVES = frozenset(  # path segments of platforms that hold brands and are none: the next segment goes with them
    {"shop", "shops", "store", "stores", "str", "seller", "sellers", "usr", "user", "users", "people", "pages", "page"}
    | {"profile", "company", "in", "c", "s", "sp", "channel", "artists", "maker", "makers", "brand", "site", "view"}
)
_FRONTS = frozenset({"www", "m"})  # hosts of a platform itself
_LAND = re.compile(r"[a-z]{2}(?:-[a-z]{2})?")  # a country's part of a platform, as host or first step of the path
_NUMBERS = re.compile(r"[\d.]+|.*:.*")  # an IP address


@dataclass(frozen=True, slots=True)
class Tie:
    """One reason why a name belongs to the brand whose page shows it, and that page.

    ``kind`` is redirect, myshopify (the shop's host at Shopify), address, number (VAT or register), company (legal name
    with country, form and one more sign), social, or freemail: an address that names nobody and ties nothing, but
    tells whose page it stands on.
    """

    name: str
    kind: str
    url: str | None = None
    sha256: str | None = None  # of the page's bytes, hex


def brand_of(url: str, tables: Tables) -> str | None:
    """Give the key of the brand a URL or host belongs to.

    None where it names no host, a public suffix, or what is nobody's brand: a mailbox provider, the front page of a
    platform, a maker of apps and themes.
    """
    key = key_of(url, tables)
    host, _, path = key.partition("/")
    if host in tables.hosts and path in {"", *SHELVES}:
        return None
    if path or "." not in host or _NUMBERS.fullmatch(host):
        return key or None
    nobodys = host in tables.freemail or host in tables.vendors or tables.registrable(host) is None
    return None if nobodys else key


def key_of(url: str, tables: Tables) -> str:
    """Give the key under which a URL or host would be a brand, whosever it is; the port is dropped.

    An IP address or a bare name stands for itself; empty where there is no host.
    """
    try:
        parts = urlsplit(url if "//" in url else f"//{url}")
        host = ascii_of(parts.hostname or "").removeprefix("www.")
    except ValueError:  # brackets that hold no IPv6 address
        return ""
    if "." not in host or _NUMBERS.fullmatch(host):
        return host
    platform = platform_of(host, tables)
    if platform is None:
        return tables.registrable(host) or host
    sub = host.removesuffix(platform).rstrip(".")
    if sub and (tables.registrable(platform) is None or not (sub in _FRONTS or _LAND.fullmatch(sub))):
        return host
    steps = [step for step in parts.path.casefold().split("/") if step]
    if steps and _LAND.fullmatch(steps[0]) and steps[0] not in SHELVES:
        steps = steps[1:]
    return "/".join((platform, *steps[: 2 if steps and steps[0] in SHELVES else 1]))


def platform_of(host: str, tables: Tables) -> str | None:
    """Give the platform of many brands (hosts table) that a host belongs to, or None."""
    labels = host.split(".")
    return next((one for n in range(len(labels)) if (one := ".".join(labels[n:])) in tables.hosts), None)


def label_of(domain: str) -> str:
    """Give the name in a brand's key: ``glow`` of ``glow.co.uk``, ``glowshop`` of ``etsy.com/shop/glowshop``."""
    return domain.rsplit("/", 1)[-1] if "/" in domain else domain.split(".", 1)[0]
