"""Directories, each by its table of rules."""

from pathlib import Path

import pytest

from leadwright.domain.errors import Drop, UserError
from leadwright.sources.directory import Directory, DirectoryOptions, rules_of
from tests.sources.fakeweb import FakeWeb, look, looked

RULES = """
[mine]
list = "https://dir.test/new"
entry = "li.entry"
name = "h3"
post = "h3 a"
text = "p"
site = "a.visit"
next = "a[rel=next]"
through = ["dir.test"]
"""


def entry(name: str, site: str) -> str:
    head = f'<h3><a href="/p/{name}?ref=x">{name}</a></h3><p>We just launched {name}.</p>'
    return f'<li class=entry>{head}<a class=visit href="{site}">Visit</a></li>'


FIRST = (
    f"<ul>{entry('Glow', 'https://glow.test/?utm_source=dir')}{entry('Oak', '/go/oak')}</ul>"
    '<a rel=next href="?page=2">Next</a>'
)
SECOND = f"<ul>{entry('Frost', 'https://frost.test/')}<li class=entry><p>no name</p></li></ul>"
WEB = {"https://dir.test/new": FIRST, "https://dir.test/new?page=2": SECOND}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "my.toml").write_text(RULES)
    return tmp_path / "my.toml"


def source(rules: Path, **options: object) -> Directory:
    return Directory(DirectoryOptions.model_validate({"directory": "mine", "rules": rules} | options))


async def test_entries_of_several_pages_oldest_first(rules: Path):
    web = FakeWeb(WEB)
    frost, oak, glow = await look(source(rules), web)
    assert web.asked == list(WEB)
    assert (glow.site, glow.url, glow.text) == (
        "https://glow.test/",
        "https://dir.test/p/Glow",
        "We just launched Glow.",
    )
    assert (frost.site, frost.said) == ("https://frost.test/", ("launch",))
    assert (oak.title, oak.site) == ("Oak", None)


async def test_it_goes_on_where_it_stopped_and_no_further_than_asked(rules: Path):
    *_, last = await look(source(rules), FakeWeb(WEB))
    assert await look(source(rules), FakeWeb(WEB), last.bookmark) == []
    web = FakeWeb(WEB)
    assert len(await look(source(rules, pages=1), web)) == 2
    assert len(web.asked) == 1


async def test_a_next_page_elsewhere_is_not_asked_for(rules: Path):
    web = FakeWeb({"https://dir.test/new": FIRST.replace("?page=2", "https://else.test/")})
    assert len(await look(source(rules), web)) == 2


async def test_a_page_of_another_form_names_the_rule_after_what_was_read(rules: Path):
    web = FakeWeb(WEB | {"https://dir.test/new?page=2": "<p>We have a new look!</p>"})
    found, fault = await looked(source(rules), web)
    assert [one.title for one in found] == ["Oak", "Glow"]
    assert fault.facts["url"] == "https://dir.test/new?page=2"
    assert "'li.entry'" in fault.facts["why"]


@pytest.mark.parametrize("name", ["betalist", "makerstations", "openstartups"])
def test_the_directories_of_the_product_have_rules(name: str):
    assert name in rules_of(name, None).list


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[other]\nlist = 'https://x.test/'", "no rules for a directory called 'mine'"),
        ("[mine]\nlist = 'https://x.test/'\nname = 'h3'", "mine: .*entry and name"),
        ("[mine]\nlist = 'x.test/'\nentry = 'li'\nname = 'h3'", "mine.list"),
        ("[mine]\nlist = 'https://x.test/'\nformat = 'feed'\nname = 'h3'", "needs no selectors"),
        ("[mine]\nlist = 'https://x.test/'\nformat = 'table'", "mine.format"),
        ("[mine]\nlist = 'https://x.test/'\nentry = 'li[['\nname = 'h3'", "no CSS selector"),
        ("[mine", "not TOML"),
    ],
)
def test_wrong_rules_say_what_to_change(table: str, said: str, tmp_path: Path):
    (tmp_path / "my.toml").write_text(table)
    with pytest.raises(UserError, match=said.replace("[", r"\[")):
        source(tmp_path / "my.toml")
    with pytest.raises(UserError, match="cannot be read"):
        source(tmp_path / "none.toml")


async def test_a_page_that_fails_takes_no_other_along(rules: Path):
    away = Drop("unread", why="status", status=502)
    given, stopped = await looked(source(rules), FakeWeb({**WEB, "https://dir.test/new?page=2": away}))
    assert [one.title for one in given] == ["Oak", "Glow"]
    assert stopped is away


FEED = """<rss version="2.0"><channel><title>T</title><link>https://dir.test/</link>
<item><title>Glow</title><link>https://dir.test/p/glow</link><pubDate>Sun, 01 Nov 2026 10:00:00 GMT</pubDate>
 <description>&lt;p&gt;We just launched &lt;a href="https://glow.test/"&gt;Glow&lt;/a&gt;&lt;/p&gt;</description></item>
<item><title>Oak</title><link>https://dir.test/p/oak</link><pubDate>Sat, 31 Oct 2026 10:00:00 GMT</pubDate>
 <description>&lt;a href="https://go.dir-links.test/oak"&gt;Visit&lt;/a&gt;</description></item></channel></rss>"""


async def test_a_directory_that_offers_a_feed(tmp_path: Path):
    table = "[mine]\nlist = 'https://dir.test/feed'\nformat = 'feed'\nthrough = ['dir-links.test']"
    (tmp_path / "my.toml").write_text(table)
    made = source(tmp_path / "my.toml")
    web = FakeWeb({"https://dir.test/feed": FEED})
    oak, glow = await look(made, web)
    assert (glow.url, glow.site, glow.said) == ("https://dir.test/p/glow", "https://glow.test/", ("launch",))
    assert (oak.title, oak.site) == ("Oak", None)
    assert (made.place, web.asked) == ("directory", ["https://dir.test/feed"])
    assert await look(made, web, glow.bookmark) == []
    empty = FEED.partition("<item>")[0] + "</channel></rss>"
    assert await look(made, FakeWeb(lambda _: empty)) == []
    with pytest.raises(Drop, match="unreadable"):
        await look(made, FakeWeb(lambda _: "<html>"))
