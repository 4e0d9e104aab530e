"""An address that a person read: its page, whose letters go there, and what is no contact whoever says so."""

import pytest
import sqlalchemy as sa

from leadwright.domain.errors import Later, UserError
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Hidden, Lead, Prospect
from leadwright.domain.site import Unread
from leadwright.ledger.erasing import erase, subject_of
from leadwright.ledger.tables import evidence, outreach
from leadwright.ledger.work import Ended
from tests.contracts.letterbox import TUESDAY
from tests.service.adding import (
    CONTACT,
    HIDDEN,
    PAGE,
    SHOWN,
    WORDS,
    decided,
    held,
    lead,
    letter,
    row,
    submitted,
    unwritten,
    written_anew,
)
from tests.service.story import Story


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
