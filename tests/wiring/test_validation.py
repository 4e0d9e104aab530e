"""Who is asked about addresses: the configuration decides, and in the demo world nobody outside ever is."""

import socket
from pathlib import Path

import pytest

from leadwright.adapters.dice import SeededDice
from leadwright.adapters.dns import ResolvedNames
from leadwright.config import Config, parse
from leadwright.ledger.database import Database
from leadwright.tables import load_tables
from leadwright.wiring.validation import hello_of, validator_of
from tests.contracts.letterbox import StillClock
from tests.ledgers import KEY
from tests.test_config import GOOD

WORLD = """
[validation]
probe = true
[world.names]
"glow.test" = 8080
[world.mail]
"glow.test" = ["mx1.glow.test"]
"old.glow.test" = ["."]
"mail.glow.test" = []
"""


def config(more: str = "") -> Config:
    return parse(GOOD + more, Path("leadwright.toml"))


@pytest.fixture
def database(tmp_path: Path):
    opened = Database.open(f"sqlite:///{tmp_path / 'ledger.db'}", key=KEY, create=True)
    yield opened
    opened.dispose()


def validator(of: Config, database: Database):
    return validator_of(of, database, StillClock(), tables=load_tables(), dice=SeededDice(b"1"))  # type: ignore[arg-type]


async def test_in_the_demo_world_nothing_leaves_even_where_probe_is_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a packet left"))
    monkeypatch.setattr(socket.socket, "sendto", lambda *_: pytest.fail("a packet left"))
    asked = validator(config(WORLD), database)
    said = {
        domain: (await asked.check(f"info@{domain}")).reasons
        for domain in ("glow.test", "old.glow.test", "mail.glow.test", "gmail.com")
    }
    assert said == {
        "glow.test": ("mx", "probe-off"),
        "old.glow.test": ("null-mx",),
        "mail.glow.test": ("no-mail-server",),
        "gmail.com": ("dns-silent", "freemail", "probe-off"),
    }


@pytest.mark.parametrize(("more", "probes"), [("", False), ("[validation]\nprobe = true\n", True)])
def test_a_mail_server_is_asked_only_where_probe_is_on(database: Database, more: str, *, probes: bool) -> None:
    asker = validator(config(more), database)._ask.__self__
    assert isinstance(asker._names, ResolvedNames)
    assert (asker._probing is not None) is probes


def test_we_greet_as_our_own_domain() -> None:
    assert hello_of(config()) == "analytical.test"
