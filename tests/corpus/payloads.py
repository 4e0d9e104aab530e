"""The recorded answers of sources in the corpus, unpacked."""

import gzip
from collections.abc import Mapping
from typing import Any

from tests.corpus.pages import WEB, listed

PAYLOADS = WEB / "source_payloads"


def expected(kind: str) -> Mapping[str, Mapping[str, Any]]:
    """What the manifest expects of each recorded answer of a kind, by its name."""
    if not WEB.is_dir():
        return {}
    found = (row for row in listed() if row["file"].startswith("source_payloads/") and row["type"] == kind)
    return {row["file"].removeprefix("source_payloads/"): row["expected"] for row in found}


def recorded(name: str) -> str:
    """Give the text of a recorded answer."""
    raw = (PAYLOADS / name).read_bytes()
    return (gzip.decompress(raw) if name.endswith(".gz") else raw).decode()
