"""The chain reads as the plan says, and a wrong joint is a type error."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from leadwright.pipeline import PIPELINE

ROOT = Path(__file__).parents[1]


def test_it_reads_like_the_plan() -> None:
    assert str(PIPELINE) == "parse -> extract -> dedupe -> enrich -> personalize -> send -> track -> qualify -> crm"


def test_what_a_stage_gives_the_next_takes() -> None:
    for before, after in pairwise(PIPELINE.stages):
        assert before.gives is after.takes


def test_a_forgotten_or_misplaced_stage_is_a_type_error() -> None:
    """mypy must need every ``type: ignore`` of typing_chain.py: an unused one is an error under ``--strict``."""
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "tests/typing_chain.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
