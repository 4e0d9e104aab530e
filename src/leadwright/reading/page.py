"""A page, parsed once: its blocks of text with their zone, links, meta elements, structured data.

Everything else in the reading of sites asks a :class:`Doc` and never parses again.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from leadwright.domain.evidence import SNIPPET_LENGTH, Evidence
from leadwright.domain.site import Page
from leadwright.reading.bounds import bounded
from leadwright.reading.served import is_data
from leadwright.reading.walk import Block, Link, absolute, host_of, walk

__all__ = ["Doc", "absolute", "kind_of_page", "read_page", "squeezed"]

MOST_JSON = 60  # scripts with structured data
LONGEST_JSON = 600_000  # characters of one
MOST_THINGS = 3_000  # objects of structured data
MOST_META = 300
# a tag manager's snippet as JSX writes it: to an HTML parser the frame stays open and swallows the page
_SWALLOWING = re.compile(r"(<iframe[^<>]{0,2000})/>(\s{0,50}</noscript)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Doc:
    """One parsed page; ``kind`` is home, contact, imprint, about, policy, product, other, or data (JSON, a sitemap)."""

    page: Page
    html: str = field(repr=False)  # all of the page's text, also what was cut before parsing
    tree: LexborHTMLParser
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    meta: Mapping[str, str]  # lower-case name or property -> content, the first of each
    things: tuple[Mapping[str, Any], ...]  # JSON-LD objects, nested ones too
    elements: Mapping[str, Sequence[LexborNode]]  # base button form iframe img input link meta script title, in order
    title: str = ""
    language: str = ""  # as the html element says it
    kind: str = "other"
    base: str = ""
    host: str = ""  # lower case
    text: str = field(default="", repr=False)
    lower: str = field(default="", repr=False)  # the text in lower case, for all who look for words

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
            status=self.page.status,
        )


def read_page(page: Page, *, kind: str = "") -> Doc:
    """Parse a page; hostile ones are cut where they would cost too much. Never raises on any text."""
    data, html = is_data(page), page.html
    parsed = "" if data else bounded(html)
    if "<noscript" in parsed:
        parsed = _SWALLOWING.sub(r"\1></iframe>\2", parsed)
    tree = LexborHTMLParser(parsed)
    seen = walk(tree, page.url)
    titles = seen.elements["title"]
    root = tree.root
    text = "\n".join([block.text for block in seen.blocks if block.zone != "hidden"])
    return Doc(
        page=page,
        html=html,
        tree=tree,
        blocks=seen.blocks,
        links=seen.links,
        meta=_meta(seen.elements["meta"]),
        things=tuple(_things(seen.elements["script"])),
        elements=seen.elements,
        title=squeezed(titles[0].text()) if titles else "",
        language=((root.attributes.get("lang") or "") if root is not None else "").strip()[:20],
        kind="data" if data else kind or kind_of_page(page.url),
        base=seen.base,
        host=host_of(page.url),
        text=text,
        lower=text.lower(),
    )


def squeezed(text: str) -> str:
    """Make every run of white space one blank."""
    return " ".join(text.split())


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


def _meta(nodes: Sequence[LexborNode]) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in nodes[:MOST_META]:
        given = node.attributes
        name = given.get("name") or given.get("property") or given.get("itemprop")
        said = given.get("content")
        if name and said:
            found.setdefault(name.strip().lower()[:80], squeezed(said[:2000]))
    return found


def _things(scripts: Iterable[LexborNode]) -> Iterator[Mapping[str, Any]]:
    left = MOST_THINGS
    marked = (node for node in scripts if "ld+json" in (node.attributes.get("type") or "").lower())
    for node in islice(marked, MOST_JSON):
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
