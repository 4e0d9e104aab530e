"""What a person means by a reply: one of the categories, the coarse tag the product keeps, and the words that decided.

Rules, in an order: what binds us (complaint, data, opt-out, gone for good) wins over what pleases us; a later or
another person wins over warm words; a no wins over a question. Nothing is guessed: without a telling word the
category is ``other`` and a person decides.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from leadwright.reading.budget import budget_in
from leadwright.reading.dates import WEEKDAY
from leadwright.reading.lexicon import said
from leadwright.reading.periods import periods_in
from leadwright.reading.words import answer, away, compliance, talk

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
    r"(?i)^\W{0,6}(?:yes|yep|yeah|yup|y|ok|okay|k|sure|ja|oui|s[ií]|sì|sim|tak|да|はい|kyllä|ano|[1-9]|fine|"
    r"please|go|great)\W{0,8}"
    r"(?:please|bitte|danke|thanks|gerne|s'il vous plaît|por favor|grazie|graag|proszę|пожалуйста)?\W{0,6}$"
)
_BARE_NO = re.compile(
    r"(?i)^\W{0,6}(?:no|nope|nah|n|non|nein|nee|nej|nei|não|nie|нет|ei|ne|👎)\W{0,6}(?:sorry)?\W{0,6}$"
)
_SALUTATION = re.compile(
    r"^(?i:hello|hi|hey|dear|good (?:morning|afternoon|day)|bonjour|salut|hallo|guten (?:tag|morgen)|moin|servus|"
    r"hola|buen[oa]s (?:días|tardes)|buongiorno|salve|ciao|ol[áa]|bom dia|beste|goede(?:n|middag|morgen)\w{0,6}|"
    r"dzień dobry|witam|cześć|hej|hejsan|hei|moi|terve|god (?:dag|morgon|morgen)|здравствуйте|добрый день|привет)"
    r"(?:,? [A-ZÀ-ÞŁŚŻА-Я][\w.'’-]{0,20}| (?:there|all|again|everyone|folks|"
    r"team|both|à (?:vous|tous)|zusammen|igen|alle|allihopa|allemaal|a tutti|a todos)\b){0,3} ?[,!:.]{0,2} "
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


def tone_of(text: str, *, quoted: str = "", today: date | None = None, talking: bool = False) -> Tone:
    """Judge what a person wrote (quote and signature cut).

    ``quoted`` is our letter, for a bare "yes"; with ``today`` a time well ahead is understood as "later"; ``talking``
    says that our letter asked something or offered a call, so that whoever goes on with it is still willing.
    """
    text = re.sub(r"\s{1,200}", " ", text[:8_000]).strip()
    never = said(text, compliance.NEVER, compliance.ABUSE)
    goes_on = _goes_on(text) if talking else None
    for found in (
        _bare(text, quoted),
        _bound(text),
        goes_on,
        _elsewhere(text),
        _deferred(text, today),
        _answered(text),
    ):
        if found:
            category, words = found
            return Tone(category, _tag(category, text), words or (text[:60],), never=bool(never))
    return Tone("positive" if talking else "other", "positive" if talking else "neutral", (), never=bool(never))


def _tag(category: str, text: str) -> str:
    if category == "data_request" and compliance.ERASE.search(text):
        return "unsubscribe"
    return "neutral" if category == "left_company" else TAGS[category]


Finding = tuple[str, tuple[str, ...]] | None


def _bare(text: str, quoted: str) -> Finding:
    """One word, greeting or not, takes its meaning from the question above it."""
    text = _SALUTATION.sub("", text, count=1)
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


def _bound(text: str) -> Finding:
    """What the law or decency makes binding."""
    plain = _stated(text)
    complaint = said(text, compliance.COMPLAINT)
    if complaint and not _only_asks(text):
        return "complaint", complaint
    source, erase = said(text, compliance.SOURCE), said(plain, compliance.ERASE)
    if source:
        return "data_request", source + erase
    out = said(_NOT_YET.sub(" ", plain), compliance.OPT_OUT, talk.UNWANTED) or said(text, compliance.OUT_ASKED) or erase
    left = said(plain, away.LEFT)
    if out and not (left and compliance.DEAD.search(text)):
        return "unsubscribe", out
    return ("left_company", left) if left else None


def _goes_on(text: str) -> Finding:
    """In a talk under way: a time that is taken, or our questions answered, and no plain no beside it."""
    if declined(_stated(text)):
        return None
    said_so = said(_stated(text), talk.ACCEPTS)
    answers = said(text, talk.NUMBERED) or _offers_money(text)
    return ("positive", said_so or answers) if said_so or answers else None


def declined(text: str) -> tuple[str, ...]:
    """Give the words of a plain no."""
    return said(text, answer.NO, talk.OURSELVES)


_ASKS = re.compile(
    r"(?i)(?:^|(?<=[.!?]\s)|(?<=[.!?]\s\s))\W{0,3}(?:(?:and|also|but|so|or|und|et|y|e)[, ]{1,2})?(?:does|do|did|"
    r"is|are|will|how|what|what's|whats|which|who|where|when|can i|can it|can we|can your|"
    r"could it|could i|should|has|have you|was|wie|wer|wann|welche|kann|ist|sind|funktioniert|gibt|comment|"
    r"est-ce|quel|combien|quand|qui|cómo|qué|cuál|cuánto|cuándo|quién|es|come|che|quale|quanto|quando|chi|"
    r"como|qual|quem|hoe|wat|wie|welke|werkt|is|kan|jak|czy|ile|kto|как|что|какой|сколько|когда|кто|"
    r"можно ли)\b[^.!?]{0,300}(?:\?|$)"
)
_NOT_YET = re.compile(
    r"(?i)(?:don't|do not|dont|nicht|pas|no|non|não|niet|nie|не)\b[^.!?\n]{0,50}\b(?:before|until|till|vor|bis|"
    r"avant|antes|prima|voor|przed|до)\b[^.!?\n]{0,40}"
)


def _stated(text: str) -> str:
    """The text without plain questions about the matter: "does it remove duplicates?" removes nobody."""
    return _ASKS.sub(" ", text)


def _only_asks(text: str) -> bool:
    """A question whether something is legal is no threat."""
    return "?" in text and not re.search(r"(?i)report|complain|plainte|beschwer|skarg|denunc|segnal|жалоб", text)


def _elsewhere(text: str) -> Finding:
    """Another person, or another time."""
    other = said(text, answer.PITCH, answer.SHOPPER)
    if other:
        return "other", other
    plain = _stated(text)
    refer = said(talk.RECEIVED.sub(" ", plain), answer.REFER)
    named = _ADDRESS.search(plain)
    later = said(plain, answer.LATER) or said(text, _AFTER)
    if named and (refer or not answer.HARD_YES.search(text)):
        return "referral", refer or (named.group(),)
    if later and not _asks_now(text):
        return "not_now", later
    declines = declined(plain) and not _WRONG.search(plain)
    if refer and not (answer.HARD_YES.search(plain) or declines):
        return "referral", refer
    return None


_AFTER = re.compile(
    r"(?i)(?:can|could|shall|let's) we [^?]{0,30}\b(?:after|once|in (?:january|february|march|april|may|june|"
    r"q[1-4]))\b"
)
_ADDRESS = re.compile(r"(?i)[\w.+-]{1,64}(?:@| ?[(\[{] ?at ?[)\]}] ?)[\w-]{1,60}\.[\w.-]{2,60}")
_WRONG = re.compile(
    r"(?i)wrong|not (?:the right|my|me|responsible|in charge)|zuständig|falsch|pas moi|no soy|non sono|não sou|"
    r"niet aan mij|nie ja|не ко мне|другой|the other|ask (?:my|our|the|him|her|them)"
)


def _asks_now(text: str) -> bool:
    asks = said(text, answer.HARD_YES, talk.WANTS)
    return bool(asks) and not declined(text) and not _DEFERS.search(text)


_DEFERS = re.compile(
    r"(?i)not (?:right )?now|next (?:year|quarter)|nochmal|noch einmal|again in|back to me|circle back|ping me|"
    r"remind me|"
    r"перезвоните после|más adelante|plus tard|later"
)


def _deferred(text: str, today: date | None) -> Finding:
    """A time well ahead, in whatever language, without a no, an hour or a budget beside it."""
    if today is None or _STARTS.search(text) or _offers_money(text) or answer.NO.search(_stated(text)):
        return None
    soon = today + timedelta(days=_SOON)
    named = [one for one in periods_in(_stated(text), today) if one.earliest >= soon]
    return ("not_now", (named[-1].words,)) if named and not _DAY_AND_HOUR.search(text) else None


_SOON = 14  # days
_STARTS = re.compile(
    r"(?i)\b(?:start|begin|anfang|commenc|démarr|empez|comenz|inizi|comec|começ|zacz|нач[аи]|launch with|go live)\w*"
)


def _answered(text: str) -> Finding:
    """Yes, no, or a question; a plain no wins over polite warm words, a clear wish over a question."""
    plain = _stated(text)
    no, question = declined(plain), said(text, answer.QUESTION)
    rest = answer.NO.sub(" ", text)  # "not interested" is no interest
    yes = said(answer.NO.sub(" ", plain), answer.YES, talk.ACCEPTS)
    hard = said(rest, answer.HARD_YES, talk.WANTS) or _offers_time(answer.NO.sub(" ", plain)) or _offers_money(rest)
    if no and not (hard and _ends_warm(text)):
        return ("question", question) if text.endswith("?") and not _FIRM.search(text) else ("negative", no)
    if hard or yes:
        return "positive", hard or yes
    return ("question", question) if question else None


_FIRM = re.compile(
    r"(?i)\bno,? thank|not interested|kein interesse|nein|no me interesa|pas intéress|nie,? dzięk|не интерес"
)
_TIME = re.compile(
    rf"(?i)(?:{WEEKDAY}|(?<!\w)(?:next week|this week|(?:das )?nächste woche|la semaine prochaine|esta semana|"
    r"questa settimana|prossima settimana)(?!\w))[^.!?\n]{{0,80}}\?"
)
_DAY_AND_HOUR = re.compile(rf"(?i){WEEKDAY}[^.!?\n]{{0,25}}\d{{1,2}}|\d{{1,2}}[:.h]\d{{2}}[^.!?\n]{{0,20}}{WEEKDAY}")


def _offers_time(text: str) -> tuple[str, ...]:
    return said(text, _DAY_AND_HOUR, _TIME)


def _offers_money(text: str) -> tuple[str, ...]:
    """A budget named in a statement is an answer to our questions."""
    budget = budget_in(_stated(text))
    return (budget,) if budget and len(text) > 40 else ()


def _ends_warm(text: str) -> bool:
    """Whether the last sentences ask for more although a no stands before: "we fired the last one. Call me"."""
    last = re.split(r"(?<=[.!?])\s", text)[-1]
    return bool(answer.HARD_YES.search(last)) and not answer.NO.search(last)
