"""Categories, tags, suppression and dates of replies, measured on the labelled examples."""

import json
import os
from datetime import UTC, date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest

from leadwright.domain.letter import Draft, Mail, Reply, Sent
from leadwright.reading.answers import answers_of
from leadwright.reading.mail import mail_key, read_mail
from leadwright.reading.reply import reply_of

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("LEADWRIGHT_CORPUS", ROOT / "../shared/corpus")) / "replies"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}"),
]
Labelled = list[tuple[dict[str, Any], Reply]]


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def _raw(row: dict[str, Any]) -> bytes:
    """The labelled mail as bytes; a multipart's body is given as its plain part."""
    headers = dict(row["headers"])
    kind = headers.get("Content-Type", "").split(";")[0]
    headers["Content-Type"] = f"{kind if kind.startswith('text/') else 'text/plain'}; charset=utf-8"
    text = "\n".join(f"{name}: {value}" for name, value in headers.items())
    return f"{text}\n\n{row['body']}".encode()


def _read(row: dict[str, Any]) -> Reply:
    raw = _raw(row)
    at = parsedate_to_datetime(row["headers"]["Date"]).astimezone(UTC)
    sent = Sent("d#1", "brand", 1, "first", "box", "<ours@house.example>", at, "t")
    draft = Draft("brand", 1, "first", read_mail(raw).sender, "box", "s", row["body"], "en", "t", None)
    return reply_of(Mail(mail_key(raw), "box", "INBOX", at, raw), sent, draft)


@pytest.fixture(scope="module")
def replies() -> Labelled:
    return [(row["labels"], _read(row)) for row in _lines("replies.jsonl")]


def test_tag_and_category(replies: Labelled) -> None:
    assert sum(reply.tag == labels["tag"] for labels, reply in replies) / len(replies) >= 0.97
    assert sum(reply.category == labels["category"] for labels, reply in replies) / len(replies) >= 0.96


@pytest.mark.parametrize(("label", "field"), [("suppress", "suppress"), ("stop", "stops")])
def test_flags_are_never_missed(replies: Labelled, label: str, field: str) -> None:
    name = "stop_sequence" if label == "stop" else label
    scored = [(labels[name], getattr(reply, field)) for labels, reply in replies if not labels[f"{label}_either_ok"]]
    assert all(got for wanted, got in scored if wanted)
    assert sum(got for wanted, got in scored if not wanted) <= 1


def test_machines_are_not_taken_for_people(replies: Labelled) -> None:
    machine = [
        reply
        for labels, reply in replies
        if labels["tag"] in ("auto", "bounce") and labels["category"] != "positive" and not labels["tag_also_ok"]
    ]
    assert not [reply.mail for reply in machine if reply.human]


def test_return_days_and_referrals(replies: Labelled) -> None:
    days = [(labels["return_date"], reply.until) for labels, reply in replies if labels["return_date"]]
    assert sum(until == date.fromisoformat(day) for day, until in days) / len(days) >= 0.9
    named = [(labels["referred_address"], reply.referred) for labels, reply in replies if labels["referred_address"]]
    assert sum(got == wanted.lower() for wanted, got in named) / len(named) >= 0.9


def test_missing_answers_are_named() -> None:
    rows = _lines("qualifier.jsonl")
    right = [
        list(answers_of(row["text"], received=date.fromisoformat(row["received"])).missing) == row["missing"]
        for row in rows
    ]
    assert sum(right) / len(right) >= 0.9
