"""A page read for a person: files as they were saved, URLs by the crawler's rules, and what cannot be read says why."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from leadwright.adapters.charset import utf8_of
from leadwright.domain.errors import Drop, UserError
from leadwright.domain.site import Page
from leadwright.reading.canonical import canonical_in
from leadwright.service.reader import LARGEST, Reader, manifest
from leadwright.writing.playbooks import load_playbooks
from tests.reading.sites import TABLES

NOW = datetime(2027, 3, 1, tzinfo=UTC)
HTML = """<!doctype html><html lang=en-GB><head><title>Glow Lamps</title>
<meta property=og:site_name content="Glow Lamps">
<script type="application/ld+json">{"@type": "Product", "name": "Hall lamp", "sku": "L1",
 "offers": {"price": "19.95", "priceCurrency": "GBP", "availability": "https://schema.org/InStock"}}</script></head>
<body><a href=/cart>Basket</a><h1>Lamps made by hand</h1>
<p>We make lamps of oak and paper in Leeds and ship them all over the UK.</p>
<form action=/contact><input name=email type=email><textarea name=message></textarea></form>
<footer>Glow Lamps Ltd, 1 High Street, Leeds LS1 1AA <a href="mailto:hello@glow-lamps.co.uk">Write to us</a></footer>"""


class StillClock:
    def now(self) -> datetime:
        return NOW


class FakeWeb:
    """One page, and nothing else."""

    async def fetch(self, url: str, *, headers: object = None) -> Page:
        if url != "https://glow-lamps.co.uk/":
            raise Drop("unread", why="robots", url=url)
        return Page(f"{url}en", url, 200, NOW, HTML.encode(), "0" * 64)


def reader(web: object = None) -> Reader:
    return Reader(TABLES, load_playbooks(), StillClock(), utf8_of, web)  # type: ignore[arg-type]


@pytest.mark.parametrize("packed", [False, True])
def test_a_saved_page_says_everything_with_its_place(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("page.html.gz" if packed else "page.html")
    path.write_bytes(gzip.compress(HTML.encode()) if packed else HTML.encode())
    view = reader().file(path, url="https://glow-lamps.co.uk/")
    assert (view.file, view.url, view.error) == (str(path), "https://glow-lamps.co.uk/", None)
    (address,) = view.addresses
    assert (address["address"], address["usable"], address["way"]) == ("hello@glow-lamps.co.uk", True, "mailto")
    assert "hello@glow-lamps.co.uk" in address["snippet"]
    assert (view.company, view.legal_form, view.country, view.language) == ("Glow Lamps", "Ltd", "GB", "en")
    assert view.hero is not None
    assert "lamps of oak" in view.hero
    assert view.price is not None
    assert (view.price["amount"], view.price["currency"], view.price["source"]) == ("19.95", "GBP", "jsonld")
    (form,) = view.forms
    assert form["kind"] == "contact"
    assert [field["name"] for field in form["fields"]] == ["email", "message"]
    assert view.business["kind"] == "shop"
    assert view.business["evidence"]
    assert view.fit["score"] == sum(factor["points"] for factor in view.fit["factors"])
    json.dumps(view.country_evidence)


def test_a_page_that_names_its_url_is_read_under_it_and_another_has_no_name_made_up(tmp_path: Path) -> None:
    said, silent = tmp_path / "said.html", tmp_path / "silent.html"
    said.write_text(HTML.replace("</head>", '<link rel="canonical" href="https://www.glow-lamps.co.uk/en"></head>'))
    silent.write_text("<p>Nothing to see.</p>")
    assert reader().file(said).url == "https://www.glow-lamps.co.uk/en"
    view = reader().file(silent)
    assert (view.url, view.company, view.error) == (None, None, None)


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<link href='https://a.test/x?b=1&amp;c=2' rel=canonical>", "https://a.test/x?b=1&c=2"),
        ('<meta property="og:url" content="http://a.test">', "http://a.test"),
        (
            '<meta property="og:url" content="http://b.test/"><link rel="canonical" href="http://a.test/">',
            "http://a.test/",
        ),
        ('<link rel="canonical" href="/relative">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<link rel="stylesheet" href="https://a.test/x.css">', None),
        ("<link " * 50_000, None),
    ],
)
def test_the_url_a_page_names(html: str, url: str | None) -> None:
    assert canonical_in(html) == url


@pytest.mark.parametrize("raw", [b"\x1f\x8bno gzip at all", b"\x1f\x8b\x08\x00\x00"])
def test_a_broken_file_is_a_line_that_says_why(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "broken.html.gz"
    path.write_bytes(raw)
    view = reader().file(path, name="broken.html.gz")
    assert view.file == "broken.html.gz"
    assert view.error is not None
    assert view.error.startswith("cannot be read")
    assert reader().file(tmp_path / "absent.html").error == "cannot be read: No such file or directory"
    assert reader().file(tmp_path).error == "cannot be read: Is a directory"


def test_what_unpacks_without_end_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "bomb.html.gz"
    path.write_bytes(gzip.compress(b"<p>x" * (LARGEST // 2)))
    assert reader().file(path).error is None


async def test_a_url_is_fetched_by_the_crawler_or_says_what_it_needs() -> None:
    view = await reader(FakeWeb()).page("https://glow-lamps.co.uk/")
    assert (view.file, view.url, view.company) == (
        "https://glow-lamps.co.uk/",
        "https://glow-lamps.co.uk/en",
        "Glow Lamps",
    )
    closed = await reader(FakeWeb()).page("https://closed.test/")
    assert closed.error is not None
    assert "robots" in closed.error
    with pytest.raises(UserError, match=r"leadwright\.toml"):
        await reader().page("https://glow-lamps.co.uk/")


def test_a_manifest_lists_pages_and_its_wrong_lines_are_named(tmp_path: Path) -> None:
    lines = ['{"file": "a.html.gz", "url": ""}', '{"file": "b.json"}', '{"file": "c.html", "url": "https://c.test"}']
    (tmp_path / "manifest.jsonl").write_text("\n".join(lines))
    assert list(manifest(tmp_path)) == [("a.html.gz", None), ("c.html", "https://c.test")]
    (tmp_path / "manifest.jsonl").write_text("\n".join([*lines, "oops", "[]"]))
    with pytest.raises(UserError) as wrong:
        manifest(tmp_path)
    assert [problem.split(", ")[1] for problem in wrong.value.problems] == [
        "line 4: this is no object with a 'file'",
        "line 5: this is no object with a 'file'",
    ]
    with pytest.raises(UserError, match="manifest"):
        manifest(tmp_path / "nowhere")
