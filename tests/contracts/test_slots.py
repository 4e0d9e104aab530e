"""When letters leave: one at a time, within hours and caps, and never in a burst."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from leadwright.domain.errors import Later
from leadwright.domain.letter import Letter
from leadwright.ledger.tables import work
from tests.contracts.letterbox import BOX, OPERATOR, TUESDAY, Letterbox, outcome

BRAND = "glow.test"

BRAND = "glow.test"


async def test_a_missed_slot_is_planned_anew_without_a_burst(letterbox: Letterbox) -> None:
    letters = [(await letterbox.ready(f"shop{n}.test"))[0] for n in range(8)]
    slots = [(await letterbox.refusal(letter)).when for letter in letters]  # type: ignore[union-attr]
    assert len(set(slots)) == 8
    third = sorted(slot for slot in slots if slot)[2]
    letterbox.clock.moment = third + timedelta(minutes=31)
    await letterbox.sweep()
    claims = [letterbox.outbox.claim(letter, run="again") for letter in letters]
    said = [await outcome(claim) for claim in claims]
    assert sum(isinstance(one, Letter) for one in said) <= 1  # one whose moment was just now
    planned = sorted(one.when for one in said if isinstance(one, Later) and one.when and one.code == "slot")
    assert len(planned) > 5
    assert planned[0] > letterbox.clock.now()
    assert all(b - a >= timedelta(minutes=4) for a, b in pairwise(planned))


async def test_the_cap_of_the_day_holds_and_the_rest_waits_for_the_morning(letterbox: Letterbox) -> None:
    small = replace(OPERATOR, mailboxes=(replace(BOX, cap=2),))
    letterbox.outbox = letterbox.outbox_of(operator=small)
    letters = [(await letterbox.ready(f"shop{n}.test"))[0] for n in range(3)]
    codes = [(await letterbox.refusal(letter)).code for letter in letters]
    assert codes == ["slot", "slot", "no-room"]
    for letter in letters[:2]:
        await letterbox.send(letter)
    full = await letterbox.refusal(letters[2])
    assert isinstance(full, Later)
    assert full.when == TUESDAY.replace(hour=23, minute=5)  # Wednesday, five past midnight in London


async def test_follow_ups_that_are_due_today_keep_their_room(letterbox: Letterbox) -> None:
    small = replace(OPERATOR, mailboxes=(replace(BOX, cap=1),))
    letterbox.outbox = letterbox.outbox_of(operator=small)
    one, two, _ = await letterbox.ready()
    sent = await letterbox.send(one)
    row = {"stage": "send", "key": two.key, "brand": BRAND, "lane": "mailbox:main", "state": "ready"}
    await letterbox.do(work.insert().values(**row, priority=3000, due=sent.next_at))
    letterbox.clock.moment = sent.next_at.replace(hour=0)  # type: ignore[union-attr]
    fresh, *_ = await letterbox.ready("other.test")
    assert (await letterbox.refusal(fresh)).code == "no-room"
    await letterbox.send(two)


async def test_nothing_leaves_at_night(letterbox: Letterbox) -> None:
    letterbox.clock.moment = TUESDAY.replace(hour=19)
    first, *_ = await letterbox.ready()
    assert (await letterbox.refusal(first)).code == "no-room"
    letter = await letterbox.leave(first)
    assert 8 <= letter.at.hour < 16
