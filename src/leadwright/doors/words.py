"""Words for codes, in the operator's language.

Everything below the doors speaks in codes with facts; here they become sentences. ``words/LANGUAGE.toml`` holds a
table for each kind of code. In a pattern ``{name}`` stands for a fact, ``{name:table}`` for a fact that is itself one
or more codes of another table, and what stands in ``[brackets]`` is left out where a fact in it is missing.
"""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files

from leadwright.domain.errors import Scalar

LANGUAGES = ("en", "ru")
_PART = re.compile(r"\[([^\[\]]{1,300})\]")
_SLOT = re.compile(r"\{(\w{1,40})(?::(\w{1,20}))?\}")
_FACT = re.compile(r"(?:^|\s)(\w{1,40})=")


class Words:
    """Says codes in one language; a code without words is said as it is, with its facts."""

    def __init__(self, language: str) -> None:
        """Read the words of ``en`` or ``ru``; KeyError for any other language."""
        if language not in LANGUAGES:
            raise KeyError(language)
        self.language = language
        text = files("leadwright.doors").joinpath("words", f"{language}.toml").read_text(encoding="utf-8")
        self._tables: Mapping[str, Mapping[str, str]] = tomllib.loads(text)

    def say(self, code: str, facts: Mapping[str, Scalar] | None = None, *, of: str = "reason") -> str:
        """Say ``code`` of the table ``of``, else of the table of reasons, with its facts."""
        known = facts or {}
        pattern = self._pattern(code, of) or self._pattern(code, "reason")
        if pattern is not None:
            return self._filled(pattern, known)
        for start, around in self._tables.get("prefix", {}).items():
            if code.startswith(start) and len(code) > len(start):
                return around.replace("{rest}", self.say(code.removeprefix(start), facts, of=of))
        return " ".join([code, *(f"{name}={value}" for name, value in known.items())])

    def knows(self, code: str, *, of: str = "reason") -> bool:
        """Whether the table ``of`` has words for ``code``."""
        return self._pattern(code, of) is not None

    def line(self, text: str, *, of: str) -> str:
        """Say a code with facts that is written as one line, such as ``subject-long length=72``."""
        code, _, rest = text.partition(" ")
        marks = list(_FACT.finditer(rest))
        ends = [*(mark.start() for mark in marks[1:]), len(rest)]
        facts = {mark[1]: rest[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=False)}
        return self.say(code, facts, of=of)

    def codes(self, *, of: str) -> frozenset[str]:
        """Give the codes that the table ``of`` has words for."""
        return frozenset(self._tables.get(of, {}))

    def _pattern(self, code: str, table: str) -> str | None:
        return self._tables.get(table, {}).get(code)

    def _filled(self, pattern: str, facts: Mapping[str, Scalar]) -> str:
        def kept(part: re.Match[str]) -> str:
            names = [slot[1] for slot in _SLOT.finditer(part[1])]
            if not names:
                return part[0]
            return part[1] if all(facts.get(name) not in (None, "") for name in names) else ""

        def said(slot: re.Match[str]) -> str:
            value = facts.get(slot[1])
            if value is None:
                return "?"
            if slot[2] is None:
                return str(value)
            return ", ".join(self.say(code, of=slot[2]) for code in str(value).split(", "))

        # the facts go in last, so that what stands in them is never read as a pattern
        return _SLOT.sub(said, _PART.sub(kept, pattern))
