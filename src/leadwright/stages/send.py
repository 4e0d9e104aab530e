"""Let a letter leave through the one gate, once."""

from collections.abc import AsyncIterator
from datetime import timedelta

from leadwright.chain import Run, stage
from leadwright.domain.errors import Drop, Fatal, Later
from leadwright.domain.letter import ANSWER, Draft, Letter, Sent
from leadwright.ports import Clock, Outbox, Passports, Validator
from leadwright.ports.mailer import Mailer, NotTaken, Unknown
from leadwright.ports.passports import REREAD_DUE

PATIENCE = timedelta(hours=1)  # after a refusal that may pass


@stage
async def send(  # what the send stage may ask, one port each
    draft: Draft,
    run: Run,
    outbox: Outbox,
    passports: Passports,
    validator: Validator,
    mailer: Mailer,
    clock: Clock,
) -> AsyncIterator[Sent]:
    """Claim the letter, hand it over, confirm it; what may have left without a confirmation is in doubt.

    A verdict on the address that has grown too old is asked for anew first: the gate reads the one that is kept. The
    page of a first touch is read again when all else is in order.
    """
    if draft.kind != ANSWER:  # who wrote to us has shown that the address lives
        await validator.check(draft.to)
    letter = await claimed(draft, run, outbox=outbox, passports=passports)
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


async def claimed(draft: Draft, run: Run, *, outbox: Outbox, passports: Passports) -> Letter | Sent:
    """Claim a letter; where the gate lacks nothing but a new reading of the page with the address, that is done first.

    So a page is read again just before its first touch leaves, and not for letters that would not leave anyway.
    """
    try:
        return await outbox.claim(draft, run=run)
    except Later as later:
        if later.code != REREAD_DUE:
            raise
        await passports.reread(int(later.facts["passport"] or 0))
    return await outbox.claim(draft, run=run)
