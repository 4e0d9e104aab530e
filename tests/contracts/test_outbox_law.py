"""What the law and the evidence make of a letter at the gate: country, consent, elements, passports."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from leadwright.domain.case import Override
from leadwright.domain.errors import Drop, Later, UserError
from leadwright.domain.evidence import Fact
from leadwright.domain.validity import judged
from leadwright.ledger.cases import Stance
from leadwright.ledger.consents import keep_consent, withdraw
from leadwright.ledger.tables import (
    evidence,
    rereads,
    seen,
    work,
)
from leadwright.ledger.validity import keep
from tests.contracts.letterbox import TUESDAY, Letterbox, draft, held_work, seen_on, work_state
from tests.ledgers import KEY

BRAND = "glow.test"


async def test_a_blocking_country_drops_and_stores_the_decision(letterbox: Letterbox) -> None:
    page = seen_on("https://glow.test/imprint", TUESDAY)
    first, *_ = await letterbox.ready(country_signs=(Fact("DE vat", page),))
    said = await letterbox.refusal(first)
    assert (type(said), said.code, said.facts["country"]) == (Drop, "country", "DE")
    with pytest.raises(UserError, match="no reason releases: what helps: consent"):
        await letterbox.approvals.release_brand(BRAND, reason="they are friends", by="anna")
    row = await letterbox.row(first.key)
    assert row.status == "blocked"
    assert '"action":"block"' in row.decision


async def test_no_country_holds_and_the_signs_kind_may_stand_in_the_way(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready(country_signs=())
    assert (await letterbox.refusal(first)).code == "country-unknown"
    assert (await letterbox.row(first.key)).status == "held"
    await letterbox.ready("other.test", country_signs=(Fact("GB", seen_on("x", TUESDAY, way="register")),))
    assert (await letterbox.refusal(draft("other.test", 1))).code == "slot"


async def test_a_hold_that_a_person_may_confirm_is_released_with_the_reason(letterbox: Letterbox) -> None:
    page = seen_on("https://glow.test/imprint", TUESDAY)
    first, *_ = await letterbox.ready(country_signs=(Fact("PT postal", page),), legal_form=Fact("Lda", page))
    held = await letterbox.refusal(first)
    assert (type(held), (await letterbox.row(first.key)).status) == (Later, "held")
    await held_work(letterbox, first.key, held.code)
    await letterbox.approvals.release_brand(BRAND, reason="published for business", by="anna")
    assert await work_state(letterbox, first.key) == "ready"
    assert (await letterbox.refusal(first)).code == "slot"
    assert "published for business (anna" in (await letterbox.row(first.key)).decision


async def test_a_letter_to_an_address_where_no_mail_arrives_is_held(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()

    async def learn(*reasons: str) -> None:
        said = judged(reasons, letterbox.clock.now())
        await letterbox.database.write(lambda conn: keep(conn, first.to.upper(), said))

    await learn("null-mx")
    held = await letterbox.refusal(first)
    assert (held.code, held.facts["remedy"]) == ("address-invalid", "address")
    assert "null-mx" in str(held.facts["rule"])
    assert (await letterbox.row(first.key)).status == "held"
    await held_work(letterbox, first.key, held.code)
    with pytest.raises(UserError, match="what helps: address"):  # no reason makes mail arrive
        await letterbox.approvals.release_brand(BRAND, reason="they said it works", by="anna")
    for unknown in ("dns-silent", "catch-all", "greylisted", "policy", "refused", "no-answer", "mx"):
        await learn(unknown)
        assert (await letterbox.refusal(first)).code == "slot"


async def test_the_operators_own_reading_counts(letterbox: Letterbox) -> None:
    page = seen_on("https://glow.test/imprint", TUESDAY)
    first, *_ = await letterbox.ready(country_signs=(Fact("DE vat", page),), legal_form=Fact("GmbH", page))
    stance = Stance("GB", {"DE": Override("send", "counsel says so")})
    assert (await letterbox.refusal(first, outbox=letterbox.outbox_of(stance=stance))).code == "slot"


async def test_a_brand_of_research_sources_only_is_held(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready(terms="research")
    assert (await letterbox.refusal(first)).code == "research"
    row = {"brand": BRAND, "sighting": "csv 1", "source": "csv", "terms": "open", "ts": TUESDAY}
    await letterbox.do(seen.insert().values(row))
    assert (await letterbox.refusal(first)).code == "slot"


async def test_words_of_consent_are_evidence(letterbox: Letterbox) -> None:
    page = seen_on("https://glow.test/imprint", TUESDAY)
    first, *_ = await letterbox.ready(country_signs=(Fact("DE vat", page),))
    assert (await letterbox.refusal(first)).code == "country"
    await letterbox.do(rereads.delete())
    asked = {"address": "Info+shop@glow.test", "brand": None, "way": "post", "url": None, "by": "anna"}
    await consents(letterbox, {**asked, "words": " ", "at": TUESDAY})
    assert (await letterbox.refusal(first)).code == "country", "blank words are no consent"
    await consents(letterbox, {**asked, "words": "write me at info@glow.test", "at": TUESDAY - timedelta(days=400)})
    assert (await letterbox.refusal(first)).code == "slot"
    await letterbox.do(evidence.update().values(at=TUESDAY - timedelta(days=200)))
    assert (await letterbox.refusal(first)).code == "element-missing", "no age makes it void; the letter names a day"
    await letterbox.database.write(lambda conn: withdraw(conn, now=TUESDAY, key=KEY, addresses=["info@glow.test"]))
    assert (await letterbox.refusal(first)).code == "evidence-old"


async def consents(letterbox: Letterbox, row: Mapping[str, object]) -> None:
    await letterbox.database.write(lambda conn: keep_consent(conn, row, key=KEY))


async def test_a_letter_that_lacks_an_element_is_held_and_written_anew(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    bare = replace(first, body="Your shop sells lamps.")
    await letterbox.store.keep([bare], now=TUESDAY)
    said = await letterbox.refusal(bare)
    assert said.code == "element-missing"
    assert said.facts["lacks"] == "ID, ADDR, CONTACT, OPTOUT, SRC, ART14, OBJ"
    assert (await letterbox.row(first.key)).status == "held"
    anew = [row for row in await letterbox.rows(work) if row.stage == "personalize"]
    assert [row.key for row in anew] == [BRAND]
    await letterbox.refusal(bare)
    assert [row for row in await letterbox.rows(work) if row.stage == "personalize"] == anew, "once for each edition"

    await held_work(letterbox, first.key, "element-missing")
    await letterbox.store.keep([bare], now=TUESDAY)
    assert await work_state(letterbox, first.key) == "held", "the same words again change nothing"
    await letterbox.store.keep([first], now=TUESDAY)
    assert await work_state(letterbox, first.key) == "ready"
    assert (await letterbox.refusal(first)).code == "needs-approval", "nobody has approved the new words"


@pytest.mark.parametrize("field", ["subject", "body"])
async def test_a_cold_letter_in_the_clothes_of_an_answer_is_held(letterbox: Letterbox, field: str) -> None:
    first, *_ = await letterbox.ready()
    await letterbox.do(rereads.delete())
    changed = {"subject": "Re: your order", "body": first.body.replace("4 May 2026", "5 May 2026")}
    false = replace(first, **{field: changed[field]})
    await letterbox.store.keep([false], now=TUESDAY)
    await letterbox.approvals.approve([first.key], by="anna")
    lacks = {"subject": "SUBJ", "body": "SRC, ART14"}[field]
    assert (await letterbox.refusal(false)).facts["lacks"] == lacks


async def test_forms_of_one_address_have_one_passport(letterbox: Letterbox) -> None:
    first, *_ = await letterbox.ready()
    await letterbox.do(evidence.update().values(address="Info+Shop@GLOW.test"))
    claimed = await letterbox.leave(first)
    row = await letterbox.row(claimed.draft)
    (proof,) = [one for one in await letterbox.rows(evidence) if one.id == row.evidence_id]
    assert (proof.address, proof.url) == ("info@glow.test", "https://glow.test/contact")


@pytest.mark.parametrize(
    "changes", [{"way": "guessed"}, {"robots": "disallowed"}, {"url": ""}, {"sha256": " "}, {"snippet": ""}]
)
async def test_evidence_that_proves_nothing_is_no_passport(letterbox: Letterbox, changes: dict[str, str]) -> None:
    first, *_ = await letterbox.ready()
    await letterbox.do(evidence.update().values(**changes))
    assert (await letterbox.refusal(first)).code == "no-passport"


async def test_a_page_that_says_the_same_again_is_seen_again(letterbox: Letterbox) -> None:
    await letterbox.ready(read=TUESDAY - timedelta(days=200))
    await letterbox.do(rereads.delete())
    first, *_ = await letterbox.brand(BRAND, read=TUESDAY - timedelta(days=1))
    (kept,) = await letterbox.rows(evidence)
    (again,) = await letterbox.rows(rereads)
    assert (kept.at, again.at) == (TUESDAY - timedelta(days=200), TUESDAY - timedelta(days=1))
    await letterbox.approvals.approve([first.key], by="anna")
    assert (await letterbox.refusal(first)).code == "slot", "fresh, and the letter names the day it was read again"
