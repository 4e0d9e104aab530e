"""What a person adds where reading found nothing: it goes before what was read, and what waits is decided anew."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import UserError
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Prospect
from leadwright.domain.letter import Draft
from leadwright.domain.retention import Clocks
from leadwright.ledger.cases import stored
from leadwright.ledger.tables import evidence, facts
from leadwright.service.rights import Rights
from tests.contracts.letterbox import BOX, tables
from tests.service.adding import (
    CONTACT,
    PAGE,
    decided,
    held,
    lead,
    letter,
    submitted,
)
from tests.service.story import Story


async def unknown_country(story: Story, **known: object) -> Draft:
    first, *_ = await story.find(**{"country_signs": (), "country": None, **known})
    assert (await decided(story)).code == "country-unknown"
    return first


class TestFacts:
    async def test_a_country_that_a_person_knows_lets_the_letter_go_on(self, story: Story) -> None:
        await unknown_country(story)
        assert (await held(story))["glow.test"].addable == ("country",)
        done = await story.facts.add(
            "http://glow.test/", "country", "United Kingdom", words="They told me at a fair", page=None, by="anna"
        )
        assert (done.brand, done.value, done.letters, story.rings) == ("glow.test", "GB", 1, 1)
        said = await decided(story)
        assert (said.country, said.action) == ("GB", "send")
        assert (await lead(story)).country == "GB"
        assert (await letter(story, "glow.test#3")).country == "GB"  # by whose clock and law it is written

    async def test_the_letters_are_written_by_what_a_person_said_also_when_the_site_is_read_again(
        self, story: Story
    ) -> None:
        await unknown_country(story)
        await story.facts.add("glow.test", "country", "IE", words="They said so", page=CONTACT, by="anna")
        (anew,) = await submitted(story, "personalize")
        assert (anew.key, anew.wake) == ("glow.test", "fact 1")

        def read_again(conn: sa.Connection) -> Prospect | None:
            return stored(conn, Prospect, "glow.test")

        known = await story.database.read(read_again)
        assert known
        assert known.country
        assert (known.country.value, known.country.evidence.way) == ("IE", "person")
        await story.store.keep([replace(known, country=None)], now=story.clock.now())
        known = await story.database.read(read_again)
        assert known
        assert known.country
        assert known.country.value == "IE"

    async def test_the_newest_of_a_kind_counts_and_all_stay(self, story: Story) -> None:
        await unknown_country(story)
        for code in ("IE", "DE", "GB"):
            await story.facts.add("glow.test", "country", code, words=f"It is {code}", page=None, by="anna")
        assert [one.value for one in await story.facts.of("glow.test")] == ["GB", "DE", "IE"]
        assert (await decided(story)).country == "GB"

    async def test_a_persons_word_goes_before_signs_that_contradict_each_other(self, story: Story) -> None:
        signs = (Fact("GB vat", PAGE), Fact("DE vat", PAGE))
        await story.find(country_signs=signs)
        assert (await decided(story)).code == "country-conflict"
        await story.facts.add("glow.test", "country", "uk", words="Both, the seat is in Leeds", page=None, by="anna")
        assert (await decided(story)).country == "GB"

    async def test_a_block_is_asked_about_again_once_a_fact_makes_another_case(self, story: Story) -> None:
        signs = (Fact("FI vat", PAGE),)
        await story.find(country=Fact("FI", PAGE), country_signs=signs, legal_form=Fact("Toiminimi", PAGE))
        said = await decided(story)
        assert said.action == "block"
        assert (await lead(story)).state == "dropped"
        one = (await held(story))["glow.test"]
        assert (one.state, one.confirmable) == ("blocked", False)
        with pytest.raises(UserError, match="blocked"):
            await story.campaigns.release("glow.test", reason="I know them", by="anna")
        done = await story.facts.add("glow.test", "legal-form", "Oy", words="Glow Oy, in the footer", page=None, by="a")
        assert done.letters == 1
        assert (await lead(story)).state == "waiting"
        assert (await decided(story)).action == "send"

    async def test_what_a_person_is_responsible_for_counts_for_the_address_there_was(self, story: Story) -> None:
        story.web.shown[CONTACT] = "<p>bo.smith@glow.test anna.jones@glow.test</p>"
        await story.find(country=Fact("FR", PAGE), country_signs=(Fact("FR vat", PAGE),), legal_form=Fact("SARL", PAGE))
        await story.facts.contact("glow.test", "bo.smith@glow.test", page=CONTACT, by="anna")
        await story.facts.add("glow.test", "function", "buys the stock", words="Bo buys our stock", page=None, by="a")
        assert (await decided(story)).facts.function
        story.clock.pass_(hours=1)
        await story.facts.contact("glow.test", "anna.jones@glow.test", page=CONTACT, by="anna")
        assert not (await decided(story)).facts.function
        await story.facts.add("glow.test", "function", "owner", words="Anna owns it", page=None, by="anna")
        assert (await decided(story)).facts.function

    @pytest.mark.parametrize(
        ("kind", "value", "words", "page", "said"),
        [
            ("country", "England-ish", "x", None, "ISO 3166-1"),
            ("country", "EU", "x", None, "no country"),
            ("country", "", "x", None, "no country"),
            ("legal-form", "Grmblfz", "x", None, "as the imprint does"),
            ("function", "  ", "x", None, "empty"),
            ("size", "3", "x", None, "country, legal-form, function"),
            ("country", "GB", " ", None, "--words"),
            ("country", "GB", "x" * 301, None, "300"),
            ("country", "GB", "x", "ftp://glow.test/", "whole URL"),
        ],
    )
    async def test_what_cannot_be_a_fact_is_refused_in_words(
        self, story: Story, kind: str, value: str, words: str, page: str | None, said: str
    ) -> None:
        await unknown_country(story)
        with pytest.raises(UserError, match=said):
            await story.facts.add("glow.test", kind, value, words=words, page=page, by="anna")
        assert await story.facts.of("glow.test") == []

    async def test_who_is_not_known_or_was_stopped_gets_no_facts(self, story: Story) -> None:
        with pytest.raises(UserError, match="leadwright add"):
            await story.facts.add("nobody.test", "country", "GB", words="x", page=None, by="anna")
        await unknown_country(story)
        await story.privacy.stop("glow.test", "asked", by="anna")
        with pytest.raises(UserError, match="never to be written to"):
            await story.facts.add("glow.test", "country", "GB", words="x", page=None, by="anna")

    async def test_the_journey_tells_who_said_what(self, story: Story) -> None:
        await unknown_country(story)
        await story.facts.add("glow.test", "country", "GB", words="Said by bo@glow.test", page=CONTACT, by="anna")
        step = next(one for one in (await story.leads.journey("glow.test")).steps if one.type == "fact-added")
        assert (step.cause, step.facts["value"], step.facts["page"]) == ("anna", "GB", CONTACT)
        assert step.facts["words"] == "Said by ***@***"


class TestLasting:
    async def test_facts_are_shown_and_go_with_an_erasure(self, story: Story) -> None:
        await unknown_country(story)
        await story.facts.add("glow.test", "function", "buys", words="Bo Glow buys", page=None, by="anna")
        rights = Rights(story.database, story.clock, tables())  # type: ignore[arg-type]
        shown = await rights.show("glow.test", own=[BOX.address], clocks=Clocks())
        assert [one["words"] for one in shown.held["facts"]] == ["Bo Glow buys"]
        forgotten = await rights.forget("glow.test", by="anna")
        assert forgotten.erased.rows["facts"] == 1
        assert await story.database.read(lambda conn: conn.execute(sa.select(facts)).all()) == []

    async def test_two_addresses_of_one_page_are_erased_with_whose_they_are(self, story: Story) -> None:
        story.web.shown[CONTACT] = "<p>Contact our people: bo@lamp.test or di@lamp.test</p>"
        await story.find("lamp.test")
        await story.find()
        for address in ("bo@lamp.test", "di@lamp.test"):
            await story.facts.contact("glow.test", address, page=CONTACT, by="anna")
        rights = Rights(story.database, story.clock, tables())  # type: ignore[arg-type]
        await rights.forget("lamp.test", by="anna")
        kept = await story.database.read(lambda conn: conn.execute(sa.select(evidence)).all())
        assert kept
        assert not [one for one in kept if "lamp.test" in f"{one.address} {one.snippet}"]
