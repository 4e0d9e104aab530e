"""Write the three letters."""

from collections.abc import AsyncIterator

from leadwright.chain import stage
from leadwright.domain.errors import Drop
from leadwright.domain.lead import Prospect
from leadwright.domain.letter import Draft
from leadwright.domain.operator import Operator
from leadwright.domain.optout import OptOut
from leadwright.domain.playbook import Playbooks
from leadwright.ports import Clock, Dice
from leadwright.writing.compose import letters


@stage
async def personalize(
    prospect: Prospect, playbooks: Playbooks, operator: Operator, optout: OptOut, dice: Dice, clock: Clock
) -> AsyncIterator[Draft]:
    """Write all letters from the playbook of the niche, for preview and approval; only the first is submitted."""
    if prospect.address is None and prospect.passed:
        proofs = dict.fromkeys(code for one in prospect.passed for code in one.validity.proofs)
        raise Drop("no-valid-address", why=", ".join(proofs))
    if prospect.address is None or prospect.playbook is None:
        raise Drop("no-address" if prospect.address is None else "no-fit")
    if prospect.refusal is not None:
        raise Drop("refusal", said=prospect.refusal.value)
    box = dice.roll("mailbox", prospect.brand).choice(operator.mailboxes)
    for draft in letters(
        prospect,
        playbooks[prospect.playbook],
        operator,
        mailbox=box.name,
        dice=dice,
        optout=optout.link,
        today=clock.now().date(),
    ):
        yield draft
