"""The brand's name as the brand writes it: several sources vote, and the domain's own label has the last word.

Measured on 130 real pages: ``og:site_name`` alone is right on 76, the domain's label on 101; a page's title is the
name of the page, so of its parts only one that agrees with the domain counts.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborNode

from leadwright.domain.brand import label_of
from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.imprint import form_of
from leadwright.reading.names import plain_name, spelled_out
from leadwright.reading.page import Doc, squeezed

_FIRMS = re.compile(
    r"organi[sz]ation|corporation|store|localbusiness|brand|website|onlinebusiness|company|shop|restaurant", re.I
)
_TAILS = re.compile(
    r"\s{0,3}(?:[|–—:·•»]|\s-\s).{0,200}$|\s{1,3}(?:official (?:site|store|website|shop)|online (?:shop|store)|"
    r"home\s?page|onlineshop|webshop|webbutik|boutique en ligne|tienda online)\b.{0,60}$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s{0,3}(?:[|–—·•»:]|\s[-~/]\s)\s{0,3}")
_EMPTY = re.compile(
    r"^(?:home(?:page)?|welcome|shop|store|website|site|blog|untitled|index|my (?:site|store|blog|shop)|"
    r"just another .{0,40}|vite.{0,20}|react app|document|startseite|accueil|inicio|page|logo|online store|products?|"
    r"loading.{0,5}|404.{0,30}|\d{1,9}|next\.?js|create next app|copyright|(?:all )?rights reserved.{0,30}|statement|"
    r"image gallery|click here.{0,40}|giriş|(?:your )?company name|(?:privacy|terms).{0,30})$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,3}(?:©\s{0,3})?"
    r"(?:(?:19|20)\d\d(?:\s{0,2}[-–]\s{0,2}(?:(?:19|20)\d\d|present))?)?[\s,.:|-]{0,5}"
    r"(?:by\s)?([^\s|.,©][^|.,©\n]{1,60}?)(?=\s{0,3}(?:[|.,©\n]|all rights|alle rechte|tous droits|$))",
    re.IGNORECASE,
)


_MARKED = re.compile(
    r"^(?:copyrights?\b|[©\ufffd]|\(c\)|\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d){1,2})?\b|by\b|"
    r"[\s:.,|–-]){1,12}",
    re.IGNORECASE,
)  # what may stand before the owner in a notice of copyright, in any order

_CORPORATE = frozenset({"co", "company", "inc", "corp", "group", "ltd", "llc", "shop", "store", "goods"})
_GOES_ON = (["&"], ["+"], ["and"], ["und"], ["et"], ["y"], ["e"], ["en"], ["og"], ["och"], ["ja"], ["i"])
_ROOT = re.compile(r"https?://[^/?#]{1,255}/?")

_IMAGES, _DEPTH = 60, 30  # images looked at, elements around one


@dataclass(frozen=True, slots=True)
class _Vote:
    name: str
    points: int
    doc: Doc
    snippet: str
    way: str


def company_of(docs: Sequence[Doc], domain: str, *, tables: Tables) -> Fact:
    """Name the brand; where nothing on the pages says it, the domain's label, with little confidence."""
    label, whole = plain_name(label_of(domain)), plain_name(domain)
    best: tuple[float, _Vote] | None = None
    votes = [vote for vote in _votes(docs, tables) if vote.name]
    places = [plain_name(vote.snippet[:400]) for vote in votes]
    for vote in votes:
        plain = plain_name(vote.name)
        support = sum(plain in place for place in places)
        agreed = _agreed(vote.name, plain, label)
        points = vote.points + 3 * min(3, support) + (34 if plain == whole else agreed)
        if vote.way == "title" and agreed < 20:
            continue
        points -= 2 * max(0, len(vote.name.split()) - 4)
        if best is None or points > best[0]:
            best = (points, vote)
    if best is not None and best[0] >= 12:
        vote = best[1]
        name = _shorter(vote, label)
        return Fact(name, vote.doc.evidence(vote.snippet, way=vote.way), min(1.0, 0.4 + best[0] / 80))
    name = label_of(domain).replace("-", " ").replace("_", " ").title()
    return Fact(name, docs[0].evidence(domain, way="attribute"), 0.3)


def _shorter(vote: _Vote, label: str) -> str:
    """Give a name without a tail such as *Tea Co* where the rest is the domain's label and the page calls itself so."""
    words = vote.name.split()
    if vote.way == "title" and (run := _run(words, label)):
        return run
    for size in range(1, len(words)) if words[-1].lower().rstrip(".") in _CORPORATE else ():
        short = " ".join(words[:size])
        if plain_name(short) == label:
            rest = re.escape(words[size])
            alone = re.search(rf"{re.escape(short)}(?!\w|[’']?\s{{1,3}}{rest})", vote.doc.text[:100_000])
            return short if alone else vote.name
    return vote.name


def _run(words: Sequence[str], label: str) -> str:
    """Give the words of a title's part that are the domain's label, where they are the lesser part of it."""
    for first in range(len(words)):
        for last in range(first + 1, len(words) - 1 if not first else len(words) + 1):
            if last - first == len(words) or words[last : last + 1] in _GOES_ON:
                continue  # all of it, or *Ash & Elm Joinery* at ash.test: a longer name than its domain
            if plain_name(" ".join(words[first:last])) == label:
                return " ".join(words[first:last])
    return ""


def _agreed(name: str, plain: str, label: str) -> int:
    """Say how well a name and the domain's label agree, spelled either way, or cut short to its first letters."""
    found = _agreement(plain, label)
    if found < 40 and not name.isascii():
        found = max(found, _agreement(spelled_out(name), label))
    if found or len(label) < 3:
        return found
    if "".join(word[0] for word in name.lower().split() if word[0].isalnum()) == label:
        return 24
    same = next((at for at, (one, other) in enumerate(zip(plain, label, strict=False)) if one != other), 0)
    return 20 if same >= 8 and same * 4 >= len(label) * 3 else 0


def _agreement(plain: str, label: str) -> int:
    if not plain or not label:
        return 0
    if plain == label or plain.replace("and", "") == label.replace("and", ""):
        return 40
    if len(plain) >= 3 and label.startswith(plain):
        return 28
    if len(label) >= 3 and plain.startswith(label):
        return 26
    if len(plain) >= 4 and (plain in label or label in plain):
        return 20
    return 0


def _votes(docs: Sequence[Doc], tables: Tables) -> Iterator[_Vote]:
    for doc in docs:
        for name in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
            said = doc.meta.get(name, "")
            if said:
                points = 18 if name == "og:site_name" else 10
                yield _Vote(tidy_name(said, tables), points, doc, f"{name} {said}", "attribute")
        for thing in doc.things[:200]:
            kinds = str(thing.get("@type") or "")
            called = thing.get("name")
            if isinstance(called, str) and _FIRMS.search(kinds) and "Product" not in kinds and "Review" not in kinds:
                points = 9 if kinds == "Brand" else 16
                yield _Vote(tidy_name(called, tables), points, doc, f"{kinds} name {called}", "jsonld")
        yield from _home_links(doc, tables)
        for part in _SPLIT.split(doc.title)[:8]:
            yield _Vote(tidy_name(part, tables), 8, doc, doc.title, "title")
        yield from _copyrights(doc, tables)
        for alt in islice(_logos(doc), 4):
            yield _Vote(tidy_name(alt, tables), 6, doc, alt, "attribute")


def _logos(doc: Doc) -> Iterator[str]:
    """Give what stands for the logo where it cannot be seen: the words of an image named so, or of one in the head."""
    for image in doc.elements.get("img", ())[:_IMAGES]:
        given = image.attributes
        alt = given.get("alt")
        if not alt:
            continue
        named = f"{given.get('class') or ''} {given.get('id') or ''}"
        if "logo" in named.lower() or _in_head(image):
            yield re.sub(r"(?i)\blogo\b", "", alt)


def _in_head(image: LexborNode) -> bool:
    """Say whether an image stands in the head of the page, or in a link that is named for the logo."""
    node = image.parent
    for _ in range(_DEPTH):
        if node is None or node.tag in {"body", "main", "footer"}:
            return False
        if node.tag == "header" or (node.tag == "a" and "logo" in (node.attributes.get("class") or "").lower()):
            return True
        node = node.parent
    return False


def _home_links(doc: Doc, tables: Tables) -> Iterator[_Vote]:
    """Give the words that lead home: the site's title nearly always does."""
    for link in doc.links[:60]:
        leads = (link.host == doc.host or "home" in link.rel.split()) and _ROOT.fullmatch(link.href)
        if leads and 1 < len(link.text) <= 60 and link.zone != "nav":
            yield _Vote(tidy_name(link.text, tables), 10, doc, f"{link.text} leads home", "text")


def _copyrights(doc: Doc, tables: Tables) -> Iterator[_Vote]:
    for block in [one for one in doc.blocks[-60:] if "©" in one.text or "opyright" in one.text][:4]:
        match = _COPYRIGHT.search(block.text[:600])
        if match:
            yield _Vote(tidy_name(_MARKED.sub("", match.group(1)), tables), 11, doc, block.text, "text")


def tidy_name(raw: str, tables: Tables) -> str:
    """Cut taglines, legal forms and marks off a name; empty where nothing of a name is left."""
    name = _TAILS.sub("", squeezed(raw)[:200])
    name = re.sub(r"[®™©@]|\s(?:19|20)\d\d$", "", name)
    if form := form_of(name, tables):
        name = name[: -len(form)]
    name = squeezed(name).strip(" ,-–|.!<>")
    if not 1 < len(name) <= 60 or _EMPTY.match(name) or "{{" in name:
        return ""
    return name
