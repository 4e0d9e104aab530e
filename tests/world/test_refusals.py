"""Every reason by which the product turns somebody down is planted in the world, or it stands here why it is not."""

import ast
import inspect
from collections.abc import Iterator
from datetime import UTC, datetime
from types import ModuleType

import pytest

from leadwright.domain import country, gate, house
from leadwright.ledger import checks, rereads
from leadwright.reading import usable
from leadwright.stages import dedupe, enrich, extract, personalize, send
from leadwright.tables import load_tables
from leadwright.world.make import make_world
from leadwright.world.refusals import CATALOGUE, PARTNERS, has_firm

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
SAYS = {"hold": 0, "block": 0, "Drop": 0, "Later": 1, "Finding": 1}  # call -> which argument is the code
ASKING = (house, gate, country, checks, rereads, dedupe, enrich, extract, personalize, send)

# Reasons without a plant, by what speaks against one.
NOT_PLANTED = {
    "the house's own state turns nobody down": {
        "needs-approval", "rewritten", "not-live", "paused", "no-mailbox", "mailbox-stopped", "mailbox-stale",
        "no-predecessor", "no-human-mail", "not-taken", "in-doubt", "brand-held", "pages-gone", "site-unreachable",
        "no-site", "no-brand",
    },
    "a second lock: what has it is turned down before by a plant's reason": {
        "refusal", "not-an-address", "never-role", "no-such-touch", "no-passport", "replied",
        "needs-corporate", "needs-published",
    },
    "evidence grows old after 180 days, and who was never written to is erased after 30": {"stale", "evidence-old"},
    "the mail servers of the world take every letter first, and their names do not change in a run": {
        "recipient-unknown", "address-invalid",
    },
    "no source of the product leaves its terms open": {"terms-unknown"},
    "a country without a row is no sign of a country": {"unlisted"},
    "no country of the table says so to a first touch that a machine may send": {
        "generic-address", "once", "needs-registration",
    },
    "a letter is only written where its playbook fits": {"needs-relevant"},
    "the demo's operator sits in a country that is known and binds its senders to its own law, and has no reading": {
        "sender-unconfirmed", "sender-unknown", "override",
    },
}  # fmt: skip
ADDRESSES_NOT_PLANTED = {
    "rot13": "its own plant turns the address where no reading finds one",
    "platform": "the marketplace's own address stands on every page of it",
}


def codes_in(module: ModuleType) -> Iterator[str]:
    """Give the codes that a module's calls name; an expression that chooses between two names both."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
            place = SAYS[node.func.id]
            said = node.args[place] if len(node.args) > place else None
            found = [said.body, said.orelse] if isinstance(said, ast.IfExp) else [said]
            yield from (x.value for x in found if isinstance(x, ast.Constant) and isinstance(x.value, str))


def every_code() -> set[str]:
    """Give every reason of the gate and of those who ask before and after it."""
    law = load_tables().law
    needs = {f"needs-{need}" for row in law.needs.values() for cell in row.values() for need in cell}
    said = {code for module in ASKING for code in codes_in(module)}
    return said | needs | {"generic-address", "named-address"} | {*rereads.CODES.values()}


def test_every_reason_is_planted_or_it_stands_here_why_not() -> None:
    planted = {code for one in CATALOGUE.values() for code in one.codes}
    excused = {code for codes in NOT_PLANTED.values() for code in codes}
    known = every_code()
    assert known - planted - excused == set()
    assert excused <= known - planted  # no excuse is left of what is planted or gone
    assert {"country", "research", "needs-manual", "refusal-new", "address-gone", "approached"} <= known & planted


def test_every_reason_against_an_address_is_planted() -> None:
    planted = {one.address for one in CATALOGUE.values()}
    assert {code for code, _ in usable.RULES} - planted - ADDRESSES_NOT_PLANTED.keys() == set()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_kind_of_refusal_is_in_every_world(seed: int) -> None:
    made = make_world(seed, START)
    by_key = {business.planted: business for business in made.businesses if business.planted}
    assert by_key.keys() == CATALOGUE.keys()
    for key, business in by_key.items():
        if has_firm(key):
            reach = CATALOGUE[key].firm.split()[2]
            assert (business.reach, business.fits) == (reach, True)
            assert not business.published or reach == "mail"
        if key in PARTNERS:
            assert business.extra["partner"] == by_key[PARTNERS[key]].key


def test_who_refuses_later_has_not_refused_before() -> None:
    made = make_world(1, START)
    first = {post.business: post.at for post in reversed(made.posts)}
    for business in made.businesses:
        if "late" in business.extra:
            assert first[business.key] > max(first[business.extra["partner"]], START)
        if "turn" in business.extra or "early" in business.extra:
            assert first[business.key] < START
