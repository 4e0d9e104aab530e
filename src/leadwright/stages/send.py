"""Let a letter leave through the one gate, once."""

from collections.abc import AsyncIterator
from datetime import timedelta

from leadwright.chain import Run, stage
from leadwright.domain.errors import Drop, Fatal, Later
from leadwright.domain.letter import ANSWER, Draft, Sent
from leadwright.ports import Clock, Outbox, Validator
from leadwright.ports.mailer import Mailer, NotTaken, Unknown

PATIENCE = timedelta(hours=1)  # after a refusal that may pass


@stage
async def send(  # what the send stage may ask, one port each
    draft: Draft, run: Run, outbox: Outbox, validator: Validator, mailer: Mailer, clock: Clock
) -> AsyncIterator[Sent]:
    """Claim the letter, hand it over, confirm it; what may have left without a confirmation is in doubt.

    A verdict on the address that has grown too old is asked for anew first: the gate reads the one that is kept.
    """
    if draft.kind != ANSWER:  # who wrote to us has shown that the address lives
        await validator.check(draft.to)
    letter = await outbox.claim(draft, run=run)
    if isinstance(letter, Sent):
        yield letter
        return
    try:
        await mailer.hand_over(letter)
    except NotTaken as refusal:
        if refusal.permanent and (refusal.status or "").startswith("5.1."):
            await outbox.refuse(letter, reason=refusal.reason)
            raise Drop("recipient-unknown", reason=refusal.reason) from refusal
        await outbox.unclaim(letter, reason=refusal.reason)
        raise Later(clock.now() + PATIENCE, "not-taken", reason=refusal.reason) from refusal
    except Unknown as lost:
        await outbox.doubt(letter, reason=str(lost))
        raise Later(None, "in-doubt", message_id=letter.message_id) from lost
    except Drop as drop:  # it cannot be put into a mail at all
        await outbox.refuse(letter, reason=drop.code)
        raise
    except Fatal as refused:
        await outbox.unclaim(letter, reason=str(refused))
        await outbox.stop_mailbox(letter.mailbox, refused.code)
        raise Later(None, "mailbox-stopped", mailbox=letter.mailbox) from refused
    yield await outbox.confirm(letter)
