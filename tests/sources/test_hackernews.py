"""Hacker News as Algolia answers it."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from leadwright.domain.errors import Drop
from leadwright.sources import hackernews
from leadwright.sources.hackernews import HackerNews, HackerNewsOptions, read_sightings
from tests.sources.fakeweb import NOW, WATCH, FakeWeb, look, looked

START = int(NOW.timestamp()) - 86_400


def hit(number: int, second: int, **more: object) -> dict[str, object]:
    return {"objectID": str(number), "created_at_i": second, "title": f"Show HN: {number}", "url": None, **more}


class Algolia:
    """Newest first, in pages, at most ``most`` hits a query."""

    def __init__(self, hits: list[dict[str, object]], most: int = 1_000) -> None:
        self.hits, self.most = sorted(hits, key=lambda one: -int(str(one["created_at_i"]))), most

    def __call__(self, url: str) -> str:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        low, high = 0, 10**12
        for part in query.get("numericFilters", "").split(","):
            if part.startswith("created_at_i>="):
                low = int(part.removeprefix("created_at_i>="))
            elif part.startswith("created_at_i<"):
                high = int(part.removeprefix("created_at_i<"))
        found = [one for one in self.hits if low <= int(str(one["created_at_i"])) < high]
        if query["tags"].startswith("story,author"):
            found = [hit(500, START, title="Ask HN: Freelancer? Seeking freelancer? (November 2026)")]
        size, page = int(query["hitsPerPage"]), int(query.get("page", 0))
        shown = found[: self.most][page * size : (page + 1) * size]
        return json.dumps({"hits": shown, "nbHits": len(found), "nbPages": -(-min(len(found), self.most) // size)})


def source(**options: object) -> HackerNews:
    return HackerNews(HackerNewsOptions(**options))


async def test_oldest_first_over_all_pages():
    web = FakeWeb(Algolia([hit(number, START + number) for number in range(250)]))
    found = await look(source(query="shop"), web)
    assert [sighting.title for sighting in found] == [f"Show HN: {number}" for number in range(250)]
    assert len(web.asked) == 3
    assert "tags=show_hn" in web.asked[0]
    assert "query=shop" in web.asked[0]


async def test_a_window_with_too_many_is_halved(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hackernews, "HITS", 40)
    monkeypatch.setattr(hackernews, "PAGE", 10)
    web = FakeWeb(Algolia([hit(number, START + number * 50) for number in range(300)], most=40))
    found = await look(source(), web)
    assert [sighting.at for sighting in found] == sorted(sighting.at for sighting in found)
    assert len(found) == 300


async def test_the_bookmark_goes_on_even_within_one_second():
    algolia = Algolia([hit(1, START), hit(2, START), hit(3, START), hit(4, START + 1)])
    found = await look(source(), FakeWeb(algolia))
    for place, sighting in enumerate(found):
        rest = await look(source(), FakeWeb(algolia), sighting.bookmark)
        assert rest == found[place + 1 :]


async def test_the_first_look_goes_back_some_days():
    old = int((NOW - timedelta(days=8)).timestamp())
    web = FakeWeb(Algolia([hit(1, old), hit(2, START)]))
    assert [sighting.title for sighting in await look(source(), web)] == ["Show HN: 2"]


def test_the_site_of_a_hit():
    text = 'Try <a href="https:&#x2F;&#x2F;github.com">it</a> <a href="https:&#x2F;&#x2F;tea.test&#x2F;">tea</a>'
    hits = [
        hit(1, START, url="https://shop.test/?utm_campaign=x"),
        hit(2, START + 1, story_text=text),
        hit(3, START + 2, url="https://github.com/me/it"),
        hit(4, START + 3, url="https://bit.ly/abc", story_text="our shop: https://late.test/a."),
        {"objectID": "x", "created_at_i": 5},
        {"objectID": "9", "created_at_i": "soon"},
        "nonsense",
    ]
    found, fault = read_sightings(json.dumps({"hits": hits}), watch=WATCH, seen=NOW, url="https://hn.test/")
    assert "in `$.hits[4]`" in fault.facts["why"]
    sites = [sighting.site for sighting in found]
    assert sites == ["https://shop.test/", "https://tea.test/", None, "https://late.test/a"]
    assert found[0].url == "https://news.ycombinator.com/item?id=1"
    assert "launch" in found[0].said


async def test_the_freelancer_thread_gives_requests_only():
    comments = [
        hit(
            1, START + 1, comment_text="<p>SEEKING FREELANCER | Shopify help for shop.test", parent_id=500, story_id=500
        ),
        hit(2, START + 2, comment_text="<p>SEEKING WORK | Remote", parent_id=500, story_id=500),
        hit(3, START + 3, comment_text="<p>SEEKING FREELANCER? me!", parent_id=1, story_id=500),
    ]
    found = await look(source(thread="freelancer"), FakeWeb(Algolia(comments)))
    assert [sighting.url[-4:] for sighting in found] == ["id=1"]


@pytest.mark.parametrize("text", ["<html>", "[]", "{}", '{"hits": 5}', "[" * 100_000])
async def test_anything_else_is_unreadable(text: str):
    with pytest.raises(Drop, match="unreadable"):
        await look(source(), FakeWeb(lambda _: text))


def own_api(*items: dict[str, object] | str | None, number: str = "showstories") -> FakeWeb:
    """The API of Hacker News itself; items are numbered from 1."""
    answers = {
        f"https://hacker-news.firebaseio.com/v0/item/{place}.json": one if isinstance(one, str) else json.dumps(one)
        for place, one in enumerate(items, 1)
    }
    newest_first = json.dumps(list(range(len(items), 0, -1)))
    return FakeWeb({f"https://hacker-news.firebaseio.com/v0/{number}.json": newest_first, **answers})


def item(number: int, **more: object) -> dict[str, object]:
    return {"id": number, "time": START + number, "type": "story", "by": "x", "title": f"Show HN: {number}", **more}


async def test_the_own_api_gives_stories_in_order_and_goes_on():
    web = own_api(
        item(1, url="https://shop.test/"),
        item(2, text="our shop: https:&#x2F;&#x2F;tea.test&#x2F;a."),
        {"id": 3, "deleted": True},
        item(4, dead=True),
        None,
        item(6),
        item(7, time=int(NOW.timestamp()) - 30 * 86_400),
    )
    found = await look(source(endpoint="firebase"), web)
    assert [sighting.url[-4:] for sighting in found] == ["id=1", "id=2", "id=6"]
    assert [sighting.site for sighting in found] == ["https://shop.test/", "https://tea.test/a", None]
    assert await look(source(endpoint="firebase"), web, found[1].bookmark) == found[2:]
    assert source(endpoint="firebase").apis == {"hacker-news.firebaseio.com"}


async def test_the_own_api_by_words_and_lists():
    web = own_api(item(1, title="Ask HN: Shopify stock?"), item(2), number="askstories")
    found = await look(source(endpoint="firebase", tags="ask_hn", query="stock shopify"), web)
    assert [sighting.title for sighting in found] == ["Ask HN: Shopify stock?"]


@pytest.mark.parametrize("broken", ["<html>", '{"id": 2, "time": "soon"}', '{"id": null}', '{"time": 5}', "[", "7"])
async def test_a_broken_item_takes_no_other_along(broken: str):
    given, stopped = await looked(source(endpoint="firebase"), own_api(item(1), broken, item(3)))
    assert [sighting.url[-4:] for sighting in given] == ["id=1", "id=3"]
    assert isinstance(stopped, Drop)
    assert str(stopped.facts["url"]).endswith("/item/2.json")


async def test_a_list_of_the_own_api_that_is_none():
    for text in ('{"error": "no"}', "null", '["1"]', "<html>"):
        with pytest.raises(Drop, match="unreadable"):
            await look(source(endpoint="firebase"), FakeWeb(lambda _, text=text: text))


async def test_no_more_of_the_own_api_than_bounded_and_the_next_look_goes_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("leadwright.sources.firebase.ITEMS", 2)
    web = own_api(*(item(number) for number in range(1, 6)))
    bookmark, looks = None, []
    for _ in range(3):
        found = await look(source(endpoint="firebase"), web, bookmark)
        bookmark = found[-1].bookmark
        looks.append([sighting.url[-4:] for sighting in found])
    assert looks == [["id=1", "id=2"], ["id=3", "id=4"], ["id=5"]]
    assert len(web.asked) == 3 + 5


async def test_stories_of_the_own_api_that_nobody_asked_for_are_passed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("leadwright.sources.firebase.ITEMS", 2)
    long_ago = {"time": int(NOW.timestamp()) - 30 * 86_400}
    web = own_api(item(1, **long_ago), None, item(3), "7", item(5, title="shopify"), item(6, title="shopify"))
    made = source(endpoint="firebase", query="shopify")
    _, stopped = await looked(made, web)
    assert isinstance(stopped, Drop)
    assert stopped.code == "nothing-found"
    _, stopped = await looked(made, web, str(stopped.facts["bookmark"]))
    assert isinstance(stopped, Drop)
    assert (stopped.code, str(stopped.facts["url"])[-11:]) == ("unreadable", "item/4.json")
    found, stopped = await looked(made, web, str(stopped.facts["bookmark"]))
    assert ([sighting.url[-4:] for sighting in found], stopped) == (["id=5", "id=6"], None)
    old = source(endpoint="firebase", days=7)
    assert await look(old, own_api(item(1, **long_ago)), None) == []


@pytest.mark.parametrize("options", [{"thread": "freelancer"}, {"tags": "comment"}])
def test_what_the_own_api_cannot(options: dict[str, str]):
    with pytest.raises(ValueError, match="endpoint firebase"):
        source(endpoint="firebase", **options)
