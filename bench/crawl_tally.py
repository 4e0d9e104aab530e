"""What the clients of bench/crawl.py have in common: the sites' URLs, sums of the facts, and what the process used."""

import json
import os
import resource
from collections.abc import Sequence
from pathlib import Path

AT_ONCE = int(os.environ.get("CRAWL_AT_ONCE", "8"))  # visits, or requests to different hosts


def url_of(site: int, *, secure: bool, port: int | None = None) -> str:
    """Give the home page of a site."""
    return f"http{'s' * secure}://s{site}.shops.test{f':{port}' if port else ''}/"


class Tally:
    """Sums over all pages."""

    def __init__(self) -> None:
        self.sums = dict.fromkeys(("pages", "titles", "links", "mails", "data", "text"), 0)

    def add(self, title: str, links: Sequence[str], mails: Sequence[str], data: Sequence[str], text: str) -> None:
        """Count one page; JSON-LD is read here, in the same way for all."""
        read = sum(1 for one in data if tried(one) is not None)
        words = len(text.split())
        counted = (1, bool(title.strip()), len(links), len(mails), read, words)
        for name, number in zip(self.sums, counted, strict=True):
            self.sums[name] += number

    def report(self) -> dict[str, float]:
        """Give CPU seconds and peak resident MB of this process, beside the sums."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        status = Path("/proc/self/status").read_text()
        peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
        return {"cpu": used.ru_utime + used.ru_stime, "peak": peak, **self.sums}


def tried(text: str) -> object:
    """Read JSON, or nothing."""
    try:
        return json.loads(text)
    except ValueError:
        return None
