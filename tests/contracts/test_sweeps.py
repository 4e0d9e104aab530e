"""What comes in is stored once, matched, and silences its brand; our own mail never counts."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from leadwright.domain.identity import token
from leadwright.domain.letter import Sent
from leadwright.ledger import sweeps
from leadwright.ledger.tables import brands, holds, items, leads, mailboxes, messages, notices, suppression, work
from leadwright.ledger.views.people import why_stopped
from leadwright.ports.mailroom import RawMail
from tests.contracts.letterbox import BOX, Letterbox, mail

BOUNCE = """From: MAILER-DAEMON@mx.test
To: anna@ours.test
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce@mx.test>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.1.1

{enclosed}--b--
"""
ENCLOSED = "--b\nContent-Type: message/rfc822\n\nFrom: anna@ours.test\nMessage-ID: {}\n\nhello\n\n"


def bounce(to: str, message_id: str | None = None) -> RawMail:
    enclosed = ENCLOSED.format(message_id) if message_id else ""
    return replace(mail("x@y.test"), raw=BOUNCE.format(to=to, enclosed=enclosed).encode())


async def sent(letterbox: Letterbox) -> Sent:
    one, *_ = await letterbox.ready()
    return await letterbox.send(one)


async def test_a_reply_holds_the_brand_and_wakes_track_once(letterbox: Letterbox) -> None:
    ours = await sent(letterbox)
    reply = mail("Bo <info@glow.test>", In_Reply_To=ours.message_id)
    (stored,) = await letterbox.sweep(reply)
    assert (stored.key, stored.brand, stored.sent) == ("<m1@them.test>", "glow.test", ours.message_id)
    (hold,) = await letterbox.rows(holds)
    assert (hold.brand, hold.mail) == ("glow.test", stored.key)
    (task,) = await letterbox.rows(work)
    assert (task.stage, task.key, task.wake, task.priority) == ("track", ours.message_id, stored.key, 0)
    assert "Sent" in {item.kind for item in await letterbox.rows(items)}
    (box,) = await letterbox.rows(mailboxes)
    assert (box.cursor, box.swept_at) == ("7:42", letterbox.clock.now())

    letterbox.clock.pass_(hours=1)
    assert await letterbox.sweep(reply, replace(reply, folder="Spam", uid=9)) == []
    assert len(await letterbox.rows(holds)) == len(await letterbox.rows(work)) == 1
    (box,) = await letterbox.rows(mailboxes)
    assert box.swept_at == letterbox.clock.now()


@pytest.mark.parametrize(
    "reply",
    [
        lambda id_: mail("Bo <bo@elsewhere.test>", In_Reply_To=id_),
        lambda id_: mail("Bo <bo@elsewhere.test>", References=f"<x@y> {id_}"),
        lambda id_: mail("Bo <bo@elsewhere.test>", In_Reply_To="<unknown@x>", References=f"{id_} <x@y>"),
        lambda id_: bounce("nobody@elsewhere.test", id_),
        lambda id_: bounce("info@glow.test"),
        lambda id_: mail("INFO@glow.test"),
        lambda id_: mail("Bo <bo@glow.test>"),
        lambda id_: mail("Bo <bo@team.glow.test>"),
    ],
    ids=["in-reply-to", "references", "either", "enclosed", "recipient", "address", "colleague", "subdomain"],
)
async def test_matching(letterbox: Letterbox, reply: object) -> None:
    ours = await sent(letterbox)
    named = {"name": "glow.test", "brand": "glow.test", "kind": "domain", "why": "x", "ts": letterbox.clock.now()}
    await letterbox.do(brands.insert().values(named))
    (stored,) = await letterbox.sweep(reply(ours.message_id))  # type: ignore[operator]
    assert (stored.brand, stored.sent) == ("glow.test", ours.message_id)


@pytest.mark.parametrize("sender", ["stranger@gmail.com", "bo@low.test", "", "not an address"])
async def test_a_stranger_is_stored_and_shown(letterbox: Letterbox, sender: str) -> None:
    await sent(letterbox)
    (stored,) = await letterbox.sweep(mail(sender))
    assert (stored.sent, stored.brand) == (None, None)
    assert [notice.code for notice in await letterbox.rows(notices)] == ["unmatched-mail"]
    assert await letterbox.rows(holds) == []


@pytest.mark.parametrize("word", ["STOP {}", "Re: stop {}", "=?utf-8?q?AW:_Stop_{}?=", "Fwd: STOP\r\n {}"])
async def test_a_token_in_the_subject_stops_its_brand_whoever_sends_it(letterbox: Letterbox, word: str) -> None:
    ours = await sent(letterbox)
    word = word.format(token(letterbox.database.key, "glow.test"))
    unsubscribe = subjected("owner@gmail.com", word.upper() if word.startswith("STOP") else word)
    (stored,) = await letterbox.sweep(unsubscribe)
    assert (stored.brand, stored.sent) == ("glow.test", ours.message_id)
    stopped = sa.select(leads.c.state).where(leads.c.brand == "glow.test")
    assert await letterbox.database.read(lambda conn: conn.scalar(stopped)) == "stopped"
    assert await letterbox.database.read(lambda conn: why_stopped(conn, letterbox.database.key, "info@glow.test"))
    assert (await letterbox.row("glow.test#2")).status == "cancelled"
    await letterbox.sweep(replace(unsubscribe, raw=unsubscribe.raw.replace(b"<m1@", b"<m2@")))
    assert len(await letterbox.events("suppressed")) == 1


async def test_a_token_stops_a_brand_of_which_nothing_is_left(letterbox: Letterbox) -> None:
    key = letterbox.database.key
    (stored,) = await letterbox.sweep(subjected("owner@gmail.com", f"STOP {token(key, 'gone.test')}"))
    assert stored.brand is None
    assert await letterbox.database.read(lambda conn: why_stopped(conn, key, "anyone@gone.test"))


async def test_a_forged_token_in_the_subject_does_nothing(letterbox: Letterbox) -> None:
    await sent(letterbox)
    good, other = token(letterbox.database.key, "glow.test"), token(b"another key of 32 characters ....", "glow.test")
    for n, one in enumerate((other, good[:-1] + ("a" if good[-1] != "a" else "b"), good[:-1], "glow.test")):
        mail_ = subjected("owner@gmail.com", f"STOP {one}")
        await letterbox.sweep(replace(mail_, raw=mail_.raw.replace(b"<m1@", b"<m%d@" % n)))
    assert await letterbox.rows(suppression) == []
    assert await letterbox.rows(holds) == []


def subjected(sender: str, subject: str) -> RawMail:
    plain = mail(sender, text="")
    return replace(plain, raw=plain.raw.replace(b"Subject: Re: Your lamps", f"Subject: {subject}".encode()))


async def test_our_own_mail_never_counts(letterbox: Letterbox) -> None:
    ours = await sent(letterbox)
    copies = [
        mail(f"Anna <{BOX.address}>", message_id=ours.message_id),
        mail("Anna <ANNA+x@ours.test>", message_id="<by-hand@ours.test>", In_Reply_To=ours.message_id),
        replace(mail("alias@else.test", In_Reply_To=ours.message_id), folder="Sent"),
    ]
    letterbox.clock.pass_(minutes=5)
    assert await letterbox.sweep(*copies) == []
    assert await letterbox.rows(holds) == []
    assert (await letterbox.row("glow.test#1")).sent_at == ours.at
    assert {row.direction for row in await letterbox.rows(messages)} == {"out"}


async def test_the_copy_in_sent_settles_a_doubt(letterbox: Letterbox) -> None:
    one, *_ = await letterbox.ready()
    letter = await letterbox.leave(one)
    await letterbox.outbox.doubt(letter, reason="lost")
    await letterbox.sweep(mail(BOX.address, message_id=letter.message_id))
    assert (await letterbox.row(one.key)).status == "sent"
    assert isinstance(await letterbox.outbox.claim(one, run="again"), Sent)


@pytest.mark.parametrize("in_doubt", [True, False])
async def test_an_answer_proves_that_its_letter_left(letterbox: Letterbox, in_doubt: bool) -> None:
    one, *_ = await letterbox.ready()
    letter = await letterbox.leave(one)
    if in_doubt:
        await letterbox.outbox.doubt(letter, reason="lost")
    (stored,) = await letterbox.sweep(mail("info@glow.test", In_Reply_To=letter.message_id))
    assert stored.sent == letter.message_id
    assert (await letterbox.row(one.key)).status == "sent"
    assert (await letterbox.outbox.confirm(letter)).message_id == letter.message_id


async def test_a_responder_that_reuses_our_message_id_is_heard(letterbox: Letterbox) -> None:
    ours = await sent(letterbox)
    echo = mail("info@glow.test", message_id=ours.message_id, Auto_Submitted="auto-replied")
    (stored,) = await letterbox.sweep(echo)
    assert (stored.key[:7], stored.brand) == ("sha256:", "glow.test")
    assert await letterbox.sweep(echo) == []


@pytest.mark.parametrize("raw", [b"", b"\x00\xff\xfe", b"From: \x00\r\nSubject: =?x?q?=\r\n\r\n\x00", b"\r\n" * 9])
async def test_the_unreadable_is_stored_all_the_same(letterbox: Letterbox, raw: bytes) -> None:
    (stored,) = await letterbox.sweep(replace(mail("x@y.test"), raw=raw))
    assert (stored.raw, stored.sent) == (raw, None)
    assert [notice.code for notice in await letterbox.rows(notices)] == ["unmatched-mail"]
    assert await letterbox.sweep(replace(mail("x@y.test"), raw=raw)) == []


async def test_a_mail_that_crashes_its_reader_stops_no_sweep(
    letterbox: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(raw: bytes) -> None:
        raise RecursionError

    monkeypatch.setattr(sweeps, "read_mail", crash)
    monkeypatch.setattr(sweeps, "mail_key", crash)
    assert len(await letterbox.sweep(mail("x@y.test"), mail("z@y.test", message_id=""))) == 2


async def test_text_that_a_database_refuses_is_cleaned(letterbox: Letterbox) -> None:
    ours = await sent(letterbox)
    odd = mail("info@glow.test", message_id="<a\x00b@x>", text="nul \x00 here", In_Reply_To=ours.message_id)
    (stored,) = await letterbox.sweep(odd)
    assert stored.brand == "glow.test"
    assert "\x00" not in stored.key
