"""Of the brands that fit and have a usable address: how many end in send, hold and block, why, and what helps."""

import sqlalchemy as sa

from leadwright.domain.evidence import Fact
from leadwright.ledger.tables import leads, outreach, work
from leadwright.ledger.views.mailable import Share, Sums, summary
from tests.contracts.letterbox import seen_on
from tests.service.story import Story


async def shares(story: Story) -> dict[tuple[str, str, str | None], tuple[int, tuple[str, ...]]]:
    found = await story.reports.mailable()
    assert len({(one.action, one.code, one.country, one.remedy) for one in found}) == len(found)
    return {(one.action, one.code, one.country): (one.brands, one.remedy) for one in found}


async def find_in(story: Story, brand: str, code: str) -> None:
    """Let a brand of another country be found."""
    page = seen_on(f"http://{brand}/", story.clock.now())
    signs = (Fact(f"{code} imprint", page), Fact(f"{code} vat", page))
    await story.find(brand, country=Fact(code, page), country_signs=signs)


async def unwritten(story: Story, brand: str, code: str, **known: object) -> None:
    """Let a brand be read, and no letter be written to it."""
    await story.find(brand, **known)
    await story.write(sa.delete(work).where(work.c.brand == brand))
    await story.write(sa.delete(outreach).where(outreach.c.brand == brand))
    await story.write(sa.update(leads).where(leads.c.brand == brand).values(state="dropped", reason=code))


async def test_a_letter_that_waits_counts_as_the_gate_would_decide_now(story: Story) -> None:
    await story.find("glow.test")
    await story.find("frost.test", country_signs=(), country=None)
    await find_in(story, "birne.test", "DE")
    found = await shares(story)
    assert {(action, code) for action, code, _ in found} >= {("hold", "country-unknown"), ("block", "country")}
    assert found["hold", "country-unknown", None] == (1, ("country",))
    assert found["block", "country", "DE"] == (1, ("consent",))
    assert [country for action, _, country in found if action == "send"] == ["GB"]


async def test_a_letter_that_left_counts_by_the_decision_it_left_with(story: Story) -> None:
    first, *_ = await story.find("glow.test")
    before = await shares(story)
    await story.campaigns.approve([first.key], "anna")
    await story.answer(await story.send(first))
    await story.privacy.stop("info@glow.test", "asked by phone", by="anna")
    assert await shares(story) == before


async def test_what_keeps_a_letter_beside_the_gate_is_told_with_its_remedy(story: Story) -> None:
    held, *_ = await story.find("glow.test")
    await story.sweep()
    await story.ask(held)
    of = sa.update(outreach).where(outreach.c.draft == held.key)
    await story.write(of.values(status="held", reason="address-gone"))
    assert await shares(story) == {("hold", "address-gone", "GB"): (1, ("address",))}


async def test_who_refused_or_was_stopped_is_blocked_without_a_remedy(story: Story) -> None:
    await story.find("glow.test")
    await story.privacy.stop("info@glow.test", "asked by phone", by="anna")
    page = seen_on("http://no.test/", story.clock.now())
    await unwritten(story, "no.test", "refusal", refusal=Fact("no offers please", page))
    assert await shares(story) == {
        ("block", "stopped-by-hand", "GB"): (1, ()),
        ("block", "refusal", "GB"): (1, ()),
    }


async def test_who_has_no_address_or_fits_nothing_is_not_counted(story: Story) -> None:
    await unwritten(story, "dark.test", "no-address", address=None)
    await unwritten(story, "odd.test", "no-fit", playbook=None)
    assert await shares(story) == {}
    assert (await story.reports.mailable_summary()).whole == Sums(None, 0, 0, 0, 0, 0)


def test_shares_are_added_up_for_all_by_country_and_by_reason() -> None:
    said = summary(
        (
            Share("send", "allowed", "US", (), 5),
            Share("send", "conditions-met", "GB", (), 2),
            Share("hold", "needs-function", "SE", ("confirm",), 1),
            Share("hold", "needs-function", "FI", ("confirm",), 2),
            Share("hold", "country-unknown", None, ("country",), 2),
            Share("block", "refusal", "US", (), 1),
        )
    )
    assert said.whole == Sums(None, 13, send=7, hold=5, block=1, undecided=0)
    assert said.countries[0] == Sums("US", 6, send=5, hold=0, block=1, undecided=0)
    assert [one.country for one in said.countries] == ["US", "FI", "GB", None, "SE"]
    reason = next(one for one in said.reasons if one.code == "needs-function")
    assert (reason.brands, reason.remedy, reason.countries) == (3, ("confirm",), (("FI", 2), ("SE", 1)))
