"""One or two sentences that say what a firm sells or does, in its own words; nothing rather than something wrong.

The main heading is right on most pages and a cookie banner, promotion, greeting or bare slogan on the others; the
sentence beside it explains it on most. So each sentence is weighed by what it says: a deed of the firm, goods by their
name, the firm itself as the one that is spoken of. It is put away where it bears the mark of a banner, a notice, a
theme's demonstration text or other people's praise. A heading that says something stands before the sentence that
explains it, and never alone unless it names the goods.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from leadwright.domain.evidence import SNIPPET_LENGTH, Fact
from leadwright.reading.page import Doc
from leadwright.reading.sentence import (
    ENOUGH,
    LONGEST,
    REFUSED,
    Said,
    flat_of,
    length_of,
    opening,
    points_of,
    sentences,
    speaks,
    weight,
)
from leadwright.reading.walk import Block
from leadwright.reading.words.hero import ASKING, FOR, GREETINGS, SECTIONS

_SPACE = re.compile(r"\s{1,1000}")
_PARTS = re.compile(r"\s[|–—·:•-]\s|:\s")
_MARGIN = " :;,–—-|•·"
_SILENT = {"li", "td", "th", "label", "button", "figcaption", "dt", "dd", "video", "audio", "summary", "option"}
_LATER = {"product", "policy", "contact", "imprint"}  # kinds of pages that speak of other things than the firm
_FIRMS = (
    "Organization",
    "Business",
    "Store",
    "Shop",
    "Corporation",
    "WebSite",
    "Service",
    "SoftwareApplication",
    "Brand",
)
_SHORTEST = 2  # characters of a line
_MOST_LINES = 40
_LONGEST_HEADING = 130
_FAR = 4  # weight of one that may stand alone or far from the heading


class _Heading(NamedTuple):
    text: str  # empty where it may not be quoted: a greeting, the firm's name, the title of a part
    points: int
    first: int  # its blocks
    last: int


def hero_of(docs: Sequence[Doc], company: str) -> Fact | None:
    """Choose what a firm says it does; None where no sentence is good enough.

    The sentence beside the main heading goes first, for every visitor sees it; then the page's description; then the
    rest of the page; then the same on the next pages of the visit. The value is one or two sentences of the page, at
    most 280 characters where a heading is one of them; the snippet holds each as it stands there.
    """
    name = flat_of(company).strip()
    return next((found for doc in docs[:3] if (found := _read(doc, name)) is not None), None)


def _read(doc: Doc, name: str) -> Fact | None:
    own = list(_own_lines(doc.blocks))
    if any("lorem ipsum" in block.text[:1000].lower() for _, block in own):
        return None  # a theme's demonstration text: nothing beside it can be trusted
    later = doc.kind in _LATER or doc.meta.get("og:type", "").lower().startswith("product")
    headings = [] if later else _headings(doc, own, name)
    main = next((one for one in headings if one.text), None)
    for heading in headings:
        said = _beside(own, heading, name)
        if said is not None and said.points >= ENOUGH:
            return _told(doc, heading.text, said, "text")
        if heading is main:
            break
    title = main.text if main else ""
    described = _described(doc, name, later=later)
    if described is not None:
        return _told(doc, title, *described)
    if main is not None and main.points >= ENOUGH - 1:
        said = _beside(own, main, name)
        if said is not None and said.points > 0:
            return _told(doc, title, said, "text")
        if main.points >= _FAR:
            return _told(doc, "", Said(title, main.points), "text")
    far = _far(own, name, later=later)
    if far is not None:
        return _told(doc, title if main and main.last < far[0] else "", far[1], "text")
    return None if later else _titled(doc, title, name)


def _told(doc: Doc, heading: str, said: Said, way: str) -> Fact:
    confidence = max(0.3, min(1.0, (said.points + 4 - 2 * (way != "text")) / 10))
    for text in (said.text, sentences(said.text)[0]):
        if heading and len(heading) + len(text) + 2 <= LONGEST and heading.lower() not in text.lower():
            end = "" if heading[-1] in ".!?…。" else "."
            return Fact(f"{heading}{end} {text}", doc.evidence(f"{heading} | {text}", way=way), confidence)
    return Fact(said.text, doc.evidence(said.text[:SNIPPET_LENGTH], way=way), confidence)


def _beside(own: Sequence[tuple[int, Block]], heading: _Heading, name: str) -> Said | None:
    """Give the first of the lines below a heading that says enough, else the best of them."""
    best: Said | None = None
    looked = 0
    for at, block in own:
        if at <= heading.last or block.text == heading.text:
            continue
        looked += 1
        if at > heading.last + 8 or looked > 4 or block.tag in {"h1", "h3", "h4"}:
            break
        said = opening(block.text, name)
        if said is not None and (best is None or said.points > best.points):
            best = said
        if best is not None and best.points >= ENOUGH:
            break
    return best


def _described(doc: Doc, name: str, *, later: bool) -> tuple[Said, str] | None:
    """Read what the page's own description says, for search engines and in its structured data."""
    for key in ("description", "og:description", "twitter:description"):
        said = opening(doc.meta.get(key, ""), name)
        if said is not None and said.points >= ENOUGH and not (later and not speaks(said, name)):
            return said, "attribute"
    for thing in doc.things[:100]:
        if isinstance(thing.get("description"), str) and any(kind in str(thing.get("@type")) for kind in _FIRMS):
            said = opening(str(thing["description"])[:1000], name)
            if said is not None and said.points >= ENOUGH:
                return said, "jsonld"
    return None


def _far(own: Sequence[tuple[int, Block]], name: str, *, later: bool) -> tuple[int, Said] | None:
    """Give the first line of the page that says it plainly, wherever it stands."""
    for at, block in own:
        if block.tag not in {"h1", "h2", "h3", "h4"}:
            said = opening(block.text, name)
            if said is not None and said.points >= _FAR and not (later and not speaks(said, name)):
                return at, said
    return None


def _titled(doc: Doc, heading: str, name: str) -> Fact | None:
    """Read the part of the page's title that names the goods, where the page itself says nothing."""
    for part in _PARTS.split(doc.title[:300]):
        points = weight(part, name) if part else REFUSED
        if points >= _FAR and flat_of(part).strip() != name:
            return _told(doc, heading, Said(part, points), "text")
    return None


def _headings(doc: Doc, own: Sequence[tuple[int, Block]], name: str) -> list[_Heading]:
    """Give the page's headings that may have the sentence below them: first of all the h1, then the h2."""
    found: list[_Heading] = []
    for tag in ("h1", "h2"):
        seen = -1
        for at, block in own:
            if block.tag != tag or at <= seen:
                continue
            text, seen = _whole(doc, at)
            heading = _heading(text, at, seen, name)
            if heading is not None and (heading.text or not _leads_on(own, seen)):
                found.append(heading)
            if len(found) >= 6 or (heading is not None and heading.text):
                return found
        if tag == "h1" and not found:
            found.extend(_unmarked(own, name))
    return found


def _leads_on(own: Sequence[tuple[int, Block]], at: int) -> bool:
    """Tell whether a heading has another right below: the firm's name stands above the heading that speaks."""
    return any(below == at + 1 and block.tag == "h2" for below, block in own)


def _unmarked(own: Sequence[tuple[int, Block]], name: str) -> Iterator[_Heading]:
    """Give the short line above the first sentence of a page that has no h1: a heading in all but its mark."""
    for (at, above), (below_at, below) in pairwise(own[:6]):
        if {above.tag, below.tag} & {"h2", "h3"}:
            return
        if below_at == at + 1 and _telling(below.text):
            heading = _heading(above.text, at, at, name)
            if heading is not None and heading.text:
                yield heading
            return


def _telling(text: str) -> bool:
    return len(text) > 50 and len(text.split()) > 7


def _heading(text: str, first: int, last: int, name: str) -> _Heading | None:
    flat = flat_of(text)
    words = flat.split()
    points = points_of(text, flat, name)
    if points == REFUSED and not (words and words[0] in GREETINGS):
        return None
    quotable = (
        points > REFUSED
        and len(text) <= _LONGEST_HEADING
        and length_of(text, words) >= 2
        and (" " in text or "." not in text)
        and flat.strip() not in SECTIONS
        and flat.strip() not in name
        and not (words[0] in ASKING and len(words) <= 4)
        and words[-1] not in FOR
        and not (text.endswith("?") and points < 0)
    )
    return _Heading(text.strip(_MARGIN) if quotable else "", points, first, last)


def _whole(doc: Doc, at: int) -> tuple[str, int]:
    """Put together a heading that is broken over several lines; one that repeats itself for an effect is said once."""
    block = doc.blocks[at]
    text, last = block.text, at
    while last + 1 < len(doc.blocks) and last < at + 5:
        following = doc.blocks[last + 1]
        if following.tag != block.tag or following.zone or len(text) + len(following.text) > 400:
            break
        if text in following.text or not (_goes_on(text, following.text) or _one(doc, block.tag, text, following.text)):
            break
        text, last = f"{text} {following.text}", last + 1
    words = text.split()
    again = text.find(" ".join(words[:3]), 10) if len(words) > 5 else -1
    return (text[:again].strip() if again > 0 else text), last


def _goes_on(text: str, following: str) -> bool:
    """Tell whether a heading's next line belongs to it: it begins small, or what stands so far is no whole thing."""
    return following[:1].islower() or text[-1:] in ",–—-&" or (text[-1:] == "." and len(text) < 40)


def _one(doc: Doc, tag: str, text: str, following: str) -> bool:
    """Tell whether two lines stand in one heading of the page, a break between them."""
    both = f"{text} {following}".replace(" ", "")
    return any(_SPACE.sub("", node.text()[:1000]).startswith(both) for node in doc.tree.css(tag)[:20])


def _own_lines(blocks: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """Give the lines of the page that are the firm's own words, with their index; signed ones are somebody else's."""
    given = 0
    for at, block in enumerate(blocks):
        if block.zone or block.tag in _SILENT or not _SHORTEST < len(block.text) < 2000:
            continue
        following = blocks[at + 1].text if at + 1 < len(blocks) else ""
        if following[:1] in "—–" and following and len(following) < 60:
            continue
        given += 1
        yield at, block
        if given >= _MOST_LINES:
            return
