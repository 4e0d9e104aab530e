"""Registrable domains by the public suffix list that tldextract brings along: no network, no cache on disk."""

from functools import lru_cache

from tldextract import TLDExtract

from leadwright.domain.rules import Registrable


def registrable_domains() -> Registrable:
    """Make the function from a host name to its registrable domain; the list is read at its first use.

    A top-level domain that the list does not know counts as a suffix by itself (the list's own default rule, ``*``),
    which is what makes ``www.glow.test`` belong to ``glow.test``. The list's private section counts too: below
    ``uk.com`` or ``github.io`` everybody has a name of their own.
    """
    extract = TLDExtract(
        cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True, include_psl_private_domains=True
    )

    @lru_cache(4096)  # the hosts of a page are asked for again and again
    def registrable(host: str) -> str | None:
        name = host.strip().strip(".").lower()
        if not name or len(name) > 253 or ":" in name:
            return None
        parts = extract(name)
        if parts.ipv4:
            return None
        if parts.suffix:
            return f"{parts.domain}.{parts.suffix}" if parts.domain else None
        labels = name.split(".")
        return ".".join(labels[-2:]) if len(labels) > 1 and all(labels[-2:]) else None

    return registrable
