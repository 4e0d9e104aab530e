"""A page, parsed once: its blocks of text with their zone, links, meta elements, structured data.

Everything else in the reading of sites asks a :class:`Doc` and never parses again.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from leadwright.domain.evidence import SNIPPET_LENGTH, Evidence
from leadwright.domain.site import Page
from leadwright.reading.bounds import bounded
from leadwright.reading.walk import Block, Link, host_of, walk

MOST_JSON = 60  # scripts with structured data
LONGEST_JSON = 600_000  # characters of one
MOST_THINGS = 3_000  # objects of structured data
# a tag manager's snippet as JSX writes it: to an HTML parser the frame stays open and swallows the page
_SWALLOWING = re.compile(r"(<iframe[^<>]{0,2000})/>(\s{0,50}</noscript)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doc:
    """One parsed page; ``kind`` is home, contact, imprint, about, policy, product or other."""

    page: Page
    tree: LexborHTMLParser
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    meta: Mapping[str, str]  # lower-case name or property -> content, the first of each
    things: tuple[Mapping[str, Any], ...]  # JSON-LD objects, nested ones too
    title: str = ""
    language: str = ""  # as the html element says it
    kind: str = "other"
    base: str = ""
    host: str = ""  # lower case
    text: str = field(default="", repr=False)

    @property
    def noindex(self) -> bool:
        """True where the page asks not to be indexed: then only address, URL and hash are kept of it."""
        said = f"{self.meta.get('robots', '')} {self.page.headers.get('x-robots-tag', '')}".lower()
        return "noindex" in said or re.search(r"\bnone\b", said) is not None

    def evidence(self, snippet: str, *, way: str = "text") -> Evidence:
        """Say where something stands: this page, now, with at most 300 characters around it."""
        return Evidence(
            url=self.page.url,
            at=self.page.at,
            sha256=self.page.sha256,
            snippet=squeezed(snippet)[:SNIPPET_LENGTH],
            way=way,
            robots=self.page.robots,
        )


def read_page(page: Page, *, kind: str = "") -> Doc:
    """Parse a page; hostile ones are cut where they would cost too much. Never raises on any text."""
    html = bounded(page.html)
    if "<noscript" in html:
        html = _SWALLOWING.sub(r"\1></iframe>\2", html)
    tree = LexborHTMLParser(html)
    base = _base(tree, page.url)
    blocks, links = walk(tree, base)
    title_node = tree.css_first("title")
    root = tree.root
    return Doc(
        page=page,
        tree=tree,
        blocks=blocks,
        links=links,
        meta=_meta(tree),
        things=tuple(_things(tree)),
        title=squeezed(title_node.text()) if title_node is not None else "",
        language=((root.attributes.get("lang") or "") if root is not None else "").strip()[:20],
        kind=kind or kind_of_page(page.url),
        base=base,
        host=host_of(page.url),
        text="\n".join(block.text for block in blocks if block.zone != "hidden"),
    )


def squeezed(text: str) -> str:
    """Make every run of white space one blank."""
    return " ".join(text.split())


def absolute(base: str, href: str) -> str | None:
    """Resolve a link against its page; None where it is no link to a web page."""
    try:
        url = urljoin(base, href.strip()[:2000])
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


_KINDS = tuple(
    (kind, re.compile(words, re.VERBOSE))
    for kind, words in (
        (
            "imprint",
            r"""imprint | impressum | legal-?notice | /legal/?$ | mentions-?legales | aviso-?legal | note-?legali
            | colofon | tokushoho | company-?info""",
        ),
        (
            "contact",
            r"""contact | kontakt | contatt | contato | yhteystiedot | ota-yhteytta | kapcsolat | toiawase | inquiry
            | get-in-touch | reach-us""",
        ),
        (
            "policy",
            r"""shipping | delivery | terms | versand | agb | livraison | cgv | envio | spedizion | verzend | leverans
            | privacy | datenschutz | refund | returns | polic(?:y|ies)""",
        ),
        (
            "about",
            r"""about | ue?ber-uns | a-propos | qui-sommes | sobre | quienes | chi-siamo | over-ons | om-oss | om-os
            | meista | o-nas | story | team | company""",
        ),
        ("product", r"/(?:products?|produkte?|produits?|productos?|prodott[oi]|p|items?|listing)/"),
    )
)


def kind_of_page(url: str) -> str:
    """Tell from its path what a page is for."""
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return "other"
    if path in {"", "/", "/index.html", "/index.php"} or re.fullmatch(r"/[a-z]{2}(?:[-_][a-z]{2})?/?", path):
        return "home"
    return next((kind for kind, words in _KINDS if words.search(path)), "other")


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    return (absolute(url, node.attributes.get("href") or "") or url) if node is not None else url


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta")[:300]:
        given = node.attributes
        name = given.get("name") or given.get("property") or given.get("itemprop") or ""
        if name and given.get("content"):
            found.setdefault(name.strip().lower()[:80], squeezed((given["content"] or "")[:2000]))
    return found


def _things(tree: LexborHTMLParser) -> Iterator[Mapping[str, Any]]:
    left = MOST_THINGS
    for node in tree.css('script[type*="ld+json"]')[:MOST_JSON]:
        for thing in _objects(_json(node)):
            if left <= 0:
                return
            left -= 1
            yield thing


def _json(node: LexborNode) -> Any:
    raw = (node.text() or "")[:LONGEST_JSON].strip().removeprefix("<!--").removesuffix("-->").rstrip(" ;\n")
    for text in (raw, re.sub(r"[\x00-\x1f]", " ", raw), re.sub(r",(\s{0,50}[}\]])", r"\1", raw)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
