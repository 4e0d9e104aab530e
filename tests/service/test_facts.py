"""What a person adds: facts and addresses, so that nothing that is held is a dead end."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import Later, UserError
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Address, Contact, Hidden, Lead, Prospect
from leadwright.domain.letter import Draft
from leadwright.domain.retention import Clocks
from leadwright.domain.site import Unread
from leadwright.ledger.cases import stored
from leadwright.ledger.decisions import decision_of
from leadwright.ledger.erasing import erase, subject_of
from leadwright.ledger.letters import draft_of
from leadwright.ledger.tables import evidence, facts, leads, outreach, work
from leadwright.ledger.views.held import HeldView
from leadwright.ledger.work import Ended
from leadwright.service.rights import Rights
from tests.contracts.letterbox import BOX, TUESDAY, seen_on, tables
from tests.service.story import Story, sighting_of

PAGE = seen_on("http://glow.test/", TUESDAY)
CONTACT = "http://glow.test/contact-us"
SHOWN = '<title>Contact</title><p>Write to <a href="mailto:hello@glow.test">hello@glow.test</a>, we answer.</p>'
HIDDEN = "<title>Contact</title><p>Write to hello (at) glow (dot) test, we answer.</p>"
WORDS = "Write to hello (at) glow (dot) test, we answer."


async def held(story: Story) -> dict[str, HeldView]:
    return {str(one.brand): one for one in (await story.leads.held()).rows}


async def row(story: Story, key: str) -> Any:
    asked = sa.select(outreach).where(outreach.c.draft == key)
    return await story.database.read(lambda conn: conn.execute(asked).one())


async def letter(story: Story, key: str) -> Draft:
    found = await story.database.read(lambda conn: draft_of(conn, key))
    assert found
    return found


async def lead(story: Story, brand: str = "glow.test") -> Any:
    asked = sa.select(leads).where(leads.c.brand == brand)
    return await story.database.read(lambda conn: conn.execute(asked).one())


async def submitted(story: Story, stage: str) -> list[Any]:
    asked = sa.select(work).where(work.c.stage == stage, work.c.state == "ready").order_by(work.c.id)
    return list(await story.database.read(lambda conn: conn.execute(asked).all()))


async def decided(story: Story, key: str = "glow.test#1") -> Any:
    """Let the gate be asked about a letter, as it is stored."""
    await story.sweep()
    await story.ask(await letter(story, key))
    said = decision_of((await row(story, key)).decision)
    assert said
    return said


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


class TestContacts:
    async def test_an_address_on_its_page_takes_the_letters_over(self, story: Story) -> None:
        story.web.shown[CONTACT] = SHOWN
        first, *_ = await story.find()
        await story.campaigns.approve([first.key], "anna")
        done = await story.facts.contact("glow.test", "Hello@Glow.test", page=CONTACT, by="anna")
        assert (done.address, done.page, done.readable) == ("hello@glow.test", CONTACT, True)
        assert "we answer" in done.snippet
        one = await row(story, first.key)
        assert (one.recipient, one.approved_at) == ("hello@glow.test", None)  # what was approved went to somebody else
        assert {(await letter(story, f"glow.test#{n}")).to for n in (1, 2, 3)} == {"hello@glow.test"}
        assert (await lead(story)).email == "hello@glow.test"
        (anew,) = await submitted(story, "personalize")
        assert anew.wake.startswith("contact ")
        assert (await decided(story)).action == "send"
        (proof,) = await story.database.read(
            lambda conn: conn.execute(sa.select(evidence).where(evidence.c.address == "hello@glow.test")).all()
        )
        assert (proof.way, proof.robots, proof.status, len(proof.sha256)) == ("person", "allowed", 200, 64)

    async def test_what_its_owner_hides_is_kept_with_the_persons_words(self, story: Story) -> None:
        story.web.shown[CONTACT] = HIDDEN
        await story.find()
        with pytest.raises(UserError, match="--words"):
            await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, by="anna")
        done = await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, words=WORDS, by="anna")
        assert (done.readable, done.snippet) == (False, WORDS)

    async def test_a_hidden_address_is_no_address_that_vanished(self, story: Story) -> None:
        story.web.shown[CONTACT] = HIDDEN
        await story.find()
        await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, words=WORDS, by="anna")
        await written_anew(story)
        await story.campaigns.approve(["glow.test#1"], "anna")
        left = await story.send(await letter(story, "glow.test#1"))
        assert left.to == "hello@glow.test"
        assert story.web.asked == [CONTACT]  # read when it was added, and not again

    async def test_where_an_address_must_be_found_by_a_person(self, story: Story) -> None:
        signs = (Fact("CA register", PAGE), Fact("CA postal", PAGE))
        page = "http://glow.test/contact"
        story.web.shown[page] = SHOWN.replace("hello@", "info@")
        await story.find(country=Fact("CA", PAGE), country_signs=signs, legal_form=Fact("Inc", PAGE))
        assert "needs-person-address" in (await decided(story)).reasons
        one = (await held(story))["glow.test"]
        assert one.contact
        await story.facts.contact("glow.test", "info@glow.test", page=page, by="anna")
        said = await decided(story)
        assert "needs-person-address" not in said.reasons
        assert said.facts.collected == "person"

    async def test_the_same_page_read_before_becomes_a_persons(self, story: Story) -> None:
        story.web.shown[CONTACT] = SHOWN
        await story.find()
        await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, by="anna")
        await story.write(evidence.update().where(evidence.c.address == "hello@glow.test").values(way="mailto"))
        await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, by="anna")
        rows = await story.database.read(
            lambda conn: conn.execute(sa.select(evidence).where(evidence.c.address == "hello@glow.test")).all()
        )
        assert [one.way for one in rows] == ["person"]

    async def test_letters_are_written_where_there_were_none(self, story: Story) -> None:
        story.web.shown[CONTACT] = SHOWN
        await story.find("other.test")
        await unwritten(story)
        one = (await held(story))["glow.test"]
        assert (one.code, one.state, one.remedies, one.contact) == ("no-address", "dropped", ("contact-add",), True)
        await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, name="Bo Glow", by="anna")
        assert "glow.test" not in await held(story)
        task = await story.task("personalize", "glow.test")
        assert isinstance(task.item, Prospect)
        assert task.item.address
        assert task.item.contact_name
        assert (task.item.address.address, task.item.contact_name.value) == ("hello@glow.test", "Bo Glow")

    async def test_who_was_too_little_known_is_read_again_with_an_address(self, story: Story) -> None:
        story.web.shown[CONTACT] = SHOWN
        await unwritten(story, prospect=False)
        await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, by="anna")
        task = await story.task("enrich", "glow.test")
        assert isinstance(task.item, Lead)
        assert task.item.address
        assert task.item.address.address == "hello@glow.test"

    async def test_a_sequence_that_began_goes_on_where_it_went(self, story: Story) -> None:
        story.web.shown[CONTACT] = SHOWN + "<p>info@glow.test</p>"
        first, *_ = await story.find()
        await story.campaigns.approve([first.key], "anna")
        await story.send(first)
        with pytest.raises(UserError, match="has left already"):
            await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, by="anna")
        await story.facts.contact("glow.test", "info@glow.test", page=CONTACT, by="anna")  # it was looked at again
        assert (await row(story, first.key)).status == "sent"

    @pytest.mark.parametrize(
        ("address", "page", "said"),
        [
            ("hello@glow.test", "", "--page"),
            ("hello@glow.test", "glow.test/contact-us", "whole URL"),
            ("hello@glow.test", "http://other.test/", "no page of glow.test"),
            ("hello@glow.test", "https://www.linkedin.com/in/glow", "linkedin.com"),
            ("hello@glow.test", "http://glow.test/.well-known/security.txt", "security.txt"),
            ("hello at glow.test", CONTACT, "is no address"),
            ("abuse@glow.test", CONTACT, "never a contact"),
            ("your@email.com", CONTACT, "nobody's address"),
            ("help@shopify.com", CONTACT, "not to the shop"),
            ("dead@glow.test", CONTACT, "no mail can arrive"),
            ("hello@glow.test", "http://glow.test/gone", "404"),
            ("hello@glow.test", "http://glow.test/closed", "robots.txt"),
            ("hello@glow.test", "http://glow.test/silent", "whether you are online"),
            ("hello@glow.test", "http://glow.test/offline", "cannot be reached now"),
            ("hello@glow.test", "http://glow.test/no", "refuses advertising"),
        ],
    )
    async def test_what_is_no_contact_is_refused_in_words(
        self, story: Story, address: str, page: str, said: str
    ) -> None:
        no = "<title>Contact</title><p>No advertising, no unsolicited offers please. hello@glow.test</p>"
        story.web.shown |= {
            CONTACT: SHOWN,
            "http://glow.test/closed": Unread("x", "robots"),
            "http://glow.test/silent": Unread("x", "timeout"),
            "http://glow.test/offline": Later(TUESDAY, "offline"),
            "http://glow.test/no": no,
        }
        first, *_ = await story.find()
        with pytest.raises(UserError, match=said):
            await story.facts.contact("glow.test", address, page=page, by="anna")
        assert (await row(story, first.key)).recipient == "info@glow.test"

    async def test_a_page_elsewhere_counts_with_words_that_tie_it(self, story: Story) -> None:
        story.web.shown["http://fair.test/exhibitors"] = SHOWN
        await story.find()
        done = await story.facts.contact(
            "glow.test", "hello@glow.test", page="http://fair.test/exhibitors", words="Their stand at the fair", by="a"
        )
        assert done.page == "http://fair.test/exhibitors"

    async def test_who_said_no_is_added_nowhere(self, story: Story) -> None:
        story.web.shown[CONTACT] = SHOWN
        await story.find()
        await story.find("other.test")
        await story.privacy.stop("hello@glow.test", "asked", by="anna")
        with pytest.raises(UserError, match="never to be written to"):
            await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, by="anna")
        now, key = story.clock.now(), story.database.key

        def forget(conn: sa.Connection) -> None:
            who = subject_of(conn, "other.test")
            assert who
            erase(conn, who, reason="request", by="anna", now=now, key=key)

        await story.database.write(forget)
        await story.find("third.test")
        with pytest.raises(UserError, match="never to be written to"):
            await story.facts.contact(
                "third.test", "info@other.test", page="http://third.test/", words="We are other.test too", by="anna"
            )
        assert story.web.asked == []

    async def test_a_run_that_holds_the_former_text_sends_it_to_nobody(self, story: Story) -> None:
        story.web.shown[CONTACT] = SHOWN
        first, *_ = await story.find()
        await story.campaigns.approve([first.key], "anna")
        await story.sweep()
        await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, by="anna")
        with pytest.raises(Later) as said:
            await story.outbox.claim(first, run="run")
        assert said.value.code == "rewritten"

    async def test_the_passport_of_a_letter_that_left_stays_as_it_is(self, story: Story) -> None:
        story.web.shown[CONTACT] = SHOWN.replace("hello@", "info@")
        first, *_ = await story.find()
        await story.facts.contact("glow.test", "info@glow.test", page=CONTACT, by="anna")
        await story.write(evidence.update().values(way="mailto"))
        await written_anew(story)
        await story.campaigns.approve([first.key], "anna")
        await story.send(await letter(story, first.key))
        proof = (await row(story, first.key)).evidence_id
        await story.facts.contact("glow.test", "info@glow.test", page=CONTACT, by="anna")
        ways = await story.database.read(lambda conn: conn.execute(sa.select(evidence.c.id, evidence.c.way)).all())
        assert dict(map(tuple, ways))[proof] == "mailto"

    async def test_who_refuses_advertising_is_offered_no_way(self, story: Story) -> None:
        story.web.shown[CONTACT] = SHOWN
        await story.find(refusal=Fact("no advertising", PAGE))
        with pytest.raises(UserError, match="refuse advertising"):
            await story.facts.contact("glow.test", "hello@glow.test", page=CONTACT, by="anna")
        await unwritten(story, brand="other.test", addresses=("refusal", "never-role"))
        assert "other.test" not in await held(story)
        with pytest.raises(UserError, match="refuse advertising"):
            await story.facts.contact("other.test", "hello@other.test", page="http://other.test/", by="anna")

    async def test_whose_address_another_has_is_one_brand_with_it_and_gets_no_second_letter(self, story: Story) -> None:
        story.web.shown |= {"http://lamp.test/": "<p>bo@lamp.test</p>", CONTACT: "<p>Write to us: bo@lamp.test</p>"}
        await story.find("lamp.test")
        first, *_ = await story.find()
        await story.facts.contact("lamp.test", "bo@lamp.test", page="http://lamp.test/", by="anna")
        with pytest.raises(UserError, match="so both are one brand"):
            await story.facts.contact("glow.test", "bo@lamp.test", page=CONTACT, by="anna")
        assert (await row(story, first.key)).recipient == "info@glow.test"  # nothing of it was kept
        await story.privacy.stop("lamp.test", "asked", by="anna")
        with pytest.raises(UserError, match="never to be written to"):
            await story.facts.contact("glow.test", "bo@lamp.test", page=CONTACT, by="anna")

    async def test_where_an_address_is_hidden_is_shown(self, story: Story) -> None:
        await unwritten(story, hidden=(Hidden("image", "http://glow.test/team", "an image"),))
        one = (await held(story))["glow.test"]
        assert (one.hidden, one.page, one.address) == (("http://glow.test/team",), "http://glow.test/team", None)

    async def test_a_sequence_that_ends_with_its_first_letter_waits_for_nobody(self, story: Story) -> None:
        first, *_ = await story.find()
        facts_ = {"remedy": "address", "country": "GB"}
        await story.give(await story.task("send", first.key), end=Ended("dropped", "first-touch-only", facts_))
        await story.write(outreach.update().where(outreach.c.draft == first.key).values(status="blocked"))
        assert await held(story) == {}

    async def test_two_names_of_one_brand_share_what_is_added(self, story: Story) -> None:
        first, *_ = await story.find(country_signs=(), country=None)
        await story.find("lamp.test", country_signs=(), country=None)
        await story.leads.merge("glow.test", "lamp.test", reason="one owner", by="anna")
        await story.facts.add("lamp.test", "country", "GB", words="both in Leeds", page=None, by="anna")
        assert (await decided(story, first.key)).country == "GB"
        assert [one.key for one in await submitted(story, "personalize")] == ["glow.test"]


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


async def written_anew(story: Story) -> None:
    """Let the first letter name the page that a person read."""
    task, first = await story.task("personalize"), await letter(story, "glow.test#1")
    await story.give(task, replace(first, body=first.body.replace("/contact", "/contact-us")))


async def unwritten(
    story: Story,
    *,
    brand: str = "glow.test",
    prospect: bool = True,
    addresses: tuple[str, ...] = (),
    hidden: tuple[Hidden, ...] = (),
) -> None:
    """Let a brand be found whose site publishes no address that may be used: it ends before a letter is written."""
    now, site = story.clock.now(), f"http://{brand}/"
    sighting = sighting_of(brand, now)
    await story.see(sighting)
    bad = tuple(
        Address(f"a{n}@{brand}", usable=False, why=why, rank=n, evidence=PAGE) for n, why in enumerate(addresses)
    )
    contact = Contact(site, sighting.key, "feed", "open", (brand,), bad, hidden=hidden)
    await story.give(await story.task("extract"), contact)
    await story.give(await story.task("dedupe"), Lead(brand, site, "feed", sighting.key, "open", None, now))
    if not prospect:
        await story.give(await story.task("enrich", brand), end=Ended("dropped", "no-fit"))
        return
    known = Prospect(brand, site, "shop", Fact("Glow", PAGE), icp="shop", playbook="dtc")
    await story.give(await story.task("enrich", brand), known)
    await story.give(await story.task("personalize", brand), end=Ended("dropped", "no-address"))
