"""What letters to an address rest on: in whatever spelling it is asked, and what is left of it after an erasure."""

from datetime import timedelta

import sqlalchemy as sa

from leadwright.ledger.consents import keep_consent, withdraw
from leadwright.ledger.retention import erase_brands
from leadwright.ledger.tables import confirmations, evidence, facts
from leadwright.ledger.views.standing import Standing
from leadwright.service.rights import Rights
from tests.contracts.letterbox import tables
from tests.service.story import Story

SPELLINGS = (
    "info@glow.test",
    "INFO@Glow.Test",
    "Info+shop@glow.test",
    "Glow <info@glow.test>",
    "mailto:info@glow.test",
)


async def stands(story: Story, asked: str) -> Standing:
    return (await story.leads.journey(asked)).standing


async def written_to(story: Story, brand: str = "glow.test") -> None:
    """Let a first letter leave."""
    first, *_ = await story.find(brand)
    await story.campaigns.approve([first.key], "anna")
    await story.send(first)


async def test_the_passport_is_told_whole_with_every_later_reading_in_any_spelling(story: Story) -> None:
    await written_to(story)
    row = (await story.database.read(lambda conn: conn.execute(sa.select(evidence)).all()))[0]
    for asked in (*SPELLINGS, "glow.test", "lead 1"):
        said = await stands(story, asked)
        assert said.addresses == ("info@glow.test",), asked
        (passport,) = said.passports
        assert (passport.url, passport.way, passport.at, passport.snippet) == (row.url, row.way, row.at, row.snippet)
        assert (passport.sha256, passport.status, passport.robots) == (row.sha256, 200, row.robots)
        assert (passport.source, passport.terms) == ("feed", "open")
        assert passport.rereads
        assert {again.verdict for again in passport.rereads} == {"there"}
        assert said.approached


async def test_an_address_that_is_not_written_to_has_a_standing_of_its_own(story: Story) -> None:
    await written_to(story)
    said = await stands(story, "press@glow.test")
    assert (said.addresses, said.passports, said.letters) == (("press@glow.test",), (), ())
    assert said.approached, "its brand was approached"


async def test_decisions_are_told_with_rule_edition_and_all_reasons(story: Story) -> None:
    await written_to(story)
    held, *_ = await story.find("frost.test", country_signs=(), country=None, refusal=None)
    await story.ask(held)
    first, *rest = (await stands(story, "info@glow.test")).letters
    assert first.decision
    assert (first.letter, first.status, first.decision.action) == ("glow.test#1", "sent", "send")
    assert (first.decision.country, first.decision.edition) == ("GB", tables().law.edition)
    assert first.decision.rule
    assert {one.decision for one in rest} == {None}
    (asked, *_) = (await stands(story, "info@frost.test")).letters
    assert asked.decision
    assert (asked.status, asked.decision.action, asked.decision.reasons[0]) == ("held", "hold", "country-unknown")


async def test_what_people_added_is_told_and_a_consent_that_was_withdrawn_too(story: Story) -> None:
    held, *_ = await story.find("frost.test", country_signs=(), country=None)
    await story.ask(held)
    now, key = story.clock.now(), story.database.key
    added = {"brand": "frost.test", "value": "GB", "words": "Made in Leeds", "by": "anna", "at": now}
    await story.write(facts.insert().values(kind="country", url="http://frost.test/about", **added))
    said = {"draft": held.key, "code": "needs-manual", "country": "GB", "edition": "e", "reason": "I rang them"}
    await story.write(confirmations.insert().values(**said, by="anna", at=now))
    asked = {"address": "info@frost.test", "brand": "frost.test", "way": "mail", "words": "Write to me", "by": "anna"}
    for url in (None, "http://frost.test/form"):
        row = {**asked, "scope": "offers", "url": url, "at": now + timedelta(hours=1 if url else 0)}
        await story.database.write(lambda conn, row=row: keep_consent(conn, row, key=key))
        if url is None:
            await story.database.write(lambda conn: withdraw(conn, now=now, key=key, addresses=["Info@frost.test"]))
    stood = await stands(story, "INFO@frost.test")
    assert [(one.kind, one.value, one.words, one.by) for one in stood.facts] == [
        ("country", "GB", "Made in Leeds", "anna")
    ]
    assert [(one.letter, one.code, one.reason) for one in stood.confirmations] == [
        ("frost.test#1", "needs-manual", "I rang them")
    ]
    assert [(one.words, one.url, one.withdrawn_at) for one in stood.consents] == [
        ("Write to me", "http://frost.test/form", None),
        ("Write to me", None, now),
    ]


async def test_who_wrote_from_an_address_of_their_own_stands_with_their_brand(story: Story) -> None:
    await written_to(story)
    now, key = story.clock.now(), story.database.key
    asked = {"address": "An.Na+shop@googlemail.com", "brand": "glow.test", "way": "mail", "words": "Write to me here"}
    row = {**asked, "scope": "", "url": None, "by": "the house", "at": now}
    await story.database.write(lambda conn: keep_consent(conn, row, key=key))
    said = await stands(story, "ANNA@gmail.com")
    assert [one.words for one in said.consents] == ["Write to me here"]
    assert (said.passports, said.letters) == ((), ()), "those are of another address"
    assert said.approached, "its brand was approached"
    await story.privacy.stop("glow.test", "asked by phone", by="anna")
    said = await stands(story, "ANNA@gmail.com")
    assert said.suppressed[0].reason == "asked by phone"


async def test_a_stop_is_told_with_its_reason_even_of_somebody_never_seen(story: Story) -> None:
    await story.privacy.stop("Info@Never.test", "asked by phone", by="anna")
    for asked in ("info@never.test", "INFO+x@never.test"):
        journey = await story.leads.journey(asked)
        assert journey.known
        assert not journey.steps
        first, *_ = journey.standing.suppressed
        assert (first.reason, first.at) == ("asked by phone", story.clock.now())
    free = await story.leads.journey("info@free.test")
    assert not free.known
    assert not free.standing.suppressed


async def test_of_somebody_who_was_erased_only_hashes_are_left_and_they_answer_in_any_spelling(story: Story) -> None:
    await written_to(story)
    await written_to(story, "frost.test")
    at = story.clock.now()
    story.clock.pass_(hours=1)
    rights = Rights(story.database, story.clock, tables())
    await rights.forget("info@glow.test", by="anna")
    for asked in (*SPELLINGS, "glow.test", "http://www.glow.test/shop"):
        journey = await story.leads.journey(asked)
        said = journey.standing
        assert journey.known, asked
        assert (journey.steps, journey.letters, said.passports, said.letters) == ((), (), (), ()), asked
        assert (said.facts, said.consents, said.confirmations) == ((), (), ()), asked
        assert {(one.reason, one.at) for one in said.erased} == {("request", story.clock.now())}, asked
        assert said.suppressed[0].reason == "request"
        assert said.approached
        assert said.approached <= at
    assert not (await stands(story, "info@frost.test")).erased
    (number,) = (await stands(story, "lead 1")).erased
    assert (number.kind, number.reason) == ("brand", "request")
    assert not (await stands(story, "lead 2")).erased


async def test_what_was_erased_because_its_time_had_come_says_so(story: Story) -> None:
    await story.find("glow.test")
    now, key = story.clock.now(), story.database.key
    await story.database.write(lambda conn: erase_brands(conn, ["glow.test"], now=now, key=key))
    said = await stands(story, "info@glow.test")
    assert {one.reason for one in said.erased} == {"retention"}
    assert not said.suppressed
