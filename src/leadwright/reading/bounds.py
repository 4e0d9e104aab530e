"""How much of a page is parsed: a cut before the parser's time could grow with the square of the page.

Measured: 100,000 nested elements cost the parser 14 s, 10,000 cost 0.1 s. 200,000 attributes of one tag cost 130 s,
5,000 cost 40 ms. Formatting elements that are never closed are opened again in every paragraph: 600 of them in 600
paragraphs cost 0.1 s and 130 MB.

Quick looks clear most pages. The others are read tag by tag, by the tokenizer's own rules (WHATWG HTML, 13.2.5), and
every doubt counts against the page: an end tag that the parser may not see, or not heed, closes nothing.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

LONGEST = 4_000_000  # characters of a page; the rest is not looked at
MOST_TAGS = 200_000  # their elements take 100 MB
HARMLESS = 1_200  # tags: even if half of them are opened again in the others they cost but 0.1 s
MOST_MADE = 400_000  # elements of these and of the formatting elements opened again
DEEPEST = 12_000  # open elements: they cost 0.2 s
COSTLIEST = 100_000_000  # nanoseconds: a tag costs 2 an open element, 250 a formatting element, 2 a pair of attributes
SURELY = 500_000_000  # of a page of which nothing is known but how many tags it has
FEW_ATTRIBUTES = 300  # of one tag: however many tags have them, they are cheap
MOST_ROOTS = 20  # tags of html and body: the attributes of all are gathered in one element

_BLANK = r"[ \t\n\f\r]"
_ATTRIBUTE = rf"""
    [ \t\n\f\r/]*+ [^ \t\n\f\r/>] [^ \t\n\f\r/>=]*+
    (?: {_BLANK}*+ = {_BLANK}*+ (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^ \t\n\f\r>"'] [^ \t\n\f\r>]*+ )?+ )?+
"""
_ATTRIBUTES = re.compile(_ATTRIBUTE, re.VERBOSE)
_END = re.compile(rf"(?:{_ATTRIBUTE})*+ [ \t\n\f\r/]*+ >", re.VERBOSE)
_CROWDED = re.compile(rf"<[a-zA-Z][^ \t\n\f\r/>]*+ (?:{_ATTRIBUTE}){{{FEW_ATTRIBUTES}}}+", re.VERBOSE)
_ROOT = re.compile(r"<(?i:body|html)[ \t\n\f\r/>]")
_RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
# 1 a tag's name, an end tag's with its slash; 2 says that it holds nothing but text, 3 its attributes beyond the first
# few, 4 its last blanks and slashes, 5 the text it holds; 6 what is in CDATA
_TOKEN = re.compile(
    rf"""<(?=[a-zA-Z/!?])(?:
        ((?i:{"|".join(sorted(_RAW))})(?=[ \t\n\f\r/>])() | /?[a-zA-Z][^ \t\n\f\r/>]*+)
        (?:{_ATTRIBUTE}){{0,{FEW_ATTRIBUTES}}}+ ((?:{_ATTRIBUTE})*+) ([ \t\n\f\r/]*+) (?:>|\Z)
        (?(2)((?:[^<]++|<(?!/(?i:\1)[ \t\n\f\r/>]))*+))
      | !--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))
      | !\[CDATA\[((?:[^\]]++|\](?!\]>))*+)
      | [!?][^>]*+ | /[^a-zA-Z>][^>]*+
    )""",
    re.VERBOSE,
)
_FLAT = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dd", "dt", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "html", "head", "body",
}  # fmt: skip
_FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
_PHRASES = _FORMATTING | {"span", "label", "abbr", "cite", "sub", "sup", "time", "mark", "ins", "del", "bdi", "q"}
# the letters they begin with are asked first: most tags begin with another
_FORMATTING_TAG = re.compile(
    r"<(?=[BCEFISTUbcefistu])(?i:big|b|code|em|font|i|small|strike|strong|s|tt|u)(?=[ \t\n\f\r/>])[^>]{0,4000000}+>"
)
_FOREIGN = {"svg", "math"}
_ROOTS = {"html", "body"}
# those that end foreign content (WHATWG HTML, 13.2.6.5), the flat ones aside
_HTML = {
    "b", "big", "blockquote", "center", "code", "dl", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i",
    "listing", "menu", "nobr", "ol", "pre", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "table",
    "tt", "u", "ul", "var",
}  # fmt: skip
# those whose end tag also ends what is still open inside
_BLOCKS = {
    "address", "article", "aside", "blockquote", "button", "center", "details", "dialog", "dir", "div", "dl",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "main", "math", "menu", "nav", "ol",
    "pre", "section", "summary", "svg", "table", "ul",
}  # fmt: skip
_BORDERS = {"table", "object", "template", "marquee", "applet", "caption", "select", "svg", "math", "frameset", "?"}
_NEAR = 60  # elements at the end among which an end tag looks for its own
_PLAIN_STARTS = (_BLOCKS - _FOREIGN) | (_HTML - _FORMATTING) | {"label", "select"}
_PLAIN_ENDS = {f"/{name}" for name in _PLAIN_STARTS}
_FLAT_STARTS = _FLAT - _ROOTS
_FLAT_ENDS = {f"/{name}" for name in _FLAT | _RAW}
_DOUBT = "?"  # one of the borders: an element that may be there, and that nothing closes


def bounded(html: str) -> str:
    """Give the part of a page that can be parsed quickly; nearly always the whole page."""
    html = html[:LONGEST]
    return html if _plain(html) else html[: _limit(html)]


def _plain(html: str) -> bool:
    """Say whether a page is cheap however its tags stand; a page may be and not be found to be."""
    tags = html.count("<")
    if tags > HARMLESS:
        starts = tags - html.count("</")
        if tags > MOST_TAGS or starts > DEEPEST or 2 * starts * tags > SURELY or tags * _reopened(html) > MOST_MADE:
            return False
    roots = sum(1 for _ in islice(_ROOT.finditer(html), MOST_ROOTS + 1))
    return roots <= MOST_ROOTS and _CROWDED.search(html) is None


def _reopened(html: str) -> int:
    """Say how many formatting elements a tag may open again: three of a kind, one link (WHATWG HTML, 13.2.4.3)."""
    kinds = Counter(_FORMATTING_TAG.findall(html))
    whole = (_END.match(kind, len(kind.split(None, 1)[0].rstrip("/>"))) for kind in kinds)
    return 2 + sum(
        min(3, count) if match and match.end() == len(kind) else count
        for (kind, count), match in zip(kinds.items(), whole, strict=True)
    )


@dataclass(slots=True)
class _Open:
    """The elements that may be open, the last one at the end: never fewer than the parser has."""

    names: list[str] = field(default_factory=list)
    formatting: int = 0
    foreign: bool = False  # inside of svg or math, by all that we know
    doubtful: bool = False  # in svg or math there was something that may have ended it
    roots: int = 0  # tags of html and body

    def take(self, name: str, text: str, data: str, *, closed: bool) -> None:
        """Take a token: a tag's name, with the text that it holds, or the text of CDATA."""
        if name[:1] == "/":
            self.end(name[1:])
        elif (text and (self.foreign or _nested(text))) or (data and (self.doubtful or not self.foreign)):
            self.doubt(text or data)
        elif name and (self.foreign or name not in _RAW):
            self.start(name, closed=closed)
            self.roots += name in _ROOTS

    def start(self, name: str, *, closed: bool) -> None:
        """Take a start tag; only in foreign content may it be its own end tag (WHATWG HTML, 13.2.6.5)."""
        if name in _FLAT:
            self.doubtful |= self.foreign
        elif not (closed and self.foreign and not self.doubtful):
            self.names.append(name)
            self.formatting += name in _FORMATTING
            if name in _FOREIGN:
                self.foreign = True
            elif name in _HTML:
                self.doubtful |= self.foreign

    def end(self, name: str) -> None:
        """Take an end tag."""
        names = self.names
        if names and names[-1] == name:
            names.pop()
            self.formatting -= name in _FORMATTING
        elif name in _FORMATTING or name in _BLOCKS:
            self.end_further(name)
        if name in _FOREIGN:
            self.foreign = self.doubtful = not _FOREIGN.isdisjoint(names)

    def end_further(self, name: str) -> None:
        """Take the end tag of an element that is not the last; from around blocks it goes alone (13.2.6.4.7)."""
        names = self.names
        for at in range(len(names) - 1, max(-1, len(names) - _NEAR), -1):
            if names[at] == name:
                alone = name in _FORMATTING and not _PHRASES.issuperset(names[at + 1 :])
                del names[at : at + 1 if alone else None]
                self.formatting -= name in _FORMATTING
                return
            if names[at] in _BORDERS and name not in _FOREIGN:
                return

    def doubt(self, text: str) -> None:
        """Take text that the parser may read as tags."""
        self.names.extend([_DOUBT] * text.count("<"))


def _nested(text: str) -> bool:
    """Say whether a script holds another in a comment: then its end is not where it seems (WHATWG HTML, 13.2.5.27)."""
    at = text.rfind("<!--")
    return at >= 0 and text.find("-->", at + 2) < 0 and "<script" in text[at:].lower()


def _limit(html: str) -> int | None:
    """Give the place of the token with which the page becomes too dear, None where it never does."""
    seen = _Open()
    names, cost = seen.names, 0
    for number, match in enumerate(_TOKEN.finditer(html)):
        written, _, more, last, text, data = match.groups("")
        if written in _PLAIN_ENDS and names and names[-1] == written[1:]:
            names.pop()
        elif written in _PLAIN_STARTS and not seen.foreign:
            names.append(written)
        elif written not in _FLAT_ENDS and (seen.foreign or written not in _FLAT_STARTS):
            seen.take(written.lower(), text, data, closed=last[-1:] == "/")
        cost += 2 * len(names) + 250 * seen.formatting
        if more:
            cost += 2 * (FEW_ATTRIBUTES + sum(1 for _ in _ATTRIBUTES.finditer(more))) ** 2
        if number > MOST_TAGS or cost > COSTLIEST or len(names) > DEEPEST or seen.roots > MOST_ROOTS:
            return match.start()
    return None
