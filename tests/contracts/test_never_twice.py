"""Each letter leaves at most once, whatever runs, crashes and people do."""

import asyncio

import pytest

from leadwright.domain.errors import Drop
from leadwright.domain.letter import Letter, Sent
from leadwright.ledger.database import Database
from leadwright.ledger.tables import notices
from tests.contracts.letterbox import (
    Letterbox,
    draft,
    held_work,
    work_state,
)

BRAND = "glow.test"

BRAND = "glow.test"


async def test_two_runs_at_once_get_one_letter(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    slot = await letterbox.refusal(first)
    letterbox.clock.moment = slot.when  # type: ignore[union-attr, assignment]
    await letterbox.sweep()
    other = Database.open(letterbox.database.url.render_as_string(hide_password=False), key=letterbox.database.key)
    second = Letterbox(other, letterbox.clock)
    try:
        said = await asyncio.gather(
            *(box.outbox.claim(first, run=f"run {n}") for n, box in enumerate((letterbox, second) * 3)),
            return_exceptions=True,
        )
    finally:
        await other.close()
    (letter,) = [one for one in said if isinstance(one, Letter)]
    assert {str(one).split()[0] for one in said if one is not letter} == {"in-doubt"}
    row = await letterbox.row(first.key)
    assert (row.status, row.message_id) == ("doubt", letter.message_id)
    assert len(await letterbox.events("doubt")) == 1
    sent = await letterbox.outbox.confirm(letter)  # late, and beats the doubt
    assert (await letterbox.row(first.key)).status == "sent"
    assert await letterbox.outbox.claim(first, run="later") == sent
    assert await letterbox.outbox.confirm(letter) == sent


async def test_doubt_is_never_claimed_and_is_settled_by_a_person(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    letter = await letterbox.leave(first)
    await letterbox.outbox.doubt(letter, reason="connection lost")
    assert (await letterbox.refusal(first)).code == "in-doubt"
    (doubt,) = await letterbox.doubts.all()
    assert (doubt.draft, doubt.reason) == (first.key, "connection lost")
    assert await letterbox.doubts.of("main") == [letter.message_id]
    await held_work(letterbox, first.key, "in-doubt")
    await letterbox.doubts.settle(letter.message_id, "sent", by="anna")
    await letterbox.doubts.settle(letter.message_id, "sent", by="sent-folder")  # says nothing new
    assert len(await letterbox.events("settled")) == 1
    assert await work_state(letterbox, first.key) == "ready"
    sent = await letterbox.outbox.claim(first, run="next")
    assert isinstance(sent, Sent)
    assert (sent.message_id, sent.next) == (letter.message_id, "glow.test#2")


async def test_a_letter_that_did_not_leave_may_leave_again(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    lost = await letterbox.leave(first)
    await letterbox.outbox.doubt(lost, reason="connection lost")
    await letterbox.doubts.settle(lost.message_id, "not-sent", by="anna")
    row = await letterbox.row(first.key)
    assert (row.status, row.slot_at, row.message_id) == ("draft", None, None)
    assert row.approved_at
    again = await letterbox.leave(first, run="again")
    assert again.message_id != lost.message_id
    # the first one had left after all: its letter counts as sent, and a person is told of two copies
    sent = await letterbox.outbox.confirm(lost)
    assert sent.message_id == again.message_id
    assert await letterbox.outbox.claim(first, run="third") == await letterbox.outbox.confirm(again)
    assert "sent-twice" in {notice.code for notice in await letterbox.rows(notices)}


async def test_a_late_confirmation_beats_a_persons_word(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    letter = await letterbox.leave(first)
    await letterbox.outbox.doubt(letter, reason="connection lost")
    await letterbox.doubts.settle(letter.message_id, "not-sent", by="anna")
    sent = await letterbox.outbox.confirm(letter)
    assert sent.message_id == letter.message_id
    assert await letterbox.outbox.claim(first, run="again") == sent


async def test_a_refusal_before_the_final_dot_unclaims(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    letter = await letterbox.leave(first)
    await letterbox.outbox.unclaim(letter, reason="451 later")
    assert (await letterbox.row(first.key)).status == "draft"
    again = await letterbox.leave(first, run="again")
    await letterbox.outbox.unclaim(letter, reason="an old run speaks")
    assert (await letterbox.row(first.key)).message_id == again.message_id
    await letterbox.outbox.refuse(again, reason="550 5.1.1")
    await letterbox.outbox.doubt(again, reason="too late")
    said = await letterbox.refusal(first)
    assert (type(said), said.code) == (Drop, "refused")


async def test_claims_of_dead_runs_are_in_doubt_after_a_restart(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    other, *_ = await letterbox.ready("other.test")
    dead, alive = await letterbox.leave(first, run="dead"), await letterbox.leave(other, run="alive")
    assert await letterbox.doubts.mark_dead_claims({"alive"}) == 1
    assert await letterbox.doubts.of("main") == [dead.message_id]
    await letterbox.outbox.confirm(alive)
    with pytest.raises(Exception, match="no letter in doubt"):
        await letterbox.doubts.settle(alive.message_id, "not-sent", by="anna")


async def test_what_was_never_stored_ends(letterbox: Letterbox) -> None:
    said = await letterbox.refusal(draft("nobody.test", 1))
    assert (type(said), said.code) == (Drop, "not-stored")
