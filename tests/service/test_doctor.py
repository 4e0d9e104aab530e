"""The check-up."""

from collections.abc import Mapping
from pathlib import Path

from leadwright.config import Config, parse
from leadwright.domain.errors import Fatal, Scalar
from leadwright.domain.playbook import Playbooks
from leadwright.ledger.heartbeats import Heartbeats
from leadwright.service.doctor import Doctor, next_step
from leadwright.service.looks import looks_of
from leadwright.writing.playbooks import load_playbooks
from tests.service.story import Story

TEXT = """
[operator]
name = "Anna Ours"
company = "Ours"
country = "GB"
postal = "1 Road, Town AB1 2CD"
offers = ["prices", "catalogue", "analytics", "orders"]
[mailbox.main]
address = "anna@ours.test"
password = { env = "X" }
smtp = { host = "127.0.0.1", port = 25, security = "plain" }
imap = { host = "127.0.0.1", port = 143, security = "plain" }
"""


def config() -> Config:
    return parse(TEXT, Path("leadwright.toml"))


async def works() -> Mapping[str, Scalar]:
    return {"milliseconds": 3}


async def fails() -> Mapping[str, Scalar]:
    raise Fatal("mailbox-refused", mailbox="main")


def doctor(story: Story) -> Doctor:
    looks = looks_of(
        story.database,
        story.clock,
        config=config(),
        house=story.house,
        playbooks=Playbooks(tuple(load_playbooks())),
        terms={"news": "research", "hn": "open"},
    )
    return Doctor(tries={"smtp main": works, "imap main": fails}, looks=looks)


async def test_everything_is_looked_at_and_the_first_fault_is_next(story: Story) -> None:
    checks = {check.name: check for check in await doctor(story).check()}
    assert (checks["smtp main"].state, checks["smtp main"].facts) == ("ok", {"milliseconds": 3})
    assert (checks["imap main"].state, checks["imap main"].code) == ("bad", "mailbox-refused")
    assert checks["zone main"].code == "zone-default"
    assert checks["terms news"].state == "warn"
    assert "terms hn" not in checks
    assert checks["ledger"].state == "ok"
    assert checks["live"].next == "set-live"
    assert checks["run"].code == "never-ran"
    assert checks["opt-out"].code == "mailto-mode"
    assert checks["placement"].state == "unknown"
    assert all(check.state == "ok" for name, check in checks.items() if name.startswith("playbook"))
    first = next_step(list(checks.values()))
    assert first
    assert first.name == ("law" if checks["law"].state == "bad" else "imap main")


async def test_what_waits_for_the_operator_is_counted(story: Story) -> None:
    await story.find()
    await Heartbeats(story.database).beat("tick", story.clock.now())
    story.clock.pass_(hours=2)
    checks = {check.name: check for check in await doctor(story).check()}
    assert (checks["approvals"].state, checks["approvals"].facts) == ("warn", {"number": 1})
    assert (checks["loop tick"].code, checks["loop tick"].facts) == ("silent", {"seconds": 7200})
