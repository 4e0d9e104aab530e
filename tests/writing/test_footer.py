"""The footer's lines by mode and country, and the headers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leadwright.domain.evidence import Evidence
from leadwright.domain.letter import Draft
from leadwright.domain.operator import Operator
from leadwright.writing.footer import SEPARATOR, footer, headers_for, label, lacking
from leadwright.writing.phrases import PHRASES, known

LINK = "https://bergwork.example/p/u/token"
PAGE = Evidence("https://www.nordsalt.example/contact/", datetime(2026, 3, 3, tzinfo=UTC), "0" * 64, "hello@")
EVERYTHING = ("ID", "ADDR", "CONTACT", "OPTOUT", "SUBJ", "SRC", "ART14", "OBJ", "REL", "ADNOTE")


def foot(operator: Operator, language: str = "en", country: str | None = "GB", link: str | None = LINK) -> str:
    return footer(operator, "anna@bergwork.example", language=language, country=country, evidence=PAGE, link=link)


def draft(foot: str, **changes: object) -> Draft:
    letter = Draft(
        "nordsalt.example",
        1,
        "first",
        "hello@nordsalt.example",
        "main",
        "A question",
        f"Text.{SEPARATOR}{foot}",
        "en",
        "t",
        "GB",
    )
    return replace(letter, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("link", [LINK, None])
@pytest.mark.parametrize("language", sorted(PHRASES))
def test_every_language_shows_every_element(operator: Operator, language: str, link: str | None) -> None:
    letter = draft(foot(operator, language, link=link))
    assert lacking(letter, EVERYTHING, operator=operator, source=PAGE.url) == ()
    assert letter.body.count("://") == (1 if link else 0), "the source page is named, not linked"
    assert "{" not in letter.body


def test_an_english_footer_word_for_word(operator: Operator) -> None:
    us = replace(operator, country="US", postal="1 Main Street\nPortland, OR 97201")
    assert foot(us, country="US").splitlines() == [
        (
            "This is a business offer from Anna Berg, Bergwork AB, 1 Main Street, Portland, OR 97201"
            " (anna@bergwork.example)."
        ),
        (
            "Your address is published on www.nordsalt.example/contact; I read it there on 3 March 2026."
            " I write only about the work of your business."
        ),
        "Stop these letters, or see what I hold about you: https://bergwork.example/p/u/token",
    ]


def test_mailto_mode_asks_for_a_reply(operator: Operator) -> None:
    assert "Reply STOP and you will not hear from me again." in foot(operator, link=None).splitlines()
    assert all("STOP" in words.stop_mail for words in PHRASES.values())


@pytest.mark.parametrize(
    ("recipient", "sender", "told"),
    [
        ("US", "US", False),
        ("JP", "US", False),
        ("US", "SE", True),
        ("FR", "US", True),
        (None, "US", True),
        ("BR", "US", True),
    ],
)
def test_the_art_14_facts_stand_where_either_side_asks(
    operator: Operator, recipient: str | None, sender: str, told: bool
) -> None:
    lines = foot(replace(operator, country=sender), country=recipient).splitlines()
    assert any("Art. 14" in line for line in lines) is told
    assert ("You have the right to object at any time; I then stop at once." in lines) is told


@pytest.mark.parametrize(
    ("element", "change"),
    [
        ("ID", ("Anna Berg", "A. B.")),
        ("ADDR", ("Storgatan", "Lillgatan")),
        ("CONTACT", ("anna@bergwork.example", "anna@")),
        ("OPTOUT", (LINK, "here")),
        ("SRC", ("nordsalt.example/contact", "their site")),
        ("ART14", ("Data protection", "Note")),
        ("OBJ", ("You have the right", "Still, you have the right")),
        ("REL", ("I write only", "I write")),
        ("ADNOTE", ("business offer", "note")),
    ],
)
def test_a_missing_element_is_named(operator: Operator, element: str, change: tuple[str, str]) -> None:
    letter = draft(foot(operator).replace(*change))
    assert lacking(letter, EVERYTHING, operator=operator, source=PAGE.url) == (element,)


def test_elements_of_the_subject_and_unknown_ones(operator: Operator) -> None:
    letter = draft(foot(operator))
    wanted = ("ADLABEL:<ADV>", "MERSIS/IYS id", "ONCE", "SUBJ")
    assert lacking(letter, wanted, operator=operator, source=None) == ("ADLABEL:<ADV>", "MERSIS/IYS id")
    labelled = replace(letter, country="SG", subject=f"{label('SG')}A question", touch=2)
    assert lacking(labelled, wanted, operator=operator, source=None) == ("MERSIS/IYS id", "ONCE")
    assert lacking(replace(letter, subject=" "), ("SUBJ",), operator=operator, source=None) == ("SUBJ",)


def test_headers_with_a_link_take_one_click() -> None:
    headers = headers_for("anna@bergwork.example", subject="STOP abc", link=LINK)
    assert headers == {
        "List-Unsubscribe": f"<{LINK}>, <mailto:anna@bergwork.example?subject=STOP%20abc>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


@pytest.mark.parametrize("link", [None, "http://bergwork.example/p/u/token"])
def test_headers_without_https_are_mailto_alone(link: str | None) -> None:
    headers = headers_for("anna@bergwork.example", subject="STOP abc", link=link)
    assert headers == {"List-Unsubscribe": "<mailto:anna@bergwork.example?subject=STOP%20abc>"}


def test_languages_by_their_other_codes() -> None:
    assert (known("nb"), known("NN"), known("de"), known(None)) == ("no", "no", None, None)
