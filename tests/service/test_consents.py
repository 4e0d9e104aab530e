"""Who asked to be written to, and who does so no more."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from leadwright.consequences import follow
from leadwright.domain.errors import UserError
from leadwright.domain.evidence import Fact
from leadwright.domain.identity import keyed, normal
from leadwright.domain.lead import Invitation
from leadwright.domain.retention import Clocks
from leadwright.ledger.consents import consent_of
from leadwright.ledger.forgetting import forget
from leadwright.ledger.lasting import entries_of, replay
from leadwright.ledger.logbook import WITHDRAW
from leadwright.ledger.tables import consents, outreach
from leadwright.service.consents import Consents
from leadwright.service.rights import Rights
from tests.contracts.letterbox import seen_on, tables
from tests.ledgers import KEY
from tests.service.story import Story, sighting_of

WORDS = "Yes, send me your offer"


@pytest.fixture
async def kept(story: Story) -> Consents:
    """The use cases, in a house that knows a brand where the law needs consent."""
    page = seen_on("http://glow.test/imprint", story.clock.now())
    await story.find("glow.test", country_signs=(Fact("DE vat", page),))
    return Consents(story.database, story.clock, story.ring, tables=tables())


async def stands(story: Story, address: str = "info@glow.test") -> bool:
    return await story.database.read(lambda conn: consent_of(conn, address)) is not None


async def fate(story: Story) -> tuple[str, str | None]:
    row = await story.database.read(
        lambda conn: conn.execute(sa.select(outreach).where(outreach.c.draft == "glow.test#1")).one()
    )
    return row.status, row.reason


async def test_a_consent_replaces_the_law_of_the_country_until_it_is_withdrawn(story: Story, kept: Consents) -> None:
    letter = (await story.campaigns.drafts("all"))[0]
    draft = await story.store.item("Draft", letter.key)
    await story.sweep()
    await story.ask(draft)  # type: ignore[arg-type]
    assert await fate(story) == ("blocked", "country")
    done = await kept.add("Info+shop@GLOW.test", words=WORDS, at="2026-05-01", by="anna")
    assert (done.address, done.brands, done.new) == ("info@glow.test", ("glow.test",), True)
    assert done.letters == 1, "what was blocked is asked about again"
    again = await kept.add("info@glow.test", words=WORDS, at="2026-05-01", by="anna")
    assert not again.new
    assert await stands(story)
    assert await kept.withdraw("info@glow.test", by="anna") == 1
    assert not await stands(story)
    with pytest.raises(UserError, match="agreed to nothing"):
        await kept.withdraw("info@glow.test", by="anna")
    assert not (await kept.add("info@glow.test", words=WORDS, at="2026-05-01", by="anna")).new, "the same is withdrawn"
    steps = [step.type for step in (await story.leads.journey("glow.test")).steps]
    assert steps.count("consented") == steps.count("withdrawn") == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"address": "glow.test"}, "no address"),
        ({"words": " "}, "their words"),
        ({"at": "soon"}, "no day"),
        ({"at": "2999-01-01"}, "has not come yet"),
        ({"way": "guess"}, "no way"),
    ],
)
async def test_half_a_consent_is_none(kept: Consents, given: dict[str, str], words: str) -> None:
    said = {"address": "info@glow.test", "words": WORDS, "at": "2026-05-01", **given}
    with pytest.raises(UserError, match=words):
        await kept.add(said.pop("address"), by="anna", **said)


async def test_who_said_no_cannot_be_said_to_have_agreed(story: Story, kept: Consents) -> None:
    await story.privacy.stop("glow.test", "asked", by="anna")
    with pytest.raises(UserError, match="said no"):
        await kept.add("info@glow.test", words=WORDS, at="2026-05-01", by="anna")


@pytest.mark.parametrize("what", ["info@glow.test", "glow.test", "INFO+x@glow.test"])
async def test_a_stop_ends_consent_and_the_journal_knows(story: Story, kept: Consents, what: str) -> None:
    await kept.add("info@glow.test", words=WORDS, at="2026-05-01", by="anna")
    await story.privacy.stop(what, "asked", by="anna")
    assert not await stands(story)
    withdrawn = keyed(KEY, "address", normal("info@glow.test"))
    told = await story.database.read(lambda conn: list(entries_of(conn, KEY)))
    assert [one.hash for one in told if one.what == WITHDRAW] == [withdrawn]
    if story.database.journal:  # beside a PostgreSQL ledger of the tests there is none
        lines = story.database.journal.read().lines
        assert [line.hash for line in lines if line.what == WITHDRAW] == [withdrawn]


async def test_a_restore_withdraws_again(story: Story, kept: Consents) -> None:
    await kept.add("info@glow.test", words=WORDS, at="2026-05-01", by="anna")
    now = story.clock.now()
    await kept.withdraw("info@glow.test", by="anna")
    told = await story.database.read(lambda conn: list(entries_of(conn, KEY)))
    await story.write(consents.update().values(withdrawn_at=None))  # as an old backup has it
    later = now + timedelta(hours=1)
    await story.database.write(lambda conn: replay(conn, told, since=now, unsure=False, now=later, key=KEY))
    assert not await stands(story)
    await story.write(consents.delete())  # as a backup from before it has it
    again = await kept.add("info@glow.test", words=WORDS, at="2026-05-01", by="anna")
    assert not again.new, "a list that is read once more gives nothing back"
    story.clock.moment = later
    assert (await kept.add("info@glow.test", words=WORDS, at=later.isoformat(), by="anna")).new, "they may say it anew"


async def test_who_is_known_by_a_consent_alone_is_shown_and_erased(story: Story, kept: Consents) -> None:
    for address in ("Ben+x@else.test", "eva@else.test", "ann@other.test"):
        await kept.add(address, words=WORDS, at="2026-05-01", by="anna")
    rights = Rights(story.database, story.clock, tables())
    shown = await rights.show("ben@else.test", own=(), clocks=Clocks())
    assert [row["words"] for row in shown.held["consents"]] == [WORDS]
    assert len((await rights.show("else.test", own=(), clocks=Clocks())).held["consents"]) == 2
    await rights.forget("ben@else.test", by="anna")
    assert [await stands(story, f"{one}.test") for one in ("ben@else", "eva@else", "ann@other")] == [False, True, True]
    await rights.forget("else.test", by="anna")
    assert [await stands(story, f"{one}.test") for one in ("eva@else", "ann@other")] == [False, True]


async def test_a_good_answer_is_consent_and_a_no_ends_it(story: Story) -> None:
    letters = await story.find("glow.test")
    await story.campaigns.approve([letters[0].key], "anna")
    sent = await story.send(letters[0])
    await story.answer(sent, WORDS)
    assert await stands(story)
    (row,) = await story.database.read(lambda conn: conn.execute(sa.select(consents)).all())
    assert (row.way, row.words, row.brand, row.url) == ("mail", WORDS, "glow.test", None)
    await story.answer(sent, "No, leave it", tag="negative")
    assert not await stands(story)


async def test_a_post_that_invites_is_consent_until_it_is_deleted(story: Story) -> None:
    post = sighting_of("glow.test", story.clock.now())
    asked = Invitation("anna@glow.test", "write me at anna@glow.test", post.at, "post", "their post")
    await story.see(replace(post, invitation=asked))
    assert await stands(story, "anna@glow.test")
    await story.database.write(lambda conn: forget(conn, post.url, now=story.clock.now(), by="anna"))
    assert not await stands(story, "anna@glow.test")
    assert follow(replace(post, invitation=asked, gone=True))[-1].sighting == post.key  # type: ignore[union-attr]
