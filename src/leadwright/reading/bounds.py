"""How much of a page is parsed: a cut before the parser's time could grow with the square of the page.

Measured: 100,000 nested elements cost the parser 14 s, 3,000 cost 20 ms; 200,000 attributes of one tag cost 130 s.
Formatting elements that are never closed are opened again in every paragraph, so their number counts for each
following element.
"""

import re

LONGEST = 4_000_000  # characters of a page; the rest is not looked at
DEEPEST = 1_500  # open elements
COSTLIEST = 400_000  # elements that the parser will make
LONGEST_TAG = 8_000  # characters of one tag that need no second look
MOST_ATTRIBUTES = 1_500  # of one tag

HARMLESS = 1_200  # tags that open: not even nested, or all of them opened again in each other, do they cost a second

_TAG = re.compile(r"<(!--|/?[a-zA-Z][a-zA-Z0-9-]{0,30})")
_QUOTED = re.compile(r"\"[^\"]{0,4000000}\"|'[^']{0,4000000}'")
_RAW = {"script", "style", "textarea", "title", "xmp", "noembed", "noframes"}
_FLAT = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "html", "head", "body",
}  # fmt: skip
_FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
_KINDS = (
    dict.fromkeys(_FLAT, "flat")
    | dict.fromkeys((f"/{name}" for name in _FLAT), "flat")
    | dict.fromkeys(_FORMATTING, "format")
    | dict.fromkeys((f"/{name}" for name in _FORMATTING), "unformat")
    | dict.fromkeys(_RAW | {"!--"}, "skip")
)


def bounded(html: str) -> str:
    """Give the part of a page that can be parsed quickly; nearly always the whole page."""
    html = html[:LONGEST]
    crowded = any(len(part) > LONGEST_TAG and "<" in part[:-LONGEST_TAG] for part in html.split(">"))
    if not crowded and html.count("<") - html.count("</") <= HARMLESS:
        return html
    end = _scanned(html, crowded=crowded)
    return html if end is None else html[:end]


def _scanned(html: str, *, crowded: bool) -> int | None:
    """Read tag by tag; give where the page becomes too dear, None where it never does."""
    kinds = dict(_KINDS)  # grows by the names of this page
    depth = formatting = cost = at = 0
    while at < len(html):
        for match in _TAG.finditer(html, at):
            name = match[1]
            kind = kinds.get(name)
            if kind is None:
                kind = kinds[name] = _KINDS.get(name.lower(), "up" if name[0] == "/" else "down")
            if kind == "skip":
                at = _after(html, name.lower(), match.end())
                break
            if kind == "down":
                depth += 1
            elif kind == "up":
                depth = max(0, depth - 1)
            elif kind == "format":
                formatting += 1
            elif kind == "unformat":
                formatting = max(0, formatting - 1)
            cost += 1 + formatting
            if depth + formatting > DEEPEST or cost > COSTLIEST or (crowded and _crowded(html, match.end())):
                return match.start()
        else:
            return None
    return None


def _after(html: str, name: str, at: int) -> int:
    """Give where a comment or an element of raw text ends; an element that never ends is read on from its start."""
    end = html.find("-->" if name == "!--" else f"</{name}", at)
    return end if end >= 0 else len(html) if name == "!--" else at


def _crowded(html: str, at: int) -> bool:
    """Say whether the tag that opened before ``at`` has so many attributes that comparing them takes seconds."""
    if html.find(">", at, at + LONGEST_TAG) >= 0:
        return False
    end = html.find(">", at + LONGEST_TAG)
    bare = _QUOTED.sub("", html[at : end if end > 0 else len(html)])
    return len(re.findall(r"[\s/=]", bare)) > MOST_ATTRIBUTES
