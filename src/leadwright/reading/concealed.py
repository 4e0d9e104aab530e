"""The signs of addresses that their owner hides from collectors: noted with the way, never decoded.

Cloudflare's protection, letters turned by thirteen (ROT13), a picture, words in place of the signs in many languages,
a script that writes the address, and text written backwards and turned by a style. Each costly look waits for a
literal that has to be there.
"""

import re
from collections.abc import Iterator

from leadwright.domain.lead import Hidden
from leadwright.reading.addresses import ADDRESS
from leadwright.reading.page import Doc, squeezed

MOST_NOTES = 5  # of one way on one page
LONGEST = 400_000  # characters of text, and of markup, in which words are looked for
MOST_IMAGES = 500
MOST_WRITES = 50  # document.write of one page that are looked at

_AT = (
    r"at|@|＠|a|ät|æt|et|ad|bei|arroba|arrobe|arobase|chez|chiocciola|apenstaartje|snabel-?a|alfakrøll|kukac|"
    r"zavin[aá][cč]|"
    r"ma[lł]pa|kissanh[aä]nt[aä]|miuku|et-?merkki|et-?tegn|собака|собачка|アット(?:マーク)?|골뱅이|at-?sign|at-?mark|NOSPAM"
)
_DOT = (
    r"dot|\.|punkt|punt|point|punto|ponto|piste|pont|prick|prikk|te[cč]ka|bodka|kropka|nokta|ta[sš]kas|punkts|точка|"
    r"ドット|점|period|d0t"
)
_DOT_WORDS = "dot|punkt|punt|point|punto|ponto|piste|pont|prick|prikk|tečka|kropka|точка"
_OPEN, _CLOSE = r"[(\[{<_*«]", r"[)\]}>_*»]"
_BRACKETED = re.compile(
    rf"{_OPEN}\s{{0,2}}(?:{_AT})\s{{0,2}}{_CLOSE}\s{{0,3}}[\w-]{{1,63}}"
    rf"(?:(?:\.|\s{{0,3}}{_OPEN}\s{{0,2}}(?:{_DOT})\s{{0,2}}{_CLOSE}\s{{0,3}}|\s(?:{_DOT})\s)[\w-]{{2,63}}){{1,4}}",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"\s(?:at|ät|arroba|arobase|chiocciola|apenstaartje|snabel-?a|kukac|zavináč|małpa|kissanhäntä|собака)"
    rf"\s[\w-]{{1,63}}(?:\s(?:{_DOT_WORDS})\s[\w-]{{2,63}}){{1,4}}\b",
    re.IGNORECASE,
)
_WIDE = re.compile(r"(?<=[\w.-])\s?＠\s?[a-zA-Z0-9-]{1,63}\.[a-zA-Z]{2,24}")
_ASKED_AWAY = re.compile(
    r"@[\w.-]{0,60}(?:no-?spam|remove-?(?:this|me))|(?:no-?spam|remove-?(?:this|me))[\w.-]{0,60}@", re.I
)
_BEFORE = re.compile(r"[\w.+-]{1,64}\s{0,3}$")
_ROT13_CODE = re.compile(r"rot-?13|linkTo_UnCryptMailto|\[a-zA-Z\]/g,\s{0,3}function", re.IGNORECASE)
_IMAGE = re.compile(r"mail[\w-]{0,30}\.(?:png|gif|jpe?g|webp)")
_IMAGE_NAME = re.compile(
    r"(?:^|[/_-])e?-?mail(?P<said>-?(?:address|adresse?|addr?|adr|id|text|txt|contact|"
    r"kontakt))?[\w-]{0,20}\.(?:png|gif|jpe?g|webp)(?:$|\?)",
    re.IGNORECASE,
)
_TURNED = re.compile(r"bidi-override|direction\s{0,3}:\s{0,3}rtl")
_WRITES = re.compile(
    r"[^<;]{0,20}[^;]{0,300}?(?:['\"]@['\"]|&#64;|%40|\\x40|\\u0040|['\"]ma['\"]\s{0,3}\+|mailto:['\"]\s{0,3}\+|"
    r"fromCharCode)",
    re.IGNORECASE,
)


def hidden_in(doc: Doc) -> tuple[Hidden, ...]:
    """Note where an owner hides an address, at most five times for each way."""
    notes: dict[str, list[Hidden]] = {}
    for way, snippet in (*_protected(doc), *_spelled(doc), *_pictured(doc), *_scripted(doc), *_reversed(doc)):
        kept = notes.setdefault(way, [])
        if len(kept) < MOST_NOTES:
            kept.append(Hidden(way, doc.page.url, squeezed(snippet)[:300]))
    return tuple(note for kept in notes.values() for note in kept)


def decodes_rot13(doc: Doc) -> bool:
    """Say whether a script of the page turns letters back: then unlikely addresses are hidden ones."""
    return _ROT13_CODE.search(doc.html[: LONGEST * 5]) is not None


def _protected(doc: Doc) -> Iterator[tuple[str, str]]:
    if "[email" in doc.text or any("/cdn-cgi/l/email-protection" in link.href for link in doc.links):
        nodes = doc.tree.css("[data-cfemail], a[href*='/cdn-cgi/l/email-protection']")[:20]
        if nodes:
            yield "cloudflare", f"{len(nodes)} protected: {(nodes[0].text() or '')[:100]}"


def _spelled(doc: Doc) -> Iterator[tuple[str, str]]:
    text = doc.text[:LONGEST]
    found = 0
    plain = doc.lower[:LONGEST]
    looks = (
        (_BRACKETED, True),
        (_WORDED, any(f" {word} " in plain for word in _DOT_WORDS.split("|"))),
        (_WIDE, "＠" in text),
        (_ASKED_AWAY, "@" in text and ("spam" in plain or "remove" in plain)),
    )
    for pattern in (pattern for pattern, worth in looks if worth):
        for match in pattern.finditer(text):
            if pattern not in {_BRACKETED, _WORDED} or _BEFORE.search(text[max(0, match.start() - 70) : match.start()]):
                line = text[max(0, match.start() - 60) : match.end() + 60]
                yield "spelled", line
                found += 1
            if found > MOST_NOTES:
                return


def _pictured(doc: Doc) -> Iterator[tuple[str, str]]:
    if not _IMAGE.search(doc.html):
        return
    for image in doc.tree.css("img[src*='mail' i]")[:MOST_IMAGES]:
        given = image.attributes
        source, width = (given.get("src") or "")[:500], (given.get("width") or "").removesuffix("px")
        name = _IMAGE_NAME.search(source)
        wide = width.isdecimal() and len(width) < 6 and int(width) >= 80
        if name and (name["said"] or wide) and "icon" not in source.lower():
            yield "image", f"{given.get('alt') or ''} {source}"[:200]


def _scripted(doc: Doc) -> Iterator[tuple[str, str]]:
    html = doc.html
    if "rot13" in html or any("UnCryptMailto" in link.href for link in doc.links):
        marked = doc.tree.css_first("[data-rot13], .rot13, a[href*='linkTo_UnCryptMailto']") is not None
        if marked or re.search(r"rot-?13\(\s{0,3}['\"][^'\"]{1,80}@", html, re.IGNORECASE):
            yield "rot13", "an address turned by thirteen letters or encrypted for a script"
    at = html.find("document.write")
    for _ in range(MOST_WRITES):
        if at < 0:
            return
        match = _WRITES.match(html, at)
        said = f"{html[max(0, at - 300) : at]}{match.group()}".lower() if match else ""
        if "mail" in said and "rot13" not in said:
            yield "script", "an address that a script puts together"
            return
        at = html.find("document.write", at + 1)


def _reversed(doc: Doc) -> Iterator[tuple[str, str]]:
    for block in doc.blocks:
        backwards = "@" in block.text and len(block.text) < 200 and not ADDRESS.search(block.text)
        if backwards and ADDRESS.search(block.text[::-1]) and _TURNED.search(doc.html[: LONGEST * 5]):
            yield "reversed", block.text
