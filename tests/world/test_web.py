import asyncio
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from multidict import CIMultiDictProxy

from leadwright.world.clock import JumpClock
from leadwright.world.make import make_world
from leadwright.world.truth import Business
from leadwright.world.web import WebServer

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
MADE = make_world(1, START)


@pytest.fixture
async def web() -> AsyncIterator[WebServer]:
    server = WebServer(MADE, JumpClock(START))
    await server.start()
    yield server
    await server.stop()


def host_of(business: Business) -> str:
    return f"www.{business.key}" if "www" in business.extra else business.key


def one(reach: str, how: str = "") -> Business:
    return next(b for b in MADE.businesses if b.reach == reach and b.extra["how"].startswith(how) and "/" not in b.key)


class Visit:
    """Asks the server for one host's pages, without following redirects."""

    def __init__(self, web: WebServer) -> None:
        self._port = web.port

    async def get(self, host: str, path: str = "/", **headers: str) -> tuple[int, CIMultiDictProxy[str], bytes]:
        named = {"Host": host} | {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"http://127.0.0.1:{self._port}{path}"
        async with (
            aiohttp.ClientSession(auto_decompress=False) as session,
            session.get(url, headers=named, allow_redirects=False) as response,
        ):
            return response.status, response.headers, await response.read()


async def test_every_ordinary_site_answers(web: WebServer) -> None:
    visit = Visit(web)
    for business in [b for b in MADE.businesses if b.reach == "mail" and "slow" not in b.extra][:15]:
        status, _, body = await visit.get(host_of(business))
        assert status == 200
        assert (business.hero or business.company).encode()[:8] in body
    assert len(web.log) == 15
    assert web.log[0].at == START


async def test_unchanged_pages_are_304(web: WebServer) -> None:
    visit, host = Visit(web), host_of(one("mail"))
    _, headers, _ = await visit.get(host)
    assert (await visit.get(host, If_None_Match=headers["ETag"]))[0] == 304
    assert (await visit.get(host, If_Modified_Since=headers["Last-Modified"]))[0] == 304
    assert (await visit.get(host, If_None_Match='"other"'))[0] == 200


async def test_other_hosts_of_a_firm_lead_to_it(web: WebServer) -> None:
    visit = Visit(web)
    for business in [b for b in MADE.businesses if b.reach == "mail"][:12]:
        own = host_of(business)
        other = business.key if own != business.key else f"www.{own}"
        status, headers, _ = await visit.get(other, "/about?x=1")
        assert status == 301
        assert headers["Location"] == f"http://{own}/about"
    aliases = [(b, alias) for b in MADE.businesses for alias in b.aliases if "/" not in alias]
    assert aliases
    assert all(alias in web.hosts for _, alias in aliases)


async def test_hosts_that_do_not_exist_are_not_named(web: WebServer) -> None:
    assert one("dead", "unknown").key not in web.hosts
    assert (await Visit(web).get("nobody.test"))[0] == 421


async def test_dead_and_closed_sites(web: WebServer) -> None:
    visit = Visit(web)
    assert (await visit.get(one("dead", "404").key))[0] in (301, 404)
    assert (await visit.get(host_of(one("dead", "500"))))[0] == 500
    with pytest.raises(aiohttp.ClientError):
        await visit.get(host_of(one("dead", "refused")))
    status, _, body = await visit.get(host_of(one("hostile", "challenge")))
    assert status == 403
    assert b"Just a moment" in body


async def test_redirects_into_the_house_are_offered(web: WebServer) -> None:
    visit = Visit(web)
    assert (await visit.get(host_of(one("hostile", "loopback"))))[1]["Location"] == "http://127.0.0.1:1/"
    assert "169.254.169.254" in (await visit.get(host_of(one("hostile", "metadata"))))[1]["Location"]
    assert (await visit.get(host_of(one("hostile", "loop")), "/again"))[1]["Location"] == "/again"


async def test_the_bomb_is_small_until_it_is_opened(web: WebServer) -> None:
    _, headers, body = await Visit(web).get(host_of(one("hostile", "bomb")))
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < 200_000
    assert len(zlib.decompressobj(31).decompress(body, 50_000_000)) == 50_000_000


@pytest.mark.parametrize("how", ["endless", "line", "drip"])
async def test_a_visitor_may_leave_an_endless_page(web: WebServer, how: str) -> None:
    url = f"http://127.0.0.1:{web.port}/"
    host = host_of(one("hostile", how))
    async with aiohttp.ClientSession() as session, session.get(url, headers={"Host": host}) as response:
        assert len(await response.content.read(30)) > 0
        response.close()


async def test_a_delay_is_taken_before_each_answer() -> None:
    waits = iter([0.0, 0.05])
    server = WebServer(MADE, JumpClock(START), delay=lambda: next(waits, 0.0))
    await server.start()
    loop = asyncio.get_running_loop()
    visit, host = Visit(server), "hn.test"
    await visit.get(host, "/robots.txt")
    before = loop.time()
    await visit.get(host, "/robots.txt")
    assert loop.time() - before >= 0.05
    await server.stop()


async def test_posts_are_noted(web: WebServer) -> None:
    async with aiohttp.ClientSession() as session:
        await session.post(
            f"http://127.0.0.1:{web.port}/contact", headers={"Host": host_of(one("form"))}, data={"a": "b"}
        )
    assert [asked.path for asked in web.posted] == ["/contact"]
    assert not web.log


async def test_two_servers_give_the_same_bytes() -> None:
    bodies = []
    for _ in range(2):
        server = WebServer(make_world(1, START), JumpClock(START))
        await server.start()
        visit = Visit(server)
        hosts = [host_of(b) for b in MADE.businesses if b.reach == "mail" and "slow" not in b.extra][:10]
        bodies.append([(await visit.get(host))[2] for host in hosts])
        await server.stop()
    assert bodies[0] == bodies[1]


TURNED = {
    "page-gone": 404, "page-closed": 403, "address-vanished": 200, "refusal-later": 200,
}  # fmt: skip


@pytest.mark.parametrize("planted", TURNED)
async def test_a_site_changes_an_hour_after_it_was_first_read(planted: str) -> None:
    firm = next(b for b in MADE.businesses if b.planted == planted)
    clock = JumpClock(START)
    web = WebServer(MADE, clock)
    with clock.busy("test"):
        await web.start()
        visit, page = Visit(web), {"shopify": "/pages/contact"}.get(str(firm.platform), "/contact")
        await visit.get(firm.key, "/robots.txt")
    await clock.sleep_until(START + timedelta(hours=5))
    with clock.busy("test"):
        for _ in range(2):
            status, _, body = await visit.get(firm.key, page)
            assert (status, str(firm.address).encode() in body) == (200, True)
    await clock.sleep_until(START + timedelta(hours=6))
    with clock.busy("test"):
        status, _, body = await visit.get(firm.key, page)
        assert status == TURNED[planted]
        assert (str(firm.address).encode() in body) == (planted == "refusal-later")
        assert (b"unsolicited" in body) == (planted == "refusal-later")
        assert (await visit.get(firm.key, "/robots.txt"))[0] == 200
        await web.stop()
