"""Reddit as its API and its feeds answer."""

import base64
import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import ValidationError

from leadwright.config import Secret
from leadwright.domain.errors import Drop, Later, UserError
from leadwright.domain.site import Page
from leadwright.sources import reddit
from leadwright.sources.reddit import MEMORY, TOKEN, Reddit, RedditOptions, read_posts_of_feed, read_state
from tests.sources.fakeweb import NOW, WATCH, FakeWeb, look, looked

SECRET = Secret(env="X")
OAUTH = {"username": "ada_b", "client_id": "abcdef", "client_secret": SECRET, "refresh_token": SECRET}
START = NOW.timestamp() - 3_600


def post(number: int, **more: object) -> dict[str, object]:
    """The later, the higher its number."""
    data = {
        "id": f"a{number:04}",
        "title": f"Post {number}",
        "created_utc": START + number,
        "selftext": "",
        "url": f"https://www.reddit.com/r/shopify/comments/a{number:04}/x/",
        "is_self": True,
        "author": "[deleted]",
        "permalink": f"/r/shopify/comments/a{number:04}/x/",
        "removed_by_category": None,
    }
    return {"kind": "t3", "data": {**data, **more}}


class Api:
    """Newest first, in pages of a hundred and two; knows what was deleted since."""

    def __init__(self, *posts: dict[str, object], left: float = 99.0) -> None:
        self.posts, self.left = {one["data"]["id"]: one for one in posts}, left
        self.token: dict[str, object] = {"access_token": "abc", "token_type": "bearer", "expires_in": 3600}

    def __call__(self, url: str) -> Page:
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if url == TOKEN:
            return self._page(url, self.token)
        if parts.path == "/api/info":
            asked = [one.removeprefix("t3_") for one in query["id"].split(",")]
            return self._page(url, self._listing([self.posts[one] for one in asked if one in self.posts]))
        found = sorted(self.posts.values(), key=lambda one: one["data"]["created_utc"], reverse=True)
        first = int(query.get("after", "t3_0").removeprefix("t3_"))
        after = f"t3_{first + 102}" if len(found) > first + 102 else None
        return self._page(url, self._listing(found[first : first + 102], after))

    def _listing(self, children: list[dict[str, object]], after: str | None = None) -> dict[str, object]:
        return {"kind": "Listing", "data": {"children": children, "after": after, "before": None}}

    def _page(self, url: str, answer: object) -> Page:
        self.left -= 1
        headers = {"x-ratelimit-remaining": str(self.left), "x-ratelimit-reset": "300", "x-ratelimit-used": "1"}
        return Page(url, url, 200, at=NOW, utf8=json.dumps(answer).encode(), sha256="", headers=headers)


def source(**options: object) -> Reddit:
    return Reddit(RedditOptions(**{**OAUTH, "subreddits": ["shopify"], **options}))


async def test_oldest_first_over_pages_of_a_hundred_and_two():
    web = FakeWeb(Api(*(post(number) for number in range(250))))
    found = await look(source(), web)
    assert [one.title for one in found] == [f"Post {number}" for number in range(250)]
    assert len(web.asked) == 1 + 3
    assert web.asked[1] == "https://oauth.reddit.com/r/shopify/new?limit=100&raw_json=1"
    assert found[0].url == "https://www.reddit.com/comments/a0000"
    assert not any("deleted" in repr(one) for one in found)
    for place, one in enumerate(found):
        if one.bookmark:
            rest = await look(source(), web, one.bookmark)
            assert [two.key for two in rest] == [two.key for two in found[place + 1 :]]


async def test_how_we_sign_in_and_who_we_say_we_are():
    web = FakeWeb(Api())
    await look(source(), web)
    assert web.headers[0]["Authorization"] == "Basic " + base64.b64encode(b"abcdef:secret").decode()
    assert parse_qs(web.bodies[0].decode()) == {"grant_type": ["refresh_token"], "refresh_token": ["secret"]}
    assert web.headers[1]["Authorization"] == "bearer abc"
    assert {one["User-Agent"] for one in web.headers} == {"python:leadwright:1.0 (by /u/ada_b)"}
    await look(source(refresh_token=None, password=SECRET), web)
    assert parse_qs(web.bodies[2].decode())["grant_type"] == ["password"]


@pytest.mark.parametrize("error", ["invalid_grant", 401])
async def test_refused_credentials_are_the_operators_to_mend(error: str | int):
    api = Api()
    api.token = {"error": error}
    with pytest.raises(UserError, match="refuses the credentials"):
        await look(source(), FakeWeb(api))


@pytest.mark.parametrize(
    ("more", "site"),
    [
        ({"is_self": False, "url": "https://shop.test/?utm_source=r"}, "https://shop.test/"),
        ({"is_self": False, "url": "https://i.redd.it/x.jpg"}, None),
        (
            {"selftext": "see [our shop](https://tea.test/) by [me](https://www.reddit.com/user/me)"},
            "https://tea.test/",
        ),
        ({"selftext": "ask u/somebody"}, None),
    ],
)
async def test_only_links_inside_the_post_are_its_site(more: dict[str, object], site: str | None):
    (found,) = await look(source(), FakeWeb(Api(post(1, **more))))
    assert found.site == site


async def test_removed_posts_are_skipped():
    gone = [post(1, selftext="[deleted]"), post(2, selftext="[removed]"), post(3, removed_by_category="moderator")]
    assert [one.title for one in await look(source(), FakeWeb(Api(*gone, post(4))))] == ["Post 4"]


async def test_posts_deleted_since_are_given_as_gone():
    posts = [post(number) for number in range(5)]
    *_, last = found = await look(source(), FakeWeb(Api(*posts)))
    posts[1] = post(1, selftext="[deleted]", removed_by_category="deleted")
    del posts[3]
    web = FakeWeb(Api(*posts, post(9)))
    first, second, new = await look(source(), web, last.bookmark)
    assert [(one.key, one.gone, one.title, one.text) for one in (first, second)] == [
        (found[1].key, True, "", ""),
        (found[3].key, True, "", ""),
    ]
    assert (new.title, new.gone) == ("Post 9", False)
    assert read_state(new.bookmark)[1] == ["a0000", "a0002", "a0004", "a0009"]
    assert await look(source(), web, new.bookmark) == []


async def test_an_answer_in_part_deletes_nothing():
    *_, last = await look(source(), FakeWeb(Api(post(1), post(2))))
    api = Api(post(1), post(2))

    def answer(url: str) -> Page | str:
        broken = json.dumps({"data": {"children": [{"kind": "t3", "data": {}}]}})
        return broken if "api/info" in url else api(url)

    assert await look(source(), FakeWeb(answer), last.bookmark) == []
    nothing = json.dumps({"data": {"children": []}})
    web = FakeWeb(lambda url: nothing if "api/info" in url else api(url))
    assert await look(source(), web, last.bookmark) == []


async def test_the_memory_is_bounded():
    *_, last = await look(source(), FakeWeb(Api(*(post(number) for number in range(MEMORY + 200)))))
    known = read_state(last.bookmark)[1]
    assert (len(known), known[-1]) == (MEMORY, f"a{MEMORY + 199:04}")
    assert len(last.bookmark) < 8_000


async def test_it_stops_before_the_grant_is_used_up_and_loses_nothing():
    posts = [post(number) for number in range(250)]
    found, later = await looked(source(), FakeWeb(Api(*posts, left=3)))
    assert (type(later), later.code) == (Later, "asked-to-wait")
    assert later.when == NOW + timedelta(seconds=301)
    assert found
    assert {one.bookmark for one in found} == {None}


POST = "https://www.reddit.com/r/shopify/comments/b1/need_help/"
FEED = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
<entry><author><name>/u/somebody</name></author><id>t3_b1</id><title>Need help with our stock</title>
<link href="{POST}"/><published>2026-11-01T08:00:00+00:00</published>
<content type="html">&lt;div&gt;&lt;p&gt;Glow is &lt;a href="https://glow.test/"&gt;here&lt;/a&gt;&lt;/p&gt;&lt;/div&gt;
&amp;#32;
submitted by &amp;#32; &lt;a href="https://www.reddit.com/user/somebody"&gt; /u/somebody &lt;/a&gt; &lt;br/&gt;
&lt;span&gt;&lt;a href="{POST}"&gt;[link]&lt;/a&gt;&lt;/span&gt; &amp;#32;
&lt;span&gt;&lt;a href="{POST}"&gt;[comments]&lt;/a&gt;&lt;/span&gt;</content>
</entry></feed>"""


async def test_the_operators_own_feed():
    own = Reddit(RedditOptions(username="ada_b", feed_token=SECRET))
    web = FakeWeb(lambda _: FEED)
    (found,) = await look(own, web)
    assert (found.url, found.site) == ("https://www.reddit.com/comments/b1", "https://glow.test/")
    assert (found.text, found.said) == ("Glow is here", ("help",))
    assert "somebody" not in repr(found)
    assert web.asked == [
        "https://www.reddit.com/r/ecommerce+Entrepreneur+shopify+BigSEO/new/.rss?feed=secret&user=ada_b&limit=100"
    ]
    assert await look(own, web, found.bookmark) == []


@pytest.mark.parametrize("answer", [Drop("unread", why="status", status=404, url="https://x/?feed=secret"), "<html>"])
async def test_the_feeds_token_is_never_told(answer: Drop | str):
    own = Reddit(RedditOptions(username="ada_b", feed_token=SECRET))
    with pytest.raises(Drop) as drop:
        await look(own, FakeWeb(lambda _: answer))
    assert drop.value.facts["url"].endswith("/new/.rss")
    assert "secret" not in repr(drop.value.facts)


def test_what_a_feed_holds_beside_posts_is_left_alone():
    other = FEED.replace("/comments/b1/need_help/", "/wiki/")
    assert read_posts_of_feed(other, "https://www.reddit.com/.rss", watch=WATCH, seen=NOW) == []


@pytest.mark.parametrize(
    "options",
    [
        {"username": "ada_b"},
        {**OAUTH, "feed_token": SECRET},
        {**OAUTH, "password": SECRET},
        {**OAUTH, "refresh_token": None},
        {**OAUTH, "client_secret": None},
        {"username": "ada_b", "feed_token": SECRET, "subreddits": ["a/b"]},
    ],
)
def test_one_way_in(options: dict[str, object]):
    with pytest.raises(ValidationError):
        RedditOptions(**options)


def test_hosts_without_robots():
    assert {urlsplit(TOKEN).hostname, "oauth.reddit.com"} <= reddit.HOSTS
