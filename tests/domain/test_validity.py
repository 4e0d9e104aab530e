"""The rule: a golden table of what is said and what it means, and that nothing unknown ever condemns an address."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwright.domain.validity import (
    DECIDES,
    INVALID,
    KEPT,
    KEPT_PASSING,
    NO_MAILBOX,
    ROUTES,
    UNKNOWN,
    VALID,
    Validity,
    heard,
    judged,
    weighed,
)

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)

# what DNS said, what the server answered to the mailbox and to an invented one (-: not asked) -> verdict, probe's code
GOLDEN = """
mx             | -                                   | -                        | unknown | -
no-mx          | -                                   | -                        | unknown | -
dns-silent     | -                                   | -                        | unknown | -
null-mx        | -                                   | -                        | invalid | -
no-domain      | -                                   | -                        | invalid | -
no-mail-server | -                                   | -                        | invalid | -
mx-nowhere     | -                                   | -                        | invalid | -
mx             | 250 2.1.5 Ok                        | 550 5.1.1 who?           | valid   | taken
mx             | 250 Ok                              | 550 5.1.10 null          | valid   | taken
mx             | 251 will forward                    | 550 5.1.1 who?           | valid   | taken
no-mx          | 250 Ok                              | 550 5.1.1 who?           | valid   | taken
mx             | 250 Ok                              | 250 Ok                   | unknown | catch-all
mx             | 250 Ok                              | 451 4.7.1 later          | unknown | unsure
mx             | 250 Ok                              | 550 no                   | unknown | unsure
mx             | 250 Ok                              | 554 5.7.1 no             | unknown | unsure
mx             | 550 5.1.1 no such user              | -                        | invalid | no-mailbox
mx             | 550 5.1.10 recipient's null MX      | -                        | invalid | no-mailbox
mx             | 550 5.1.1 no~5.1.1 such user        | -                        | invalid | no-mailbox
mx             | 550 5.1.1 no~5.7.1 and blocked      | -                        | unknown | policy
mx             | 550 5.1.1 no~5.2.1 and disabled     | -                        | unknown | refused
mx             | 550 no such user                    | -                        | unknown | refused
mx             | 550 user unknown (5.1.1)            | -                        | unknown | refused
mx             | 550 5.1.100 strange                 | -                        | unknown | refused
mx             | 550 5.1.0 bad address               | -                        | unknown | refused
mx             | 550 5.1.2 bad host                  | -                        | unknown | refused
mx             | 550 5.2.1 mailbox disabled          | -                        | unknown | refused
mx             | 552 5.2.2 mailbox full              | -                        | unknown | refused
mx             | 551 5.1.1 not here                  | -                        | unknown | refused
mx             | 553 5.1.1 not allowed               | -                        | unknown | refused
mx             | 450 5.1.1 not now                   | -                        | unknown | greylisted
mx             | 450 4.2.0 greylisted                | -                        | unknown | greylisted
mx             | 451 4.7.1 greylisted                | -                        | unknown | greylisted
mx             | 421 too many                        | -                        | unknown | greylisted
mx             | 550 5.7.1 blocked                   | -                        | unknown | policy
mx             | 550 5.7.606 banned                  | -                        | unknown | policy
mx             | 554 5.1.1 on a list                 | -                        | unknown | policy
mx             | 500 what?                           | -                        | unknown | refused
mx             | 354 go on                           | -                        | unknown | refused
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in GOLDEN.strip().splitlines()]
OTHERS = sorted(
    {*ROUTES, "catch-all", "unsure", "greylisted", "policy", "refused", "no-answer", "probe-off", "freemail"}
)
PROVES_NOTHING = st.sampled_from([code for code in OTHERS if code not in DECIDES]) | st.text(max_size=20).filter(
    lambda code: code not in DECIDES
)


def answer(text: str) -> str:
    number, _, words = text.partition(" ")
    return heard(int(number), words.replace("~", "\n"))


@pytest.mark.parametrize("row", ROWS, ids=[" / ".join(row[:3]) for row in ROWS])
def test_golden(row: list[str]) -> None:
    route, named, stranger, verdict, code = row
    reasons = [route]
    if named != "-":
        reasons.append(weighed(answer(named), "" if stranger == "-" else answer(stranger)))
    assert judged(reasons, NOW).verdict == verdict
    assert code == "-" or reasons[-1] == code


@given(st.lists(PROVES_NOTHING))
def test_what_proves_nothing_is_unknown(reasons: list[str]) -> None:
    assert judged(reasons, NOW).verdict == UNKNOWN


@given(st.lists(st.sampled_from([*DECIDES, *OTHERS])), st.lists(PROVES_NOTHING))
def test_what_proves_nothing_changes_nothing(reasons: list[str], more: list[str]) -> None:
    assert (
        judged([*more, *reasons], NOW).verdict == judged(reasons, NOW).verdict == judged([*reasons, *more], NOW).verdict
    )


@given(st.integers(200, 599), st.text(max_size=200) | st.from_regex(r"\A[245]\.[0-9]{1,2}\.[0-9]{1,2} .{0,20}\Z"))
def test_only_550_with_its_two_statuses_condemns(code: int, text: str) -> None:
    said = heard(code, text)
    if DECIDES.get(said) == INVALID:
        assert code == 550
        assert text.lstrip(" \t").startswith(tuple(NO_MAILBOX)) or "\n" in text or "\r" in text


@given(st.text(max_size=12), st.text(max_size=12))
def test_an_invented_mailbox_never_condemns_the_real_one(named: str, stranger: str) -> None:
    for second in (stranger, "no-mailbox", "taken", "policy"):
        assert DECIDES.get(weighed("taken", second), UNKNOWN) != INVALID
        assert weighed(named, second) == named or named == "taken"


def test_the_deciding_reasons_come_first_and_each_once() -> None:
    said = judged(["mx", "freemail", "mx", "no-mailbox"], NOW)
    assert said == Validity(INVALID, ("no-mailbox", "mx", "freemail"), NOW)
    assert said.proofs == ("no-mailbox",)
    assert judged(["mx", "taken"], NOW).verdict == VALID
    assert judged(["taken", "null-mx"], NOW).verdict == INVALID


def test_a_verdict_grows_old_and_one_of_an_outage_sooner() -> None:
    moment = timedelta(seconds=1)
    for reason, kept in (("mx", KEPT), ("null-mx", KEPT), ("dns-silent", KEPT_PASSING)):
        said = judged([reason], NOW)
        assert not said.too_old(NOW + kept - moment)
        assert said.too_old(NOW + kept)
