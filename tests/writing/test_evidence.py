"""Facts of a sentence are looked up on the page that proves it."""

from datetime import UTC, datetime

from leadwright.domain.evidence import Evidence
from leadwright.domain.letter import Grounded
from leadwright.writing.evidence import figures, places, proved, sentences, stated, unproved


def evidence(snippet: str) -> Evidence:
    return Evidence("https://nordsalt.example/", datetime(2026, 3, 3, tzinfo=UTC), "0" * 64, snippet)


def test_proof_ignores_case_spaces_and_kinds_of_quotes() -> None:
    assert proved("Maja’s  Yarn", evidence("Welcome to MAJA'S YARN – since 1999"))
    assert not proved("Maja's Yarns", evidence("Welcome to Maja's Yarn"))
    assert not proved(" ", evidence("anything"))


def test_sentences() -> None:
    assert sentences("Hello,\n\nI read “a b”. Is it so? Yes") == ("Hello,", "I read “a b”.", "Is it so?", "Yes")
    assert sentences("拝見しました。失礼します。") == ("拝見しました。", "失礼します。")


def test_a_fact_needs_a_ground_for_its_own_sentence() -> None:
    text = "I read about Blue Yarn. We like wool."
    facts = {"hero": "Blue Yarn"}
    good = Grounded("I read about Blue Yarn.", evidence("… Blue Yarn for all …"))
    assert unproved(text, facts, grounds=[good]) == ()
    elsewhere = Grounded("We like wool.", evidence("… Blue Yarn for all …"))
    assert [str(p) for p in unproved(text, facts, grounds=[elsewhere])] == ["unproved fact=hero value=Blue Yarn"]
    untrue = Grounded("I read about Blue Yarn.", evidence("… Green Yarn …"))
    assert unproved(text, facts, grounds=[untrue])


def test_a_value_of_two_sentences_is_found_by_its_line() -> None:
    assert places("I read “Small batch. Big taste” there.\nBye.", "Small batch. Big taste") == (
        "I read “Small batch. Big taste” there.",
    )


def test_figures_lose_their_separators() -> None:
    assert figures("1,299.00 kr, 12 of 40 in B2B, 99 %") == ("129900", "12", "40", "99")


def test_a_finding_states_only_figures_and_quotes_of_the_page() -> None:
    page = evidence('Arne sweater 129.00 EUR was 99 EUR "Limited run"')
    assert stated("the sweater costs 129.00 in one place and 99 in another", page)
    assert not stated("the sweater costs 130 in one place", page)
    assert stated("the page says “limited run”", page)
    assert not stated("the page says “sold out”", page)
