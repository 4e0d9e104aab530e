import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leadwright.doors.cli import app
from leadwright.ledger.database import Database
from tests.ledgers import KEY, sqlite_template  # noqa: F401
from tests.service.story import Story

Call = Callable[..., Result]

ANSWERS = """
language = "en"
name = "Ann Example"
company = "Example Automation Ltd"
country = "GB"
postal = "1 High Street, Leeds LS1 1AA, United Kingdom"
provider = "fastmail"
address = "ann@example-automation.test"
zone = "Europe/London"
playbook = "shopify-dtc"
offers = ["prices", "catalogue"]
"""


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Call the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *args, input=None: CliRunner().invoke(app, [*map(str, args)], input=input)


@pytest.fixture
def house(call: Call, tmp_path: Path) -> Path:
    """A folder where ``leadwright init`` was answered."""
    (tmp_path / "answers.toml").write_text(ANSWERS, encoding="utf-8")
    assert call("init", "--answers", "answers.toml").exit_code == 0
    return tmp_path


@pytest.fixture
async def story(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Story]:  # noqa: F811
    """A house in which things may happen."""
    path = shutil.copy(sqlite_template, tmp_path / "story.db")
    database = Database.open(f"sqlite:///{path}", key=KEY)
    yield Story(database)
    await database.close()
