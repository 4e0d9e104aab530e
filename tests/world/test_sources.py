import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser

from leadwright.world.clock import JumpClock
from leadwright.world.make import make_world
from leadwright.world.posts import FEED_HOST, FEED_HOSTS
from leadwright.world.sources import HN_HOST, source_routes, write_csv

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
LATE = START + timedelta(days=12)
MADE = make_world(2, START)


def ask(host: str, path: str, at: datetime = LATE, **query: str) -> bytes:
    return source_routes(MADE, JumpClock(at))[host](path, query).data


def test_three_feeds_tell_different_posts() -> None:
    rss, atom = feedparser.parse(ask(FEED_HOST, "/rss.xml")), feedparser.parse(ask(FEED_HOST, "/atom.xml"))
    items = json.loads(ask(FEED_HOST, "/feed.json"))["items"]
    assert not rss.bozo
    assert not atom.bozo
    told = [
        {entry.link for entry in rss.entries},
        {entry.link for entry in atom.entries},
        {item["url"] for item in items},
    ]
    assert all(told)
    every = set.union(*told)
    assert len(every) == sum(map(len, told))
    other = {entry.link for entry in feedparser.parse(ask(FEED_HOSTS["research"], "/research.xml")).entries}
    assert len(other) == 1
    assert every | other == {post.url for post in MADE.posts if post.source == "feed"}


def test_a_feed_shows_only_what_is_out() -> None:
    now = feedparser.parse(ask(FEED_HOST, "/rss.xml", START)).entries
    later = feedparser.parse(ask(FEED_HOST, "/rss.xml")).entries
    assert 0 < len(now) < len(later)


def test_the_site_stands_in_the_text_of_a_post() -> None:
    post = next(post for post in MADE.posts if post.id.startswith("rss") and post.site)
    entry = next(entry for entry in feedparser.parse(ask(FEED_HOST, "/rss.xml")).entries if entry.link == post.url)
    assert str(post.site).replace("&", "&amp;") in entry.summary
    assert str(post.site).encode() in ask(FEED_HOST, post.url.removeprefix(f"http://{FEED_HOST}"))


def hn(at: datetime = LATE, **query: str) -> dict[str, object]:
    answer: dict[str, object] = json.loads(ask(HN_HOST, "/api/v1/search_by_date", at, **query))
    return answer


def test_hn_answers_in_pages() -> None:
    everything = hn(hitsPerPage="1000", tags="show_hn")
    assert everything["nbHits"] == sum(post.source == "hn" for post in MADE.posts)
    pages = [hn(hitsPerPage="5", page=str(page))["hits"] for page in range(int(str(hn(hitsPerPage="5")["nbPages"])))]
    joined = [hit for page in pages for hit in page]  # type: ignore[attr-defined]
    assert joined == everything["hits"]
    times = [hit["created_at_i"] for hit in joined]
    assert times == sorted(times, reverse=True)


def test_hn_filters_by_words_tags_and_time() -> None:
    hits = hn(hitsPerPage="1000")["hits"]
    assert isinstance(hits, list)
    middle = hits[len(hits) // 2]["created_at_i"]
    newer = hn(hitsPerPage="1000", numericFilters=f"created_at_i>{middle}")["hits"]
    assert newer == [hit for hit in hits if hit["created_at_i"] > middle]
    assert hn(tags="ask_hn")["nbHits"] == 0
    assert hn(tags="(ask_hn,show_hn)")["nbHits"] == len(hits)
    shops = hn(query="shopify", hitsPerPage="1000")["hits"]
    assert isinstance(shops, list)
    assert 0 < len(shops) < len(hits)


def test_text_posts_have_no_url() -> None:
    hits = hn(hitsPerPage="1000")["hits"]
    assert isinstance(hits, list)
    assert any(hit["url"] is None and "rel=" in hit["story_text"] for hit in hits)
    assert any(hit["url"] is None and "rel=" not in hit["story_text"] for hit in hits)


def test_the_csv_has_what_is_noted_by_now(tmp_path: Path) -> None:
    with write_csv(MADE, tmp_path, START).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert list(rows[0]) == ["company", "website", "notes", "added"]
    assert len(rows) == sum(post.source == "csv" and post.at <= START for post in MADE.posts)
