"""Before a letter is claimed, what is known of its address is made fresh."""

import pytest

from leadwright.chain import Run
from leadwright.domain.errors import Later
from leadwright.domain.letter import Draft
from leadwright.domain.validity import Validity, judged
from leadwright.ports.passports import REREAD_DUE
from leadwright.stages.send import send
from tests.contracts.letterbox import TUESDAY, StillClock, draft


class Door:
    """Is validator, outbox and passports at once, and tells the order in which it was asked."""

    def __init__(self, *stops: Later) -> None:
        self.said: list[str] = []
        self.stops = list(stops)

    async def check(self, address: str) -> Validity:
        self.said.append(f"check {address}")
        return judged(["null-mx"], TUESDAY)

    async def claim(self, letter: Draft, *, run: str) -> None:
        self.said.append(f"claim {letter.key}")
        raise self.stops.pop(0) if self.stops else Later(None, "needs-approval")

    async def reread(self, passport: int) -> None:
        self.said.append(f"reread {passport}")


async def sent(door: Door, touch: int) -> None:
    await anext(send.run(draft("glow.test", touch), Run("run"), door, door, door, None, StillClock()))


@pytest.mark.parametrize(
    ("touch", "said"),
    [
        (1, ["check info@glow.test", "claim glow.test#1"]),
        (3, ["check info@glow.test", "claim glow.test#3"]),
        (0, ["claim"]),  # who wrote to us has shown that the address lives
    ],
)
async def test_the_address_is_asked_about_before_the_gate_reads_of_it(touch: int, said: list[str]) -> None:
    door = Door()
    with pytest.raises(Later, match="needs-approval"):
        await sent(door, touch)
    assert [one.split()[0] if touch == 0 else one for one in door.said] == said


async def test_a_page_is_read_again_when_the_gate_asks_for_it_and_once() -> None:
    due = Later(TUESDAY, REREAD_DUE, passport=7)
    door = Door(due, due)
    with pytest.raises(Later, match=REREAD_DUE):
        await sent(door, 1)
    assert door.said == ["check info@glow.test", "claim glow.test#1", "reread 7", "claim glow.test#1"]
