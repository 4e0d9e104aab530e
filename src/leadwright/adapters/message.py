"""A claimed letter as the bytes that leave (RFC 5322, RFC 2045)."""

import re
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.policy import SMTP

from leadwright.domain.errors import Drop
from leadwright.domain.letter import Letter

# Longer lines than the usual 78 (RFC 5322, 2.1.1 allows 998): folding would turn long Message-IDs and links into
# encoded words, which break threads and List-Unsubscribe.
POLICY = SMTP.clone(max_line_length=998)

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_ID = re.compile(r"<[^<>\s@]{1,250}@[^<>\s@]{1,250}>")
_THREAD = re.compile(r"\s{0,5}(?:re|fwd?|aw|wg|sv|vs|ref|odp|ynt|rif)\s{0,2}:", re.IGNORECASE)
_OURS = frozenset({"from", "to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version"})


def mime(letter: Letter) -> bytes:
    """Give the message with CRLF line ends; the same letter gives the same bytes.

    "Re: " is added only where the letter answers a mail of somebody else: a follow-up to our own letter keeps its
    subject, since nobody has written yet. Raises Drop(``bad-header``) for a header that would break out of its line,
    name a second person or not be plain ASCII where it must be, and Drop(``false-subject``) for a subject that claims
    a thread that is not there.
    """
    message = EmailMessage(policy=POLICY)
    _set_person(message, "From", letter.sender)
    _set_person(message, "To", letter.to)
    _set(message, "Subject", _subject(letter))
    message["Date"] = letter.at
    _set_ids(message, "Message-ID", (letter.message_id,))
    if letter.in_reply_to:
        _set_ids(message, "In-Reply-To", (letter.in_reply_to,))
    if letter.references:
        _set_ids(message, "References", letter.references)
    for name, value in letter.headers.items():
        if not _NAME.fullmatch(name) or name.lower() in _OURS or name.lower().startswith("content-"):
            raise Drop("bad-header", header=name[:60])
        _set(message, name, value)
    message.set_content(letter.body, cte="7bit" if _is_plain(letter.body) else "quoted-printable")
    return message.as_bytes()


def _subject(letter: Letter) -> str:
    answers = letter.in_reply_to is not None and _domain(letter.in_reply_to) != _domain(letter.message_id)
    claims = _THREAD.match(letter.subject) is not None
    if claims and not answers:
        raise Drop("false-subject", subject=letter.subject)
    return f"Re: {letter.subject}" if answers and not claims else letter.subject


def _domain(message_id: str) -> str:
    return message_id.rpartition("@")[2].rstrip(">").lower()


def _set(message: EmailMessage, name: str, value: str) -> None:
    if any(mark in value for mark in "\r\n\0"):
        raise Drop("bad-header", header=name)
    message[name] = value


def _set_person(message: EmailMessage, name: str, value: str) -> None:
    """Set an address header that must name exactly one person."""
    _set(message, name, value)
    header = message[name]
    people = header.addresses if isinstance(header, AddressHeader) else ()
    if len(people) != 1 or not people[0].domain or not people[0].addr_spec.isascii() or header.defects:
        raise Drop("bad-header", header=name)


def _set_ids(message: EmailMessage, name: str, ids: tuple[str, ...]) -> None:
    if not all(_ID.fullmatch(one) and one.isascii() for one in ids):
        raise Drop("bad-header", header=name)
    message[name] = " ".join(ids)


def _is_plain(body: str) -> bool:
    return body.isascii() and all(len(line) < 990 for line in body.splitlines())
