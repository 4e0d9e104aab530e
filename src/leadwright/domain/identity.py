"""Who is the same: one form for an address, one key for a brand, and hashes that tell nothing without the key."""

import base64
import binascii
import hmac
import re
from hashlib import sha256
from urllib.parse import unquote

from leadwright.domain.idn import ascii_of, mapped_2003, visible
from leadwright.domain.providers import at_provider

BRACKETS = re.compile(r"<([^<>]*@[^<>]*)>")
AFTER_DOMAIN = re.compile(r"[\s/?#:;,>)]")  # a port, a path, a comment: no part of an address
AFTER_PLACE = re.compile(r"[?#]")
PORT = re.compile(r":\d{0,5}\Z")
UNQUOTED = str.maketrans("", "", '"\\')
MOST_WRAPPINGS = 8  # a link around a name around an address ...
HASH_BYTES, SIGNATURE_BYTES = 32, 13
TOKEN_LENGTH = (HASH_BYTES + SIGNATURE_BYTES) * 8 // 5  # characters: 45 bytes fill 72 of them to the last bit


def normal(text: str) -> str:
    """Give the one form of an address, a domain or a brand, by which all its spellings are found to be the same.

    An address may stand in a ``mailto:`` link or after a name (``Name <a@b>``), its local part in quotes (RFC 5322
    section 3.2.4). It comes back in compatibility form (NFKC) without what cannot be seen, in lower case, without
    plus-tag, with its provider's own rules applied (:mod:`leadwright.domain.providers`) and its domain in ASCII. A
    domain comes back the same way, without scheme, port and query, and a brand on a platform keeps its path. What is
    neither comes back trimmed and in lower case. It says who is the same, not where to send a letter.

    The stored hashes of suppressions, approaches and erasures rest on this form: whoever changes what it gives for
    any address must look up the former form as well, or people who said no are written to again.
    """
    for _ in range(MOST_WRAPPINGS):
        text, before = _unwrapped(text), text
        if text == before:
            break
    return text


def spellings(text: str) -> tuple[str, ...]:
    """Give the forms by which somebody may be known: :func:`normal`, and its domain as IDNA2003 (RFC 3490) spelled it.

    The two standards read a name with ``ß`` or a final sigma differently, and nobody can say which one a mail program
    follows: who stops one of them is stopped as both.
    """
    form = normal(text)
    host, slash, path = ("", "", "") if "@" in form and "/@" not in form else form.partition("/")
    if host:
        return tuple(dict.fromkeys((form, f"{mapped_2003(host)}{slash}{path}")))
    local, at, domain = form.rpartition("@")
    return tuple(dict.fromkeys((form, f"{local}{at}{mapped_2003(domain)}")))


def _unwrapped(text: str) -> str:
    """Take one wrapping off, and bring what is left into form."""
    text = visible(text).strip()
    if text[:7].casefold() == "mailto:":
        text = unquote(text[7:].partition("?")[0])
    if named := BRACKETS.search(text):
        text = named[1]
    if "://" in text or "/@" in text or "@" not in text:
        return _place(text)
    local, _, domain = text.rpartition("@")
    local = local.strip().casefold().translate(UNQUOTED)
    if not local.startswith("+"):
        local = local.partition("+")[0]
    return "@".join(at_provider(local.strip(), ascii_of(AFTER_DOMAIN.split(domain.strip(), maxsplit=1)[0])))


def _place(text: str) -> str:
    """Give the form of a domain, a URL, or a brand on a platform; of anything else, its lower case."""
    plain = AFTER_PLACE.split(text.partition("://")[2] if "://" in text else text, maxsplit=1)[0]
    host, _, path = plain.partition("/")
    host = host.rpartition("@")[2].strip()
    if "." not in host and "。" not in host:
        return text.casefold()
    return f"{ascii_of(PORT.sub('', host))}/{path.casefold()}".rstrip("/ ")


def keyed(key: bytes, kind: str, value: str) -> str:
    """Hash ``value`` with HMAC-SHA256 (RFC 2104), hex; ``kind`` (address, brand, person) keeps the hashes apart."""
    return _mac(key, kind, value).hex()


def hashes(key: bytes, kind: str, value: str) -> tuple[str, ...]:
    """Give the keyed hashes of all spellings of an address, a domain or a brand, that of its one form first."""
    return tuple(keyed(key, kind, spelling) for spelling in spellings(value))


def token(key: bytes, brand: str) -> str:
    """Sign the token that stands for a brand in links and subjects; it says nothing of the brand without the key.

    It carries the brand's keyed hash, so that it stops the brand also after everything else of it was erased. Base 32
    in lower case (RFC 4648 section 6): mail programs may change the case of a subject, and no bit of it is slack.
    """
    return _signed(key, bytes.fromhex(keyed(key, "brand", normal(brand))))


def read_token(key: bytes, token: str) -> str | None:
    """Give the keyed hash of the brand that a token of ours stands for; None for any other text.

    A text counts only as it was made: whatever else decodes to the same bytes (another case, padding, an alphabet of
    its own) is none of ours. The comparison takes the same time wherever it fails.
    """
    if len(token) != TOKEN_LENGTH or not token.isascii():
        return None
    try:
        hashed = base64.b32decode(token.upper())[:HASH_BYTES]
    except binascii.Error:
        return None
    return hashed.hex() if hmac.compare_digest(_signed(key, hashed), token) else None


def _signed(key: bytes, hashed: bytes) -> str:
    signature = _mac(key, "token brand", hashed.hex())[:SIGNATURE_BYTES]
    return base64.b32encode(hashed + signature).decode().lower()


def _mac(key: bytes, kind: str, value: str) -> bytes:
    return hmac.new(key, f"{kind}\0{value}".encode(), sha256).digest()
