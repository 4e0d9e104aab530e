"""One lead from the first sighting to a deal, as the doors show it."""

import json

from leadwright.domain.lead import Contact
from leadwright.domain.letter import Deal, Verdict
from leadwright.ledger.tables import brands
from leadwright.ledger.work import Ended
from tests.service.story import Story, sighting_of

ALIASES = ("glow.test", "glow-lamps.test")


async def told(story: Story) -> None:
    """Let everything happen to one brand."""
    first, *_ = await story.find()
    await story.sweep()
    await story.ask(first)
    assert await story.campaigns.approve_all("anna") == 1
    letter = await story.send(first)
    reply = await story.answer(letter)
    verdict = Verdict(reply.key, reply.brand, "positive", "book", niche="lamps", at=story.clock.now())
    await story.give(await story.task("qualify"), verdict)
    deal = Deal(reply.brand, "booked", since=story.clock.now(), reply=reply.key)
    await story.give(await story.task("crm"), deal)


async def test_why_tells_the_whole_journey_in_order(story: Story) -> None:
    await told(story)
    journey = await story.leads.journey("info@glow.test")
    assert (journey.brand, journey.state, journey.company) == ("glow.test", "deal", "Glow Lamps Ltd")
    done = [step.stage for step in journey.steps if step.type == "done"]
    assert done == ["parse", "extract", "dedupe", "enrich", "personalize", "send", "track", "qualify", "crm"]
    assert [step.at for step in journey.steps] == sorted(step.at for step in journey.steps)
    said = [(step.type, step.code) for step in journey.steps]
    assert ("held", "needs-approval") in said
    assert said.index(("held", "needs-approval")) < said.index(("approved", "")) < said.index(("later", "slot"))
    assert "arrived" in {step.type for step in journey.steps}
    steps = {step.stage: step for step in journey.steps if step.type == "done"}
    assert steps["parse"].gave[0].facts["title"] == "glow.test asks for help"
    contact = steps["extract"].gave[0]
    assert contact.facts["not-usable"] == "abuse@glow.test (never-role)"
    assert {proof.url for proof in contact.proofs} == {"http://glow.test/contact"}
    assert {proof.what: proof.value for proof in steps["enrich"].gave[0].proofs}["country-sign"] == "GB vat"
    assert [shown.key for shown in steps["personalize"].gave] == ["glow.test#1", "glow.test#2", "glow.test#3"]
    assert steps["track"].gave[0].facts["words"] == "yes"
    assert steps["crm"].gave[0].facts["stage"] == "booked"
    assert [letter.status for letter in journey.letters] == ["sent", "cancelled", "cancelled"]
    decision = journey.letters[0].decision
    assert decision
    assert (decision.action, decision.country) == ("send", "GB")


async def test_why_finds_a_lead_by_url_post_and_parent_domain_and_tells_what_still_waits(story: Story) -> None:
    first, *_ = await story.find()
    await story.sweep()
    await story.ask(first)
    for asked in ("http://www.glow.test/shop/", "feed http://news.test/glow.test", "http://news.test/glow.test"):
        journey = await story.leads.journey(asked)
        assert journey.brand == "glow.test", asked
        assert [(one.stage, one.state, one.code) for one in journey.pending] == [("send", "held", "needs-approval")]
    assert (await story.leads.journey("shop.glow.test")).brand == "glow.test"


async def test_why_also_tells_of_a_site_that_never_became_a_lead_and_of_one_never_seen(story: Story) -> None:
    await story.see(sighting_of("gone.test", story.clock.now()))
    await story.give(await story.task("extract"), end=Ended("dropped", "unread", {"why": "timeout"}))
    journey = await story.leads.journey("gone.test")
    assert journey.state is None
    assert [(step.stage, step.type, step.code) for step in journey.steps] == [
        ("parse", "done", ""),
        ("extract", "dropped", "unread"),
    ]
    assert journey.steps[-1].facts == {"why": "timeout"}
    assert not (await story.leads.journey("never.test")).steps
    assert not (await story.leads.journey("[nonsense")).steps


async def test_findings_tell_where_runs_ended_and_of_whom(story: Story) -> None:
    await story.see(sighting_of("gone.test", story.clock.now()))
    await story.give(await story.task("extract"), end=Ended("dropped", "unread", {"why": "timeout"}))
    assert (await story.reports.findings())["ends"] == [
        {"brand": "gone.test", "stage": "extract", "type": "dropped", "code": "unread", "facts": {"why": "timeout"}}
    ]


async def test_findings_are_plain_data_with_all_keys(story: Story) -> None:
    await told(story)
    await story.find("frost.test", country_signs=())
    await story.privacy.stop("x@closed.test", "asked by phone", by="anna")
    found = await story.reports.findings(["x@closed.test", "info@glow.test"])
    assert json.loads(json.dumps(found)) == found
    assert found["sightings"][0] == {
        "source": "feed",
        "url": "http://news.test/frost.test",
        "site": "http://frost.test/",
    }
    assert found["contacts"][1]["best"] == "info@glow.test"
    assert {"address": "abuse@glow.test", "usable": False, "why": "never-role"} in found["contacts"][1]["addresses"]
    assert {lead["brand"] for lead in found["leads"]} == {"glow.test", "frost.test"}
    first = found["letters"][0]
    assert (first["status"], first["kind"], first["touch"], first["in_reply_to"]) == ("sent", "first", 1, None)
    assert first["message_id"]
    assert first["sent_at"]
    assert {letter["reason"] for letter in found["letters"][1:3]} == {"reply-positive"}
    assert found["gate"] == [
        {"brand": "frost.test", "decision": "hold", "code": "country-unknown"},
        {"brand": "glow.test", "decision": "send", "code": found["gate"][1]["code"]},
    ]
    assert [(reply["tag"], reply["brand"]) for reply in found["replies"]] == [("positive", "glow.test")]
    assert found["verdicts"] == [{"brand": "glow.test", "reply": found["replies"][0]["message_id"], "kind": "book"}]
    assert found["deals"] == [{"brand": "glow.test", "stage": "booked"}]
    assert found["suppressed"] == ["x@closed.test"]
    assert found["mailboxes"] == [{"name": "main", "address": "anna@ours.test", "cap": 30, "zone": "Europe/London"}]


async def test_numbers_come_from_the_rollups(story: Story) -> None:
    await told(story)
    await story.find("frost.test", country_signs=())
    steps = {step.name: step for step in await story.reports.funnel()}
    assert list(steps) == ["parse", "extract", "dedupe", "enrich", "personalize", "send", "track", "qualify", "crm"]
    assert [steps[name].gave for name in ("parse", "extract", "personalize", "send", "crm")] == [2, 2, 2, 1, 1]
    assert (steps["send"].taken, steps["send"].ready) == (2, 1)
    kpi = await story.reports.kpi()
    assert [(week.letters, week.firsts, week.replies, week.booked) for week in kpi.weeks] == [(1, 1, 1, 1)]
    assert (kpi.whole.brands, kpi.whole.answered, kpi.whole.positive, kpi.whole.booked) == (1, 1, 1, 1)
    assert kpi.whole.replies == 1.0
    assert list(kpi.parts["platform"]) == ["shopify"]
    assert kpi.measured[0].letters == 1
    assert kpi.stable
    (source,) = await story.reports.sources()
    assert (source.name, source.sightings, source.leads, source.addresses) == ("feed", 2, 2, 2)
    assert source.a_day(source.addresses) == 2.0
    shares = {(share.action, share.code): share.brands for share in await story.reports.mailable()}
    assert sum(shares.values()) == 2
    assert shares["hold", "country-unknown"] == 1


async def test_why_of_an_alias_is_the_journey_of_its_brand(story: Story) -> None:
    await story.find()
    now = story.clock.now()
    names = [{"name": name, "brand": "glow.test", "kind": "domain", "why": "x", "ts": now} for name in ALIASES]
    await story.write(brands.insert().values(names))
    story.clock.pass_(hours=1)
    sighting = sighting_of("glow-lamps.test", story.clock.now())
    await story.see(sighting)
    contact = Contact("http://glow-lamps.test/", sighting.key, "feed", "open", ("glow-lamps.test", "glow.test"))
    await story.give(await story.task("extract"), contact)
    await story.give(await story.task("dedupe"), end=Ended("dropped", "known-brand", {"brand": "glow.test"}))
    journey = await story.leads.journey("glow-lamps.test")
    assert journey.brand == "glow.test"
    assert set(journey.names) == set(ALIASES)
    assert [step.stage for step in journey.steps].count("parse") == 2
    last = journey.steps[-1]
    assert (last.stage, last.type, last.code, last.facts) == (
        "dedupe",
        "dropped",
        "known-brand",
        {"brand": "glow.test"},
    )
    assert (await story.leads.journey("glow.test")).steps == journey.steps
