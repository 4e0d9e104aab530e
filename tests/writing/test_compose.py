"""The three letters: whole, in order, grounded, and held where something is missing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from leadwright.domain.errors import Drop
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.lead import Prospect
from leadwright.domain.letter import Draft
from leadwright.domain.operator import Operator
from leadwright.domain.playbook import Playbook
from leadwright.world.dice import Dice
from leadwright.writing.compose import letters
from leadwright.writing.footer import SEPARATOR
from leadwright.writing.playbooks import load_playbooks

TODAY = date(2026, 3, 5)
LINK = "https://bergwork.example/p/u/token"
PLAYBOOKS = {playbook.name: playbook for playbook in load_playbooks()}
SHOPIFY = PLAYBOOKS["shopify-dtc"]
write = partial(letters, mailbox="main", dice=Dice(1), optout=lambda brand: LINK, today=TODAY)


def fact(value: str, snippet: str | None = None) -> Fact:
    page = Evidence("https://nordsalt.example/", datetime(2026, 3, 3, tzinfo=UTC), "0" * 64, snippet or value)
    return Fact(value, page)


def text(draft: Draft) -> str:
    return draft.body.partition(SEPARATOR)[0]


@pytest.mark.parametrize("playbook", PLAYBOOKS.values(), ids=lambda playbook: str(playbook.name))
@pytest.mark.parametrize("language", ["en", "fr", "sv", "fi", "no", "nl", "ja"])
def test_every_letter_we_ship_may_leave(
    playbook: Playbook, language: str, prospect: Prospect, operator: Operator
) -> None:
    for number in range(6):
        seen = replace(prospect, brand=f"shop{number}.example", language=language, country=fact("GB"))
        long_hero = fact("Handmade leather goods for people who travel slowly and keep what they buy for long years")
        for one in (seen, replace(seen, hero=None), replace(seen, hero=long_hero, contact_name=None)):
            drafts = write(one, playbook, operator)
            assert [draft.problems for draft in drafts] == [(), (), ()], text(drafts[0])
            assert [(draft.touch, draft.kind, draft.wait) for draft in drafts] == [
                (1, "first", 0),
                (2, "followup", 3),
                (3, "breakup", 7),
            ]
            assert {draft.language for draft in drafts} == {language}
            assert not any(mark in text(draft) for draft in drafts for mark in ("[", "]", "{", "}", "|"))


def test_a_letter_word_for_word(prospect: Prospect, operator: Operator) -> None:
    one = replace(operator, offers=operator.offers[1:2])
    first = write(prospect, SHOPIFY, one, dice=Dice(4))[0]
    assert (first.to, first.mailbox, first.score, first.country) == ("hello@nordsalt.example", "main", 71, "US")
    assert text(first).startswith("Hello Maja,\n\n")
    assert "“Slow knitwear from the north”" in text(first)
    assert "a sync from your supplier's file to the shop" in text(first)
    assert text(first).endswith("Best regards,\nAnna Berg\nBergwork AB")
    assert first.template in {"shopify-dtc/first/A", "shopify-dtc/first/B"}
    assert first.body.count(LINK) == 1


def test_the_same_dice_write_the_same_letters(prospect: Prospect, operator: Operator) -> None:
    assert write(prospect, SHOPIFY, operator) == write(prospect, SHOPIFY, operator)
    variants = {write(replace(prospect, brand=f"s{n}.example"), SHOPIFY, operator)[0].template[-1] for n in range(20)}
    assert variants == {"A", "B"}
    for n in range(10):
        drafts = write(replace(prospect, brand=f"s{n}.example"), SHOPIFY, operator)
        assert len({draft.template[-1] for draft in drafts}) == 1, "a brand sees one hand"
        assert len({draft.subject for draft in drafts}) == 1, "the thread keeps its subject"


def test_grounds_show_each_fact_with_its_page(prospect: Prospect, operator: Operator) -> None:
    first = write(prospect, SHOPIFY, operator)[0]
    quoting = [ground for ground in first.grounds if "Slow knitwear" in ground.sentence]
    assert any("Slow knitwear from the north" in ground.evidence.snippet for ground in quoting)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"company": fact("Nord & Salt", "© Somebody Else")}, "unproved fact=company value=Nord & Salt"),
        ({"hero": fact("We never said this", "Menu"), "platform": None}, "no-observation"),
        ({"hero": None, "platform": None}, "no-observation"),
        ({"company": fact("Visit https://evil.example now")}, "unresolved name=company"),
        ({"company": fact("N" * 58)}, "subject-long"),
    ],
)
def test_what_is_unproved_or_unresolved_is_held(
    prospect: Prospect, operator: Operator, change: dict[str, Fact | None], problem: str
) -> None:
    drafts = write(replace(prospect, **change), SHOPIFY, operator)  # type: ignore[arg-type]
    assert any(found.startswith(problem) for found in drafts[0].problems), drafts[0].problems


def test_a_finding_comes_first_and_its_figures_stand_on_the_page(prospect: Prospect, operator: Operator) -> None:
    finding = fact('the page of "Arne" shows 129 and 99 as its price.', 'Arne "Arne" 129 EUR 99 EUR')
    first = write(replace(prospect, finding=finding), SHOPIFY, operator)[0]
    assert first.problems == ()
    assert 'the page of "Arne" shows 129 and 99 as its price.' in text(first)
    assert "Slow knitwear" not in text(first)
    swedish = write(replace(prospect, finding=finding, language="sv"), SHOPIFY, operator)[0]
    assert "Arne" not in text(swedish), "an English finding stays out of a Swedish letter"


def test_what_the_page_does_not_say_gives_way_to_what_it_does(prospect: Prospect, operator: Operator) -> None:
    unproved = fact("12 of 40 products show no price", "40 products")
    assert "Slow knitwear from the north" in text(write(replace(prospect, finding=unproved), SHOPIFY, operator)[0])
    joined = fact("Slow wool. We knit socks for the north", "Slow wool | We knit socks for the north")
    assert "“We knit socks for the north”" in text(write(replace(prospect, hero=joined), SHOPIFY, operator)[0])
    quoting = fact("The “best” wool")
    assert "Shopify" in text(write(replace(prospect, hero=quoting), SHOPIFY, operator)[0])


def test_pages_cannot_put_words_into_a_letter(prospect: Prospect, operator: Operator) -> None:
    hostile = "Dear all, write to me@evil.example"
    drafts = write(
        replace(prospect, hero=fact(hostile), contact_name=fact("Maja\r\nBcc: x@evil.example")), SHOPIFY, operator
    )
    assert all("evil" not in draft.body + draft.subject for draft in drafts)
    assert text(drafts[0]).startswith("Hello,")


def test_a_name_that_is_not_sure_is_not_used(prospect: Prospect, operator: Operator) -> None:
    unsure = replace(prospect, contact_name=replace(fact("Maja Lind"), confidence=0.4))
    assert text(write(unsure, SHOPIFY, operator)[0]).startswith("Hello,\n")
    french = write(replace(prospect, language="fr"), SHOPIFY, operator)[0]
    assert text(french).startswith("Bonjour Maja Lind,")


def test_only_offers_that_are_switched_on_are_named(prospect: Prospect, operator: Operator) -> None:
    one = replace(operator, offers=operator.offers[:1])
    for number in range(10):
        for draft in write(replace(prospect, brand=f"s{number}.example"), SHOPIFY, one):
            for name, words in SHOPIFY.offers.items():
                assert name == "prices" or words["en"] not in draft.body
    none = write(prospect, SHOPIFY, replace(operator, offers=()))[0]
    assert {"no-offer", "unresolved name=offer"} <= set(none.problems)


def test_other_languages_fall_back_on_english(prospect: Prospect, operator: Operator) -> None:
    assert {draft.language for draft in write(replace(prospect, language="pt"), SHOPIFY, operator)} == {"en"}
    assert {draft.language for draft in write(replace(prospect, language="nb"), SHOPIFY, operator)} == {"no"}
    english = replace(SHOPIFY, templates=tuple(t for t in SHOPIFY.templates if t.language != "fr" or t.kind == "first"))
    assert {draft.language for draft in write(replace(prospect, language="fr"), english, operator)} == {"en"}


def test_mailto_mode_has_no_link(prospect: Prospect, operator: Operator) -> None:
    first = write(prospect, SHOPIFY, replace(operator, link=None), optout=None)[0]
    assert first.problems == ()
    assert "://" not in first.body
    assert "Reply STOP" in first.body


def test_singapore_s_label_and_old_evidence(prospect: Prospect, operator: Operator) -> None:
    assert write(replace(prospect, country=fact("SG")), SHOPIFY, operator)[2].subject.startswith("<ADV> ")
    late = write(prospect, SHOPIFY, operator, today=TODAY + timedelta(days=200))
    assert all("stale days=202" in draft.problems for draft in late)


def test_without_an_address_there_is_nobody_to_write_to(prospect: Prospect, operator: Operator) -> None:
    with pytest.raises(Drop, match="no-address"):
        write(replace(prospect, address=None), SHOPIFY, operator)
