"""Certificates are verified, always.

A site that has none that holds is read without TLS, or not at all; no secret goes there.
"""

import ssl
from collections.abc import AsyncIterator

import pytest

from leadwright.adapters.web import PoliteWeb
from leadwright.domain.errors import Drop
from leadwright.world.clock import JumpClock
from tests.adapters.certificates import Authority
from tests.adapters.rawservers import http, saying
from tests.adapters.webservers import START
from tests.adapters.wire import PUBLIC, SHOP, Wire, watched_wire

HOME = f"https://{SHOP}/"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with watched_wire() as made:
        for host in (SHOP, "other.example.com"):
            made.answers.say(host, [PUBLIC])
        made.small.page(f"{SHOP}/", "<p>without")
        yield made


async def fetched(wire: Wire, server: ssl.SSLContext, trusted: ssl.SSLContext | None, url: str = HOME) -> str:
    async with saying(http(b"<p>within"), tls=server) as (_, wire.secure), wire.web(tls=trusted) as web:
        try:
            return (await web.fetch(url)).html
        except Drop as drop:
            return str(drop.facts["why"])


async def test_a_certificate_that_holds_is_believed(wire: Wire, authority: Authority):
    assert await fetched(wire, authority.server(SHOP), authority.trusted) == "<p>within"


async def test_a_dot_at_the_end_of_a_name_changes_nothing(wire: Wire, authority: Authority):
    assert await fetched(wire, authority.server(SHOP), authority.trusted, f"https://{SHOP}./") == "<p>within"


async def test_one_that_signed_itself_is_not(wire: Wire, authority: Authority):
    assert await fetched(wire, authority.server(SHOP, known=False), authority.trusted) == "tls"


@pytest.mark.parametrize(
    "name", ["other.example.com", "*.shop.example.com", "example.com", "shop.example.com.evil.test"]
)
async def test_one_for_another_name_is_not(wire: Wire, authority: Authority, name: str):
    assert await fetched(wire, authority.server(name), authority.trusted) == "tls"


async def test_one_that_has_run_out_is_not(wire: Wire, authority: Authority):
    assert await fetched(wire, authority.server(SHOP, days=-1), authority.trusted) == "tls"


async def test_an_authority_that_only_the_test_knows_is_not_believed_by_default(wire: Wire, authority: Authority):
    assert await fetched(wire, authority.server(SHOP), None) == "tls"


async def test_nor_is_a_protocol_of_yesterday(wire: Wire, authority: Authority):
    old = authority.server(SHOP)
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    assert await fetched(wire, old, authority.trusted) in ("tls", "unreachable")  # whoever hangs up first


@pytest.mark.parametrize("days", [9, -1])
async def test_a_visit_falls_back_to_a_site_without_tls_and_says_so_in_its_url(
    wire: Wire, authority: Authority, days: int
):
    server = authority.server("other.example.com", days=days)
    async with saying(http(b"<p>within"), tls=server) as (_, wire.secure), wire.web(tls=authority.trusted) as web:
        site = await web.visit(HOME, choose=lambda _: [])
    assert [(page.url, page.html) for page in site.pages] == [(f"http://{SHOP}/", "<p>without")]


@pytest.mark.parametrize("target", ["http://other.example.com/b", f"http://{SHOP}/b"])
async def test_a_token_never_leaves_its_host_nor_its_tls(wire: Wire, authority: Authority, target: str):
    moved = http(b"", f"Location: {target}", status="307 Elsewhere")
    wire.small.page(target.removeprefix("http://"), "{}")
    async with (
        saying(moved, tls=authority.server(SHOP)) as (_, wire.secure),
        wire.web(tls=authority.trusted) as web,
    ):
        page = await web.fetch(f"{HOME}a", headers={"Authorization": "Bearer x"})
    assert page.url == target
    assert all("Authorization" not in asked.headers for asked in wire.small.asked)


async def test_a_token_goes_on_to_the_tls_of_its_host(wire: Wire, authority: Authority):
    seen = bytearray()
    wire.small.redirect(f"{SHOP}/a", f"{HOME}b")
    server = authority.server(SHOP)
    async with saying(http(b"{}"), tls=server, heads=seen) as (_, wire.secure), wire.web(tls=authority.trusted) as web:
        await web.fetch(f"http://{SHOP}/a", headers={"Authorization": "Bearer x"})
    assert b"Authorization: Bearer x" in seen


async def test_in_the_demo_world_certificates_count_as_well(authority: Authority):
    async with saying(http(b"<p>within"), tls=authority.server("shop.test", known=False)) as place:
        web = PoliteWeb(JumpClock(START), agent="L/1", names={"shop.test": place}, tls=authority.trusted)
        async with web:
            with pytest.raises(Drop) as drop:
                await web.fetch("https://shop.test/")
    assert drop.value.facts["why"] == "tls"
