"""A site that wants us to ask our own house: by redirects, by names that change, by ways of writing an address.

The reader is the one of production, with a name server of the test; see :mod:`tests.adapters.wire`.
"""

import itertools
import socket
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import aiohttp
import pytest

from leadwright.adapters.connect import Guard, Refused, guarded, is_public
from leadwright.adapters.web import PoliteWeb
from leadwright.domain.errors import Drop, Later
from leadwright.domain.site import Page
from tests.adapters.wire import DEAD, DOCUMENT, HOME, PUBLIC, PUBLIC6, SHOP, Wire, listening, watched_wire


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with watched_wire() as made:
        made.answers.say(SHOP, [PUBLIC])
        made.small.page(f"{SHOP}/robots.txt", status=404)
        made.small.page(f"{SHOP}/", "<p>home")
        yield made


def leads_to(wire: Wire, place: str, target: str, status: int = 302) -> None:
    wire.small.page(place, "<p>moved", status=status, headers={"Location": target, "Content-Type": "text/html"})


# How loopback, private nets and metadata services may be written, and what we say of it.
WRITTEN = {
    "http://127.0.0.1/": "address",
    "//127.0.0.1/": "address",
    "HTTP://127.0.0.1/": "address",
    "ht\ttp://127.0.0.1/": "address",
    "http://127.0.0.1./": "address",
    "http://127.1/": "address",
    "http://0x7f.1/": "address",
    "http://0x7F.0x0.0x0.0x1/": "address",
    "http://0x7f000001/": "address",
    "http://0177.0.0.1/": "address",
    "http://2130706433/": "address",
    "http://0/": "address",
    "http://0.0.0.0/": "address",
    "http://169.254.169.254/latest/meta-data/": "address",
    "http://100.100.100.200/": "address",
    "http://93.184.216.34/": "address",
    "http://[::1]/": "address",
    "http://[::]/": "address",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/": "address",
    "http://[::ffff:7f00:1]/": "address",
    "http://[64:ff9b::7f00:1]/": "address",
    "http://[fe80::1%25lo]/": "address",
    "http://[::1": "address",
    "http://localhost/": "address",
    "http://LOCALHOST/": "address",
    "http://localhost./": "address",
    "http://foo.localhost/": "address",
    "http://printer.local/": "address",
    "http://metadata.google.internal/computeMetadata/v1/": "address",
    "http://metadata.google.internal./": "address",
    "http://router.home.arpa/": "address",
    "http://a.test。internal/": "address",
    "http://127。0。0。1/": "address",
    "http://１２７.0.0.1/": "address",
    "http://①②⑦.⓪.⓪.①/": "address",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/": "address",
    "http://loca\u00adlhost/": "address",
    "http://127%2e0.0.1/": "address",
    "http://%31%32%37.0.0.1/": "address",
    "http://127.0.0.1%00.good.example/": "address",
    "http://127.0.0.1%23.good.example/": "address",
    "http://127.0.0.1 .good.example/": "address",
    "http://127.0.0.1\\@good.example/": "address",
    "http://good.example\\@127.0.0.1/": "address",
    "http://127.0.0.1#@good.example/": "address",
    "https:127.0.0.1": "address",
    "http://good@127.0.0.1/": "credentials",
    "http://good.example:80@127.0.0.1:80/": "credentials",
    f"http://user:secret@{SHOP}/": "credentials",
    "http://127.0.0.1:8080/": "port",
    f"http://{SHOP}:22/": "port",
    f"http://{SHOP}:0/": "port",
    "http://127.0.0.1:99999/": "address",
    "file:///etc/passwd": "scheme",
    "gopher://127.0.0.1/_x": "scheme",
    "ftp://127.0.0.1/": "scheme",
    "ws://127.0.0.1/": "scheme",
    "data:text/html,hello": "scheme",
    "javascript:alert(1)": "scheme",
    "unix:///var/run/docker.sock": "scheme",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/": "scheme",
}


@pytest.mark.parametrize(("target", "code"), WRITTEN.items(), ids=ascii)
async def test_a_redirect_to_a_private_place_is_not_followed(wire: Wire, target: str, code: str):
    leads_to(wire, f"{SHOP}/", target)
    assert await wire.why() == code


@pytest.mark.parametrize("target", [one for one in WRITTEN if "://" in one], ids=ascii)
async def test_nor_is_it_asked_for_outright(wire: Wire, target: str):
    assert await wire.why(target) == WRITTEN[target]
    assert not wire.answers.asked


async def test_a_url_without_end_is_not_asked_for(wire: Wire):
    leads_to(wire, f"{SHOP}/", "/" + "a" * 9_000)
    assert await wire.why() == "address"
    assert await wire.why(HOME + "b" * 1_000_000) == "address"
    assert await wire.why(HOME + "c" * 7_000) == "status"


# Browsers take these for another host; RFC 3986 says they are paths, and so the shop itself is asked.
@pytest.mark.parametrize(
    "target",
    ["http:127.0.0.1", "http:/127.0.0.1/", "http:\\\\127.0.0.1/", "\\\\127.0.0.1\\", "///127.0.0.1/", "http://"],
)
async def test_what_only_looks_like_an_authority_stays_with_the_shop(wire: Wire, target: str):
    leads_to(wire, f"{SHOP}/start", target)
    assert await wire.why(f"{HOME}start") in ("status", "redirect-loop", "")
    assert {asked.host for asked in wire.small.asked} == {SHOP}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("target", ["http://127.0.0.1/", "//[::1]/", "http://inside.example.com/"])
async def test_every_kind_of_redirect_is_checked_again(wire: Wire, status: int, target: str):
    wire.answers.say("inside.example.com", ["127.0.0.1"])
    leads_to(wire, f"{SHOP}/", target, status)
    assert await wire.why() == "address"


@pytest.mark.parametrize("status", [200, 201, 300, 304, 305, 306])
async def test_other_answers_lead_nowhere(wire: Wire, status: int):
    leads_to(wire, f"{SHOP}/", "http://inside.example.com/", status)
    assert await wire.why() == ("" if status == 200 else "status")
    assert set(wire.answers.asked) == {SHOP}


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ('<meta http-equiv="refresh" content="0; url=http://127.0.0.1/"><p>home', {}),
        ("<p>home", {"Refresh": "0; url=http://127.0.0.1/"}),
        ("<p>home", {"Link": "<http://127.0.0.1/>; rel=preload", "Content-Location": "http://127.0.0.1/"}),
        ('<base href="http://127.0.0.1/"><img src=x><script src="//127.0.0.1/"></script>', {}),
        ("<p>home", {"Alt-Svc": 'h2="127.0.0.1:80"', "X-Accel-Redirect": "http://127.0.0.1/"}),
    ],
)
async def test_what_browsers_would_follow_we_do_not(wire: Wire, body: str, headers: dict[str, str]):
    wire.small.page(f"{SHOP}/", body, headers={"Content-Type": "text/html", **headers})
    assert await wire.why() == ""
    assert wire.small.paths(SHOP) == ["/robots.txt", "/"]


async def test_a_chain_is_checked_to_its_end(wire: Wire):
    for name in ("a", "b", "c"):
        wire.answers.say(f"{name}.example.com", [PUBLIC])
    leads_to(wire, f"{SHOP}/", "//a.example.com/", 301)
    leads_to(wire, "a.example.com/", "http://b.example.com/", 307)
    leads_to(wire, "b.example.com/", "http://c.example.com/x", 308)
    leads_to(wire, "c.example.com/x", "http://127.0.0.1/", 303)
    assert await wire.why() == "address"
    assert len(wire.reached) >= 4


@pytest.mark.parametrize("target", ["http://127.0.0.1/robots.txt", "http://inside.example.com/", "file:///etc/passwd"])
async def test_robots_may_not_lead_us_home_either(wire: Wire, target: str):
    wire.answers.say("inside.example.com", ["::1"])
    leads_to(wire, f"{SHOP}/robots.txt", target)
    assert await wire.why() == ("scheme" if target.startswith("file") else "address")
    assert wire.small.paths(SHOP) == ["/robots.txt"]


async def test_links_and_sitemaps_to_private_places_are_findings(wire: Wire):
    wire.small.page(f"{SHOP}/robots.txt", "User-agent: *\nAllow: /\nSitemap: http://127.0.0.1/sitemap.xml")
    leads_to(wire, f"{SHOP}/sitemap.xml", "http://127.0.0.1/sitemap.xml")
    links = ["http://127.0.0.1/sitemap.xml", f"{HOME}sitemap.xml", "javascript:alert(1)", "//[::1]/", "http://[", "/x"]

    def choose(_: Sequence[Page]) -> list[str]:
        return links

    async with wire.web() as web:
        site = await web.visit(HOME, choose=choose)
    assert [page.url for page in site.pages] == [HOME]
    assert [one.why for one in site.unread] == ["address", "address", "scheme", "scheme", "address", "scheme"]


async def test_fetch_is_guarded_alike(wire: Wire):
    leads_to(wire, f"{SHOP}/feed", "http://127.0.0.1/")
    async with wire.web() as web:
        for url in (f"{HOME}feed", "http://127.0.0.1/", "http://foo.localhost/"):
            with pytest.raises(Drop) as drop:
                await web.fetch(url)
            assert drop.value.facts["why"] == "address"


# ---- names ----

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.7", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.0.8", "192.0.0.170", "192.0.2.1", "192.88.99.1", "198.18.0.1",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "100.100.100.200",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:5db8:d822::1", "2001:0:7f00:1::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:2::1", "2001:20::1", "2001:db8::1", "3fff::1", "5f00::1", "100::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%lo", "2606:2800:220:1::1%lo", "fec0::1", "ff02::1", "4000::1",
    "localhost", "127.1", "0x7f.1", "not an address",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
async def test_a_name_of_a_private_address_is_refused(wire: Wire, address: str):
    wire.answers.say(SHOP, [address])
    assert await wire.why() == "address"


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254"])
async def test_a_name_may_not_change_its_address_between_two_requests(wire: Wire, address: str):
    wire.answers.say(SHOP, [PUBLIC], [address])
    wire.small.page(f"{SHOP}/robots.txt", "", headers={"Connection": "close"})
    assert await wire.why() == "address"
    assert wire.small.paths(SHOP) == ["/robots.txt"]


async def test_nor_in_the_middle_of_a_visit_or_with_the_next_one(wire: Wire):
    wire.answers.say(SHOP, [PUBLIC], [PUBLIC], ["127.0.0.1"])
    for path in ("robots.txt", ""):
        wire.small.page(f"{SHOP}/{path}", "", headers={"Connection": "close", "Content-Type": "text/html"})
    async with wire.web() as web:
        site = await web.visit(HOME, choose=lambda _: [f"{HOME}contact"])
        later = await web.visit(HOME, choose=lambda _: [])
    assert [page.url for page in site.pages] == [HOME]
    assert [one.why for one in (*site.unread, *later.unread)] == ["address", "address"]


async def test_a_redirect_to_itself_with_another_address(wire: Wire):
    wire.answers.say(SHOP, [PUBLIC], [PUBLIC], ["10.0.0.1"])
    wire.small.page(f"{SHOP}/robots.txt", "", headers={"Connection": "close"})
    wire.small.page(f"{SHOP}/", status=302, headers={"Connection": "close", "Location": "/again"})
    assert await wire.why() == "address"


@pytest.mark.parametrize("several", list(itertools.permutations([PUBLIC, "127.0.0.1", "::1"])))
async def test_of_several_addresses_only_public_ones_are_used(wire: Wire, several: tuple[str, ...]):
    wire.answers.say(SHOP, several)
    assert await wire.why() == ""
    assert set(wire.reached) == {PUBLIC}


@pytest.mark.parametrize("several", [(DEAD, "127.0.0.1"), ("::1", DEAD), (DEAD, "10.0.0.1", "::1")])
async def test_where_the_public_one_is_dead_no_other_is_tried(wire: Wire, several: tuple[str, ...]):
    wire.answers.say(SHOP, several)
    assert await wire.why() in ("address", "unreachable")


@pytest.mark.parametrize("several", [("127.0.0.1", "10.0.0.1"), ("::1", "fe80::1%lo", "127.0.0.1")])
async def test_several_private_ones_are_told_by_their_code(wire: Wire, several: tuple[str, ...]):
    wire.answers.say(SHOP, several)
    assert await wire.why() == "address"


async def test_a_public_name_over_ipv6_is_read(wire: Wire):
    wire.answers.say(SHOP, [PUBLIC6])
    assert await wire.why() == ""
    assert set(wire.reached) == {PUBLIC6}


@pytest.mark.parametrize("end", ["127.0.0.1", "::1", "169.254.169.254"])
async def test_a_long_chain_of_aliases_ends_at_the_guard(wire: Wire, end: str):
    wire.answers.aliases = {SHOP: "c0.example.net"} | {f"c{n}.example.net": f"c{n + 1}.example.net" for n in range(40)}
    wire.answers.say("c40.example.net", [end])
    assert await wire.why() == "address"


@pytest.mark.parametrize("name", ["127.0.0.1.nip.example", "0b1.example", "xn--9hbcd.example", "_x.example", "a.b."])
async def test_odd_names_are_judged_by_their_address(wire: Wire, name: str):
    wire.answers.say(name.rstrip("."), ["127.0.0.1"])
    assert await wire.why(f"http://{name}/") == "address"


async def test_the_name_server_of_the_machine_is_judged_alike(wire: Wire, monkeypatch: pytest.MonkeyPatch):
    async def look_up(*_: object, **__: object) -> object:
        port = wire.doors[socket.AF_INET][1]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", port, 0, 0)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
        ]

    monkeypatch.setattr("asyncio.base_events.BaseEventLoop.getaddrinfo", look_up)
    async with PoliteWeb(wire.small.clock, agent="Leadwright/1") as web:
        assert (await web.visit(HOME, choose=lambda _: [])).unread[0].why == "address"


async def test_a_broken_name_server_of_one_domain_is_not_our_own_line(wire: Wire):
    wire.answers.fail("broken.example.com")
    async with wire.web() as web:
        with pytest.raises(Later, match="offline"):  # nobody has answered yet, so it may be our line
            await web.visit("http://broken.example.com/", choose=lambda _: [])
        await web.visit(HOME, choose=lambda _: [])
        site = await web.visit("http://broken.example.com/", choose=lambda _: [])
    assert [one.why for one in site.unread] == ["unreachable"]


# ---- what else might carry us there, or give us away ----


async def test_proxies_and_passwords_of_the_machine_do_not_matter(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    host, port = wire.doors[socket.AF_INET]
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://{host}:{port}")
        monkeypatch.setenv(name.lower(), f"http://{host}:{port}")
    monkeypatch.setenv("NO_PROXY", "")
    (tmp_path / "netrc").write_text(f"machine {SHOP} login me password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    assert await wire.why() == ""
    assert set(wire.reached) == {PUBLIC}
    assert all("Authorization" not in asked.headers for asked in wire.small.asked)


async def test_cookies_are_neither_kept_nor_sent(wire: Wire):
    baked = {"Content-Type": "text/html", "Set-Cookie": "a=1; Domain=example.com; Path=/"}
    wire.small.page(f"{SHOP}/", "<p>home", headers=baked)
    leads_to(wire, f"{SHOP}/old", "/")
    async with wire.web() as web:
        await web.visit(HOME, choose=lambda _: [f"{HOME}old", f"{HOME}other"])
        await web.fetch(HOME)
    assert len(wire.small.asked) > 3
    assert all("Cookie" not in asked.headers for asked in wire.small.asked)


# ---- the guard itself, without anything around it ----


@pytest.mark.parametrize("address", PRIVATE)
def test_no_socket_is_made_for_a_private_address(address: str):
    kind = socket.AF_INET6 if ":" in address else socket.AF_INET
    assert not is_public(address)
    with pytest.raises(Refused):
        Guard(None)((kind, socket.SOCK_STREAM, 6, "", (address, 80)))


async def test_the_guard_stands_where_a_literal_address_skips_the_name_server():
    """A session of our connector alone, asked for a literal address with the listener's own port."""
    knocks: list[int] = []
    async with listening("127.0.0.1", knocks) as (host, port):
        async with aiohttp.ClientSession(connector=guarded(None)) as session:
            with pytest.raises(aiohttp.ClientConnectorError) as refused:
                await session.get(f"http://{host}:{port}/")
        assert isinstance(refused.value.os_error, Refused)
        assert not knocks
        async with aiohttp.ClientSession() as session, session.get(f"http://{host}:{port}/") as response:
            assert await response.text() == DOCUMENT  # so the listener does listen
        assert knocks == [1]
