"""What every answer to the web port keeps to."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from hashlib import sha256

import pytest

from leadwright.domain.errors import Drop, Later
from leadwright.ports.web import Web
from tests.adapters.webservers import SmallWeb, reader, small_web

Open = Callable[[], AbstractAsyncContextManager[tuple[SmallWeb, Web]]]


@asynccontextmanager
async def polite() -> AsyncIterator[tuple[SmallWeb, Web]]:
    async with small_web() as small, reader(small) as web:
        yield small, web


@pytest.fixture(params=[polite])
def opened(request: pytest.FixtureRequest) -> Open:
    return request.param


class TestWeb:
    async def test_home_first_then_what_was_chosen_at_most_eight(self, opened: Open):
        async with opened() as (small, web):
            for number in range(20):
                small.page(f"shop.test/{number or ''}", f"<p>{number}")
            site = await web.visit(
                "http://shop.test/", choose=lambda _: [f"http://shop.test/{number}" for number in range(1, 20)]
            )
        assert [page.html for page in site.pages] == [f"<p>{number}" for number in range(8)]
        assert site.home is site.pages[0]

    async def test_a_list_leads_on_to_what_it_names(self, opened: Open):
        async with opened() as (small, web):
            small.page("shop.test/", "<p>home")
            small.page("shop.test/list", '["lamp"]', headers={"Content-Type": "application/json"})
            small.page("shop.test/lamp", "<p>lamp")
            site = await web.visit(
                "http://shop.test/",
                choose=lambda read: [f"http://shop.test/{'lamp' if '[' in read[-1].html else 'list'}"],
            )
        assert [page.html for page in site.pages] == ["<p>home", '["lamp"]', "<p>lamp"]

    async def test_a_page_can_prove_itself(self, opened: Open):
        async with opened() as (small, web):
            small.page("shop.test/", "<p>Grüße", headers={"Content-Type": "text/html", "X-Powered-By": "tea"})
            site = await web.visit("http://shop.test/", choose=lambda _: ())
        assert site.home
        assert site.home.sha256 == sha256("<p>Grüße".encode()).hexdigest()
        assert site.home.headers["x-powered-by"] == "tea"
        assert site.home.at.utcoffset() is not None
        assert (site.home.status, site.home.robots) == (200, "none")

    @pytest.mark.parametrize("url", ["http://gone.test/", "http://[", "nonsense", "", "http:///x", "mailto:a@b.test"])
    async def test_what_cannot_be_read_is_a_finding(self, opened: Open, url: str):
        async with opened() as (_, web):
            site = await web.visit(url, choose=lambda _: ())
        assert site.pages == ()
        assert site.home is None
        assert len(site.unread) == 1

    async def test_chosen_nonsense_is_a_finding_too(self, opened: Open):
        async with opened() as (small, web):
            small.page("shop.test/", "<p>home")
            site = await web.visit(
                "http://shop.test/", choose=lambda _: ["javascript:alert(1)", "http://[", "/relative"]
            )
        assert len(site.pages) == 1
        assert len(site.unread) == 3

    async def test_fetch_gives_text_of_any_type_or_says_no(self, opened: Open):
        async with opened() as (small, web):
            small.page("feeds.test/a.json", '{"a": 1}', headers={"Content-Type": "application/json"})
            small.page("feeds.test/busy", status=429, headers={"Retry-After": "5"})
            assert (await web.fetch("http://feeds.test/a.json")).html == '{"a": 1}'
            with pytest.raises(Drop, match="unread"):
                await web.fetch("http://feeds.test/none")
            with pytest.raises(Later):
                await web.fetch("http://feeds.test/busy")
