"""Profiles are told from share buttons, posts and other people's profiles."""

import pytest

from leadwright.reading.page import read_page
from leadwright.reading.socials import socials_of
from tests.reading.sites import TABLES, page


def profiles(html: str) -> list[str]:
    return [fact.value for fact in socials_of([read_page(page(html))], "Glow", tables=TABLES)]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://www.facebook.com/glowlamps?ref=footer", "https://www.facebook.com/glowlamps"),
        ("https://www.facebook.com/profile.php?id=1000123", "https://www.facebook.com/profile.php?id=1000123"),
        ("https://www.facebook.com/pages/Glow/1234567", "https://www.facebook.com/pages/Glow/1234567"),
        ("http://instagram.com/glow.lamps/", "https://instagram.com/glow.lamps/"),
        ("https://x.com/glow", "https://x.com/glow"),
        ("https://www.linkedin.com/company/glow/", "https://www.linkedin.com/company/glow/"),
        ("https://youtube.com/@glow", "https://youtube.com/@glow"),
        ("https://www.pinterest.co.uk/glow/", "https://www.pinterest.co.uk/glow/"),
        ("https://www.tiktok.com/@glow", "https://www.tiktok.com/@glow"),
        ("https://wa.me/442071234567", "https://wa.me/442071234567"),
    ],
)
def test_profiles(url: str, said: str) -> None:
    assert profiles(f'<footer><a href="{url}">us</a></footer>') == [said]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/shopify",
        "https://twitter.com/intent/tweet?text=x",
        "https://twitter.com/glow/status/123",
        "https://twitter.com/share",
        "https://www.instagram.com/p/Cabc123/",
        "https://www.youtube.com/watch?v=abc",
        "https://www.linkedin.com/shareArticle?url=x",
        "https://pinterest.com/pin/create/button/?url=x",
        "https://developers.facebook.com/docs",
        "https://facebook.com/",
        "https://notfacebook.com/glow",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_profile_of_theirs(url: str) -> None:
    assert profiles(f'<a href="{url}">x</a>') == []


def test_quotes_do_not_count_structured_data_does_and_the_own_name_goes_first() -> None:
    html = """<blockquote><a href="https://x.com/happybuyer">Happy Buyer</a></blockquote>
    <a href="https://instagram.com/a_friend">a friend</a><a href="https://instagram.com/glowlamps">us</a>
    <script type="application/ld+json">{"@type": "Organization", "sameAs": ["https://x.com/glow", "https://x.com/GLOW"]}
    </script>"""
    assert profiles(html) == [
        "https://instagram.com/glowlamps", "https://x.com/glow", "https://instagram.com/a_friend"
    ]  # fmt: skip


def test_one_account_written_in_two_ways_is_one() -> None:
    html = '<a href="https://twitter.com/glow">us</a><a href="https://x.com/Glow/">us</a>'
    assert profiles(html) == ["https://twitter.com/glow"]


def test_a_crowd_of_customers_and_the_staff_are_not_the_firm() -> None:
    buyers = "".join(f'<a href="https://instagram.com/buyer{at}">x</a>' for at in range(5))
    staff = '<a href="https://www.linkedin.com/in/jane-miller">Jane</a>'
    author = '<script type="application/ld+json">{"@type": "Person", "sameAs": "https://x.com/jane"}</script>'
    assert profiles(f'{buyers}<a href="https://instagram.com/glow">x</a>{staff}{author}') == [
        "https://instagram.com/glow"
    ]
    assert profiles(f"{buyers}{staff}") == []
