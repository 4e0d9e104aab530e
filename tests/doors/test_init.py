import json
import re
import stat
from pathlib import Path

import pytest

from leadwright.config import load, parse
from leadwright.domain.errors import UserError
from leadwright.doors.init import QUESTIONS, completed, compose, presets, read_answers
from leadwright.doors.words import LANGUAGES, Words
from tests.doors.conftest import ANSWERS, Call


@pytest.fixture
def answers(tmp_path: Path) -> dict[str, str]:
    path = tmp_path / "answers.toml"
    path.write_text(ANSWERS, encoding="utf-8")
    return dict(read_answers(path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("provider", presets())
def test_every_provider_in_both_languages_gives_a_file_that_is_accepted(
    provider: str, language: str, answers: dict[str, str], tmp_path: Path
) -> None:
    answers |= {"provider": provider, "smtp": "smtp.own.test:587", "imap": "imap.own.test"}
    text = compose(completed(answers, Words(language)), language)
    config = parse(text, tmp_path / "leadwright.toml")
    assert not config.live
    assert config.language == language
    box = config.mailbox["main"]
    assert (box.smtp.port, box.smtp.security) in {(465, "tls"), (587, "starttls")}
    assert (box.imap.port, box.imap.security) == (993, "tls")
    assert box.password.env == "LEADWRIGHT_MAILBOX_PASSWORD"
    assert "$" not in text
    assert max(map(len, text.splitlines())) < 250


def test_what_was_answered_stands_in_the_file_even_where_it_looks_like_toml(
    answers: dict[str, str], tmp_path: Path
) -> None:
    answers |= {
        "name": 'Ann "A" \\ $name',
        "postal": "1 High Street\n[mailbox.x]\nLeeds",
        "public_url": "https://go.test",
    }
    config = parse(compose(completed(answers, Words("en")), "en"), tmp_path / "leadwright.toml")
    assert config.operator.name == 'Ann "A" \\ $name'
    assert config.operator.postal == "1 High Street\n[mailbox.x]\nLeeds"
    assert config.operator.public_url == "https://go.test"
    assert list(config.mailbox) == ["main"]


def test_every_missing_and_wrong_answer_is_told_at_once() -> None:
    with pytest.raises(UserError) as wrong:
        completed({"country": "England", "zone": "London", "password": "hunter2", "provider": "other"}, Words("en"))
    said = "\n".join(wrong.value.problems)
    assert all(key in said for key in ("name:", "company:", "postal:", "address:", "playbook:", "offers:", "smtp:"))
    assert "Europe/London" in said
    assert "country: two capital letters" in said
    assert "password: there is no such question" in said
    assert "hunter2" not in said


def test_every_question_has_words_in_both_languages() -> None:
    for words in map(Words, LANGUAGES):
        for question in QUESTIONS:
            assert words.knows(question.key, of="ask")
            assert words.knows(question.key, of="wrong")


def test_init_writes_file_key_and_ledger(house: Path) -> None:
    config = load(house / "leadwright.toml")
    key = house / "leadwright.key"
    assert re.fullmatch(r"[0-9a-f]{64}\n", key.read_text())
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert (house / "leadwright.db").exists()
    assert config.hash_key()
    assert config.watch["show-hn"].options["query"] == "shopify"


def test_init_never_overwrites_and_with_force_keeps_what_was_there(house: Path, call: Call) -> None:
    path, key = house / "leadwright.toml", (house / "leadwright.key").read_text()
    path.write_text(path.read_text() + "\n# mine\n")
    refused = call("init", "--answers", "answers.toml")
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert "# mine" in path.read_text()
    done = call("init", "--answers", "answers.toml", "--force", "--language", "ru", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["kept"] == "leadwright.toml.1"
    assert "# mine" in (house / "leadwright.toml.1").read_text()
    assert "# mine" not in path.read_text()
    assert load(path).language == "ru"
    assert (house / "leadwright.key").read_text() == key


def test_init_tells_the_next_step_and_never_asks_for_the_password(call: Call, tmp_path: Path) -> None:
    (tmp_path / "answers.toml").write_text(ANSWERS.replace("ann@example-automation.test", "ann@gmail.com"))
    done = call("init", "--answers", "answers.toml", "--language", "en")
    assert "LEADWRIGHT_MAILBOX_PASSWORD" in done.stderr
    assert "leadwright doctor" in done.stderr
    assert "forbids cold letters" in done.stderr


def test_a_person_is_asked_until_the_answer_fits(call: Call, tmp_path: Path) -> None:
    said = ["ru", "Анна Пример", "Пример", "Россия", "US", "12 Harbor Street, Portland", "", "", "fastmail"]
    said += [
        "ann@own.test",
        "",
        "",
        "Europe/Lisbon",
        "",
        "agency",
        "prices, reports",
        "prices analytics",
        "",
        "",
        "",
        "y",
    ]
    done = call("init", input="\n".join(said) + "\n")
    assert done.exit_code == 0, done.output
    config = load(tmp_path / "leadwright.toml")
    assert config.language == "ru"
    assert config.operator.signature == "Анна Пример"
    assert config.operator.offers == ("prices", "analytics")
    assert config.crawler.contact == "ann@own.test"
    assert "две заглавные буквы" in done.stderr


def test_who_says_no_gets_no_file(call: Call, tmp_path: Path) -> None:
    said = ["en", "Ann Example", "Example", "US", "12 Harbor Street, Portland", "", "", "fastmail", "ann@own.test"]
    said += ["", "", "UTC", "", "agency", "prices", "", "", "", "n"]
    done = call("init", input="\n".join(said) + "\n")
    assert done.exit_code == 0, done.output
    assert not list(tmp_path.iterdir())
