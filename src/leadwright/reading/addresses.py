"""Every address a page openly publishes, with how, and the signs of addresses that their owner hides.

Only what a reader of the page sees, or what its markup says to machines on purpose (mailto, JSON-LD, itemprop), is
an address; what stands inside scripts belongs to whoever wrote the script. Hidden addresses are noted, not decoded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from leadwright.domain.lead import Hidden
from leadwright.reading.page import Doc, squeezed

MOST_ADDRESSES = 200  # of one page
_LETTER = r"A-Za-z0-9\u00c0-\u024f"
ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9.%+_'@-])[A-Za-z0-9](?:[A-Za-z0-9._%+'&-]{{0,62}}[A-Za-z0-9_+-])?"
    rf"@(?:[{_LETTER}](?:[{_LETTER}-]{{0,61}}[{_LETTER}])?\.){{1,5}}[A-Za-z\u00c0-\u024f]{{2,24}}(?![A-Za-z0-9_@-])"
)
_JUNK_BEFORE = re.compile(r"^(?:(?:%20|%22|u003e|u003c|u0022|mailto:|x22)+|\.)+", re.IGNORECASE)
_FILES = frozenset(
    {
        "png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "ico", "bmp", "css", "js", "mjs", "json", "html", "htm",
        "php", "asp", "aspx", "xml", "pdf", "woff", "ttf", "mp4", "webm", "map", "ts", "tsx",
    }
)  # fmt: skip
_NO_MAIL = frozenset(["local", "localhost", "internal", "invalid", "lan", "onion", "arpa"])


@dataclass(frozen=True, slots=True)
class Found:
    """One address where it stands; ``before`` are up to 160 characters before it, ``around`` about 600 around it."""

    address: str  # lower case
    doc: Doc
    way: str  # mailto text jsonld attribute imprint
    zone: str
    before: str
    around: str


def addresses_in(doc: Doc) -> tuple[Found, ...]:
    """Give the addresses of one page in its order, once for each way of publication."""
    found: dict[tuple[str, str], Found] = {}
    for hit in (*_linked(doc), *_written(doc), *_structured(doc)):
        if len(found) >= MOST_ADDRESSES:
            break
        found.setdefault((hit.address, hit.way), hit)
    return tuple(found.values())


def clean(raw: str) -> str | None:
    """Normalise what may be an address; None where it is none (an image's name, a version, a broken domain)."""
    text = _JUNK_BEFORE.sub("", raw.strip().strip("<>\"'.,;:()[] \u200b\xa0"))
    match = ADDRESS.fullmatch(text)
    if match is None:
        return None
    local, _, domain = text.lower().rpartition("@")
    ending = domain.rsplit(".", 1)[-1]
    if ending in _FILES or ending in _NO_MAIL or ".." in local or len(local) > 64:
        return None
    return f"{local}@{domain}"


def _linked(doc: Doc) -> Iterator[Found]:
    for link in doc.links:
        if link.href[:7].lower() != "mailto:":
            continue
        target, _, query = link.href[7:].partition("?")
        to = re.search(r"(?:^|&)to=([^&]{3,300})", query)
        for raw in re.split(r"[,;]", unquote(target) or unquote(to.group(1) if to else "")):
            address = clean(raw.strip().removeprefix("mailto:"))
            if address:
                before, around = _context(doc, link.block, link.text or raw)
                yield Found(address, doc, "mailto", link.zone, before, around)


def _written(doc: Doc) -> Iterator[Found]:
    for at, block in enumerate(doc.blocks):
        if "@" not in block.text:
            continue
        pieces = [piece[:20_000] for piece in block.pieces if "@" in piece]
        hits = [match.group() for piece in pieces for match in ADDRESS.finditer(piece)]
        if len(block.pieces) > 1:
            glued = (match.group() for match in ADDRESS.finditer(block.text))
            hits += [one for one in glued if not any(hit.lower() in one.lower() for hit in hits)]
        for hit in hits:
            address = clean(hit)
            if address:
                before, around = _context(doc, at, hit)
                yield Found(address, doc, "text", block.zone, before, around)


def _structured(doc: Doc) -> Iterator[Found]:
    for thing in doc.things:
        for raw in _strings(thing.get("email")):
            address = clean(raw.removeprefix("mailto:"))
            if address:
                yield Found(address, doc, "jsonld", "", _kinds(thing), squeezed(f"{_kinds(thing)} email {raw}"))
    for name in ("email", "og:email", "business:contact_data:email"):
        address = clean(doc.meta.get(name, ""))
        if address:
            yield Found(address, doc, "attribute", "", name, f"{name} {address}")


def _strings(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one


def _kinds(thing: Any) -> str:
    return " ".join(_strings(thing.get("@type")))


def _context(doc: Doc, at: int, needle: str) -> tuple[str, str]:
    """Give the words before something in block ``at`` and those around it, reaching into the neighbours."""
    block = doc.blocks[at].text if at < len(doc.blocks) else ""
    start = max(0, block.find(needle.strip()))
    earlier = " | ".join(one.text[-120:] for one in doc.blocks[max(0, at - 3) : at])
    later = " | ".join(one.text[:120] for one in doc.blocks[at + 1 : at + 4])
    before = squeezed(f"{earlier} | {block[max(0, start - 160) : start]}")[-160:]
    around = f"{earlier[-300:]} | {block[max(0, start - 300) : start + len(needle) + 300]} | {later[:300]}"
    return before, squeezed(around)


_SPELLED = re.compile(
    r"[\w.+-]{1,64}\s{0,3}(?:[(\[{<]\s{0,2}(?:at|@|a|ät|æt|arroba|chez|apenstaartje|snabel-?a|kukac|zavináč|małpa)\s{0,2}[)\]}>])"
    r"\s{0,3}[\w-]{1,63}(?:\s{0,3}(?:\.|[(\[{<]\s{0,2}(?:dot|punkt|point|punto|piste|\.)\s{0,2}[)\]}>])\s{0,3}[\w-]{2,63}){1,4}"
    r"|\b[\w.+-]{1,64}\s(?:at|AT)\s[\w-]{1,63}\s(?:dot|DOT)\s[a-z]{2,10}\b",
    re.IGNORECASE,
)
_ROT13_CODE = re.compile(
    r"rot-?13|linkTo_UnCryptMailto|data-rot|email-?encod|\[a-zA-Z\]/g,\s{0,3}function", re.IGNORECASE
)
_IMAGE = re.compile(
    r"(?:^|[/_-])e?-?mail(?:-?address|-?adresse|-?id)?[\w-]{0,20}\.(?:png|gif|jpe?g|webp)(?:$|\?)", re.IGNORECASE
)


def hidden_in(doc: Doc) -> tuple[Hidden, ...]:
    """Note where an owner hides an address: Cloudflare's protection, ROT13, a picture, or spelled words."""
    notes: list[Hidden] = []
    url = doc.page.url

    def note(way: str, snippet: str) -> None:
        if sum(one.way == way for one in notes) < 5:
            notes.append(Hidden(way, url, squeezed(snippet)[:300]))

    protected = doc.tree.css("[data-cfemail], a[href*='/cdn-cgi/l/email-protection']")[:20]
    if protected:
        note("cloudflare", f"{len(protected)} protected: {(protected[0].text() or '')[:100]}")
    for block in doc.blocks:
        if len(block.text) > 5 and (match := _SPELLED.search(block.text[:5000])):
            note("spelled", block.text[max(0, match.start() - 60) : match.end() + 60])
    for image in doc.tree.css("img[src]")[:500]:
        if _IMAGE.search((image.attributes.get("src") or "")[:500]) and "icon" not in (
            image.attributes.get("src") or ""
        ):
            note("image", f"{image.attributes.get('alt') or ''} {image.attributes.get('src') or ''}"[:200])
    if doc.tree.css_first("[data-rot13], .rot13, a[href*='linkTo_UnCryptMailto']") is not None:
        note("rot13", "an address turned by thirteen letters or encrypted for a script")
    return tuple(notes)


def decodes_rot13(doc: Doc) -> bool:
    """Say whether a script of the page turns letters back: then unlikely addresses are hidden ones."""
    return any(
        _ROT13_CODE.search((script.text() or "")[:200_000]) for script in doc.tree.css("script:not([src])")[:100]
    )
