"""GitHub's search as it answers."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from leadwright.config import Secret
from leadwright.domain.errors import Drop, Later
from leadwright.domain.site import Page
from leadwright.sources import github
from leadwright.sources.github import GitHub, GitHubOptions
from tests.sources.fakeweb import NOW, FakeWeb, look, looked


def repository(number: int, topic: str = "shopify", **more: object) -> dict[str, object]:
    return {
        "id": number,
        "full_name": f"glow/shop-{number}",
        "html_url": f"https://github.com/glow/shop-{number}",
        "pushed_at": (NOW - timedelta(minutes=number * 10)).isoformat().replace("+00:00", "Z"),
        "description": None,
        "homepage": None,
        "topics": [topic],
        "owner": {"login": "glow", "email": "me@glow.test"},
        **more,
    }


class Search:
    """Newest first, in pages, at most ``most`` of one question."""

    def __init__(self, *repositories: dict[str, object], most: int = 1_000, headers: Mapping[str, str] | None = None):
        self.repositories, self.most, self.headers = repositories, most, headers or {}
        self.incomplete: set[str] = set()

    def __call__(self, url: str) -> Page:
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        topic, pushed, *_ = (word.partition(":")[2] for word in query["q"].split())
        start, end = map(datetime.fromisoformat, pushed.split(".."))
        found = [
            one
            for one in sorted(self.repositories, key=lambda one: str(one["pushed_at"]), reverse=True)
            if topic in one["topics"] and start <= datetime.fromisoformat(one["pushed_at"]) <= end
        ]
        size, page = int(query["per_page"]), int(query["page"]) - 1
        shown = found[: self.most][page * size : (page + 1) * size]
        answer = {"total_count": len(found), "incomplete_results": topic in self.incomplete, "items": shown}
        return Page(url, url, 200, at=NOW, utf8=json.dumps(answer).encode(), sha256="", headers=self.headers)


def source(**options: object) -> GitHub:
    return GitHub(GitHubOptions(**options))


async def test_all_topics_oldest_first_each_repository_once():
    both = repository(3, topics=["shopify", "erp"])
    web = FakeWeb(Search(repository(1, "erp"), repository(2), both, repository(4, "cats")))
    found = await look(source(), web)
    assert [one.title for one in found] == ["shop-3", "shop-2", "shop-1"]
    assert len(web.asked) == len(GitHubOptions().topics)
    assert found[0].text == "Topics: shopify, erp"
    assert not any("me@glow.test" in repr(one) for one in found)
    assert "Authorization" not in web.headers[0]
    rest = await look(source(), web, found[1].bookmark)
    assert rest == found[2:]


async def test_a_token_and_more_words():
    web = FakeWeb(Search())
    await look(source(token=Secret(env="GH"), query="stars:>5"), web)
    assert web.headers[0]["Authorization"] == "Bearer secret"
    assert parse_qs(urlsplit(web.asked[0]).query)["q"][0].endswith("Z stars:>5")
    assert "sort=updated&order=desc&per_page=100" in web.asked[0]


async def test_a_window_with_too_many_is_halved(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(github, "SHOWN", 20)
    monkeypatch.setattr(github, "PAGE", 10)
    web = FakeWeb(Search(*(repository(number) for number in range(1, 101)), most=20))
    found = await look(source(topics=["shopify"]), web)
    assert len(found) == 100
    assert [one.at for one in found] == sorted(one.at for one in found)


async def test_an_incomplete_answer_is_kept_and_asked_for_again():
    search = Search(repository(1), repository(2), repository(3, "erp"))
    search.incomplete = {"shopify"}
    found, later = await looked(source(topics=["shopify", "erp"]), FakeWeb(search))
    assert [(one.title, one.bookmark) for one in found] == [("shop-2", None), ("shop-1", None)]
    assert (type(later), later.code, later.when) == (Later, "source-incomplete", NOW + timedelta(hours=1))
    assert later.facts == {"host": "api.github.com", "topic": "shopify"}
    search.incomplete = set()
    assert len(await look(source(topics=["shopify", "erp"]), FakeWeb(search))) == 3


async def test_a_spent_minute_is_waited_for():
    spent = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp()) + 40)}
    web = FakeWeb(Search(repository(1), repository(2, "erp"), headers=spent))
    assert len(await look(source(topics=["shopify", "erp"]), web)) == 2


async def test_a_longer_wait_keeps_what_was_read():
    spent = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp()) + 3_000)}
    web = FakeWeb(Search(repository(1), repository(2, "erp"), headers=spent))
    found, later = await looked(source(topics=["shopify", "erp"]), web)
    assert [one.title for one in found] == ["shop-1"]
    assert (later.code, later.when) == ("asked-to-wait", NOW + timedelta(seconds=3_001))


@pytest.mark.parametrize(
    ("homepage", "site"),
    [(None, None), ("", None), ("glow.test", "https://glow.test/"), ("https://glow.github.io/x", None)],
)
async def test_the_homepage_is_the_site_where_it_can_be(homepage: str | None, site: str | None):
    (found,) = await look(source(topics=["shopify"]), FakeWeb(Search(repository(1, homepage=homepage))))
    assert found.site == site


async def test_a_page_that_breaks_loses_nothing():
    search = Search(*(repository(number) for number in range(1, 151)))

    def answer(url: str) -> Page | str:
        return search(url) if url.endswith("page=1") else "<html>Unicorn!"

    found, drop = await looked(source(topics=["shopify"]), FakeWeb(answer))
    assert len(found) == 100
    assert {one.bookmark for one in found} == {None}
    assert isinstance(drop, Drop)
    assert drop.facts["url"].endswith("page=2")
