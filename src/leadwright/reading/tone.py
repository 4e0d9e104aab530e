"""What a person means by a reply: one of the categories, the coarse tag the product keeps, and the words that decided.

Rules, in an order: what binds us (complaint, data, opt-out, gone for good) wins over what pleases us; a later or
another person wins over warm words; a no wins over a question. Nothing is guessed: without a telling word the
category is ``other`` and a person decides.
"""

import re
from dataclasses import dataclass

from leadwright.reading.lexicon import Words, said
from leadwright.reading.words import answer, away, compliance

TAGS = {
    "positive": "positive",
    "question": "neutral",
    "referral": "neutral",
    "not_now": "neutral",
    "negative": "negative",
    "unsubscribe": "unsubscribe",
    "auto_out_of_office": "auto",
    "auto_ack": "auto",
    "bounce": "bounce",
    "left_company": "auto",
    "data_request": "neutral",
    "complaint": "negative",
    "other": "neutral",
}
_BARE_YES = re.compile(
    r"(?i)^\W{0,6}(?:yes|yep|yeah|yup|y|ok|okay|k|sure|ja|oui|s[ií]|sì|sim|tak|да|はい|kyllä|ano|👍|[1-9]|fine|"
    r"please|go|great)\W{0,8}"
    r"(?:please|bitte|danke|thanks|gerne|s'il vous plaît|por favor|grazie|graag|proszę|пожалуйста)?\W{0,6}$"
)
_BARE_NO = re.compile(
    r"(?i)^\W{0,6}(?:no|nope|nah|n|non|nein|nee|nej|nei|não|nie|нет|ei|ne|👎)\W{0,6}(?:sorry)?\W{0,6}$"
)
_CLOSES = re.compile(
    r"(?i)(?:not relevant|not interested|remove|stop|close (?:the|your) file|unsubscribe|take you off|"
    r"leave you alone|no longer|"
    r"is it a no|delete|abmelden|nicht relevant|streichen)[^.?!\n]{0,60}\?"
)


@dataclass(frozen=True, slots=True)
class Tone:
    """What a mail is, for the sequence and for the operator."""

    category: str
    tag: str
    words: tuple[str, ...]
    never: bool = False  # the person asked not to be written to again, or is abusive


def tone_of(text: str, *, quoted: str = "", sender: str = "") -> Tone:
    """Judge what a person wrote (quote and signature cut); ``quoted`` is our letter, for a bare "yes"."""
    text = re.sub(r"\s{1,200}", " ", text[:8_000]).strip()
    never = said(text, compliance.NEVER, compliance.ABUSE)
    for judge in (_bare, _bound, _elsewhere, _answered):
        found = judge(text, quoted)
        if found:
            category, words = found
            return Tone(category, _tag(category, text), words or (text[:60],), never=bool(never))
    return Tone("other", "neutral", (), never=bool(never))


def _tag(category: str, text: str) -> str:
    if category == "data_request" and compliance.ERASE.search(text):
        return "unsubscribe"
    return "neutral" if category == "left_company" else TAGS[category]


Finding = tuple[str, tuple[str, ...]] | None


def _bare(text: str, quoted: str) -> Finding:
    """One word takes its meaning from the question above it."""
    if not text:
        return "other", ("empty",)
    if compliance.STOP_WORD.search(text):
        return "unsubscribe", (text[:60],)
    if _BARE_NO.match(text):
        return "negative", (text[:60],)
    if _BARE_YES.match(text):
        questions = re.findall(r"[^.!?\n]{1,200}\?", quoted[:5_000])
        return ("negative" if questions and _CLOSES.search(questions[-1]) else "positive"), (text[:60],)
    return None


def _bound(text: str, _: str) -> Finding:
    """What the law or decency makes binding."""
    complaint = said(text, compliance.COMPLAINT)
    if complaint and not _only_asks(text):
        return "complaint", complaint
    source, erase = said(text, compliance.SOURCE), said(text, compliance.ERASE)
    if source:
        return "data_request", source + erase
    left = said(text, away.LEFT)
    out = said(text, compliance.OPT_OUT)
    if left and not (out and compliance.OPT_OUT.search(text)):
        return "left_company", left
    if out and not _keeps_asking(text):
        return "unsubscribe", out
    return None


def _only_asks(text: str) -> bool:
    """ "Is this even legal?" is a question, not a threat."""
    return text.count("?") > 0 and not re.search(
        r"(?i)report|complain|plainte|beschwer|skarg|denunc|segnal|жалоб", text
    )


def _keeps_asking(text: str) -> bool:
    """Words of opting out inside a wish to go on: "stop sending decks, just call me", "remove the logo and I buy"."""
    return bool(
        re.search(r"(?i)stop (?:the |this )?(?:overselling|out of stock)|can i (?:cancel|stop|unsubscribe)", text)
    )


def _elsewhere(text: str, _: str) -> Finding:
    """Another person, or another time."""
    pitch = said(text, answer.PITCH)
    if pitch:
        return "other", pitch
    refer = said(text, answer.REFER)
    later = said(text, answer.LATER)
    if refer and not (later and not _address(text)):
        return "referral", refer
    if later and not _asks_now(text):
        return "not_now", later
    return None


def _address(text: str) -> bool:
    return "@" in text or bool(re.search(r"(?i)\(at\)", text))


def _asks_now(text: str) -> bool:
    return bool(answer.HARD_YES.search(text)) and not answer.NO.search(text)


def _answered(text: str, _: str) -> Finding:
    """Yes, no, or a question; a plain no wins over polite warm words, a clear wish over a question."""
    no, yes, question = (said(text, words) for words in (answer.NO, answer.YES, answer.QUESTION))
    hard = said(text, answer.HARD_YES)
    if no and not (hard and _starts_later(text, answer.NO, answer.HARD_YES)):
        return (
            ("question", question)
            if question and text.rstrip().endswith("?") and not _final_no(text)
            else ("negative", no)
        )
    if hard or (yes and not question):
        return "positive", hard or yes
    if question:
        return "question", question
    return ("positive", yes) if yes else None


def _final_no(text: str) -> bool:
    return bool(re.search(r"(?i)\bno,? thank|not interested|kein interesse|nein|no me interesa|pas intéress", text))


def _starts_later(text: str, first: Words, then: Words) -> bool:
    """Whether the last word of the second kind stands after the first word of the first kind."""
    early = first.search(text)
    late = [match.start() for match in then.finditer(text)]
    return bool(early and late and late[-1] > early.start())
