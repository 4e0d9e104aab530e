"""The dashboard in a real browser: pages render, nothing strange runs, and our own forms are taken."""

import asyncio
import base64
import json
import shutil
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.doors.webdesk import *  # noqa: F403
from tests.doors.webdesk import Shown

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed: run make test-deps")
PAGES = ("/", "/funnel", "/plan", "/mailable", "/leads", "/held", "/drafts", "/inbox", "/lead?who=evil.test")
PATIENCE = 60  # seconds for anything that the browser does
BAD = {"Runtime.exceptionThrown", "Page.javascriptDialogOpening"}


class Browser:
    """One tab, spoken to by the DevTools protocol; keeps what must not happen."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._number = socket, 0
        self.wrong: list[Any] = []

    async def do(self, method: str, **params: Any) -> dict[str, Any]:
        """Send one command and give its result."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        while (said := await self._next()).get("id") != self._number:
            pass
        assert "error" not in said, said
        return dict(said["result"])

    async def until(self, event: str) -> None:
        """Wait for an event."""
        while (await self._next()).get("method") != event:
            pass

    async def _next(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(await asyncio.wait_for(self._socket.receive_str(), PATIENCE))
        entry = said.get("params", {}).get("entry", {})
        if said.get("method") in BAD or entry.get("level") == "error":
            self.wrong.append(said)
        return said

    async def open(self, url: str) -> None:
        """Go to a page and wait until it is there."""
        await self.do("Page.navigate", url=url)
        await self.until("Page.loadEventFired")

    async def ask(self, script: str) -> Any:
        """Give the value of an expression in the page."""
        return (await self.do("Runtime.evaluate", expression=script, returnByValue=True))["result"].get("value")

    async def picture(self) -> bytes:
        """Give what is seen, as PNG."""
        return base64.b64decode((await self.do("Page.captureScreenshot", format="png"))["data"])


@asynccontextmanager
async def browsing(folder: Path, *, width: int) -> AsyncIterator[Browser]:
    """Start a browser with a profile of its own, and end it."""
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage")
    process = await asyncio.create_subprocess_exec(
        str(CHROMIUM), *options, f"--user-data-dir={folder}", f"--window-size={width},900",
        "--remote-debugging-port=0", "about:blank", stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stderr
        while b"DevTools listening on ws://" not in (
            line := await asyncio.wait_for(process.stderr.readline(), PATIENCE)
        ):
            assert line, "the browser ended"
        port = line.decode().partition("127.0.0.1:")[2].partition("/")[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                tab = next(one for one in await answer.json() if one["type"] == "page")
            async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=2**26) as socket:
                browser = Browser(socket)
                for domain in ("Page", "Runtime", "Log"):
                    await browser.do(f"{domain}.enable")
                yield browser
    finally:
        process.kill()
        await process.wait()


async def test_pages_render_wide_and_narrow_and_nothing_strange_runs(shown: Shown, tmp_path: Path) -> None:
    for width in (1200, 500):
        async with browsing(tmp_path / str(width), width=width) as browser:
            for page in PAGES:
                await browser.open(shown.url + page)
                assert await browser.ask("document.documentElement.className") == "js", "our script runs"
                assert await browser.ask("getComputedStyle(document.querySelector('main')).maxWidth") == "1152px"
                assert await browser.ask("document.documentElement.scrollWidth <= innerWidth"), f"{page} at {width}"
                picture = await browser.picture()
                assert picture[:8] == b"\x89PNG\r\n\x1a\n"
                assert struct.unpack(">I", picture[16:20])[0] == width
                assert len(picture) > 10_000, f"{page} is empty"
            assert browser.wrong == []


async def test_a_person_approves_a_letter(shown: Shown, tmp_path: Path) -> None:
    async with browsing(tmp_path / "profile", width=1200) as browser:
        await browser.open(f"{shown.url}/drafts")
        await browser.ask("document.getElementById('choose-all').click()")
        await browser.ask("document.querySelector('#approve button').click()")
        await browser.until("Page.loadEventFired")
        assert await browser.ask("document.querySelector('.said').textContent") == "Approved: 1."
        assert browser.wrong == []
    assert await shown.desk.campaigns.drafts() == []
