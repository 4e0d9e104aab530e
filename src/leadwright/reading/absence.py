"""Automatic answers: away, gone for good, acknowledged, or a challenge; until when, and who stands in.

A header says it best (RFC 3834); many programs send none, so the subject and the first words count too.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from leadwright.reading.dates import WEEKDAY as WEEKDAY_WORDS
from leadwright.reading.dates import Named, days_in, next_weekday, weekday_of
from leadwright.reading.lexicon import said
from leadwright.reading.mail import Envelope
from leadwright.reading.quote import visible_of
from leadwright.reading.words import away

_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,200}[A-Za-z0-9])?\.[A-Za-z]{2,24}", re.UNICODE
)
_HIDDEN_AT = re.compile(r"\s{0,2}[(\[{]\s{0,2}(?:at|@|ät|arroba|chez)\s{0,2}[)\]}]\s{0,2}", re.IGNORECASE)
_HIDDEN_DOT = re.compile(r"\s{0,2}[(\[{]\s{0,2}(?:dot|punkt|punto|point)\s{0,2}[)\]}]\s{0,2}", re.IGNORECASE)
_MOST = 8_000  # characters of an answer that are judged
_RANGE = re.compile(
    r"(?i)(?:from|between|vom|von|du|del|dal|de|van|från|fra|od|с)\s(?:the |le |el )?\d{1,2}(?:st|nd|rd|th|er|\.)?\s"
)
_WEEKDAY = re.compile(WEEKDAY_WORDS, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Absence:
    """An automatic answer: what it says."""

    kind: str  # away left ack challenge
    until: date | None  # the day on which the person is back
    referred: str | None  # the address named as stand-in: to be shown, not mailed
    words: tuple[str, ...]


def automatic(envelope: Envelope) -> tuple[str, ...]:
    """Say by what a mail shows that a machine answered; empty for a mail that a person wrote."""
    if envelope.auto:
        return (envelope.sign,)
    subject = said(envelope.subject, away.SUBJECT)
    if subject:
        return subject
    opening = visible_of(envelope)[:1_200]
    automated = said(opening, away.AUTOMATED)
    if automated:
        return automated
    if len(opening) < 1_200 and away.CHALLENGE.search(opening) and not envelope.in_reply_to:
        return said(opening, away.CHALLENGE)
    return said(opening[:200], away.AWAY) if len(opening) < 600 else ()


def absence_of(envelope: Envelope, today: date) -> Absence | None:
    """Read an automatic answer; ``today`` counts where the mail has no date of its own. None for other mail."""
    signs = automatic(envelope)
    if not signs:
        return None
    text = visible_of(envelope)
    whole = f"{envelope.subject}\n{text[:_MOST]}"
    kind = _kind(whole)
    day = envelope.date.date() if envelope.date else today
    ours = frozenset((envelope.sender, *envelope.recipients))
    return Absence(
        kind=kind,
        until=return_day(text, day) or return_day(envelope.subject, day) if kind == "away" else None,
        referred=next(iter(addresses_in(text, ours)), None) if kind in ("away", "left") else None,
        words=tuple(dict.fromkeys((*signs, *said(text, _WORDS[kind])))),
    )


_WORDS = {"left": away.LEFT, "away": away.AWAY, "challenge": away.CHALLENGE, "ack": away.ACK}


def _kind(text: str) -> str:
    if away.LEFT.search(text):
        return "left"
    if away.CHALLENGE.search(text):
        return "challenge"
    if away.AWAY.search(text):
        return "away"
    if away.ACK.search(text) or not away.SUBJECT.search(text.split("\n", 1)[0]):
        return "ack"
    return "away"


def addresses_in(text: str, ours: frozenset[str]) -> tuple[str, ...]:
    """Give the addresses that a text names, "(at)" resolved, without those in ``ours``."""
    plain = _HIDDEN_DOT.sub(".", _HIDDEN_AT.sub("@", text[:20_000]))
    found = (one.lower().strip(".") for one in _ADDRESS.findall(plain))
    return tuple(dict.fromkeys(one for one in found if one not in ours))


def return_day(text: str, today: date) -> date | None:
    """Give the day on which somebody is back.

    "Back on X", "until X", "not before X" and "we answer from X" are X itself; "until X inclusive" and the end of a
    stretch "from W to X" are the day after. Without any such word the last day named counts, if it is still to come.
    """
    days = days_in(text, today)
    if not days:
        return _weekday(text, today)
    for number, one in enumerate(days):
        before = _clause(text, days, number)
        after = re.split(r"[.!?\n]", text[one.end : one.end + 25], maxsplit=1)[0]
        if (
            away.BACK.search(before)
            or _works_from(before)
            or (away.AGAIN.search(after) and not away.UNTIL.search(before[-14:]))
        ):
            return one.day
    last = days[-1]
    for number, one in enumerate(days):
        before, after = _clause(text, days, number), text[one.end : one.end + 30].split(".", 1)[0]
        if away.THROUGH.match(after):
            return one.day + timedelta(days=1)
        if away.UNTIL.search(before[-34:]):
            close = number > 0 and days[number - 1].day < one.day and one.start - days[number - 1].end < 30
            ranged = close or bool(_RANGE.search(before[-26:]))
            inclusive = away.INCLUSIVE.search(before[-34:]) or away.INCLUSIVE.search(after)
            returns = away.BACK.search(after)
            return one.day + timedelta(days=1) if inclusive or (ranged and not returns) else one.day
    return last.day if last.day >= today and not away.FROM.search(text[max(0, last.start - 12) : last.start]) else None


def _works_from(before: str) -> bool:
    """Say whether the words before a day tell that work goes on from it: "mails will be answered from X"."""
    return bool(away.FROM.search(before[-14:]) and away.WORKS.search(before) and not away.IDLE.search(before))


def _clause(text: str, days: tuple[Named, ...], number: int) -> str:
    """The words before a day, back to the day before it or the end of the sentence before."""
    start = days[number - 1].end if number else 0
    before = text[max(start, days[number].start - 70) : days[number].start]
    return re.split(r"(?<!\d)[.!?]\s|\n\n", before)[-1]


def _weekday(text: str, today: date) -> date | None:
    for match in _WEEKDAY.finditer(text[:5_000]):
        before = text[max(0, match.start() - 40) : match.start()]
        index = weekday_of(match.group())
        if index is not None and (away.BACK.search(before) or away.UNTIL.search(before[-14:])):
            return next_weekday(index, today)
    return None
