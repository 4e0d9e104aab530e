"""The page of recipients: scanners change nothing, a person or a mail program stops everything, nobody learns more."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import uvicorn

from leadwright.domain.identity import hashes, read_token, token
from leadwright.doors.public import ASK, DONE, LARGEST, public_app
from leadwright.doors.serving import Quiet
from tests.doors.webdesk import Answer, Seen

KEY = b"the key of the tests, 32 bytes ."
GOOD = f"/u/{token(KEY, 'glow.test')}"
HASHED = hashes(KEY, "brand", "glow.test")[0]
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@dataclass
class Public:
    """The app on a port of this machine, and what it was told to stop."""

    session: aiohttp.ClientSession
    url: str = ""
    stopped: list[str] = field(default_factory=list)
    broken: bool = False

    async def stop(self, text: str) -> bool:
        if self.broken:
            raise OSError("the ledger is away")
        said = read_token(KEY, text)
        if said is not None:
            self.stopped.append(said)
        return said is not None

    async def ask(self, method: str, path: str, **more: Any) -> Answer:
        async with self.session.request(method, self.url + path, allow_redirects=False, **more) as answer:
            return Answer(answer.status, dict(answer.headers), await answer.text())


@pytest.fixture
async def public() -> AsyncIterator[Public]:
    async with aiohttp.ClientSession() as session:
        public = Public(session)
        server = Quiet(uvicorn.Config(public_app(public.stop), port=0, lifespan="off", log_config=None, ws="none"))
        ready = asyncio.Event()
        started = server.startup

        async def startup(sockets: Any = None) -> None:
            await started(sockets)
            ready.set()

        server.startup = startup  # type: ignore[method-assign]
        serving = asyncio.create_task(server.serve())
        await ready.wait()
        public.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        yield public
        server.should_exit = True
        with suppress(asyncio.CancelledError):
            await serving


async def test_looking_changes_nothing(public: Public) -> None:
    for method in ("GET", "HEAD"):
        answer = await public.ask(method, GOOD, params=ONE_CLICK)
        assert answer.status == 200
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for method in ("PUT", "DELETE", "PATCH"):
        assert (await public.ask(method, GOOD, data=ONE_CLICK)).status == 405
    assert public.stopped == []


async def test_one_click_stops_in_either_encoding_and_as_often_as_it_is_asked(public: Public) -> None:
    parts = aiohttp.FormData(ONE_CLICK, default_to_multipart=True)
    for body in (ONE_CLICK, parts, b"List-Unsubscribe=One-Click"):
        typed = {"Content-Type": "application/x-www-form-urlencoded"} if isinstance(body, bytes) else {}
        answer = await public.ask("POST", GOOD, data=body, headers=typed)
        assert (answer.status, answer.text) == (200, DONE)
        assert "Set-Cookie" not in answer.headers
    assert public.stopped == [HASHED] * 3


async def test_the_button_of_the_page_stops(public: Public) -> None:
    seen = Seen((await public.ask("GET", GOOD)).text)
    (form,), (button,) = list(seen.of("form")), list(seen.of("button"))
    assert form["method"] == "post"
    answer = await public.ask("POST", form.get("action") or GOOD, data={str(button["name"]): str(button["value"])})
    assert answer.text == DONE
    assert public.stopped == [HASHED]


@pytest.mark.parametrize(
    "body",
    [{}, {"List-Unsubscribe": "one-click"}, {"List-Unsubscribe": ""}, {"list-unsubscribe": "One-Click"}, {"stop": "1"}],
)
async def test_a_post_that_does_not_ask_for_it_stops_nothing(public: Public, body: dict[str, str]) -> None:
    answer = await public.ask("POST", GOOD, data=body)
    assert (answer.status, answer.text, public.stopped) == (200, ASK, [])


async def test_a_forged_link_gets_the_same_page_and_nothing_happens(public: Public) -> None:
    altered = GOOD[:-2] + ("A" if GOOD[-2] != "A" else "B") + GOOD[-1]
    other = f"/u/{token(b'another key of 32 characters ....', 'glow.test')}"
    for path in (altered, other, "/u/x", "/u/%00%ff", f"/u/{'A' * 3000}", "/u/%3Cscript%3E"):
        assert (await public.ask("GET", path)).text == ASK, path
        answer = await public.ask("POST", path, data=ONE_CLICK)
        assert (answer.status, answer.text) == (200, DONE), path
    assert public.stopped == []


async def test_what_is_too_large_or_no_form_stops_nothing(public: Public) -> None:
    large = await public.ask("POST", GOOD, data={"x": "y" * LARGEST, **ONE_CLICK})
    assert large.status == 413
    broken = await public.ask("POST", GOOD, data=b"--x", headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert broken.status in {200, 400}
    plain = await public.ask("POST", GOOD, data=b"List-Unsubscribe=One-Click", headers={"Content-Type": "text/plain"})
    assert plain.text == ASK
    assert public.stopped == []


async def test_a_stop_that_failed_is_never_called_done(public: Public) -> None:
    public.broken = True
    answer = await public.ask("POST", GOOD, data=ONE_CLICK)
    assert answer.status == 500
    assert "hear from us" not in answer.text
    assert "ledger" not in answer.text


async def test_there_is_nothing_else_at_this_door(public: Public) -> None:
    for path in ("/", "/u/", "/api/status", "/leads", "/u/a/b"):
        assert (await public.ask("GET", path)).status == 404, path
