"""Data protection on the command line: what is asked, what is written, and who may read it."""

import json
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leadwright.doors.cli import app
from tests.ledgers import *  # noqa: F403
from tests.ledgers import KEY
from tests.service.test_keeping import CONFIG


@pytest.fixture
def house(sqlite_url: str, tmp_path: Path) -> Path:
    """A configuration with a fresh ledger."""
    (tmp_path / "leadwright.key").write_bytes(KEY)
    path = tmp_path / "leadwright.toml"
    path.write_text(CONFIG.replace("URL", sqlite_url))
    return path


def run(house: Path, *words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(app, [*words, "--config", str(house)], input=given)


def test_an_access_request_is_answered_in_a_file_of_ones_own(house: Path, tmp_path: Path) -> None:
    assert run(house, "stop", "info@glow.test").exit_code == 0
    shown = run(house, "show", "Info@glow.test")
    assert shown.exit_code == 0
    for words in (
        "# What is held about info@glow.test",
        "Ann Hale, Hale, 1 High Street, Leeds",
        "127.0.0.1",
        "Art. 21",
    ):
        assert words in shown.stdout
    assert "never written to again: by hand" in shown.stdout
    assert json.loads(run(house, "show", "info@glow.test", "--json").stdout)["stopped"] == "by hand"
    target = tmp_path / "answer.md"
    assert run(house, "show", "info@glow.test", "--out", str(target)).exit_code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    again = run(house, "show", "info@glow.test", "--out", str(target))
    assert (again.exit_code, "File exists" in again.stderr) == (2, True)


def test_forget_asks_first_and_refuses_strangers(house: Path) -> None:
    assert run(house, "forget", "info@glow.test", given="n\n").exit_code == 1
    stranger = run(house, "forget", "info@glow.test", "--yes")
    assert (stranger.exit_code, "nothing is known" in stranger.stderr) == (2, True)


def test_backup_and_restore(house: Path) -> None:
    run(house, "stop", "info@glow.test")
    made = run(house, "backup", "--json")
    assert made.exit_code == 0, made.stderr
    file = json.loads(made.stdout)["file"]
    run(house, "stop", "info@lamp.test")
    restored = run(house, "restore", file)
    assert restored.exit_code == 0, restored.stderr
    assert "1 stops" not in restored.stderr
    assert json.loads(run(house, "show", "info@lamp.test", "--json").stdout)["stopped"] == "by hand"
    nothing = run(house, "restore", "nowhere.backup")
    assert (nothing.exit_code, "there is no nowhere.backup" in nothing.stderr) == (2, True)


def test_the_documents_are_filled(house: Path, tmp_path: Path) -> None:
    printed = run(house, "record")
    assert printed.exit_code == 0, printed.stderr
    for words in ("GDPR Art. 30", "Art. 6 (1) f", "Ann Hale, Hale", "ann@hale.test", "181 days", "no\nlegal advice"):
        assert words in printed.stdout
    assert "{" not in printed.stdout
    house.write_text('language = "ru"\n' + house.read_text())
    assert run(house, "record", "--out", str(tmp_path / "papers")).exit_code == 0
    texts = [path.read_text() for path in sorted((tmp_path / "papers").iterdir())]
    assert len(texts) == 2
    assert all("{" not in text and "юридическая" in text for text in texts)


def test_retention_tells_what_went(house: Path) -> None:
    dry = run(house, "retention", "run", "--dry", "--json")
    assert (dry.exit_code, json.loads(dry.stdout)["brands"]) == (0, {})
    assert run(house, "retention", "run").exit_code == 0


def test_doctor_sees_a_journal_that_was_changed(house: Path, sqlite_url: str) -> None:
    run(house, "stop", "info@glow.test")
    journal = Path(f"{sqlite_url.removeprefix('sqlite:///')}.journal")
    journal.write_text(journal.read_text().replace("by hand", "by foot"))
    checks = {check["name"]: check for check in json.loads(run(house, "doctor", "--json").stdout)["checks"]}
    assert (checks["journal"]["state"], checks["journal"]["code"]) == ("bad", "journal-broken")
    healed = run(house, "retention", "run")
    assert (healed.exit_code, "was changed" in healed.stderr) == (1, True)
    checks = {check["name"]: check for check in json.loads(run(house, "doctor", "--json").stdout)["checks"]}
    assert checks["journal"]["state"] == "ok"
