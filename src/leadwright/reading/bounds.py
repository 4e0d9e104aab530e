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

_TAG = re.compile(r"<(?:(!--)|(/?)([a-zA-Z][a-zA-Z0-9-]{0,30}))")
_QUOTED = re.compile(r"\"[^\"]{0,4000000}\"|'[^']{0,4000000}'")
_RAW = {"script", "style", "textarea", "title", "xmp", "noembed", "noframes"}
_FLAT = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "html", "head", "body",
}  # fmt: skip
_FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}


def bounded(html: str) -> str:
    """Give the part of a page that can be parsed quickly; nearly always the whole page."""
    html = html[:LONGEST]
    depth = formatting = cost = at = 0
    while match := _TAG.search(html, at):
        at = match.end()
        comment, closing, name = match.group(1), match.group(2), (match.group(3) or "").lower()
        if comment:
            end = html.find("-->", at)
            at = len(html) if end < 0 else end
            continue
        if not closing and name in _RAW:
            end = html.find(f"</{name}", at)
            at = at if end < 0 else end
            continue
        if name in _FLAT:
            cost += 1 + formatting
        elif name in _FORMATTING:
            formatting = max(0, formatting - 1) if closing else formatting + 1
            cost += 1 + formatting
        else:
            depth = max(0, depth - 1) if closing else depth + 1
            cost += 1 + formatting
        if depth + formatting > DEEPEST or cost > COSTLIEST or _crowded(html, at):
            return html[: match.start()]
    return html


def _crowded(html: str, at: int) -> bool:
    """Say whether the tag that opened before ``at`` has so many attributes that comparing them takes seconds."""
    if html.find(">", at, at + LONGEST_TAG) >= 0:
        return False
    end = html.find(">", at + LONGEST_TAG)
    bare = _QUOTED.sub("", html[at : end if end > 0 else len(html)])
    return len(re.findall(r"[\s/=]", bare)) > MOST_ATTRIBUTES
