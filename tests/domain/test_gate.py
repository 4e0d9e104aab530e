"""The gate, row by row: outcomes were read against the notes of the country table."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leadwright.domain.case import BLOCK, HOLD, SEND, Case, Confirmation, Consent, Override, Sign
from leadwright.domain.gate import CORPORATE, SOLE, UNKNOWN, country_of, decide, form_class
from leadwright.domain.rules import Tables
from leadwright.tables import load_tables

# row: generic address, named address, named with a known function; each for a firm, a sole trader, an unknown form
GOLDEN = """
US SSS SSS SSS
CA HHH HHH HHH
GB SBB SBB SBB
IE SBB SBB SBB
DE BBB BBB BBB
AT BBB BBB BBB
IT BBB BBB BBB
ES BBB BBB BBB
PL BBB BBB BBB
NL BBB BBB BBB
FR SHH HHH SHH
BE SBB BBB BBB
SE SBB HBB SBB
DK BBB BBB BBB
FI SBB HBB HBB
CZ BBB BBB BBB
PT HBB BBB BBB
HU HBB BBB BBB
LU HBB BBB BBB
EE HBB BBB BBB
LV HBB BBB BBB
BG HBB BBB BBB
RO BBB BBB BBB
HR BBB BBB BBB
SK BBB BBB BBB
SI BBB BBB BBB
GR BBB BBB BBB
CY BBB BBB BBB
MT BBB BBB BBB
LT BBB BBB BBB
NO SBB BBB BBB
IS BBB BBB BBB
LI BBB BBB BBB
CH BBB BBB BBB
AU SSS HHH SSS
NZ SSS HHH SSS
SG HHH HHH HHH
HK HHH HHH HHH
JP SSS SSS SSS
KR BBB BBB BBB
CN BBB BBB BBB
IN SSS SSS SSS
BR HHH HHH HHH
IL HBB BBB BBB
AE BBB BBB BBB
ZA HBB BBB BBB
RU BBB BBB BBB
UA HBB BBB BBB
TR BBB BBB BBB
EU BBB BBB BBB
ZZ HHH HHH HHH
"""
ROWS = [line.split() for line in GOLDEN.split("\n") if line]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables()


NOW = datetime(2026, 5, 5, tzinfo=UTC)
KNOWN = {"kind": "generic", "form": "Ltd", "evidence_days": 3, "terms": "open", "relevant": True, "now": NOW}


def case(country: str = "GB", **facts: object) -> Case:
    known = {"address": "hello@shop.example", **KNOWN, **facts}
    if isinstance(known.get("consent"), str):
        known["consent"] = Consent(str(known["consent"]), NOW, "letters", str(known["address"]))
    return Case(**{"signs": (Sign(country, "postal"),), "sender": "US", **known})  # type: ignore[arg-type]


def released(case: Case, reason: str, tables: Tables) -> Case:
    """Confirm what holds the case now."""
    said = decide(case, tables)
    return replace(case, confirmed=(Confirmation(said.code, said.country, said.edition, reason),))


def test_the_golden_table_names_every_row(tables: Tables) -> None:
    assert [row[0] for row in ROWS] == list(tables.countries)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_every_row_by_address_and_form(tables: Tables, row: list[str]) -> None:
    asked = [("generic", None), ("named", None), ("named", "owner")]
    for (kind, function), expected in zip(asked, row[1:], strict=True):
        forms = ("Ltd", "sole trader", None)
        found = [decide(replace(case(row[0]), kind=kind, function=function, form=form), tables) for form in forms]
        assert "".join(decision.action[0].upper() for decision in found) == expected
        assert all(decision.edition == tables.digest and decision.elements and decision.rule for decision in found)
        assert all(decision.remedy for decision in found if decision.action == HOLD), "a hold is never a dead end"


def test_freemail_counts_as_a_person(tables: Tables) -> None:
    assert decide(case("BE", kind="freemail"), tables).code == "named-address"


def test_an_unknown_form_counts_as_sole_trader_and_says_what_helps(tables: Tables) -> None:
    decision = decide(replace(case("GB"), form=None), tables)
    assert (decision.action, decision.code) == (BLOCK, "form-unknown")
    assert "legal-form" in decision.remedy
    assert decide(replace(case("GB"), form="sole trader"), tables).code == "sole-trader"


@pytest.mark.parametrize(
    ("facts", "action", "code"),
    [
        ({"refusal": "no unsolicited offers"}, BLOCK, "refusal"),
        ({"refusal": "no unsolicited offers", "consent": "write me"}, BLOCK, "refusal"),
        ({"evidence_days": None}, BLOCK, "no-passport"),
        ({"evidence_days": 181}, HOLD, "stale"),
        ({"evidence_days": 180}, SEND, "allowed"),
        ({"invalid": "null-mx"}, HOLD, "address-invalid"),
        ({"invalid": "null-mx", "consent": "Please write me at hello@"}, HOLD, "address-invalid"),
        ({"invalid": "null-mx", "evidence_days": None}, BLOCK, "no-passport"),
        ({"terms": "research"}, HOLD, "research"),
        ({"terms": "permission"}, SEND, "allowed"),
        ({"address": "noreply@shop.example"}, BLOCK, "never-role"),
        ({"address": "no-reply@shop.example"}, BLOCK, "never-role"),
        ({"address": "Privacy+x@shop.example"}, BLOCK, "never-role"),
        ({"address": "shop-owner@shop.example"}, BLOCK, "never-role"),
        ({"address": "support@shop.example"}, SEND, "allowed"),
        ({"address": "support@shop.example", "touch": 2}, BLOCK, "first-touch-only"),
        ({"signs": ()}, HOLD, "country-unknown"),
        ({"signs": (), "consent": "Please write me at hello@"}, SEND, "consent"),
        ({"evidence_days": None, "consent": "Please write me at hello@"}, SEND, "consent"),
    ],
)
def test_house_rules(tables: Tables, facts: dict[str, object], action: str, code: str) -> None:
    decision = decide(case("US", **facts), tables)
    assert (decision.action, decision.code) == (action, code)


def test_consent_opens_even_a_blocking_row(tables: Tables) -> None:
    decision = decide(case("DE", consent="Schreiben Sie mir gern", evidence_days=None), tables)
    assert (decision.action, decision.code) == (SEND, "consent")
    assert {"ID", "ADDR", "OPTOUT", "ART14", "OBJ"} <= set(decision.elements), "a silent row asks for everything"


def test_the_strictest_wins_over_a_softer_house_rule(tables: Tables) -> None:
    assert decide(case("DE", terms="research"), tables).action == BLOCK


def test_a_confirmation_releases_only_what_a_person_may_judge(tables: Tables) -> None:
    held = decide(case("CA"), tables)
    assert (held.action, "confirm" in held.remedy) == (HOLD, True)
    let_go = decide(released(case("CA"), "read the page, role fits", tables), tables)
    assert (let_go.action, let_go.code) == (SEND, "confirmed")
    assert "read the page, role fits" in let_go.rule
    for facts in ({"invalid": "null-mx"}, {"terms": "research"}, {"sender": "SE"}, {"signs": ()}):
        asked = case("CA", **facts)
        assert decide(released(asked, "please", tables), tables) == decide(asked, tables)
    assert decide(released(case("DE"), "please", tables), tables).action == BLOCK


def test_a_confirmation_names_what_it_releases(tables: Tables) -> None:
    said = released(case("PT"), "the list was asked", tables).confirmed[0]
    assert decide(case("PT", confirmed=(said,)), tables).action == SEND
    for other in ({"code": "no-transfer"}, {"country": "CA"}, {"edition": "old"}, {"reason": " "}):
        assert decide(case("PT", confirmed=(replace(said, **other),)), tables).action == HOLD
    assert decide(case("CA", confirmed=(said,)), tables).action == HOLD


@pytest.mark.parametrize(
    "other",
    [{"words": " "}, {"scope": ""}, {"address": "x@shop.example"}, {"at": NOW + timedelta(seconds=1)}],
)
def test_what_is_no_consent(tables: Tables, other: dict[str, object]) -> None:
    said = Consent("Write me", NOW, "letters", "Hello+shop@shop.example")
    assert decide(case("DE", consent=said), tables).code == "consent"
    assert decide(case("DE", consent=replace(said, **other)), tables).code == "country"  # type: ignore[arg-type]
    assert decide(case("DE", consent=said, now=None), tables).code == "country"


@pytest.mark.parametrize(
    ("sender", "form", "action", "code"),
    [
        ("US", "sole trader", SEND, "allowed"),
        ("GB", "Ltd", SEND, "allowed"),
        ("UK", None, BLOCK, "sender-form-unknown"),
        ("NL", "Ltd", BLOCK, "sender-country"),
        ("CA", "Ltd", HOLD, "sender-needs-manual"),
        ("SE", "Ltd", HOLD, "sender-unconfirmed"),
        ("XX", "Ltd", HOLD, "sender-unconfirmed"),
    ],
)
def test_the_sender_s_row_counts_where_it_binds(
    tables: Tables, sender: str, form: str | None, action: str, code: str
) -> None:
    decision = decide(replace(case("US", sender=sender), form=form), tables)
    assert (decision.action, decision.code) == (action, code)


def test_the_operator_confirms_an_unknown_binding_but_not_a_known_one(tables: Tables) -> None:
    reason = "Counsel, 3 March: the Swedish Act follows the recipient's market"
    assert decide(case("US", sender="SE", sender_confirmed=reason), tables).action == SEND
    assert decide(case("US", sender="NL", sender_confirmed=reason), tables).action == BLOCK


def test_elements_join_both_rows(tables: Tables) -> None:
    assert decide(case("US", sender="GB"), tables).elements[:6] == ("ID", "ADDR", "CONTACT", "OPTOUT", "SUBJ", "ADNOTE")
    assert "ART14" in decide(case("US", sender="GB"), tables).elements
    assert "ADNOTE" in decide(case("NZ", no_transfer=True), tables).elements, "a no-transfer notice asks for the US set"


def test_a_no_transfer_notice_holds_where_the_us_row_counts(tables: Tables) -> None:
    assert decide(case("US", no_transfer=True), tables).code == "no-transfer"
    assert decide(released(case("US", no_transfer=True), "about customers", tables), tables).action == SEND


def test_overrides_need_a_reason_and_replace_the_row(tables: Tables) -> None:
    with pytest.raises(ValueError, match="reason"):
        Override(SEND, " ")
    with pytest.raises(ValueError, match="send, hold or block"):
        Override("maybe", "because")
    opened = decide(case("MX", overrides={"MX": Override(SEND, "Counsel of 2 March")}), tables)
    assert (opened.action, opened.code) == (SEND, "override")
    assert "Counsel of 2 March" in opened.rule
    assert decide(case("MX"), tables).code == "unlisted"
    assert decide(case("US", overrides={"US": Override(BLOCK, "not our market")}), tables).action == BLOCK
    assert decide(case("MX", terms="research", overrides={"MX": Override(SEND, "x")}), tables).action == HOLD


def test_where_one_approach_is_all_there_is_no_second(tables: Tables) -> None:
    asked = released(case("IL"), "asked counsel", tables)
    assert decide(asked, tables).action == SEND
    again = decide(replace(asked, touch=2), tables)
    assert (again.action, again.code) == (BLOCK, "once")


@pytest.mark.parametrize(
    ("signs", "country", "code"),
    [
        ("GB:postal", "GB", None),
        ("UK:vat EL:currency", "GB", None),  # an alias; a currency is outvoted
        ("GB:postal DE:vat", None, "country-conflict"),
        ("GB:legal-form DE:cctld", None, "country-conflict"),
        ("GB:cctld GB:currency", "GB", None),
        ("GB:cctld GB:cctld", None, "country-unknown"),  # twice the same sign is one
        ("GB:cctld US:currency", None, "country-conflict"),
        ("US/CA:phone", None, "country-unknown"),  # +1 is many countries
        ("US/CA:phone US:currency", "US", None),
        ("US/CA:phone GB:currency", None, "country-conflict"),
        ("FR:phone", "FR", None),
        ("GB/IE/NZ:form", None, "country-unknown"),  # Ltd alone names no country
        ("GB/IE/NZ:form IE:tld", "IE", None),
        ("GB/IE/NZ:form IE:phone GB:currency", "IE", None),
        ("GB/IE/NZ:form US/GB/IE:language GB:currency", "GB", None),
        ("GB:form GB:vat DE:tld", "GB", None),  # two strong signs outvote a domain
        ("GB:tld US/GB/CA:language", "GB", None),
        ("US/GB/CA:language US/CA:currency", None, "country-unknown"),
        ("US:astrology US:palmistry", None, "country-unknown"),
        ("", None, "country-unknown"),
    ],
)
def test_country_evidence(signs: str, country: str | None, code: str | None) -> None:
    found, doubt = country_of(tuple(Sign(*sign.split(":")) for sign in signs.split()))
    assert (found, doubt.code if doubt else None) == (country, code)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        *(
            (form, CORPORATE)
            for form in ("Ltd", "Ltd.", "L.L.C.", "GmbH & Co. KG", "S.A.R.L.", "AB", "Oy", "AS", "株式会社")
        ),
        *((form, SOLE) for form in ("Enskild firma", "Tmi", "ENK", "auto-entrepreneur", "sole trader", "e.K.")),
        *((form, UNKNOWN) for form in (None, "", "Collective", "Trading")),
    ],
)
def test_legal_forms(form: str | None, kind: str) -> None:
    assert form_class(form) == kind


def test_every_form_the_pages_are_read_for_has_a_class(tables: Tables) -> None:
    assert [form for form in tables.forms if form_class(form) == UNKNOWN] == []
