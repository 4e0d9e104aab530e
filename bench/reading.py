"""Reading a page, side by side with other ways, on the same pages: CPU a page and the ratios.

    python bench/reading.py [EVERY]

Pages are those of LEADWRIGHT_CORPUS (every EVERYth, 4), else of the demo world. The other ways need
``uv sync --group bench``; what is not installed is named and left out.
"""

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from leadwright.domain.site import Page, Site
from leadwright.reading.contact import domains_of, read_site
from leadwright.reading.page import read_page
from leadwright.reading.profile import profile_of
from leadwright.tables import load_tables
from leadwright.world.make import make_world
from leadwright.world.sites.build import build_site

ROOT = Path(__file__).parents[1]
NOW = datetime(2027, 3, 1, tzinfo=UTC)
Pages = Sequence[tuple[str, str]]  # URL, HTML


def saved_pages(every: int) -> Pages:
    """Give the pages of the corpus, or those of the demo world."""
    sys.path.insert(0, str(ROOT))
    pages = importlib.import_module("tests.corpus.pages")
    if not pages.WEB.is_dir():
        return made_pages()
    rows = [row for row in pages.listed() if row["file"].startswith("pages/")][::every]
    return [(row.get("url") or pages.NOWHERE, pages.read_text(row["file"])) for row in rows]


def made_pages() -> Pages:
    """Give the home pages of the demo world's sites."""
    firms = [firm for firm in make_world(1, NOW).businesses if firm.reach not in ("dead", "hostile")]
    pages = [(f"http://{firm.key}/", build_site(firm).answer("/").data.decode(errors="replace")) for firm in firms]
    return [(url, html) for url, html in pages if html]


def five_facts(bs4: Any) -> Callable[[str, str], object]:
    """Read five basic facts as most scripts do."""

    def read(_url: str, html: str) -> object:
        soup = bs4.BeautifulSoup(html, "html.parser")
        links = [a.get("href") for a in soup.find_all("a")]
        mails = [href for href in links if href and href.startswith("mailto:")]
        data = [tried(one.string or "") for one in soup.find_all("script", type="application/ld+json")]
        title = soup.title.string if soup.title else None
        for one in soup(["script", "style"]):
            one.decompose()
        return title, links, mails, data, soup.get_text(" ", strip=True)

    return read


def tried(text: str) -> object:
    """Read JSON, or nothing."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def shared_facts(extruct: Any, price_parser: Any, trafilatura: Any) -> Callable[[str, str], object]:
    """Read what the specialists read: structured data, the price in it, title and text."""

    def read(url: str, html: str) -> object:
        try:
            data = extruct.extract(html, base_url=url, syntaxes=["json-ld", "microdata", "opengraph", "rdfa"])
        except Exception:  # noqa: BLE001 - it raises many kinds on broken pages
            data = {}
        price = price_parser.Price.fromstring(str(data)[:2_000])
        return data, price, trafilatura.extract(html), trafilatura.extract_metadata(html)

    return read


def ours() -> Callable[[str, str], object]:
    """Read every fact."""
    tables = load_tables()

    def read(url: str, html: str) -> object:
        site = Site(url, (Page(url, url, 200, NOW, html.encode(), "0" * 64),))
        domains = domains_of(site, tables)
        return profile_of(read_site(site), domains[0] if domains else url, domains, tables=tables)

    return read


def timed(read: Callable[[str, str], object], pages: Pages) -> list[float]:
    """Give CPU milliseconds for each page; the first page is read once before."""
    read(*pages[0])
    spent = []
    for url, html in pages:
        began = time.process_time()
        read(url, html)
        spent.append((time.process_time() - began) * 1000)
    return spent


def peers() -> dict[str, Callable[[str, str], object]]:
    """Give the other ways that are installed."""
    found: dict[str, Callable[[str, str], object]] = {}
    for name, modules, make in (
        ("bs4 + html.parser, five facts", ("bs4",), five_facts),
        ("extruct + price-parser + trafilatura", ("extruct", "price_parser", "trafilatura"), shared_facts),
    ):
        try:
            found[name] = make(*map(importlib.import_module, modules))
        except ImportError as absent:
            print(f"{name}: not installed ({absent.name}); uv sync --group bench")
    return found


def main() -> None:
    """Print the figures."""
    pages = saved_pages(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
    print(f"{len(pages)} pages of {statistics.mean(len(html) for _, html in pages) / 1000:.0f} KB on average")
    ways: dict[str, Callable[[str, str], object]] = {
        "lexbor, parse alone": lambda _, html: LexborHTMLParser(html),
        "read_page": lambda url, html: read_page(Page(url, url, 200, NOW, html.encode(), "0" * 64)),
        "the whole read": ours(),
        **peers(),
    }
    means = {}
    for name, read in ways.items():
        spent = sorted(timed(read, pages))
        means[name] = statistics.mean(spent)
        at95 = spent[int(len(spent) * 0.95)]
        print(f"{name:38} mean {means[name]:8.2f} ms  median {statistics.median(spent):8.2f}  p95 {at95:8.2f}")
    whole = means["the whole read"]
    print(f"the whole read costs {whole / means['lexbor, parse alone']:.1f} x the parse alone")
    for name in list(ways)[3:]:
        print(f"{name} costs {means[name] / whole:.1f} x the whole read")


if __name__ == "__main__":
    main()
