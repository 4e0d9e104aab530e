"""What proves that a letter in doubt has left: only a mail that names it."""

from leadwright.ledger.tables import holds, notices
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
