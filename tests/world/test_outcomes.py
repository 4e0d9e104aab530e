"""What became of planted firms: right for the planted reason, a mistake for any other, and nobody refused is mailed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from leadwright.world.outcomes import Outcome
from leadwright.world.table import render
from leadwright.world.truth import Post
from tests.world.postoffice import business
from tests.world.runs import MONDAY, Run


def planted(key: str, kind: str, **facts: Any) -> Callable[[Run], Run]:
    """Let a firm of the run be one that was planted."""

    def plant(run: Run) -> Run:
        place = next(n for n, firm in enumerate(run.firms) if firm.key == key)
        run.firms[place] = replace(run.firms[place], planted=kind, **facts)
        return run

    return plant


def outcome(run: Run) -> Outcome:
    (found,) = run.verdict().planted
    return found


def test_who_is_held_for_the_planted_reason_is_right() -> None:
    run = planted("held.test", "needs-person")(Run())
    run.draft("held.test", "first", status="held")
    run.findings["letters"][-1]["reason"] = "needs-person-address"
    run.findings["ends"] = [
        {"brand": "held.test", "stage": "send", "type": "held", "code": "needs-person-address", "facts": {}}
    ]
    found = outcome(run)
    assert (found.became, found.code, found.right) == ("hold", "needs-person-address", True)
    assert run.verdict().mistakes == ()
    text = render(run.verdict())
    assert "refusals  1 planted: 1 right, 0 still to come, 0 wrong" in text
    assert "ok Canada: only an address that a person found: hold, needs-person-address" in text


def test_who_is_held_for_another_reason_than_planted_is_a_mistake() -> None:
    run = planted("held.test", "needs-person")(Run())
    run.draft("held.test", "first", status="held")
    run.findings["letters"][-1]["reason"] = "country-unknown"
    assert outcome(run).right is False
    assert any(
        "had to be hold (needs-person-address) and was hold (country-unknown)" in m for m in run.verdict().mistakes
    )


def test_who_must_not_be_written_to_and_is_is_a_mistake() -> None:
    run = planted("mug.test", "page-gone")(Run())
    assert any("must not be written to: the shop closed" in mistake for mistake in run.verdict().mistakes)
    assert outcome(run).right is False


def test_who_is_dropped_must_be_dropped_for_what_its_site_shows() -> None:
    run = planted("form.test", "vendor")(Run())
    row = {"brand": "form.test", "stage": "personalize", "type": "dropped", "code": "no-address", "facts": {}}
    run.findings["ends"] = [row]
    assert outcome(run).right is False
    shown = run.findings["contacts"][-1]
    shown["addresses"] = [{"address": "support@app.test", "usable": False, "why": "vendor"}]
    found = outcome(run)
    assert (found.became, found.address, found.right) == ("dropped by personalize", "vendor", True)
    row["code"] = "unread"
    assert outcome(run).right is False


def test_who_refused_hears_no_more_and_the_reason_is_the_planted_one() -> None:
    run = planted("glow.test", "said-no")(Run())
    for row in run.findings["letters"]:
        if row["brand"] == "glow.test" and row["status"] == "cancelled":
            row["reason"] = "reply-negative"
    assert (outcome(run).became, outcome(run).right) == ("stopped after 1", True)
    run.findings["letters"][1]["reason"] = "fault"
    assert outcome(run).right is False
    run = planted("mug.test", "said-no")(Run())
    assert (outcome(run).became, outcome(run).right) == ("written to 3 times, has not refused yet", None)


def test_who_was_erased_must_be_known_no_more() -> None:
    run = planted("glow.test", "erased")(Run())
    run.log.stopped(MONDAY + timedelta(days=20), "glow.test", address="ann@glow.test", how="erase")
    assert outcome(run).right is False
    for name in ("letters", "leads", "prospects"):
        run.findings[name] = [row for row in run.findings[name] if row["brand"] != "glow.test"]
    assert outcome(run).right is False  # its page is still read
    run.findings["contacts"] = [row for row in run.findings["contacts"] if "glow.test" not in row["site"]]
    run.findings["suppressed"].append("ann@glow.test")
    assert (outcome(run).became, outcome(run).right) == ("erased after 1", True)
    assert run.verdict().mistakes == ()


def test_too_few_letters_to_companies_of_free_countries_are_a_mistake() -> None:
    run = Run()
    run.firms += [replace(business("silent", key=f"us{n}.test"), country="US", gate="hold") for n in range(10)]
    for firm in run.firms[-10:]:
        run.posts.append(Post("feed", firm.key, f"http://f.test/{firm.key}", "", "", MONDAY, firm.site, firm.key))
        run.draft(firm.key, "first", status="held")
    assert run.verdict().share == {"send": 0, "hold": 10, "block": 0, "dropped": 0}
    assert "only 0 of 10 companies of US, GB, FR may be written to" in run.verdict().mistakes
    assert "10 hold (100 %)" in render(run.verdict())
