"""Whether a mail says that ours did not arrive, whom that is about, and whose fault it is.

Reports with fields (RFC 3464, RFC 5965) are believed first, prose second. A delay warning is no bounce: it has the
kind ``delay``. A failure of class 5.7 or a spam verdict is about us and has the kind ``policy``: it never marks the
address.
"""

import re
from dataclasses import dataclass

from leadwright.reading.dsn import Failure, address_in, blocks_of, failures_in
from leadwright.reading.failures import STATUS, is_delay, kind_of, status_in
from leadwright.reading.mail import Envelope
from leadwright.reading.notices import is_notice, local_in, recipients_in, split_notice

_ID = re.compile(r"(?im)^[ \t>]{0,6}message-id:\s{0,5}(<[^<>\s]{1,995}>)")
_TO = re.compile(r"(?im)^[ \t>]{0,6}to:[ \t]{0,5}([^\n]{1,500})")
_CHALLENGE = re.compile(
    r"(?i)please confirm (?:your|this|that)|confirm that you|challenge[- ]response|(?:is|being) held because|"
    r"has not been verified|to release your message|prove (?:that )?you"
)
_SUCCESS = ("delivered", "relayed", "expanded")


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail of ours that came back, or that somebody complained about."""

    recipients: tuple[str, ...]  # lower-case
    status: str | None  # RFC 3463, such as 5.1.1
    action: str  # failed, delayed; of a feedback report its type: abuse, auth-failure ...
    kind: str  # hard soft delay policy full report
    original_message_ids: tuple[str, ...]
    diagnostic: str  # the server's words, at most 500 characters

    @property
    def is_complaint(self) -> bool:
        """Whether a recipient called our letter abuse; a report about DMARC or DKIM (RFC 6591) is none."""
        return self.kind == "report" and self.action != "auth-failure"


def bounce_of(envelope: Envelope) -> Bounce | None:
    """Read a delivery failure, a delay warning or a feedback report; None for any other mail."""
    report = _feedback(envelope)
    if report:
        return report
    notice, original = split_notice(envelope.text)
    fields = "\n\n".join(part.text for part in envelope.reports if "status" in part.type)
    failures = failures_in(fields or envelope.text)
    if failures:
        return _from_fields(envelope, failures, notice)
    if envelope.type != "multipart/report" and not is_notice(envelope, notice):
        return None
    if _is_answer(notice):
        return None
    return _from_words(envelope, notice, original)


def _is_answer(notice: str) -> bool:
    """A challenge or an absence from a server is an automatic answer, not a failure."""
    return bool(_CHALLENGE.search(notice[:3_000])) and not status_in(notice)


def _from_fields(envelope: Envelope, failures: list[Failure], notice: str) -> Bounce | None:
    bad = [one for one in failures if one.action not in _SUCCESS]
    if not bad:
        return None
    words = " ".join(dict.fromkeys(one.diagnostic for one in bad))
    status = _best_status([one.status for one in bad], f"{words}\n{notice}")
    delayed = all(one.action == "delayed" for one in bad)
    return Bounce(
        recipients=tuple(dict.fromkeys(address for one in bad if (address := one.final or one.original))),
        status=status,
        action="delayed" if delayed else bad[0].action or "failed",
        kind="delay" if delayed else kind_of(status, f"{words}\n{notice[:4_000]}"),
        original_message_ids=_originals(envelope, ""),
        diagnostic=" ".join((words or notice).split())[:500],
    )


def _from_words(envelope: Envelope, notice: str, original: str) -> Bounce:
    ours = frozenset((*envelope.recipients, envelope.sender))
    failed = tuple(
        address for piece in envelope.header("x-failed-recipients").split(",") if (address := address_in(piece))
    )
    status = status_in(notice)
    late = is_delay(envelope.subject, notice)
    return Bounce(
        recipients=failed
        or recipients_in(notice, ours)
        or local_in(notice, envelope.sender)
        or _addressee(envelope, original),
        status=status,
        action="delayed" if late else "failed",
        kind="delay" if late else kind_of(status, notice[:6_000]),
        original_message_ids=_originals(envelope, original),
        diagnostic=" ".join(notice.split())[:500],
    )


def _best_status(given: list[str], words: str) -> str | None:
    """The report's own status; where that is vague (x.0.0), the one in the server's words."""
    found = [match.group() for value in given if (match := STATUS.search(value))]
    if found and not found[0].endswith(".0.0"):
        return found[0]
    return status_in(words) or (found[0] if found else None)


def _originals(envelope: Envelope, original: str) -> tuple[str, ...]:
    said = tuple(_ID.findall((original or envelope.text)[:50_000]))[:1]
    return tuple(dict.fromkeys((*envelope.attached, *said, *envelope.in_reply_to, *envelope.references)))


def _addressee(envelope: Envelope, original: str) -> tuple[str, ...]:
    """Whom the enclosed original was written to."""
    for text in (*envelope.enclosed, original):
        found = _TO.search(text[:50_000])
        address = address_in(found.group(1)) if found else ""
        if address:
            return (address,)
    return ()


def _feedback(envelope: Envelope) -> Bounce | None:
    """A complaint passed on by a provider (RFC 5965), or Microsoft's form of it without fields."""
    parts = [part.text for part in envelope.reports if "feedback-report" in part.type]
    junk = "x-hmxmroriginalrecipient" in "\n".join(envelope.enclosed).lower()[:50_000]
    if not parts and not junk:
        return None
    fields = {name: value for block in blocks_of("\n\n".join(parts)) for name, value in block.items()}
    named = fields.get("original-rcpt-to") or fields.get("removal-recipient") or ""
    hotmail = re.search(r"(?im)^x-hmxmroriginalrecipient:\s{0,5}([^\n]{1,300})", "\n".join(envelope.enclosed)[:50_000])
    address = address_in(hotmail.group(1) if hotmail else named)
    return Bounce(
        recipients=(address,) if address else _addressee(envelope, ""),
        status=None,
        action=fields.get("feedback-type", "abuse").lower(),
        kind="report",
        original_message_ids=_originals(envelope, ""),
        diagnostic=" ".join(envelope.text.split())[:500],
    )
