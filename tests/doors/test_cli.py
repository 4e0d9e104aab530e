"""The command line on a real house: what it prints, where, and how it ends."""

import json
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from leadwright.domain.errors import UserError
from leadwright.doors.cli import COMMANDS, app, loaded
from leadwright.doors.commands import talk
from tests.doors.conftest import Call

NAMES = [(name, target) for rows in COMMANDS.values() for name, target, _ in rows]
LOOKING = ("status", "sources", "find", "leads", "held", "drafts", "inbox", "doubts", "report")
ENDS = 30  # seconds a run may take to end


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture
def lonely(house: Path) -> Path:
    """A house that watches nothing and whose mail servers are not there."""
    path = house / "leadwright.toml"
    text = path.read_text()
    nowhere = f'{{ host = "127.0.0.1", port = {free_port()}, security = "plain" }}'
    text = re.sub(r"(?m)^(smtp|imap) = .*$", rf"\1 = {nowhere}", text)
    text = re.sub(r"(?s)\[watch\.show-hn\].*?\n\n", "", text)
    path.write_text(text.replace('{ env = "LEADWRIGHT_MAILBOX_PASSWORD" }', '{ command = ["echo", "x"] }'))
    return house


def test_help_names_every_command_and_imports_nothing_heavy() -> None:
    script = (
        "import sys; from leadwright.doors.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit as end: assert not end.code\n"
        "heavy = {'rich.console', 'pydantic', 'sqlalchemy', 'aiohttp', 'fastapi', 'leadwright.wiring'}\n"
        "heavy &= set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    for name, _ in NAMES:
        assert re.search(rf"(?m)^  {name}\b", done.stdout)


def test_a_post_without_a_site_gets_one(lonely: Path, call: Call) -> None:
    (lonely / "shops.csv").write_text("company,website\nGlow Lamps,\n")
    path = lonely / "leadwright.toml"
    path.write_text(path.read_text() + '\n[watch.noted]\nsource = "csv"\npath = "shops.csv"\n')
    assert call("run", "--once").exit_code in (0, 1)
    (post,) = json.loads(call("find", "--json").stdout)
    assert post["title"] == "Glow Lamps"
    assert "Name the site" in call("find", post["post"]).stderr
    assert "own site" in call("find", post["post"], "instagram.com/glow").stderr
    assert json.loads(call("find", post["post"], "glow.test", "--json").stdout) == {"added": [post["key"]]}
    assert json.loads(call("find", "--json").stdout) == []
    (watch,) = json.loads(call("sources", "--json").stdout)["watches"]
    assert (watch["watch"]["name"], watch["watch"]["terms"]) == ("noted", "open")
    assert watch["looked"]
    assert json.loads(call("forget-source", "noted", "--json").stdout)["posts"] == 1
    assert call("forget-source", "noted").exit_code == 2


@pytest.mark.parametrize(("name", "target"), NAMES)
def test_every_command_can_be_called(name: str, target: str, call: Call) -> None:
    assert loaded(target, name).name == name
    done = call(*name.split(), "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.stdout


def test_every_command_knows_json_and_config() -> None:
    for name, target in NAMES:
        options = {option for parameter in loaded(target, name).params for option in parameter.opts}
        assert "--json" in options or name == "world", name
        assert "--config" in options or name in {"demo", "world"}, name


@pytest.mark.parametrize("name", LOOKING)
def test_looking_at_an_empty_house_ends_well_and_json_is_json(name: str, house: Path, call: Call) -> None:
    assert call(name).exit_code == 0
    done = call(name, "--json")
    assert done.exit_code == 0
    json.loads(done.stdout)


def test_the_doctor_finds_servers_that_are_not_there(lonely: Path, call: Call) -> None:
    done = call("doctor", "--json")
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    states = {check["name"]: check["state"] for check in found["checks"]}
    assert (states["smtp main"], states["imap main"], states["placement"]) == ("bad", "bad", "unknown")
    assert found["next"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("status", "--config", "nowhere.toml"), "leadwright init"),
        (("why", "nobody.test"), "nobody.test"),
        (("leads", "--state", "happy"), "there are contacted"),
        (("approve",), "--all"),
        (("approve", "glow.test"), "glow.test#1"),
        (("approve", "--all", "--rule", "first"), "--all"),
        (("approve", "--rule", "everything"), "everything"),
        (("letter", "test", "glow.test"), "no letter is written"),
        (("ledger", "move", "sqlite:///other.db"), "PostgreSQL only"),
        (("settle", "<x@y>", "maybe"), "maybe"),
        (("settle", "<x@y>", "sent"), "<x@y>"),
        (("resume", "other"), "main"),
        (("stop", "not an address"), "not an address"),
        (("held", "--release", "glow.test"), "--reason"),
        (("brand", "merge", "glow.test", "lamp.test"), "--reason"),
        (("brand", "split", "glow.test", "lamp.test"), "--reason"),
        (("brand", "split", "glow.test", "lamp.test", "--reason", "x"), "glow.test"),
        (("brand", "show", "glow.test"), "glow.test"),
        (("run", "--once", "--dry"), "--dry"),
        (("retry", "x", "--sources"), "--sources"),
        (("add", " "), "nothing to add"),
        (("aprove",), "Did you mean 'approve'"),
    ],
)
def test_wrong_use_is_said_in_lines_without_a_traceback(
    words: tuple[str, ...], said: str, house: Path, call: Call
) -> None:
    done = call(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output


def test_a_wrong_configuration_is_told_with_every_mistake_at_its_place(house: Path, call: Call) -> None:
    path = house / "leadwright.toml"
    path.write_text(path.read_text().replace('country = "GB"', 'country = "England"').replace("cap = 30", "cup = 30"))
    done = call("status")
    assert done.exit_code == 2
    assert re.search(r"leadwright\.toml:\d+: operator\.country", done.stderr)
    assert re.search(r"leadwright\.toml:\d+: mailbox\.main\.cup", done.stderr)


def test_what_is_added_is_known_and_explained(house: Path, call: Call) -> None:
    added = json.loads(call("add", "https://glow.test", "--json").stdout)["added"]
    assert added == ["paste https://glow.test/"]
    again = call("add", "-", "--json", input="https://glow.test\n")
    assert again.exit_code == 0
    assert json.loads(again.stdout)["added"] == []
    assert "Nothing new" in again.stderr
    told = call("why", "glow.test")
    assert told.exit_code == 0
    assert "look at sources" in told.stdout
    assert json.loads(call("why", "glow.test", "--json").stdout)["steps"][0]["stage"] == "parse"


def test_pause_and_resume_are_seen_in_the_status(house: Path, call: Call) -> None:
    assert call("pause", "holidays").exit_code == 0
    assert json.loads(call("status", "--json").stdout)["paused"] == "holidays"
    assert call("resume").exit_code == 0
    assert json.loads(call("status", "--json").stdout)["paused"] is None


def test_a_stop_is_for_good_and_said_once(house: Path, call: Call) -> None:
    first = call("stop", "glow.test", "--json")
    assert {entry["value"] for entry in json.loads(first.stdout)["stops"]} == {"glow.test"}
    assert first.stderr.count("glow.test") == 1
    assert "was stopped before" in call("stop", "glow.test").stderr.lower()


def test_why_tells_of_a_stop_where_nothing_else_is_known(house: Path, call: Call) -> None:
    call("stop", "info@glow.test", "--reason", "asked by phone")
    said = call("why", "Info+x@Glow.test")
    assert said.exit_code == 0
    assert "asked by phone" in said.stdout
    told = json.loads(call("why", "info@glow.test", "--json").stdout)
    assert told["steps"] == []
    assert told["standing"]["suppressed"][0]["reason"] == "asked by phone"
    assert call("why", "info@free.test").exit_code == 2


def test_rules_are_set_and_ended(house: Path, call: Call) -> None:
    assert json.loads(call("approve", "--rule", "first", "--json").stdout)["rules"] == ["first-touches"]
    assert json.loads(call("approve", "--rule", "none", "--json").stdout)["rules"] == []


def test_a_name_that_may_be_several_lists_them(house: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    class Row:
        def __init__(self, brand: str) -> None:
            self.brand = brand

    class Leads:
        async def journey(self, who: str) -> object:
            return type("Journey", (), {"known": False})()

        async def page(self, *, search: str, limit: int) -> object:
            return type("Page", (), {"rows": (Row("glow.test"), Row("glow-lamps.test"))})()

    class Desk:
        leads = Leads()

        async def close(self) -> None:
            pass

    monkeypatch.setattr(talk, "open_desk", lambda *_: Desk())
    done = call("why", "glow")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[1:] == ["  glow.test", "  glow-lamps.test"]


def test_a_russian_house_speaks_russian(house: Path, call: Call) -> None:
    path = house / "leadwright.toml"
    path.write_text(path.read_text().replace('language = "en"', 'language = "ru"'))
    assert "холодные письма не уходят" in call("status").stdout


def test_run_once_ends_and_dry_shows_what_would_leave(lonely: Path, call: Call) -> None:
    dry = call("run", "--dry", "--json")
    assert dry.exit_code == 0, dry.output
    assert json.loads(dry.stdout) == []
    done = call("run", "--once", "--json")
    assert done.exit_code == 0, done.output
    assert {beat["name"] for beat in json.loads(done.stdout)["beats"]} >= {"tick"}


def test_a_run_serves_the_dashboard_and_ends_in_order_on_sigterm(lonely: Path) -> None:
    command = [sys.executable, "-m", "leadwright", "run", "--port", "0", "--json-logs", "--json"]
    with subprocess.Popen(command, cwd=lonely, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        assert running.stdout
        said = []
        while "Dashboard: http" not in "".join(said[-1:]):
            said.append(running.stderr.readline())
            assert said[-1], "".join(said)
        running.send_signal(signal.SIGTERM)
        out, rest = running.communicate(timeout=ENDS)
    assert running.returncode == 0, rest
    assert "Stopping" in rest
    assert json.loads(out)["live"] is False
    assert "Traceback" not in rest


def give_a_page(house: Path) -> None:
    path = house / "leadwright.toml"
    linked = '[operator]\npublic_url = "https://letters.ours.test"\n'
    path.write_text(path.read_text().replace("[operator]\n", linked, 1))


def test_the_recipients_page_is_a_process_of_its_own_and_ends_on_sigterm(lonely: Path) -> None:
    give_a_page(lonely)
    port = free_port()
    command = [sys.executable, "-m", "leadwright", "public", "--port", str(port)]
    with subprocess.Popen(command, cwd=lonely, stderr=subprocess.PIPE, text=True) as serving:
        assert serving.stderr
        said = serving.stderr.readline()
        assert f":{port}" in said
        with closing(socket.create_connection(("127.0.0.1", port), timeout=ENDS)) as asked:
            asked.sendall(b"GET /u/forged HTTP/1.1\r\nHost: ours\r\nConnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: asked.recv(65_536), b""))
        serving.send_signal(signal.SIGTERM)
        _, rest = serving.communicate(timeout=ENDS)
    assert answer.startswith(b"HTTP/1.1 200")
    assert b"set-cookie" not in answer.lower()
    assert (serving.returncode, "Traceback" in rest) == (0, False), rest


def test_the_recipients_page_is_not_served_with_another_key(lonely: Path, call: Call) -> None:
    give_a_page(lonely)
    (lonely / "leadwright.key").write_text("another key, as long as it has to be\n")
    done = call("public")
    assert (done.exit_code, "hash key" in done.stderr) == (2, True), done.output


def test_a_port_that_is_taken_ends_the_run_and_says_so(lonely: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        command = [sys.executable, "-m", "leadwright", "run", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, cwd=lonely, capture_output=True, text=True, timeout=ENDS, check=False)
    assert done.returncode == 2, done.stderr
    assert "choose another" in done.stderr


def test_the_version_is_told(call: Call) -> None:
    assert re.match(r"\d+\.\d+", call("--version").stdout)


def test_errors_of_use_never_pass_as_faults() -> None:
    with pytest.raises(SystemExit) as ended:
        app(["why", "x.test", "--config", "/nowhere/leadwright.toml"])
    assert ended.value.code == 2
    assert not isinstance(ended.value.__cause__, UserError)


REFUSING = ("status", "run --once", "serve", "stop info@glow.test", "resume", "doctor", "ledger mend", "add glow.test")


@pytest.mark.parametrize("command", REFUSING)
@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("another key, which is also long enough to be one", "another hash key"),
        (None, "cannot read"),
        ("x", "too short"),
    ],
)
def test_nothing_works_with_a_missing_or_wrong_hash_key(
    command: str, key: str | None, words: str, house: Path, call: Call
) -> None:
    path = house / "leadwright.key"
    if key is None:
        path.unlink()
    else:
        path.write_text(key, encoding="utf-8")
    said = call(*command.split())
    assert said.exit_code == 2
    assert words in said.stderr
    assert "Traceback" not in said.output


def test_a_key_that_others_can_read_is_told(house: Path, call: Call) -> None:
    path = house / "leadwright.key"
    assert path.stat().st_mode & 0o077 == 0
    assert "key-open" not in call("doctor", "--json").stdout
    path.chmod(0o644)
    assert "key-open" in call("doctor", "--json").stdout
