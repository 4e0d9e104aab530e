"""The people of the world: each behaviour once, in real mail, and conversations that go on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage

import pytest

from leadwright.world.dice import Dice
from leadwright.world.envelopes import Arrival, read_letter
from leadwright.world.letters import Writer, write
from leadwright.world.library import CATEGORY, MEANING, Library
from leadwright.world.people import People
from tests.world.postoffice import ME, START, business, open_desk

HUMAN = ["yes", "question", "no", "stop", "colleague"]


def visible(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain", "html"))
    assert body is not None
    return str(body.get_content())


@pytest.mark.parametrize("behaviour", HUMAN)
async def test_people_answer_once_after_their_delay(behaviour: str) -> None:
    async with open_desk(business(behaviour)) as desk:
        to = f"ann@{behaviour}.test"
        await desk.send(desk.letter(to))
        await desk.wait(days=1)
        again = desk.letter(to, **{"Message-ID": "<second@x.test>", "In-Reply-To": f"<first-{to}>"})
        await desk.send(again)
        await desk.wait(days=2)
        ((mail, moment),) = await desk.read()
        assert moment == START + timedelta(hours=3) == mail["Date"].datetime
        assert mail["Auto-Submitted"] is None
        (planted,) = desk.log.replies
        assert planted.message_id == mail["Message-ID"]
        assert planted.text.splitlines()[0].replace("'", "") in visible(mail).replace("&#x27;", "").replace("'", "")
        assert (planted.tag, planted.stops) == (MEANING[planted.category][0], True)
        assert [line.business for line in desk.log.stops] == [f"{behaviour}.test"] * planted.suppresses
        assert mail["From"].addresses[0].addr_spec == ("office@colleague.test" if behaviour == "colleague" else to)


@pytest.mark.parametrize("behaviour", ["away", "ack"])
async def test_machines_answer_at_once_and_say_so(behaviour: str) -> None:
    async with open_desk(business(behaviour)) as desk:
        await desk.send(desk.letter(f"ann@{behaviour}.test"))
        await desk.wait(hours=1)
        (mail,) = await desk.mails()
        assert mail["Auto-Submitted"] or mail["Precedence"]
        (planted,) = desk.log.replies
        assert (planted.tag, planted.stops, planted.suppresses) == ("auto", False, False)
        assert behaviour == "ack" or "March" in visible(mail)
        assert desk.log.stops == []


@asynccontextmanager
async def door(status: int) -> AsyncIterator[tuple[int, list[bytes]]]:
    """Serve as the product's opt-out page: answers every request with ``status``."""
    seen: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(int(row[15:]) for row in head.split(b"\r\n") if row.lower().startswith(b"content-length:"))
        seen.append(head + await reader.readexactly(length))
        writer.write(b"HTTP/1.1 %d X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % status)
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], seen


@pytest.mark.parametrize("status", [200, 500])
async def test_one_click_posts_and_falls_back_to_mail(status: int) -> None:
    async with door(status) as (port, seen), open_desk(business("stop_click")) as desk:
        link = f"<http://127.0.0.1:{port}/u/token>, <mailto:tom+u1@harbour-desk.test?subject=stop>"
        headers = {"List-Unsubscribe": link, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        await desk.send(desk.letter("ann@stop-click.test", **headers))
        await desk.wait(hours=4)
        assert seen[0].startswith(b"POST /u/token ")
        assert seen[0].endswith(b"\r\n\r\nList-Unsubscribe=One-Click")
        assert b"cookie" not in seen[0].lower()
        assert [(line.status, line.at) for line in desk.log.clicks] == [(status, START + timedelta(hours=3))]
        assert desk.log.stops[0].address == "ann@stop-click.test"
        assert [mail["Subject"] for mail in await desk.mails()] == ([] if status == 200 else ["stop"])


@pytest.mark.parametrize(
    ("behaviour", "how", "pressed"), [("stop_link", "link", b"do=stop"), ("erase", "erase", b"do=erase-now")]
)
async def test_the_buttons_of_the_page_are_pressed(behaviour: str, how: str, pressed: bytes) -> None:
    who = business(behaviour)
    async with door(200) as (port, seen), open_desk(who) as desk:
        headers = {
            "List-Unsubscribe": f"<http://127.0.0.1:{port}/u/token>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        await desk.send(desk.letter(str(who.address), **headers))
        await desk.wait(hours=4)
        assert seen[0].endswith(b"\r\n\r\n" + pressed)
        assert [(line.how, line.address) for line in desk.log.stops] == [(how, who.address)]


async def test_a_mail_to_the_opt_out_address_though_there_is_a_link() -> None:
    async with door(200) as (port, seen), open_desk(business("stop_mail")) as desk:
        link = f"<http://127.0.0.1:{port}/u/token>, <mailto:tom+u1@harbour-desk.test?subject=stop>"
        headers = {"List-Unsubscribe": link, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        await desk.send(desk.letter("ann@stop-mail.test", **headers))
        await desk.wait(hours=4)
        assert seen == []
        assert [mail["To"] for mail in await desk.mails()] == ["tom+u1@harbour-desk.test"]


async def test_a_complaint_comes_as_a_report_that_names_the_reader() -> None:
    async with open_desk(business("complaint")) as desk:
        await desk.send(desk.letter("ann@complaint.test"))
        await desk.wait(hours=4)
        (mail,) = await desk.mails()
        assert mail.get_content_type() == "multipart/report"
        assert [part.get_content_type() for part in mail.iter_parts()] == [
            "text/plain", "message/feedback-report", "message/rfc822",
        ]  # fmt: skip
        assert "Original-Rcpt-To: <ann@complaint.test>" in str(mail)
        (planted,) = desk.log.replies
        assert (planted.tag, planted.category, planted.suppresses) == ("negative", "complaint", True)
        assert [line.address for line in desk.log.stops] == ["ann@complaint.test"]


async def test_one_click_without_a_link_is_a_mail_and_without_anything_words() -> None:
    firms = business("stop_click"), business("stop_click", key="bare.test")
    async with open_desk(*firms) as desk:
        mailto = {"List-Unsubscribe": "<mailto:tom+u1@harbour-desk.test>"}
        await desk.send(desk.letter("ann@stop-click.test", **mailto), desk.letter("ann@bare.test"))
        await desk.wait(hours=4)
        first, second = await desk.mails()
        assert first["To"] == "tom+u1@harbour-desk.test"
        assert first["In-Reply-To"] is None
        assert str(second["Subject"]).lower().startswith("re:")
        assert [(line.tag, line.suppresses) for line in desk.log.replies] == [("unsubscribe", True)] * 2
        assert {line.business for line in desk.log.stops} == {"stop-click.test", "bare.test"}


async def test_links_beyond_this_machine_are_never_pressed() -> None:
    async with open_desk(business("stop_click")) as desk:
        headers = {
            "List-Unsubscribe": "<https://leadwright.example/u/t>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        await desk.send(desk.letter("ann@stop-click.test", **headers))
        await desk.wait(hours=4)
        assert [line.status for line in desk.log.clicks] == [0]


async def test_a_yes_goes_on_to_details_and_a_time() -> None:
    async with open_desk(business("yes")) as desk:
        await desk.send(desk.letter("ann@yes.test"))
        for number in range(1, 4):
            await desk.wait(hours=4)
            last = (await desk.mails())[-1]["Message-ID"]
            again = desk.letter("ann@yes.test", **{"Message-ID": f"<answer-{number}@x.test>", "In-Reply-To": last})
            await desk.send(again)
        await desk.wait(days=1)
        assert [line.category for line in desk.log.replies] == ["positive"] * 3
        assert any(word in desk.log.replies[1].text for word in ("month", "Budget"))


async def test_who_was_away_may_answer_the_next_letter_after_the_return() -> None:
    firms = [business("away", key=f"away{n}.test") for n in range(12)]
    async with open_desk(*firms) as desk:
        for day in range(3):
            letters = [desk.letter(f"ann@{firm.key}", **{"Message-ID": f"<{day}-{firm.key}>"}) for firm in firms]
            await desk.send(*letters)
            await desk.wait(days=4)
        tags = [line.tag for line in desk.log.replies]
        assert tags[:12] == ["auto"] * 12
        assert {"positive", "negative"} <= set(tags[12:]) <= {"positive", "negative"}
        assert all(line.at.date() >= date(2026, 3, 9) for line in desk.log.replies[12:])


async def test_some_answers_land_in_spam() -> None:
    async with open_desk(business("yes"), spam_share=1.0) as desk:
        await desk.send(desk.letter("ann@yes.test"))
        await desk.wait(hours=4)
        assert (len(await desk.mails()), len(await desk.mails("Spam"))) == (0, 1)


async def test_the_same_seed_gives_the_same_bytes() -> None:
    runs = []
    for _ in range(2):
        async with open_desk(*[business(name) for name in HUMAN], delay=timedelta(minutes=20), seed=7) as desk:
            await desk.send(*[desk.letter(f"ann@{name}.test") for name in HUMAN])
            await desk.wait(hours=1)
            runs.append(sorted(mail.as_bytes() for mail in await desk.mails()))
    assert runs[0] == runs[1]
    assert len(runs[0]) == len(HUMAN)


def test_every_wording_of_every_language_can_be_written() -> None:
    library = Library()
    assert set(library.languages) == {"en", "fr", "sv", "fi", "de", "es", "it", "nl", "ja", "pl"}
    raw = f"From: T <{ME}>\r\nSubject: Ä\r\nMessage-ID: <1@x>\r\n\r\nHello\r\n".encode()
    letter = read_letter(raw, START, mail_from=ME, rcpt="ann@yes.test")
    for language in library.languages:
        words, texts = library.words(language), set()
        for topic in CATEGORY:
            for seed in range(25):
                writer = Writer("Ann Lee", "ann@yes.test", business("yes"), date(2026, 3, 9))
                mail = write(letter, writer, topic=topic, due=START, words=words, dice=Dice(seed))
                assert "{" not in mail.text
                texts.add((topic, mail.category))
        assert {topic for topic, _ in texts} == set(CATEGORY)


def test_english_people_have_many_words_for_each_thing() -> None:
    words = Library().words("en")
    assert all(len(words.wordings[topic]) >= 5 for topic in CATEGORY)


def test_chance_goes_by_key_and_not_by_order() -> None:
    firms = [business(name) for name in HUMAN]

    def plan(order: list[str]) -> dict[str, object]:
        people, found = People(firms, Dice(3), Library()), {}
        for name in order:
            raw = f"From: T <{ME}>\r\nSubject: Hi\r\nMessage-ID: <{name}@x>\r\n\r\nHello\r\n".encode()
            letter = read_letter(raw, datetime(2026, 3, 2, tzinfo=UTC), mail_from=ME, rcpt=f"ann@{name}.test")
            found[name] = [event.raw for event in people.fate(letter) if isinstance(event, Arrival)]
        return found

    assert plan(HUMAN) == plan(HUMAN[::-1])
