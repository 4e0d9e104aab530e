"""How often letters are lost or doubled when the product is killed at random: one figure a line.

    python bench/crash.py [KILLS] [POSTGRES_URL]

The product works against the demo world in another process and is killed (SIGKILL) KILLS times (60), at random calls
and moments, then comes to rest. What left is counted by the world, not by the product's word.
"""

import importlib
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CALLS = ("outbox.claim", "outbox.confirm", "outbox.unclaim", "outbox.doubt", "mailer.hand_over", "store.commit")
STEP = 0.4  # simulated days that a pause between deaths lasts


def plans(kills: int) -> tuple[list[str], str]:
    """Draw deaths over the first five days, and the end."""
    chance, drawn = random.Random(1), list[str]()
    for number in range(kills):
        if number % 4 == 3:
            drawn.append(f"until:{5 * number / kills + STEP:.2f}")
        if chance.random() < 0.4:
            drawn.append(f"random:{chance.uniform(0.3, 1.5):.2f}")
        else:
            drawn.append(f"{chance.choice(CALLS)}:{chance.choice(('before', 'after'))}:{chance.randint(1, 2)}")
    return drawn, "settle:22"


def main() -> None:
    """Print the figures; end with 1 where the promise is broken."""
    sys.path.insert(0, str(ROOT))
    harness, outcome = (importlib.import_module(f"tests.crash.{name}") for name in ("harness", "outcome"))
    ledger = sys.argv[2] if len(sys.argv) > 2 else harness.USUAL
    deaths, end = plans(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="leadwright-crash-") as folder:
        played = harness.play(Path(folder), deaths, [end], ledger=ledger)
    said = outcome.mistakes(played.ended)
    ended, doubts = played.ended, [len(one.letter("doubt")) for one in (played.wounded, played.ended)]
    runs = [run.seconds for run in played.runs if run.killed]
    print(f"killed {played.kills} times on {ledger.partition(':')[0]} in {time.perf_counter() - began:.0f} s")
    print(f"letters accepted by the world: {len(ended.log.letters)}, sent by the ledger: {len(ended.letter('sent'))}")
    print(f"letters shown in doubt: {doubts[0]} after the deaths, {doubts[1]} at the end")
    print(f"a run lived {sum(runs) / max(1, len(runs)):.1f} s on average")
    print(f"doubled, lost or disagreeing: {len(said)}")
    for one in said:
        print(f"  {one}")
    sys.exit(1 if said else 0)


if __name__ == "__main__":
    main()
