"""A house in which something waits for a person, and what they see of it."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Address, Contact, Hidden, Lead, Prospect
from leadwright.domain.letter import Draft
from leadwright.ledger.decisions import decision_of
from leadwright.ledger.letters import draft_of
from leadwright.ledger.tables import leads, outreach, work
from leadwright.ledger.views.held import HeldView
from leadwright.ledger.work import Ended
from tests.contracts.letterbox import TUESDAY, seen_on
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
