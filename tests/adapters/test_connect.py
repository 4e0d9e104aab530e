"""Where the crawler may connect: public addresses only, whatever they are written as."""

import asyncio
import socket

import pytest
from yarl import URL

from leadwright.adapters.connect import Guard, Refused, is_public, refusal
from leadwright.adapters.web import Limits, PoliteWeb
from leadwright.domain.site import Page
from leadwright.world.clock import JumpClock
from tests.adapters.webservers import START, SmallWeb, reader, small_web

HOME = "http://shop.test/"


def nothing(_: Page) -> list[str]:
    return []


async def why(small: SmallWeb, url: str = HOME, limits: Limits | None = None) -> str:
    async with reader(small, limits=limits) as web:
        site = await web.visit(url, choose=nothing)
    assert not site.pages
    return site.unread[0].why


@pytest.fixture
def listener():
    """A door that nobody may knock at."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(0)
        yield door
        with pytest.raises(BlockingIOError):
            door.accept()


PRIVATE = ["127.0.0.1", "[::1]", "0x7f.1", "2130706433", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]", "localhost"]


@pytest.mark.parametrize("host", PRIVATE)
async def test_private_places_are_refused_without_reaching_anybody(host: str, listener: socket.socket):
    port = listener.getsockname()[1]
    async with small_web() as small:
        small.redirect("shop.test/", f"http://{host}:{port}/")
        small.redirect("shop2.test/", f"http://{host}/")
        assert await why(small) == "port"
        assert await why(small, "http://shop2.test/") == "address"
    clock = JumpClock(START)
    async with PoliteWeb(clock, agent="Leadwright/1") as web:
        for url in (f"http://{host}:{port}/", f"http://{host}/"):
            assert (await web.visit(url, choose=nothing)).unread[0].why in ("port", "address", "credentials")


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
async def test_a_name_that_leads_to_a_private_address_is_refused(
    address: str, listener: socket.socket, monkeypatch: pytest.MonkeyPatch
):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    place = (address, listener.getsockname()[1], 0, 0)[: 4 if ":" in address else 2]

    async def resolve(*_: object, **__: object) -> object:
        return [(family, socket.SOCK_STREAM, 6, "", place)]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
    async with PoliteWeb(JumpClock(START), agent="Leadwright/1") as web:
        site = await web.visit("http://innocent.example.com/", choose=nothing)
    assert site.unread[0].why == "address"


def test_guard_judges_the_address_of_the_socket():
    stream = (socket.AF_INET, socket.SOCK_STREAM, 6, "")
    for private in ("127.0.0.1", "192.168.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "168.63.129.16"):
        with pytest.raises(Refused):
            Guard(None)((*stream, (private, 80)))
    Guard(None)((*stream, ("93.184.216.34", 80))).close()
    names = {"shop.test": ("127.0.0.1", 8001)}
    Guard(names)((*stream, ("127.0.0.1", 8001))).close()
    for elsewhere in (("127.0.0.1", 8002), ("93.184.216.34", 80)):
        with pytest.raises(Refused):
            Guard(names)((*stream, elsewhere))


@pytest.mark.parametrize(
    "address",
    [
        "::ffff:192.168.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "fe80::1%eth0",
        "fc00::1",
        "::",
        "fd00:ec2::254",
        "ff02::1",
    ],
)
def test_private_addresses_in_ipv6_coats(address: str):
    assert not is_public(address)


def test_public_addresses():
    assert is_public("2606:2800:220:1:248:1893:25c8:1946")
    assert is_public("::ffff:93.184.216.34")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://shop.test/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://user@shop.test/", "credentials"),
        ("http://:secret@shop.test/", "credentials"),
        ("http://shop.test:22/", "port"),
        ("http://shop.0x10/", "address"),
        ("https://münchen.example/", None),
        ("https://shop.test/a?b=c", None),
    ],
)
def test_refusal(url: str, code: str | None):
    assert refusal(URL(url)) == code
