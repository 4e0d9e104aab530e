"""A brand is silent while the operator says so, or until a person has read what the machine could not."""

from leadwright.consequences import Hold
from leadwright.ledger.database import Database
from leadwright.ledger.holds import Holds
from tests.contracts.letterbox import Letterbox, StillClock, apply, held_work, work_state


async def test_the_operators_hold_is_lifted_by_the_operator(database: Database) -> None:
    box = Letterbox(database, StillClock())
    first, *_ = await box.ready()
    holds = Holds(database, box.clock)  # type: ignore[arg-type]
    await holds.hold("glow.test", by="anna")
    await holds.hold("glow.test", by="anna")
    assert (await box.refusal(first)).code == "brand-held"
    await apply(box, Hold("glow.test", "<unread@x>"))
    assert [silence.mail for silence in await holds.all()] == ["<unread@x>", "operator"]

    await held_work(box, first.key, "brand-held")
    await holds.lift("glow.test", by="anna")
    assert await work_state(box, first.key) == "held"  # the mail is still not understood
    await holds.lift("glow.test", mail="<unread@x>", by="anna")
    assert await work_state(box, first.key) == "ready"
    assert (await box.refusal(first)).code == "slot"
    assert [event.cause for event in await box.events("lifted")] == ["anna", "anna"]
