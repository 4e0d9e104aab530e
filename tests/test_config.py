"""The configuration: every mistake at once, with its place, and never a secret echoed."""

from pathlib import Path

import pytest

from leadwright.config import load, parse
from leadwright.domain.errors import UserError

GOOD = """
[operator]
name = "Ada Byron"
company = "Analytical Ltd"
country = "GB"
postal = "1 Engine Row, London N1 1AA"
offers = ["prices"]

[mailbox.main]
address = "ada@analytical.test"
password = { env = "ADA_PASSWORD" }
smtp = { host = "smtp.analytical.test", port = 465 }
imap = { host = "imap.analytical.test", port = 993 }
"""


def problems(text: str, path: Path = Path("leadwright.toml")) -> tuple[str, ...]:
    with pytest.raises(UserError) as caught:
        parse(text, path)
    return caught.value.problems


def test_a_good_file_is_not_live_by_default() -> None:
    config = parse(GOOD, Path("leadwright.toml"))
    assert config.live is False
    assert config.mailbox["main"].cap == 30


def test_every_mistake_is_told_at_once_with_its_line() -> None:
    said = problems(GOOD.replace('country = "GB"', 'contry = "GB"') + 'caps = 3\nzone = "Mars/Olympus"\n')
    assert len(said) == 4
    assert any("leadwright.toml:5: operator.contry: no such key" in line for line in said)
    assert any("operator.country: is missing" in line for line in said)
    assert any(":14: mailbox.main.caps: no such key" in line for line in said)
    assert any("Mars/Olympus" in line and ":15:" in line for line in said)


def test_a_plain_password_is_refused_and_not_repeated() -> None:
    said = "\n".join(problems(GOOD.replace('{ env = "ADA_PASSWORD" }', '"hunter2 is secret"')))
    assert "a secret never stands here" in said
    assert "hunter2" not in said


def test_a_plain_connection_is_for_this_machine_only() -> None:
    said = problems(GOOD.replace("port = 465", 'port = 25, security = "plain"'))
    assert "127.0.0.1 only" in said[0]


def test_no_cap_above_forty() -> None:
    assert "mailbox.main.cap" in problems(GOOD + "cap = 41\n")[0]


def test_mail_servers_are_asked_only_where_the_operator_says_so() -> None:
    assert parse(GOOD, Path("leadwright.toml")).validation.probe is False
    assert parse(GOOD + "[validation]\nprobe = true\n", Path("leadwright.toml")).validation.probe is True
    assert "validation.timeout_seconds" in problems(GOOD + "[validation]\ntimeout_seconds = 90\n")[0]


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="leadwright init"):
        load(tmp_path / "leadwright.toml")


def test_text_that_is_no_toml_says_where() -> None:
    assert "line 2" in problems("live = false\nlive == 3\n")[0]


def test_a_secret_is_read_from_a_file_beside_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "leadwright.key").write_text("k" * 32 + "\n")
    assert parse(GOOD, tmp_path / "leadwright.toml").hash_key() == b"k" * 32


def test_a_missing_secret_names_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADA_PASSWORD", raising=False)
    config = parse(GOOD, tmp_path / "leadwright.toml")
    with pytest.raises(UserError, match="ADA_PASSWORD"):
        config.mailbox["main"].password.reveal(tmp_path)
