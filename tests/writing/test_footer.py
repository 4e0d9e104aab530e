"""The footer's lines by mode and country, and the headers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leadwright.domain.evidence import Evidence
from leadwright.domain.letter import Draft
from leadwright.domain.operator import Operator
from leadwright.writing.footer import SEPARATOR, footer, headers_for
from leadwright.writing.phrases import PHRASES, known

LINK = "https://bergwork.example/p/u/token"
PAGE = Evidence("https://www.nordsalt.example/contact/", datetime(2026, 3, 3, tzinfo=UTC), "0" * 64, "hello@")


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
