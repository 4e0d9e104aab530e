"""A stored mail as a reply: everything that reading knows, put together.

Order: a bounce or complaint report is what its form says; an opt-out by the link's address is an opt-out; a mail
about our own meeting is good news although a machine sent it; an automatic answer is never human; everything else
a person wrote. Pure: the mail's own date counts as today, else the moment it arrived.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from leadwright.domain.letter import ANSWER, Draft, Mail, Reply, Sent
from leadwright.reading.absence import absence_of, addresses_in
from leadwright.reading.bounce import Bounce, bounce_of
from leadwright.reading.lexicon import any_of, said
from leadwright.reading.mail import Envelope, read_mail
from leadwright.reading.periods import periods_in
from leadwright.reading.quote import visible_of, without_closing
from leadwright.reading.tone import TAGS, Tone, tone_of
from leadwright.reading.words import answer, away, compliance

_MOST = 8_000  # characters that are judged; nobody decides later than that
_CATEGORY = {"away": "auto_out_of_office", "left": "left_company", "ack": "auto_ack", "challenge": "auto_ack"}


@dataclass(frozen=True, slots=True)
class _Judged:
    """The parts of a reply that differ by what the mail is."""

    category: str
    tag: str
    words: tuple[str, ...]
    human: bool = False
    stops: bool = False
    suppress: bool = False
    address: str | None = None
    until: date | None = None
    referred: str | None = None


def reply_of(mail: Mail, sent: Sent, draft: Draft) -> Reply:
    """Understand a mail that came back to our letter ``sent``, whose words are ``draft``."""
    envelope = read_mail(mail.raw)
    today = (envelope.date or mail.at).date()
    text = visible_of(envelope)
    judged = _judge(envelope, text[:_MOST], draft, today)
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
    if _is_bulk(envelope, text):
        return _Judged("other", "auto", ("bulk",))
    if not envelope.auto and _opts_out(envelope, text):
        return _Judged(
            "unsubscribe",
            "unsubscribe",
            ("unsubscribe",),
            human=True,
            stops=True,
            suppress=True,
            address=envelope.sender or draft.to,
        )
    absence = absence_of(envelope, today)
    if absence:
        category = _CATEGORY[absence.kind]
        if category == "auto_ack" and _is_noise(envelope.subject, text):
            category = "other"
        gone = category == "left_company"
        return _Judged(
            category,
            "auto",
            absence.words,
            stops=gone,
            suppress=gone,
            address=draft.to if gone else None,
            until=absence.until,
            referred=absence.referred,
        )
    own = without_closing(text, envelope.name)
    return _human(
        envelope, own, tone_of(own, quoted=draft.body, today=today, talking=draft.kind == ANSWER), draft, today
    )


def _is_bulk(envelope: Envelope, text: str) -> bool:
    """A newsletter or receipt: the marks of a list, and the words; a person's mail through a group lacks them."""
    listed = any(envelope.header(name) for name in ("list-id", "list-unsubscribe", "feedback-id"))
    return listed and bool(answer.NOISE.search(f"{envelope.subject}\n{text}"))


def _is_noise(subject: str, text: str) -> bool:
    """A machine's mail about something else: a receipt, a report, a digest."""
    return bool(answer.NOISE.search(subject) or (answer.NOISE.search(text) and not away.ACK.search(text)))


def _bounced(bounce: Bounce, draft: Draft) -> _Judged:
    address = next(iter(bounce.recipients), None)
    if bounce.kind == "report":
        complaint = bounce.is_complaint
        category = "complaint" if complaint else "other"
        tag = TAGS[category] if complaint else "auto"
        who = address or draft.to
        return _Judged(category, tag, (bounce.action,), stops=complaint, suppress=complaint, address=who)
    words = tuple(word for word in (bounce.kind, bounce.status or "", bounce.diagnostic[:120]) if word)
    hard = bounce.kind == "hard"
    return _Judged("bounce", "bounce", words, stops=bounce.kind != "delay", suppress=hard, address=address or draft.to)


def _meeting(envelope: Envelope, text: str, words: tuple[str, ...]) -> _Judged:
    declined = said(f"{envelope.subject}\n{text}", answer.DECLINED)
    if declined and not answer.OTHER_TIME.search(text):
        return _Judged("negative", "negative", declined, human=True, stops=True)
    return _Judged("positive", "positive", declined + words, human=True, stops=True)


def _opts_out(envelope: Envelope, text: str) -> bool:
    """A mail that our opt-out link wrote, or one word."""
    subject = re.sub(r"(?i)^\s{0,3}(?:re|aw|sv|odp|fwd?):\s{0,3}", "", envelope.subject)
    first = text.strip().split("\n", 1)[0]
    bare = bool(compliance.STOP_WORD.search(subject)) and len(text) < 200
    return bare or bool(compliance.STOP_WORD.search(first))


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
    if tone.category == "left_company" and referred is None and (envelope.sender != draft.to or _HERE.search(text)):
        referred = envelope.sender or None
    until = _reminder(text, today) if tone.category == "not_now" else None
    address = draft.to if tone.category == "left_company" else envelope.sender or draft.to
    return _Judged(
        tone.category,
        tone.tag,
        tone.words,
        human=True,
        stops=True,
        suppress=suppress,
        address=address if suppress else None,
        until=until,
        referred=referred,
    )


_HERE = any_of(
    r"(?:write|mail|e-?mail|reply|contact|send)[^.\n]{0,12} (?:to )?(?:us|me|here|this address)|(?:an|bei) uns|"
    r"hierher|écrivez(?:-nous| ici)",
    r"escr[ií]ba\w*(?: aquí|nos)|scriv\w+ (?:pure )?(?:qui|a noi)|escreva para nós|mail ons|pisać (?:tutaj|"
    r"do nas)|пишите (?:сюда|нам)",
)
_UNTIL = re.compile(
    r"(?i)(?:until|till|til|bis|jusqu['’]à?u?x?|hasta|fino a\w{0,2}|até|tot|do|до)\s(?:\w{1,12}\s){0,2}$"
)


def _reminder(text: str, today: date) -> date | None:
    """When to come back: the first time named that is not only the end of what keeps the person busy."""
    named = [one for one in periods_in(text, today) if one.earliest > today]
    free = [one for one in named if not _UNTIL.search(text[max(0, one.start - 30) : one.start])]
    return next((one.earliest for one in free or named), None)


def _refined(envelope: Envelope, text: str, tone: Tone) -> Tone:
    """What the headers add to the words."""
    asks_colleague = bool(envelope.copied) and tone.category in ("question", "other", "positive") and "?" in text
    forwarded = envelope.subject.lower().startswith(("fwd:", "fw:", "wg:", "tr:", "rv:", "i:", "enc:"))
    if (asks_colleague and len(text) < 200) or (forwarded and tone.category in ("question", "other")):
        return replace(tone, category="referral", tag="neutral", words=tone.words or ("forwarded",))
    if tone.category == "unsubscribe" and addresses_in(text, frozenset((*envelope.recipients, envelope.sender))):
        return replace(tone, category="referral", tag="neutral", never=True)
    if tone.category in ("other", "question") and away.AWAY.search(text):
        return replace(tone, category="not_now", tag="neutral")
    return tone
