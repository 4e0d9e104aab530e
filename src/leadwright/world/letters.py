"""How people and their machines write back: the whole mail, with its headers, and what it truly means."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from leadwright.world.dice import Dice, Roll
from leadwright.world.dress import dress
from leadwright.world.envelopes import Arrival, Folder, Letter, as_bytes, domain_of, mail_id
from leadwright.world.library import MEANING, Words
from leadwright.world.truth import Business

THREAD_LOST = 0.1  # share of human answers without In-Reply-To and References
ALIEN = 0.15  # share of automatic answers that only say so in older headers


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: a person of a business; ``away_until`` is the day on which they are back."""

    name: str
    address: str
    business: Business
    away_until: date | None


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
