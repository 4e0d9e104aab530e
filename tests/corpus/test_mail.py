"""Bounces, automatic answers and visible reply text, measured on real mails; the floors are what was reached."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from leadwright.reading.absence import automatic
from leadwright.reading.bounce import Bounce, bounce_of
from leadwright.reading.mail import read_mail
from leadwright.reading.quote import visible_of

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("LEADWRIGHT_CORPUS", ROOT / "../shared/corpus")) / "mail"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}"),
]
FAILURES = ("hard", "soft", "full", "policy", "delay")


def _rows(name: str) -> Iterator[tuple[dict[str, Any], bytes]]:
    with (CORPUS / name / "manifest.jsonl").open(encoding="utf-8") as manifest:
        for line in manifest:
            row = json.loads(line)
            yield row, (CORPUS / name / row["file"]).read_bytes()


@pytest.fixture(scope="module")
def bounces() -> list[tuple[dict[str, Any], Bounce | None]]:
    return [(row, bounce_of(read_mail(raw))) for row, raw in _rows("bounces")]


def test_bounces_are_found(bounces: list[tuple[dict[str, Any], Bounce | None]]) -> None:
    real = [found for row, found in bounces if row["kind"] in ("hard_bounce", "soft_bounce")]
    assert sum(found is not None and found.kind in FAILURES for found in real) / len(real) >= 0.99


def test_other_mail_is_no_bounce(bounces: list[tuple[dict[str, Any], Bounce | None]]) -> None:
    assert not [row["file"] for row, found in bounces if row["kind"] == "not_bounce" and found]
    for name in ("autoreplies", "replies"):
        assert not [row["file"] for row, raw in _rows(name) if bounce_of(read_mail(raw))]


def test_complaints_are_reports(bounces: list[tuple[dict[str, Any], Bounce | None]]) -> None:
    real = [found for row, found in bounces if row["kind"] == "feedback_report"]
    assert sum(found is not None and found.kind == "report" for found in real) / len(real) >= 0.92


def test_the_failed_recipient(bounces: list[tuple[dict[str, Any], Bounce | None]]) -> None:
    right, told = 0, 0
    for row, found in bounces:
        if row["kind"] not in ("hard_bounce", "soft_bounce") or not row["recipients"]:
            continue
        told += 1
        expected = {one.lower() for one in row["recipients"]}
        accepted = expected | {one.lower() for one in row["recipients_alt"]}
        got = set(found.recipients) if found else set()
        right += got == expected or (bool(got) and got <= accepted and len(got) == len(expected))
    assert right / told >= 0.96


def test_the_status(bounces: list[tuple[dict[str, Any], Bounce | None]]) -> None:
    told = [(row, found) for row, found in bounces if row["status"] and row["kind"] != "feedback_report"]
    right = sum(found is not None and found.status in (row["status"], *row["status_alt"]) for row, found in told)
    assert right / len(told) >= 0.97


def test_a_delay_never_closes_an_address(bounces: list[tuple[dict[str, Any], Bounce | None]]) -> None:
    delays = [(row["file"], found) for row, found in bounces if row["kind_ok"] == ["soft_bounce"]]
    assert not [name for name, found in delays if found and found.kind == "hard"]


def test_automatic_answers() -> None:
    hits = [(row["is_auto"], bool(automatic(read_mail(raw)))) for row, raw in _rows("autoreplies")]
    right = hits.count((True, True))
    assert 2 * right / (2 * right + hits.count((True, False)) + hits.count((False, True))) >= 0.95
    assert not [row["file"] for row, raw in _rows("replies") if automatic(read_mail(raw))]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")).strip()


def test_visible_text() -> None:
    exact = [
        _flat(visible_of(read_mail(raw))) in [_flat(one) for one in (row["expected"], *row["expected_alt"])]
        for row, raw in _rows("replies")
    ]
    assert sum(exact) / len(exact) >= 0.92
