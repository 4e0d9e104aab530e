"""This edition of the tables, read from the package's own data files; each call reads them anew and keeps nothing.

The files are facts, not code: the operator (and a lawyer) can read and change them. The law's own files have an edition
of their own (:mod:`leadwright.tables.law`), which is stored with every decision.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from leadwright.domain.rules import Fingerprint, Nation, Refusals, Roles, Sign, Tables, Terms
from leadwright.tables.calendar import holidays_of
from leadwright.tables.law import law_of
from leadwright.tables.suffixes import registrable_domains

NAMES = (
    "codes.txt",
    "conditions.toml",
    "countries.csv",
    "disposable.txt",
    "forms.toml",
    "freemail.txt",
    "hosts.txt",
    "languages.toml",
    "legal_forms.toml",
    "nations.toml",
    "persons.txt",
    "placeholders.json",
    "platforms.toml",
    "providers.txt",
    "refusals.json",
    "roles.json",
    "sources.toml",
    "tools.toml",
    "vendors.txt",
    "zones.toml",
)


def load_tables(*, extra_hosts: Iterable[str] = ()) -> Tables:
    """Read all tables; ``extra_hosts`` are further platforms where host and path name the brand."""
    data = {name: files("leadwright.tables").joinpath("data", name).read_bytes() for name in NAMES}
    text = {name: content.decode() for name, content in data.items()}
    return Tables(
        law=law_of(data),
        roles=_roles(json.loads(text["roles.json"])),
        refusals=_refusals(json.loads(text["refusals.json"])),
        platforms=_platforms(tomllib.loads(text["platforms.toml"])),
        registrable=registrable_domains(),
        holidays=holidays_of,
        zones={code: tuple(zones) for code, zones in tomllib.loads(text["zones.toml"]).items()},
        freemail=_words(text["freemail.txt"]),
        disposable=_words(text["disposable.txt"]),
        providers=_words(text["providers.txt"]),
        hosts=_words(text["hosts.txt"]) | {host.lower() for host in extra_hosts},
        vendors=_words(text["vendors.txt"]),
        nations=_nations(tomllib.loads(text["nations.toml"])),
        forms={form: tuple(codes) for form, codes in tomllib.loads(text["forms.toml"]).items()},
        stopwords={code: frozenset(words.split()) for code, words in tomllib.loads(text["languages.toml"]).items()},
        persons=_words(text["persons.txt"]),
        empty_locals=frozenset(json.loads(text["placeholders.json"])["locals"]),
        empty_labels=frozenset(json.loads(text["placeholders.json"])["labels"]),
        tools=_tools(tomllib.loads(text["tools.toml"])),
        sources=_sources(tomllib.loads(text["sources.toml"])),
        digest=_digest(data),
    )


def _digest(data: Mapping[str, bytes]) -> str:
    total = hashlib.sha256()
    for name in NAMES:
        total.update(name.encode() + b"\0" + hashlib.sha256(data[name]).digest())
    return total.hexdigest()


def _words(text: str) -> frozenset[str]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def _roles(data: Mapping[str, Any]) -> Roles:
    def plain(names: Iterable[str]) -> frozenset[str]:
        return frozenset(re.sub(r"[-._]", "", name.lower()) for name in names)

    return Roles(
        never=plain(data["never"]),
        never_suffix=tuple(data["never_suffix"]),
        never_prefix=tuple(data["never_prefix"]),
        never_alone=plain(data["never_alone"]),
        fillers=frozenset(data["fillers"]),
        last_choice=plain(data["avoid_customer_channel"]),
        prefer=plain(data["prefer_generic"]),
    )


def _refusals(data: Mapping[str, Any]) -> Refusals:
    flags = re.IGNORECASE | re.DOTALL
    return Refusals(
        phrases=tuple(
            (language, re.compile(phrase, flags)) for language, phrases in data["phrases"].items() for phrase in phrases
        ),
        no_transfer=tuple(re.compile(phrase, flags) for phrase in data["no_transfer"]),
        promises=tuple(re.compile(phrase, flags) for phrase in data["promise"]),
    )


def _platforms(data: Mapping[str, Any]) -> dict[str, Fingerprint]:
    return {name: _fingerprint(entry["kind"], map(_sign, entry["signs"])) for name, entry in data.items()}


def _fingerprint(kind: str, signs: Iterable[Sign]) -> Fingerprint:
    signs = tuple(signs)
    loads = tuple(sign for sign in signs if sign.host)
    texts = tuple(sign for sign in signs if not sign.host)
    return Fingerprint(kind, texts, loads, frozenset(sign.host for sign in loads))


def _sign(entry: Mapping[str, Any]) -> Sign:
    has = entry.get("has", ())
    return Sign(
        place=entry["place"],
        weight=entry.get("weight", 100),
        note=entry.get("note", ""),
        host=entry.get("host", ""),
        has=(has,) if isinstance(has, str) else tuple(has),
        pattern=re.compile(entry["pattern"], re.MULTILINE) if "pattern" in entry else None,
    )


def _tools(data: Mapping[str, Any]) -> dict[str, Fingerprint]:
    return {name: _fingerprint(entry["category"], _signs_of_tool(entry)) for name, entry in data.items()}


def _signs_of_tool(entry: Mapping[str, Any]) -> Iterator[Sign]:
    """Write the short forms of the table of tools as signs; each of them is enough."""
    for key, place in (("urls", "url"), ("assets", "asset")):
        for url in entry.get(key, ()):
            host, slash, path = url.partition("/")
            yield Sign(place, 100, host=host, has=(f"/{path}",) if slash else ())
    for key, place in (("code", "code"), ("paths", "asset")):
        if key in entry:
            yield Sign(place, 100, has=tuple(entry[key]))
    yield from map(_sign, entry.get("signs", ()))
    for key, weight in (("stalls", 100), ("weak", 50)):
        for pattern in entry.get(key, ()):
            yield Sign("stall", weight, pattern=re.compile(pattern, re.IGNORECASE))


def _sources(data: Mapping[str, Any]) -> dict[str, Terms]:
    return {place: Terms(row["terms"], row["written"], row["checked"]) for place, row in data.items()}


def _nations(data: Mapping[str, Any]) -> dict[str, Nation]:
    return {
        code: Nation(
            code=code,
            names=tuple(entry["names"]),
            tlds=tuple(entry["tlds"]),
            phone=entry["phone"],
            currency=entry["currency"],
            languages=tuple(entry["languages"]),
            postcode=re.compile(entry["postcode"]) if "postcode" in entry else None,
        )
        for code, entry in data.items()
    }
