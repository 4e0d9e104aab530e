"""A person who has written is answered by the same gate."""

import pytest

from leadwright.consequences import Hold, Release
from leadwright.domain.errors import Drop
from leadwright.domain.letter import Draft, Sent
from leadwright.ledger.suppression import suppress
from leadwright.ledger.tables import leads, messages
from tests.contracts.letterbox import TUESDAY, Letterbox, apply, draft, mail

BRAND = "glow.test"

BRAND = "glow.test"


async def answered(letterbox: Letterbox) -> tuple[Draft, Sent]:
    """Store a letter, a person's answer to it and the draft of ours."""
    one, *_ = await letterbox.ready()
    sent = await letterbox.send(one)
    await letterbox.sweep(mail("Bo <info@glow.test>", In_Reply_To=sent.message_id))
    await letterbox.do(messages.update().where(messages.c.direction == "in").values(tag="positive"))
    ours = draft(BRAND, 0, answers="<m1@them.test>")
    await letterbox.store.keep([ours], now=letterbox.clock.now())
    return ours, sent


async def test_an_answer_needs_its_own_approval_and_no_slot(letterbox: Letterbox) -> None:
    ours, sent = await answered(letterbox)
    letterbox.clock.moment = TUESDAY.replace(hour=23)
    await letterbox.sweep()
    assert (await letterbox.refusal(ours, outbox=letterbox.outbox_of(live=False))).code == "not-live"
    assert (await letterbox.refusal(ours)).code == "needs-approval"
    await letterbox.approvals.set_rule("answers", by="anna")
    await letterbox.do(leads.update().values(replied=True))
    letter = await letterbox.leave(ours)
    assert (letter.in_reply_to, letter.references) == ("<m1@them.test>", (sent.message_id, "<m1@them.test>"))
    assert (await letterbox.row(ours.key)).decision
    assert (await letterbox.outbox.confirm(letter)).next is None


async def test_an_answer_waits_for_other_mails_of_the_brand(letterbox: Letterbox) -> None:
    ours, _ = await answered(letterbox)
    await letterbox.approvals.approve([ours.key], by="anna")
    await apply(letterbox, Hold(BRAND, "<m2@them.test>"))
    assert (await letterbox.refusal(ours)).code == "brand-held"
    await apply(letterbox, Release(BRAND, "<m2@them.test>"))
    await letterbox.leave(ours)  # the hold of the mail it answers does not stop it


@pytest.mark.parametrize(
    "wrong",
    [{"tag": "auto"}, {"tag": "bounce"}, {"sender": "eve@glow.test"}, {"direction": "out"}, {"brand": "x.test"}],
)
async def test_machines_and_strangers_are_not_answered(letterbox: Letterbox, wrong: dict[str, str]) -> None:
    ours, _ = await answered(letterbox)
    await letterbox.do(messages.update().where(messages.c.message_id == "<m1@them.test>").values(**wrong))
    said = await letterbox.refusal(ours)
    assert (type(said), said.code) == (Drop, "no-human-mail")


async def test_an_answer_obeys_suppression(letterbox: Letterbox) -> None:
    ours, _ = await answered(letterbox)
    now = letterbox.clock.now()
    await suppress(letterbox.database, "brand", value=BRAND, reason="unsubscribe", now=now, cause="x")
    assert (await letterbox.refusal(ours)).code == "suppressed"
