"""Every rule is needed: with any one of them dropped or weakened, a line of the golden table comes out otherwise.

Of an edition, every cell, action, element, binding, way of collecting and condition of every row, every class of legal
forms, every kind of sign and every limit is weakened; of the code, every test is turned to true and to false, and every
finding and operand left out. A mutant that the tables refuse to load is refused already.
"""

from collections.abc import Iterator, Sequence

import pytest

from leadwright.domain.case import Case
from leadwright.domain.gate import decide
from leadwright.domain.law import contradictions
from leadwright.domain.rules import Tables
from leadwright.tables import load_tables
from tests.domain.golden import Golden, case_of, expected, golden, outcome
from tests.domain.mutants import Decider, Mutant, of_code, of_forms, of_rows, of_rules

TABLES = load_tables()
Asked = tuple[Golden, Case, tuple[object, ...]]
ASKED: Sequence[Asked] = [  # special lines first: they tell most mutants at once
    (line, case_of(line, edition=TABLES.law.edition), expected(line)) for line in reversed(golden())
]

SPARED = {  # mutants that change no outcome, and why
    "gate: decision.code != 'confirmed' -> True": "only whether the rule repeats a person's reason (test_gate)",
    "gate: decision.code != 'confirmed' -> False": "the same",
    "gate: any((form in forms for forms in law.forms.values())) -> True": "only what is stored (test_gate)",
    "gate: without ''": "no country has an override, whether it is called None or nothing",
}


def survives(decider: Decider, tables: Tables, rows: frozenset[str] = frozenset()) -> bool:
    """Say whether no line tells the mutant from the law; ``rows`` are those that it can touch, all where empty."""
    asked = (one for one in ASKED if not rows or rows & one[0].countries())
    return all(_same(decider, tables, case, must) for _, case, must in asked)


def _same(decider: Decider, tables: Tables, case: Case, must: tuple[object, ...]) -> bool:
    try:
        return outcome(decider(case, tables)) == must
    except Exception:  # noqa: BLE001 - a mutant that cannot decide at all is found out as well
        return False


def loads(mutants: Iterator[Mutant]) -> Iterator[Mutant]:
    return (one for one in mutants if not list(contradictions(one.tables.law)))


@pytest.mark.parametrize("kind", [of_rows, of_forms, of_rules])
def test_no_part_of_the_law_can_be_dropped(kind: object) -> None:
    mutants = list(kind(TABLES))  # type: ignore[operator]
    assert len(mutants) > 40
    assert [one.name for one in loads(iter(mutants)) if survives(decide, one.tables, one.rows)] == []


def test_no_line_of_the_gate_can_be_dropped() -> None:
    left = [name for name, decider in of_code() if survives(decider, TABLES)]
    assert sorted(left) == sorted(SPARED)


def test_the_law_itself_survives() -> None:
    assert survives(decide, TABLES)
    assert list(contradictions(TABLES.law)) == []
