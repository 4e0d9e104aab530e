"""Failures in fields and in prose, and what only looks like one."""

import pytest

from leadwright.reading.bounce import Bounce, bounce_of
from leadwright.reading.mail import read_mail


def _read(
    body: str, sender: str = "MAILER-DAEMON@mx.example", subject: str = "failure notice", more: str = ""
) -> Bounce | None:
    head = f"From: {sender}\nTo: me@house.example\nSubject: {subject}\n{more}"
    raw = f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}"
    return bounce_of(read_mail(raw.encode()))


def _report(
    fields: str, returned: str = "Message-ID: <ours@house.example>\nTo: kim@shop.example\n\nx"
) -> Bounce | None:
    raw = f"""\
From: Mail Delivery System <mailer-daemon@mx.example>
To: me@house.example
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

Sorry.
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

{fields}
--x
Content-Type: message/rfc822

{returned}
--x--
"""
    return bounce_of(read_mail(raw.encode()))


def test_fields_of_a_report() -> None:
    found = _report(
        "Final-Recipient: rfc822; Kim@shop.example\nAction: failed\nStatus: 5.1.1\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such\n user here"
    )
    assert found == Bounce(
        ("kim@shop.example",), "5.1.1", "failed", "hard", ("<ours@house.example>",), "smtp; 550 5.1.1 no such user here"
    )


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ("Action: failed\nStatus: 5.1.10", "hard"),
        ("Action: failed\nStatus: 5.1.2", "hard"),
        ("Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 User unknown", "hard"),
        ("Action: failed\nStatus: 5.2.2", "full"),
        ("Action: failed\nStatus: 4.2.2\nDiagnostic-Code: smtp; 452 mailbox full", "full"),
        ("Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 unsolicited mail", "policy"),
        ("Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 554 listed at a dnsbl", "policy"),
        ("Action: failed\nStatus: 4.4.1\nDiagnostic-Code: smtp; connection timed out", "soft"),
        ("Action: delayed\nStatus: 4.4.1", "delay"),
    ],
)
def test_kinds(fields: str, kind: str) -> None:
    found = _report(f"Final-Recipient: rfc822; kim@shop.example\n{fields}")
    assert found is not None
    assert found.kind == kind


def test_a_vague_status_gives_way_to_the_words() -> None:
    found = _report(
        "Final-Recipient: rfc822; kim@shop.example\nAction: failed\nStatus: 5.0.0\n"
        "Diagnostic-Code: smtp; 550 5.1.1 gone"
    )
    assert found is not None
    assert found.status == "5.1.1"


def test_delivered_is_no_bounce() -> None:
    assert _report("Final-Recipient: rfc822; kim@shop.example\nAction: delivered\nStatus: 2.0.0") is None


PROSE = {
    "qmail": "Hi. This is the qmail-send program at mx.example.\n\n<kim@shop.example>:\n"
    "Sorry, no mailbox here by that name. (#5.1.1)\n\n"
    "--- Below this line is a copy of the message.\n\nReturn-Path: <me@house.example>\n"
    "Message-ID: <ours@house.example>\n",
    "Exim": "A message that you sent could not be delivered to one or more of its\nrecipients.\n\n  kim@shop.example\n"
    "    SMTP error: host mx.shop.example: 550 5.1.1 unknown\n\n------ This is a copy of the message ------\n\n"
    "Message-ID: <ours@house.example>\n",
    "Postfix": "This is the mail system.\n\n<kim@shop.example>: host mx.shop.example said: 550 5.1.1\n"
    "    User unknown\n",
    "Exchange": "Your message did not reach some or all of the intended recipients.\n\n  kim@shop.example on 2 Nov\n"
    "    The e-mail account does not exist. 550 5.1.1\n",
    "Gmail": "** Address not found **\n\nYour message wasn't delivered to kim@shop.example because the address couldn't"
    " be found."
    "\n\n550 5.1.1 does not exist\n",
    "Spanish": "Tu mensaje no se ha entregado a kim@shop.example porque no se ha encontrado la dirección.\n550 5.1.1\n",
    "sendmail": "   ----- Transcript of session follows -----\n... while talking to mx.shop.example\n"
    ">>> RCPT To:<kim@shop.example>\n"
    "<<< 550 5.1.1 unknown\n550 5.1.1 <kim@shop.example>... User unknown\n",
}


@pytest.mark.parametrize("body", PROSE.values(), ids=PROSE)
def test_prose_of_many_servers(body: str) -> None:
    found = _read(body)
    assert found is not None
    assert (found.recipients, found.status, found.kind) == (("kim@shop.example",), "5.1.1", "hard")
    if "<ours@" in body:
        assert found.original_message_ids == ("<ours@house.example>",)


def test_failed_recipients_header_is_believed() -> None:
    found = _read("It failed.", more="X-Failed-Recipients: kim@shop.example\n")
    assert found is not None
    assert found.recipients == ("kim@shop.example",)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Warning: message delayed 24 hours", "Your message to kim@shop.example is delayed. Attempts will continue."),
        ("Delivery Status Notification (Delay)", ("Temporary problem delivering to kim@shop.example. We will retry. "
         "You'll be notified if the delivery fails permanently.")),
    ],
)  # fmt: skip
def test_a_delay_is_no_bounce(subject: str, body: str) -> None:
    found = _read(body, subject=subject)
    assert found is not None
    assert (found.kind, found.action) == ("delay", "delayed")


def test_our_own_address_is_never_the_failed_one() -> None:
    found = _read("Mail from <me@house.example> failed:\n\n<kim@shop.example>: unknown user")
    assert found is not None
    assert found.recipients == ("kim@shop.example",)


def test_a_complaint_is_a_report() -> None:
    raw = """\
From: fbl@provider.example
To: abuse@house.example
Subject: complaint
Content-Type: multipart/report; report-type=feedback-report; boundary=x

--x
Content-Type: text/plain

A user complained.
--x
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Loop/1.0
Version: 1
Original-Rcpt-To: <kim@shop.example>
--x
Content-Type: message/rfc822

Message-ID: <ours@house.example>
To: kim@shop.example

x
--x--
"""
    found = bounce_of(read_mail(raw.encode()))
    assert found is not None
    assert (found.kind, found.action, found.recipients) == ("report", "abuse", ("kim@shop.example",))
    assert found.original_message_ids == ("<ours@house.example>",)


@pytest.mark.parametrize(
    ("sender", "subject", "body"),
    [
        ("kim@shop.example", "Re: hello", "Your parcel could not be delivered, by the way. Call me."),
        ("kim@shop.example", "Automatic reply: hello", "I am out of the office."),
        ("news@shop.example", "Delivery problems solved", "Read how delivery to customers got faster."),
    ],
)
def test_ordinary_mail_is_none(sender: str, subject: str, body: str) -> None:
    assert _read(body, sender, subject, "In-Reply-To: <ours@house.example>\n") is None
