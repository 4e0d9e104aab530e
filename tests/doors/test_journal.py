import io
import json
import logging
from collections.abc import Iterator
from types import SimpleNamespace

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


def result(**ended: object) -> SimpleNamespace:
    given = {"state": "dropped", "code": "no-address", "facts": {"said": "ann@shop.test"}, "fault": None, **ended}
    return SimpleNamespace(
        task=SimpleNamespace(stage="personalize", brand="shop.test", key="shop.test"), ended=SimpleNamespace(**given)
    )


def test_a_step_is_one_line_with_stage_and_lead_and_without_the_address() -> None:
    out = io.StringIO()
    open_journal(out)
    step(result())
    lines = out.getvalue().splitlines()
    assert len(lines) == 1
    assert "personalize shop.test dropped no-address" in lines[0]
    assert "ann@" not in lines[0]
    assert "***@***" in lines[0]


def test_what_strangers_wrote_makes_no_line_of_its_own() -> None:
    out = io.StringIO()
    open_journal(out)
    step(result(facts={"said": "a\n2026-01-01 00:00:00 INFO send glow.test\x1b[2J"}))
    assert len(out.getvalue().splitlines()) == 1
    assert "\x1b" not in out.getvalue()


def test_json_lines_are_json_and_masked() -> None:
    out = io.StringIO()
    open_journal(out, as_json=True)
    step(result(state="parked", fault="a fault"))
    line = json.loads(out.getvalue())
    assert (line["stage"], line["lead"], line["level"]) == ("personalize", "shop.test", "WARNING")
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
