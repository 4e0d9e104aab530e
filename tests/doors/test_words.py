"""Every code of the source has words, in both languages."""

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from leadwright.domain.law import BY_FACTS, BY_PERSON
from leadwright.doors.words import LANGUAGES, Words
from leadwright.ledger.views.held import REMEDIES
from leadwright.pipeline import PIPELINE
from leadwright.reading.tone import TAGS
from leadwright.reading.usable import RULES
from leadwright.service import campaigns
from tests.domain.golden import golden

SOURCE = Path(__file__).parents[2] / "src" / "leadwright"
NOT_OURS = {"world", "doors"}
JOURNALS = {"ledger", "service"}
CODES = {  # call -> (place of the code among its arguments, table of its words)
    "Drop": (0, "reason"),
    "Later": (1, "reason"),
    "Fatal": (0, "reason"),
    "Cancel": (1, "reason"),
    "Unread": (1, "unread"),
    "Problem": (0, "problem"),
    "Check": (2, "check"),
    "Tell": (0, "notice"),
    "tell": (1, "notice"),
    "note": (1, "event"),
    "_note": (0, "event"),
}


def words() -> Iterator[Words]:
    yield from map(Words, LANGUAGES)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if path.relative_to(SOURCE).parts[0] not in NOT_OURS:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def constants(tree: ast.Module) -> dict[str, str]:
    """Names of the module that stand for one text."""
    named: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            named |= {target.id: node.value.value for target in node.targets if isinstance(target, ast.Name)}
    return named


def texts(node: ast.expr, named: dict[str, str]) -> Iterator[str]:
    """What a code may be: a text, a name for one, or either arm of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in named:
        yield named[node.id]
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body, named)
        yield from texts(node.orelse, named)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from texts(value, named)


@cache
def used() -> frozenset[tuple[str, str, str]]:
    found = set()
    for path, tree in modules():
        named = constants(tree)
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in CODES and len(node.args) > CODES[name][0]:
                place, table = CODES[name]
                if table == "event" and path.parent.name not in JOURNALS:
                    continue  # others call their own things notes
                found |= {(table, code, path.name) for code in texts(node.args[place], named)}
            if name == "Check":
                remedies = [given.value for given in node.keywords if given.arg == "next"]
                found |= {("next", code, path.name) for remedy in remedies for code in texts(remedy, named)}
    own = {"sender-unconfirmed", "sender-unknown"}  # all others are what the sender's row says
    said = {code if code in own else code.removeprefix("sender-") for line in golden() for code in line.codes}
    return frozenset(found | {("reason", code, "gate.csv") for code in said})


def test_the_collector_sees_codes() -> None:
    seen = {code for _, code, _ in used()}
    assert {"no-site", "in-doubt", "needs-approval", "country-conflict", "robots", "subject-long"} <= seen


def test_every_code_of_the_source_has_words() -> None:
    lacking = {
        f"{said.language}: [{table}] {code} ({place})"
        for table, code, place in used()
        for said in words()
        if not said.knows(code, of=table) and not said.knows(code)
    }
    assert not lacking


@pytest.mark.parametrize("needs", [*BY_FACTS, BY_PERSON, "person-address"])
def test_codes_of_the_gate_that_are_put_together_have_words(needs: str) -> None:
    for said in words():
        assert said.knows(f"needs-{needs}")
        assert said.say(f"sender-needs-{needs}") != f"sender-needs-{needs}"
    for said in words():
        assert all(said.knows(f"{cell}-address") for cell in ("generic", "named"))
        assert all(said.knows(f"reply-{tag}") for tag in said.codes(of="tag"))


def calls(name: str) -> Iterator[ast.Call]:
    """Every call of a function or class of this name."""
    for _, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
                yield node


def test_what_tables_and_types_name_has_words() -> None:
    named = {
        "address": {code for code, _ in RULES},
        "category": set(TAGS),
        "tag": set(TAGS.values()),
        "stage": set(PIPELINE.names),
        "remedy": {remedy for remedies in REMEDIES.values() for remedy in remedies},
        "next": {code for code in texts_in(campaigns.next_of) if "-" in code} | {"resume", "approve", "nothing"},
        "lead": {code for call in calls("State") for place in call.args[1:2] for code in texts(place, {})},
        "letter": {code for call in calls("Stop") for place in call.args[1:2] for code in texts(place, {})},
    }
    named["remedy"] |= {remedy for line in golden() for remedy in line.remedy}
    for said in words():
        for table, codes in named.items():
            assert codes, table
            assert codes <= said.codes(of=table), f"{said.language} [{table}]"


def texts_in(function: object) -> set[str]:
    """The texts that stand in a function's body."""
    tree = ast.parse(inspect.getsource(function))  # type: ignore[arg-type]
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)} - {
        inspect.getdoc(function)
    }


def test_both_languages_know_the_same_codes_with_the_same_facts() -> None:
    one, other = (
        tomllib.loads((SOURCE / "doors" / "words" / f"{language}.toml").read_text(encoding="utf-8"))
        for language in LANGUAGES
    )
    assert {t: set(rows) for t, rows in one.items()} == {t: set(rows) for t, rows in other.items()}
    slots = re.compile(r"\{[\w:]{1,60}\}")
    for table, rows in one.items():
        for code, said in rows.items():
            assert set(slots.findall(said)) == set(slots.findall(other[table][code])), f"{table}.{code}"


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert Words("en").say("strange-code", {"a": 1, "b": "x"}) == "strange-code a=1 b=x"


def test_what_is_missing_is_left_out() -> None:
    said = Words("en")
    assert said.say("no-fit", {"score": 12}) == "It fits none of your playbooks well enough (score 12)."
    assert said.say("no-fit") == "It fits none of your playbooks well enough."


def test_codes_among_the_facts_are_said_too() -> None:
    said = Words("en").say("unread", {"site": "http://a.test", "why": "robots, timeout"})
    assert said == "Nothing of the site could be read (robots.txt does not let us in, no answer in time)."


def test_facts_are_never_read_as_patterns() -> None:
    assert "{brand}[x]" in Words("en").say("fault", {"error": "{brand}[x]", "brand": "glow"})


def test_a_problem_of_one_line_is_taken_apart() -> None:
    line = "unproved fact=hero value=We make candles by hand"
    assert Words("en").line(line, of="problem") == "Not shown on the stored page: hero = We make candles by hand."
    assert Words("ru").line("subject-shouts", of="problem") == "Тема кричит."


def test_there_are_two_languages() -> None:
    with pytest.raises(KeyError):
        Words("xx")
