"""The people of the world: what becomes of a letter once it has been taken, by whose mailbox it goes to.

Planning is pure: a letter gives a list of events with their moments; the mail world carries them out. A person
answers the first letter of a sender, and later only a letter that answers theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from leadwright.world.dice import Dice
from leadwright.world.dsn import DELAYED, FULL, GONE, UNKNOWN, complaint, report
from leadwright.world.envelopes import Arrival, Click, Delivery, Event, Folder, Letter, domain_of
from leadwright.world.letters import Writer, opt_out_mail, write
from leadwright.world.library import Library
from leadwright.world.truth import Business, Person

MACHINE = timedelta(minutes=3)  # automatic answers come at once, whatever their owner's pace
BOUNCES = {"hard_bounce": (UNKNOWN, 1, 9), "late_bounce": (GONE, 60, 75), "full": (FULL, 2, 10)}  # minutes
THEN = {"yes": ("details",), "colleague": ("details",), "details": ("accept",), "question": ("yes", "silent")}
AUTOMATIC = ("away", "ack")
PRESSED = {"stop_click": "click", "stop_link": "link", "erase": "erase"}


@dataclass(slots=True)
class Acquaintance:
    """What a business remembers of one sender."""

    letters: set[str] = field(default_factory=set)  # Message-IDs received
    topic: str | None = None  # what was said last
    said: set[str] = field(default_factory=set)  # Message-IDs of own mails
    closed: bool = False


class People:
    """Everybody who reads the mail of the made businesses."""

    def __init__(
        self,
        businesses: Iterable[Business],
        dice: Dice,
        library: Library,
        *,
        delay: timedelta | None = None,
        spam_share: float = 0.0,
    ) -> None:
        """Know everybody; ``delay`` replaces each person's own, ``spam_share`` of the human answers go to Spam."""
        self._dice = dice
        self._library = library
        self._delay = delay
        self._spam_share = spam_share
        self._readers: dict[str, Business] = {}
        self._domains: dict[str, str] = {}
        self._known: dict[tuple[str, str], Acquaintance] = {}
        for business in businesses:
            for address in _addresses(business):
                self._readers.setdefault(address, business)
                self._domains.setdefault(domain_of(address), business.key)

    def fate(self, letter: Letter) -> list[Event]:
        """Plan everything that follows from a letter that the submission server takes now."""
        business = self._readers.get(letter.rcpt)
        if business is None:
            key = self._domains.get(domain_of(letter.rcpt), "")
            due = self._after(letter, timedelta(minutes=1), timedelta(minutes=9))
            return [report(letter, UNKNOWN, due=due, business=key, dice=self._dice)]
        behaviour = business.person.behaviour if business.person else "silent"
        if behaviour in BOUNCES:
            verdict, low, high = BOUNCES[behaviour]
            due = self._after(letter, timedelta(minutes=low), timedelta(minutes=high))
            return [report(letter, verdict, due=due, business=business.key, dice=self._dice)]
        known = self._known.setdefault((letter.mail_from, business.key), Acquaintance())
        again = letter.message_id in known.letters
        first = not known.letters
        known.letters.add(letter.message_id)
        events: list[Event] = []
        arrives = letter.at
        if behaviour == "soft_bounce" and first:
            warned = self._after(letter, timedelta(hours=4), timedelta(hours=5))
            events.append(report(letter, DELAYED, due=warned, business=business.key, dice=self._dice))
            arrives = self._after(letter, timedelta(hours=7), timedelta(hours=10))
        events.append(Delivery(arrives, letter.message_id, letter.rcpt, business.key))
        if not again and business.person:
            events += self._answer(letter, business, business.person, known=known, arrives=arrives)
        return events

    def _answer(
        self, letter: Letter, business: Business, person: Person, *, known: Acquaintance, arrives: datetime
    ) -> list[Event]:
        topic = self._topic(letter, person, known=known)
        if topic == "silent" or known.closed:
            return []
        known.topic = topic
        delay = person.delay if self._delay is None else self._delay
        due = arrives + (min(delay, MACHINE) if topic in AUTOMATIC else delay)
        if topic in PRESSED or topic in ("stop_mail", "complaint"):
            known.closed = True
            return [self._leave(letter, business, person, topic=topic, due=due)]
        answer = self._write(letter, business, person, topic=topic, due=due)
        known.said.add(answer.message_id)
        known.closed = answer.category in ("referral", "negative", "unsubscribe", "not_now")
        return [answer]

    def _topic(self, letter: Letter, person: Person, *, known: Acquaintance) -> str:
        """Choose what to say: the planted behaviour first, then the next line of the conversation."""
        roll = self._dice.roll("topic", person.address, str(known.topic))
        if known.topic is None:
            if len(known.letters) > 1:
                return "silent"
            return roll.choice(("yes", "silent")) if person.behaviour == "soft_bounce" else person.behaviour
        if known.topic == "away" and person.away_until and letter.at.date() >= person.away_until:
            return roll.choice(("yes", "no", "silent"))
        if known.said & set(letter.thread) and known.topic in THEN:
            return roll.choice(THEN[known.topic])
        return "silent"

    def _write(self, letter: Letter, business: Business, person: Person, *, topic: str, due: datetime) -> Arrival:
        writer = Writer(person.name, person.address, business, person.away_until)
        if topic == "colleague" or (person.behaviour == "colleague" and person.colleague == letter.rcpt):
            other = person.colleague or f"office@{domain_of(person.address)}"
            team = self._library.words(business.language).phrases["team"]
            writer = Writer(self._dice.roll("colleague", other).choice(team), other, business, None)
        words = self._library.words(business.language)
        lost = self._dice.roll("folder", person.address, topic).random() < self._spam_share
        folder: Folder = "Spam" if lost and topic not in AUTOMATIC else "INBOX"
        return write(letter, writer, topic=topic, due=due, words=words, dice=self._dice, folder=folder)

    def _leave(self, letter: Letter, business: Business, person: Person, *, topic: str, due: datetime) -> Event:
        """Complain to the mailbox provider, or use what the letter's header offers; else say it in words."""
        if topic == "complaint":
            return complaint(letter, due=due, business=business.key, dice=self._dice)
        writer = Writer(person.name, person.address, business, None)
        mailto = next((uri for uri in letter.unsubscribe if uri.lower().startswith("mailto:")), None)
        mail = opt_out_mail(letter, writer, mailto, due=due, dice=self._dice) if mailto else None
        link = next((uri for uri in letter.unsubscribe if uri.lower().startswith(("https:", "http:"))), None)
        if topic in PRESSED and link and letter.one_click:
            return Click(due, business.key, person.address, link, mail, PRESSED[topic])
        return mail or self._write(letter, business, person, topic="stop", due=due)

    def _after(self, letter: Letter, low: timedelta, high: timedelta) -> datetime:
        share = self._dice.roll("transit", letter.rcpt, str(low)).random()
        return letter.at + low + timedelta(seconds=round((high - low).total_seconds() * share))


def _addresses(business: Business) -> list[str]:
    person = business.person
    mine = [business.address, *business.published, person and person.address, person and person.colleague]
    return [address.lower() for address in mine if address]
