"""The language of a text by its small words, checked against what the page says of itself."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from leadwright.domain.rules import Tables
from leadwright.reading.page import Doc

ENOUGH = 3_000  # characters in which a language shows itself
_WORDS = re.compile(r"[^\W\d_]{1,20}")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
)
_OTHER_LETTERS = re.compile(r"[\u0370-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def language_of(docs: Sequence[Doc], tables: Tables) -> str | None:
    """Name the language of a site (ISO 639-1): that of its text where it has enough, else what its pages declare."""
    declared = next((doc.language.lower()[:2] for doc in docs if len(doc.language) >= 2), None)
    declared = {"nb": "no", "nn": "no"}.get(declared or "", declared)
    return language_of_text(_running_text(docs), tables, declared=declared) or declared


def _running_text(docs: Sequence[Doc]) -> str:
    """Give the first of what the pages say in their own words, sentences before labels."""
    kept: list[str] = []
    labels: list[str] = []
    size = 0
    for doc in docs:
        for text, _, zone, _ in doc.blocks:
            if zone in {"", "aside"}:
                if len(text) < 40:
                    labels.append(text)
                    continue
                kept.append(text[:1_000])
                size += len(kept[-1])
                if size > ENOUGH:
                    return " ".join(kept)
    return " ".join((*kept, *labels))[:ENOUGH]


def _share(words: Counter[str], small: Collection[str], total: int) -> float:
    """Give the share of a language's small words; one and the same word alone shows none, for many share it."""
    return sum([words[word] for word in small]) / total if len(small) > 1 else 0.0


def language_of_text(text: str, tables: Tables, *, declared: str | None = None) -> str | None:
    """Name the language of a text, or None where it is too short or too mixed; ``declared`` breaks near ties."""
    beginning = text[:5_000]
    if not beginning.isascii() and _OTHER_LETTERS.search(beginning):
        for code, letters in _SCRIPTS:
            if len(letters.findall(beginning)) > max(10, len(beginning) // 20):
                return code
    words = Counter(_WORDS.findall(text.lower()))
    total = sum(words.values())
    if total < 8:
        return None
    seen = frozenset(words)
    scores = {code: _share(words, small & seen, total) for code, small in tables.stopwords.items()}
    best = max(scores, key=lambda code: (scores[code], code))
    if scores[best] < 0.08:
        return None
    if declared in scores and scores[declared] > 0.8 * scores[best]:
        return declared
    return best
