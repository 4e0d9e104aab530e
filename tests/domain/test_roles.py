"""Which local parts are never a contact, and which ordinary names look like them."""

import pytest

from leadwright.domain.roles import LAST_CHOICE, MALFORMED, NEVER, ORDINARY, role_of
from leadwright.tables import load_tables

ROLES = load_tables().roles

NEVER_PARTS = """
abuse Abuse ABUSE ａｂｕｓｅ "abuse" abuse+x abuse.team abuse-eu team.abuse abuse2 postmaster noreply no-reply no_reply
no.reply noreply1 noreply-shop shop-noreply do-not-reply donotreply123 mailer-daemon privacy privacy.eu privacy-team
datenschutz dpo gdpr legal legal-team jobs jobs-uk jobs.de jobs2024 careers careers-lamps hr hr.team hr-eu press
press-office pressoffice presse media media.team newsletter newsletters news list unsubscribe shop-owner list-request
invoices billing.dept accounts security webmaster hostmaster root tickets order orders.uk
"""
LAST = "support Support help help.desk customer-service customer_care kundenservice support+web"
ORDINARY_PARTS = """
hello info owner anna anna.berg steve.jobs joe.root anna.press a.root bo.list tom.news pr.smith hr.jensen ir.levy
letter-press the.pressery pressure mediation medianna jobson abusey rooted orderly preston newsome sales team shop
hello+shop hello-uk studio.de o'neil grüße анна 株式 joboffer listen securityguardian
"""
NO_ADDRESSES = """
@ x hello@ @shop.example hello@localhost hello@1.2.3.4 he..llo@shop.example .hello@shop.example hello.@shop.example
a@b@shop.example hello@shop_.example hello@-shop.example hello@shop..example hello@shop.example. he(llo@shop.example
<hello@shop.example> mailto:hello@shop.example hello@shop.example,bo@shop.example
"""


@pytest.mark.parametrize(
    ("parts", "role"),
    [(NEVER_PARTS, NEVER), (LAST, LAST_CHOICE), (ORDINARY_PARTS, ORDINARY)],
    ids=["never", "last", "ordinary"],
)
def test_local_parts(parts: str, role: str) -> None:
    said = {part: role_of(f"{part}@shop.example", ROLES) for part in parts.split()}
    assert {part: found for part, found in said.items() if found != role} == {}


def test_what_is_no_address() -> None:
    said = {
        text: role_of(text, ROLES)
        for text in (*NO_ADDRESSES.split(), "", " ", "he llo@shop.example", "a" * 65 + "@b.example")
    }
    assert {text: found for text, found in said.items() if found != MALFORMED} == {}


def test_every_name_of_the_table_counts_alone_and_in_capitals() -> None:
    for name in ROLES.never:
        assert role_of(f"{name.upper()}@shop.example", ROLES) == NEVER, name
    assert ROLES.never_alone <= ROLES.never
    assert ROLES.never.isdisjoint(ROLES.fillers | ROLES.prefer | ROLES.last_choice)
