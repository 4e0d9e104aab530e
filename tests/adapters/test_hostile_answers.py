"""Answers made to cost us time or memory, or to be taken for what they are not: each ends with its code."""

import asyncio
import gzip
import time
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from leadwright.adapters.web import Limits, PoliteWeb
from leadwright.domain.errors import Drop
from leadwright.domain.site import Site
from leadwright.world.clock import JumpClock
from tests.adapters.rawservers import Say, http, saying
from tests.adapters.webservers import START, reader, small_web

HOME = "http://shop.test/"
SMALL = Limits(page_bytes=200_000, seconds=0.25)
PAGE = b"<p>hello"
OK = b"HTTP/1.1 200 OK\r\n"
HEAD = OK + b"Content-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
MOVED = b"HTTP/1.1 302 Found\r\n"


async def visited(say: Say, limits: Limits = SMALL) -> Site:
    async with (
        saying(say) as place,
        PoliteWeb(JumpClock(START), agent="Leadwright/1", names={"shop.test": place}, limits=limits) as web,
    ):
        return await web.visit(HOME, choose=lambda _: [])


async def code(say: Say, limits: Limits = SMALL) -> str:
    site = await visited(say, limits)
    return "" if site.pages else site.unread[0].why


@pytest.fixture
def modest() -> Iterator[None]:
    """Fail where a test takes more than five seconds or twelve megabytes."""
    tracemalloc.start()
    started = time.perf_counter()
    yield
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - started < 5
    assert peak < 12_000_000


def packed(size: int, wbits: int) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, wbits)
    block = bytes(1_000_000)
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


@pytest.mark.usefixtures("modest")
@pytest.mark.parametrize(("coding", "wbits"), [("gzip", 31), ("deflate", 15), ("deflate", -15), ("GZIP", 31)])
async def test_bombs(coding: str, wbits: int):
    bomb = packed(100_000_000, wbits)
    assert len(bomb) < 600_000
    assert await code(http(bomb, f"Content-Encoding: {coding}")) == "too-large"


@pytest.mark.usefixtures("modest")
@pytest.mark.parametrize(
    "coding", ["br", "zstd", "compress", "x-unheard-of", "gzip, gzip", "identity, gzip", "aes128gcm"]
)
async def test_what_we_did_not_ask_to_be_packed_is_not_unpacked(coding: str):
    assert await code(http(gzip.compress(gzip.compress(PAGE)), f"Content-Encoding: {coding}")) == "garbled"


async def test_what_we_ask_for_is_what_we_can_unpack():
    async with small_web() as small:
        small.page("shop.test/", gzip.compress(PAGE), headers={"Content-Encoding": "gzip", "Content-Type": "text/html"})
        async with reader(small) as web:
            site = await web.visit(HOME, choose=lambda _: [])
    assert [page.html for page in site.pages] == ["<p>hello"]
    assert {asked.headers["Accept-Encoding"] for asked in small.asked} == {"gzip, deflate"}


@pytest.mark.usefixtures("modest")
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (http(b"not gzip at all", "Content-Encoding: gzip"), "garbled"),
        (http(PAGE, "Content-Encoding: identity"), ""),
        (http(bytes(100), "Content-Encoding: deflate"), "garbled"),
        (http(PAGE)[:-3], "garbled"),  # shorter than it says
        (http(PAGE) + OK + b"\r\nsmuggled", ""),  # longer: the rest is nobody's
        (OK + b"Content-Type: text/html\r\nContent-Length: 8\r\nContent-Length: 9\r\n\r\n" + PAGE, "garbled"),
        (OK + b"Content-Length: -1\r\n\r\n" + PAGE, "garbled"),
        (OK + b"Content-Length: 99999999999999999999999\r\n\r\n" + PAGE, "garbled"),
        (CHUNKED + b"zz\r\nhello\r\n0\r\n\r\n", "garbled"),
        (CHUNKED + b"fffffffffffffffff\r\nhello", "garbled"),
        (CHUNKED + b"-5\r\nhello\r\n", "garbled"),
        (CHUNKED + b"5\r\n<p>he", "garbled"),
        (CHUNKED + b"5;x=" + b"y" * 99_999 + b"\r\n<p>he\r\n", "garbled"),
        (HEAD + b"\r\n" + PAGE, ""),  # until it hangs up
        (b"HTTP/1.1 two hundred\r\n\r\n", "garbled"),
        (b"HTTP/9.9 200 OK\r\n\r\n", "garbled"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "garbled"),
        (b"220 mail.test ESMTP\r\n", "garbled"),
        (b"\x16\x03\x01\x02\x00\x01", "garbled"),
        (b"\0" * 10_000, "garbled"),
        (OK + b"no colon here\r\n\r\n", "garbled"),
        (OK + b"X: a\0b\r\n\r\n", "garbled"),
        (OK + b"X-Long: " + b"y" * 100_000 + b"\r\n\r\n", "garbled"),
        (OK + b"".join(b"X-%d: y\r\n" % n for n in range(5_000)) + b"\r\n", "garbled"),
        (HEAD + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 30_000) for n in range(5)) + b"\r\n" + PAGE, "garbled"),
        (HEAD + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 30_000) for n in range(4)) + b"\r\n" + PAGE, ""),
        (b"HTTP/1.1 200 " + b"O" * 100_000 + b"\r\n\r\n", "garbled"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", "status"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", "status"),
        (b"HTTP/1.1 999 Request denied\r\nContent-Length: 0\r\n\r\n", "status"),
        (b"", "unreachable"),
        (MOVED + b"Location: \r\nContent-Length: 0\r\n\r\n", "status"),
        (MOVED + b"Location: http://[\r\nContent-Length: 0\r\n\r\n", "address"),
        (MOVED + b"Location: /\xff\xfe\r\nContent-Length: 0\r\n\r\n", "redirect-loop"),
        (MOVED + b"Location: /\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", "redirect-loop"),
    ],
)  # fmt: skip
async def test_what_is_hardly_http(answer: bytes, expected: str):
    assert await code(answer) == expected


async def for_ever(writer: asyncio.StreamWriter, start: bytes, more: bytes, pause: float = 0.0) -> None:
    writer.write(start)
    while not writer.is_closing():
        writer.write(more)
        await writer.drain()
        await asyncio.sleep(pause)  # a server is slow in real time


@pytest.mark.usefixtures("modest")
@pytest.mark.parametrize(
    ("start", "more", "pause", "expected"),
    [
        (HEAD + b"\r\n", b"x" * 65_536, 0.0, "too-large"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", (b"400\r\n" + b"x" * 1_024 + b"\r\n") * 64, 0.0, "too-large"),
        (HEAD + b"\r\n", b"x", 0.02, "timeout"),
        (HEAD + b"Content-Length: 99\r\n\r\n", b"", 0.02, "timeout"),
        (HEAD, b"X-More: y\r\n", 0.0, "garbled"),
        (HEAD, b"X", 0.02, "timeout"),
        (b"", b"", 0.02, "timeout"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.01, "timeout"),
        (HEAD.replace(b"200 OK", b"500 No") + b"\r\n", b"x" * 65_536, 0.0, "status"),
    ],
)
async def test_what_never_ends(start: bytes, more: bytes, pause: float, expected: str):
    assert await code(lambda writer: for_ever(writer, start, more, pause)) == expected


@pytest.mark.parametrize("status", ["404 Gone", "403 No", "500 Broken"])
async def test_a_refusal_is_read_no_further_than_it_takes_to_know_a_wall(status: str):
    start = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n".encode()
    tracemalloc.start()
    try:
        assert await code(lambda writer: for_ever(writer, start, b"x" * 65_536), Limits(seconds=2)) == "status"
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.usefixtures("modest")
@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/octet-stream", "text/plain"])
async def test_of_a_large_file_hardly_a_byte_is_read(kind: str):
    sent = [0]

    async def pour(writer: asyncio.StreamWriter) -> None:
        writer.write(OK + b"Content-Type: %s\r\nContent-Length: 100000000\r\n\r\n" % kind.encode())
        for _ in range(1_000):
            writer.write(bytes(100_000))
            await writer.drain()
            sent[0] += 100_000

    assert await code(pour) == "not-html"
    assert sent[0] < 20_000_000  # what the sockets of the machine hold, at the most


@pytest.mark.usefixtures("modest")
async def test_an_image_that_says_it_is_a_page_stops_at_the_limit():
    assert await code(http(b"\x89PNG" + bytes(1_000_000))) == "too-large"


async def test_headers_of_odd_bytes_are_text_that_can_be_stored():
    site = await visited(http(PAGE, "X-Name: caf\xe9", "Set-Cookie: a=\xff\xfe", "Server: gr\xc3\xbc\xc3\x9fe"))
    headers = site.pages[0].headers
    assert all(value.encode() for value in headers.values())
    assert headers["server"] == "grüße"


@pytest.mark.parametrize("etag", ['"\xff"', '"' + "x" * 2_000 + '"', '"a\tb"'])
async def test_a_validator_that_cannot_go_back_is_not_kept(etag: str):
    feed, heads = http(b"<rss/>", f"ETag: {etag}", "Last-Modified: Mon, 02 Nov 2026 09:00:00 GMT"), bytearray()
    async with (
        saying(feed, heads=heads) as place,
        PoliteWeb(JumpClock(START), agent="L/1", names={"shop.test": place}) as web,
    ):
        assert (await web.fetch(HOME)).status == 200
        assert (await web.fetch(HOME)).status == 200
    assert heads.count(b"If-Modified-Since: Mon, 02 Nov 2026 09:00:00 GMT") == 1
    assert b"If-None-Match" not in heads


async def test_not_changed_is_no_answer_to_who_did_not_ask():
    async with (
        saying(b"HTTP/1.1 304 Not Modified\r\n\r\n") as place,
        PoliteWeb(JumpClock(START), agent="L/1", names={"shop.test": place}) as web,
    ):
        with pytest.raises(Drop) as drop:
            await web.fetch(HOME)
    assert drop.value.facts["status"] == 304


async def test_nothing_in_a_url_becomes_a_header_of_ours():
    async with small_web() as small:
        small.redirect("shop.test/", "/a%0d%0aX-Sent: 1")
        async with reader(small) as web:
            for url in (HOME, f"{HOME}\r\nX-Sent: 1\r\n\r\n", f"{HOME}?a\r\nX-Sent:1", f"{HOME} HTTP/1.1\r\nX-Sent: 1"):
                await web.visit(url, choose=lambda _: [])
            with pytest.raises(Drop):
                await web.fetch(HOME, headers={"X-Own": "a\r\nX-Sent: 1"})
    assert len(small.asked) > 3
    assert all("X-Sent" not in asked.headers for asked in small.asked)
