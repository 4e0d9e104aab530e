"""How people and their machines write back: wordings in ten languages, in the dress of different mail programs.

The wordings lie in ``voices/*.toml``, one file per language; each says what it truly means where that is not plain
from its topic. Categories, tags and flags are those of the labelling guide of replies.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from leadwright.world.dice import Dice, Roll
from leadwright.world.dress import dress
from leadwright.world.envelopes import Arrival, Folder, Letter, as_bytes, domain_of, mail_id
from leadwright.world.truth import Business

# category: (tag, stops the sequence, must be suppressed)
MEANING = {
    "positive": ("positive", True, False),
    "question": ("neutral", True, False),
    "referral": ("neutral", True, False),
    "not_now": ("neutral", True, False),
    "data_request": ("neutral", True, False),
    "negative": ("negative", True, False),
    "unsubscribe": ("unsubscribe", True, True),
    "auto_out_of_office": ("auto", False, False),
    "auto_ack": ("auto", False, False),
}
CATEGORY = {
    "yes": "positive", "details": "positive", "accept": "positive", "colleague": "positive", "question": "question",
    "no": "negative", "stop": "unsubscribe", "away": "auto_out_of_office", "ack": "auto_ack",
}  # fmt: skip
TOPICS = tuple(CATEGORY)
THREAD_LOST = 0.1  # share of human answers without In-Reply-To and References
ALIEN = 0.15  # share of automatic answers that only say so in older headers


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a person of a business; ``away_until`` is the day on which they are back."""

    name: str
    address: str
    business: Business
    away_until: date | None


@dataclass(frozen=True, slots=True)
class Wording:
    """One text and what it means."""

    text: str
    category: str
    suppresses: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What one language offers: names, phrases of mail programs, and wordings by topic."""

    language: str
    phrases: Mapping[str, Any]
    wordings: Mapping[str, tuple[Wording, ...]]

    def day(self, day: date, form: str) -> str:
        """Write a date as ``form`` says, in this language."""
        month, weekday = self.phrases["months"][day.month - 1], self.phrases["weekdays"][day.weekday()]
        return form.format(
            d=day.day, dd=f"{day.day:02}", m=day.month, mm=f"{day.month:02}", y=day.year, month=month, weekday=weekday
        )


class Library:
    """All languages; one that is not here is written in English."""

    def __init__(self) -> None:
        folder = files("leadwright.world") / "voices"
        self._words = {
            file.name.removesuffix(".toml"): _read(file.name.removesuffix(".toml"), file.read_text(encoding="utf-8"))
            for file in folder.iterdir()
            if file.name.endswith(".toml")
        }

    def words(self, language: str) -> Words:
        """Give what a language offers."""
        return self._words.get(language, self._words["en"])

    @property
    def languages(self) -> tuple[str, ...]:
        """Name the languages that are here."""
        return tuple(sorted(self._words))


def _read(language: str, text: str) -> Words:
    phrases = tomllib.loads(text)
    wordings = {
        topic: tuple(
            Wording(
                entry["text"].strip(),
                category := entry.get("category", CATEGORY[topic]),
                entry.get("suppresses", MEANING[category][2]),
            )
            for entry in phrases.pop(topic)
        )
        for topic in TOPICS
    }
    return Words(language, phrases, wordings)


def write(
    letter: Letter, writer: Writer, *, topic: str, due: datetime, words: Words, dice: Dice, folder: Folder = "INBOX"
) -> Arrival:
    """Write what ``writer`` answers to ``letter`` on ``topic``, dated ``due``."""
    roll = dice.roll("letter", writer.address, topic)
    wording = roll.choice(words.wordings[topic])
    ticket = roll.digits(6)
    text = _fill(wording.text, writer, letter, words=words, roll=roll, ticket=ticket)
    automatic = topic in ("away", "ack")
    mail = EmailMessage()
    _address(mail, letter, writer, due=due)
    mail["Message-ID"] = mail_id(dice, domain_of(writer.address), writer.address, topic)
    if automatic:
        _mark_automatic(mail, letter, topic=topic, words=words, roll=roll, ticket=ticket)
        mail.set_content(f"{text}\n\n{writer.business.company}\n")
    else:
        mail["Subject"] = _subject(letter, words, roll)
        if roll.random() >= THREAD_LOST:
            _thread(mail, letter)
        dress(
            mail, text, letter=letter, writer_name=writer.name, company=writer.business.company, words=words, roll=roll
        )
    tag, stops, _ = MEANING[wording.category]
    return Arrival(
        due=due,
        to=letter.reply_to,
        message_id=mail["Message-ID"],
        raw=as_bytes(mail),
        business=writer.business.key,
        tag=tag,
        category=wording.category,
        stops=stops,
        suppresses=wording.suppresses,
        text=text,
        sender=writer.address,
        folder=folder,
        says_stop=wording.suppresses,
    )


def opt_out_mail(letter: Letter, writer: Writer, mailto: str, *, due: datetime, dice: Dice) -> Arrival:
    """Write the mail that a mail program sends for a ``mailto`` of List-Unsubscribe (RFC 2369 section 3.2)."""
    parts = urlsplit(mailto)
    fields = parse_qs(parts.query)
    mail = EmailMessage()
    _address(mail, letter, writer, due=due)
    to = unquote(parts.path)
    mail.replace_header("To", to)
    mail["Message-ID"] = mail_id(dice, domain_of(writer.address), writer.address, "opt-out")
    mail["Subject"] = fields.get("subject", ["unsubscribe"])[0]
    text = fields.get("body", ["unsubscribe"])[0]
    mail.set_content(text + "\n")
    return Arrival(
        due=due,
        to=to.lower(),
        message_id=mail["Message-ID"],
        raw=as_bytes(mail),
        business=writer.business.key,
        tag="unsubscribe",
        category="unsubscribe",
        stops=True,
        suppresses=True,
        text=text,
        sender=writer.address,
        says_stop=True,
    )


def _address(mail: EmailMessage, letter: Letter, writer: Writer, *, due: datetime) -> None:
    mail["From"] = Address(writer.name, addr_spec=writer.address)
    mail["To"] = Address(letter.from_name, addr_spec=letter.reply_to)
    mail["Date"] = format_datetime(due)


def _subject(letter: Letter, words: Words, roll: Roll) -> str:
    started = letter.subject.lower().startswith(("re:", "aw:", "sv:", "vs:", "odp:", "antw:"))
    return letter.subject if started else roll.choice(words.phrases["re"]) + letter.subject


def _thread(mail: EmailMessage, letter: Letter) -> None:
    mail["In-Reply-To"] = letter.message_id
    mail["References"] = " ".join(dict.fromkeys((*letter.thread, letter.message_id)))


def _mark_automatic(mail: EmailMessage, letter: Letter, *, topic: str, words: Words, roll: Roll, ticket: str) -> None:
    """Set the headers of an automatic answer (RFC 3834 section 3.1.7; older ones where the machine is old)."""
    form = roll.choice(words.phrases[f"{topic}_subject"])
    mail["Subject"] = form.format(subject=letter.subject, number=ticket)
    if roll.random() < ALIEN:
        mail["X-Autoreply"] = "yes"
        mail["Precedence"] = "auto_reply"
    else:
        mail["Auto-Submitted"] = "auto-replied" if topic == "away" else "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    _thread(mail, letter)


def _fill(text: str, writer: Writer, letter: Letter, *, words: Words, roll: Roll, ticket: str) -> str:
    back = writer.away_until or (letter.at + timedelta(days=7)).date()
    forms = words.phrases["dates"]
    form = forms[roll.randint(0, len(forms) - 1)]
    return text.format(
        back=words.day(back, form),
        last=words.day(back - timedelta(days=1), form),
        company=writer.business.company,
        niche=writer.business.extra.get("phrase") or words.phrases["niche"],
        number=ticket,
        name=writer.name,
        address=writer.address,
    )
