"""The polite web against a real server on loopback, in simulated time."""

import asyncio
import gzip
import itertools
import socket
from collections.abc import Sequence
from datetime import timedelta

import pytest
from aiohttp import web as server
from yarl import URL

from leadwright.adapters.web import Limits, PoliteWeb
from leadwright.domain.errors import Drop, Later
from leadwright.domain.site import Page
from tests.adapters.webservers import START, SmallWeb, reader, small_web

HOME = "http://shop.test/"


def nothing(_: Sequence[Page]) -> list[str]:
    return []


def pages(*paths: str):
    return lambda read: [str(URL(read[0].url).join(URL(path))) for path in paths]


async def why(small: SmallWeb, url: str = HOME, limits: Limits | None = None) -> str:
    async with reader(small, limits=limits) as web:
        site = await web.visit(url, choose=nothing)
    assert not site.pages
    return site.unread[0].why


async def test_visit_reads_home_then_chosen_pages_at_our_pace():
    async with small_web() as small:
        small.page("shop.test/", "<p>home")
        small.page("shop.test/contact", "<p>contact")
        async with reader(small) as web:
            site = await web.visit(HOME, choose=pages("/contact", "/gone", "/contact"))
        assert [page.html for page in site.pages] == ["<p>home", "<p>contact"]
        assert [(unread.url, unread.why, unread.detail) for unread in site.unread] == [
            ("http://shop.test/gone", "status", "404")
        ]
        assert site.home
        assert site.home.robots == "none"
        gaps = [later.at - earlier.at for earlier, later in zip(small.asked, small.asked[1:], strict=False)]
        assert gaps == [timedelta(seconds=1)] * 3
        assert small.asked[0].path == "/robots.txt"
        assert "me@x.test" in small.asked[0].headers["User-Agent"]
        assert all("Cookie" not in asked.headers for asked in small.asked)


async def test_a_visit_keeps_one_connection_and_closes_it_at_its_end():
    async with small_web() as small:
        during: list[int] = []

        def two(read: Sequence[Page]) -> list[str]:
            during.append(small.connections)
            return [f"{HOME}a", f"{HOME}b"]

        for path in ("", "a", "b"):
            small.page(f"shop.test/{path}", f"<p>{path}")
        async with reader(small) as web:
            site = await web.visit(HOME, choose=two)
            for _ in range(100):
                if not small.connections:
                    break
                await asyncio.sleep(0.01)  # the server hears of it in real time
            assert small.connections == 0
        assert [page.html for page in site.pages] == ["<p>", "<p>a", "<p>b"]
        assert set(during) == {1}


async def test_one_request_at_a_time_per_host_and_many_hosts_at_once():
    async with small_web() as small:
        running: dict[str, int] = {}
        most: dict[str, int] = {}
        everywhere = [0, 0]

        async def slow(request: server.Request) -> server.Response:
            host = request.host
            running[host] = running.get(host, 0) + 1
            most[host] = max(most.get(host, 0), running[host])
            everywhere[0] += 1
            everywhere[1] = max(everywhere)
            await asyncio.sleep(0.03)  # the server is slow in real time
            running[host] -= 1
            everywhere[0] -= 1
            return server.Response(text="<p>x", content_type="text/html")

        for host in ("a.test", "b.test"):
            small.handle(f"{host}/", slow)
        async with reader(small) as web:
            visits = [web.visit(f"http://{host}/", choose=nothing) for host in ("a.test", "b.test") for _ in range(3)]
            sites = await asyncio.gather(*visits)
        assert all(site.pages for site in sites)
        assert set(most.values()) == {1}
        assert everywhere[1] > 1
        for host in ("a.test", "b.test"):
            moments = [asked.at for asked in small.asked if asked.host == host]
            assert all(later - earlier >= timedelta(seconds=1) for earlier, later in itertools.pairwise(moments))


async def test_robots_is_kept_for_a_day_and_closes_single_pages():
    async with small_web() as small:
        small.page("shop.test/robots.txt", "User-agent: *\nDisallow: /private")
        small.page("shop.test/", "<p>home")
        small.page("shop.test/private", "<p>no")
        async with reader(small) as web:
            site = await web.visit(HOME, choose=pages("/private"))
            assert [unread.why for unread in site.unread] == ["robots"]
            assert site.home
            assert site.home.robots == "allowed"
            await web.visit(HOME, choose=nothing)
            assert small.paths("shop.test").count("/robots.txt") == 1
            await small.clock.sleep_until(START + timedelta(hours=25))
            await web.visit(HOME, choose=nothing)
            assert small.paths("shop.test").count("/robots.txt") == 2
        assert "/private" not in small.paths("shop.test")


async def test_crawl_delay_is_kept_and_a_very_long_one_leaves_the_home_page_only():
    async with small_web() as small:
        for host, delay in (("shop.test", 7), ("slow.test", 90)):
            small.page(f"{host}/robots.txt", f"User-agent: *\nCrawl-delay: {delay}")
            small.page(f"{host}/", "<p>home")
            small.page(f"{host}/contact", "<p>contact")
        async with reader(small) as web:
            await web.visit(HOME, choose=pages("/contact"))
            slow = await web.visit("http://slow.test/", choose=pages("/contact"))
        moments = [asked.at for asked in small.asked if asked.host == "shop.test"]
        assert moments[2] - moments[1] == timedelta(seconds=7)
        assert [unread.why for unread in slow.unread] == ["crawl-delay"]


async def test_redirects_are_followed_and_every_hop_is_checked():
    async with small_web() as small:
        small.redirect("old.test/", "http://shop.test/en/#top")
        small.page("shop.test/en/", "<p>home")
        small.page("closed.test/robots.txt", "User-agent: *\nDisallow: /")
        small.redirect("to-closed.test/", "http://closed.test/")
        small.redirect("loop.test/", "http://loop.test/a")
        small.redirect("loop.test/a", "http://loop.test/")
        for number in range(9):
            small.redirect(f"long.test/{number}", f"/{number + 1}")
        async with reader(small) as web:
            site = await web.visit("http://old.test/", choose=nothing)
        assert site.home
        assert (site.home.asked, site.home.url) == ("http://old.test/", "http://shop.test/en/")
        assert await why(small, "http://to-closed.test/") == "robots"
        assert "/" not in small.paths("closed.test")
        assert await why(small, "http://loop.test/") == "redirect-loop"
        assert await why(small, "http://long.test/0") == "redirects"


async def test_names_outside_the_world_do_not_exist():
    async with small_web() as small:
        assert await why(small, "http://example.com/") == "unresolved"


async def test_compressed_bomb_and_endless_body_stop_at_the_limit():
    async with small_web() as small:
        bomb = gzip.compress(bytes(20_000_000))
        small.page("shop.test/", bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
        sent = [0]

        async def endless(request: server.Request) -> server.StreamResponse:
            response = server.StreamResponse(headers={"Content-Type": "text/html"})
            await response.prepare(request)
            try:
                while True:
                    await response.write(b"x" * 65_536)
                    sent[0] += 65_536
            except ConnectionError:
                return response

        small.handle("endless.test/", endless)
        limits = Limits(page_bytes=200_000)
        assert await why(small, limits=limits) == "too-large"
        assert await why(small, "http://endless.test/", limits) == "too-large"
        assert sent[0] < 10_000_000


async def test_site_limits():
    async with small_web() as small:
        for path in ("", *map(str, range(12))):
            small.page(f"shop.test/{path}", "<p>" + path * 100)
        async with reader(small, limits=Limits(site_bytes=1_000)) as web:
            site = await web.visit(HOME, choose=pages(*map(str, range(12))))
        assert len(site.pages) == 8
        async with reader(small, limits=Limits(site_bytes=250)) as web:
            site = await web.visit(HOME, choose=pages("1", "2", "3"))
        assert len(site.pages) == 3
        assert site.unread[-1].why == "too-large"


async def test_challenge_ends_the_visit():
    async with small_web() as small:
        small.page("wall.test/", "<title>Just a moment...</title>", status=403)
        small.page("header.test/", "<p>x", headers={"Content-Type": "text/html", "cf-mitigated": "challenge"})
        small.page("shop.test/", "<p>home")
        small.page("shop.test/a", "<script>window._cf_chl_opt={}</script>")
        small.page("shop.test/b", "<p>never asked for")
        assert await why(small, "http://wall.test/") == "challenge"
        assert await why(small, "http://header.test/") == "challenge"
        async with reader(small) as web:
            site = await web.visit(HOME, choose=pages("/a", "/b"))
        assert [unread.why for unread in site.unread] == ["challenge"]
        assert "/b" not in small.paths("shop.test")


async def test_wrong_and_missing_charsets():
    texts = {
        "a": ("Grüße".encode("cp1252"), "text/html; charset=utf-8"),
        "b": ("<meta charset=windows-1251><p>Привет, мир".encode("cp1251"), "text/html"),
        "c": ("Grüße".encode(), "text/html; charset=iso-8859-1"),
        "d": ("\ufeffGrüße".encode("utf-16"), "text/html"),
        "e": ("<p>これは日本語のページです。ようこそ".encode("shift_jis"), "text/html; charset=Shift_JIS"),
        "f": ("Grüße".encode("cp1252"), "text/html; charset=nonsense"),
    }
    async with small_web() as small:
        small.page("shop.test/", "<p>")
        for path, (raw, kind) in texts.items():
            small.page(f"shop.test/{path}", raw, headers={"Content-Type": kind})
        async with reader(small) as web:
            site = await web.visit(HOME, choose=pages(*texts))
        found = {page.url[-1]: page.html for page in site.pages[1:]}
    assert found["c"] == "Grüße"
    assert "Привет, мир" in found["b"]
    assert "Grüße" in found["d"]
    assert "日本語" in found["e"]
    assert found["a"].startswith("Gr")
    assert found["f"].startswith("Gr")


async def test_what_is_no_html_is_not_read():
    async with small_web() as small:
        small.page("shop.test/", b"%PDF", headers={"Content-Type": "application/pdf"})
        assert await why(small) == "not-html"


async def test_a_chosen_document_may_be_data_and_a_home_page_may_not():
    async with small_web() as small:
        small.page("shop.test/robots.txt", "User-agent: *\nDisallow: /closed.json")
        small.page("shop.test/", "<p>home")
        kinds = {
            "a.json": "application/json; charset=utf-8",
            "b.xml": "text/xml",
            "c.png": "image/png",
            "d.js": "text/css",
        }
        for path, kind in kinds.items():
            small.page(f"shop.test/{path}", '{"products": []}', headers={"Content-Type": kind})
        small.page("shop.test/closed.json", "{}", headers={"Content-Type": "application/json"})
        small.page("data.test/", "{}", headers={"Content-Type": "application/json"})
        async with reader(small) as web:
            site = await web.visit(HOME, choose=pages(*kinds, "closed.json"))
        assert [page.html for page in site.pages] == ["<p>home", '{"products": []}', '{"products": []}']
        assert [(one.url[-6:], one.why) for one in site.unread] == [
            ("/c.png", "not-html"),
            ("t/d.js", "not-html"),
            ("d.json", "robots"),
        ]
        assert await why(small, "http://data.test/") == "not-html"


async def test_what_was_read_may_lead_on_twice():
    async with small_web() as small:
        for path in ("", "map", "list", "lamp", "never"):
            small.page(f"shop.test/{path}", f"<p>{path}")
        after = {"": "map", "map": "list", "list": "lamp", "lamp": "never"}
        asked: list[int] = []

        def choose(read: Sequence[Page]) -> list[str]:
            asked.append(len(read))
            return [HOME + after[page.url.removeprefix(HOME)] for page in read]

        async with reader(small) as web:
            site = await web.visit(HOME, choose=choose)
            gone = await web.visit(HOME, choose=lambda read: [f"{HOME}gone{len(read)}"])
        assert [page.url.removeprefix(HOME) for page in site.pages] == ["", "map", "list", "lamp"]
        assert asked == [1, 2, 3]
        assert len(gone.unread) == 1  # nothing new was read, so nothing more is asked


async def test_patience_is_asked_for():
    async with small_web() as small:
        small.page("busy.test/", "wait", status=503, headers={"Retry-After": "120"})
        small.page("many.test/", "wait", status=429)
        small.page("broken.test/", "oops", status=503)
        small.page("shop.test/", "<p>home")
        small.page("shop.test/a", "wait", status=429, headers={"Retry-After": "60"})
        async with reader(small) as web:
            with pytest.raises(Later) as later:
                await web.visit("http://busy.test/", choose=nothing)
            assert later.value.when == small.clock.now() + timedelta(seconds=120)
            asked = len(small.asked)
            with pytest.raises(Later):
                await web.visit("http://busy.test/", choose=nothing)
            assert len(small.asked) == asked
            with pytest.raises(Later):
                await web.visit("http://many.test/", choose=nothing)
            assert (await web.visit("http://broken.test/", choose=nothing)).unread[0].why == "status"
            site = await web.visit(HOME, choose=pages("/a", "/b"))
        assert len(site.pages) == 1
        assert [unread.why for unread in site.unread] == ["later"]


async def test_dead_hosts_are_findings_and_a_dead_line_is_not(monkeypatch: pytest.MonkeyPatch):
    async with small_web() as small:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            port = closed.getsockname()[1]
        small.names["dead.test"] = ("127.0.0.1", port)
        assert await why(small, "http://dead.test/") == "unreachable"

        async def no_line(*_: object, **__: object) -> object:
            raise socket.gaierror(socket.EAI_AGAIN, "try again")

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", no_line)
        async with PoliteWeb(small.clock, agent="Leadwright/1") as web:
            with pytest.raises(Later, match="offline"):
                await web.visit("http://shop.example.com/", choose=nothing)


async def test_a_site_without_tls_is_read_without():
    async with small_web() as small:
        small.page("shop.test/", "<p>home")
        async with reader(small) as web:
            site = await web.visit("https://shop.test/", choose=nothing)
        assert site.home
        assert site.home.url == HOME


async def test_fetch_asks_only_for_what_changed():
    async with small_web() as small:

        async def feed(request: server.Request) -> server.Response:
            if request.headers.get("If-None-Match") == '"1"':
                return server.Response(status=304)
            return server.Response(text="<rss/>", headers={"ETag": '"1"', "Content-Type": "application/rss+xml"})

        small.handle("feeds.test/new", feed)
        async with reader(small) as web:
            first = await web.fetch("http://feeds.test/new")
            second = await web.fetch("http://feeds.test/new")
        assert (first.status, first.html) == (200, "<rss/>")
        assert (second.status, second.html) == (304, "")


async def test_fetch_says_why_not():
    async with small_web() as small:
        small.page("closed.test/robots.txt", "User-agent: *\nDisallow: /")
        small.page("closed.test/feed", "<rss/>")
        small.page("feeds.test/secret", "no", status=403)
        small.page("wall.test/feed", "<title>Just a moment...</title>", status=503)
        cases = [
            ("http://closed.test/feed", "robots"),
            ("http://feeds.test/secret", "status"),
            ("http://feeds.test/gone", "status"),
            ("http://wall.test/feed", "challenge"),
            ("http://nowhere.test/feed", "unresolved"),
        ]
        async with reader(small) as web:
            for url, expected in cases:
                with pytest.raises(Drop) as drop:
                    await web.fetch(url)
                assert (drop.value.code, drop.value.facts["why"]) == ("unread", expected)
        async with reader(small, apis=frozenset({"closed.test"})) as web:
            assert (await web.fetch("http://closed.test/feed")).html == "<rss/>"


async def test_headers_of_the_caller_stay_with_their_host():
    async with small_web() as small:
        small.redirect("api.test/a", "http://other.test/b")
        small.page("other.test/b", "{}")
        async with reader(small) as web:
            await web.fetch("http://api.test/a", headers={"Authorization": "Bearer x"})
        sent = {asked.host: asked.headers.get("Authorization") for asked in small.asked if asked.path in ("/a", "/b")}
        assert sent == {"api.test": "Bearer x", "other.test": None}


async def test_a_body_goes_to_its_own_url_and_no_further():
    async with small_web() as small:
        small.page("api.test/graphql", "{}")
        small.redirect("api.test/moved", "http://other.test/b")
        async with reader(small, apis=frozenset({"api.test"})) as web:
            assert (await web.fetch("http://api.test/graphql", body=b'{"query": "x"}')).html == "{}"
            with pytest.raises(Drop) as drop:
                await web.fetch("http://api.test/moved", body=b"secret")
        assert drop.value.facts["why"] == "redirects"
        assert [(asked.method, asked.path) for asked in small.asked] == [("POST", "/graphql"), ("POST", "/moved")]
