"""From the bytes of a page to its text, whatever the page says about itself.

Order: byte order mark (WHATWG Encoding, 6.1), valid UTF-8, the header, the page's own declaration, detection. Valid
UTF-8 stands before the header because servers that call everything ISO-8859-1 are common, and text in another
character set is hardly ever valid UTF-8 by accident.
"""

import codecs
import re

from charset_normalizer import from_bytes

PREFIX = 65_536  # bytes that detection may look at; it is slow
PIECE = 65_536  # bytes looked at in one go
HEAD = 4_096  # bytes in which a page declares itself (WHATWG HTML, 4.2.5.5, asks for 1024)

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_WINDOWS = {"iso8859-1", "ascii"}  # WHATWG Encoding, 4.2: both labels mean windows-1252
_NOT_OF_THE_WEB = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "utf-7", "charmap"}  # WHATWG, 4.2
_ESCAPED = {"iso2022_jp", "hz", "iso2022_kr"}  # bytes that look like ASCII and are not


def utf8_of(body: bytes, content_type: str | None = None) -> bytes:
    """Give the text of ``body`` as UTF-8: most pages are that already, and are given back as they are."""
    if not body.startswith(codecs.BOM_UTF8) and "utf-8" in _tried(body, content_type) and _is_utf8(body):
        return body
    return decode(body, content_type).encode(errors="replace")


def decode(body: bytes, content_type: str | None = None) -> str:
    """Give the text of ``body``; never fails, bytes without meaning become U+FFFD."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    tried = _tried(body, content_type)
    for name in tried:
        text = _strictly(body, name)
        if text is not None:
            return text
    return body.decode(_detected(body) or tried[-1], "replace")


def _tried(body: bytes, content_type: str | None) -> list[str]:
    """Name the codecs to try, the likeliest first."""
    declared = [name for name in (_from_header(content_type), _from_page(body)) if name]
    return declared if declared and declared[0] in _ESCAPED else ["utf-8", *declared]


def _from_header(content_type: str | None) -> str | None:
    found = _HEADER.search(content_type or "")
    return _known(found[1]) if found else None


def _from_page(body: bytes) -> str | None:
    found = _DECLARED.search(body, 0, HEAD)
    return _known(found[1].decode("ascii", "replace")) if found else None


def _known(label: str) -> str | None:
    """The codec behind a label, if it is one for text."""
    try:
        codec = codecs.lookup(label)
        "".encode(codec.name)
    except (LookupError, UnicodeError):
        return None
    if codec.name in _NOT_OF_THE_WEB:
        return None
    return "cp1252" if codec.name in _WINDOWS else codec.name


def _is_utf8(body: bytes) -> bool:
    """Say whether bytes are UTF-8, piece by piece: as a ``str`` a page of 3 MB may take 12."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(body), PIECE):
            decoder.decode(body[start : start + PIECE])
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except (UnicodeError, LookupError):
        return None


def _detected(body: bytes) -> str | None:
    best = from_bytes(body[:PREFIX]).best()
    return best.encoding if best else None
