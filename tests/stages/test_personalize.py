"""Nobody is written to where no mail can arrive, and the reason is said."""

import pytest

from leadwright.domain.errors import Drop
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Passed, Prospect
from leadwright.domain.validity import judged
from leadwright.stages.personalize import personalize
from tests.contracts.letterbox import TUESDAY, seen_on

SHOP = Prospect("glow.test", "https://glow.test/", "shop", Fact("Glow", seen_on("https://glow.test/", TUESDAY)))


@pytest.mark.parametrize(
    ("passed", "code", "facts"),
    [
        ((), "no-address", {}),
        (("null-mx",), "no-valid-address", {"why": "null-mx"}),
        (("null-mx", "no-domain", "null-mx"), "no-valid-address", {"why": "null-mx, no-domain"}),
    ],
)
async def test_why_there_is_nobody_to_write_to(passed: tuple[str, ...], code: str, facts: dict[str, str]) -> None:
    dead = tuple(Passed(f"a{n}@glow.test", judged(["freemail", why], TUESDAY)) for n, why in enumerate(passed))
    prospect = Prospect(SHOP.brand, SHOP.site, SHOP.kind, SHOP.company, playbook="shopify-dtc", passed=dead)
    with pytest.raises(Drop) as dropped:
        await anext(personalize.run(prospect, None, None, None, None, None))
    assert (dropped.value.code, dropped.value.facts) == (code, facts)
