"""What follows from an answer: who is listed for good, and who only hears nothing more of this sequence."""

from datetime import UTC, datetime

import pytest

from leadwright.consequences import Cancel, Join, Suppress, ended, follow
from leadwright.domain.brand import Tie
from leadwright.domain.errors import Drop
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.lead import Prospect
from leadwright.domain.letter import Draft, Reply

NOW = datetime(2026, 5, 5, 9, tzinfo=UTC)
PROOF = Evidence("https://glow.test/", NOW, "ab" * 32, "Glow")


def listed(tag: str, category: str, *, suppress: bool = True) -> set[tuple[str, str]]:
    reply = Reply(
        "<m>",
        "glow.test",
        "<s>",
        NOW,
        "ann@gmail.com",
        tag,
        category,
        (),
        "",
        human=True,
        stops=True,
        suppress=suppress,
    )
    said = follow(reply)
    assert Cancel("glow.test", f"reply-{tag}") in said
    return {(one.kind, one.value) for one in said if isinstance(one, Suppress)}


@pytest.mark.parametrize("category", ["unsubscribe", "complaint"])
def test_who_says_no_is_listed_as_a_person_with_the_brand(category: str) -> None:
    names = {("address", "ann@gmail.com"), ("person", "ann@gmail.com"), ("brand", "glow.test")}
    assert listed("unsubscribe", category) == names


@pytest.mark.parametrize(("tag", "category"), [("bounce", "bounce"), ("auto", "left_company")])
def test_an_address_that_is_gone_stops_the_sequence_and_lists_neither_brand_nor_person(tag: str, category: str) -> None:
    assert listed(tag, category) == {("address", "ann@gmail.com")}


def test_a_no_stops_the_sequence_and_lists_nobody() -> None:
    assert listed("negative", "no", suppress=False) == set()


def test_an_unknown_recipient_stops_the_sequence_and_lists_the_address_alone() -> None:
    draft = Draft("glow.test", 1, "first", "info@glow.test", "main", "S", "B", "en", "t/first/A", "GB")
    said = ended("send", draft, Drop("recipient-unknown"))
    assert Suppress("address", "info@glow.test", "hard-bounce") in said
    assert Cancel("glow.test", "recipient-unknown") in said
    assert not any(isinstance(one, Suppress) and one.kind != "address" for one in said)


def test_what_a_prospect_shows_joins_it_and_an_agency_says_so() -> None:
    tie = Tie("instagram.com/glow", "social", PROOF.url, PROOF.sha256)
    shop = Prospect("glow.test", "https://glow.test/", "shop", Fact("Glow", PROOF), ties=(tie,))
    agency = Prospect("made.test", "https://made.test/", "agency", Fact("Made", PROOF))
    assert Join("glow.test", (tie,)) in follow(shop)
    assert Join("made.test", (), agency=True) in follow(agency)
    alone = Prospect("glow.test", "https://glow.test/", "shop", Fact("Glow", PROOF))
    assert not any(isinstance(one, Join) for one in follow(alone))
