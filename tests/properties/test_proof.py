"""What proves that a letter in doubt has left: only a mail that names it. What was written meanwhile is read then."""

import pytest

from leadwright.domain.letter import Letter
from leadwright.ledger.holds import Holds
from leadwright.ledger.tables import holds, items, messages, notices, work
from tests.contracts.letterbox import Letterbox, letterbox, mail  # noqa: F401
from tests.ledgers import *  # noqa: F403


async def test_a_mail_that_names_no_letter_proves_nothing_and_silences_its_brand(
    letterbox: Letterbox,  # noqa: F811
) -> None:
    first, *_ = await letterbox.ready()
    letter = await letterbox.leave(first)
    await letterbox.outbox.doubt(letter, reason="lost")
    (stored,) = await letterbox.sweep(mail("Bo <info@glow.test>"))
    assert (stored.brand, stored.sent) == ("glow.test", None)
    assert (await letterbox.row(first.key)).status == "doubt"
    assert [hold.brand for hold in await letterbox.rows(holds)] == ["glow.test"]
    assert "unmatched-mail" in {notice.code for notice in await letterbox.rows(notices)}
    (stored,) = await letterbox.sweep(mail("info@glow.test", message_id="<m2@them.test>", References=letter.message_id))
    assert stored.sent == letter.message_id
    assert (await letterbox.row(first.key)).status == "sent"


async def from_sent(letterbox: Letterbox, letter: Letter) -> None:  # noqa: F811
    await letterbox.sweep(mail("anna@ours.test", message_id=letter.message_id))


async def from_a_person(letterbox: Letterbox, letter: Letter) -> None:  # noqa: F811
    await letterbox.doubts.settle(letter.message_id, "sent", by="anna")


async def from_the_server(letterbox: Letterbox, letter: Letter) -> None:  # noqa: F811
    await letterbox.outbox.confirm(letter)


async def from_another_mail(letterbox: Letterbox, letter: Letter) -> None:  # noqa: F811
    await letterbox.sweep(mail("info@glow.test", message_id="<m2@them.test>", References=letter.message_id))


@pytest.mark.parametrize(
    ("proof", "in_doubt"),
    [(from_sent, True), (from_a_person, True)]
    + [(proof, doubt) for proof in (from_the_server, from_another_mail) for doubt in (True, False)],
)
async def test_what_was_written_meanwhile_is_read_once_its_letter_is_known_to_have_left(
    letterbox: Letterbox,  # noqa: F811
    proof: object,
    in_doubt: bool,
) -> None:
    first, *_ = await letterbox.ready()
    letter = await letterbox.leave(first)
    if in_doubt:
        await letterbox.outbox.doubt(letter, reason="lost")
    letterbox.clock.pass_(minutes=1)
    (stored,) = await letterbox.sweep(mail("info@glow.test", text="unsubscribe"))
    assert (stored.brand, stored.sent) == ("glow.test", None)
    assert await letterbox.rows(work) == []
    letterbox.clock.pass_(minutes=1)
    await proof(letterbox, letter)  # type: ignore[operator]
    belated = next(row for row in await letterbox.rows(messages) if row.message_id == stored.key)
    assert (belated.brand, belated.sent) == ("glow.test", letter.message_id)
    tasks = {(task.stage, task.key, task.wake) for task in await letterbox.rows(work)}
    assert ("track", letter.message_id, stored.key) in tasks
    assert "Sent" in {item.kind for item in await letterbox.rows(items)}
    assert stored.key in {hold.mail for hold in await letterbox.rows(holds)}


@pytest.mark.parametrize("lifted", [True, False])
async def test_what_belongs_to_no_letter_stays_with_the_person(
    letterbox: Letterbox,  # noqa: F811
    lifted: bool,
) -> None:
    first, *_ = await letterbox.ready()
    letter = await letterbox.leave(first)
    await letterbox.outbox.doubt(letter, reason="lost")
    (stored,) = await letterbox.sweep(mail("info@glow.test"))
    if lifted:
        await Holds(letterbox.database, letterbox.clock).lift("glow.test", mail=stored.key, by="anna")  # type: ignore[arg-type]
    await letterbox.doubts.settle(letter.message_id, "sent" if lifted else "not-sent", by="anna")
    assert await letterbox.rows(work) == []
    assert [hold.mail for hold in await letterbox.rows(holds)] == ([] if lifted else [stored.key])
