"""Whole worlds, played to the end and judged: no mistake and nobody written to who refuses, whatever the seed."""

from pathlib import Path

import pytest

from leadwright.doors.demo import Play
from leadwright.world.outcomes import LEAST
from leadwright.world.refusals import CATALOGUE, NEVER
from tests.demo.plays import played

DAYS = 14
FAULTS = ("duplicates", "outside_hours", "over_cap", "after_stop", "to_refused")
RIGHT_TAGS = 0.95


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_whole_world_is_played_without_a_mistake(tmp_path: Path, seed: int) -> None:
    verdict = await played(Play(seed, DAYS), tmp_path)
    assert verdict.mistakes == ()
    assert verdict.letters["sent"] > 60
    assert {fault: verdict.letters[fault] for fault in FAULTS} == dict.fromkeys(FAULTS, 0)
    assert verdict.letters["in_doubt"] == 0
    assert verdict.replies["planted"] > 20
    assert verdict.replies["right"] >= RIGHT_TAGS * verdict.replies["planted"], verdict.replies["missed"]
    assert verdict.deals > 0
    assert verdict.gate["undecided"] == 0  # every brand that fits and is not written to has its reason
    assert "none" not in verdict.gate_reasons
    assert sum(verdict.gate_reasons.values()) == sum(verdict.gate.values())

    planted = verdict.planted
    assert {one.kind for one in planted} == CATALOGUE.keys()
    assert [one for one in planted if not one.right] == []  # each came out as planted, for the planted reason
    assert [one for one in planted if one.expected in NEVER and one.letters] == []
    assert [one for one in planted if not one.code or (one.words in ("", one.code) and one.code != "forgotten")] == []
    assert verdict.share["send"] >= LEAST * sum(verdict.share.values()) > 20
