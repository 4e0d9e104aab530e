"""The gate is told what is stored, and nothing more."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.domain.case import Case, Sign
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Address
from leadwright.ledger.cases import Stance, case_of, function_of
from leadwright.ledger.database import Database
from leadwright.ledger.passports import passport_of
from leadwright.ledger.tables import items
from tests.contracts.letterbox import TUESDAY, Letterbox, StillClock, draft, seen_on

PAGE = seen_on("https://glow.test/about", TUESDAY, snippet="Founder: Bo Glow has made lamps since 1999")
NAMED = Address("bo@glow.test", usable=True, why="owner", rank=0, evidence=PAGE, kind="named")


async def case(box: Letterbox, **changes: Any) -> Case:
    letter = replace(draft("glow.test", 1), **changes)

    def do(conn: sa.Connection) -> Case:
        passport = passport_of(conn, ["glow.test"], "info@glow.test")
        assert passport
        return case_of(conn, letter, passport, now=TUESDAY, stance=Stance("GB"))

    return await box.database.read(do)


async def test_what_is_stored(database: Database) -> None:
    box = Letterbox(database, StillClock())
    signs = (Fact("GB/IE form", PAGE), Fact("GB", seen_on("x", TUESDAY, way="postal")))
    await box.brand("glow.test", country_signs=signs)
    found = await case(box)
    assert found.signs == (Sign("GB/IE", "form"), Sign("GB", "postal"))
    assert (found.kind, found.form, found.evidence_days, found.relevant) == ("generic", "Ltd", 1, True)
    assert (found.terms, found.consent, found.confirmed, found.refusal) == ("open", None, (), None)
    assert (await case(box, to="bo@glow.test")).kind == "named"  # an address nobody read is the strictest kind


async def test_without_a_prospect_nothing_is_known(database: Database) -> None:
    box = Letterbox(database, StillClock())
    await box.brand("glow.test")
    await box.do(items.delete().where(items.c.kind == "Prospect"))
    found = await case(box)
    assert (found.signs, found.form, found.relevant) == ((), None, False)


@pytest.mark.parametrize(
    ("address", "name", "tied"),
    [
        (NAMED, Fact("Bo Glow", PAGE), True),
        (replace(NAMED, address="jo@glow.test"), Fact("Bo Glow", PAGE), False),
        (replace(NAMED, kind="generic"), Fact("Bo Glow", PAGE), False),
        (NAMED, Fact("Bo Glow", seen_on("x", TUESDAY, snippet="Bo Glow likes lamps")), False),
        (NAMED, None, False),
    ],
)
async def test_a_named_address_is_tied_to_its_owners_part(
    database: Database, address: Address, name: Fact | None, tied: bool
) -> None:
    box = Letterbox(database, StillClock())
    await box.brand("glow.test", contact_name=name)
    prospect = await box.store.item("Prospect", "glow.test")
    assert (function_of(prospect, address) is not None) is tied  # type: ignore[arg-type]
