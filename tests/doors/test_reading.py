"""``leadwright read page``: a table for people, a line of JSON a page, and codes that tell what happened."""

import json
from pathlib import Path

from tests.doors.conftest import Call
from tests.service.test_reader import HTML


def test_people_see_each_fact_with_its_place(call: Call, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML)
    done = call("read", "page", "page.html", "--url", "https://glow-lamps.co.uk/")
    assert done.exit_code == 0
    for said in ("Glow Lamps", "hello@glow-lamps.co.uk", "19.95 GBP", "LS1 1AA", "Not said here:"):
        assert said in done.stdout


def test_json_has_a_line_for_each_page_also_for_broken_ones(call: Call, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text(HTML)
    rows = [{"file": "a.html", "url": "https://glow-lamps.co.uk/"}, {"file": "gone.html"}, {"file": "feed.xml"}]
    (tmp_path / "pages" / "manifest.jsonl").write_text("\n".join(map(json.dumps, rows)))
    done = call("read", "page", "--manifest", "pages", "--json")
    assert done.exit_code == 1
    one, other = map(json.loads, done.stdout.splitlines())
    assert (one["file"], one["company"], one["error"]) == ("a.html", "Glow Lamps", None)
    assert (other["file"], other["addresses"]) == ("gone.html", [])
    assert "No such file" in other["error"]
    assert one.keys() == other.keys()


def test_what_strangers_wrote_commands_no_terminal(call: Call, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML.replace("Glow Lamps", "Glow \x1b[31m[red]Lamps"))
    done = call("read", "page", "page.html")
    assert done.exit_code == 0
    assert "\x1b[31m" not in done.stdout


def test_wrong_use_says_what_to_change(call: Call, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(HTML)
    for words, said in (
        ([], "name pages to read"),
        (["a.html", "b.html", "--url", "https://a.test"], "--url goes with one saved page"),
        (["https://a.test/", "--url", "https://a.test"], "--url goes with one saved page"),
        (["https://a.test/"], "leadwright.toml"),
        (["--manifest", "nowhere"], "manifest.jsonl"),
    ):
        done = call("read", "page", *words)
        assert done.exit_code == 2, words
        assert said in done.stderr
