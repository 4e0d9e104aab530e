import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import feedparser
import pytest

from leadwright.world.clock import JumpClock
from leadwright.world.replay import FEED_HOST, ReplayServer

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("LEADWRIGHT_CORPUS", ROOT.parent / "shared" / "corpus")) / "web"


def saved(folder: Path) -> Path:
    rows = [
        ("pages/a-1.html.gz", "shop", "http://www.one.example/", "x/set"),
        ("pages/a-2.html.gz", "product", "http://one.example/p/2?v=1", "x/set"),
        ("pages/shop-two_deep_index.html.gz", "shop", "", "me/two.example"),
        ("pages/shop-two_deep_er_index.html.gz", "shop", "", "me/two.example"),
        ("pages/biz-7.html.gz", "business", "", "x/set"),
        ("live/home.html", "woo_live", "", "own run"),
        ("live/product_mug.html", "woo_live", "", "own run"),
        ("live/feed.xml", "woo_live", "", "own run"),
        ("forms/f.html.gz", "form_page", "", "x/forms"),
    ]
    lines = []
    for file, kind, url, origin in rows:
        path = folder / file
        path.parent.mkdir(exist_ok=True)
        data = f"<p>{file}</p>\r\n".encode()
        path.write_bytes(gzip.compress(data) if file.endswith(".gz") else data)
        lines.append(json.dumps({"file": file, "type": kind, "url": url, "origin": origin}))
    (folder / "manifest.jsonl").write_text("\n".join(lines))
    return folder


def test_hosts_and_paths(tmp_path: Path) -> None:
    server = ReplayServer(saved(tmp_path), JumpClock(START))
    assert server.count == 7
    assert server.pages["one.example"] == {"/": "pages/a-1.html.gz", "/p/2?v=1": "pages/a-2.html.gz"}
    assert server.pages["two.example"]["/"] == "pages/shop-two_deep_index.html.gz"
    assert server.pages["biz-7-replay.test"] == {"/": "pages/biz-7.html.gz"}
    assert server.pages["live-replay.test"]["/"] == "live/home.html"
    assert len(server.homes) == 4


async def test_saved_bytes_are_served_unchanged(tmp_path: Path) -> None:
    server = ReplayServer(saved(tmp_path), JumpClock(START))
    await server.start()
    async with aiohttp.ClientSession() as session:

        async def get(host: str, path: str) -> bytes:
            async with session.get(f"http://127.0.0.1:{server.port}{path}", headers={"Host": host}) as response:
                assert response.status == 200
                return await response.read()

        assert await get("one.example", "/p/2?v=1") == b"<p>pages/a-2.html.gz</p>\r\n"
        assert await get("live-replay.test", "/") == b"<p>live/home.html</p>\r\n"
        assert b"/product/mug" in await get("live-replay.test", "/sitemap.xml")
        feed = feedparser.parse(await get(FEED_HOST, "/0.xml"))
    await server.stop()
    assert {entry.link for entry in feed.entries} == set(server.posts)


@pytest.mark.corpus
def test_the_corpus_is_replayed_whole() -> None:
    if not CORPUS.is_dir():
        pytest.skip(f"no corpus at {CORPUS}")
    server = ReplayServer(CORPUS, JumpClock(START))
    assert server.count == 534
    assert all("/" in pages for pages in server.pages.values())
