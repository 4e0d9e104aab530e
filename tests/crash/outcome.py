"""What a world and a ledger say after many deaths, and whether the two agree: letters once, results neither lost nor
doubled.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from leadwright.doors.world_process import LOG
from leadwright.ledger.codec import decode
from leadwright.ledger.tables import events, items, messages, outreach, work
from leadwright.world.log import Accepted, WorldLog

Mistakes = Iterator[str]
GIVES = {"extract": "Contact", "dedupe": "Lead", "enrich": "Prospect", "personalize": "Draft", "send": "Sent"}
GIVES |= {"parse": "Sighting", "track": "Reply", "qualify": "Verdict", "crm": "Deal"}
LEADS = ("Sighting", "Contact", "Lead", "Prospect", "Draft")  # kinds that do not depend on what the world answers
OVER = ("done", "dropped")


@dataclass(frozen=True)
class Outcome:
    """Everything the two have stored."""

    log: WorldLog
    letters: Sequence[Any]  # rows of outreach
    work: Sequence[Any]
    events: Sequence[Any]
    mails: Sequence[Any]  # rows of messages
    items: Mapping[str, frozenset[str]]  # kind -> keys

    @property
    def accepted(self) -> frozenset[str]:
        """The Message-IDs that the world took."""
        return frozenset(letter.message_id for letter in self.log.letters)

    @property
    def left(self) -> frozenset[str]:
        """The cold letters that the world took, by the key of their draft."""
        return frozenset(row.draft for row in self.letters if row.message_id in self.accepted and row.stage != "answer")

    @property
    def replies(self) -> Mapping[str, int]:
        """Replies by brand and tag."""
        return Counter(f"{row.brand} {row.tag}" for row in self.mails if row.direction == "in" and row.tag)

    def letter(self, status: str) -> Sequence[Any]:
        """Give the letters of a status."""
        return [row for row in self.letters if row.status == status]


def outcome_of(folder: Path, ledger: str) -> Outcome:
    """Read the world's log in ``folder`` and the ledger at the URL ``ledger``."""
    engine = sa.create_engine(ledger, poolclass=sa.NullPool)
    with engine.connect() as conn:
        kinds: dict[str, set[str]] = {}
        for kind, key in conn.execute(sa.select(items.c.kind, items.c.key)):
            kinds.setdefault(kind, set()).add(key)
        return Outcome(
            WorldLog.read(folder / LOG),
            *(
                conn.execute(sa.select(table).order_by(table.c.id)).all()
                for table in (outreach, work, events, messages)
            ),
            items={kind: frozenset(keys) for kind, keys in kinds.items()},
        )


def mistakes(outcome: Outcome) -> list[str]:
    """Say everything that breaks the promise, in words, of a house at rest: all that the world wrote has been read."""
    return [said for check in (*AT_ANY_TIME, *AT_REST) for said in check(outcome)]


def broken(outcome: Outcome) -> list[str]:
    """Say what breaks the promise at any moment at which no run is under way."""
    return [said for check in AT_ANY_TIME for said in check(outcome)]


def no_letter_twice(outcome: Outcome) -> Mistakes:
    """By the world alone: neither a Message-ID nor a text came to anybody twice."""
    for id_, times in Counter(letter.message_id for letter in outcome.log.letters).items():
        if times > 1:
            yield f"{id_} was accepted {times} times"
    for (rcpt, _), times in Counter((letter.rcpt, text_of(letter)) for letter in outcome.log.letters).items():
        if times > 1:
            yield f"{rcpt} got one text {times} times"


def text_of(letter: Accepted) -> str:
    """Give the words of a letter."""
    body = message_from_bytes(letter.raw, policy=default).get_body(("plain",))
    return body.get_content() if body else ""


def world_and_ledger_agree(outcome: Outcome) -> Mistakes:
    """What left is sent, or shown in doubt; what is sent has left."""
    known = {row.message_id: row for row in outcome.letters if row.message_id}
    for id_ in sorted(outcome.accepted):
        row = known.get(id_)
        if row is None or row.status not in {"sent", "doubt"}:
            yield f"{id_} left and is {row.status if row else 'unknown'}"
    for row in outcome.letter("sent"):
        if row.message_id not in outcome.accepted:
            yield f"{row.draft} is sent and never left"


def doubts_are_shown(outcome: Outcome) -> Mistakes:
    """A letter in doubt waits for a person, with its work; nothing stays claimed."""
    held = {row.key for row in outcome.work if row.stage == "send" and (row.state, row.code) == ("held", "in-doubt")}
    doubtful = {row.draft for row in outcome.letter("doubt")}
    yield from (f"{key} is in doubt and its work is not held" for key in sorted(doubtful - held))
    yield from (f"{key} is held in doubt and its letter is not" for key in sorted(held - doubtful))
    yield from (f"{row.draft} is still claimed" for row in outcome.letter("claimed"))


def every_end_once(outcome: Outcome) -> Mistakes:
    """Each run that ended has one event, and no event is without its run."""
    told = Counter((row.stage, row.key, row.wake or "") for row in outcome.events if row.type in OVER)
    ended = {(row.stage, row.key, row.wake) for row in outcome.work if row.state in OVER}
    yield from (f"{place} ended {told[place]} times" for place in sorted(ended) if told[place] != 1)
    yield from (f"{place} has an end and never ended" for place in sorted(told.keys() - ended))
    for row in outcome.work:
        if row.state in {"running", "parked"}:
            yield f"{row.stage} {row.key} is {row.state}: {row.code}"


def nothing_given_is_lost(outcome: Outcome) -> Mistakes:
    """Each item that an event says was given is there, and what takes it has work for it."""
    waits = {(row.stage, row.key) for row in outcome.work}
    after = {"extract": "dedupe", "dedupe": "enrich", "enrich": "personalize", "qualify": "crm"}
    for row in outcome.events:
        given = decode(dict[str, Any], row.meta).get("gave", []) if row.type in OVER else []
        for key in given:
            if key not in outcome.items.get(GIVES[row.stage], ()):
                yield f"{row.stage} gave {key}, which is lost"
            if row.stage in after and (after[row.stage], key) not in waits:
                yield f"{row.stage} gave {key}, which nobody takes"


def mail_is_read_once(outcome: Outcome) -> Mistakes:
    """Each mail that the world put into the mailbox is stored once, and understood where a brand wrote it."""
    stored = Counter(row.message_id for row in outcome.mails if row.direction == "in")
    for mail in outcome.log.replies:
        if stored[mail.message_id] != 1:
            yield f"{mail.message_id} is stored {stored[mail.message_id]} times"
    for row in outcome.mails:
        if row.direction == "in" and row.brand and row.message_id not in outcome.items.get("Reply", ()):
            yield f"{row.message_id} was never read"
    for id_, times in Counter(row.message_id for row in outcome.mails if row.direction == "out").items():
        if times != 1 or id_ not in {row.message_id for row in outcome.letter("sent")}:
            yield f"{id_} stands {times} times among what left"


def sequences_hold(outcome: Outcome) -> Mistakes:
    """A follow-up leaves after its predecessor and in its thread."""
    order = {letter.message_id: at for at, letter in enumerate(outcome.log.letters)}
    thread = {letter.message_id: letter.raw for letter in outcome.log.letters}
    by_key = {row.draft: row for row in outcome.letters}
    for row in outcome.letters:
        if row.touch < 2 or row.message_id not in order:
            continue
        before = by_key[f"{row.brand}#{row.touch - 1}"]
        if order.get(before.message_id, len(order)) > order[row.message_id]:
            yield f"{row.draft} left before its predecessor"
        if (before.message_id or "-").encode() not in thread[row.message_id]:
            yield f"{row.draft} is in no thread with its predecessor"


def a_refusal_counts(outcome: Outcome) -> Mistakes:
    """An address that the server did not know ends its brand's sequence."""
    refused = {row.brand for row in outcome.letter("refused")}
    for row in outcome.letters:
        if row.brand in refused and row.status in {"draft", "held"}:
            yield f"{row.draft} waits although its recipient is unknown"


AT_ANY_TIME = (no_letter_twice, world_and_ledger_agree, doubts_are_shown, every_end_once, nothing_given_is_lost)
AT_REST = (mail_is_read_once, sequences_hold, a_refusal_counts)


def differences(outcome: Outcome, reference: Outcome, *, touches: int = 3) -> list[str]:
    """Say in which leads, letters (so many touches) and replies a house that died differs from one that did not."""
    refused = {row.brand for row in outcome.letter("refused")}
    said = []
    for kind in LEADS:
        mine, theirs = cold(outcome.items[kind]), cold(reference.items[kind])
        if mine != theirs:
            said.append(f"{kind}: lost {sorted(theirs - mine)}, new {sorted(mine - theirs)}")
    mine, theirs = (
        {key for key in one.left if key.partition("#")[0] not in refused and int(key[-1]) <= touches}
        for one in (outcome, reference)
    )
    if mine != theirs:
        said.append(f"letters: lost {sorted(theirs - mine)}, new {sorted(mine - theirs)}")
    heard, before = (
        {key: n for key, n in one.replies.items() if key.split()[0] not in refused} for one in (outcome, reference)
    )
    if heard != before:
        said.append(f"replies: {sorted(set(heard.items()) ^ set(before.items()))}")
    return said


def cold(keys: frozenset[str]) -> set[str]:
    """Leave answers out: they are named after what the world wrote."""
    return {key for key in keys if "<" not in key}
