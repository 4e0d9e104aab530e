"""The product's own polite web and five facts read with selectolax: one of the clients of bench/crawl.py.

    python bench/crawl_ours.py SITES PORT [CA.PEM]

Prints JSON: CPU seconds and peak resident MB of this process, and sums of the facts.
"""

import asyncio
import json
import ssl
import sys
from collections.abc import Sequence

from crawl_tally import AT_ONCE, Tally, url_of
from selectolax.lexbor import LexborHTMLParser

from leadwright.adapters.clock import SystemClock
from leadwright.adapters.web import PoliteWeb
from leadwright.domain.site import Page


def three(pages: Sequence[Page]) -> Sequence[str]:
    """Name the further pages of a site."""
    return [f"{pages[0].url}{name}.html" for name in ("1", "2", "3")]


def facts(page: Page, tally: Tally) -> None:
    """Read title, links, addresses, JSON-LD and visible text."""
    tree = LexborHTMLParser(page.utf8)
    title = tree.css_first("title")
    links = [href for node in tree.css("a[href]") if (href := node.attrs.get("href"))]
    mails = [href for href in links if href.startswith("mailto:")]
    data = [node.text() for node in tree.css("script") if node.attrs.get("type") == "application/ld+json"]
    tree.strip_tags(["script", "style", "noscript"])
    body = tree.body
    tally.add(title.text() if title else "", links, mails, data, body.text(separator=" ") if body else "")


async def main() -> None:
    """Visit all, many at once."""
    sites, port, authority = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    urls = [url_of(site, secure=bool(authority)) for site in range(sites)]
    names = {url.split("/")[2]: ("127.0.0.1", port) for url in urls}
    tally, waiting = Tally(), iter(urls)
    tls = ssl.create_default_context(cafile=authority[0]) if authority else None

    async def read(url: str) -> None:
        for page in (await web.visit(url, choose=three)).pages:
            facts(page, tally)

    async def work() -> None:
        for url in waiting:
            await read(url)  # holds no page when it is done

    async with PoliteWeb(SystemClock(), agent="Leadwright/1 (+mailto:b@x.test)", names=names, pace=0, tls=tls) as web:
        await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    print(json.dumps(tally.report()))


if __name__ == "__main__":
    asyncio.run(main())
