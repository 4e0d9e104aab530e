"""The law of this edition, from its own data files; its digest is stored with every decision.

Other tables (platforms, vendors, languages) may change without a new edition: no decision rests on them.
"""

import csv
import hashlib
import io
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from leadwright.domain.forms import squeezed
from leadwright.domain.law import Country, Law, contradictions

FILES = ("codes.txt", "conditions.toml", "countries.csv", "legal_forms.toml", "refusals.json", "roles.json")


def law_of(data: Mapping[str, bytes]) -> Law:
    """Read the law from the bytes of its files; ValueError where they contradict each other."""
    said = tomllib.loads(data["conditions.toml"].decode())
    law = Law(
        countries=_countries(data["countries.csv"].decode()),
        codes=frozenset({*codes_in(data["codes.txt"].decode()), "EU"}),
        needs={row: {cell: tuple(needs) for cell, needs in cells.items()} for row, cells in said["needs"].items()},
        forms=_forms(tomllib.loads(data["legal_forms.toml"].decode())),
        strong=_kinds(said["signs"]["strong"]),
        weak=_kinds(said["signs"]["weak"]),
        shared_prefix=frozenset(said["shared_prefix"]),
        few=said["few"],
        terms=frozenset(said["terms"]),
        fresh_days=said["fresh_days"],
        least=tuple(said["least"]),
        every=tuple(said["every"]),
        edition=_digest(data),
    )
    if problems := list(contradictions(law)):
        raise ValueError(f"the tables of the law contradict themselves: {'; '.join(problems)}")
    return law


def is_country(code: str) -> bool:
    """Say whether a country or territory has this code (ISO 3166-1 alpha-2)."""
    return code in codes_in(files("leadwright.tables").joinpath("data", "codes.txt").read_text(encoding="utf-8"))


def codes_in(text: str) -> list[str]:
    """Give the codes of a table of countries."""
    return [code for line in text.splitlines() if not line.startswith("#") for code in line.split()]


def _digest(data: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for name in FILES:
        total.update(name.encode() + b"\0" + hashlib.sha256(data[name]).digest())
    return total.hexdigest()


def _countries(text: str) -> dict[str, Country]:
    rows = csv.DictReader(io.StringIO(text))
    return {
        row["code"]: Country(**{**row, "elements": tuple(filter(None, row["elements"].split(";")))})  # type: ignore[arg-type]
        for row in rows
    }


def _forms(said: Mapping[str, Mapping[str, list[str]]]) -> dict[str, dict[str, str]]:
    return {
        country: {squeezed(form): kind for kind, forms in kinds.items() for form in forms}
        for country, kinds in said.items()
    }


def _kinds(said: Mapping[str, Any]) -> dict[str, str]:
    """Give what each stored kind of a sign is, in the order of the file."""
    return {kind: sign for sign, kinds in said.items() for kind in kinds}
