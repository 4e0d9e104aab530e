"""What we read on labelled real pages: right, of how many, and the share. Needs the corpus.

LEADWRIGHT_CORPUS=FOLDER python bench/quality.py
"""

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main() -> None:
    """Print every figure."""
    sys.path.insert(0, str(ROOT))
    pages, measures = (importlib.import_module(f"tests.corpus.{name}") for name in ("pages", "measures"))
    if not pages.WEB.is_dir():
        print(f"the corpus is not at {pages.WEB}: name its folder in LEADWRIGHT_CORPUS")
        return
    read, small = pages.rows(), pages.heroes()
    for table, rows in ((measures.PAGES, read), (measures.SMALL, small)):
        for name, measure in table.items():
            right, of = measure(rows)
            print(f"{name:22} {right:4}/{of:<4} {right / of:.1%}")


if __name__ == "__main__":
    main()
