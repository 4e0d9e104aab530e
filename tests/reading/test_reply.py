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


MACHINES = (
    (
        "auto_out_of_office",
        "2026-11-02",
        "Out of office",
        "Auto-Submitted: auto-replied\n",
        "Hi, I'm away from Oct 19 until Nov 1 inclusive. Sam",
    ),
    (
        "auto_out_of_office",
        "2026-10-26",
        "Re: x",
        "",
        "Thanks for your mail. I'm currently out of the office and will be back on Monday, October 26th.",
    ),
    (
        "auto_out_of_office",
        None,
        "Auto: x",
        "Auto-Submitted: auto-replied\n",
        "Our shop is closed for stocktaking. We will answer as soon as we can.",
    ),
    (
        "auto_out_of_office",
        "2026-11-05",
        "Abwesend: x",
        "Auto-Submitted: auto-replied\n",
        "Guten Tag, ich bin bis einschließlich 04.11.2026 nicht erreichbar. In dringenden Fällen: info@laden.example",
    ),
    (
        "auto_out_of_office",
        "2026-11-16",
        "Abwesenheit",
        "Auto-Submitted: auto-replied\n",
        "Wir haben Betriebsferien vom 2.11. bis 15.11. Ab 16.11. sind wir wieder für Sie da.",
    ),
    (
        "auto_out_of_office",
        "2026-11-03",
        "Réponse automatique",
        "Auto-Submitted: auto-replied\n",
        "Bonjour, je suis en congés jusqu'au 2 novembre inclus.",
    ),
    (
        "auto_out_of_office",
        "2026-11-10",
        "Respuesta automática",
        "Auto-Submitted: auto-replied\n",
        "Estoy de vacaciones. Vuelvo el martes 10 de noviembre.",
    ),
    (
        "auto_out_of_office",
        None,
        "Risposta automatica",
        "Auto-Submitted: auto-replied\n",
        "Sono in maternità. Per urgenze scrivere a ufficio@negozio.example",
    ),
    (
        "auto_out_of_office",
        "2026-11-09",
        "Resposta automática",
        "Auto-Submitted: auto-replied\n",
        "Estou de férias, retorno em 09/11.",
    ),
    (
        "auto_out_of_office",
        "2026-11-02",
        "Automatisch antwoord",
        "Auto-Submitted: auto-replied\n",
        "Ik ben afwezig tot 2 november.",
    ),
    (
        "auto_out_of_office",
        "2026-11-12",
        "Autoodpowiedź",
        "Auto-Submitted: auto-replied\n",
        "Jestem na urlopie do 11 listopada włącznie.",
    ),
    (
        "auto_out_of_office",
        "2026-11-09",
        "Автоответ",
        "Auto-Submitted: auto-replied\n",
        "Я в отпуске, вернусь 9 ноября.",
    ),
    (
        "auto_out_of_office",
        "2026-11-02",
        "Frånvaro",
        "Auto-Submitted: auto-replied\n",
        "Jag är på semester och åter måndag 2 november.",
    ),
    (
        "auto_ack",
        None,
        "Your request (#1234) has been received",
        "Auto-Submitted: auto-replied\n",
        "Hello, your request (#1234) has been received and is being reviewed by our support staff.",
    ),
    (
        "auto_ack",
        None,
        "Re: x",
        "",
        (
            "Thanks for contacting us! This is an automated confirmation that we got your email. We'll reply within "
            "2 business days."
        ),
    ),
    (
        "auto_ack",
        None,
        "Anfrage eingegangen",
        "Auto-Submitted: auto-replied\n",
        "Vielen Dank für Ihre Nachricht. Ihre Anfrage ist bei uns eingegangen, Ticketnummer 5512.",
    ),
    (
        "auto_ack",
        None,
        "Accusé de réception",
        "Auto-Submitted: auto-replied\n",
        "Nous avons bien reçu votre message et vous répondrons dans les plus brefs délais.",
    ),
    (
        "auto_ack",
        None,
        "Re: x",
        "Auto-Submitted: auto-replied\n",
        "Hemos recibido tu mensaje. Te contestaremos lo antes posible.",
    ),
    (
        "auto_ack",
        None,
        "Your message awaits moderator approval",
        "Auto-Submitted: auto-replied\n",
        (
            "Your mail to 'sellers' with the subject x is being held until the list moderator can review it for "
            "approval."
        ),
    ),
    (
        "left_company",
        None,
        "Automatic reply",
        "Auto-Submitted: auto-replied\n",
        "I no longer work at Shop Ltd. Please contact lee@shop.example.",
    ),
    (
        "left_company",
        None,
        "Out of office",
        "Auto-Submitted: auto-replied\n",
        "Ich habe das Unternehmen zum 30.9. verlassen. Bitte wenden Sie sich an lee@shop.example",
    ),
    (
        "other",
        None,
        "Your weekly digest",
        "List-Id: <news.shop.example>\nPrecedence: bulk\n",
        "View this email in your browser. New arrivals! Unsubscribe here.",
    ),
    (
        "other",
        None,
        "Report Domain: house.example Submitter: google.com",
        "Auto-Submitted: auto-generated\n",
        "This is a DMARC aggregate report.",
    ),
    ("other", None, "Your receipt from Shop #2231", "Auto-Submitted: auto-generated\n", "Thanks for your order."),
    ("positive", None, "Accepted: Stock intro @ Tue Oct 27", "", "Kim Shaw has accepted this invitation."),
    (
        "positive",
        None,
        "New Event: Kim Shaw - 15 minute call",
        "Auto-Submitted: auto-generated\n",
        "Hi Ann, A new event has been scheduled. Invitee: Kim",
    ),
    ("negative", None, "Declined: Stock intro @ Tue Oct 27", "", "Kim Shaw has declined this invitation."),
    (
        "bounce",
        None,
        "Undeliverable: x",
        "",
        (
            "Your message to kim@shop.example couldn't be delivered. The group only accepts messages from people in "
            "its organization. 550 5.7.133"
        ),
    ),
    (
        "bounce",
        None,
        "Message blocked",
        "",
        "Your message to kim@shop.example has been blocked. 550 5.7.26 unauthenticated email",
    ),
    (
        "bounce",
        None,
        "Quarantine notice",
        "",
        "Your message to kim@shop.example was quarantined by the mail filter and awaits review by the administrator.",
    ),
    ("bounce", None, "Mail delivery failed", "", "kim@shop.example\n  mailbox is full / over quota"),
    (
        "bounce",
        None,
        "Rejected: x",
        "",
        (
            "Your message to the list sellers@shop.example was rejected: you are not allowed to post to this mailing "
            "list."
        ),
    ),
    (
        "auto_out_of_office",
        "2026-11-04",
        "Re: hello",
        "",
        "Hallo, dies ist eine automatische Nachricht. Ich bin erst am 4. November wieder im Büro.",
    ),
    ("auto_out_of_office", None, "Re: hello", "", "I'm on bereavement leave and not reading mail. Please be patient."),
    ("unsubscribe", None, "STOP", "", "\n\nSent from my iPhone"),
    ("unsubscribe", None, "Re: Stock", "", "Stop\n\nOn Mon, Ann wrote:\n> hi"),
    ("other", None, "Re: Stock", "", ""),
)


@pytest.mark.parametrize(("category", "until", "subject", "headers", "body"), MACHINES)
def test_machines_and_what_looks_like_them(
    category: str, until: str | None, subject: str, headers: str, body: str
) -> None:
    sender = (
        "Mail Delivery System <mailer-daemon@mx.example>" if category == "bounce" else "Kim Shaw <kim@shop.example>"
    )
    reply = _reply(body, headers=headers, sender=sender, subject=subject)
    assert (reply.category, str(reply.until) if reply.until else None) == (category, until)
