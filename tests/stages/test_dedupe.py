"""One lead per brand, at the best address where mail can arrive."""

from collections.abc import Mapping, Sequence

import pytest

from leadwright.domain.errors import Drop
from leadwright.domain.lead import Address, Contact, Lead, Passed
from leadwright.domain.validity import Validity, judged
from leadwright.stages.dedupe import TRIED, dedupe
from tests.contracts.letterbox import TUESDAY, StillClock, seen_on


class Nobody:
    """Who forbids to collect: the names and addresses given."""

    def __init__(self, *, stopped: tuple[str, ...] = (), erased: tuple[str, ...] = ()) -> None:
        self.stopped, self.erased = set(stopped), set(erased)

    async def is_stopped(self, names: Sequence[str]) -> bool:
        return bool(self.stopped & set(names))

    async def is_erased(self, names: Sequence[str] = (), addresses: Sequence[str] = (), text: str = "") -> bool:
        return bool(self.erased & {*names, *addresses, text})


PAGE = seen_on("https://glow.test/contact", TUESDAY)


class Said:
    """Knows what it is told, and of all others nothing."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known, self.asked = known, list[str]()

    async def check(self, address: str) -> Validity:
        self.asked.append(address)
        return judged([self.known.get(address, "mx")], TUESDAY)


class Brand:
    """Knows the brand, for the first time or not."""

    def __init__(self, *, first: bool = True) -> None:
        self.first = first

    async def join(self, contact: Contact) -> tuple[str, bool]:
        return contact.domains[0], self.first


def contact(*addresses: str, unusable: tuple[str, ...] = ()) -> Contact:
    found = [
        Address(one, usable=one not in unusable, why="mailto", rank=rank, evidence=PAGE)
        for rank, one in enumerate(addresses)
    ]
    return Contact("https://glow.test/", "feed x", "feed", "open", ("glow.test",), tuple(found))


async def lead_of(given: Contact, said: Said, *, first: bool = True) -> Lead:
    (lead,) = [one async for one in dedupe.run(given, Brand(first=first), said, StillClock(), Nobody())]
    return lead


async def test_the_best_address_is_taken_and_no_other_asked_about() -> None:
    said = Said({})
    lead = await lead_of(contact("owner@glow.test", "info@glow.test"), said)
    assert lead.address
    assert (lead.address.address, lead.validity, lead.passed) == ("owner@glow.test", judged(["mx"], TUESDAY), ())
    assert said.asked == ["owner@glow.test"]


@pytest.mark.parametrize("dead", ["null-mx", "no-domain", "no-mail-server", "mx-nowhere", "disposable", "no-mailbox"])
async def test_an_invalid_one_is_passed_over_and_kept_with_its_reason(dead: str) -> None:
    lead = await lead_of(contact("owner@old.glow.test", "info@glow.test"), Said({"owner@old.glow.test": dead}))
    assert lead.address
    assert lead.address.address == "info@glow.test"
    assert lead.passed == (Passed("owner@old.glow.test", judged([dead], TUESDAY)),)


@pytest.mark.parametrize("doubt", ["dns-silent", "catch-all", "greylisted", "policy", "refused", "no-answer", "unsure"])
async def test_an_unknown_one_is_used(doubt: str) -> None:
    lead = await lead_of(contact("owner@glow.test", "info@glow.test"), Said({"owner@glow.test": doubt}))
    assert lead.address
    assert lead.address.address == "owner@glow.test"
    assert lead.validity
    assert lead.validity.verdict == "unknown"


async def test_where_all_are_invalid_there_is_none_and_all_reasons_are_kept() -> None:
    lead = await lead_of(
        contact("a@glow.test", "b@glow.test"), Said({"a@glow.test": "null-mx", "b@glow.test": "no-domain"})
    )
    assert (lead.address, lead.validity) == (None, None)
    assert [one.validity.proofs for one in lead.passed] == [("null-mx",), ("no-domain",)]


async def test_what_may_not_be_used_is_not_asked_about_and_there_is_a_bound() -> None:
    said = Said({})
    lead = await lead_of(contact("abuse@glow.test", unusable=("abuse@glow.test",)), said)
    assert (lead.address, lead.passed, said.asked) == (None, (), [])
    many = [f"a{n}@glow.test" for n in range(TRIED * 3)]
    said = Said(dict.fromkeys(many, "null-mx"))
    await lead_of(contact(*many), said)
    assert len(said.asked) == TRIED


async def test_a_known_brand_costs_no_question() -> None:
    said = Said({})
    with pytest.raises(Drop, match="known-brand"):
        await lead_of(contact("a@glow.test"), said, first=False)
    assert said.asked == []


async def test_who_was_stopped_or_erased_since_joins_nothing():
    for nobody in (Nobody(stopped=("glow.test",)), Nobody(erased=("info@glow.test",))):
        with pytest.raises(Drop, match="suppressed"):
            [one async for one in dedupe.run(contact("info@glow.test"), Brand(), Said({}), StillClock(), nobody)]
