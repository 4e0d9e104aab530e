"""Whole mails as replies: what stops, what suppresses, who is meant, until when."""

from datetime import UTC, date, datetime

import pytest

from leadwright.domain.letter import Draft, Mail, Reply, Sent
from leadwright.reading.reply import reply_of

AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
SENT = Sent(
    "shop.example#1", "shop.example", 1, "first", "ann", "<ours@house.example>", AT, "plain/first/a", None, None
)
DRAFT = Draft("shop.example", 1, "first", "kim@shop.example", "ann", "Stock", "Worth fifteen minutes?", "en", "t", "GB")


def _reply(
    body: str, *, headers: str = "", sender: str = "Kim Shaw <kim@shop.example>", subject: str = "Re: Stock"
) -> Reply:
    raw = (
        f"From: {sender}\nTo: Ann <ann@house.example>\nSubject: {subject}\nDate: Tue, 3 Nov 2026 09:00:00 +0000\n"
        f"Message-ID: <m@shop.example>\nIn-Reply-To: <ours@house.example>\n{headers}"
        f"Content-Type: text/plain; charset=utf-8\n\n{body}"
    )
    return reply_of(Mail("<m@shop.example>", "ann", "INBOX", AT, raw.encode()), SENT, DRAFT)


def test_a_person_stops_the_sequence() -> None:
    reply = _reply(
        "Sure, Thursday at 3pm works.\n\nKim\n\nOn Mon, 2 Nov 2026, Ann <a@house.example> wrote:\n> say stop"
    )
    assert (reply.category, reply.tag, reply.human, reply.stops, reply.suppress) == (
        "positive",
        "positive",
        True,
        True,
        False,
    )
    assert reply.text == "Sure, Thursday at 3pm works."
    assert (reply.mail, reply.brand, reply.sent, reply.sender) == (
        "<m@shop.example>", "shop.example", "<ours@house.example>", "kim@shop.example",
    )  # fmt: skip


def test_the_quoted_letter_never_counts() -> None:
    assert _reply("How much is it?\n\n> Not interested? Reply unsubscribe.").category == "question"


def test_a_colleague_belongs_to_the_thread() -> None:
    reply = _reply("Not interested, thanks.", sender="Lee <lee@other.example>")
    assert (reply.brand, reply.sender, reply.tag) == ("shop.example", "lee@other.example", "negative")


@pytest.mark.parametrize("word", ["unsubscribe", "STOP", "Abmelden", "Désinscription", "baja", "отписаться"])
def test_one_word_opts_out(word: str) -> None:
    reply = _reply(word)
    assert (reply.tag, reply.suppress, reply.stops, reply.address) == ("unsubscribe", True, True, "kim@shop.example")


def test_an_opt_out_by_subject_alone() -> None:
    raw = (
        "From: kim@shop.example\nTo: out@house.example\nSubject: unsubscribe\nDate: Tue, 3 Nov 2026 09:00:00 +0000\n\n"
    )
    reply = reply_of(Mail("k", "ann", "INBOX", AT, raw.encode()), SENT, DRAFT)
    assert (reply.tag, reply.suppress) == ("unsubscribe", True)


def test_an_absence_is_not_human_and_stops_nothing() -> None:
    reply = _reply("I am away until 16 November. Urgent: lee@shop.example", headers="Auto-Submitted: auto-replied\n")
    assert (reply.category, reply.tag, reply.human, reply.stops) == ("auto_out_of_office", "auto", False, False)
    assert (reply.until, reply.referred) == (date(2026, 11, 16), "lee@shop.example")


def test_gone_for_good_closes_the_address() -> None:
    reply = _reply("I have left the company. Write to lee@shop.example.", headers="Auto-Submitted: auto-replied\n")
    assert (reply.category, reply.suppress, reply.address) == ("left_company", True, "kim@shop.example")
    assert reply.referred == "lee@shop.example"


def test_a_colleague_tells_that_somebody_left() -> None:
    reply = _reply("Kim left the company in June. Please write to us here.", sender="Office <office@shop.example>")
    assert (reply.category, reply.tag, reply.human, reply.suppress) == ("left_company", "neutral", True, True)
    assert (reply.address, reply.referred) == ("kim@shop.example", "office@shop.example")


def test_hard_bounces_suppress_and_policy_blocks_do_not() -> None:
    dead = _reply(
        "<kim@shop.example>: 550 5.1.1 unknown user", sender="MAILER-DAEMON@mx.example", subject="failure notice"
    )
    ours = _reply(
        "<kim@shop.example>: 550 5.7.1 spam detected", sender="MAILER-DAEMON@mx.example", subject="failure notice"
    )
    assert (dead.tag, dead.suppress, dead.stops, dead.address) == ("bounce", True, True, "kim@shop.example")
    assert (ours.tag, ours.suppress, ours.stops) == ("bounce", False, True)


def test_a_delay_stops_nothing() -> None:
    reply = _reply(
        "Your message to kim@shop.example has not yet been delivered. Attempts will continue.",
        sender="MAILER-DAEMON@mx.example",
        subject="Warning: message delayed",
    )
    assert (reply.tag, reply.stops, reply.suppress) == ("bounce", False, False)


def test_later_is_a_day() -> None:
    reply = _reply("Too busy now, ping me again in February please.")
    assert (reply.category, reply.until) == ("not_now", date(2027, 2, 1))


def test_a_copy_to_a_colleague_is_a_referral() -> None:
    reply = _reply("Lee, is this something for you?", headers="Cc: Lee <lee@shop.example>\n")
    assert (reply.category, reply.referred) == ("referral", "lee@shop.example")


def test_news_of_our_meeting_is_good_news() -> None:
    reply = _reply(
        "A new event has been scheduled\n\nWhen\nFriday, November 6 2026, 4pm",
        headers="Auto-Submitted: auto-generated\n",
        sender="calendar@booking.example",
        subject="Confirmed: Stock walkthrough",
    )
    assert (reply.tag, reply.stops) == ("positive", True)


def test_erasure_suppresses() -> None:
    assert _reply("Where is my address from? Delete my data under GDPR.").suppress
    assert not _reply("Where did you get my address?").suppress


def test_broken_mail_is_still_a_reply() -> None:
    reply = reply_of(Mail("k", "ann", "INBOX", AT, b"\xff\x00"), SENT, DRAFT)
    assert reply.brand == "shop.example"
