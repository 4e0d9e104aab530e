"""All benchmarks, one after the other; each also runs alone."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("start", "engine", "ledger", "reading", "crawl", "memory")


def main() -> int:
    """Run them; give the number that failed."""
    failed = 0
    for name in NAMES:
        print(f"== {name}: {(HERE / f'{name}.py').read_text().split(chr(34) * 3)[1].splitlines()[0]}", flush=True)
        failed += subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
