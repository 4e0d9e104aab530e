"""The gate says what the golden table says, line by line; every line was read against the country table's notes."""

from collections import Counter

import pytest

from leadwright.domain.case import STRICTNESS
from leadwright.domain.decision import Decision
from leadwright.domain.gate import decide, judge
from leadwright.domain.rules import Tables
from leadwright.ledger.codec import decode, encode
from leadwright.tables import load_tables
from tests.domain.golden import Golden, case_of, expected, golden, outcome

LINES = golden()


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def decided(line: Golden, tables: Tables) -> Decision:
    return decide(case_of(line, edition=tables.law.edition), tables)


def test_every_line(tables: Tables) -> None:
    wrong = [(line, said) for line in LINES if (said := outcome(decided(line, tables))) != expected(line)]
    assert wrong == []


def test_every_row_and_every_kind_of_address_is_asked(tables: Tables) -> None:
    rows = set(tables.law.countries) - {"ZZ"} | {"MX"}  # which is not listed
    asked = Counter((line.to, line.kind) for line in LINES)
    assert {(code, kind) for code in rows for kind in ("generic", "named", "freemail")} <= set(asked)
    for code in rows:
        facts = [line.facts for line in LINES if line.to == code]
        assert any("address=privacy@shop.example" in said for said in facts), code
        assert any("consent" in said for said in facts), code
    assert {f"{code}?" for code in set(tables.law.countries) - {"ZZ"}} <= {line.sender for line in LINES}
    assert len(LINES) == len({(line.to, line.kind, line.form, line.sender, line.facts) for line in LINES}) >= 400


def test_what_is_decided_is_whole(tables: Tables) -> None:
    for line in LINES:
        said = decided(line, tables)
        assert said.action in STRICTNESS, line
        assert said.rule, line
        assert said.edition == tables.law.edition, line
        assert said.remedy or said.action != "hold", "a hold is never a dead end"
        assert (said.code == said.reasons[0]) if said.action != "send" else said.code, line


def test_a_stored_decision_is_decided_again_from_its_facts(tables: Tables) -> None:
    for line in LINES:
        said = decided(line, tables)
        text = encode(said)
        again = decode(Decision, text)
        assert again == said, line
        assert again.facts is not None
        assert outcome(judge(again.facts, tables.law)) == outcome(said), line
        for private in ("@", "hello", "owner", "Write me"):
            assert private not in encode(again.facts), line
