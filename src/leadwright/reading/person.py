"""The person a letter may greet: named on the site as its owner or founder.

Only pages and parts that tell of the firm are asked; an article names many who own something else.
"""

import re
from collections.abc import Iterator, Sequence

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.imprint import Told, told_by
from leadwright.reading.names import plain_name
from leadwright.reading.page import Doc, squeezed
from leadwright.reading.words.owners import AFTER, ENDED, NO_NAMES, ROLES, STORIES, TITLES, TOLD

LONGEST = 30_000  # characters of a page
_FINDS = 4  # of one word on a page
_OWN = frozenset({"about", "imprint", "contact"})  # pages on which a name in such a sentence is one of the firm
_WORD = r"[A-ZÀ-ÞŁŚŻŠČŘŽĐА-ЯІЇЄΑ-Ω][^\W\d_]{0,20}(?:['’-][A-ZÀ-Þ]?[^\W\d_]{1,20}){0,2}"
_OF_NAMES = r"(?:(?:van|von|de|der|den|di|da|la|le|du|zu|ter|ten|el|al|bin|dos|dal)\s){0,2}"
_NAME = rf"{_WORD}(?:\s{_OF_NAMES}(?:[A-Z]\.|{_WORD})){{1,3}}"
_TITLED = rf"(?:(?i:{'|'.join(TITLES)})\.?(?:-\w{{2,5}}\.)?\s(?:\(\w{{2,6}}\)\s)?){{0,3}}"
_BETWEEN = re.compile(
    rf"(?:\s?/\s?\w{{2,20}}|\s?\([^()]{{1,30}}\)|\s(?:of|and|&|und|et|y|e|og|och|i)\s[\w-]{{2,20}}){{0,2}}\s{{0,2}}"
    rf"(?:[:,–-]|\b(?:is|ist|est|è|es|är|er|on|jest|je)\b)?\s{{0,2}}{_TITLED}"
    rf"(?P<name>{_NAME})"
)
_BEFORE = re.compile(rf"(?P<name>{_NAME})\s{{0,2}}[,(–|-]\s{{0,2}}(?:(?:the|our|die|der|la|le|il|el)\s)?$")
_TOKENS = re.compile(r"[^\W\d_]{1,40}")
_FIRSTS = {word: _TOKENS.findall(word)[0] for word in (*ROLES, *STORIES, *AFTER)}
_OF = re.compile(r"(?:\s(?:of|von|de|di|van|at|@)|,)\s((?:the\s|The\s)?[A-Z][\w'&-]{1,30}(?:\s[A-Z&][\w'&-]{0,30})?)")
_KANJI = "[一-龠々ァ-ヶぁ-ん]{1,4}"
_EAST = re.compile(
    rf"(?:代表者?(?:名|取締役)?|店主|運営責任者|販売責任者)[\s:：]{{1,3}}(?P<name>{_KANJI}\s?{_KANJI})(?![一-龠])"
    r"|대표(?:자|이사)?(?:명)?\s?[:：]\s?(?P<korean>[가-힣]{2,4})(?![가-힣])"
)


def person_of(docs: Sequence[Doc], tables: Tables, *, told: Told | None = None) -> Fact | None:
    """Find the person a letter may greet: named as owner or founder, with a first name that we know as one."""
    for doc, text in told_by(docs) if told is None else told:
        stated = _stated(doc, tables)
        if stated:
            return stated
        whole = doc.text[:LONGEST] if doc.kind in {"about", "home", "imprint", "contact"} else text[:LONGEST]
        for name, around, sure in _named(whole, doc):
            if is_name(name, tables, sure=sure):
                return Fact(name, doc.evidence(around), 0.9 if sure else 0.8)
        heading = _headed(doc, tables)
        if heading:
            return heading
    return None


def _stated(doc: Doc, tables: Tables) -> Fact | None:
    for thing in doc.things:
        for key in ("founder", "founders"):
            one = thing.get(key) if key in thing else None
            one = one[0] if isinstance(one, list) and one else one
            name = squeezed(str(one.get("name") or ""))[:80] if isinstance(one, dict) else ""
            if name and is_name(name, tables, sure=False):
                return Fact(name, doc.evidence(f"{key} {name}", way="jsonld"))
    return None


def _named(text: str, doc: Doc) -> Iterator[tuple[str, str, bool]]:
    """Give names beside a role or in a sentence that tells who is behind the firm; sure where the role is a label."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter that lower case writes with two: places would no longer agree
        return
    present = set(_TOKENS.findall(lower))
    for words, before in ((ROLES, False), (STORIES, False), (AFTER, True)):
        for word in words:
            at = lower.find(word) if _FIRSTS[word] in present else -1
            for _ in range(_FINDS):
                if at < 0:
                    break
                end = at + len(word)
                if _stands_alone(lower, at, end):
                    found = _name_before(text, at, end, doc) if before else _name_after(text, end)
                    if found and ENDED.get(word, "") in lower[end : end + 80]:
                        around = text[max(0, at - 100) : end + 100]
                        label = words is ROLES and lower[end : end + 2].strip() in {":", "/", "("}
                        yield found, around, label or (doc.kind in _OWN and (word in TOLD or before))
                at = lower.find(word, end)
    if "代表" in text or "責任者" in text or "店主" in text or "대표" in text:
        match = _EAST.search(text)
        if match:
            yield squeezed(match["name"] or match["korean"]), match.group(), True


def _stands_alone(text: str, at: int, end: int) -> bool:
    """Say whether a place in a text is a whole word, and no part of a compound."""
    before, after = text[max(0, at - 1) : at], text[end : end + 1]
    return not before.isalnum() and before != "-" and not after.isalnum()


def _name_after(text: str, at: int) -> str | None:
    match = _BETWEEN.match(text[at : at + 120].replace("\n", " "))
    return squeezed(match["name"]).rstrip(".") if match else None


def _name_before(text: str, at: int, end: int, doc: Doc) -> str | None:
    """Give a name that a role follows, unless the role is in a firm that this site does not bear the name of."""
    match = _BEFORE.search(text[max(0, at - 90) : at])
    if match is None:
        return None
    other = _OF.match(text, end)
    site = plain_name(f"{doc.title} {doc.host} {doc.meta.get('og:site_name', '')}")
    return squeezed(match["name"]) if other is None or plain_name(other.group(1).removeprefix("the ")) in site else None


def _headed(doc: Doc, tables: Tables) -> Fact | None:
    """Find a name over a line with nothing but a role, as a page about the firm shows its people."""
    if doc.kind not in {"about", "imprint", "contact"}:
        return None
    for at, block in enumerate(doc.blocks[1:400], 1):
        if len(block.text) > 40 or not any(word in block.text.lower() for word in AFTER):
            continue
        first = re.split(r"\s?[,&/+|]\s?|\sand\s|\sund\s|\set\s", block.text.lower(), maxsplit=1)[0].strip()
        name = doc.blocks[at - 1].text
        if first in AFTER and len(name) < 40 and re.fullmatch(_NAME, name) and is_name(name, tables, sure=False):
            return Fact(name, doc.evidence(f"{name} | {block.text}"), 0.8)
    return None


def is_name(said: str, tables: Tables, *, sure: bool) -> bool:
    """Say whether two to four words name a person: a first name that we know, or, where a label says so, no other word.

    A name in Chinese, Japanese or Korean letters stands as it is.
    """
    if not said.isascii() and any("\u3040" <= one <= "\ud7af" for one in said):
        return sure
    words = [plain_name(word) for word in said.replace("-", " ").split()]
    if not 2 <= len(words) <= 5 or any(word in NO_NAMES for word in words) or (said.isupper() and not sure):
        return False
    return words[0] in tables.persons or said.partition(" ")[0].lower() in tables.persons or sure
