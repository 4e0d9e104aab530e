"""The one gate: what leaves, and every refusal with its reason and what it leaves behind."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from leadwright.consequences import Hold, Release
from leadwright.domain.errors import Drop, Later
from leadwright.domain.evidence import Fact
from leadwright.ledger.suppression import suppress
from leadwright.ledger.tables import (
    brands,
    evidence,
    leads,
    mailboxes,
    messages,
    notices,
    outreach,
    rereads,
)
from tests.contracts.letterbox import BOX, OPERATOR, TUESDAY, Letterbox, apply, held_work, seen_on, work_state

BRAND = "glow.test"


async def test_a_letter_leaves_at_its_slot_with_its_message_id_stored_before(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    waits = await letterbox.refusal(first)
    assert isinstance(waits, Later)
    assert (waits.code, (await letterbox.row(first.key)).slot_at) == ("slot", waits.when)

    letter = await letterbox.leave(first)
    row = await letterbox.row(first.key)
    assert (row.status, row.message_id, row.run, row.claimed_at) == (
        "claimed",
        letter.message_id,
        "run",
        letterbox.clock.now(),
    )
    assert row.evidence_id
    assert '"action":"send"' in row.decision
    assert letter.message_id.endswith("@ours.test>")
    assert (letter.sender, letter.to, letter.body) == ("Anna Ours <anna@ours.test>", first.to, first.body)
    assert (letter.in_reply_to, letter.references) == (None, ())

    sent = await letterbox.outbox.confirm(letter)
    assert sent.next == "glow.test#2"
    assert sent.next_at == TUESDAY.replace(day=8, hour=8, minute=0)  # three working days on, nine o'clock in London
    (stored,) = await letterbox.rows(messages)
    assert (stored.direction, stored.body, stored.message_id) == ("out", first.body, letter.message_id)
    (box,) = await letterbox.rows(mailboxes)
    assert box.first_sent == sent.at


async def test_follow_ups_go_on_the_thread_and_wait_for_their_predecessor(letterbox: Letterbox) -> None:
    one, two, three = await letterbox.ready()
    early = await letterbox.refusal(two)
    assert (type(early), early.code) == (Drop, "no-predecessor")
    await letterbox.do(outreach.update().where(outreach.c.draft == two.key).values(status="draft"))
    first = await letterbox.send(one)
    second = await letterbox.leave(two)
    assert letterbox.clock.now() >= first.next_at  # type: ignore[operator]
    assert (second.in_reply_to, second.references) == (first.message_id, (first.message_id,))
    assert (await letterbox.outbox.confirm(second)).next == three.key
    third = await letterbox.send(three)
    assert (third.next, third.next_at) == (None, None)


async def test_the_optout_of_the_brand_is_in_the_headers(letterbox: Letterbox) -> None:
    public = replace(OPERATOR, link="https://ours.test")
    letterbox.outbox = letterbox.outbox_of(operator=public, optout=lambda brand: f"https://ours.test/u/{brand}")
    first, *_ = await letterbox.ready()
    headers = (await letterbox.leave(first)).headers
    assert headers["List-Unsubscribe"].startswith("<https://ours.test/u/glow.test>, <mailto:anna@ours.test")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_a_letter_with_problems_is_held(letterbox: Letterbox) -> None:
    (first, *_) = await letterbox.brand(BRAND)
    unproved = replace(first, problems=("unresolved [name]",))
    await letterbox.store.keep([unproved], now=letterbox.clock.now())
    said = await letterbox.refusal(unproved)
    assert (said.code, said.facts["problems"]) == ("unproved", "unresolved [name]")
    row = await letterbox.row(first.key)
    assert (row.status, row.reason) == ("held", "unproved")


async def test_only_the_stored_words_leave(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    said = await letterbox.refusal(replace(first, body="Something else."))
    assert (type(said), said.code) == (Later, "rewritten")


async def test_without_a_passport_nothing_leaves(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    await letterbox.do(evidence.update().values(address="other@glow.test"))
    said = await letterbox.refusal(first)
    assert (type(said), said.code, said.when) == (Later, "no-passport", None)  # type: ignore[union-attr]
    assert (await letterbox.row(first.key)).status == "held"


async def test_old_evidence_holds(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready(read=TUESDAY - timedelta(days=181))
    await letterbox.do(rereads.delete())
    assert (await letterbox.refusal(first)).code == "evidence-old"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("address", "Info+shop@glow.test"),
        ("person", "info@glow.test"),
        ("domain", "glow.test"),
        ("brand", "glow.test"),
    ],
)
async def test_the_suppressed_hear_nothing(letterbox: Letterbox, kind: str, value: str) -> None:
    first, *_ = await letterbox.ready()
    now = letterbox.clock.now()
    assert await suppress(letterbox.database, kind, value=value, reason="unsubscribe", now=now, cause="anna")
    assert not await suppress(letterbox.database, kind, value=value, reason="again", now=now, cause="anna")
    said = await letterbox.refusal(first)
    assert (type(said), said.code, said.facts) == (Drop, "suppressed", {"reason": "unsubscribe"})
    assert (await letterbox.row(first.key)).status == "cancelled"
    (event,) = await letterbox.events("suppressed")
    assert "glow" not in event.meta


async def test_suppression_of_others_changes_nothing(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    for kind, value in (("address", "info@glow.test.test"), ("brand", "info@glow.test"), ("domain", "low.test")):
        now = letterbox.clock.now()
        await suppress(letterbox.database, kind, value=value, reason="x", now=now, cause="anna")
    assert (await letterbox.refusal(first)).code == "slot"


async def test_not_live_then_paused_then_unapproved(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.brand(BRAND)
    await letterbox.approvals.pause("holidays", by="anna")
    assert (await letterbox.refusal(first, outbox=letterbox.outbox_of(live=False))).code == "not-live"
    said = await letterbox.refusal(first)
    assert (said.code, said.facts["reason"]) == ("paused", "holidays")
    await held_work(letterbox, first.key, "paused")
    await letterbox.approvals.resume(by="anna")
    assert await work_state(letterbox, first.key) == "ready"
    assert (await letterbox.refusal(first)).code == "needs-approval"
    assert (await letterbox.row(first.key)).status == "draft"


async def test_approval_by_hand_by_rule_and_by_the_first_touch(letterbox: Letterbox) -> None:
    one, two, _ = await letterbox.brand(BRAND)
    await letterbox.sweep()
    await held_work(letterbox, one.key, "needs-approval")
    assert await letterbox.approvals.approve([one.key, "none#1"], by="anna") == [one.key]
    assert await letterbox.approvals.approve([one.key], by="anna") == []
    assert await work_state(letterbox, one.key) == "ready"
    assert [event.key for event in await letterbox.events("approved")] == [one.key]
    assert await letterbox.approvals.unapprove([one.key], by="anna") == [one.key]
    assert (await letterbox.refusal(one)).code == "needs-approval"
    await letterbox.approvals.set_rule("first-touches", by="anna")
    await letterbox.send(one)
    assert (await letterbox.row(one.key)).approved_by == "rule"
    await letterbox.approvals.set_rule("first-touches", by="anna", on=False)
    await letterbox.send(two)  # inherits it
    assert await letterbox.approvals.approved_by_hand() == 0


async def test_a_mail_that_is_not_understood_silences_the_brand(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    await apply(letterbox, Hold(BRAND, "<m@x>"))
    assert (await letterbox.refusal(first)).code == "brand-held"
    await apply(letterbox, Release(BRAND, "<m@x>"))
    assert (await letterbox.refusal(first)).code == "slot"


async def test_whoever_replied_gets_no_follow_up(letterbox: Letterbox) -> None:
    one, two, _ = await letterbox.ready()
    await letterbox.send(one)
    await letterbox.do(leads.update().values(replied=True))
    said = await letterbox.refusal(two)
    assert (type(said), said.code) == (Drop, "replied")
    assert (await letterbox.row(two.key)).status == "cancelled"


@pytest.mark.parametrize(("tag", "code"), [("neutral", "replied"), ("unsubscribe", "replied"), ("auto", "slot")])
async def test_a_stored_human_mail_counts_as_a_reply(letterbox: Letterbox, tag: str, code: str) -> None:
    one, two, _ = await letterbox.ready()
    await letterbox.send(one)
    stored = {"direction": "in", "subject": "", "body": "", "ts": TUESDAY, "message_id": "<a@b>", "mailbox": "main"}
    await letterbox.do(messages.insert().values(**stored, brand=BRAND, tag=tag))
    assert (await letterbox.refusal(two)).code == code


async def test_brands_found_to_be_one_get_one_sequence(letterbox: Letterbox) -> None:
    ours, *_ = await letterbox.ready()
    theirs, *_ = await letterbox.ready("glow-shop.test")
    await letterbox.send(ours)
    names = [(BRAND, BRAND), ("glow-shop.test", BRAND)]
    rows = [{"name": name, "brand": brand, "kind": "domain", "why": "x", "ts": TUESDAY} for name, brand in names]
    await letterbox.database.write(lambda conn: conn.execute(sa.insert(brands), rows))
    said = await letterbox.refusal(theirs)
    assert (type(said), said.code, said.facts) == (Drop, "same-brand", {"brand": BRAND})


async def test_a_stopped_mailbox_and_a_stale_one(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    await letterbox.outbox.stop_mailbox("main", "bounces")
    said = await letterbox.refusal(first)
    assert (said.code, said.facts["reason"]) == ("mailbox-stopped", "bounces")
    assert [notice.code for notice in await letterbox.rows(notices)] == ["mailbox-stopped"]
    await held_work(letterbox, first.key, said.code)
    await letterbox.outbox.resume_mailbox("main", by="anna")
    assert await work_state(letterbox, first.key) == "ready"
    letterbox.clock.pass_(minutes=16)
    stale = await letterbox.refusal(first)
    assert isinstance(stale, Later)
    assert (stale.code, stale.when) == ("mailbox-stale", letterbox.clock.now() + timedelta(minutes=1))


async def test_a_mailbox_that_was_never_swept_or_is_not_ours(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.brand(BRAND)
    await letterbox.approvals.approve([first.key], by="anna")
    assert (await letterbox.refusal(first)).code == "mailbox-stale"
    nobody = replace(OPERATOR, mailboxes=(replace(BOX, name="other"),))
    assert (await letterbox.refusal(first, outbox=letterbox.outbox_of(operator=nobody))).code == "no-mailbox"


async def test_the_order_of_the_checks(letterbox: Letterbox) -> None:
    """Everything is wrong at once; each remedy shows the next reason."""
    page = seen_on("https://glow.test/imprint", TUESDAY)
    plain, *_ = await letterbox.brand(BRAND, read=TUESDAY - timedelta(days=200), country_signs=())
    first = replace(plain, problems=("unproved",))
    shut = letterbox.outbox_of(live=False)
    await letterbox.store.keep([first], now=TUESDAY)
    await letterbox.approvals.pause("a rest", by="anna")
    await apply(letterbox, Hold(BRAND, "<m@x>"))
    await letterbox.mailboxes.register([BOX])
    await letterbox.mailboxes.stop("main", "bounces")
    reasons = [(await letterbox.refusal(first, outbox=shut)).code]
    await letterbox.store.keep([plain], now=TUESDAY)
    reasons.append((await letterbox.refusal(plain, outbox=shut)).code)
    await letterbox.do(evidence.update().values(at=TUESDAY))
    reasons.append((await letterbox.refusal(plain, outbox=shut)).code)
    plain, *_ = await letterbox.brand(BRAND, country_signs=(Fact("GB vat", page),))
    reasons.append((await letterbox.refusal(plain, outbox=shut)).code)
    await letterbox.do(evidence.update().values(at=TUESDAY - timedelta(days=1)))
    for remedy in (
        lambda: letterbox.approvals.resume(by="anna"),
        lambda: letterbox.approvals.approve([plain.key], by="anna"),
        lambda: apply(letterbox, Release(BRAND, "<m@x>")),
        lambda: letterbox.mailboxes.resume("main", by="anna"),
        letterbox.sweep,
    ):
        if len(reasons) == 4:
            reasons.append((await letterbox.refusal(plain, outbox=shut)).code)
        reasons.append((await letterbox.refusal(plain)).code)
        await remedy()
    reasons.append((await letterbox.refusal(plain)).code)
    assert reasons == [
        *("unproved", "evidence-old", "country-unknown", "element-missing", "not-live", "paused"),
        *("needs-approval", "brand-held", "mailbox-stopped", "mailbox-stale", "slot"),
    ]
    now = letterbox.clock.now()
    await suppress(letterbox.database, "brand", value=BRAND, reason="stop", now=now, cause="anna")
    assert (await letterbox.refusal(plain)).code == "suppressed"
    assert (await letterbox.refusal(plain)).code == "cancelled"
