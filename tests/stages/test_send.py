"""Before a letter is claimed, what is known of its address is made fresh."""

import pytest

from leadwright.chain import Run
from leadwright.domain.errors import Later
from leadwright.domain.letter import Draft
from leadwright.domain.validity import Validity, judged
from leadwright.stages.send import send
from tests.contracts.letterbox import TUESDAY, StillClock, draft


class Door:
    """Is validator and outbox at once, and tells the order in which it was asked."""

    def __init__(self) -> None:
        self.said: list[str] = []

    async def check(self, address: str) -> Validity:
        self.said.append(f"check {address}")
        return judged(["null-mx"], TUESDAY)

    async def claim(self, letter: Draft, *, run: str) -> None:
        self.said.append(f"claim {letter.key}")
        raise Later(None, "needs-approval")


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
        await anext(send.run(draft("glow.test", touch), Run("run"), door, door, None, StillClock()))
    assert [one.split()[0] if touch == 0 else one for one in door.said] == said
