"""A sentence and what it weighs: does it say what a firm does or sells, or is it something that never says so.

A sentence gains by a deed ("we make", "fabricamos"), by goods, and by the firm as the one that is spoken of; it loses
by being short, loud, a question or a call to do something. One that bears the mark of a banner, a notice, a price, a
quotation or a theme's demonstration text is refused.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from leadwright.reading.page import squeezed
from leadwright.reading.words.goods import BY_HAND, EASTERN_GOODS, GOODS, GOODS_STEMS, TAILS, VAGUE, VAGUE_STEMS
from leadwright.reading.words.hero import (
    ANY_DEEDS,
    ASIDES,
    ASKING,
    CONSENT,
    COOKIES,
    DEEDS,
    EASTERN_DEEDS,
    FOR,
    GREETINGS,
    HANGING,
    IDLE,
    ITS_DEEDS,
    MADE,
    NEVER,
    NEVER_BEGUN,
    NEVER_EASTERN,
    OUR_DEEDS,
    WE,
    WE_ARE,
)

_WORD = re.compile(r"[^\W_]{1,60}(?:['-][^\W_]{1,60}){0,6}|%")
_EASTERN = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]{1,3}")
_SENTENCE = re.compile(r"(?<=[.!?…])\s{1,3}(?=[\"“„«A-ZÀ-ÞŁŚŻ0-9А-Я\u3040-\u9fff])|(?<=[。！？])(?=[^」』）])")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|\d{1,2}|Co|St|Mr|Mrs|Ms|Dr|Nr|No|Ste|Mt|Ft|Inc|Ltd|ca|bzw|inkl|z\.B|e\.g|i\.e|bl\.a|t\.ex)\.$"
)
_SIGNED = re.compile(r"[\"”»’』」][.,]?\s{0,3}[—–-]|\s[—–]\s?[A-ZÀ-Þ][\w.'’]{0,20}(?:\s[A-ZÀ-Þ][\w.]{0,20}){0,2}\.?$")
_OPENING = tuple("\"“”„«»‘'「『★☆✓✔•›#©*—–-|")
_FOREIGN = ("@", "http", "www.", "★", "©", "\ufffd", "{{", "[[", "}}", "<", ">", "|")
_MONEY = re.compile(r"[$€£¥]\s?\d|\d\s?(?:[€£¥]|kr\b|zł|円|EUR\b|USD\b|GBP\b|CHF\b)|(?<!\d)\d{1,2}\s?%")
_DIGIT = re.compile(r"\d")
_LONG_NUMBER = re.compile(r"\d[\d\s().-]{7,20}\d")
_GLUED = re.compile(r"[a-zß-ÿ][A-ZÀ-Þ]")  # names of a list whose blanks are made by style
_OURS = (
    "amos",
    "emos",
    "imos",
    "iamo",
    "amme",
    "ämme",
    "emme",
    "imme",
    "omme",
    "emy",
    "imy",
    "ymy",
    "ujeme",
    "íme",
    "ons",
)
_DEEDS_ALONE, _OUR_DEEDS_ALONE = DEEDS - ANY_DEEDS, OUR_DEEDS - ANY_DEEDS  # these need no goods beside them
LONGEST = 280  # characters of what we quote
REFUSED = -20
ENOUGH = 3  # weight of a sentence that says what the firm does or sells, where it stands beside the heading


class Said(NamedTuple):
    """A sentence, or two that follow each other, with its weight."""

    text: str
    points: int


def opening(text: str, name: str) -> Said | None:
    """Give the first sentence of a text that says enough, with the next one where both are short; else the first."""
    if len(text) < 12:
        return None
    said = [(one, points) for one in sentences(text[:700]) if (points := weight(one, name)) > REFUSED]
    if not said:
        return None
    at = next((index for index, (_, points) in enumerate(said[:4]) if points >= ENOUGH), 0)
    first, points = said[at]
    if at and flat_of(first).startswith(HANGING):
        first = f"{said[at - 1][0]} {first}"
        if first not in squeezed(text):
            return None
    if not at and flat_of(first).startswith(HANGING):
        points -= 2
    if len(first) > LONGEST:
        return None
    if at + 1 < len(said) and len(first) + len(said[at + 1][0]) < 220 and said[at + 1][1] >= 0:
        both = f"{first} {said[at + 1][0]}"
        if both in squeezed(text):
            return Said(both, max(points, said[at + 1][1]))
    return Said(first, points)


def sentences(text: str) -> list[str]:
    """Split a text; a stop after a shortened word ends nothing, and a sentence that is cut off is left out."""
    whole: list[str] = []
    for part in _SENTENCE.split(squeezed(text)):
        if whole and _SHORTENED.search(whole[-1][-12:]):
            whole[-1] = f"{whole[-1]} {part}"
        elif part:
            whole.append(part.strip())
    return whole[:-1] if len(text) >= 700 and len(whole) > 1 else whole or [""]


def weight(text: str, name: str) -> int:
    """Weigh a sentence; ``name`` is the firm's in lower case. From 3 on it says what the firm does or sells."""
    return points_of(text, flat_of(text), name)


def points_of(text: str, flat: str, name: str) -> int:
    """Weigh a sentence whose flat form is known already."""
    words = flat.split()
    if not words or _refused(text, flat, words):
        return REFUSED
    length = length_of(text, words)
    different = set(words)
    goods, vague = sum(map(_is_goods, different)), sum(map(_is_vague, different))
    goods += any(phrase in flat for phrase in BY_HAND)
    if not text.isascii():
        goods += sum(word in text for word in EASTERN_GOODS)
    points = 2 * min(2, goods) + min(1, vague)
    if _does(flat, words, name, telling=goods + vague > 0):
        points += 3 if points else 2
    elif goods and any(word.endswith(_OURS) and word not in IDLE for word in words):
        points += 2
    points += len(name) > 2 and f" {name} " in flat and length > 5
    if goods:
        points += (not MADE.isdisjoint(words)) + (not FOR.isdisjoint(words[1:-1]))
    points += (5 <= length <= 45) - 2 * (length < 5 and goods < 2) - 4 * (length < 3)
    points -= 2 * text.isupper() + 3 * text.endswith(("...", "…", ":")) + 4 * text.endswith("?")
    return points - 4 * (words[0] in ASKING and len(words) <= 8)


def speaks(said: Said, name: str) -> bool:
    """Tell whether it is the firm that speaks: on the page of a product, all else is said of the product."""
    flat = flat_of(said.text)
    return _does(flat, flat.split(), name, telling=False)


def _refused(text: str, flat: str, words: Sequence[str]) -> bool:
    """Tell whether a sentence bears the mark of something that is never said of a firm."""
    if (
        text.startswith(_OPENING)
        or words[0] in GREETINGS
        or flat.startswith(ASIDES)
        or any(sign in text for sign in _FOREIGN)
    ):
        return True
    if any(phrase in flat for word in NEVER.keys() & words for phrase in NEVER[word]):
        return True
    if len(_GLUED.findall(text[:1000])) > 2 or any(phrase in flat for phrase in NEVER_BEGUN) or _SIGNED.search(text):
        return True
    if any(word in flat for word in COOKIES) and any(word in flat for word in CONSENT):
        return True
    if not text.isascii() and any(phrase in text for phrase in NEVER_EASTERN):
        return True
    return _DIGIT.search(text) is not None and bool(_MONEY.search(text) or _LONG_NUMBER.search(text))


def _does(flat: str, words: Sequence[str], name: str, *, telling: bool) -> bool:
    """Tell whether the firm does something in a sentence: "we make", "fabricamos", or the firm is what it is about."""
    said, stated = (DEEDS, OUR_DEEDS) if telling else (_DEEDS_ALONE, _OUR_DEEDS_ALONE)
    if not stated.isdisjoint(words) or any(deed in flat for deed in EASTERN_DEEDS) or flat.startswith(f" {name}は"):
        return True
    if telling and (not ITS_DEEDS.isdisjoint(words) or any(phrase in flat for phrase in WE_ARE)):
        return True
    called = name.split()[:2]
    begun = words[1:] if words[0] in {"the", "at", "die", "bei", "chez"} else words
    if called and len(name) > 3 and list(begun[: len(called)]) == called and len(words) > len(called) + 2:
        return True
    return any(
        word in WE and not said.isdisjoint((*words[max(0, at - 1) : at], *words[at + 1 : at + 6]))
        for at, word in enumerate(words)
    )


@lru_cache(16_384)  # the words of a language are the same on all pages
def _is_goods(word: str) -> bool:
    """Say whether a word names goods: whole, as a beginning, or as the end of a compound."""
    return _named(word, GOODS, GOODS_STEMS) or (len(word) > 9 and any(word[-size:] in TAILS for size in range(5, 11)))


@lru_cache(16_384)
def _is_vague(word: str) -> bool:
    """Say whether a word may stand for goods, but need not."""
    return _named(word, VAGUE, VAGUE_STEMS)


def _named(word: str, whole: frozenset[str], stems: frozenset[str]) -> bool:
    if word in whole or (word.endswith("s") and word[:-1] in whole):
        return True
    return any(word[:size] in stems for size in range(3, min(len(word), 13) + 1))


def flat_of(text: str) -> str:
    """Give the words of a text in lower case, with a blank between, before and after."""
    return f" {' '.join(_WORD.findall(text.lower().replace('’', chr(39))))} "


def length_of(text: str, words: Sequence[str]) -> int:
    """Count words; a language that compounds them says as much in fewer, and one without blanks in signs."""
    return max(len(words), len(text) // 8) if text.isascii() else max(len(words), len(text) // 8, _eastern(text))


def _eastern(text: str) -> int:
    return len(_EASTERN.findall(text[:1000]))
