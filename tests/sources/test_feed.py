"""RSS, Atom and JSON Feed as they really are."""

import json
from datetime import UTC, datetime

import pytest

from leadwright.domain.errors import Drop
from leadwright.sources.feed import ENTRIES, Feed, FeedOptions, read_feed
from tests.sources.fakeweb import NOW, WATCH, FakeWeb, look

URL = "https://feeds.test/new"
RSS = """<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0"><channel><title>T</title><link>https://feeds.test/</link>
<item><title>Second &amp; last: Grüße</title><link>https://feeds.test/p/2</link>
 <pubDate>Sun, 01 Nov 2026 10:00:00 GMT</pubDate>
 <description>&lt;p&gt;We need help with our catalogue. &lt;a href="https://x.com/us"&gt;us&lt;/a&gt;
 &lt;a href="https://www.glow-shop.test/?utm_source=feed&amp;amp;a=1#top"&gt;our shop&lt;/a&gt;</description></item>
<item><title>First</title><link>https://feeds.test/p/1</link><pubDate>Sat, 31 Oct 2026 10:00:00 +0200</pubDate>
 <description>No link, only glow-tea.com in words</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<entry><id>urn:1</id><title type="html">A &lt;b&gt;shop&lt;/b&gt;</title><link href="/p/1"/>
<updated>2026-10-30T08:00:00+02:00</updated>
<content type="html">&lt;p&gt;see &lt;a href="/about"&gt;here&lt;/a&gt;&lt;/p&gt;</content></entry></feed>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "https://feeds.test/1", "external_url": "https://shop.test/",
             "content_text": "We launched", "date_published": "2026-11-01T10:00:00Z"},
            {"id": "2", "external_url": "https://x.com/somebody", "content_html": "<p>hi", "date_published": "soon"},
            {"id": 3, "title": None}, "nonsense",
        ],
    }
)  # fmt: skip


def read(text: str, **options: str):
    return read_feed(text, FeedOptions(url=URL, **options), watch=WATCH, seen=NOW)


def test_rss_oldest_first_with_its_sites():
    first, second = read(RSS)
    assert (first.title, first.at) == ("First", datetime(2026, 10, 31, 8, tzinfo=UTC))
    assert first.site == "https://glow-tea.com/"
    assert second.title == "Second & last: Grüße"
    assert second.site == "https://www.glow-shop.test/?a=1"
    assert second.said == ("help",)
    assert "We need help with our catalogue." in second.text
    assert "<" not in second.text
    assert second.url == "https://feeds.test/p/2"


def test_atom_with_relative_links():
    (entry,) = read(ATOM)
    assert (entry.url, entry.title) == ("https://feeds.test/p/1", "A shop")
    assert entry.at == datetime(2026, 10, 30, 6, tzinfo=UTC)
    assert entry.site is None


def test_json_feed_names_the_site_itself():
    by_id = {sighting.url: sighting for sighting in read(JSON)}
    assert by_id["https://feeds.test/1"].site == "https://shop.test/"
    assert by_id["https://x.com/somebody"].site is None
    assert by_id["https://x.com/somebody"].at == NOW
    assert len(by_id) == 3


def test_links_that_lead_away_are_the_site_unless_the_operator_says_otherwise():
    away = RSS.replace("https://feeds.test/p/1", "https://made-by-us.test/")
    assert read(away)[0].site == "https://made-by-us.test/"
    assert read(away, link="post")[0].site == "https://glow-tea.com/"


def test_google_alerts_links_are_unwrapped_and_are_no_site():
    alert = ATOM.replace("/p/1", "https://www.google.com/url?rct=j&amp;url=https://forum.test/thread&amp;ct=ga")
    options = FeedOptions(url="https://www.google.com/alerts/feeds/1/2")
    (entry,) = read_feed(alert, options, watch=WATCH, seen=NOW)
    assert entry.url == "https://forum.test/thread"
    assert entry.site is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("<!DOCTYPE html><html><title>Blog</title>", "web page"),
        ("<html><body>x", "web page"),
        ('{"error": "no"}', "no JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 5}', "no JSON Feed"),
        ("{" * 100_000, "no JSON Feed"),
        ("just text", "neither"),
        ("", "neither"),
    ],
)
def test_what_is_no_feed_is_told_apart(text: str, word: str):
    with pytest.raises(Drop, match="unreadable") as drop:
        read(text)
    assert word in str(drop.value.facts["why"])


def test_a_broken_feed_gives_what_can_be_read():
    assert len(read(RSS[: RSS.index("</channel>")])) == 2
    assert read("<rss version='2.0'><channel></channel></rss>") == []


def test_only_the_newest_of_a_long_feed():
    items = "".join(
        f"<item><title>{n}</title><link>https://feeds.test/{n}</link>"
        f"<pubDate>Sun, 01 Nov 2026 {n // 60:02}:{n % 60:02}:00 GMT</pubDate></item>"
        for n in range(ENTRIES + 50)
    )
    found = read(f"<rss version='2.0'><channel>{items}</channel></rss>")
    assert [found[0].title, found[-1].title, len(found)] == ["50", str(ENTRIES + 49), ENTRIES]


def test_dates_of_the_future_are_now():
    assert read(RSS.replace("2026", "2031"))[0].at == NOW


async def test_each_look_gives_only_what_is_new_and_any_bookmark_goes_on_from_there():
    web = FakeWeb({URL: RSS})
    first, second = await look(Feed(FeedOptions(url=URL)), web)
    assert await look(Feed(FeedOptions(url=URL)), web, second.bookmark) == []
    (again,) = await look(Feed(FeedOptions(url=URL)), web, first.bookmark)
    assert again == second
    late = RSS.replace("<item>", "<item><title>Late</title><link>https://feeds.test/0</link></item><item>", 1)
    (new,) = await look(Feed(FeedOptions(url=URL)), FakeWeb({URL: late}), second.bookmark)
    assert new.title == "Late"


async def test_an_unchanged_feed_gives_nothing():
    assert await look(Feed(FeedOptions(url=URL)), FakeWeb({URL: 304})) == []


def test_whose_terms_a_feed_is_read_under():
    places = {
        "https://www.producthunt.com/feed": "producthunt",
        "https://www.reddit.com/r/x/new/.rss": "reddit",
        "https://github.com/a/b/releases.atom": "github",
        URL: "feed",
    }
    assert {url: Feed(FeedOptions(url=url)).place for url in places} == places
