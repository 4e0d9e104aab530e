"""What a person adds on the command line, in a house where things wait for it."""

import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.doors.conftest import Call
from tests.doors.webdesk import TOML, Told, told  # noqa: F401
from tests.ledgers import KEY

CONTACT = "<title>Contact</title><p>Ask for hello@held.test, any day.</p>"


class Pages(BaseHTTPRequestHandler):
    """One page, and no robots.txt."""

    def do_GET(self) -> None:
        there = self.path == "/contact"
        self.send_response(200 if there else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(CONTACT.encode() if there else b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def shop() -> Iterator[int]:
    """A shop's server on this machine; gives its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield int(server.server_address[1])
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def waiting(call: Call, told: Told, tmp_path: Path, shop: int) -> Call:  # noqa: F811
    """The command line in a house where letters wait for a person."""
    shutil.copy(told.path, tmp_path / "ledger.db")
    (tmp_path / "leadwright.key").write_bytes(KEY)
    (tmp_path / "leadwright.key").chmod(0o600)
    world = f'[world]\nnames = {{ "held.test" = {shop} }}\nmail = {{ "held.test" = ["127.0.0.1"] }}\n'
    text = TOML.format(url="sqlite:///ledger.db", language="en") + world
    (tmp_path / "leadwright.toml").write_text(text, encoding="utf-8")
    return call


def test_what_is_held_names_the_command_that_helps_and_it_helps(waiting: Call) -> None:
    shown = waiting("held").stdout
    assert 'leadwright fact add held.test country CODE --words "..."' in shown
    assert 'leadwright held --release maple.test --reason "..."' in shown
    done = waiting("fact", "add", "held.test", "country", "uk", "--words", "They are in Leeds", "--json")
    assert json.loads(done.stdout) == {"brand": "held.test", "kind": "country", "value": "GB", "letters": 1}
    assert "Kept for held.test: country GB" in done.stderr
    (kept,) = json.loads(waiting("fact", "list", "held.test", "--json").stdout)
    assert (kept["value"], kept["words"], kept["by"]) == ("GB", "They are in Leeds", "command line")
    assert "They are in Leeds" in waiting("fact", "list", "held.test").stdout
    assert "They are in Leeds" in waiting("why", "held.test").stdout
    assert "held.test" not in waiting("held").stdout


def test_an_address_that_a_person_read_takes_the_letters_over(waiting: Call) -> None:
    page = "http://held.test/contact"
    done = waiting("contact", "add", "held.test", "hello@held.test", "--page", page, "--json")
    assert done.exit_code == 0, done.stderr
    added = json.loads(done.stdout)
    assert (added["address"], added["readable"], added["page"]) == ("hello@held.test", True, page)
    assert "any day" in added["snippet"]
    assert "is kept as its evidence" in done.stderr
    drafts = json.loads(waiting("drafts", "--all", "--json").stdout)
    assert {one["to"] for one in drafts if one["brand"] == "held.test"} == {"hello@held.test"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fact", "add", "nobody.test", "country", "GB", "--words", "x"), "leadwright leads"),
        (("fact", "add", "held.test", "country", "Atlantis", "--words", "x"), "ISO 3166-1"),
        (("fact", "add", "held.test", "country", "GB"), "--words"),
        (("contact", "add", "held.test", "hello@held.test"), "--page"),
        (("contact", "add", "held.test", "bo@held.test", "--page", "http://held.test/contact"), "--words"),
        (("contact", "add", "held.test", "hello@held.test", "--page", "http://held.test/gone"), "404"),
        (("held", "--release", "held.test", "--reason", "I know them"), "what helps: country"),
        (("held", "--release", "nobody.test", "--reason", "I know them"), "leadwright held"),
    ],
)
def test_wrong_use_says_what_to_do(words: tuple[str, ...], said: str, waiting: Call) -> None:
    done = waiting(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.output
