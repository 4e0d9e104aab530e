"""Who is the same: one form for an address, one key for a brand, and hashes that tell nothing without the key."""

import base64
import binascii
import hmac
from hashlib import sha256
from urllib.parse import urlsplit

from leadwright.domain.rules import Tables

DOTLESS = frozenset({"gmail.com", "googlemail.com"})  # dots of the local part do not count there
SHELVES = frozenset(  # path segments of platforms that hold brands and are none
    {"shop", "shops", "store", "stores", "str", "seller", "sellers", "usr", "user", "users", "people", "pages", "page"}
    | {"profile", "company", "in", "c", "sp", "s"}
)
SIGNATURE_BYTES = 16
LONGEST_TOKEN = 512  # characters


def normal(address: str) -> str:
    """Give the one form of an address: lower case, no plus-tag, no dots where the provider ignores them, ASCII domain.

    What is no address comes back trimmed and in lower case, so that it can still be suppressed.
    """
    local, at, domain = address.strip().casefold().rpartition("@")
    if not at:
        return domain
    domain = ascii_of(domain)
    if not local.startswith("+"):
        local = local.partition("+")[0]
    if domain in DOTLESS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def keyed(key: bytes, kind: str, value: str) -> str:
    """Hash ``value`` with HMAC-SHA256 (RFC 2104), hex; ``kind`` (address, brand, person) keeps the hashes apart."""
    return _mac(key, kind, value).hex()


def token(key: bytes, kind: str, value: str) -> str:
    """Sign a link's token, safe in a URL; ``value`` is readable in it, so give it an opaque id."""
    payload = f"{kind}\0{value}".encode()
    return f"{_text(payload)}.{_text(_signature(key, kind, value))}"


def read_token(key: bytes, token: str) -> tuple[str, str] | None:
    """Give (kind, value) of a token that we signed; None for any other text, in constant time for the signature."""
    if len(token) > LONGEST_TOKEN or not token.isascii():
        return None
    payload, _, signature = token.partition(".")
    try:
        kind, separator, value = _data(payload).decode().partition("\0")
        given = _data(signature)
    except (binascii.Error, UnicodeDecodeError):
        return None
    if not hmac.compare_digest(given, _signature(key, kind, value)) or not separator:
        return None
    return kind, value


def brand_of(host_or_url: str, tables: Tables) -> str:
    """Give the key of the brand a site belongs to.

    It is the registrable domain; on a platform where many brands live under one domain it is the brand's own host
    (``name.myshopify.com``) or host and path (``etsy.com/shop/name``: a segment such as ``shop`` names no brand and
    takes the next with it). The port is dropped; an IP address or a bare name stands for itself.
    """
    try:
        parts = urlsplit(host_or_url if "//" in host_or_url else f"//{host_or_url}")
    except ValueError:  # brackets that hold no IPv6 address
        return host_or_url.casefold()
    host = ascii_of((parts.hostname or host_or_url).casefold().rstrip(".")).removeprefix("www.").removeprefix("m.")
    platform = _platform(host, tables)
    if platform is None:
        return tables.registrable(host) or host
    if host != platform:
        return host
    segments = [segment.casefold() for segment in parts.path.split("/") if segment]
    depth = 2 if segments and segments[0] in SHELVES else 1
    return "/".join([host, *segments[:depth]])


def _platform(host: str, tables: Tables) -> str | None:
    labels = host.split(".")
    suffixes = (".".join(labels[n:]) for n in range(len(labels)))
    return next((suffix for suffix in suffixes if suffix in tables.hosts), None)


def ascii_of(domain: str) -> str:
    """Give the ASCII form of a domain (IDNA, RFC 3490), in which the house compares domains."""
    try:
        return domain.encode("idna").decode()
    except UnicodeError:  # an empty or overlong label: no domain, but still comparable
        return domain


def _mac(key: bytes, kind: str, value: str) -> bytes:
    return hmac.new(key, f"{kind}\0{value}".encode(), sha256).digest()


def _signature(key: bytes, kind: str, value: str) -> bytes:
    return _mac(key, f"token {kind}", value)[:SIGNATURE_BYTES]


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _data(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
