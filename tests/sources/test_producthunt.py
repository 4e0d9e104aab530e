"""Product Hunt as its API answers."""

import json
from datetime import datetime, timedelta

import pytest

from leadwright.config import Secret
from leadwright.domain.errors import Drop, Later
from leadwright.domain.site import Page
from leadwright.sources.producthunt import API, RESERVE, ProductHunt, ProductHuntOptions, read_answer
from tests.sources.fakeweb import NOW, FakeWeb, look, looked


def launch(number: int, at: datetime, **more: object) -> dict[str, object]:
    node = {
        "id": str(number),
        "name": f"Launch {number}",
        "tagline": "Shops without lists",
        "description": None,
        "url": f"https://www.producthunt.com/posts/launch-{number}?utm_campaign=api&utm_source=us",
        "createdAt": at.isoformat(),
        **more,
    }
    return {"node": node}


def posts(*edges: object, after: str | None = None) -> dict[str, object]:
    return {"posts": {"edges": list(edges), "pageInfo": {"hasNextPage": after is not None, "endCursor": after}}}


class Api(FakeWeb):
    """Newest first, pages of two, by the window and the cursor of what was asked; ``left`` points are granted."""

    def __init__(self, *edges: dict[str, object], left: int = 6250) -> None:
        super().__init__({})
        self.edges, self.left = edges, left

    async def fetch(self, url, *, headers=None, body=None):
        self.asked.append(url)
        self.headers.append(headers)
        self.bodies.append(body)
        asked = json.loads(body)["variables"]
        start, end = (datetime.fromisoformat(asked[name]) for name in ("from", "until"))
        inside = [one for one in self.edges if start < datetime.fromisoformat(one["node"]["createdAt"]) < end]
        inside.sort(key=lambda one: one["node"]["createdAt"], reverse=True)
        first = int(asked["after"] or 0)
        page = inside[first : first + 2]
        more = str(first + 2) if first + 2 < len(inside) else None
        self.left -= 100
        return Page(
            url=url,
            asked=url,
            status=200,
            at=NOW,
            utf8=json.dumps({"data": posts(*page, after=more)}).encode(),
            sha256="",
            headers={"x-rate-limit-remaining": str(self.left), "x-rate-limit-reset": "420"},
        )


def source(**options: object) -> ProductHunt:
    return ProductHunt(ProductHuntOptions(token=Secret(env="PH_TOKEN"), **options))


HOURS = [launch(number, NOW - timedelta(hours=number * 9)) for number in range(1, 8)]


async def test_day_after_day_oldest_first_and_without_a_site():
    api = Api(*HOURS)
    found = await look(source(topic="e-commerce"), api)
    assert [one.title for one in found] == [f"Launch {number}" for number in range(7, 0, -1)]
    assert (found[-1].site, found[-1].url) == (None, "https://www.producthunt.com/posts/launch-1")
    assert (found[-1].text, found[-1].said) == ("Shops without lists", ("launch",))
    assert api.headers[0]["Authorization"] == "Bearer secret"
    assert json.loads(api.bodies[0])["variables"]["topic"] == "e-commerce"
    assert set(api.asked) == {API}
    rest = await look(source(), Api(*HOURS), found[2].bookmark)
    assert [one.key for one in rest] == [one.key for one in found[3:]]


async def test_it_stops_before_the_grant_is_used_up_and_goes_on_later():
    api = Api(*HOURS, left=RESERVE + 250)
    found, later = await looked(source(), api)
    assert (type(later), later.code) == (Later, "asked-to-wait")
    assert later.when == NOW + timedelta(seconds=421)
    assert api.left >= 0
    assert found
    rest = await look(source(), Api(*HOURS), next((one.bookmark for one in reversed(found) if one.bookmark), None))
    assert {one.key for one in (*found, *rest)} == {one.key for one in await look(source(), Api(*HOURS))}


async def test_one_that_was_made_before_its_window_is_not_lost():
    early = launch(1, NOW - timedelta(days=40))
    (found,) = await look(source(days=1), FakeWeb(lambda _: json.dumps({"data": posts(early)})))
    assert found.at == NOW - timedelta(days=40)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"data": None}, "`$.data`"),
        ({"data": None, "errors": [{"message": "Field 'x' does not exist"}]}, "does not exist - at `$.errors[0]`"),
        ({"data": {"posts": {"edges": []}}}, "`$.data.posts`"),
    ],
)
def test_what_is_no_answer(answer: object, said: str):
    with pytest.raises(Drop, match="unreadable") as drop:
        read_answer(json.dumps(answer), now=NOW)
    assert said in drop.value.facts["why"]
