"""Mails as bytes: headers in every disguise, bodies in every wrapping, and what is broken."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadwright.reading.mail import mail_key, read_mail

SIMPLE = """\
From: =?utf-8?q?J=C3=BCrgen_K=C3=B6nig?= <Juergen@Laden.example>
To: Ann <ann@house.example>, bob@house.example
Cc: carla@laden.example
Subject: =?iso-8859-1?Q?Gr=FC=DFe_?= =?utf-8?b?8J+YgA==?=
Date: Mon, 2 Nov 2026 10:00:00 +0100
Message-ID: <m1@laden.example>
In-Reply-To: <first@house.example>
References: <zero@house.example> <first@house.example>
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

Sch=F6ne Gr=FC=DFe
"""


def test_headers_are_decoded() -> None:
    mail = read_mail(SIMPLE.encode())
    assert (mail.name, mail.sender) == ("Jürgen König", "juergen@laden.example")
    assert mail.recipients == ("ann@house.example", "bob@house.example", "carla@laden.example")
    assert mail.copied == ("carla@laden.example",)
    assert mail.subject == "Grüße 😀"
    assert mail.date == datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    assert mail.in_reply_to == ("<first@house.example>",)
    assert mail.references == ("<zero@house.example>", "<first@house.example>")
    assert (mail.auto, mail.sign) == (False, "")
    assert mail.text == "Schöne Grüße"


def test_line_ends_do_not_matter() -> None:
    assert read_mail(SIMPLE.replace("\n", "\r\n").encode()) == read_mail(SIMPLE.encode())


def test_key_is_the_message_id_else_a_digest() -> None:
    assert mail_key(SIMPLE.encode()) == "<m1@laden.example>"
    nameless = SIMPLE.replace("Message-ID", "X-Other").encode()
    assert mail_key(nameless).startswith("sha256:")
    assert mail_key(nameless) == mail_key(nameless) != mail_key(nameless + b".")


@pytest.mark.parametrize(
    ("header", "auto"),
    [
        ("Auto-Submitted: auto-replied", True),
        ("Auto-Submitted: no", False),
        ("X-Autoreply: yes", True),
        ("Precedence: auto_reply", True),
        ("Precedence: bulk", True),
        ("Precedence: list\nList-Id: <talk.example>", False),
        ("Return-Path: <>", True),
        ("X-Auto-Response-Suppress: OOF", False),  # asks others to be silent: people's Outlook sends it too
    ],
)
def test_machines_say_so(header: str, auto: bool) -> None:
    assert read_mail(f"{header}\n{SIMPLE}".encode()).auto is auto


def test_html_alone_becomes_text_without_its_signature() -> None:
    raw = (
        "From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n"
        "<html><head><style>p{}</style></head><body><p>Yes,<br>please.</p><div class='gmail_signature'>Ann</div>"
        "<blockquote>Shall we?</blockquote></body></html>"
    )
    mail = read_mail(raw.encode())
    assert mail.html
    assert mail.text == "Yes,\nplease.\n\n> Shall we?"


def test_the_plain_part_wins_and_files_are_left_alone() -> None:
    raw = """\
From: a@b.example
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: multipart/alternative; boundary=y

--y
Content-Type: text/plain

plain words
--y
Content-Type: text/html

<p>rich words</p>
--y--
--x
Content-Type: text/plain; name=notes.txt
Content-Disposition: attachment; filename=notes.txt

secret
--x--
"""
    assert read_mail(raw.encode()).text.strip() == "plain words"


def test_enclosed_mails_give_their_ids() -> None:
    raw = """\
From: mailer-daemon@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x
Content-Type: text/plain

failed
--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; gone@shop.example
Action: failed
Status: 5.1.1
--x
Content-Type: message/rfc822

Message-ID: <ours@house.example>
To: gone@shop.example
Subject: hello

body
--x--
"""
    mail = read_mail(raw.encode())
    assert mail.attached == ("<ours@house.example>",)
    assert mail.reports[0].type == "message/delivery-status"
    assert "Final-Recipient: rfc822; gone@shop.example" in mail.reports[0].text


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"From: \r\nSubject: =?utf-8?b?!!!?=\r\n\r\nx",
        b"From: a@b.example\nContent-Type: text/plain; charset=no-such-set\n\n\xe4",
        b"Content-Type: multipart/mixed; boundary=\n\nfoo",
        b"Content-Type: multipart/mixed\n\n--x\n\nfoo",
        b"Date: Mon, 99 Foo 99999 99:99:99 +9999\n\n",
        b"Content-Transfer-Encoding: base64\n\n%%%%",
    ],
)
def test_broken_mail_is_read(raw: bytes) -> None:
    assert read_mail(raw).sender in ("", "a@b.example")
    assert mail_key(raw)


def test_a_bomb_of_nested_parts_ends() -> None:
    raw = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(3_000))
    assert read_mail(b"From: a@b.example\n" + raw).sender == "a@b.example"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=600))
def test_no_bytes_raise(junk: bytes) -> None:
    read_mail(junk)
    read_mail(SIMPLE.encode() + junk)
