"""A stored mail as a reply: everything that reading knows, put together.

Order: a bounce or complaint report is what its form says; an opt-out by the link's address is an opt-out; a mail
about our own meeting is good news although a machine sent it; an automatic answer is never human; everything else
a person wrote. Pure: the mail's own date counts as today, else the moment it arrived.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from leadwright.domain.letter import Draft, Mail, Reply, Sent
from leadwright.reading.absence import absence_of, addresses_in
from leadwright.reading.bounce import Bounce, bounce_of
from leadwright.reading.lexicon import said
from leadwright.reading.mail import Envelope, read_mail
from leadwright.reading.periods import periods_in
from leadwright.reading.quote import visible_of, without_closing
from leadwright.reading.tone import TAGS, Tone, tone_of
from leadwright.reading.words import answer, away, compliance

_CATEGORY = {"away": "auto_out_of_office", "left": "left_company", "ack": "auto_ack", "challenge": "auto_ack"}


@dataclass(frozen=True, slots=True)
class _Judged:
    """The parts of a reply that differ by what the mail is."""

    category: str
    tag: str
    words: tuple[str, ...]
    human: bool
    stops: bool
    suppress: bool = False
    address: str | None = None
    until: date | None = None
    referred: str | None = None


def reply_of(mail: Mail, sent: Sent, draft: Draft) -> Reply:
    """Understand a mail that came back to our letter ``sent``, whose words are ``draft``."""
    envelope = read_mail(mail.raw)
    today = (envelope.date or mail.at).date()
    text = visible_of(envelope)
    judged = _judge(envelope, text, draft, today)
    return Reply(
        mail=mail.key,
        brand=sent.brand,
        sent=sent.message_id,
        at=mail.at,
        sender=envelope.sender,
        tag=judged.tag,
        category=judged.category,
        words=judged.words,
        text=without_closing(text, envelope.name) if judged.human else text,
        human=judged.human,
        stops=judged.stops,
        suppress=judged.suppress,
        address=judged.address,
        until=judged.until,
        referred=judged.referred,
        subject=envelope.subject,
    )


def _judge(envelope: Envelope, text: str, draft: Draft, today: date) -> _Judged:
    bounce = bounce_of(envelope)
    if bounce:
        return _bounced(bounce, draft)
    meeting = said(f"{envelope.subject}\n{text}", answer.MEETING)
    if meeting or answer.DECLINED.search(envelope.subject):
        return _meeting(envelope, text, meeting)
    if not envelope.auto and _opts_out(envelope, text):
        return _Judged("unsubscribe", "unsubscribe", ("unsubscribe",), True, True, True, envelope.sender or draft.to)
    absence = absence_of(envelope, today)
    if absence:
        category = _CATEGORY[absence.kind]
        if category == "auto_ack" and answer.NOISE.search(f"{envelope.subject}\n{text}") and not _in_thread(envelope):
            category = "other"
        gone = category == "left_company"
        return _Judged(
            category,
            "auto",
            absence.words,
            False,
            gone,
            gone,
            draft.to if gone else None,
            absence.until,
            absence.referred,
        )
    own = without_closing(text, envelope.name)
    return _human(envelope, own, tone_of(own, quoted=draft.body, sender=envelope.sender), draft, today)


def _in_thread(envelope: Envelope) -> bool:
    return bool(envelope.in_reply_to or envelope.references)


def _bounced(bounce: Bounce, draft: Draft) -> _Judged:
    address = next(iter(bounce.recipients), None)
    if bounce.kind == "report":
        complaint = bounce.action != "auth-failure"
        category = "complaint" if complaint else "other"
        return _Judged(
            category,
            TAGS[category] if complaint else "auto",
            (bounce.action,),
            False,
            complaint,
            complaint,
            address or draft.to,
        )
    words = tuple(word for word in (bounce.kind, bounce.status or "", bounce.diagnostic[:120]) if word)
    return _Judged("bounce", "bounce", words, False, bounce.kind != "delay", bounce.kind == "hard", address or draft.to)


def _meeting(envelope: Envelope, text: str, words: tuple[str, ...]) -> _Judged:
    declined = said(f"{envelope.subject}\n{text}", answer.DECLINED)
    if declined and not answer.OTHER_TIME.search(text):
        return _Judged("negative", "negative", declined, True, True)
    return _Judged("positive", "positive", declined + words, True, True)


def _opts_out(envelope: Envelope, text: str) -> bool:
    """A mail that our opt-out link wrote, or one word."""
    subject = re.sub(r"(?i)^\s{0,3}(?:re|aw|sv|odp|fwd?):\s{0,3}", "", envelope.subject)
    bare = bool(compliance.STOP_WORD.search(subject)) and len(text) < 200 and not _in_thread(envelope)
    return bare or bool(compliance.STOP_WORD.search(text))


def _human(envelope: Envelope, text: str, tone: Tone, draft: Draft, today: date) -> _Judged:
    tone = _refined(envelope, text, tone)
    suppress = tone.category in ("unsubscribe", "complaint", "left_company") or (
        tone.category == "data_request" and bool(compliance.ERASE.search(text) or compliance.OPT_OUT.search(text))
    )
    suppress = suppress or tone.never
    ours = frozenset((*envelope.recipients, envelope.sender)) - frozenset(envelope.copied)
    named = addresses_in(text, ours)
    referred = None
    if tone.category in ("referral", "left_company"):
        referred = next(iter(named), None) or next(iter(envelope.copied), None)
    if tone.category == "left_company" and referred is None and envelope.sender != draft.to and envelope.sender:
        referred = envelope.sender
    until = None
    if tone.category == "not_now":
        until = next((one.earliest for one in periods_in(text, today) if one.earliest > today), None)
    address = draft.to if tone.category == "left_company" else envelope.sender or draft.to
    return _Judged(
        tone.category, tone.tag, tone.words, True, True, suppress, address if suppress else None, until, referred
    )


def _refined(envelope: Envelope, text: str, tone: Tone) -> Tone:
    """What the headers add to the words."""
    asks_colleague = bool(envelope.copied) and tone.category in ("question", "other", "positive") and "?" in text
    forwarded = envelope.subject.lower().startswith(("fwd:", "fw:", "wg:", "tr:", "rv:", "i:", "enc:"))
    if asks_colleague and len(text) < 200 or (forwarded and tone.category in ("question", "other")):
        return replace(tone, category="referral", tag="neutral", words=tone.words or ("forwarded",))
    if tone.category == "unsubscribe" and addresses_in(text, frozenset((*envelope.recipients, envelope.sender))):
        return replace(tone, category="referral", tag="neutral", never=True)
    if tone.category in ("other", "question") and away.AWAY.search(text):
        return replace(tone, category="not_now", tag="neutral")
    return tone
