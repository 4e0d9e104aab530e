"""Delivery reports (RFC 3461, RFC 3464) as three families of mail servers write them, and reports of complaints.

All wordings are our own; what they share with real reports is the structure: multipart/report with a text for
people, the machine-readable part, and the letter or its header.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.header import Header
from email.message import Message
from email.utils import format_datetime

from leadwright.world.dice import Dice
from leadwright.world.envelopes import Arrival, Letter, domain_of, mail_id, set_boundary

FORMS = ("postfix", "exchange", "gmail")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a mail server says of a recipient: reply code, enhanced status (RFC 3463) and text."""

    name: str
    code: str
    status: str
    text: str

    @property
    def action(self) -> str:
        """Name what has been done (RFC 3464 section 2.3.3)."""
        return "delayed" if self.status.startswith("4.") else "failed"

    @property
    def dead(self) -> bool:
        """Say whether the address does not exist (5.1.x)."""
        return self.status.startswith("5.1.")


UNKNOWN = Verdict("unknown", "550", "5.1.1", "The email account that you tried to reach does not exist")
GONE = Verdict("gone", "550", "5.1.10", "Recipient not found by address lookup")
FULL = Verdict("full", "552", "5.2.2", "The mailbox is full and cannot take any more mail")
DELAYED = Verdict("delayed", "451", "4.4.1", "The connection to the mail server timed out")

# What people read, by family and action.
TEXTS = {
    ("postfix", "failed"): """This is the mail system at host {mta}.

We are sorry: your message could not be brought to the recipient named below. It is attached.

<{rcpt}>: host {host} said: {said}
""",
    ("postfix", "delayed"): """This is the mail system at host {mta}.

THIS IS A WARNING ONLY. YOU DO NOT NEED TO SEND YOUR MESSAGE AGAIN.

Your message has been waiting for four hours and will be tried again until it is five days old.

<{rcpt}>: host {host} said: {said}
""",
    ("exchange", "failed"): """Your message to {rcpt} couldn't be delivered.

Diagnostic information for administrators:

Generating server: {mta}

{rcpt}
Remote server returned '{said}'
""",
    ("exchange", "delayed"): """Delivery to this recipient is taking longer than usual:

{rcpt}

We will keep trying; nothing is needed from you.

Generating server: {mta}
Remote server returned '{said}'
""",
    ("gmail", "failed"): """** Address or mailbox problem **

Your message wasn't delivered to {rcpt}.

The response was:

{said}
""",
    ("gmail", "delayed"): """** Delivery incomplete **

There was a temporary problem while delivering your message to {rcpt}. We will go on trying for 46 more hours.

The response was:

{said}
""",
}


def report(letter: Letter, verdict: Verdict, *, due: datetime, business: str, dice: Dice) -> Arrival:
    """Write the report on one letter; ``dice`` chooses the family of server by the recipient's domain."""
    form = dice.roll("dsn-form", letter.rcpt).choice(FORMS)
    mta = f"mx.{domain_of(letter.mail_from)}"
    mail = Message(policy=policy.compat32.clone(max_line_length=200))
    ident = mail_id(dice, mta, "dsn", letter.message_id, letter.rcpt, verdict.name)
    for name, value in _headers(form, letter, verdict, mta).items():
        mail[name] = value
    mail["Message-ID"] = ident
    mail["Date"] = format_datetime(due)
    mail["MIME-Version"] = "1.0"
    mail["Content-Type"] = "multipart/report; report-type=delivery-status"
    said = f"{verdict.code} {verdict.status} {verdict.text}"
    text = TEXTS[form, verdict.action].format(mta=mta, rcpt=letter.rcpt, host=_host(letter), said=said)
    set_boundary(mail, ident)
    mail.set_payload([_words(text), _status(letter, verdict, mta, due=due), _original(form, letter)])
    return Arrival(
        due=due,
        to=letter.mail_from,
        message_id=ident,
        raw=mail.as_bytes(policy=policy.SMTP.clone(max_line_length=200)),
        business=business,
        tag="bounce",
        category="bounce",
        stops=verdict.action == "failed",
        suppresses=verdict.dead,
        text=text,
        sender=f"mailer-daemon@{mta}",
    )


def complaint(letter: Letter, *, due: datetime, business: str, dice: Dice) -> Arrival:
    """Write what the reader's provider sends where a letter is marked as spam (RFC 5965); it names the reader."""
    desk = f"feedback@mx.{domain_of(letter.rcpt)}"
    ident = mail_id(dice, domain_of(desk), "complaint", letter.message_id)
    mail = Message(policy=policy.compat32.clone(max_line_length=200))
    mail["From"], mail["To"], mail["Date"] = f"Feedback Loop <{desk}>", letter.mail_from, format_datetime(due)
    mail["Subject"] = "Abuse report for a message from your domain"
    mail["Message-ID"], mail["MIME-Version"] = ident, "1.0"
    mail["Content-Type"] = "multipart/report; report-type=feedback-report"
    text = f"This is an abuse report for a message received on {format_datetime(letter.at)}.\n"
    fields = {
        "Feedback-Type": "abuse",
        "User-Agent": "WorldLoop/1.0",
        "Version": "1",
        "Original-Mail-From": f"<{letter.mail_from}>",
        "Original-Rcpt-To": f"<{letter.rcpt}>",
        "Arrival-Date": format_datetime(letter.at),
    }
    part = Message()
    part["Content-Type"] = "message/feedback-report"
    part.set_payload("".join(f"{name}: {value}\n" for name, value in fields.items()))
    set_boundary(mail, ident)
    mail.set_payload([_words(text), part, _original("gmail", letter)])
    return Arrival(
        due=due,
        to=letter.mail_from,
        message_id=ident,
        raw=mail.as_bytes(policy=policy.SMTP.clone(max_line_length=200)),
        business=business,
        tag="negative",
        category="complaint",
        stops=True,
        suppresses=True,
        text=text,
        sender=desk,
        says_stop=True,
        about=letter.rcpt,
    )


def _headers(form: str, letter: Letter, verdict: Verdict, mta: str) -> dict[str, str]:
    delayed = verdict.action == "delayed"
    if form == "postfix":
        name = "Delayed Mail (still being retried)" if delayed else "Undelivered Mail Returned to Sender"
        own = {"From": f"MAILER-DAEMON@{mta} (Mail Delivery System)", "Subject": name}
    elif form == "exchange":
        name = "Delivery delayed" if delayed else "Undeliverable"
        own = {"From": f"Microsoft Outlook <postmaster@{mta}>", "Subject": Header(f"{name}: {letter.subject}").encode()}
        own |= {"In-Reply-To": letter.message_id, "References": letter.message_id, "Content-Language": "en-US"}
    else:
        name = "Delay" if delayed else "Failure"
        own = {"From": f"Mail Delivery Subsystem <mailer-daemon@{mta}>"}
        own |= {"Subject": f"Delivery Status Notification ({name})", "X-Failed-Recipients": letter.rcpt}
        own |= {"In-Reply-To": letter.message_id, "References": letter.message_id}
    return {"Return-Path": "<>", "To": letter.mail_from, "Auto-Submitted": "auto-replied", **own}


def _words(text: str) -> Message:
    part = Message()
    part["Content-Type"] = "text/plain; charset=us-ascii"
    part["Content-Description"] = "Notification"
    part.set_payload(text)
    return part


def _status(letter: Letter, verdict: Verdict, mta: str, *, due: datetime) -> Message:
    """Write the fields of RFC 3464: one block about the message, one about the recipient."""
    whole, one = Message(), Message()
    whole["Reporting-MTA"] = f"dns; {mta}"
    whole["Arrival-Date"] = format_datetime(letter.at)
    one["Final-Recipient"] = f"rfc822; {letter.rcpt}"
    one["Action"] = verdict.action
    one["Status"] = verdict.status
    one["Remote-MTA"] = f"dns; {_host(letter)}"
    one["Diagnostic-Code"] = f"smtp; {verdict.code} {verdict.status} {verdict.text}"
    one["Last-Attempt-Date"] = format_datetime(due)
    if verdict.action == "delayed":
        one["Will-Retry-Until"] = format_datetime(letter.at + timedelta(days=5))
    part = Message()
    part["Content-Type"] = "message/delivery-status"
    part.set_payload([whole, one])
    return part


def _original(form: str, letter: Letter) -> Message:
    part = Message()
    if form == "gmail":
        part["Content-Type"] = "message/rfc822"
        part.set_payload([message_from_bytes(letter.raw, policy=policy.compat32)])
        return part
    part["Content-Type"] = "text/rfc822-headers"
    header = letter.raw.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    part.set_payload(header.decode("ascii", "replace") + "\n")
    return part


def _host(letter: Letter) -> str:
    return f"mx.{domain_of(letter.rcpt)}"
