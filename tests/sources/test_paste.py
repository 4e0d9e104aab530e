"""What the operator pastes."""

import pytest

from leadwright.sources.paste import Paste, PasteOptions, read_paste, read_pastes
from tests.sources.fakeweb import NOW, WATCH, FakeWeb, look


@pytest.mark.parametrize(
    ("text", "url", "site"),
    [
        ("https://shop.test/?utm_source=x", "https://shop.test/", "https://shop.test/"),
        ("glow-shop.com", "https://glow-shop.com/", "https://glow-shop.com/"),
        ("https://www.producthunt.com/posts/glow", "https://www.producthunt.com/posts/glow", None),
        ("https://redd.it/abc", "https://redd.it/abc", None),
        ("https://www.indiehackers.com/post/x", "https://www.indiehackers.com/post/x", None),
        (
            "https://www.reddit.com/r/shopify/comments/1/help/\nOur shop (https://shop.test/tea) needs help.",
            "https://www.reddit.com/r/shopify/comments/1/help/",
            "https://shop.test/tea",
        ),
        ("Помогите: наш магазин glow-tea.ru, делаем всё вручную", "https://glow-tea.ru/", "https://glow-tea.ru/"),
        (
            '<p>Our <a href="https://shop.test/a?x=1&amp;y=2">shop</a> needs help</p>',
            "https://shop.test/a?x=1&y=2",
            "https://shop.test/a?x=1&y=2",
        ),
        (
            "-- Forwarded --\nFrom: Ann <ann@shop-tea.com>\nSubject: help\n\n> See https://tea.test/ please",
            "https://tea.test/",
            "https://tea.test/",
        ),
        (
            "Помогите: купи-слона.рф, всё вручную",
            "https://xn----8sbwhhmgeuq.xn--p1ai/",
            "https://xn----8sbwhhmgeuq.xn--p1ai/",
        ),
        ("https://t.co/abc and hello@shop-tea.com", "https://t.co/abc", None),
    ],
)
def test_the_site_of_a_paste(text: str, url: str, site: str | None):
    found = read_paste(text, watch=WATCH, seen=NOW)
    assert (found.url, found.site) == (url, site)


def test_a_text_without_any_url_has_a_key_of_its_own():
    one, two = (read_paste(text, watch=WATCH, seen=NOW) for text in ("I need help with my shop", "Another text"))
    assert one.site is None
    assert one.key != two.key
    assert one.said == ("help",)


async def test_a_paste_is_given_once_and_nothing_is_fetched():
    web = FakeWeb({})
    (found,) = await look(Paste(PasteOptions(text="https://www.reddit.com/r/x/1 shop.test")), web)
    assert await look(Paste(PasteOptions(text="https://shop.test")), web, found.bookmark) == []
    assert web.asked == []


async def test_a_list_of_sites_is_as_many_pastes():
    text = "https://one.test/\n\ntwo-shop.com\nhttps://one.test/\n"
    found = read_pastes(text, watch=WATCH, seen=NOW)
    assert [sighting.site for sighting in found] == ["https://one.test/", "https://two-shop.com/"]
    given = await look(Paste(PasteOptions(text=text)))
    assert [bool(sighting.bookmark) for sighting in given] == [False, True]


def test_a_post_with_its_site_below_is_one_paste():
    (found,) = read_pastes("https://www.reddit.com/r/x/1\nshop-tea.com", watch=WATCH, seen=NOW)
    assert (found.url, found.site) == ("https://www.reddit.com/r/x/1", "https://shop-tea.com/")
