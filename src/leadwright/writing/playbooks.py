"""Playbooks read from their TOML files, strictly: a misspelt key is an error that names the file and the key."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from leadwright.domain.errors import UserError
from leadwright.domain.letter import ANSWER, BREAKUP, FIRST, FOLLOWUP, KINDS
from leadwright.domain.playbook import Playbook, Template
from leadwright.writing.spin import fill, names, spin

TEXTS = {"name": str, "title": str, "icp": str, "kinds": list, "platforms": list}
TABLES = {"niches": dict, "pains": dict, "offers": dict, "waits": dict, "letters": dict}
PLACEHOLDERS = frozenset(
    {"greeting", "name", "company", "finding", "hero", "platform", "product", "price"}
    | {"pain", "pain2", "offer", "offer2", "sender", "sender_company"}
)


class _First:
    """A roll that takes the first of the words; to try a pattern."""

    def random(self) -> float:
        return 0.0


def load_playbooks(folder: Path | None = None) -> tuple[Playbook, ...]:
    """Read all playbooks of ``folder``, else those of the package, by name.

    Raises UserError with every mistake at once: no TOML, unknown or missing keys, letters that lack a first touch, a
    follow-up or a breakup in a language, patterns with open braces or unknown placeholders.
    """
    place: Traversable | Path = folder or files("leadwright") / "playbooks"
    read, problems = [], []
    for file in sorted((f for f in place.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name):
        try:
            data = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as mistake:
            problems.append(f"{file.name}: {mistake}")
            continue
        found = [f"{file.name}: {problem}" for problem in _problems(data)]
        problems += found
        if not found:
            read.append(_playbook(data))
    if problems:
        raise UserError(*problems)
    if not read:
        raise UserError(f"{place}: no playbook (*.toml) there")
    return tuple(sorted(read, key=lambda playbook: playbook.name))


def _playbook(data: Mapping[str, Any]) -> Playbook:
    return Playbook(
        name=data["name"],
        title=data["title"],
        icp=data["icp"],
        kinds=tuple(data["kinds"]),
        platforms=tuple(data["platforms"]),
        niches={niche: tuple(words) for niche, words in data["niches"].items()},
        pains=data["pains"],
        offers=data["offers"],
        templates=tuple(_templates(data["letters"])),
        waits=data["waits"],
        threshold=data.get("threshold", 40),
    )


def _templates(letters: Mapping[str, Any]) -> Iterator[Template]:
    for language, kinds in letters.items():
        for kind, variants in kinds.items():
            for variant, parts in variants.items():
                yield Template(kind, variant, language, parts.get("subject", ""), parts["body"].strip())


def _problems(data: Mapping[str, Any]) -> Iterator[str]:
    expected = TEXTS | TABLES
    yield from (f"unknown key {key}" for key in data if key not in {*expected, "threshold"})
    wrong = [key for key, kind in expected.items() if not isinstance(data.get(key), kind)]
    yield from (f"{key} is missing, or not a {expected[key].__name__}" for key in wrong)
    if not isinstance(data.get("threshold", 40), int):
        yield "threshold is not a whole number"
    if wrong:
        return
    yield from (f"waits.{key} is not a kind of letter" for key in data["waits"] if key not in KINDS)
    yield from (f"waits.{kind} is missing" for kind in (FOLLOWUP, BREAKUP) if not _days(data["waits"].get(kind)))
    yield from _niche_problems(data["niches"])
    for table in ("pains", "offers"):
        yield from _word_problems(table, data[table])
    for language, kinds in data["letters"].items():
        yield from _letter_problems(f"letters.{language}", kinds)
    if "en" not in data["letters"]:
        yield "letters.en is missing: English is what every other language falls back on"


def _days(value: object) -> bool:
    return isinstance(value, int) and value > 0


def _niche_problems(niches: Mapping[str, Any]) -> Iterator[str]:
    for niche, words in niches.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            yield f"niches.{niche} is not a list of words"


def _word_problems(table: str, entries: Mapping[str, Any]) -> Iterator[str]:
    for key, words in entries.items():
        if not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
            yield f"{table}.{key} is not a table of language = words"
        elif "en" not in words:
            yield f"{table}.{key}.en is missing"


def _letter_problems(place: str, kinds: object) -> Iterator[str]:
    if not isinstance(kinds, dict):
        yield f"{place} is not a table"
        return
    yield from (f"{place}.{kind} is not a kind of letter" for kind in kinds if kind not in {*KINDS, ANSWER})
    yield from (f"{place}.{kind} is missing" for kind in KINDS if not kinds.get(kind))
    for kind, variants in kinds.items():
        for variant, parts in variants.items() if isinstance(variants, dict) else ():
            yield from _template_problems(f"{place}.{kind}.{variant}", parts, first=kind == FIRST)


def _template_problems(place: str, parts: object, *, first: bool) -> Iterator[str]:
    if not isinstance(parts, dict):
        yield f"{place} is not a table"
        return
    yield from (f"{place}.{key} is an unknown key" for key in parts if key not in {"subject", "body"})
    needed = ("subject", "body") if first else ("body",)
    yield from (f"{place}.{key} is missing" for key in needed if not isinstance(parts.get(key), str))
    for key, pattern in parts.items():
        try:
            fill(spin(str(pattern), _First()), {})
        except ValueError as mistake:
            yield f"{place}.{key}: {mistake}"
        unknown = names(str(pattern)) - PLACEHOLDERS
        yield from (f"{place}.{key}: unknown placeholder [{name}]" for name in sorted(unknown))
