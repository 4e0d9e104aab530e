"""The opt-out in a link and in a subject: whoever sends it, and however a mail program changes it."""

import pytest

from leadwright.domain.identity import hashes, token
from leadwright.domain.optout import OptOut, stopped_by, subject

KEY = b"k" * 32
MADE = token(KEY, "glow.test")
HASHED = hashes(KEY, "brand", "glow.test")[0]


def test_a_link_is_made_where_there_is_a_page() -> None:
    link = OptOut("https://ours.test/p/", KEY).link
    assert link is not None
    assert link("glow.test") == f"https://ours.test/p/u/{MADE}"
    assert "glow" not in link("glow.test")
    assert OptOut(None, KEY).link is None


@pytest.mark.parametrize(
    "written",
    [
        subject(KEY, "glow.test"),
        f"Re: STOP {MADE}",
        f"RE: AW: stop {MADE.upper()}",
        f"Stop  {MADE}",
        f"STOP\r\n {MADE}",
        f"STOP+{MADE}",
        f"stop: {MADE} please",
        f"[external] Fwd: STOP {MADE}",
    ],
)
def test_a_subject_stops(written: str) -> None:
    assert stopped_by(KEY, written) == HASHED


@pytest.mark.parametrize(
    "written",
    [
        "", "STOP", "STOP glow.test", MADE, f"STOP {MADE[:-1]}", f"STOP {MADE}x", f"STOP {MADE[:-1]}a",
        f"STOP {token(b'another key', 'glow.test')}", f"NONSTOP {MADE}", "STOP " * 1000 + MADE,
    ],
)  # fmt: skip
def test_other_subjects_do_not(written: str) -> None:
    assert stopped_by(KEY, written) is None
