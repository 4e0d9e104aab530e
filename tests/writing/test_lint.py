"""What a letter must not do; each rule with a letter that breaks it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leadwright.domain.evidence import Evidence
from leadwright.domain.letter import Draft, Grounded
from leadwright.domain.operator import Operator
from leadwright.writing.footer import SEPARATOR, footer
from leadwright.writing.lint import lint, text_of, words_in

PAGE = Evidence("https://nordsalt.example/contact", datetime(2026, 3, 3, tzinfo=UTC), "0" * 64, "Wool 1,299 kr")
TEXT = " ".join(["I read about your shop and wondered who keeps the catalogue in step."] * 5)
ELEMENTS = ("ID", "ADDR", "CONTACT", "OPTOUT", "SUBJ", "SRC")


def draft(operator: Operator, text: str = TEXT, **changes: object) -> Draft:
    link = "https://bergwork.example/p/u/t"
    foot = footer(operator, "anna@bergwork.example", language="en", country="US", evidence=PAGE, link=link)
    body = f"{text}\n\nBest regards,\nAnna Berg\nBergwork AB{SEPARATOR}{foot}"
    letter = Draft(
        "nordsalt.example", 1, "first", "hello@nordsalt.example", "main", "A question", body, "en", "t", "US"
    )
    return replace(letter, **changes)  # type: ignore[arg-type]


def codes(letter: Draft, operator: Operator, **more: object) -> list[str]:
    found = lint(letter, operator, elements=ELEMENTS, source=(PAGE.url, [PAGE.at.date()], "mailto"), **more)  # type: ignore[arg-type]
    return [str(problem) for problem in found]


def test_a_good_letter_has_no_problem(operator: Operator) -> None:
    assert codes(draft(operator), operator) == []
    assert text_of(draft(operator), operator) == TEXT


@pytest.mark.parametrize(
    ("subject", "problem"),
    [
        ("Re: your shop", "subject-thread subject=Re: your shop"),
        ("RE[2]: your shop", "subject-thread subject=RE[2]: your shop"),
        ("Fwd: your shop", "subject-thread subject=Fwd: your shop"),
        ("SV: er butik", "subject-thread subject=SV: er butik"),
        ("返信:貴社", "subject-thread subject=返信:貴社"),
        ("As discussed, the report", "subject-thread subject=As discussed, the report"),
        ("x" * 61, "subject-long length=61"),
        ("", "subject-empty"),
        ("A question!", "subject-shouts"),
        ("A QUESTION FOR YOU", "subject-shouts"),
        ("A question\r\nBcc: x@y.example", "subject-control"),
        ("Urgent question", "haste words=Urgent"),
        ("Save 30 hours", "figure figure=30"),
    ],
)
def test_subjects(operator: Operator, subject: str, problem: str) -> None:
    assert problem in codes(draft(operator, subject=subject), operator)


def test_subjects_that_only_look_alike_are_fine(operator: Operator) -> None:
    for subject in ("Regarding your shop", "Returns at Nord & Salt", "Svenska stickade tröjor", "Enquiries at Nord"):
        assert codes(draft(operator, subject=subject), operator) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Too short.", "body-short words=2"),
        (TEXT * 3, "body-long words=193"),
        (f"{TEXT} We save 20 hours a week.", "figure figure=20"),
        (f"{TEXT} Only today we offer this.", "haste words=Only today"),
        (f"{TEXT} As we discussed, here it is.", "false-thread words=As we discussed"),
        (f"{TEXT} See https://a.example and https://b.example now.", "links count=3"),
    ],
)
def test_texts(operator: Operator, text: str, problem: str) -> None:
    assert problem in codes(draft(operator, text), operator)


def test_figures_need_a_page_or_a_case(operator: Operator) -> None:
    price = draft(operator, f"{TEXT} The sweater costs 1299 kr.")
    assert codes(price, operator) == ["figure figure=1299"]
    assert codes(replace(price, grounds=(Grounded("The sweater costs 1299 kr.", PAGE),)), operator) == []
    case = draft(operator, f"{TEXT} A shop like yours saved 12 hours.")
    assert codes(case, operator, cases=["Case 4: saved 12 hours a week, March"]) == []


def test_words_of_the_shop_are_not_our_haste(operator: Operator) -> None:
    assert codes(draft(operator, f"{TEXT} I read “Last chance for spring colours” on your site."), operator) == []


def test_one_link_besides_the_opt_out_is_allowed(operator: Operator) -> None:
    assert codes(draft(operator, f"{TEXT} A time can be chosen at https://bergwork.example/book now."), operator) == []


def test_lacking_elements_and_unknown_languages(operator: Operator) -> None:
    letter = draft(operator)
    assert codes(replace(letter, body=letter.body.replace("Storgatan", "")), operator) == ["element lacks=ADDR"]
    assert codes(replace(letter, language="de"), operator) == ["language language=de"]


def test_a_breakup_may_be_short_and_an_answer_is_free(operator: Operator) -> None:
    short = " ".join(["word"] * 30)
    assert codes(draft(operator, short), operator) == ["body-short words=30"]
    assert codes(draft(operator, short, kind="breakup"), operator) == []
    assert codes(draft(operator, "Yes, at 15:00.", kind="answer", subject="Re: A question"), operator) == []


def test_japanese_counts_by_characters() -> None:
    assert words_in("ご検討の余地はございますでしょうか。", "ja") == 7
    assert words_in("Bergwork ABのAnna", "ja") == 3
    assert words_in("a « b » – c", "fr") == 3
