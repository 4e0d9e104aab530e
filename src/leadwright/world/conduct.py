"""How the letters were sent: each one that the world accepted, against the rules of sending.

Moments are those at which the submission server took the letter, on the world's clock.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from leadwright.world.case import (
    COLD,
    HUMAN,
    Calendar,
    Case,
    Row,
    addresses_of,
    as_good,
    bare,
    forgotten,
    reachable,
    refuses,
    wanted,
)
from leadwright.world.envelopes import Letter, read_letter
from leadwright.world.refusals import CATALOGUE
from leadwright.world.truth import Business

WAITS = {"followup": (3, 4), "breakup": (7, 7)}  # working days after the predecessor was accepted
SLACK = 3  # working days more, where an absence, a soft bounce or a full day explains them
EAST = timedelta(hours=12)  # so much earlier a day may begin for the reader than in UTC
RELEASED = ("release", "confirm", "consent")  # a hold that a person lifted says so in its code
FAULTS = (
    "duplicates",
    "outside_hours",
    "over_cap",
    "after_stop",
    "to_refused",
    "wrong_address",
    "wrong_thread",
    "wrong_day",
)


@dataclass(frozen=True, slots=True)
class Sent:
    """One accepted letter with all that is known of it; ``kind`` is first where the product does not know it."""

    letter: Letter
    firm: Business | None
    kind: str
    touch: int
    before: "Sent | None"  # the accepted letter of the sequence that it follows

    @property
    def cold(self) -> bool:
        """Say whether it is a letter of the sequence, not an answer."""
        return self.kind in COLD

    @property
    def name(self) -> str:
        """Name it for a sentence."""
        return f"{self.firm.key if self.firm else '?'}: {self.kind} letter to {self.letter.rcpt}"


class Conduct:
    """The judgement of every accepted letter."""

    def __init__(self, case: Case, calendar: Calendar) -> None:
        """Look at every letter once; mistakes go to the case."""
        self._case = case
        self._calendar = calendar
        self._gate = {key: rows[-1] for key, rows in case.group("gate").items()}
        self._boxes = {str(row["address"]).lower(): row for row in case.rows("mailboxes")}
        self._days: Counter[tuple[str, date]] = Counter()
        self.sent = list(self._letters())
        self._full = self._full_days()
        self.faults: dict[str, int] = dict.fromkeys(FAULTS, 0)
        self.faulty = 0
        self._seen: set[str] = set()
        self._touched: set[tuple[str, str]] = set()
        self._counted: Counter[tuple[str, date]] = Counter()
        for sent in self.sent:
            found = [(fault, text) for fault, text in self._look(sent) if text]
            self.faulty += bool(found) and sent.cold
            for fault, text in found:
                self.faults[fault] += 1
                (case.note if fault == "wrong_address" else case.mistake)(f"{sent.name} {text}")

    def row(self) -> Row:
        """Score the stage send.

        Found: cold letters that the world accepted. Right: those without any fault. Wrong: those with one. Missed:
        announced brands that fit, have a usable address and may be written to, but never got a first letter. Made:
        found and missed together.
        """
        cold = sum(sent.cold for sent in self.sent)
        reached = {sent.firm.key for sent in self.sent if sent.firm and sent.cold}
        due = [firm for firm in self._case.announced if wanted(firm) and firm.gate == "send" and not refuses(firm)]
        missed = [firm for firm in due if firm.key not in reached]
        self._explain(missed)
        return Row("send", cold + len(missed), cold, cold - self.faulty, len(missed), self.faulty)

    def letters(self) -> dict[str, int]:
        """Count the letters of all kinds and the faults among them."""
        doubt = sum(row["status"] == "doubt" for row in self._case.rows("letters"))
        return {"sent": len(self.sent), **self.faults, "in_doubt": doubt}

    def _explain(self, missed: list[Business]) -> None:
        """A lead that was not reached is a mistake unless its first letter still waits for its turn."""
        letters = self._case.group("letters")
        for firm in missed:
            first = [row for row in letters.get(firm.key, ()) if row["kind"] == "first"]
            states = {row["status"] for row in first}
            if states & {"draft", "waiting", "claimed", "doubt"}:
                self._case.note(f"{firm.key}: its first letter is still {', '.join(sorted(states))}")
            else:
                why = ", ".join(sorted({f"{row['status']} ({row.get('reason')})" for row in first})) or "has no letter"
                self._case.mistake(f"{firm.key}: a lead that may be written to was not reached: {why}")

    def _letters(self) -> Iterator[Sent]:
        known = {bare(row.get("message_id")): row for row in self._case.rows("letters") if row.get("message_id")}
        last: dict[str, Sent] = {}
        for line in sorted(self._case.log.letters, key=lambda line: line.at):
            if line.rcpt in self._case.own:
                continue
            letter = read_letter(line.raw, line.at, mail_from=line.mail_from, rcpt=line.rcpt)
            row: Mapping[str, Any] = known.get(bare(line.message_id), {})
            firm = self._case.of_letter(line.rcpt, str(row.get("brand") or ""))
            key = firm.key if firm else line.rcpt
            kind = str(row.get("kind") or "first")
            sent = Sent(letter, firm, kind, int(row.get("touch") or 1), last.get(key) if kind in COLD else None)
            if not row and not (firm and forgotten(firm)):
                self._case.mistake(f"{sent.name} ({line.message_id}) was accepted, but the product does not know of it")
            if sent.cold:
                last[key] = sent
                self._days[self._day(sent)] += 1
            yield sent

    def _day(self, sent: Sent) -> tuple[str, date]:
        """Give mailbox and local day of a letter."""
        box = self._boxes.get(sent.letter.mail_from, {})
        return sent.letter.mail_from, sent.letter.at.astimezone(ZoneInfo(box.get("zone") or "UTC")).date()

    def _full_days(self) -> dict[str, set[date]]:
        full: dict[str, set[date]] = defaultdict(set)
        for (box, day), count in self._days.items():
            if box in self._boxes and count >= self._boxes[box]["cap"]:
                full[box].add(day)
        return full

    def _look(self, sent: Sent) -> Iterator[tuple[str, str]]:
        """Give each rule that a letter may break, with the words for it or none."""
        yield "duplicates", self._duplicate(sent)
        yield "to_refused", self._refused(sent)
        yield "after_stop", self._after_stop(sent)
        if not sent.cold:
            return
        yield "over_cap", self._over_cap(sent)
        if sent.firm is None:
            return
        at = sent.letter.at
        yield (
            "outside_hours",
            "" if self._calendar(sent.firm.country, at) else f"left outside working hours, {at:%a %d %b %H:%M} UTC",
        )
        best = sent.firm.address
        yield "wrong_address", "" if sent.letter.rcpt in as_good(sent.firm) else f"should have gone to {best}"
        yield "wrong_thread", self._wrong_thread(sent)
        yield "wrong_day", self._wrong_day(sent)

    def _duplicate(self, sent: Sent) -> str:
        ident = bare(sent.letter.message_id)
        touch = (sent.firm.key if sent.firm else sent.letter.rcpt, sent.kind)
        again = ident in self._seen or (sent.cold and touch in self._touched)
        self._seen.add(ident)
        if sent.cold:
            self._touched.add(touch)
        return "left twice" if again else ""

    def _refused(self, sent: Sent) -> str:
        firm, rcpt = sent.firm, sent.letter.rcpt
        if self._case.is_trap(rcpt):
            return "went to an address that must never be used"
        if firm is None or not (rcpt in addresses_of(firm) and reachable(firm)):
            return "went to an address that nobody published for that"
        if not sent.cold:
            return (
                "" if any(line.at <= sent.letter.at for line in self._case.planted(firm, *HUMAN)) else "answers nobody"
            )
        if not firm.fits:
            return f"went to a business that is no customer ({firm.kind})"
        if firm.gate == "block":
            return f"went to a brand that the law of {firm.country} blocks"
        if refuses(firm):
            return f"went to a brand that must not be written to: {CATALOGUE[firm.planted].says}"
        code = str(self._gate.get(firm.key, {}).get("code") or "")
        if firm.gate == "hold" and not any(word in code for word in RELEASED):
            return "went to a brand that had to be held for a person"
        return ""

    def _after_stop(self, sent: Sent) -> str:
        """Nothing may leave after a stop; nothing of the sequence after a human answer or a dead address was stored."""
        firm, at = sent.firm, sent.letter.at
        if firm is None:
            return ""
        for stop in self._case.log.stops:
            if stop.business == firm.key and stop.how != "words" and stop.at < at:
                return f"left after an opt-out by its link ({stop.how})"
        for line in self._case.planted(firm, *HUMAN, "bounce"):
            silent = line.suppresses or (sent.cold and line.tag in HUMAN and line.stops)
            if silent and self._case.known_since(line) < at:
                return f"left after a mail that ended it ({line.category}, {line.at:%a %d %b %H:%M})"
        return ""

    def _over_cap(self, sent: Sent) -> str:
        box = self._boxes.get(sent.letter.mail_from)
        self._counted[self._day(sent)] += 1
        number = self._counted[self._day(sent)]
        return f"is number {number} of a day of {box['cap']}" if box and number > box["cap"] else ""

    def _wrong_thread(self, sent: Sent) -> str:
        if sent.kind == "first":
            return "claims a thread that is not there" if sent.letter.thread else ""
        if sent.before is None:
            return "follows no letter"
        letter, before = sent.letter, bare(sent.before.letter.message_id)
        named = bare(letter.in_reply_to) == before and before in map(bare, letter.references)
        return "" if named else "is not in the thread of its predecessor"

    def _wrong_day(self, sent: Sent) -> str:
        if sent.kind not in WAITS or sent.before is None or sent.firm is None:
            return ""
        low, high = WAITS[sent.kind]
        since, at = sent.before.letter.at, sent.letter.at
        days = self._calendar.workdays_between(sent.firm.country, since, at)
        back = self._back(sent.firm, since, at)
        if back and at < back:
            return "left while its reader was away"
        late = days - (high + SLACK if back or self._explained(sent, since) else high)
        if back:
            late = min(late, self._calendar.workdays_between(sent.firm.country, back, at) - SLACK)
        return f"left {days} working days after its predecessor" if days < low or late > 0 else ""

    def _back(self, firm: Business, since: datetime, at: datetime) -> datetime | None:
        """Give the day of return where an absence was known before the letter left."""
        until = firm.person.away_until if firm.person else None
        notes = [line for line in self._case.planted(firm, "auto") if line.category == "auto_out_of_office"]
        known = any(since <= line.at and self._case.known_since(line) < at for line in notes)
        return datetime.combine(until, time(), UTC) - EAST if until and known else None

    def _explained(self, sent: Sent, since: datetime) -> bool:
        """Say whether a soft bounce or a full day of the mailbox may have moved the letter."""
        firm, at = sent.firm, sent.letter.at
        mails = self._case.planted(firm, "bounce") if firm else []
        bounced = any(not line.suppresses and since <= line.at <= at for line in mails)
        return bounced or any(since.date() <= day <= at.date() for day in self._full[sent.letter.mail_from])
