import io
import json
import logging
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from loguru import logger

from leadwright.doors.journal import open_journal, step


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logger.remove()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def result(stage: str = "personalize", lead: int | None = 12, *, key: str = "shop.test", **ended: object) -> Any:
    facts = {"said": "ann@shop.test", "site": "https://shop.test/", "score": 7}
    given = {"state": "dropped", "code": "no-address", "facts": facts, "fault": None, **ended}
    task = SimpleNamespace(id=55, stage=stage, brand="shop.test", key=key, lead=lead)
    return SimpleNamespace(task=task, ended=SimpleNamespace(**given))


def test_a_step_is_one_line_with_stage_and_number_and_names_nobody() -> None:
    out = io.StringIO()
    open_journal(out)
    step(result())
    step(result(lead=None))
    known, unknown = out.getvalue().splitlines()
    assert known.endswith("INFO    personalize lead 12 dropped no-address score=7")
    assert unknown.endswith("INFO    personalize work 55 dropped no-address score=7")


def test_what_is_about_a_watch_is_told_whole_but_for_addresses() -> None:
    out = io.StringIO()
    open_journal(out)
    step(result("parse", None, key="alerts", facts={"why": "403 for ann@shop.test"}))
    assert out.getvalue().endswith("parse alerts dropped no-address why=403 for ***@***\n")


def test_what_strangers_wrote_makes_no_line_of_its_own() -> None:
    out = io.StringIO()
    open_journal(out)
    step(result("parse", facts={"said": "a\n2026-01-01 00:00:00 INFO send glow.test\x1b[2J"}))
    assert len(out.getvalue().splitlines()) == 1
    assert "\x1b" not in out.getvalue()


def test_json_lines_are_json_and_masked() -> None:
    out = io.StringIO()
    open_journal(out, as_json=True)
    step(result(state="parked", fault="a fault"))
    line = json.loads(out.getvalue())
    assert (line["stage"], line["lead"], line["level"]) == ("personalize", "lead 12", "WARNING")
    assert "ann@" not in out.getvalue()


def test_faults_and_the_lines_of_libraries_are_masked_too() -> None:
    out = io.StringIO()
    open_journal(out)
    try:
        raise ValueError("550 <bob@shop.test> unknown")
    except ValueError:
        logger.exception("it failed")
    logging.getLogger("some.library").error("cannot reach %s", "bob@shop.test")
    assert "some.library" in out.getvalue()
    assert "ValueError" in out.getvalue()
    assert "bob@" not in out.getvalue()
