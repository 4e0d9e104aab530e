"""How long ``leadwright --help`` takes, whole process, against the bare interpreter and against ``import typer``."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

RUNS = 7
COMMANDS = {
    "leadwright --help": (str(Path(sys.executable).with_name("leadwright")), "--help"),
    "python -c pass": (sys.executable, "-c", "pass"),
    "python -c 'import typer'": (sys.executable, "-c", "import typer"),
}


def median(command: Sequence[str]) -> float:
    """Give the median wall time of a few runs, in seconds, after one that warms the caches."""
    times = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def main() -> None:
    """Print the figures and ratios."""
    found = {name: median(command) for name, command in COMMANDS.items()}
    ours = found["leadwright --help"]
    for name, seconds in found.items():
        print(f"{name:<26} {seconds:.3f} s   {ours / seconds:.2f} x")


if __name__ == "__main__":
    main()
