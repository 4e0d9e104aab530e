"""Scrapy doing the same visits and reading the same five facts: the peers of bench/crawl.py.

    python bench/crawl_scrapy.py idiomatic|compiled SITES PORT [CA.PEM]

``idiomatic`` reads with the selectors of a response, as its tutorial does; ``compiled`` with XPath compiled once. It
checks no certificates, which is its default. Saved pages name real hosts (base, refresh): it resolves the bench's own
names and no others, and stays on its site. Prints the same JSON as bench/crawl_ours.py.
"""

import json
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any

import scrapy
from crawl_tally import AT_ONCE, Tally, url_of
from lxml.etree import XPath
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from twisted.internet import defer, error, interfaces
from zope.interface import implementer

TITLE, LINKS = XPath("string(//title)"), XPath("//a/@href")
DATA = XPath("//script[@type='application/ld+json']/text()")
SEEN = "//body//text()[not(parent::script or parent::style or parent::noscript)]"
TEXT = XPath(SEEN)
SETTINGS = {
    "CONCURRENT_REQUESTS": AT_ONCE,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "COOKIES_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "DNS_RESOLVER": "__main__.Loopback",
    "LOG_LEVEL": "ERROR",
    "METAREFRESH_ENABLED": False,
    "REDIRECT_ENABLED": False,
    "RETRY_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
    "TELNETCONSOLE_ENABLED": False,
    "USER_AGENT": "Peer/1 (+mailto:b@x.test)",
}


@implementer(interfaces.IResolverSimple)
class Loopback:
    """Knows the names of the bench; nothing else leaves this machine."""

    def __init__(self, reactor: Any) -> None:
        self.reactor = reactor

    @classmethod
    def from_crawler(cls, _crawler: Any, reactor: Any) -> "Loopback":
        return cls(reactor)

    def install_on_reactor(self) -> None:
        self.reactor.installResolver(self)

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Any:  # noqa: N802, ARG002  # Twisted's
        if name.endswith(".shops.test"):
            return defer.succeed("127.0.0.1")
        return defer.fail(error.DNSLookupError(f"{name} is not of this bench"))


def idiomatic(response: Response, tally: Tally) -> None:
    """Read with the response's selectors."""
    links = response.css("a::attr(href)").getall()
    mails = response.css('a[href^="mailto:"]::attr(href)').getall()
    data = response.css('script[type="application/ld+json"]::text').getall()
    text = " ".join(response.xpath(SEEN).getall())
    tally.add(response.css("title::text").get() or "", links, mails, data, text)


def compiled(response: Response, tally: Tally) -> None:
    """Read with lxml's compiled XPath."""
    root = response.selector.root
    links = LINKS(root)
    mails = [href for href in links if href.startswith("mailto:")]
    tally.add(TITLE(root), links, mails, DATA(root), " ".join(TEXT(root)))


class Shops(scrapy.Spider):
    """Home, then three pages of each site."""

    name = "shops"
    allowed_domains = ("shops.test",)

    def __init__(self, urls: list[str], read: Any, tally: Tally) -> None:
        super().__init__()
        self.urls, self.read, self.tally = urls, read, tally

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for url in self.urls:
            yield scrapy.Request(url, callback=self.home)

    def home(self, response: Response) -> Iterator[scrapy.Request]:
        self.read(response, self.tally)
        for name in ("1", "2", "3"):
            yield scrapy.Request(f"{response.url}{name}.html", callback=self.page)

    def page(self, response: Response) -> None:
        self.read(response, self.tally)


def main() -> None:
    """Visit all."""
    read = {"idiomatic": idiomatic, "compiled": compiled}[sys.argv[1]]
    sites, port, secure = int(sys.argv[2]), int(sys.argv[3]), len(sys.argv) > 4
    urls = [url_of(site, secure=secure, port=port) for site in range(sites)]
    tally, process = Tally(), CrawlerProcess(SETTINGS)
    crawler = process.create_crawler(Shops)
    process.crawl(crawler, urls=urls, read=read, tally=tally)
    process.start()
    print(json.dumps(tally.report()))


if __name__ == "__main__":
    main()
