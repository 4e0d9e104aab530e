"""What a site may ask of a polite reader, and what it gets: robots.txt, patience, an end to every visit."""

import asyncio
import time
from collections.abc import Sequence
from datetime import timedelta

import pytest
from aiohttp import web as server

from leadwright.adapters.pace import Pace
from leadwright.adapters.robots import BYTES, read_rules
from leadwright.adapters.web import Limits
from leadwright.domain.errors import Later
from leadwright.domain.site import Page
from leadwright.world.clock import JumpClock
from tests.adapters.webservers import START, SmallWeb, reader, small_web

HOME = "http://shop.test/"
PLAIN = {"Content-Type": "text/plain"}


def nothing(_: Sequence[Page]) -> list[str]:
    return []


def links(*paths: str):
    return lambda _: [f"{HOME}{path}" for path in paths]


async def code(small: SmallWeb, path: str = "") -> str:
    """Visit a path of the shop; empty where it was read."""
    async with reader(small) as web:
        site = await web.visit(f"{HOME}{path}", choose=nothing)
    return "" if site.pages else site.unread[0].why


# ---- robots.txt ----

RULES = [
    ("User-agent: *\nDisallow: /", "a", False),
    ("User-agent: *\nDisallow:", "a", True),
    ("User-agent: *\nAllow: /", "a", True),
    ("", "a", True),
    ("# nothing here\n\n", "a", True),
    ("Disallow: /", "a", True),  # of no group
    ("User-agent: *\nDisallow: /\nAllow: /a", "a", True),  # the longest match
    ("User-agent: *\nAllow: /a\nDisallow: /", "a/b", True),
    ("User-agent: *\nAllow: /a\nDisallow: /a/b", "a/b", False),
    ("User-agent: *\nAllow: /a\nDisallow: /a", "a", True),  # as long: the milder one (RFC 9309, 2.2.2)
    ("User-agent: *\nDisallow: /*.php", "x/y.php?z=1", False),
    ("User-agent: *\nDisallow: /*.php$", "x/y.php?z=1", True),
    ("User-agent: *\nDisallow: /*.php$", "x/y.php", False),
    ("User-agent: *\nDisallow: /*?", "a?b=c", False),
    ("User-agent: *\nDisallow: /a$", "ab", True),
    ("User-agent: *\nDisallow: /A", "a", True),  # paths have cases
    ("USER-AGENT: *\nDISALLOW: /a", "a", False),  # names of rules have none
    ("User-agent: *\nDisallow: /caf%C3%A9", "café", False),
    ("User-agent: *\nDisallow: /café", "caf%c3%a9", False),
    ("User-agent: *\nDisallow: /a%2Fb", "a%2fb", False),
    ("User-agent: leadwright\nDisallow: /\n\nUser-agent: *\nAllow: /", "a", False),
    ("User-agent: LeadWright/9.9\nDisallow: /\n\nUser-agent: *\nAllow: /", "a", False),
    ("User-agent: Leadwright\nAllow: /\n\nUser-agent: *\nDisallow: /", "a", True),
    ("User-agent: x\nUser-agent: leadwright\nDisallow: /a", "a", False),
    ("User-agent: leadwright\nUser-agent: x\nDisallow: /a", "a", False),
    ("User-agent: x\nDisallow: /\n\nUser-agent: *\nAllow: /", "a", True),
    ("User-agent: x\nAllow: /\nUser-agent: *\nDisallow: /", "a", False),
    ("User-agent: mailto\nAllow: /\n\nUser-agent: *\nDisallow: /", "a", False),  # our contact is not our name
    ("User-agent: me\nDisallow: /", "a", True),
    ("User-agent: leadwright\nDisallow: /a\n\nUser-agent: leadwright\nDisallow: /b", "a", False),  # groups add up
    ("User-agent: lead*\nDisallow: /", "a", False),
    ("User-agent *\nDisallow /a", "a", False),  # forgiven
    ("useragent: *\ndissallow: /a", "a", False),
    ("User-agent:\nDisallow: /", "a", True),  # of nobody
    ("\ufeffUser-agent: *\nDisallow: /a", "a", False),
    ("User-agent: *\r\nDisallow: /a\r\n", "a", False),
    ("User-agent: *\rDisallow: /a\r", "a", False),
    ("  User-agent :  *  # all\n  Disallow :  /a  # this\n", "a", False),
    ("User-agent: *\nSitemap: http://shop.test/s.xml\nDisallow: /a", "a", False),
    ("User-agent: *\nNoindex: /b\nDisallow: /a", "a", False),
    ("\0\0User-agent: *\nDisallow: /b\n\0", "a", True),
    ("<!doctype html><html><title>Not found</title>Disallow: /", "a", True),
]


@pytest.mark.parametrize(("text", "path", "allowed"), RULES)
async def test_rules(text: str, path: str, allowed: bool):
    async with small_web() as small:
        small.page("shop.test/robots.txt", text, headers=PLAIN)
        assert await code(small, path) == ("status" if allowed else "robots")
        assert len(small.asked) == 1 + allowed


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
async def test_a_byte_order_mark_is_no_rule(encoding: str):
    async with small_web() as small:
        small.page("shop.test/robots.txt", "User-agent: *\nDisallow: /".encode(encoding), headers=PLAIN)
        assert await code(small) == "robots"


@pytest.mark.parametrize(
    ("status", "open_"),
    [
        *((status, True) for status in (204, 304, 400, 402, 404, 405, 410, 418, 451)),
        *((status, False) for status in (200, 401, 403, 429, 500, 502, 503, 504, 599)),
    ],
)
async def test_the_answer_to_robots_says_whether_we_are_welcome(status: int, open_: bool):
    async with small_web() as small:
        small.page("shop.test/robots.txt", "User-agent: *\nDisallow: /", status=status, headers=PLAIN)
        assert await code(small) == ("status" if open_ else "robots")


async def test_robots_that_cannot_be_had_closes_the_site_with_its_own_code():
    async with small_web() as small:

        async def hang_up(request: server.Request) -> server.Response:
            assert request.transport
            request.transport.abort()
            return server.Response()

        small.handle("shop.test/robots.txt", hang_up)
        small.page("shop.test/", "<p>home")
        assert await code(small) == "unreachable"
        assert "/" not in small.paths("shop.test")


@pytest.mark.parametrize(("hops", "expected"), [(0, "robots"), (1, "robots"), (5, "robots"), (6, "redirects")])
async def test_robots_is_followed_five_times(hops: int, expected: str):
    async with small_web() as small:
        small.page("shop.test/", "<p>home")
        for number in range(hops):
            place = f"host{number}.test/r" if number else "shop.test/robots.txt"
            small.redirect(place, f"http://host{number + 1}.test/r")
        last = f"host{hops}.test/r" if hops else "shop.test/robots.txt"
        small.page(last, "User-agent: *\nDisallow: /", headers=PLAIN)
        assert await code(small) == expected
        assert "/" not in small.paths("shop.test")


async def test_robots_is_asked_for_again_after_a_day_and_a_closed_one_after_an_hour():
    async with small_web() as small:
        small.page("shop.test/robots.txt", "", headers=PLAIN)
        small.page("down.test/robots.txt", "", status=500)
        async with reader(small) as web:

            async def asked_at(host: str, moment: timedelta) -> int:
                await small.clock.sleep_until(START + moment)
                await web.visit(f"http://{host}/", choose=nothing)
                return small.paths(host).count("/robots.txt")

            assert await asked_at("down.test", timedelta(0)) == 1
            assert await asked_at("shop.test", timedelta(0)) == 1
            assert await asked_at("down.test", timedelta(minutes=59)) == 1
            assert await asked_at("down.test", timedelta(minutes=61)) == 2
            assert await asked_at("shop.test", timedelta(hours=23, minutes=59)) == 1
            assert await asked_at("shop.test", timedelta(hours=24, minutes=1)) == 2


async def test_of_long_robots_only_the_last_few_are_kept():
    rules = "User-agent: *\n" + "Disallow: /a\n" * 40_000
    hosts = [f"long{number}.test" for number in range(10)]
    async with small_web() as small:
        for host in hosts:
            small.page(f"{host}/robots.txt", rules, headers=PLAIN)
        async with reader(small) as web:
            for host in [*hosts, hosts[-1], hosts[0]]:
                await web.visit(f"http://{host}/", choose=nothing)
    assert small.paths(hosts[-1]).count("/robots.txt") == 1
    assert small.paths(hosts[0]).count("/robots.txt") == 2


async def test_a_page_knows_the_sitemaps_of_its_host():
    maps = "".join(f"Sitemap: {HOME}{number}.xml\n" for number in range(30))
    async with small_web() as small:
        small.page("shop.test/robots.txt", f"{maps}User-agent: other\nDisallow: /", headers=PLAIN)
        small.page("shop.test/", "<p>home")
        small.page("plain.test/", "<p>home")
        async with reader(small) as web:
            homes = [(await web.visit(url, choose=nothing)).home for url in (HOME, "http://plain.test/")]
    assert [home and home.sitemaps for home in homes] == [tuple(f"{HOME}{number}.xml" for number in range(20)), ()]


async def test_of_a_long_robots_only_whole_lines_count():
    """The limit falls into the last line, which would else be another rule than it is."""
    start = "User-agent: *\nAllow: /\nDisallow: /closed\n"
    filler = "# é\n" * ((BYTES - len(start)) // len("# é\n".encode()))
    before = (start + filler).encode()
    line = b"Disallow: /a/b/c/d/e/f"
    for shift in range(1, len(line), 4):
        body = before[: BYTES - shift].rpartition(b"\n")[0] + b"\n"
        body += b"#" * (BYTES - shift - len(body) - 1) + b"\n" + line
        rules = read_rules(200, body[:BYTES], agent="Leadwright/1", now=START)
        assert rules.allow(f"{HOME}a/b/c/d/e/f", "Leadwright/1")
        assert not rules.allow(f"{HOME}closed", "Leadwright/1")
    async with small_web() as small:
        small.page("shop.test/robots.txt", before + b"x" * BYTES + b"\nDisallow: /late\n", headers=PLAIN)
        assert await code(small, "late") == "status"
        assert await code(small, "closed") == "robots"


def test_robots_that_multiplies_costs_no_more_than_its_bytes():
    names = "".join(f"User-agent: a{number}\nUseragent b{number}\n" for number in range(1_500))
    rules = "".join(f"Disallow: /*a{number}*b\n" for number in range(4_000))
    started = time.perf_counter()
    read = read_rules(200, (names + "User-agent: *\n" + rules).encode()[:BYTES], agent="Leadwright/1", now=START)
    assert not read.allow(f"{HOME}xa7xxb", "Leadwright/1")
    assert read.allow(HOME + "a" * 8_000, "Leadwright/1")
    assert time.perf_counter() - started < 2


# ---- patience ----


@pytest.mark.parametrize(
    ("status", "value", "minutes"),
    [
        (429, "120", 2), (503, "120", 2), (429, "Mon, 02 Nov 2026 11:00:00 GMT", 120), (429, None, 60),
        (429, "soon", 60), (503, "soon", 60), (503, "999999999", 7 * 1440),
        (429, "Mon, 02 Nov 2099 11:00:00 GMT", 7 * 1440),
        (429, "Mon, 02 Nov 2026 09:10:00 +99999999999999", 60),
    ],
)  # fmt: skip
async def test_a_host_that_asks_for_patience_is_left_alone_by_everybody(status: int, value: str | None, minutes: int):
    async with small_web() as small:
        said = {} if value is None else {"Retry-After": value}
        small.page("shop.test/", "<p>wait", status=status, headers={"Content-Type": "text/html", **said})
        small.page("shop.test/feed", "<rss/>")
        async with reader(small) as web:
            with pytest.raises(Later, match="asked-to-wait") as later:
                await web.visit(HOME, choose=nothing)
            until = later.value.when
            assert until
            asked = len(small.asked)
            for again in (
                web.visit(HOME, choose=nothing),
                web.fetch(f"{HOME}feed"),
                web.visit(f"{HOME}x", choose=nothing),
            ):
                with pytest.raises(Later) as waiting:
                    await again
                assert waiting.value.when == until
            assert len(small.asked) == asked
            assert abs(until - START - timedelta(minutes=minutes)) < timedelta(seconds=5)
            await small.clock.sleep_until(until)
            assert (await web.fetch(f"{HOME}feed")).html == "<rss/>"


@pytest.mark.parametrize("status", [429, 503])
async def test_patience_asked_for_at_robots_is_kept_alike(status: int):
    async with small_web() as small:
        small.page("shop.test/robots.txt", "wait", status=status, headers={"Retry-After": "7200"})
        small.page("shop.test/", "<p>home")
        async with reader(small) as web:
            for _ in range(2):
                with pytest.raises(Later) as later:
                    await web.visit(HOME, choose=nothing)
                assert later.value.when == START + timedelta(hours=2)
    assert small.paths("shop.test") == ["/robots.txt"]


async def test_those_who_stand_in_line_go_away_too():
    async with small_web() as small:
        small.page("shop.test/", status=429, headers={"Retry-After": "600"})
        async with reader(small) as web:
            visits = [web.visit(HOME, choose=nothing) for _ in range(5)]
            ends = await asyncio.gather(*visits, return_exceptions=True)
    assert len({end.when for end in ends if isinstance(end, Later)}) == 1
    assert small.paths("shop.test") == ["/robots.txt", "/"]


async def test_a_shorter_wait_does_not_replace_a_longer_one():
    pace = Pace(JumpClock(START), gap=1.0)
    for seconds in (600, 60):
        pace.stay_away("shop.test", START + timedelta(seconds=seconds))
    with pytest.raises(Later) as later:
        async with pace.turn("shop.test."):
            pass
    assert later.value.when == START + timedelta(seconds=600)


async def test_a_wall_that_asks_for_patience_gets_it():
    wall = {"Content-Type": "text/html", "Retry-After": "3600", "cf-mitigated": "challenge"}
    async with small_web() as small:
        small.page("shop.test/", "<title>Just a moment...</title>", status=503, headers=wall)
        async with reader(small) as web:
            assert (await web.visit(HOME, choose=nothing)).unread[0].why == "challenge"
            with pytest.raises(Later):
                await web.visit(HOME, choose=nothing)
    assert small.paths("shop.test") == ["/robots.txt", "/"]


# ---- the end of a visit ----


async def test_a_visit_asks_for_sixteen_pages_at_the_most():
    async with small_web() as small:
        small.page("shop.test/", "<p>home")
        async with reader(small) as web:
            site = await web.visit(HOME, choose=links(*(f"gone{number}" for number in range(100))))
    assert len(site.unread) == 15
    assert len(small.paths("shop.test")) == 1 + 16


async def test_two_pages_that_drip_are_enough():
    async with small_web() as small:

        async def drip(_: server.Request) -> server.Response:
            await asyncio.sleep(1)  # a server is slow in real time
            return server.Response()

        small.page("shop.test/", "<p>home")
        for path in "abcd":
            small.handle(f"shop.test/{path}", drip)
        async with reader(small, limits=Limits(seconds=0.1)) as web:
            site = await web.visit(HOME, choose=links(*"abcd"))
    assert [one.why for one in site.unread] == ["timeout", "timeout"]


async def test_pages_that_were_too_large_count_as_read():
    async with small_web() as small:
        small.page("shop.test/", "<p>home")
        for number in range(20):
            small.page(f"shop.test/{number}", b"x" * 60_000)
        async with reader(small, limits=Limits(site_bytes=200_000, page_bytes=50_000)) as web:
            site = await web.visit(HOME, choose=links(*map(str, range(20))))
    assert [one.why for one in site.unread] == ["too-large"] * 4
    assert len(small.paths("shop.test")) == 2 + 4


async def test_the_first_wall_ends_the_visit_and_is_not_knocked_at_again():
    async with small_web() as small:
        small.page("shop.test/", "<p>home")
        small.page("shop.test/a", "<script>window._cf_chl_opt={}</script>")
        async with reader(small) as web:
            site = await web.visit(HOME, choose=links("a", "b", "c"))
    assert [(one.url, one.why) for one in site.unread] == [(f"{HOME}a", "challenge")]
    assert small.paths("shop.test") == ["/robots.txt", "/", "/a"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_page_that_moved_to_itself_is_asked_for_once(status: int):
    async with small_web() as small:
        small.page("shop.test/", status=status, headers={"Location": "/#again"})
        assert await code(small) == "redirect-loop"
    assert small.paths("shop.test") == ["/robots.txt", "/"]


async def test_noindex_is_left_to_those_who_read_the_page():
    async with small_web() as small:
        said = {"Content-Type": "text/html", "X-Robots-Tag": "noindex"}
        small.page("shop.test/", '<meta name="robots" content="noindex"><p>home', headers=said)
        async with reader(small) as web:
            site = await web.visit(HOME, choose=nothing)
    assert site.home
    assert site.home.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"ETag": '"1"'}, {"If-None-Match": '"1"'}),
        ({"ETag": 'W/"1"'}, {"If-None-Match": 'W/"1"'}),
        ({"Last-Modified": "Mon, 02 Nov 2026 08:00:00 GMT"}, {"If-Modified-Since": "Mon, 02 Nov 2026 08:00:00 GMT"}),
        ({}, {}),
    ],
)
async def test_what_was_read_is_asked_for_on_condition(given: dict[str, str], sent: dict[str, str]):
    async with small_web() as small:

        async def feed(request: server.Request) -> server.Response:
            known = "If-None-Match" in request.headers or "If-Modified-Since" in request.headers
            return server.Response(status=304) if known else server.Response(text="<rss/>", headers=given)

        small.handle("shop.test/feed", feed)
        async with reader(small) as web:
            statuses = [(await web.fetch(f"{HOME}feed")).status for _ in range(2)]
    assert statuses == [200, 304 if given else 200]
    last = small.asked[-1].headers
    assert {name: last[name] for name in ("If-None-Match", "If-Modified-Since") if name in last} == sent
