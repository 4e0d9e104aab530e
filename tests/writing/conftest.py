"""A prospect, an operator, and the dice."""

from datetime import UTC, datetime

import pytest

from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.lead import Address, Prospect
from leadwright.domain.operator import Mailbox, Offer, Operator
from leadwright.world.dice import Dice

READ = datetime(2026, 3, 3, 10, tzinfo=UTC)


def evidence(snippet: str, url: str = "https://nordsalt.example/contact") -> Evidence:
    return Evidence(url, READ, "0" * 64, snippet)


@pytest.fixture
def dice() -> Dice:
    return Dice(1)


@pytest.fixture
def operator() -> Operator:
    return Operator(
        name="Anna Berg",
        company="Bergwork AB",
        country="SE",
        postal="Storgatan 1\n111 22 Stockholm\nSweden",
        site="https://bergwork.example",
        signature="Anna Berg\nBergwork AB",
        offers=tuple(Offer(name, name) for name in ("prices", "catalogue", "analytics", "orders")),
        mailboxes=(Mailbox("main", "anna@bergwork.example", "Europe/Stockholm", 20),),
        link="https://bergwork.example/p",
    )


@pytest.fixture
def prospect() -> Prospect:
    return Prospect(
        brand="nordsalt.example",
        site="https://nordsalt.example/",
        kind="shop",
        company=Fact("Nord & Salt", evidence("© Nord & Salt AB, Göteborg")),
        icp="shop",
        score=71,
        contact_name=Fact("Maja Lind", evidence("Founded by Maja Lind in a barn")),
        platform=Fact("shopify", evidence("https://cdn.shopify.com/s/files/x.js")),
        country=Fact("US", evidence("12 Main Street, Portland")),
        language="en",
        hero=Fact("Slow knitwear from the north.", evidence("Menu Slow knitwear from the north. Shop now")),
        address=Address(
            "hello@nordsalt.example", usable=True, why="mailto", rank=0, evidence=evidence("hello@nordsalt.example")
        ),
    )
