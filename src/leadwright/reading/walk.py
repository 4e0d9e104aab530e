"""One walk over a parsed page: the blocks of visible text, each with its zone, the links, each with its words, and the
elements that readers ask for, so that none of them goes through the tree again.

A zone tells what a text is part of: navigation, footer, cookie notice, promotion, quotation, form. It is inherited
by everything inside, so that a sentence of the cookie banner is never taken for what the shop says of itself.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_NODES = 400_000
LONGEST_BLOCK = 20_000  # characters
LONGEST_TEXT = 2_000_000  # characters of all blocks
MOST_LINKS = 5_000

_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3"}
_SKIPPED = {"script", "style", "title", "template", "svg", "math", "iframe", "object", "noembed", "select", "canvas"}
_KEPT = ("base", "button", "form", "iframe", "img", "input", "link", "meta", "script", "title")
_TEXT, _SKIP, _BREAK, _SPAN, _INSIDE, _LINK, _BLOCK = range(7)
_WAYS = (
    dict.fromkeys(_INLINE, _INSIDE)
    | dict.fromkeys(_SKIPPED | {"-comment", "!doctype"}, _SKIP)
    | {"br": _BREAK, "hr": _BREAK, "-text": _TEXT, "span": _SPAN, "a": _LINK}
)
_ZONE_OF_TAG = {
    "nav": "nav", "footer": "footer", "blockquote": "quote", "q": "quote", "form": "form", "dialog": "promo",
    "noscript": "noscript", "button": "button", "pre": "code", "code": "code", "aside": "aside", "textarea": "form",
}  # fmt: skip
_COOKIE = ("cookie", "consent", "gdpr", "cmplz", "onetrust", "didomi", "usercentrics", "privacy-bar", "privacy-banner")
_PROMO = (
    "announcement", "promo", "popup", "pop-up", "modal", "newsletter", "klaviyo", "discount", "topbar", "top-bar",
    "uspbar", "usp-bar", "bannerbar", "banner-bar", "marquee",
)  # fmt: skip
_QUOTE = ("testimonial", "review", "customer-quote", "customerquote", "kundenstimme", "avis-client", "avisclient")
_FOOT = ("sitefooter", "site_footer", "site-footer", "colophon", "contentinfo")
_NAV = frozenset({"nav", "menu", "navigation", "breadcrumb", "breadcrumbs", "navbar", "megamenu", "drawer", "minicart"})
_PARTS = re.compile(r"[_-]")
_NAMING = re.compile("|".join(sorted({*_COOKIE, *_PROMO, *_QUOTE, *_FOOT, *_NAV, "footer", "skip-link", "mini-cart"})))
_STREAMED = re.compile(r"S:[0-9a-f]{1,6}")  # React's streamed content: hidden until its script has run, then shown
_SEAM = "\ue000"  # where a span begins: words of neighbouring spans are set apart by style, not by a blank
_WORDS_APART = re.compile(rf"(?<=[^\W\d_][^\W\d_]){_SEAM}(?=[^\W\d_]{{2}})")
_NOT_SHOWN = re.compile(r"display\s{0,3}:\s{0,3}none")
_OPEN_ZONES = frozenset({"", "footer", "aside"})  # others may stand inside these
_LABELLED = frozenset({"region", "dialog", "alertdialog"})
_RANK = ("cookie", "footer", "promo", "quote", "nav")  # the first that is named counts
_NAMELESS = frozenset({"html", "body", "main", "article"})  # their classes tell of the page, not of a place in it
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:")
_ORIGIN = re.compile(r"https?://([\w.-]{1,255})(?::\d{1,5})?(?=[/?#]|$)")
# a path and a query in which nothing has to be resolved
_RELATIVE = re.compile(r"(?!.{0,800}/[./])\w[\w./%-]{0,400}(?:\?[\w=&%+.-]{1,400})?", re.ASCII)


class Block(NamedTuple):  # a page has hundreds: a tuple is made five times as fast as a frozen dataclass
    """A run of visible text between two breaks; ``pieces`` are its text nodes, unglued."""

    text: str
    tag: str  # of the element the block stands in: h1, p, div ...
    zone: str  # "" nav footer cookie promo quote form button noscript code aside hidden
    pieces: tuple[str, ...]


class Link(NamedTuple):
    """A link as the page writes it; ``block`` is the index of the block it stands in."""

    href: str  # resolved, except for schemes such as mailto
    text: str
    zone: str
    block: int
    host: str = ""  # lower case; empty for other schemes
    rel: str = ""  # as the page writes it, lower case


class Walked(NamedTuple):
    """What one walk sees, each in the order of the page."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    elements: Mapping[str, Sequence[LexborNode]]  # by tag: base button form iframe img input link meta script title
    base: str  # what relative links rest on


_Place = tuple[str, str]
"""The tag and the zone that a text stands in: one object for each block element, two of the same words are not one."""

_Words = list[str] | None
"""The words of the link that we are in."""


class _Asked(NamedTuple):
    href: str
    words: list[str]
    zone: str
    block: int
    rel: str


@dataclass(slots=True)
class _Walk:
    place: _Place
    blocks: list[Block] = field(default_factory=list)
    links: list[_Asked] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    size: int = 0

    def end_block(self) -> None:
        """Make a block of the pieces so far."""
        pieces = tuple(self.pieces)
        self.pieces.clear()
        text = "".join(pieces) if len(pieces) > 1 else pieces[0]
        if _SEAM in text:
            text = _WORDS_APART.sub(" ", text).replace(_SEAM, "")
            pieces = tuple([piece for piece in pieces if piece != _SEAM])
        text = " ".join(text.split())[:LONGEST_BLOCK]
        if text:
            tag, zone = self.place
            self.blocks.append(Block(text, tag, zone, pieces))
            self.size += len(text)

    def enter(self, node: LexborNode, name: str, way: int, place: _Place) -> _Place:
        """Go into an element: give the place of its texts; the running block ends, except at an inline element."""
        tag, around = place
        zone = around
        if around in _OPEN_ZONES:
            given = node.attributes
            if "id" in given or "style" in given or "role" in given or "hidden" in given:
                zone = _zone(name, given, around)
            else:
                zone = _plain_zone(name[:20], (given.get("class") or "")[:400], around)
        if way != _BLOCK:
            if zone == around:
                if way == _SPAN and self.pieces and place is self.place:
                    self.pieces.append(_SEAM)
                return place
            name = tag
        elif name == "div" and tag in _HEADINGS:
            name = tag
        if self.pieces:
            self.end_block()
        return name, zone

    def pass_by(self, way: int) -> None:
        """Take note of an element without content."""
        if self.pieces:
            if way == _SPAN:
                self.pieces.append(_SEAM)
            elif way in {_BREAK, _BLOCK}:
                self.end_block()

    def link(self, node: LexborNode, place: _Place, words: _Words) -> _Words:
        """Note a link; give the list that collects its words."""
        given = node.attributes
        href = given.get("href")
        if not href or len(self.links) >= MOST_LINKS:
            return words
        if self.pieces and place is not self.place:
            self.end_block()
        words = []
        rel = given.get("rel")
        self.links.append(_Asked(href, words, place[1], len(self.blocks), rel[:100].lower() if rel else ""))
        return words


def walk(tree: LexborHTMLParser, url: str) -> Walked:  # noqa: C901, PLR0912, PLR0915 - the one loop over all nodes
    """Go over the whole tree once; ``url`` is the page's own, on which relative links rest unless it names a base."""
    place: _Place = ("body", "")
    words: _Words = None
    seen = _Walk(place)
    pieces = seen.pieces  # one list for the whole walk: a page has thousands of nodes, so the loop spares every look
    elements: dict[str, list[LexborNode]] = {name: [] for name in _KEPT}
    stack: list[tuple[LexborNode, _Place, _Words]] = []
    node: LexborNode | None = tree.root
    for _ in range(MOST_NODES):
        if node is None:
            if not stack or seen.size > LONGEST_TEXT:
                break
            node, place, words = stack.pop()
            continue
        name = node.tag or ""
        way = _WAYS.get(name, _BLOCK)
        if way == _TEXT:
            text = node.text_content or ""
            if place is not seen.place:  # what is said in another place is a block of its own
                if pieces:
                    seen.end_block()
                seen.place = place
            if not text.isspace():
                pieces.append(text)
            elif pieces:
                pieces.append(" ")
            if words is not None:
                words.append(text)
            node = node.next
            continue
        if name in elements:
            elements[name].append(node)
            if name == "img" and words is not None:
                words.append(node.attributes.get("alt") or "")
        child = node.child if way != _SKIP else None
        if child is None and way != _LINK:
            seen.pass_by(way)
            node = node.next
            continue
        within = seen.enter(node, name, way, place)
        said = seen.link(node, within, words) if way == _LINK else words
        following = node.next
        if following is not None:
            stack.append((following, place, words))
        node, place, words = child, within, said
    if seen.pieces:
        seen.end_block()
    base = _base(elements["base"], url)
    return Walked(tuple(seen.blocks), tuple(_links(seen.links, base)), elements, base)


def absolute(base: str, href: str) -> str | None:
    """Resolve a link against its page; None where it is no link to a web page."""
    try:
        url = urljoin(base, href.strip()[:2000])
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def _base(nodes: Sequence[LexborNode], url: str) -> str:
    """Give what relative links rest on: the first base element that says it (HTML, 4.2.3), else the page's URL."""
    said = next((href for node in nodes if (href := node.attributes.get("href")) is not None), None)
    return (absolute(url, said) or url) if said is not None else url


@lru_cache(4096)
def host_of(url: str) -> str:
    """Give a URL's host name, lower case; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _links(asked: Iterable[_Asked], base: str) -> Iterator[Link]:
    """Resolve links; nearly all of a page are written in a few plain ways, and lead to its own host."""
    found = _ORIGIN.match(base)
    origin = found.group() if found else ""
    own = host_of(origin)
    here, folder = (_resolved("#x", base)[:-2], _resolved("x", base)[:-1]) if origin else ("", "")
    for written, words, zone, block, rel in asked:
        text = " ".join((words[0] if len(words) == 1 else " ".join(words)).split())[:300]
        href = written.strip()[:2000]
        first = href[:1]
        if origin and first == "/" and href[:2] != "//" and "/." not in href and href.isprintable():
            yield Link(f"{origin}{href}", text, zone, block, own, rel)
        elif origin and first == "#" and href.isprintable():
            yield Link(f"{here}{href}" if href != "#" else here, text, zone, block, own, rel)
        elif origin and _RELATIVE.fullmatch(href):
            yield Link(f"{folder}{href}", text, zone, block, own, rel)
        else:
            url = _resolved(href, base)
            yield Link(url, text, zone, block, _host(url), rel)


def _host(url: str) -> str:
    found = _ORIGIN.match(url)
    if found and found[1].isascii():
        return found[1].lower()
    return host_of(found.group() if found else url) if "/" in url else ""


def _resolved(href: str, base: str) -> str:
    if _SCHEME.match(href):
        return href
    try:
        return urljoin(base, href)
    except ValueError:
        return href


@lru_cache(16_384)
def _plain_zone(name: str, words: str, inherited: str) -> str:
    """Give the zone of an element inside ``inherited``, of which at most its class tells something.

    Asked with strings of bounded size, for they are kept.
    """
    own = _ZONE_OF_TAG.get(name, "")
    if words and not own and name not in _NAMELESS:
        own = zone_named(words)
    if inherited == "footer" and own in {"nav", "aside", ""}:
        return "footer"
    return own or inherited


def _zone(name: str, given: Mapping[str, str | None], inherited: str) -> str:
    """Give the zone of an element inside ``inherited``, one that others may stand in."""
    if "hidden" in given and not _STREAMED.fullmatch(given.get("id") or ""):
        return "hidden"
    if "style" in given and _NOT_SHOWN.search(given["style"] or ""):
        return "hidden"
    words = given.get("class") or ""
    if "id" in given or "role" in given:
        role = given.get("role") or ""
        label = (given.get("aria-label") or "") if role in _LABELLED else ""
        words = f"{words} {given.get('id') or ''} {role} {label}"
    return _plain_zone(name[:20], words[:400], inherited)


@lru_cache(8192)
def zone_named(words: str) -> str:
    """Give the zone that an element's class, id, role and label name; empty where they name none."""
    named = [zone for word in words.lower().split() if (zone := _zone_of_word(word))]
    return min(named, key=_RANK.index) if named else ""


@lru_cache(8192)
def _zone_of_word(word: str) -> str:
    if _NAMING.search(word) is None:
        return ""
    parts = set(_PARTS.split(word))
    if any(said in word for said in _COOKIE):
        return "cookie"
    if any(said in word for said in _FOOT) or any(part.startswith("footer") for part in parts):
        return "footer"
    if any(said in word for said in _PROMO):
        return "promo"
    if any(said in word for said in _QUOTE):
        return "quote"
    return "nav" if "skip-link" in word or "mini-cart" in word or not _NAV.isdisjoint(parts) else ""
