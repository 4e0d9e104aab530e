"""A world in one process, the product in others: what starts them, and what came of it."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from leadwright.doors.world_process import READY
from tests.crash.outcome import Outcome, outcome_of

ROOT = Path(__file__).parents[2]
SEED, SHOPS = 5, 16
POLL = 900  # simulated seconds between sweeps: as rarely as a letter may leave on
SECONDS = 60  # until a world must have opened
USUAL = "sqlite:///leadwright.db"


@dataclass(frozen=True)
class Run:
    """How one plan ended."""

    plan: str
    killed: bool
    failed: bool
    seconds: float


@contextmanager
def world(folder: Path, *, sent_copies: bool = True, ledger: str = USUAL, seed: int = SEED) -> Iterator[Path]:
    """Open a world with its own product's configuration in ``folder``, its ledger at ``ledger``."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.crash.world", str(folder), str(seed), str(SHOPS)]
    with open(folder / "world.log", "wb") as log:
        process = subprocess.Popen(
            [*command, "yes" if sent_copies else "no"], cwd=ROOT, stdin=subprocess.PIPE, stdout=log, stderr=log
        )
    try:
        pause = threading.Event()
        for _ in range(SECONDS * 20):
            if (folder / READY).exists():
                break
            assert process.poll() is None, (folder / "world.log").read_text()
            pause.wait(0.05)
        configure(folder / "leadwright.toml", ledger)
        yield folder
    finally:
        process.terminate()
        process.communicate(timeout=20)


def configure(path: Path, ledger: str) -> None:
    """Set what the test needs in the configuration that the world has written: few sweeps, patience with sites."""
    text = path.read_text()
    for name, value in {"poll_seconds": POLL, "timeout_seconds": 20, "url": f'"{ledger}"'}.items():
        line = rf'(?m)^{name} = ("sqlite:[^"]{{1,99}}"|[0-9.]{{1,9}})$'
        text, found = re.subn(line, f"{name} = {value}", text)
        assert found == 1, name
    path.write_text(text)


class Product:
    """The process that carries out plans."""

    def __init__(self, folder: Path) -> None:
        """Start it for the configuration in ``folder``."""
        self.runs: list[Run] = []
        self._log = folder / "product.log"
        command = [sys.executable, "-m", "tests.crash.product", str(folder)]
        with open(self._log, "wb") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, bufsize=1
            )

    def run(self, plans: Sequence[str]) -> None:
        """Let it run by each plan in turn; AssertionError where a run fails by itself."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        for plan in plans:
            self._process.stdin.write(f"{plan}\n")
            said = self._process.stdout.readline()
            assert said, self._log.read_text()[-4000:]
            self.runs.append(Run(**json.loads(said)))
            assert not self.runs[-1].failed, (plan, self._log.read_text()[-4000:])

    def close(self) -> None:
        """Let it go."""
        self._process.communicate(timeout=20)


@dataclass(frozen=True)
class Played:
    """What came of a scenario: after its deaths, and at its end."""

    runs: tuple[Run, ...]
    wounded: Outcome
    ended: Outcome

    @property
    def kills(self) -> int:
        """How often the product was killed."""
        return sum(run.killed for run in self.runs)


def play(
    folder: Path, deaths: Sequence[str], rest: Sequence[str], *, sent_copies: bool = True, ledger: str = USUAL
) -> Played:
    """Play plans in a world of their own: first those that wound, then those that lead to the end."""
    url = ledger_url(folder, ledger)
    with world(folder, sent_copies=sent_copies, ledger=ledger), closing(Product(folder)) as product:
        product.run(deaths)
        wounded = outcome_of(folder, url)
        product.run(rest)
        return Played(tuple(product.runs), wounded, outcome_of(folder, url))


def ledger_url(folder: Path, ledger: str) -> str:
    """Give the URL of the ledger that the product of ``folder`` uses."""
    return f"sqlite:///{folder / 'leadwright.db'}" if ledger == USUAL else ledger
