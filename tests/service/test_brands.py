"""Which names are one brand: shown with every reason, merged and parted by a person."""

import pytest

from leadwright.domain.errors import UserError
from leadwright.ledger.joins import LedgerBrands
from tests.contracts.test_brands import contact
from tests.service.story import Story


async def found(story: Story, *domains: str, email: str = "") -> None:
    await LedgerBrands(story.database, story.clock).join(contact(*domains, email=email))  # type: ignore[arg-type]


async def test_a_brand_is_shown_under_any_of_its_names_with_every_reason(story: Story) -> None:
    await found(story, "glow.test", "old-glow.test", email="info@glow.test")
    for name in ("glow.test", "https://www.old-glow.test/x", "info@glow.test"):
        view = await story.leads.brand(name)
        assert view
        assert view.brand == "glow.test"
        assert [(one.name, one.kind) for one in view.names] == [
            ("glow.test", "domain"),
            ("info@glow.test", "address"),
            ("old-glow.test", "domain"),
        ]
        reasons = [(one.a, one.b, one.kind, one.undone_at) for one in view.reasons]
        assert reasons == [
            ("glow.test", "old-glow.test", "redirect", None),
            ("glow.test", "info@glow.test", "address", None),
        ]
        assert view.stopped is None
    assert await story.leads.brand("nobody.test") is None


async def test_a_person_merges_and_parts_with_a_reason_that_is_kept(story: Story) -> None:
    await found(story, "glow.test")
    await found(story, "lamp.test")
    (one,) = await story.leads.merge("https://glow.test", "lamp.test", reason="the owner said so", by="anna")
    assert [name.name for name in one.names] == ["glow.test", "lamp.test"]
    await story.privacy.stop("lamp.test", "by phone", by="anna")
    first, second = await story.leads.split("glow.test", "lamp.test", reason="they sold it", by="anna")
    assert (first.brand, second.brand) == ("glow.test", "lamp.test")
    assert (first.stopped, second.stopped) == ("by phone", "by phone")
    (reason,) = second.reasons
    assert (reason.kind, reason.sighting) == ("person", "anna: the owner said so")
    assert (reason.undone_by, reason.undone_why) == ("anna", "they sold it")
    steps = [(step.type, step.facts) for step in (await story.leads.journey("lamp.test")).steps]
    assert ("merged", {"into": "glow.test", "sighting": "anna: the owner said so"}) in steps
    assert ("split", {"from": "glow.test", "by": "anna"}) in steps


async def test_what_a_person_says_of_nobody_is_refused(story: Story) -> None:
    await found(story, "glow.test")
    with pytest.raises(UserError, match=r"nobody\.test"):
        await story.leads.merge("glow.test", "nobody.test", reason="x", by="anna")
