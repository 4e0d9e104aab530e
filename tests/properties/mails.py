"""Mails built by hand, as people and machines write them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from leadwright.domain.letter import Letter
from leadwright.domain.optout import subject
from leadwright.ports.mailroom import RawMail
from tests.contracts.letterbox import BOX, TUESDAY
from tests.ledgers import KEY

TEXTS = {
    "yes": "Yes, please tell me more about it.",
    "details": "We sell lamps. Loading price lists takes 5 hours a week. Budget 300 a month, start next month.",
    "no": "No thank you, we are not interested.",
    "stop": "Please remove me from your list and never write to me again.",
    "ack": "Thank you for your message. We have received it and will answer within two working days.",
    "poison": "POISON",
}
REPORT = """From: MAILER-DAEMON@mx.test
To: {to}
Subject: {subject}
Message-ID: {id}
Date: {date}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

{subject}

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; {rcpt}
Action: {action}
Status: {status}

--b
Content-Type: message/rfc822

From: {to}
Message-ID: {about}

hello

--b--
"""
REPORTS = {
    "bounce": ("Undelivered Mail Returned to Sender", "failed", "5.1.1"),
    "full": ("Undelivered Mail Returned to Sender", "failed", "5.2.2"),
    "delayed": ("Delayed Mail (still being retried)", "delayed", "4.4.1"),
}
KINDS = (*TEXTS, *REPORTS, "away")


@dataclass(frozen=True)
class Written:
    """A mail that somebody wrote, and what they meant."""

    kind: str
    key: str  # its Message-ID
    raw: RawMail


def write(kind: str, brand: str, about: Letter | None, *, number: int, at: datetime) -> Written:
    """Write a mail of this kind from the brand, about our letter where there is one."""
    id_, date = f"<m{number}@{brand}>", f"{at:%a, %d %b %Y %H:%M:%S} +0000"
    ours = about.message_id if about else "<unknown@ours.test>"
    if kind in REPORTS:
        subject, action, status = REPORTS[kind]
        text = REPORT.format(
            to=BOX.address, subject=subject, id=id_, date=date, rcpt=f"info@{brand}", action=action, status=status,
            about=ours,
        )  # fmt: skip
        return Written(kind, id_, RawMail("INBOX", number, at, text.encode()))
    back = at + timedelta(days=6)
    said = TEXTS.get(kind, f"I am out of the office until {back:%d %B %Y} and will answer when I am back.")
    lines = [f"From: Bo <info@{brand}>", f"To: {BOX.address}", f"Message-ID: {id_}", f"Date: {date}"]
    lines += [f"Subject: {'Out of office' if kind == 'away' else 'Re: Your lamps'}"]
    lines += ["Auto-Submitted: auto-replied"] if kind in {"away", "ack"} else []
    lines += [f"In-Reply-To: {ours}"] if about else []
    return Written(kind, id_, RawMail("INBOX", number, at, "\r\n".join([*lines, "", said]).encode()))


ELSEWHERE = "a.n.n.a@gmail.com"  # where somebody answers from whom nobody knows
COMPLAINT = REPORT.replace("report-type=delivery-status", "report-type=feedback-report").replace(
    """Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; {rcpt}
Action: {action}
Status: {status}
""",
    """Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: mx/1
Version: 1
Original-Rcpt-To: {rcpt}
""",
)
SAID = (  # kinds of mail, and who writes it where it is not whom we wrote to
    ("stop", None),
    ("stop", ELSEWHERE),
    ("stop", "buying@glow.test"),
    ("mailto", ELSEWHERE),
    ("no", None),
    ("yes", "info+x@glow-shop.test"),
    ("bounce", None),
    ("complaint", None),
    ("unread", None),
    ("unread", ELSEWHERE),
)
TEXT_OF = {**TEXTS, "unread": TEXTS["yes"]}


def mail_of(kind: str, number: int, *, sender: str, about: str, to: str, brand: str) -> str:
    """Write a mail about our letter ``about``, which went to ``to``; a ``mailto`` names the brand alone."""
    id_, date = f"<m{number}@them.test>", f"{TUESDAY:%a, %d %b %Y %H:%M:%S} +0000"
    if kind in {"bounce", "complaint"}:
        form = REPORT if kind == "bounce" else COMPLAINT
        return form.format(
            to=BOX.address, subject="Undelivered Mail Returned to Sender" if kind == "bounce" else "Abuse report",
            id=id_, date=date, rcpt=to, action="failed", status="5.1.1", about=about,
        )  # fmt: skip
    lines = [f"From: Bo <{sender}>", f"To: {BOX.address}", f"Message-ID: {id_}", f"Date: {date}"]
    if kind == "mailto":
        return "\r\n".join([*lines, f"Subject: {subject(KEY, brand)}", "", ""])
    lines += ["Subject: Re: Your lamps", f"In-Reply-To: {about}", "", TEXT_OF[kind]]
    return "\r\n".join(lines)
