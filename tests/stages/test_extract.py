"""Reading the site behind a post: what is worth a visit, and what is asked again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from leadwright.domain.errors import Drop, Later
from leadwright.domain.lead import Contact, Factor, Sighting
from leadwright.domain.site import Page, Site, Unread
from leadwright.stages.extract import PATIENCE, REST, extract
from leadwright.tables import load_tables
from leadwright.world.clock import JumpClock
from tests.sources.fakeweb import NOW
from tests.stages.test_dedupe import Nobody

TABLES = load_tables()
URL = "https://glow.test/"
HOME = Page(URL, URL, 200, NOW, b'<h1>Lamps</h1><a href="mailto:hello@glow.test">Write</a>', "0" * 64)
SEEN = Sighting("feed", "https://news.test/1", "Launching Glow", "", NOW, NOW, URL)


class Web:
    """Answers each visit with the next of some sites."""

    def __init__(self, *sites: Site) -> None:
        self.sites = list(sites)
        self.asked: list[str] = []

    async def visit(self, url: str, *, choose: object) -> Site:
        self.asked.append(url)
        return self.sites.pop(0)


class Pages:
    def __init__(self) -> None:
        self.kept: list[Site] = []

    async def keep(self, site: Site) -> None:
        self.kept.append(site)


async def run(
    sighting: Sighting,
    web: Web,
    *,
    after: timedelta = timedelta(),
    forbidden: Nobody | None = None,
    pages: Pages | None = None,
) -> Sequence[Contact]:
    clock = JumpClock(NOW + after)
    return [one async for one in extract.run(sighting, web, pages or Pages(), TABLES, clock, forbidden or Nobody())]


def silent(why: str, detail: str = "") -> Site:
    return Site(URL, (), (Unread(URL, why, detail),))


async def test_a_site_is_read():
    (contact,) = await run(SEEN, Web(Site(URL, (HOME,))))
    assert contact.best
    assert contact.best.address == "hello@glow.test"


async def test_what_says_too_little_is_not_asked_for():
    web = Web()
    with pytest.raises(Drop, match="not-worth-a-visit") as drop:
        await run(replace(SEEN, factors=(Factor("watched", 15, "a"), Factor("maker", -35, "b"))), web)
    assert drop.value.facts == {"points": -20, "why": "a; b"}
    assert not web.asked


@pytest.mark.parametrize(("why", "detail"), [("timeout", ""), ("unreachable", ""), ("status", "503")])
async def test_a_silent_site_is_asked_once_more(why: str, detail: str):
    with pytest.raises(Later, match="site-unreachable") as later:
        await run(SEEN, Web(silent(why, detail)))
    assert later.value.when == NOW + REST
    with pytest.raises(Drop, match="unread"):
        await run(SEEN, Web(silent(why, detail)), after=REST)
    assert REST > PATIENCE


@pytest.mark.parametrize(("why", "detail"), [("robots", ""), ("challenge", "403"), ("status", "404")])
async def test_a_site_that_is_closed_or_gone_is_not(why: str, detail: str):
    with pytest.raises(Drop, match="unread"):
        await run(SEEN, Web(silent(why, detail)))


@pytest.mark.parametrize("url", ["https://gmail.com", "https://www.shopify.com/", "https://www.etsy.com/"])
async def test_what_is_nobodys_brand_is_not_asked_for(url: str):
    web = Web()
    with pytest.raises(Drop, match="no-brand"):
        await run(replace(SEEN, site=url), web)
    assert web.asked == []


async def test_a_site_that_leads_to_nobodys_brand_ends_there():
    away = Page("https://www.shopify.com/", URL, 200, NOW, b"<h1>Shops</h1>", "0" * 64)
    nobody = Site("https://www.shopify.com/", (replace(away, asked="https://www.shopify.com/"),))
    with pytest.raises(Drop, match="no-brand"):
        await run(SEEN, Web(nobody))


@pytest.mark.parametrize("nobody", [Nobody(stopped=("glow.test",)), Nobody(erased=("glow.test",))])
async def test_of_who_was_stopped_or_erased_nothing_is_read(nobody: Nobody):
    web = Web(Site(URL, (HOME,)))
    with pytest.raises(Drop, match="suppressed"):
        await run(SEEN, web, forbidden=nobody)
    assert web.asked == []


async def test_whose_address_was_erased_is_not_kept():
    pages = Pages()
    with pytest.raises(Drop, match="suppressed"):
        await run(SEEN, Web(Site(URL, (HOME,))), forbidden=Nobody(erased=("hello@glow.test",)), pages=pages)
    assert pages.kept == []
