"""Crawling sites on loopback, side by side with Scrapy: CPU of the client a site, ratios, and resident memory.

    python bench/crawl.py [SITES] [ROUNDS] [SAMPLE]

SITES (2000) are visited by the product's own polite web, pace 0: robots.txt and four pages each, one request at a time
per host, all manners on, plain and over TLS. Scrapy visits the first SAMPLE (1000) of them and reads the same five
facts; so do we, in turns, ROUNDS (3) times. The CPU is that of the whole client process, start included. Scrapy comes
with ``uv sync --group bench``, or is that of the interpreter CRAWL_PEERS; nginx is a Debian package.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crawl_sites import Served, serving

HERE = Path(__file__).parent
PEERS = os.environ.get("CRAWL_PEERS", sys.executable)
FACTS = ("pages", "titles", "links", "mails", "data", "text")


def client(python: str, name: str, *words: object, at_once: int = 8) -> dict[str, Any]:
    """Run one client to its end; give what it says of itself."""
    command = [python, str(HERE / f"{name}.py"), *map(str, words)]
    environment = {**os.environ, "CRAWL_AT_ONCE": str(at_once)}
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout
    return dict(json.loads(said.splitlines()[-1]))


def where(served: Served, scheme: str) -> Sequence[object]:
    """Give port and authority for a client."""
    return [served.plain] if scheme == "http" else [served.secure, served.authority]


def compared(served: Served, scheme: str, sample: int, rounds: int) -> None:
    """Print CPU a site of each client, and the ratios of the rounds."""
    place, ours = where(served, scheme), list[dict[str, Any]]()
    peers: dict[str, list[dict[str, Any]]] = {"idiomatic": [], "compiled": []}
    for _ in range(rounds):
        ours.append(client(sys.executable, "crawl_ours", sample, *place))
        for name, runs in peers.items():
            runs.append(client(PEERS, "crawl_scrapy", name, sample, *place))
    print(f"{scheme}: Leadwright {line(ours, sample)}")
    for name, runs in peers.items():
        ratios = [peer["cpu"] / own["cpu"] for own, peer in zip(ours, runs, strict=True)]
        spread = f"{min(ratios):.1f} to {max(ratios):.1f}"
        print(f"{scheme}: Scrapy, {name} {line(runs, sample)}; {statistics.median(ratios):.1f} x ours ({spread})")


def line(runs: Sequence[dict[str, Any]], sites: int) -> str:
    """Say what a client used, and what it found."""
    cpu = statistics.median(run["cpu"] for run in runs) / sites
    found = " ".join(f"{name} {runs[0][name]}" for name in FACTS)
    return f"{cpu * 1000:.1f} ms CPU a site, {1 / cpu:.0f} sites/s, peak {runs[0]['peak']:.0f} MB ({found})"


def peers_are_here() -> bool:
    """Say whether Scrapy is installed where we look for it."""
    return subprocess.run([PEERS, "-c", "import scrapy"], check=False, capture_output=True).returncode == 0


def main() -> None:
    """Print the figures."""
    sites, rounds, sample = (int(word) for word in (*sys.argv[1:], *("2000", "3", "1000")[len(sys.argv) - 1 :]))
    if not shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        print("nginx: not installed; make test-deps")
        return
    with tempfile.TemporaryDirectory(prefix="leadwright-crawl-") as folder, serving(Path(folder), sites) as served:
        print(f"{sites} sites of 4 pages of {served.page_bytes / 1000:.0f} KB on average", flush=True)
        for scheme, at_once in (("http", 8), ("https", 8), ("http", 32), ("https", 32)):
            run = client(sys.executable, "crawl_ours", sites, *where(served, scheme), at_once=at_once)
            print(f"{scheme}, {at_once} visits at once: Leadwright {line([run], sites)}", flush=True)
        if not peers_are_here():
            print("Scrapy: not installed; uv sync --group bench, or CRAWL_PEERS=PYTHON")
            return
        for scheme in ("http", "https"):
            compared(served, scheme, min(sample, sites), rounds)


if __name__ == "__main__":
    main()
