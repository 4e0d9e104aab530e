"""Stored mails and letters come back to the stage that reads them."""

import pytest

from leadwright.ledger.inbox import LedgerInbox
from tests.contracts.letterbox import Letterbox, mail


async def test_a_stored_mail_comes_back_with_its_bytes(letterbox: Letterbox) -> None:
    one, *_ = await letterbox.ready()
    sent = await letterbox.send(one)
    raw = mail("Bo <info@glow.test>", In_Reply_To=sent.message_id)
    (stored,) = await letterbox.sweep(raw)
    inbox = LedgerInbox(letterbox.database)
    assert await inbox.mail("<m1@them.test>") == stored
    assert (stored.raw, stored.brand, stored.sent, stored.folder) == (raw.raw, "glow.test", sent.message_id, "INBOX")
    assert await inbox.draft(sent.message_id) == one


async def test_what_is_not_there_is_a_fault(letterbox: Letterbox) -> None:
    one, *_ = await letterbox.ready()
    sent = await letterbox.send(one)
    with pytest.raises(LookupError):
        await LedgerInbox(letterbox.database).mail(sent.message_id)  # our own letter is no mail that came in
    with pytest.raises(LookupError):
        await LedgerInbox(letterbox.database).mail("<nobody@x>")
