"""Play seeds 1 to 20 of the demo world for three weeks each, and print what the judge says; exit 1 on any mistake.

Free send is the share of companies of the freest countries that end in a letter; planted, how many of those who were
planted for a refusal came out as planted; refused and mailed, who must get no letter at all, and who of them got one.

Three weeks, because a sequence needs eleven working days from the first touch to the breakup. Run ``make worlds``, or
``python bench/worlds.py 3 7`` for single seeds; ``-v`` shows each whole table.
"""

import asyncio
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from leadwright.doors.demo import Play, play
from leadwright.world.judge import Verdict
from leadwright.world.refusals import NEVER
from leadwright.world.table import render

DAYS = 21
COLUMNS = (
    "seed", "seconds", "letters", "replies", "tags right", "send", "hold", "block", "free send", "planted", "refused",
    "mailed", "deals", "mistakes",
)  # fmt: skip


def one(seed: int) -> Verdict:
    """Play one seed."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(play(Play(seed, DAYS), say=lambda _: None, folder=Path(folder)))


def line(verdict: Verdict) -> tuple[object, ...]:
    """Give the row of one seed."""
    gate, replies = verdict.gate, verdict.replies
    share = f"{replies['right'] / max(1, replies['planted']):.1%}"
    figures = verdict.letters["sent"], replies["planted"], share, gate["send"], gate["hold"], gate["block"]
    free = f"{verdict.share['send'] / max(1, sum(verdict.share.values())):.1%}"
    right = sum(one.right is True for one in verdict.planted)
    refused = [one for one in verdict.planted if one.expected in NEVER]
    planted = f"{right}/{len(verdict.planted)}", len(refused), sum(one.letters > 0 for one in refused)
    return (verdict.seed, verdict.seconds, *figures, free, *planted, verdict.deals, len(verdict.mistakes))


def main() -> int:
    """Play and print."""
    seeds = [int(word) for word in sys.argv[1:] if word.isdigit()] or list(range(1, 21))
    wrong = planted = right = 0
    print(" ".join(f"{name:>10}" for name in COLUMNS), flush=True)
    with ProcessPoolExecutor(2) as pool:
        for verdict in pool.map(one, seeds):
            print(" ".join(f"{value!s:>10}" for value in line(verdict)), flush=True)
            wrong += len(verdict.mistakes)
            planted += verdict.replies["planted"]
            right += verdict.replies["right"]
            for mistake in verdict.mistakes:
                print(f"    {mistake}", flush=True)
            for miss in verdict.replies["missed"]:
                print(f"    tag {miss['truth']} read as {miss['got']}: {miss['text'][:90]!r}", flush=True)
            if "-v" in sys.argv:
                print(render(verdict), flush=True)
    print(f"{len(seeds)} seeds: {wrong} mistakes; tags {right} of {planted} right ({right / max(1, planted):.1%})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
