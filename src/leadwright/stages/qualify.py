"""Weigh a person's answer by three questions, and write what to say next.

Answers to niche, routine, budget and timing are gathered over the conversation; what a person has said once is not
asked again. The letter it writes is an *answer*: it waits for the operator's approval and leaves by the same gate.
"""

from collections.abc import AsyncIterator, Mapping

from leadwright.chain import stage
from leadwright.domain.letter import Reply, Verdict
from leadwright.domain.operator import Operator
from leadwright.ports import Clock, Dice, Inbox, Talks
from leadwright.reading.answers import answers_of
from leadwright.writing.answer import answer

QUESTIONS = ("niche", "routine", "budget", "timing")
OFFERED = ("qualified", "booked", "pilot", "won")  # stages of a deal to whom a call was offered
MOVES = {"not_now": "wait", "negative": "close", "unsubscribe": "close", "complaint": "close", "left_company": "close"}


@stage
async def qualify(
    reply: Reply, inbox: Inbox, talks: Talks, operator: Operator, dice: Dice, clock: Clock
) -> AsyncIterator[Verdict]:
    """Give the verdict on one human reply: ask, book, wait, close, or leave it to a person."""
    before = await talks.verdict(reply.brand)
    said = answers_of(reply.text, received=reply.at.date())
    known = {name: getattr(said, name) or (getattr(before, name) if before else None) for name in QUESTIONS}
    missing = tuple(name for name in QUESTIONS if known[name] is None)
    deal = await talks.deal(reply.brand)
    move = move_of(reply, known, offered=deal is not None and deal.stage in OFFERED)
    letter = None
    if move in ("ask", "book"):
        ours = await inbox.draft(reply.sent)
        letter = answer(
            reply,
            operator,
            mailbox=ours.mailbox,
            language=ours.language,
            missing=missing if move == "ask" else (),
            dice=dice,
            country=ours.country,
        )
    yield Verdict(
        reply=reply.key,
        brand=reply.brand,
        tag=reply.tag,
        move=move,
        **known,
        missing=missing,
        answer=letter,
        at=clock.now(),
    )


def move_of(reply: Reply, known: Mapping[str, str | None], *, offered: bool = False) -> str:
    """Say what to do next: a positive answer is asked what is missing, then offered a call, once."""
    if reply.tag == "positive" or (reply.category == "other" and any(known.values())):
        if offered:
            return "person"
        answered = known["routine"] and (known["budget"] or known["timing"])
        return "book" if answered else "ask"
    return MOVES.get(reply.category, "person")
