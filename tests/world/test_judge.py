"""The judge: a right run gives no mistake, and each kind of mistake is seen."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from leadwright.world.table import render
from leadwright.world.truth import Person
from tests.world.postoffice import ME
from tests.world.runs import MONDAY, Run


def test_a_right_run_has_no_mistakes() -> None:
    verdict = Run().verdict()
    assert verdict.mistakes == ()
    rows = {row.stage: (row.made, row.found, row.right, row.missed, row.wrong) for row in verdict.stages}
    assert rows == {
        "parse": (7, 7, 7, 0, 0),
        "extract": (7, 7, 7, 0, 0),
        "dedupe": (6, 7, 6, 0, 0),
        "enrich": (5, 6, 5, 0, 0),
        "personalize": (3, 4, 4, 0, 0),
        "send": (6, 6, 6, 0, 0),
        "track": (2, 2, 2, 0, 0),
        "qualify": (1, 1, 1, 0, 0),
        "crm": (1, 1, 1, 0, 0),
    }
    assert verdict.gate == {"send": 3, "hold": 1, "block": 1, "undecided": 0}
    assert verdict.gate_reasons == {"block": 1, "hold": 1, "send": 3}
    assert verdict.letters["sent"] == 6
    assert not any(verdict.letters[name] for name in verdict.letters if name != "sent")


def test_the_verdict_is_json_and_a_table() -> None:
    run = Run()
    run.answered("mug.test", MONDAY + timedelta(days=15), "negative", seen=False)
    verdict = run.verdict()
    told = verdict.as_json()
    assert told["seed"] == 7
    assert told["stages"][0] == {"stage": "parse", "made": 7, "found": 7, "right": 7, "missed": 0, "wrong": 0}
    assert told["replies"]["missed"] == [
        {"business": "mug.test", "text": "I say negative", "truth": "negative", "got": None}
    ]
    text = render(verdict)
    assert "seed 7: 14 days in 1.5 s" in text
    assert "mug.test: negative, read as nothing: I say negative" in text
    assert "60.0 %" in text
    assert {len(line) for line in text.split("\n\n")[1].splitlines()} == {len(text.split("\n\n")[1].splitlines()[0])}


def unstored(run: Run) -> None:
    """A stop in words that the product never read, and a letter two days later."""
    run.answered("bath.test", MONDAY + timedelta(days=4), "unsubscribe", seen=False)
    run.findings["suppressed"].append("ann@bath.test")


def clicked(run: Run, status: int) -> None:
    at = MONDAY + timedelta(days=20)
    run.log.stopped(at, "mug.test", address="ann@mug.test", how="click")
    run.log.clicked(at, "mug.test", address="ann@mug.test", url="http://127.0.0.1/u", status=status)


def bounced(run: Run) -> None:
    facts = {"tag": "bounce", "category": "bounce", "stops": True, "suppresses": True, "text": "550"}
    run.log.planted(MONDAY + timedelta(days=20), "<dsn>", business="mug.test", **facts)


def restamp(key: str, kind: str, at: datetime) -> Callable[[Run], None]:
    def spoil(run: Run) -> None:
        lines = run.log.letters
        place = next(n for n, line in enumerate(lines) if line.message_id == f"<{kind}-{key}>")
        lines[place] = replace(lines[place], at=at)

    return spoil


SPOILT: dict[str, tuple[Callable[[Run], Any], str]] = {
    "a letter to a trap": (
        lambda run: run.sent("glow.test", "first", MONDAY, to="abuse@glow.test"),
        "must never be used",
    ),
    "a letter to nobody": (lambda run: run.accept("<x>", "sales@glow.test", MONDAY), "nobody published"),
    "a letter unknown to the product": (lambda run: run.accept("<x>", "ann@mug.test", MONDAY), "does not know of it"),
    "a letter to a blocked brand": (lambda run: run.sent("blocked.test", "first", MONDAY), "the law of DE blocks"),
    "a letter to a held brand": (lambda run: run.sent("held.test", "first", MONDAY), "held for a person"),
    "a letter to no customer": (lambda run: run.sent("tool.test", "first", MONDAY), "is no customer (tool)"),
    "the same letter twice": (lambda run: run.accept("<first-mug.test>", "ann@mug.test", MONDAY), "left twice"),
    "a letter at night": (restamp("bath.test", "first", MONDAY.replace(hour=20)), "outside working hours"),
    "a letter over the cap": (
        lambda run: run.accept("<4>", "ann@glow.test", MONDAY + timedelta(minutes=1)),
        "is number 4 of a day of 3",
    ),
    "a follow-up after a yes": (
        lambda run: run.sent("glow.test", "followup", MONDAY + timedelta(days=3)),
        "left after a mail that ended it (positive",
    ),
    "a follow-up after a stop that was not read": (unstored, "left after a mail that ended it (unsubscribe"),
    "an answer to nobody": (lambda run: run.sent("mug.test", "answer", MONDAY + timedelta(days=1)), "answers nobody"),
    "a follow-up out of its thread": (
        lambda run: (
            run.log.letters.pop(2),
            run.accept("<followup-mug.test>", "ann@mug.test", MONDAY + timedelta(days=3), "<?>"),
        ),
        "not in the thread",
    ),
    "a follow-up too early": (restamp("mug.test", "followup", MONDAY + timedelta(days=2)), "left 2 working days"),
    "a breakup too late": (restamp("mug.test", "breakup", MONDAY + timedelta(days=16)), "left 9 working days"),
    "a follow-up into an absence": (restamp("bath.test", "followup", MONDAY + timedelta(days=4)), "was away"),
    "a follow-up long after an absence": (
        restamp("bath.test", "followup", MONDAY + timedelta(days=14)),
        "left 10 working",
    ),
    "a lead not reached": (
        lambda run: (run.log.letters.clear(), run.findings["letters"].clear(), run.findings["replies"].clear()),
        "a lead that may be written to was not reached: has no letter",
    ),
    "a trap taken for an address": (
        lambda run: run.findings["contacts"][0].update(best="abuse@glow.test"),
        "taken as its best address",
    ),
    "a lead with a trap": (lambda run: run.findings["leads"][0].update(email="abuse@glow.test"), "a lead's address"),
    "a lead at an address where no mail arrives": (
        lambda run: run.findings["leads"][0].update(email="owner@old.glow.test"),
        "no mail can arrive at owner@old.glow.test",
    ),
    "an address called invalid that is read": (
        lambda run: run.findings["leads"][0].update(verdict="invalid"),
        "nobody could know that ann@glow.test is invalid",
    ),
    "an address called valid that nobody asked about": (
        lambda run: run.findings["leads"][0].update(verdict="valid"),
        "nobody could know that ann@glow.test is valid",
    ),
    "a lead without the address it shows": (
        lambda run: run.findings["leads"][0].update(email=None),
        "the lead has no address",
    ),
    "a stop that is not kept": (
        lambda run: run.answered("mug.test", MONDAY + timedelta(days=20), "unsubscribe"),
        "asked for a stop (words) and is not suppressed",
    ),
    "a click that failed": (lambda run: clicked(run, 500), "answered 500, not 200"),
    "a dead address that is not kept": (bounced, "does not exist and is not suppressed"),
    "a gate that is open to a blocked brand": (
        lambda run: run.findings["gate"][3].update(decision="send"),
        "the gate says send",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_each_mistake_is_seen(name: str) -> None:
    spoil, words = SPOILT[name]
    run = Run()
    spoil(run)
    verdict = run.verdict()
    assert any(words in mistake for mistake in verdict.mistakes), verdict.mistakes


@pytest.mark.parametrize(
    ("name", "change", "stage"),
    [
        ("sightings", {"site": "http://other.test/"}, "parse"),
        ("contacts", {"best": "other@glow.test"}, "extract"),
        ("prospects", {"platform": "woocommerce"}, "enrich"),
        ("letters", {"body": "Hello {name} of Glow Works"}, "personalize"),
        ("letters", {"body": "Hello there"}, "personalize"),
        ("replies", {"tag": "negative"}, "track"),
    ],
)
def test_what_is_not_true_is_wrong_in_its_stage(name: str, change: dict[str, Any], stage: str) -> None:
    run, right = Run(), {row.stage: row.wrong for row in Run().verdict().stages}
    run.findings[name][0].update(change)
    verdict = run.verdict()
    assert {row.stage for row in verdict.stages if row.wrong != right[row.stage]} == {stage}
    assert verdict.mistakes == ()


def test_an_address_where_no_mail_arrives_may_be_read_but_is_no_leads() -> None:
    run = Run()
    run.findings["contacts"][0].update(best="owner@old.glow.test")
    verdict = run.verdict()
    assert verdict.mistakes == ()
    assert verdict.stages[1].right == len(run.firms)


def test_what_was_not_found_is_missed() -> None:
    run = Run()
    kept = deepcopy(run.findings)
    run.findings |= {
        name: [] for name in ("sightings", "contacts", "leads", "prospects", "replies", "verdicts", "deals")
    }
    missed = {row.stage: row.missed for row in run.verdict().stages}
    expected = {"parse": 7, "extract": 5, "dedupe": 5, "enrich": 5, "track": 2, "qualify": 1, "crm": 1}
    assert missed == expected | {"personalize": 0, "send": 0}
    run.findings = kept
    assert not any(row.missed for row in run.verdict().stages)


def test_who_fits_nothing_may_be_left_unread_but_not_misread() -> None:
    run = Run()
    tool = next(firm for firm in run.firms if not firm.fits)
    row = next(row for row in run.findings["contacts"] if row["site"] == tool.site)
    run.findings["contacts"].remove(row)
    run.findings["leads"] = [row for row in run.findings["leads"] if row["brand"] != tool.key]
    _, extract, dedupe, *_ = run.verdict().stages
    assert (extract.right, extract.missed, dedupe.missed) == (7, 0, 0)
    assert dedupe.right == dedupe.made
    assert not [note for note in run.verdict().notes if tool.key in note]
    run.findings["contacts"].append({**row, "best": "other@tool.test"})
    assert run.verdict().stages[1].wrong == 1


def test_a_second_lead_of_a_brand_is_wrong() -> None:
    run = Run()
    run.firms[0] = replace(run.firms[0], aliases=("glow-shop.test",))
    run.findings["leads"].append({"brand": "glow-shop.test", "website": "http://glow-shop.test/", "email": None})
    row = next(row for row in run.verdict().stages if row.stage == "dedupe")
    assert (row.right, row.wrong) == (5, 1)


def test_a_full_day_and_a_released_hold_explain_themselves() -> None:
    run = Run()
    restamp("mug.test", "breakup", MONDAY + timedelta(days=16))(run)
    run.findings["mailboxes"][0]["cap"] = 3  # the Monday of the first touches was full, but that explains no breakup
    assert run.verdict().mistakes != ()
    for number in range(3):
        run.accept(f"<busy-{number}>", f"ann@{run.firms[number].key}", MONDAY + timedelta(days=14))
    assert not any("left 9 working days" in mistake for mistake in run.verdict().mistakes)
    run.sent("held.test", "first", MONDAY + timedelta(days=1))
    run.findings["gate"][4].update(decision="send", code="released")
    assert not any("held.test" in mistake for mistake in run.verdict().mistakes)


def test_an_answer_may_follow_a_reply_at_any_hour() -> None:
    run = Run()
    run.sent("glow.test", "answer", MONDAY + timedelta(hours=10), follows="<positive-glow.test>")
    verdict = run.verdict()
    assert verdict.mistakes == ()
    assert verdict.letters["sent"] == 7


def test_a_person_may_own_no_address() -> None:
    run = Run()
    run.firms[1] = replace(run.firms[1], person=Person("Bo", "ann@mug.test", "silent"))
    run.accept("<self-test>", ME, MONDAY)
    assert run.verdict().letters["sent"] == 6
