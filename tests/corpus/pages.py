"""The labelled pages of the corpus, read once: what the measures of sites look at."""

import gzip
import hashlib
import html
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leadwright.domain.rules import Tables
from leadwright.domain.site import Page, Site
from leadwright.reading.canonical import canonical_in
from leadwright.reading.contact import domains_of, read_site
from leadwright.reading.profile import Profile, profile_of
from leadwright.service.reader import NOWHERE
from leadwright.tables import load_tables

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("LEADWRIGHT_CORPUS", ROOT / "../shared/corpus"))
WEB, HEROES = CORPUS / "web", CORPUS / "replies" / "heroes.jsonl"
MARKS = (pytest.mark.corpus, pytest.mark.skipif(not WEB.is_dir(), reason=f"the corpus is not at {WEB}"))
NOW = datetime(2027, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """One page with its labels and what we read."""

    file: str
    expected: Mapping[str, Any]
    profile: Profile

    def words(self, name: str) -> set[str]:
        """Labels of a kind, lower case."""
        return {one.lower() for one in self.expected.get(name) or ()}


def digest() -> str:
    """Name this corpus by its labels."""
    total = hashlib.sha256()
    for path in (WEB / "manifest.jsonl", HEROES):
        total.update(path.read_bytes())
    return total.hexdigest()


def listed() -> Iterator[Mapping[str, Any]]:
    """Give the rows of the manifest."""
    for line in (WEB / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def read_text(file: str) -> str:
    """Give a file's text."""
    raw = (WEB / file).read_bytes()
    return (gzip.decompress(raw) if file.endswith(".gz") else raw).decode(errors="replace")


def read(text: str, url: str | None, tables: Tables) -> Profile:
    """Read one page as ``leadwright read page`` does."""
    at = url or canonical_in(text) or NOWHERE
    site = Site(at, (Page(at, at, 200, NOW, text.encode(errors="replace"), "0" * 64),))
    domains = domains_of(site, tables)
    return profile_of(read_site(site), domains[0] if domains else at, domains, tables=tables)


def rows() -> Sequence[Row]:
    """Read every saved page."""
    tables = load_tables()
    return [
        Row(one["file"], one.get("expected") or {}, read(read_text(one["file"]), one.get("url"), tables))
        for one in listed()
        if one["file"].startswith("pages/") or (one["file"].startswith("woo_live/") and one["file"].endswith(".html"))
    ]


def heroes() -> Sequence[tuple[Mapping[str, Any], Profile]]:
    """Read the small pages whose opening is labelled."""
    tables = load_tables()
    labelled = [json.loads(line) for line in HEROES.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(one, read(one["html"], one["url"], tables)) for one in labelled]


def plain(text: object) -> str:
    """Reduce a text to its words."""
    return re.sub(r"[^\w]+", " ", html.unescape(str(text or "")).lower()).strip()
