"""The gate beyond its golden table: what counts as consent, confirmation and override, and what a decision tells."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leadwright.domain.case import BLOCK, HOLD, SEND, Case, Confirmation, Consent, Override, Sign
from leadwright.domain.gate import decide, grounds_of
from leadwright.domain.rules import Tables
from leadwright.tables import load_tables

NOW = datetime(2026, 5, 5, tzinfo=UTC)
SAID = Consent("Write me", NOW, "letters", "Hello+shop@shop.example")


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


def case(country: str = "GB", **facts: object) -> Case:
    known = Case("hello@shop.example", (Sign(country, "postal"),), "US", now=NOW, kind="generic", form="Ltd")
    return replace(replace(known, evidence_days=3, terms="open", relevant=True), **facts)  # type: ignore[arg-type]


def released(asked: Case, reason: str, tables: Tables) -> Case:
    """Confirm what holds the case now."""
    said = decide(asked, tables)
    return replace(asked, confirmed=(Confirmation(said.code, said.country, said.edition, reason),))


def test_nothing_known_is_never_sent(tables: Tables) -> None:
    said = decide(Case("hello@shop.example", (), None), tables)
    assert (said.action, said.code) == (BLOCK, "no-passport")
    for country in tables.law.countries:
        asked = Case("hello@shop.example", (Sign(country, "postal"),), None, evidence_days=1)
        assert decide(asked, tables).action != SEND, country


def test_every_reason_is_told_the_gravest_first(tables: Tables) -> None:
    said = decide(case("CA", terms="research", refusal="no offers", sender=None), tables)
    assert said.reasons == ("refusal", "research", "needs-person-address", "sender-unknown", "needs-manual")
    assert (said.action, said.code, said.remedy) == (BLOCK, "refusal", ())


def test_a_confirmation_names_what_it_releases(tables: Tables) -> None:
    asked = case("PT", form="Lda")
    let_go = decide(released(asked, "the list was asked", tables), tables)
    assert (let_go.action, let_go.code, let_go.reasons) == (SEND, "confirmed", ("needs-manual",))
    assert "Released: the list was asked" in let_go.rule
    said = released(asked, "the list was asked", tables).confirmed[0]
    for other in ({"code": "no-transfer"}, {"country": "CA"}, {"country": None}, {"edition": "old"}, {"reason": " "}):
        assert decide(replace(asked, confirmed=(replace(said, **other),)), tables).action == HOLD, other  # type: ignore[arg-type]
    assert decide(case("CA", form="Inc", confirmed=(said,)), tables).action == HOLD


def test_what_no_confirmation_releases(tables: Tables) -> None:
    for facts in (
        {"invalid": "null-mx"},
        {"terms": "research"},
        {"sender": "SE"},
        {"signs": ()},
        {"evidence_days": 400},
    ):
        asked = case("GB", **facts)
        assert decide(released(asked, "please", tables), tables) == replace(
            decide(asked, tables), facts=grounds_of(released(asked, "please", tables), tables)
        )


@pytest.mark.parametrize(
    "other",
    [{"words": " "}, {"scope": ""}, {"address": "x@shop.example"}, {"at": NOW + timedelta(seconds=1)}],
)
def test_what_is_no_consent(tables: Tables, other: dict[str, object]) -> None:
    assert decide(case("DE", consent=SAID), tables).code == "consent"
    assert decide(case("DE", consent=replace(SAID, **other)), tables).code == "country"  # type: ignore[arg-type]
    assert decide(case("DE", consent=SAID, now=None), tables).code == "country"


def test_whose_words_a_decision_never_holds(tables: Tables) -> None:
    for said in (decide(case(consent=SAID), tables), decide(case(refusal="No ads to bo@shop.example"), tables)):
        assert "Write me" not in said.rule
        assert "bo@" not in said.rule


def test_overrides_need_a_reason_and_replace_the_row(tables: Tables) -> None:
    with pytest.raises(ValueError, match="reason"):
        Override(SEND, " ")
    with pytest.raises(ValueError, match="send, hold or block"):
        Override("maybe", "because")
    opened = decide(case("MX", overrides={"MX": Override(SEND, "Counsel of 2 March")}), tables)
    assert (opened.action, opened.code) == (SEND, "override")
    assert "Counsel of 2 March" in opened.rule
    assert decide(case("GB", overrides={"uk": Override(BLOCK, "not our market")}), tables).action == BLOCK
    assert decide(case("GB", overrides={"DE": Override(BLOCK, "not our market")}), tables).action == SEND


def test_of_a_form_only_what_a_table_knows_is_stored(tables: Tables) -> None:
    for form, stored in (("Pty. Ltd.", "ptyltd"), ("Bo Glow's own", None), (None, None), ("-", None)):
        assert grounds_of(case("GB", form=form), tables).form == stored


def test_blank_words_are_no_facts(tables: Tables) -> None:
    assert decide(case("FR", form="SAS", kind="named", function=" "), tables).code == "needs-function"
    assert decide(case("FR", form="SAS", sender="SE", sender_confirmed=" "), tables).code == "sender-unconfirmed"


def test_a_reading_of_the_sender_never_frees_from_a_row_that_binds(tables: Tables) -> None:
    reason = "Counsel, 3 March: the Swedish Act follows the recipient's market"
    assert decide(case("US", sender="SE", sender_confirmed=reason), tables).action == SEND
    assert decide(case("US", sender="NL", sender_confirmed=reason), tables).action == BLOCK
