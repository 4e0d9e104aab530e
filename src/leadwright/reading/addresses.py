"""Every address a page openly publishes, with how.

Only what a reader of the page sees, or what its markup says to machines on purpose (mailto, JSON-LD, itemprop, title,
label), is an address; what stands inside scripts belongs to whoever wrote the script, and what stands in an empty
field (``placeholder``) is an example. Hidden addresses are another matter: see :mod:`leadwright.reading.concealed`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import unquote

from selectolax.lexbor import LexborNode

from leadwright.reading.page import Doc, squeezed

MOST_ADDRESSES = 200  # of one page
MOST_SIGNS = 20_000  # at signs of one page that are looked at
MOST_IN_TAGS = 1_000  # at signs inside tags
MOST_ASKED = 20  # addresses of attributes that the tree is asked for
MOST_NODES = 200  # elements with a mailto that is no link's
LONGEST_PIECE = 20_000  # characters of one text node
LONGEST_TAG = 4_000  # characters before an at sign in which its tag may begin

_LETTER = r"A-Za-z0-9\u00c0-\u024f"
ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9.%+_'@-])[A-Za-z0-9](?:[A-Za-z0-9._%+'&-]{{0,62}}[A-Za-z0-9_+-])?"
    rf"@(?:[{_LETTER}](?:[{_LETTER}-]{{0,61}}[{_LETTER}])?\.){{1,5}}[A-Za-z\u00c0-\u024f]{{2,24}}(?![A-Za-z0-9_@-])"
)
_REACH = 330  # characters after an at sign that may belong to it
_JUNK_BEFORE = re.compile(r"^(?:(?:%20|%22|u003e|u003c|u0022|mailto:|x22)+|[./])+", re.IGNORECASE)
_UNSEEN = {ord(sign): None for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff"}  # breaks that nobody sees
_ASKED_AWAY = re.compile(r"no-?spam|remove-?(?:this|me)|spam-?frei|entfernen", re.IGNORECASE)
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
    way: str  # mailto text jsonld attribute
    zone: str
    before: str
    around: str


class _Hit(NamedTuple):
    """An address before its surroundings are looked at: ``block`` is where it stands, or ``words`` say it."""

    address: str
    way: str
    zone: str = ""
    block: int = -1
    needle: str = ""
    words: tuple[str, str] = ("", "")  # before, around


def addresses_in(doc: Doc) -> tuple[Found, ...]:
    """Give the addresses of one page in its order, once for each way of publication."""
    found: dict[tuple[str, str], Found] = {}
    known: set[str] = set()
    for hit in chain(_linked(doc), _mapped(doc), _written(doc), _structured(doc), _labelled(doc, known)):
        if len(found) >= MOST_ADDRESSES:
            break
        if (hit.address, hit.way) not in found:
            before, around = _context(doc, hit.block, hit.needle) if hit.block >= 0 else hit.words
            found[hit.address, hit.way] = Found(hit.address, doc, hit.way, hit.zone, before, around)
            known.add(hit.address)
    return tuple(found.values())


def clean(raw: str) -> str | None:
    """Normalise what may be an address; None where it is none (an image's name, a version, a broken domain)."""
    text = _JUNK_BEFORE.sub("", raw[:500].strip().strip("<>\"'.,;:()[] \u200b\xa0"))
    match = ADDRESS.fullmatch(text) or (ADDRESS.search(text) if " " in text or "<" in text else None)
    if match is None:
        return None
    local, _, domain = match.group().lower().rpartition("@")
    ending = domain.rsplit(".", 1)[-1]
    if ending in _FILES or ending in _NO_MAIL or ".." in local or len(local) > 64 or _ASKED_AWAY.search(match.group()):
        return None
    return f"{local}@{domain}"


def spots(text: str, *, most: int = MOST_SIGNS) -> Iterator[re.Match[str]]:
    """Give the addresses written in a text; looks only where an at sign stands between signs of an address."""
    at = end = 0
    for _ in range(most):
        at = text.find("@", at) + 1
        if at == 0:
            return
        if (
            at <= end
            or at < 2
            or not (text[at - 2].isalnum() or text[at - 2] in "_+-")
            or not text[at : at + 1].isalnum()
        ):
            continue
        match = ADDRESS.search(text, max(end, at - 65), at + _REACH)
        if match and match.start() < at <= match.end():
            yield match
            end = match.end()


def words_before(html: str, at: int) -> str:
    """Give the visible words of the markup before a place, roughly: its tags left out."""
    return squeezed(re.sub(r"<[^<>]{0,600}>?", " | ", html[max(0, at - 600) : at].split(">", 1)[-1]))[-160:]


def _linked(doc: Doc) -> Iterator[_Hit]:
    for link in doc.links:
        if link.href[:7].lower() == "mailto:":
            for address, raw in _targets(link.href):
                yield _Hit(address, "mailto", link.zone, link.block, link.text or raw)


def _targets(href: str) -> Iterator[tuple[str, str]]:
    """Give the recipients of a mailto URL (RFC 6068, section 2: in its path, or as ``to`` of its query)."""
    target, _, query = href[7:].partition("?")
    to = re.search(r"(?:^|&)to=([^&]{3,300})", query)
    for raw in re.split(r"[,;]", unquote(target) or unquote(to.group(1) if to else "")):
        address = clean(raw.strip().removeprefix("mailto:"))
        if address:
            yield address, raw


_OTHER_MAILTO = "area[href*='mailto:' i],link[href^='mailto:' i],form[action^='mailto:' i],[onclick*='mailto:' i]"
_MAILTO = re.compile(r"mailto:[^\"'\s<>]{3,300}", re.IGNORECASE)


def _mapped(doc: Doc) -> Iterator[_Hit]:
    """Find what leads to a mail program without being an ordinary link: image maps, forms, buttons."""
    html = doc.html
    if html.count("mailto:") <= sum(link.href[:7].lower() == "mailto:" for link in doc.links):
        return
    for node in doc.tree.css(_OTHER_MAILTO)[:MOST_NODES]:
        given = node.attributes
        for name in ("href", "action", "onclick"):
            match = _MAILTO.search(given.get(name) or "") if node.tag != "a" else None
            for address, raw in _targets(match.group()) if match else ():
                said = squeezed(f"{given.get('alt') or ''} {given.get('title') or ''} {(node.text() or '')[:100]}")
                before = words_before(html, max(0, html.find(raw)))
                yield _Hit(address, "mailto", words=(before, f"{before} | {said} {address}"))


def _written(doc: Doc) -> Iterator[_Hit]:
    left = MOST_SIGNS
    for at, block in enumerate(doc.blocks):
        if "@" not in block.text or left <= 0:
            continue
        pieces = [piece[:LONGEST_PIECE].translate(_UNSEEN) for piece in block.pieces[:left] if "@" in piece]
        left -= sum(piece.count("@") for piece in pieces) + 1
        hits = [match.group() for piece in pieces for match in spots(piece)]
        if len(block.pieces) > 1:
            known = "\n".join(hits).lower()
            hits += [one for match in spots(block.text) if not _holds(one := match.group(), hits, known)]
        for hit in hits:
            address = clean(hit)
            if address:
                yield _Hit(address, "text", block.zone, at, hit)


def _holds(glued: str, hits: list[str], known: str) -> bool:
    """Say whether what the whole block reads as an address is only one of its pieces glued to a neighbour."""
    glued = glued.lower()
    return glued in known or any(hit.lower() in glued for hit in hits[:MOST_ADDRESSES])


_LABELS = frozenset(
    {
        "title", "aria-label", "alt", "value", "data-email", "data-mail", "data-mailto", "data-e-mail",
        "data-email-address", "data-mail-address", "data-contact-email", "data-clipboard-text", "data-copy",
        "data-title", "data-original-title", "data-tooltip",
    }
)  # fmt: skip
_MAIL_WORDS = re.compile(r"mail|contact|kontakt|contatt|courriel|correo|メール", re.IGNORECASE)
_FIELDS = frozenset({"input", "textarea", "select", "option", "form"})
_NAMED = re.compile(
    r"([a-zA-Z][\w:.-]{0,40})\s{0,3}=\s{0,3}(?:\"([^\"]{0,1000})|'([^']{0,1000})|([^\s\"'<>=]{0,300}))$"
)  # an attribute up to the place in its value


def _labelled(doc: Doc, known: set[str]) -> Iterator[_Hit]:
    """Find addresses in attributes that tell something: titles, labels, descriptions, values that cannot be changed."""
    html = doc.html
    asked: set[str] = set()
    for start, at in _in_tags(html):
        named = _NAMED.search(html, max(start, at - 1_100), at)
        name = named.group(1).lower() if named else ""
        match = (
            ADDRESS.search(html[named.start(named.lastindex or 1) : at + _REACH]) if named and name in _LABELS else None
        )
        address = clean(match.group()) if match else None
        if address is None or match is None or address in known or address in asked:
            continue
        if len(asked) >= MOST_ASKED:
            return
        asked.add(address)
        if _told(doc, name, match.group()):
            before = words_before(html, start)
            yield _Hit(address, "attribute", words=(before, f"{before} | {name} {address}"))


def _in_tags(html: str) -> Iterator[tuple[int, int]]:
    """Give where tags begin that hold an at sign between letters, and where it is."""
    at = yielded = 0
    for _ in range(MOST_SIGNS):
        at = html.find("@", at) + 1
        if at == 0 or yielded > MOST_IN_TAGS:
            return
        if html[at - 2 : at - 1].isalnum() and html[at : at + 1].isalnum():
            start = html.rfind("<", max(0, at - LONGEST_TAG), at)
            if start >= 0 and html.find(">", start, at) < 0:
                yielded += 1
                yield start, at


def _told(doc: Doc, name: str, raw: str) -> bool:
    """Say whether an element of the page says it: what a script would write, or a visitor's field, does not count."""
    return any(_shows(node, name) for node in doc.tree.css(f'[{name}*="{raw}"]')[:20])


def _shows(node: LexborNode, name: str) -> bool:
    """A field's label is an example, an option's value is for the server, the words of a portrait name an account."""
    given = node.attributes
    if node.tag in _FIELDS:
        kept = "readonly" in given or "disabled" in given
        return node.tag == "input" and name == "value" and kept and (given.get("type") or "").lower() != "hidden"
    if name == "alt":
        said = f"{given.get('src') or ''} {given.get('class') or ''} {(given.get('alt') or '').split('@')[0]}"
        return _MAIL_WORDS.search(said[:600]) is not None
    return True


def _structured(doc: Doc) -> Iterator[_Hit]:
    for thing in doc.things:
        if "email" not in thing:
            continue
        for raw in _strings(thing["email"]):
            address = clean(raw.removeprefix("mailto:"))
            if address:
                kinds = " ".join(_strings(thing.get("@type")))
                yield _Hit(address, "jsonld", words=(kinds, squeezed(f"{kinds} email {raw}")))
    for name in ("email", "og:email", "business:contact_data:email"):
        address = clean(doc.meta.get(name, ""))
        if address:
            yield _Hit(address, "attribute", words=(name, f"{name} {address}"))


def _strings(value: Any) -> Iterator[str]:
    for one in value[:50] if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one


def _context(doc: Doc, at: int, needle: str) -> tuple[str, str]:
    """Give the words before something in block ``at`` and those around it, reaching into the neighbours."""
    block = doc.blocks[at].text if at < len(doc.blocks) else ""
    start = max(0, block.find(needle.strip()))
    earlier = " | ".join(one.text[-120:] for one in doc.blocks[max(0, at - 3) : at])
    later = " | ".join(one.text[:120] for one in doc.blocks[at + 1 : at + 4])
    before = squeezed(f"{earlier} | {block[max(0, start - 160) : start]}")[-160:]
    around = f"{earlier[-300:]} | {block[max(0, start - 300) : start + len(needle) + 300]} | {later[:300]}"
    return before, squeezed(around)
