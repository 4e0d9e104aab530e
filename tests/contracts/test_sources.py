"""What every source keeps to, and the one door in front of them."""

import inspect
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from leadwright.domain.errors import Drop, Fatal, Later
from leadwright.domain.lead import Watch
from leadwright.registry import SOURCES
from leadwright.sources.watched import WatchedSources
from leadwright.tables import load_tables
from tests.sources.fakeweb import NOW, WATCH, FakeWeb, look, reach
from tests.sources.test_alertmail import ALERT, NEWS, AlertFolder, alert
from tests.sources.test_directory import FIRST as LISTED
from tests.sources.test_directory import RULES
from tests.sources.test_feed import RSS
from tests.sources.test_openstreetmap import OVERPASS
from tests.sources.test_wikidata import SPARQL

TABLES = load_tables()
HITS = [
    {
        "objectID": str(number),
        "created_at_i": int(NOW.timestamp()) - 60 + number,
        "title": "T",
        "url": "https://a.test/",
    }
    for number in range(3)
]
SECRET = {"env": "SECRET"}
LAUNCHES = [
    {
        "node": {
            "id": str(number),
            "name": "T",
            "tagline": "Shops without lists",
            "description": None,
            "url": f"https://www.producthunt.com/posts/{number}",
            "createdAt": f"2026-11-02T08:0{number}:00Z",
        }
    }
    for number in range(3)
]
REPOSITORIES = [
    {
        "id": number + 1,
        "full_name": f"glow/{number}",
        "html_url": f"https://github.com/glow/{number}",
        "pushed_at": f"2026-11-02T08:0{number}:00Z",
        "description": "Stock of Glow's shop",
        "homepage": "glow.test",
        "topics": ["shopify"],
    }
    for number in range(3)
]
THREADS = [
    {
        "kind": "t3",
        "data": {
            "id": f"a{number}",
            "title": "T",
            "created_utc": NOW.timestamp() - 60 + number,
            "selftext": "our shop: https://a.test/",
            "url": f"https://www.reddit.com/r/shopify/comments/a{number}/t/",
            "is_self": True,
            "removed_by_category": None,
            "author": "somebody",
        },
    }
    for number in range(3)
]
BESIDE = {"https://www.reddit.com/api/v1/access_token": json.dumps({"access_token": "abc", "expires_in": 3600})}
HACKERS = RSS.replace("First", "Building it in public")
POSTS = {"data": {"posts": {"edges": LAUNCHES, "pageInfo": {"hasNextPage": False, "endCursor": None}}}}
CASES = {
    "alertmail": ({}, ""),
    "directory": ({"directory": "mine", "rules": "rules.toml", "pages": 1}, LISTED),
    "feed": ({"url": "https://feeds.test/new"}, RSS),
    "github": (
        {"topics": ["shopify"]},
        json.dumps({"total_count": 3, "incomplete_results": False, "items": REPOSITORIES}),
    ),
    "hackernews": ({}, json.dumps({"hits": HITS, "nbHits": 3, "nbPages": 1})),
    "indiehackers": ({"feed": "https://feeds.test/new", "themes": ["help", "build-in-public"]}, HACKERS),
    "csv": ({"path": "shops.csv"}, ""),
    "openstreetmap": ({"area": "Leeds"}, OVERPASS),
    "paste": ({"text": "https://shop.test/"}, ""),
    "producthunt": ({"token": SECRET, "days": 1}, json.dumps(POSTS)),
    "reddit": (
        {
            "username": "ada_b",
            "client_id": "abcdef",
            "client_secret": SECRET,
            "password": SECRET,
            "subreddits": ["shopify"],
        },
        json.dumps({"kind": "Listing", "data": {"children": THREADS, "after": None}}),
    ),
    "wikidata": ({}, SPARQL),
}


@pytest.fixture(params=sorted(SOURCES.known))
def made(request: pytest.FixtureRequest, tmp_path: Path):
    (tmp_path / "shops.csv").write_text("company,website\nA,a.test\nB,b.test\n")
    (tmp_path / "rules.toml").write_text(RULES)
    options, answer = CASES[request.param]
    source = SOURCES.make(request.param, options, place="watch.mine", folder=tmp_path)
    return source, web_of(request.param, answer)


def web_of(name: str, answer: str) -> FakeWeb:
    """A web that gives the answer, whatever the source asks once it is let in, and a folder of alerts."""
    web = FakeWeb(lambda url: BESIDE.get(url, answer))
    web.folder = lambda *_: AlertFolder(alert("n@weekly.test", NEWS), alert("n@weekly.test", ALERT, number=2))
    return web


class TestSource:
    async def test_sightings_are_whole(self, made):
        source, web = made
        found = await look(source, web)
        assert found
        for sighting in found:
            assert (sighting.watch, sighting.source) == (WATCH.name, WATCH.source)
            assert source.place in TABLES.sources
            assert sighting.at <= sighting.seen == NOW
            assert sighting.at.utcoffset() == timedelta(0)
            assert sighting.site is None or sighting.site.startswith(("https://", "http://"))
        assert [sighting.at for sighting in found] == sorted(sighting.at for sighting in found)
        assert len({sighting.key for sighting in found}) == len(found)

    async def test_the_last_bookmark_ends_it(self, made):
        source, web = made
        *_, last = await look(source, web)
        assert last.bookmark
        assert await look(source, web, last.bookmark) == []

    async def test_every_bookmark_goes_on_without_a_gap(self, made):
        source, web = made
        found = await look(source, web)
        for place, sighting in enumerate(found):
            if sighting.bookmark:
                rest = await look(source, web, sighting.bookmark)
                assert [one.key for one in rest] == [one.key for one in found[place + 1 :]]

    async def test_two_looks_give_the_same(self, made):
        source, web = made
        assert await look(source, web) == await look(source, web)

    def test_options_are_strict_and_the_manual_is_there(self, made):
        source, _ = made
        with pytest.raises(ValidationError):
            type(source).Options.model_validate({"nonsense": 1})
        manual = inspect.getmodule(source).__doc__
        for heading in ("What is read", "Terms", "Pace", "The site"):
            assert f"\n{heading}\n" in manual


class Known:
    """What the ledger knows of every watch."""

    def __init__(self, bookmark: str | None = None, given: int = 0) -> None:
        self.bookmark, self.number = bookmark, given

    async def of(self, watch: Watch) -> str | None:
        return self.bookmark

    async def given(self, watch: Watch, since: datetime) -> int:
        assert since == NOW.replace(hour=0)
        return self.number


class TestWatchedSources:
    def sources(self, answer, bookmark: str | None = None) -> WatchedSources:
        feed = SOURCES.make("feed", {"url": "https://feeds.test/new"}, place="watch.mine")
        return WatchedSources(
            {"mine": feed}, Known(bookmark), reach=reach(FakeWeb(lambda _: answer)), terms=TABLES.sources
        )

    async def test_a_watch_finds_its_source_and_its_bookmark(self):
        first, second = [one async for one in self.sources(RSS).look(WATCH)]
        assert [one async for one in self.sources(RSS, first.bookmark).look(WATCH)] == [second]

    async def test_the_terms_of_the_place_stand_on_what_is_found(self):
        for url, terms in (("https://feeds.test/new", "open"), ("https://github.com/a/b/releases.atom", "research")):
            feed = SOURCES.make("feed", {"url": url}, place="watch.mine")
            sources = WatchedSources({"mine": feed}, Known(), reach=reach(FakeWeb(lambda _: RSS)), terms=TABLES.sources)
            assert {one.terms async for one in sources.look(WATCH)} == {terms}

    async def test_a_watch_that_is_gone(self):
        with pytest.raises(Drop, match="no-watch"):
            [one async for one in self.sources(RSS).look(Watch("other", "feed"))]

    @pytest.mark.parametrize(
        ("answer", "kind", "code"),
        [
            (Drop("unread", why="status", status=403), Fatal, "source-closed"),
            (Drop("unread", why="status", status=401), Fatal, "source-closed"),
            (Drop("unread", why="robots"), Fatal, "source-closed"),
            (Drop("unread", why="challenge"), Fatal, "source-closed"),
            (Drop("unread", why="status", status=404), Drop, "unread"),
            (Drop("unread", why="status", status=502), Later, "source-unreachable"),
            (Drop("unread", why="timeout"), Later, "source-unreachable"),
            (Later(NOW, "asked-to-wait"), Later, "asked-to-wait"),
            ("<!doctype html>", Drop, "unreadable"),
        ],
    )
    async def test_how_refusals_are_taken(self, answer, kind: type[Exception], code: str):
        with pytest.raises(kind) as stop:
            [one async for one in self.sources(answer).look(WATCH)]
        assert stop.value.code == code

    def test_hosts_of_apis(self):
        made = {"hn": SOURCES.make("hackernews", {}, place="watch.hn")}
        assert WatchedSources(made, Known(), reach=reach(), terms=TABLES.sources).apis == {"hn.algolia.com"}

    @pytest.mark.parametrize(("given", "found"), [(0, 2), (8, 2), (9, 1)])
    async def test_no_more_than_the_budget_of_a_day(self, given: int, found: int):
        feed = SOURCES.make("feed", {"url": "https://feeds.test/new"}, place="watch.mine")
        web = FakeWeb(lambda _: RSS)
        sources = WatchedSources(
            {"mine": feed}, Known(given=given), reach=reach(web), terms=TABLES.sources, daily={"mine": 10}
        )
        assert len([one async for one in sources.look(WATCH)]) == found

    async def test_a_spent_budget_asks_nothing_before_tomorrow(self):
        feed = SOURCES.make("feed", {"url": "https://feeds.test/new"}, place="watch.mine")
        web = FakeWeb(lambda _: RSS)
        sources = WatchedSources(
            {"mine": feed}, Known(given=10), reach=reach(web), terms=TABLES.sources, daily={"mine": 10}
        )
        with pytest.raises(Later, match="daily-budget") as later:
            [one async for one in sources.look(WATCH)]
        assert later.value.when == NOW.replace(hour=0) + timedelta(days=1)
        assert not web.asked

    async def test_outages_are_tried_again_at_intervals_that_double(self):
        sources = self.sources(Drop("unread", why="timeout"))
        waits = []
        for _ in range(7):
            with pytest.raises(Later) as later:
                [one async for one in sources.look(WATCH)]
            waits.append((later.value.when - NOW) / timedelta(hours=1))
        assert waits == [1, 2, 4, 8, 16, 24, 24]
