"""Indie Hackers as people save and paste it."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from leadwright.domain.errors import Drop, UserError
from leadwright.sources import indiehackers
from leadwright.sources.indiehackers import IndieHackers, IndieHackersOptions, on_themes, read_post
from tests.sources.fakeweb import NOW, WATCH, FakeWeb, look, looked
from tests.sources.test_feed import RSS

PAGE = """<!DOCTYPE html><html><head>
<meta property="og:url" content="https://www.indiehackers.com/post/need-help-{0}?utm_source=x">
<meta property="og:title" content="Need help {0}">
<script type="application/ld+json">{{"@type": "BlogPosting", "headline": "Need help {0}",
 "datePublished": "2026-10-0{0}T08:00:00.000Z", "author": [{{"@type": "Person", "name": "Somebody Else"}}]}}</script>
</head><body><a href="/somebody">Somebody Else</a><div class="post-page__body content ember-view">
<p>Our stock is a mess. <a href="/somebody">me</a> <a href="https://glow.test/?ref=ih">Glow</a></p></div>
<div class="comment"><p>Try https://other.test/</p></div></body></html>"""


def source(**options: object) -> IndieHackers:
    return IndieHackers(IndieHackersOptions(**options))


async def test_saved_pages_oldest_first_and_once(tmp_path: Path):
    for number, name in ((3, "a"), (1, "b"), (1, "copy")):
        (tmp_path / f"{name}.html").write_text(PAGE.format(number))
    found = await look(source(files=str(tmp_path / "*.html")))
    assert [one.title for one in found] == ["Need help 1", "Need help 3"]
    assert found[0].url == "https://www.indiehackers.com/post/need-help-1"
    assert (found[0].site, found[0].said) == ("https://glow.test/", ("help",))
    assert found[0].at.isoformat() == "2026-10-01T08:00:00+00:00"
    assert "Somebody" not in repr(found)
    assert "other.test" not in repr(found)
    assert await look(source(files=str(tmp_path / "*.html")), bookmark=found[-1].bookmark) == []
    (tmp_path / "new.html").write_text(PAGE.format(2))
    (new,) = await look(source(files=str(tmp_path / "*.html")), bookmark=found[-1].bookmark)
    assert new.title == "Need help 2"


def test_a_pasted_text():
    text = "\n Looking for help with reports\nhttps://www.indiehackers.com/post/abc-1\nWe are glow-tea.com\n"
    found = read_post(text, "note.txt", watch=WATCH, seen=NOW)
    assert (found.title, found.url) == ("Looking for help with reports", "https://www.indiehackers.com/post/abc-1")
    assert (found.site, found.at) == ("https://glow-tea.com/", NOW)
    assert read_post("Need help", "note.txt", watch=WATCH, seen=NOW).url == "file:note.txt"


@pytest.mark.parametrize(
    "text",
    [
        "", "  \n", "<!doctype html><title>Sign in</title>", "<html>" * 10_000,
        '<html><meta property="og:url" content="https://www.indiehackers.com/products">',
        '<html><meta property="og:url" content="https://evil.test/post/indiehackers.com">',
    ],
)  # fmt: skip
def test_what_is_no_post(text: str):
    with pytest.raises(Drop, match="unreadable") as drop:
        read_post(text, "x.html", watch=WATCH, seen=NOW)
    assert drop.value.facts["url"] == "file:x.html"


@pytest.mark.parametrize("data", ["{", "[1]", '{"headline": 5}', '{"datePublished": "soon"}', "[" * 50_000])
def test_broken_data_of_a_page_takes_nothing_along(data: str):
    start = PAGE.format(1).index('{"@type": "BlogPosting"')
    end = PAGE.format(1).index("</script>")
    found = read_post(PAGE.format(1)[:start] + data + PAGE.format(1)[end:], "x.html", watch=WATCH, seen=NOW)
    assert (found.title, found.site, found.at) == ("Need help 1", "https://glow.test/", NOW)


async def test_one_other_page_takes_no_post_along(tmp_path: Path):
    (tmp_path / "a.html").write_text("<html>Just a moment")
    (tmp_path / "b.html").write_text(PAGE.format(1))
    found, drop = await looked(source(files=str(tmp_path / "*")), FakeWeb({}))
    assert [one.title for one in found] == ["Need help 1"]
    assert drop.facts["url"] == "file:a.html"


async def test_files_that_are_not_there_too_many_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(UserError, match="no such file"):
        await look(source(files=str(tmp_path / "*.html")))
    for name in "abc":
        (tmp_path / f"{name}.html").write_text(PAGE.format(1))
    monkeypatch.setattr(indiehackers, "FILES", 2)
    with pytest.raises(UserError, match="more than 2 files"):
        await look(source(files=str(tmp_path / "*.html")))
    monkeypatch.setattr(indiehackers, "BYTES", 10)
    with pytest.raises(UserError, match="larger than"):
        await look(source(files=str(tmp_path / "a.html")))


@pytest.mark.parametrize(
    ("title", "themes"),
    [
        ("Need some help with pricing", {"help"}),
        ("Looking for a freelance developer", {"help"}),
        ("We reached our first 100 customers", {"milestones"}),
        ("Building my shop in public, day 3", {"build-in-public"}),
        ("#buildinpublic week 2", {"build-in-public"}),
        ("We just launched", {"build-in-public"}),
        ("My favourite books", set()),
    ],
)
def test_themes_by_their_words(title: str, themes: set[str]):
    post = read_post(title, "x.txt", watch=WATCH, seen=NOW)
    assert {one for one in ("help", "milestones", "build-in-public") if on_themes([post], [one])} == themes


async def test_a_feed_by_themes():
    web = FakeWeb(lambda _: RSS)
    (found,) = await look(source(feed="https://feeds.test/new", themes=["help"]), web)
    assert found.title.startswith("Second")
    assert web.asked == ["https://feeds.test/new"]
    assert await look(source(feed="https://feeds.test/new"), FakeWeb({"https://feeds.test/new": 304})) == []


@pytest.mark.parametrize("options", [{}, {"files": "a", "feed": "https://feeds.test/"}, {"files": "a", "themes": []}])
def test_files_or_a_feed(options: dict[str, object]):
    with pytest.raises(ValidationError):
        IndieHackersOptions(**options)


def test_a_relative_pattern_lies_beside_the_configuration(tmp_path: Path):
    folder = tmp_path / "mine [1]"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE.format(1))
    options = IndieHackersOptions.model_validate({"files": "*.html"}, context={"folder": folder})
    found, _ = indiehackers.read_files(options.files, watch=WATCH, seen=NOW)
    assert len(found) == 1
