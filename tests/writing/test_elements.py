"""What a letter must show, looked for in the words that would leave."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from leadwright.domain.evidence import Evidence
from leadwright.domain.letter import ANSWER, Draft
from leadwright.domain.operator import Operator
from leadwright.writing.elements import Source, lacking, names_source
from leadwright.writing.footer import SEPARATOR, day_in_words, footer, label, source_line
from leadwright.writing.phrases import PHRASES, phrases

PAGES = "https://bergwork.example/p"
LINK = f"{PAGES}/u/token"
PAGE = Evidence("https://www.nordsalt.example/contact/", datetime(2026, 3, 3, tzinfo=UTC), "0" * 64, "hello@")
SOURCE: Source = (PAGE.url, [date(2026, 1, 2), date(2026, 3, 3)], "mailto")
EVERYTHING = ("ID", "ADDR", "CONTACT", "OPTOUT", "SUBJ", "SRC", "ART14", "OBJ", "REL", "ADNOTE")


@pytest.fixture
def house(operator: Operator) -> Operator:
    return replace(operator, link=PAGES)


def letter(house: Operator, *, language: str = "en", link: str | None = LINK, **changes: object) -> Draft:
    foot = footer(house, "anna@bergwork.example", language=language, country="GB", evidence=PAGE, link=link)
    body = f"Text.{SEPARATOR}{foot}"
    plain = Draft("nordsalt.example", 1, "first", "hello@x", "main", "A question", body, language, "t", "GB")
    return replace(plain, **changes)  # type: ignore[arg-type]


def lacks(
    draft: Draft,
    house: Operator,
    elements: Sequence[str] = EVERYTHING,
    *,
    sources: Sequence[Source] = (SOURCE,),
    country: str | None = "GB",
) -> tuple[str, ...]:
    return lacking(draft, elements, operator=house, sources=sources, country=country)


@pytest.mark.parametrize("link", [LINK, None])
@pytest.mark.parametrize("language", sorted(PHRASES))
def test_every_language_shows_every_element(house: Operator, language: str, link: str | None) -> None:
    draft = letter(house, language=language, link=link)
    assert lacks(draft, house) == ()
    assert draft.body.count("://") == (1 if link else 0), "the source page is named, not linked"
    assert "{" not in draft.body


@pytest.mark.parametrize(
    ("missing", "change"),
    [
        (("ID", "ADNOTE"), ("from Anna Berg", "from A. B.")),
        (("ADDR", "ADNOTE"), ("Storgatan", "Lillgatan")),
        (("OPTOUT", "ART14"), (LINK, "here")),
        (("OPTOUT", "ART14"), (LINK, "https://elsewhere.example/u/token")),
        (("OPTOUT", "ART14"), ("Stop these letters, or see what I hold about you: ", "")),
        (("SRC", "ART14"), ("nordsalt.example/contact", "their site")),
        (("SRC", "ART14"), ("3 March 2026", "4 March 2026")),
        (("SRC", "ART14"), ("; I read it there on 3 March 2026", "")),
        (("OBJ",), ("You have the right to object", "Still, you have the right to object")),
        (("OBJ",), ("\nYou have the right to object", " You have the right to object")),
        (("REL",), ("I write only", "I write")),
        (("ADNOTE",), ("business offer", "note")),
    ],
)
def test_a_missing_element_is_named(house: Operator, missing: tuple[str, ...], change: tuple[str, str]) -> None:
    draft = letter(house)
    assert change[0] in draft.body
    found = lacks(replace(draft, body=draft.body.replace(*change)), house)
    if "ART14" in found and "ART14" not in missing:  # its line is the one before the objection's
        found = tuple(one for one in found if one != "ART14")
    assert found == missing


@pytest.mark.parametrize(
    "piece",
    [
        "Bergwork AB (anna@bergwork.example) is responsible. ",  # the controller
        "in order to offer it help with its work, ",  # the purpose
        "on the basis of legitimate interest (Art. 6(1)(f)). ",
        "Only my mail and hosting providers process it. ",
        "Without an answer it is erased six months after the last letter. ",
        "You may see it, have it corrected, erased or restricted, ",
        "and complain to your data protection authority.",
        " The page linked above says more.",
        "Your address is published on www.nordsalt.example/contact; ",  # the source
    ],
)
def test_the_facts_of_art_14_stand_whole_or_not_at_all(house: Operator, piece: str) -> None:
    draft = letter(house)
    assert piece in draft.body
    assert "ART14" in lacks(replace(draft, body=draft.body.replace(piece, "")), house)


def test_the_facts_need_a_way_to_use_the_rights(house: Operator) -> None:
    by_mail = letter(house, link=None)
    assert lacks(by_mail, replace(house, link=None)) == ()
    stop = PHRASES["en"].stop_mail
    assert lacks(replace(by_mail, body=by_mail.body.replace(stop, "")), house) == ("OPTOUT", "ART14")


def test_a_link_counts_only_where_the_operator_has_such_a_page(house: Operator) -> None:
    assert lacks(letter(house), replace(house, link=None)) == ("OPTOUT", "ART14")


def test_the_set_words_are_of_the_letters_own_language(house: Operator) -> None:
    assert lacks(letter(house, language="fr"), house) == ()
    assert lacks(replace(letter(house), language="fr"), house) == ("OPTOUT", "SRC", "ART14", "OBJ", "REL", "ADNOTE")


def test_a_text_without_a_footer_shows_nothing(house: Operator) -> None:
    bare = letter(house, body="Your shop sells lamps.")
    assert lacks(bare, house) == tuple(one for one in EVERYTHING if one != "SUBJ")


def test_any_page_and_day_that_is_stored_may_be_named(house: Operator) -> None:
    draft = letter(house)
    assert names_source(draft, SOURCE)
    assert not names_source(draft, (PAGE.url, [date(2026, 1, 2)], "mailto"))
    assert lacks(draft, house, sources=[("https://nordsalt.example/", [date(2026, 3, 3)], "mailto"), SOURCE]) == ()
    assert lacks(draft, house, sources=[]) == ("SRC", "ART14")


@pytest.mark.parametrize("subject", ["", " ", "Re: A question", "Fwd: A question", "RE[2]: A question", "SV: fråga"])
def test_a_cold_subject_claims_no_thread(house: Operator, subject: str) -> None:
    assert lacks(letter(house, subject=subject), house, ["SUBJ"]) == ("SUBJ",)


def test_an_answer_has_the_subject_of_what_it_answers(house: Operator) -> None:
    assert lacks(letter(house, subject="Re: A question", kind=ANSWER), house, ["SUBJ"]) == ()


def test_the_label_is_that_of_the_country_that_decides(house: Operator) -> None:
    draft = letter(house, country="GB")
    wanted = ("ADLABEL:<ADV>", "MERSIS/IYS id", "ONCE", "SUBJ")
    assert lacks(draft, house, wanted) == ("ADLABEL:<ADV>", "MERSIS/IYS id")
    labelled = replace(draft, subject=f"{label('SG')}A question", touch=2)
    assert lacks(labelled, house, wanted, country="SG") == ("MERSIS/IYS id", "ONCE")
    assert lacks(labelled, house, wanted, country="IL")[0] == "ADLABEL:<ADV>"


@pytest.mark.parametrize("language", sorted(PHRASES))
@pytest.mark.parametrize("way", ["post", "csv"])
def test_a_letter_on_consent_says_so_and_not_that_a_page_publishes_the_address(language: str, way: str) -> None:
    words = phrases(language)
    said = source_line("https://news.test/item?id=1", date(2026, 3, 3), way, words)
    assert said != source_line("https://news.test/item?id=1", date(2026, 3, 3), "mailto", words)
    assert ("news.test" in said) == (way == "post")
    assert day_in_words(date(2026, 3, 3), words) in said
