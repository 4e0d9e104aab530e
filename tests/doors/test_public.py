"""The recipients' page: scanners change nothing, a person or a mail program acts, nobody else learns anything."""

import asyncio
from collections.abc import Iterator
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest
import sqlalchemy as sa

from leadwright.domain.identity import token
from leadwright.doors.meter import MOST_NAMES, Meter
from leadwright.doors.public import LARGEST, MOST, public_app
from leadwright.doors.recipient_page import LANGUAGES, RecipientPage, text
from leadwright.doors.serving import served
from leadwright.ledger.database import Database
from leadwright.ledger.requests import MOST_UNSEEN
from leadwright.ledger.tables import erasures, events, holds, leads, notices, outreach, suppression
from leadwright.ledger.views.people import why_stopped
from leadwright.service.inbox import InboxDesk
from leadwright.service.recipients import LONGEST
from leadwright.writing.phrases import PHRASES
from tests.contracts.letterbox import BOX, OPERATOR
from tests.doors.publicdoor import BASE, PUBLIC, Public, open_public, public
from tests.doors.webdesk import Seen
from tests.ledgers import *  # noqa: F403
from tests.ledgers import KEY

__all__ = ["public"]

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
PREFETCH: tuple[dict[str, str], ...] = (
    {},
    {"Sec-Purpose": "prefetch"},
    {"Sec-Purpose": "prefetch;prerender"},
    {"Purpose": "prefetch"},
    {"X-Moz": "prefetch"},
)


def neutral() -> str:
    return RecipientPage(PUBLIC).neutral


def forged(good: str) -> Iterator[str]:
    """Give links that are none of ours, each made from one that is."""
    made = good.removeprefix("/u/")
    for n in (0, 1, 35, 70, 71):
        yield f"/u/{made[:n]}{'a' if made[n] != 'a' else 'b'}{made[n + 1 :]}"
    yield from (f"/u/{one}" for one in (made.upper(), made[:-1], f"{made}=", f"{made}a", "x", "%00%ff", "A" * 3000))
    yield from (f"/u/{one}" for one in ("%3Cscript%3E", token(b"another key of 32 characters ....", "glow.test")))


async def stopped(public: Public) -> bool:
    return await public.box.database.read(lambda conn: why_stopped(conn, KEY, "info@glow.test")) is not None


async def test_two_hundred_looks_at_every_link_of_a_letter_change_nothing(public: Public) -> None:
    ours = [link.removeprefix(BASE) for link in public.links if link.startswith(BASE)]
    assert len(ours) == 1, "the page and the one-click header are one link"
    assert {link for link in public.links if not link.startswith(BASE)} == {PUBLIC.booking}
    before = await public.dump()
    for path in (*ours, f"{ours[0]}?List-Unsubscribe=One-Click", f"{ours[0]}?do=erase-now", f"{ours[0]}?lang=fr"):
        asked = [
            public.ask(method, path, headers=PREFETCH[n % len(PREFETCH)])
            for n in range(50)
            for method in ("GET", "HEAD", "GET", "HEAD")
        ]
        for answer in await asyncio.gather(*asked):
            assert answer.status == 200
            assert "Set-Cookie" not in answer.headers
    assert await public.dump() == before
    assert not await stopped(public)


async def test_fifty_one_clicks_at_once_are_one_stop(public: Public) -> None:
    path = public.path
    typed = {"Content-Type": "application/x-www-form-urlencoded"}
    clicks = [public.ask("POST", path, data=b"List-Unsubscribe=One-Click", headers=typed) for _ in range(50)]
    answers = await asyncio.gather(*clicks)
    assert {answer.status for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert await public.count(events, events.c.type == "suppressed") == 1
    assert await stopped(public)
    assert await public.count(outreach, outreach.c.status == "cancelled") == 2
    state = sa.select(leads.c.state).where(leads.c.brand == "glow.test")
    assert await public.box.database.read(lambda conn: conn.scalar(state)) == "stopped"
    after = await public.dump()
    for _ in range(3):
        await public.ask("POST", path, data=ONE_CLICK)
    assert await public.dump() == after, "what is asked again writes nothing at all"


async def test_one_click_in_every_encoding(public: Public) -> None:
    parts = aiohttp.FormData(ONE_CLICK, default_to_multipart=True)
    plain = b"List-Unsubscribe=One-Click"
    for body, headers in ((parts, {}), (plain, {"Content-Type": "text/plain"}), (plain, {}), (ONE_CLICK, {})):
        cross = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.test", **headers}
        answer = await public.ask("POST", public.path, data=body, headers=cross)
        assert answer.status == 200
        assert "Sie hören nicht wieder von uns" in answer.text
        assert "Set-Cookie" not in answer.headers
    assert await stopped(public)


@pytest.mark.parametrize(
    "body",
    [{}, {"List-Unsubscribe": "one-click"}, {"List-Unsubscribe": ""}, {"list-unsubscribe": "One-Click"}, {"stop": "1"},
     {"do": "STOP"}, {"do": "erase"}, {"do": "correct"}, {"do": "correct", "words": "  "}, {"words": "hello"}],
)  # fmt: skip
async def test_a_post_that_does_not_ask_for_it_does_nothing(public: Public, body: dict[str, str]) -> None:
    before = await public.dump()
    assert (await public.ask("POST", public.path, data=body)).status == 200
    assert await public.dump() == before


async def test_forged_and_altered_links_are_one_page(public: Public) -> None:
    before = await public.dump()
    pages = set()
    for path in forged(public.path):
        for method, data in (
            ("GET", None),
            ("POST", ONE_CLICK),
            ("POST", {"do": "erase-now"}),
            ("POST", {"do": "object"}),
        ):
            answer = await public.ask(method, path, data=data)
            kept = {name: value for name, value in answer.headers.items() if name.lower() != "date"}
            pages.add((answer.status, answer.text, str(sorted(kept.items()))))
    assert len(pages) == 1, "neither body nor status nor headers differ"
    assert next(iter(pages))[:2] == (200, neutral())
    assert await public.dump() == before


async def test_nothing_else_is_at_this_door(public: Public) -> None:
    good = public.path
    for method, path, status in (
        ("GET", "/", 404), ("GET", "/u/", 404), ("GET", f"{good}/", 404), ("GET", "/api/status", 404),
        ("GET", f"{good}/x", 404), ("PUT", good, 405), ("DELETE", good, 405), ("PATCH", "/u/x", 405),
    ):  # fmt: skip
        answer = await public.ask(method, path, data=ONE_CLICK if method != "GET" else None)
        assert (answer.status, answer.text) == (status, neutral()), path
        assert answer.headers["Cache-Control"] == "no-store"
    large = await public.ask("POST", good, data={"words": "y" * LARGEST, **ONE_CLICK})
    assert (large.status, large.text) == (413, neutral())
    many = await public.ask("POST", good, data={str(n): "x" for n in range(20)})
    assert (many.status, many.text) == (400, neutral())
    multipart = {"Content-Type": "multipart/form-data; boundary=x"}
    broken = await public.ask("POST", good, data=b"--x", headers=multipart)
    assert broken.status in {200, 400}
    assert not await stopped(public)


async def test_the_page_says_what_is_held_in_the_letters_language(public: Public) -> None:
    answer = await public.ask("GET", public.path)
    for said in (
        'lang="de"', "glow.test", "info@glow.test", "https://glow.test/contact", "als E-Mail-Link veröffentlicht",
        "https://forum.test/post/7", "Your lamps", "Ours &amp; Söhne Ltd", "1 Road, Town", BOX.address, "ICO",
        "sechs Monate", "Art. 21",
    ):  # fmt: skip
        assert said in answer.text, said
    assert "<script" not in answer.text
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert {form["method"] for form in Seen(answer.text).of("form")} == {"post"}
    other = await public.ask("GET", f"{public.path}?lang=fr")
    assert 'lang="fr"' in other.text
    assert "Ne plus rien recevoir" in (await public.ask("GET", f"{public.path}?lang=fr")).text
    assert 'lang="de"' in (await public.ask("GET", f"{public.path}?lang=xx")).text


async def act(public: Public, what: str, *, page: str = "", **fields: str) -> Any:
    """Press the button of a page as a browser does."""
    seen = Seen(page or (await public.ask("GET", public.path)).text)
    assert what in [button["value"] for button in seen.of("button")]
    (action,) = {str(form["action"]) for form in seen.of("form")}
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    return await public.ask("POST", f"/u/{action.removeprefix('./')}", data={"do": what, **fields}, headers=headers)


async def test_the_stop_button_stops(public: Public) -> None:
    assert "hören nicht wieder" in (await act(public, "stop")).text
    assert await stopped(public)
    page = (await public.ask("GET", public.path)).text
    assert "keine Schreiben mehr" in page
    assert 'value="stop"' not in page


async def test_an_objection_stops_and_is_noted_once(public: Public) -> None:
    for _ in range(3):
        assert "Widerspruch ist vermerkt" in (await act(public, "object")).text
    assert await stopped(public)
    assert await public.count(events, events.c.type == "objected") == 1
    assert [row.code for row in await public.box.rows(notices)] == ["recipient-objects"]
    (reason,) = {row.reason for row in await public.box.rows(suppression)}
    assert "Art. 21" in reason


async def test_a_correction_reaches_a_person_and_holds_the_brand(public: Public) -> None:
    words = "We are called <b>Glow</b>\n\nnot Lamps " + "x" * 2000
    assert "Ein Mensch liest es" in (await act(public, "correct", words=words)).text
    (notice,) = await public.box.rows(notices)
    assert notice.code == "recipient-corrects"
    assert "<b>Glow</b> not Lamps" in notice.facts
    assert len(notice.facts) < LONGEST + 100
    (hold,) = await public.box.rows(holds)
    assert (hold.brand, hold.mail) == ("glow.test", "recipient")
    assert not await stopped(public)
    for n in range(MOST_UNSEEN + 3):
        await act(public, "correct", words=f"again {n}")
    assert await public.count(notices) == MOST_UNSEEN


async def test_a_brand_that_was_corrected_gets_nothing_until_it_was_read(public: Public) -> None:
    await act(public, "correct", words="wrong name")
    public.box.outbox = public.box.outbox_of()  # whose letters these are
    _, second, _ = await public.box.brand("glow.test")
    await public.box.approvals.approve([second.key], by="anna")
    public.box.clock.pass_(days=7)
    await public.box.sweep()
    assert (await public.box.refusal(second)).code == "brand-held"
    inbox = InboxDesk(public.box.database, public.box.clock, lambda: None)  # type: ignore[arg-type]
    assert await inbox.read("glow.test", by="anna") == 1
    assert await public.box.outbox.claim(second, run="run")


async def test_everything_is_erased_after_a_second_question(public: Public) -> None:
    before = await public.dump()
    asked = await act(public, "erase")
    assert "Alles löschen?" in asked.text
    assert await public.dump() == before, "the question changes nothing"
    done = await act(public, "erase-now", page=asked.text)
    assert "ist gelöscht" in done.text
    assert await public.count(leads) == await public.count(outreach) == 0
    assert await public.count(erasures) > 0
    assert await public.box.database.read(lambda conn: why_stopped(conn, KEY, "info@glow.test"))
    for method, data in (("GET", None), ("POST", ONE_CLICK), ("POST", {"do": "erase-now"})):
        answer = await public.ask(method, public.path, data=data)
        assert (answer.status, answer.text) == (200, neutral()), "a link of which nothing is left is like any other"


async def test_a_link_stops_though_its_brand_is_unknown(public: Public) -> None:
    """As after the restore of a ledger that never knew it."""
    answer = await public.ask("POST", f"/u/{token(KEY, 'gone.test')}", data=ONE_CLICK)
    assert (answer.status, answer.text) == (200, neutral())
    assert await public.box.database.read(lambda conn: why_stopped(conn, KEY, "anyone@gone.test"))


async def test_a_form_that_another_site_sends_does_nothing(public: Public) -> None:
    before = await public.dump()
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.test"}):
        for what in ("stop", "object", "erase-now", "correct"):
            answer = await public.ask("POST", public.path, data={"do": what, "words": "x"}, headers=headers)
            assert answer.status == 200
    assert await public.dump() == before
    for origin in (BASE, public.url):
        answer = await public.ask("POST", public.path, data={"do": "stop"}, headers={"Origin": origin})
        assert "hören nicht wieder" in answer.text


async def test_what_failed_is_never_called_done() -> None:
    class Broken:
        operator = PUBLIC

        async def look(self, token: str) -> None:
            raise OSError("the ledger is away")

        stop = object = erase = look

        async def correct(self, token: str, words: str) -> bool:
            raise OSError(words)

    app = public_app(Broken())  # type: ignore[arg-type]
    async with (
        served(app, 0, change="x") as port,
        aiohttp.ClientSession() as session,
        session.post(f"http://127.0.0.1:{port}/u/x", data=ONE_CLICK) as answer,
    ):
        assert (answer.status, await answer.text()) == (500, neutral())


async def test_one_link_is_not_asked_for_without_end(public: Public) -> None:
    for _ in range(MOST // 100):
        await asyncio.gather(*(public.ask("HEAD", "/u/x") for _ in range(100)))
    assert (await public.ask("GET", "/u/x")).status == 429
    answer = await public.ask("GET", public.path)
    assert answer.status == 200, "each link by itself"
    public.door._meter._counts[public.path.removeprefix("/u/")] = MOST
    answer = await public.ask("GET", public.path)
    assert (answer.status, answer.text) == (429, neutral())
    assert (await public.ask("POST", public.path, data=ONE_CLICK)).status == 200, "a stop is never refused"
    assert await stopped(public)


def test_the_meter_forgets_each_minute_and_is_bounded() -> None:
    meter = Meter(2)
    assert [meter.takes("a", now) for now in (1, 2, 3, 60, 61.5)] == [True, True, False, False, True]
    for n in range(MOST_NAMES + 10):
        assert meter.takes(str(n), 62)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_language_has_every_word(database: Database, language: str) -> None:
    page = RecipientPage(OPERATOR)
    english, other = page._words["en"], page._words[language]
    assert list(other) == list(english)
    slots = {name: sorted(part.split("}")[0] for part in words.split("{")[1:]) for name, words in english.items()}
    assert {n: sorted(part.split("}")[0] for part in w.split("{")[1:]) for n, w in other.items()} == slots
    async with AsyncExitStack() as stack:
        public = await open_public(database, stack, language=language)
        for path in (public.path, f"{public.path}?lang={language}"):
            answer = await public.ask("GET", path)
            assert f'lang="{language}"' in answer.text
            assert other["stop"] in answer.text.replace("&#39;", "'")


def test_every_language_of_our_letters_has_a_page() -> None:
    assert set(PHRASES) <= set(LANGUAGES)
    assert "STOP" in text("neutral.html")
