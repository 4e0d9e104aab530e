"""Which brand a URL belongs to: the registrable domain, or host and path on a platform of many brands."""

import re
from urllib.parse import urlsplit

from leadwright.domain.rules import Tables
from leadwright.reading.walk import host_of

_SHELVES = {
    "shop", "shops", "store", "stores", "usr", "str", "user", "users", "people", "seller", "sellers", "s", "c", "pages",
    "in", "company", "channel", "artists", "maker", "makers", "brand", "site", "view",
}  # fmt: skip


def brand_of(url: str, tables: Tables) -> str | None:
    """Give the brand's key for a URL; None where the URL names no host, or a platform's front page."""
    host = host_of(url)
    domain = tables.registrable(host)
    if not host or domain is None:
        return host or None
    platform = host if host in tables.hosts else domain
    if platform not in tables.hosts:
        return domain
    sub = host.removesuffix(platform).rstrip(".")
    if sub and sub not in {"www", "m", "shop"} and not re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?", sub):
        return host
    steps = [step for step in urlsplit(url).path.lower().split("/") if step]
    if steps and re.fullmatch(r"[a-z]{2}(?:-[a-z]{2})?", steps[0]) and steps[0] not in _SHELVES:
        steps = steps[1:]
    if not steps:
        return None
    kept = steps[:2] if steps[0] in _SHELVES else steps[:1]
    return "/".join((platform, *kept))


def label_of(domain: str) -> str:
    """Give the name in a brand's key: ``glow`` of ``glow.co.uk``, ``glowshop`` of ``etsy.com/shop/glowshop``."""
    return domain.rsplit("/", 1)[-1] if "/" in domain else domain.split(".", 1)[0]


def spelling_distance(one: str, other: str, *, limit: int = 3) -> int:
    """Count the letters to change, add, drop or swap (optimal string alignment), up to ``limit``."""
    if abs(len(one) - len(other)) >= limit or len(one) > 80:
        return limit
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, previous, row = row, before, [i]
        for j, match in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != match))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == match:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
    return min(limit, row[-1])
