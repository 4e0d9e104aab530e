"""What is told of the law of a country."""

import pytest

from leadwright.domain.case import Override
from leadwright.domain.errors import UserError
from leadwright.service.laws import Laws
from leadwright.tables import load_tables

TABLES = load_tables()
MINE = Override("hold", "My lawyer wants to see each of these letters first.")


@pytest.mark.parametrize("said", ["GB", "gb", "uk", "United Kingdom", " united kingdom "])
def test_a_country_by_code_alias_or_name(said: str) -> None:
    row = Laws(TABLES, {}).of(said)
    assert (row.code, row.action, row.listed, row.override) == ("GB", "send", True, None)
    assert {cell.kind: cell.says for cell in row.cells} == {
        "generic": "allow",
        "named": "conditional",
        "sole_trader": "block",
    }
    assert {"ADDR", "OPTOUT", "ART14", "OBJ"} <= set(row.elements)
    assert row.edition == TABLES.law.edition


def test_an_own_reading_is_told_beside_the_row() -> None:
    laws = Laws(TABLES, {"uk": MINE})
    assert laws.of("GB").override == MINE
    assert [one.code for one in laws.all() if one.override] == ["GB"]


def test_a_country_without_a_row_is_held_like_an_unknown_one() -> None:
    row = Laws(TABLES, {}).of("PE")
    assert (row.listed, row.action) == (False, "hold")


def test_every_row_has_its_line() -> None:
    assert {one.code for one in Laws(TABLES, {}).all()} == set(TABLES.law.countries)


@pytest.mark.parametrize("said", ["Germny", "XX", "", "no such land"])
def test_what_is_no_country_is_refused(said: str) -> None:
    with pytest.raises(UserError, match="no country"):
        Laws(TABLES, {}).of(said)


def test_near_names_are_offered() -> None:
    with pytest.raises(UserError) as refused:
        Laws(TABLES, {}).of("Germny")
    assert "DE Germany" in refused.value.problems
