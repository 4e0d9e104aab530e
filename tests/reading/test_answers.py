"""The three questions, answered in people's own words."""

from datetime import date

import pytest

from leadwright.reading.answers import answers_of
from leadwright.reading.budget import budget_in
from leadwright.reading.periods import periods_in

TODAY = date(2026, 11, 10)


def test_all_three() -> None:
    found = answers_of(
        "We sell hiking socks. I retype orders into the courier's site. Max 120 EUR per month, from January.",
        received=TODAY,
    )
    assert found.niche is not None
    assert "hiking socks" in found.niche
    assert found.routine is not None
    assert "retype orders" in found.routine
    assert found.budget == "120 EUR per month"
    assert found.timing is not None
    assert "January" in found.timing
    assert found.missing == ()


def test_what_is_not_said_is_missing() -> None:
    assert answers_of("Tea. Checking stock by hand takes hours.", received=TODAY).missing == ("budget", "timing")
    assert answers_of("", received=TODAY).missing == ("niche", "routine", "budget", "timing")


@pytest.mark.parametrize(
    ("text", "budget"),
    [
        ("we could pay $200 a month", "$200 a month"),
        ("200-300 € im Monat wären ok", "200-300 € im Monat"),
        ("bis 1.500 € einmalig", "1.500 € einmalig"),
        ("maximum 80 euros par mois", "80 euros par mois"),
        ("hasta 90 € al mes", "90 € al mes"),
        ("do 400 zł miesięcznie", "400 zł miesięcznie"),
        ("5000 руб в месяц", "5000 руб в месяц"),
        ("2k a year", "2k a year"),
        ("R$ 300 por mês", "R$ 300 por mês"),
        ("we have 300 products and 12 stores", None),
        ("no budget yet", None),
    ],
)
def test_budget(text: str, budget: str | None) -> None:
    assert budget_in(text) == budget


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("next week", "2026-11-16"),
        ("week after next", "2026-11-23"),
        ("in two weeks", "2026-11-24"),
        ("next month", "2026-12-01"),
        ("Q2", "2027-04-01"),
        ("end of February", "2027-02-22"),
        ("in May", "2027-05-01"),
        ("after Thanksgiving", "2026-11-26"),
        ("nach Ostern", "2027-03-28"),
        ("im neuen Jahr", "2027-01-01"),
        ("en janvier", "2027-01-01"),
        ("el mes que viene", "2026-12-01"),
        ("a marzo", "2027-03-01"),
        ("em fevereiro", "2027-02-01"),
        ("w styczniu", "2027-01-01"),
        ("в марте", "2027-03-01"),
        ("in het voorjaar", "2027-03-01"),
        ("second half of 2027", "2027-07-01"),
    ],
)
def test_periods(text: str, earliest: str) -> None:
    assert [str(one.earliest) for one in periods_in(text, TODAY)] == [earliest]


@pytest.mark.parametrize(
    "text", ["we may do that", "the market is ours", "marketing and mail", "our settings", "I maintain it"]
)
def test_words_that_only_begin_like_months(text: str) -> None:
    assert periods_in(text, TODAY) == ()
