"""One walk over a parsed page: the blocks of visible text, each with its zone, and the links, each with its words.

A zone tells what a text is part of: navigation, footer, cookie notice, promotion, quotation, form. It is inherited
by everything inside, so that a sentence of the cookie banner is never taken for what the shop says of itself.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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
_ZONES = tuple(
    (zone, re.compile(words, re.IGNORECASE))
    for zone, words in (
        ("cookie", r"cookie|consent|gdpr|cmplz|onetrust|didomi|usercentrics|privacy-(?:bar|banner)"),
        ("footer", r"(?:^|[\s_-])(?:site_?)?footer|colophon|contentinfo"),
        ("promo", r"announcement|promo|pop-?up|modal|newsletter|klaviyo|discount|(?:top|usp|banner)-?bar|marquee"),
        ("quote", r"testimonial|review|customer-?quote|kundenstimme|avis-?client"),
        (
            "nav",
            r"(?:^|[\s_-])(?:nav|menu|navigation|breadcrumbs?|navbar|mega-?menu|drawer|skip-link|mini-?cart)(?:[\s_-]|$)",
        ),
    )
)  # fmt: skip
_SEAM = "\ue000"  # where a span begins: words of neighbouring spans are set apart by style, not by a blank
_WORDS_APART = re.compile(rf"(?<=[^\W\d_][^\W\d_]){_SEAM}(?=[^\W\d_]{{2}})")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{0,20}:")
_ORIGIN = re.compile(r"https?://[\w.-]{1,255}(?::\d{1,5})?(?=[/?#]|$)")
_PLAIN = re.compile(r"[ \t\r\n\f\xa0]{1,100000}")


@dataclass(frozen=True, slots=True)
class Block:
    """A run of visible text between two breaks; ``pieces`` are its text nodes, unglued."""

    text: str
    tag: str  # of the element the block stands in: h1, p, div ...
    zone: str  # "" nav footer cookie promo quote form button noscript code aside hidden
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link as the page writes it; ``block`` is the index of the block it stands in."""

    href: str  # resolved, except for schemes such as mailto
    text: str
    zone: str
    block: int
    host: str = ""  # lower case; empty for other schemes


@dataclass(slots=True)
class _Walk:
    base: str
    blocks: list[Block] = field(default_factory=list)
    links: list[tuple[str, list[str], str, int]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    tag: str = "body"
    zone: str = ""
    size: int = 0
    zones: dict[str, str] = field(default_factory=dict)  # words of an element -> its zone, asked often
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
            text = _PLAIN.sub(" ", text).strip()[:LONGEST_BLOCK]
            if text:
                self.blocks.append(Block(text, self.tag, self.zone, tuple(self.pieces)))
                self.size += len(text)
            self.pieces = []
        self.tag, self.zone = tag, zone


def walk(tree: LexborHTMLParser, base: str) -> tuple[tuple[Block, ...], tuple[Link, ...]]:
    """Collect blocks and links in the order of the page; ``base`` is what relative links rest on."""
    seen = _Walk(base)
    stack: list[_Step] = [_Step(tree.root, "", "body", None)]
    for _ in range(MOST_NODES):
        if not stack or seen.size > LONGEST_TEXT:
            break
        step = stack.pop()
        if step.node is None:
            seen.break_block(step.tag, step.zone)
            continue
        following = step.node.next
        if following is not None:
            stack.append(_Step(following, step.zone, step.tag, step.words))
        _visit(seen, step.node, step, stack)
    seen.break_block("body", "")
    links = (
        Link(href, _PLAIN.sub(" ", " ".join(said)).strip()[:300], zone, at, _host(href, seen))
        for href, said, zone, at in seen.links
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


class _Step(NamedTuple):
    """A node to look at, with what it inherits; without a node: the end of a block element."""

    node: LexborNode | None
    zone: str
    tag: str
    words: list[str] | None  # of the link we are in


def _visit(seen: _Walk, node: LexborNode, step: _Step, stack: list[_Step]) -> None:
    name = node.tag or ""
    if name == "-text":
        text = node.text_content or ""
        seen.pieces.append(text)
        if step.words is not None:
            step.words.append(text)
        return
    if name.startswith("-") or name in _SKIPPED:
        return
    if name in {"br", "hr"}:
        seen.break_block(step.tag, step.zone)
        return
    given = node.attributes
    zone = _zone(seen, name, given, step.zone)
    words = _words(seen, node, given, inherited=step.words, zone=zone)
    if name in _INLINE and zone == step.zone:
        if name == "span" and seen.pieces:
            seen.pieces.append(_SEAM)
        if node.child is not None:
            stack.append(_Step(node.child, zone, step.tag, words))
        return
    tag = _block_tag(name, step.tag)
    seen.break_block(tag, zone)
    stack.append(_Step(None, step.zone, step.tag, None))
    if node.child is not None:
        stack.append(_Step(node.child, zone, tag, words))


def _words(
    seen: _Walk, node: LexborNode, given: Mapping[str, str | None], *, inherited: list[str] | None, zone: str
) -> list[str] | None:
    """Give the list that collects a link's words inside this element: a new one for a link, else the inherited."""
    if node.tag == "a" and given.get("href") and len(seen.links) < MOST_LINKS:
        words: list[str] = []
        seen.links.append((_resolved(seen, given["href"] or ""), words, zone, len(seen.blocks)))
        return words
    if node.tag == "img" and inherited is not None:
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


def _zone(seen: _Walk, name: str, given: Mapping[str, str | None], inherited: str) -> str:
    if inherited not in {"", "footer", "aside"}:
        return inherited
    style = given.get("style") or ""
    if "hidden" in given or ("none" in style and re.search(r"display\s{0,3}:\s{0,3}none", style)):
        return "hidden"
    own = _ZONE_OF_TAG.get(name) or ("" if name in {"html", "body", "main", "article"} else _named_zone(seen, given))
    if inherited == "footer" and own in {"nav", "aside", ""}:
        return "footer"
    return own or inherited


def _named_zone(seen: _Walk, given: Mapping[str, str | None]) -> str:
    role = given.get("role") or ""
    label = (given.get("aria-label") or "") if role in {"region", "dialog", "alertdialog"} else ""
    words = f"{given.get('id') or ''} {given.get('class') or ''} {role} {label}"[:400]
    if words.isspace():
        return ""
    if words not in seen.zones:
        seen.zones[words] = next((zone for zone, pattern in _ZONES if pattern.search(words)), "")
    return seen.zones[words]
