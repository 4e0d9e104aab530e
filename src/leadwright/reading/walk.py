"""One walk over a parsed page: the blocks of visible text, each with its zone, and the links, each with its words.

A zone tells what a text is part of: navigation, footer, cookie notice, promotion, quotation, form. It is inherited
by everything inside, so that a sentence of the cookie banner is never taken for what the shop says of itself.
"""

import re
from collections.abc import Mapping
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
_SKIPPED = {"script", "style", "template", "svg", "math", "iframe", "object", "noembed", "select", "canvas", "head"}
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
_PARTS = re.compile(r"[\s_-]{1,100}")
_NAMING = re.compile("|".join(sorted({*_COOKIE, *_PROMO, *_QUOTE, *_FOOT, *_NAV, "footer", "skip-link", "mini-cart"})))
_STREAMED = re.compile(r"S:[0-9a-f]{1,6}")  # React's streamed content: hidden until its script has run, then shown
_SEAM = "\ue000"  # where a span begins: words of neighbouring spans are set apart by style, not by a blank
_WORDS_APART = re.compile(rf"(?<=[^\W\d_][^\W\d_]){_SEAM}(?=[^\W\d_]{{2}})")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:")
_ORIGIN = re.compile(r"https?://[\w.-]{1,255}(?::\d{1,5})?(?=[/?#]|$)")


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


@dataclass(slots=True)
class _Walk:
    base: str
    blocks: list[Block] = field(default_factory=list)
    links: list[tuple[str, list[str], str, int, str]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    tag: str = "body"
    zone: str = ""
    size: int = 0
    origin: str = ""  # scheme and host of the base, where it is an ordinary one
    host: str = ""

    def __post_init__(self) -> None:
        """Take the base apart once, for all links that rest on it."""
        found = _ORIGIN.match(self.base)
        if found:
            self.origin, self.host = found.group(), host_of(self.base)

    def break_block(self, tag: str, zone: str) -> None:
        """End the running block, and say what the next one stands in."""
        if self.pieces:
            text = "".join(self.pieces)
            if _SEAM in text:
                text = _WORDS_APART.sub(" ", text).replace(_SEAM, "")
                self.pieces = [piece for piece in self.pieces if piece != _SEAM]
            text = " ".join(text.split())[:LONGEST_BLOCK]
            if text:
                self.blocks.append(Block(text, self.tag, self.zone, tuple(self.pieces)))
                self.size += len(text)
            self.pieces = []
        self.tag, self.zone = tag, zone


def walk(tree: LexborHTMLParser, base: str) -> tuple[tuple[Block, ...], tuple[Link, ...]]:
    """Collect blocks and links in the order of the page; ``base`` is what relative links rest on."""
    seen = _Walk(base)
    stack: list[_Step] = [(tree.root, "", "body", None)]
    for _ in range(MOST_NODES):
        if not stack or seen.size > LONGEST_TEXT:
            break
        node, zone, tag, words = stack.pop()
        if node is None:
            seen.break_block(tag, zone)
            continue
        following = node.next
        if following is not None:
            stack.append((following, zone, tag, words))
        name = node.tag or ""
        if name == "-text":
            text = node.text_content or ""
            if not text.isspace():
                seen.pieces.append(text)
            elif seen.pieces:
                seen.pieces.append(" ")
            if words is not None:
                words.append(text)
        elif name[0] != "-" and name not in _SKIPPED:
            _enter(seen, (node, zone, tag, words), name, stack=stack)
    seen.break_block("body", "")
    links = (
        Link(href, " ".join(" ".join(said).split())[:300], zone, at, _host(href, seen), rel)
        for href, said, zone, at, rel in seen.links
    )
    return tuple(seen.blocks), tuple(links)


def host_of(url: str) -> str:
    """Give a URL's host name, lower case; empty where there is none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _host(href: str, seen: "_Walk") -> str:
    """Give the host of a link; nearly all of a page lead to its own."""
    return seen.host if seen.origin and href.startswith(f"{seen.origin}/") else host_of(href)


_Step = tuple[LexborNode | None, str, str, list[str] | None]
"""A node to look at, with the zone, the tag and the link's words it inherits; without a node: a block's end."""


def _enter(seen: _Walk, step: _Step, name: str, *, stack: list[_Step]) -> None:
    """Go into an element: say what stands inside it, and end the running block where it is one of its own."""
    node, inherited, around, words = step
    assert node is not None
    if name in {"br", "hr"}:
        seen.break_block(around, inherited)
        return
    given = node.attributes
    zone = _zone(name, given, inherited)
    if name == "a" or (name == "img" and words is not None):
        words = _words(seen, name, given, inherited=words, zone=zone)
    if name in _INLINE and zone == inherited:
        if name == "span" and seen.pieces:
            seen.pieces.append(_SEAM)
        if node.child is not None:
            stack.append((node.child, zone, around, words))
        return
    tag = _block_tag(name, around)
    seen.break_block(tag, zone)
    stack.append((None, inherited, around, None))
    if node.child is not None:
        stack.append((node.child, zone, tag, words))


def _words(
    seen: _Walk, name: str, given: Mapping[str, str | None], *, inherited: list[str] | None, zone: str
) -> list[str] | None:
    """Give the list that collects a link's words inside this element: a new one for a link, else the inherited."""
    if name == "a" and given.get("href") and len(seen.links) < MOST_LINKS:
        words: list[str] = []
        rel = (given.get("rel") or "")[:100].lower()
        seen.links.append((_resolved(seen, given["href"] or ""), words, zone, len(seen.blocks), rel))
        return words
    if name == "img" and inherited is not None:
        inherited.append(given.get("alt") or "")
    return inherited


def _block_tag(name: str, around: str) -> str:
    """Say what a block stands in: a division inside a heading is still the heading."""
    return around if name in _INLINE or (around in _HEADINGS and name == "div") else name


def _resolved(seen: _Walk, href: str) -> str:
    href = href.strip()[:2000]
    if seen.origin and href[:1] == "/" and href[:2] != "//" and "/." not in href and href.isprintable():
        return f"{seen.origin}{href}"
    if _SCHEME.match(href):
        return href
    try:
        return urljoin(seen.base, href)
    except ValueError:
        return href


def _zone(name: str, given: Mapping[str, str | None], inherited: str) -> str:
    if not given and name not in _ZONE_OF_TAG:
        return inherited
    if inherited not in {"", "footer", "aside"}:
        return inherited
    style = given.get("style") or ""
    if ("hidden" in given and not _STREAMED.fullmatch(given.get("id") or "")) or (
        "none" in style and re.search(r"display\s{0,3}:\s{0,3}none", style)
    ):
        return "hidden"
    own = _ZONE_OF_TAG.get(name) or ("" if name in {"html", "body", "main", "article"} else _named_zone(given))
    if inherited == "footer" and own in {"nav", "aside", ""}:
        return "footer"
    return own or inherited


def _named_zone(given: Mapping[str, str | None]) -> str:
    role = given.get("role") or ""
    label = (given.get("aria-label") or "") if role in {"region", "dialog", "alertdialog"} else ""
    words = f"{given.get('id') or ''} {given.get('class') or ''} {role} {label}"
    return "" if words == "   " else zone_named(words[:400].lower())


@lru_cache(8192)
def zone_named(words: str) -> str:
    """Give the zone that an element's id, class, role and label name (lower case); empty where they name none."""
    if _NAMING.search(words) is None:
        return ""
    if any(word in words for word in _COOKIE):
        return "cookie"
    parts = _PARTS.split(words) if "footer" in words else ()
    if any(word in words for word in _FOOT) or any(part.startswith("footer") for part in parts):
        return "footer"
    if any(word in words for word in _PROMO):
        return "promo"
    if any(word in words for word in _QUOTE):
        return "quote"
    named = "skip-link" in words or "mini-cart" in words or not _NAV.isdisjoint(_PARTS.split(words))
    return "nav" if named else ""
