"""What travels in the world: a letter that the submission server took, and what comes back for it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses, parseaddr
from typing import Literal

from leadwright.world.dice import Dice

Folder = Literal["INBOX", "Spam", "Sent"]


@dataclass(frozen=True, slots=True)
class Letter:
    """One accepted letter for one recipient, as its reader sees it; addresses in lower case."""

    at: datetime
    mail_from: str
    rcpt: str
    message_id: str
    from_name: str
    reply_to: str
    subject: str
    in_reply_to: str
    references: tuple[str, ...]  # Message-IDs, oldest first
    unsubscribe: tuple[str, ...]  # the URIs of List-Unsubscribe, without angle brackets
    one_click: bool  # List-Unsubscribe-Post says so (RFC 8058 section 3.1)
    raw: bytes

    @property
    def thread(self) -> tuple[str, ...]:
        """Give every Message-ID that the letter refers to."""
        return tuple(dict.fromkeys((*self.references, self.in_reply_to))) if self.in_reply_to else self.references


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail that will lie in a mailbox of the operator at ``due``, and what it truly means.

    ``tag`` and ``category`` are those of the labelling guide of replies; ``business`` is the key of the business
    that caused it, empty where the letter went to nobody's address.
    """

    due: datetime
    to: str
    message_id: str
    raw: bytes
    business: str
    tag: str
    category: str
    stops: bool
    suppresses: bool
    text: str
    sender: str
    folder: Folder = "INBOX"
    says_stop: bool = False  # a person asks not to be written to again
    about: str = ""  # whom the mail is about, where somebody else has sent it


@dataclass(frozen=True, slots=True)
class Click:
    """What a person will do by the letter's link at ``due``; ``instead`` goes out where the link does not answer.

    ``how`` is click for the one-click opt-out of a mail program; link and erase for the buttons of the page behind it.
    """

    due: datetime
    business: str
    address: str
    url: str
    instead: Arrival | None
    how: str = "click"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The moment at which the recipient's server puts a letter into the recipient's mailbox."""

    due: datetime
    message_id: str
    rcpt: str
    business: str


Event = Arrival | Click | Delivery


def read_letter(raw: bytes, at: datetime, *, mail_from: str, rcpt: str) -> Letter:
    """Read a letter as a mail program does; headers that are missing give empty values."""
    mail = message_from_bytes(raw, policy=policy.default)
    name, author = parseaddr(str(mail["From"] or ""))
    replies = getaddresses([str(mail["Reply-To"] or "")])
    return Letter(
        at=at,
        mail_from=mail_from.lower(),
        rcpt=rcpt.lower(),
        message_id=str(mail["Message-ID"] or "").strip(),
        from_name=name,
        reply_to=(replies[0][1] or author or mail_from).lower() if replies else (author or mail_from).lower(),
        subject=str(mail["Subject"] or ""),
        in_reply_to=str(mail["In-Reply-To"] or "").strip(),
        references=_ids(str(mail["References"] or "")),
        unsubscribe=_uris(str(mail["List-Unsubscribe"] or "")),
        one_click="list-unsubscribe=one-click" in str(mail["List-Unsubscribe-Post"] or "").lower(),
        raw=raw,
    )


def body_of(letter: Letter) -> str:
    """Give the text that the reader of a letter sees, and quotes."""
    mail = message_from_bytes(letter.raw, policy=policy.default)
    body = mail.get_body(preferencelist=("plain", "html"))
    return str(body.get_content()).strip() if body is not None else ""


def mail_id(dice: Dice, domain: str, *key: str) -> str:
    """Make the Message-ID of a mail of the world: the same for the same seed and key."""
    return f"<{dice.roll('message-id', *key).randint(10**17, 10**18 - 1):x}@{domain}>"


def set_boundary(mail: Message, key: str) -> None:
    """Separate the parts of a mail by a line that depends on ``key`` alone; the library would draw one."""
    mail.set_boundary(f"=_{hashlib.sha256(key.encode()).hexdigest()[:24]}")


def domain_of(address: str) -> str:
    """Give the part of an address after its last @."""
    return address.rsplit("@", 1)[-1].lower()


def as_bytes(mail: EmailMessage) -> bytes:
    """Write a mail as it goes over the wire."""
    return mail.as_bytes(policy=policy.SMTP)


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in text.split() if part.startswith("<") and part.endswith(">")))


def _uris(header: str) -> tuple[str, ...]:
    parts: Sequence[str] = header.replace("\r\n", "").split(",")
    return tuple(part.strip()[1:-1] for part in parts if part.strip().startswith("<") and part.strip().endswith(">"))
