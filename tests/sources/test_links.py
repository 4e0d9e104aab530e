"""Which link is a business's own site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadwright.sources.links import is_own_site, named_site, read_html, site_of, tidy, urls_in


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/shop", "https://mobile.twitter.com/a", "https://www.instagram.com/a", "https://bit.ly/1",
        "https://apps.apple.com/app/1", "https://play.google.com/store", "https://www.etsy.com/shop/glow",
        "https://github.com/a", "https://a.github.io", "https://apps.shopify.com/x", "https://linktr.ee/a",
        "https://www.amazon.com.br/dp/1", "https://ebay.it/itm/1", "https://shop.blogspot.co.uk", "https://allegro.pl/o/1",
        "https://tally.so/r/1", "https://www.techcrunch.com/a", "https://uk.trustpilot.com/review/a.test",
        "https://paypal.me/a", "https://www.google.co.uk/maps", "https://news.yahoo.co.jp/a",
        "ftp://shop.test/", "https://127.0.0.1/", "https://localhost/", "javascript:alert(1)", "https://[::1/", "",
    ],
)  # fmt: skip
def test_nobodys_own_site(url: str):
    assert not is_own_site(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://glow.test/",
        "https://glow.myshopify.com",
        "http://netflix.com",
        "https://ax.com",
        "https://amazon-tea.com/",
        "https://myebay.shop",
        "https://etsy.glow.test",
    ],
)  # fmt: skip
def test_own_sites(url: str):
    assert is_own_site(url)


@pytest.mark.parametrize(
    ("text", "site"),
    [
        (None, None), ("", None), ("  ", None), ("soon", None), ("not a site", None), ("localhost:3000", None),
        ("glow.test", "https://glow.test/"), ("//glow.test/a", "https://glow.test/a"),
        ("http://www.glow.test?utm_source=gh", "http://www.glow.test/"),
        ("https://glow.myshopify.com", "https://glow.myshopify.com/"),
        ("hi@glow.test", None), ("mailto:hi@glow.test", None), ("https://glow.github.io", None),
        ("https://glow.readthedocs.io", None),
        ("https://glow.vercel.app", None), ("https://glow.netlify.app/", None), ("https://apps.shopify.com/glow", None),
        ("https://", None), ("http://[::1", None), ("javascript:alert(1)", None), ("ftp://glow.test", None),
    ],
)  # fmt: skip
def test_a_field_for_the_site(text: str | None, site: str | None):
    assert named_site(text) == site


def test_urls_written_out():
    text = "See (https://a.test/x_(y)), http://b.test. Also tea-shop.com, www.glow.co.uk/x no me@a-shop.com, node.js"
    assert urls_in(text) == (
        "https://a.test/x_(y)", "http://b.test", "https://tea-shop.com/", "https://www.glow.co.uk/",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("магазин.рф", ["магазин.рф"]),
        ("Наш сайт – купи-слона.рф, заходите.", ["купи-слона.рф"]),
        ("Магазин.рф открылся! (www.чай-24.рф/каталог)", ["магазин.рф", "www.чай-24.рф"]),
        ("tea-shop.com и чай.купи-слона.рф. Потом", ["tea-shop.com", "чай.купи-слона.рф"]),
        ("чай.рф.Пишите", ["чай.рф"]),
        ("почта@магазин.рф иван.петров@магазин.рф ок.рф ст.рф -то.рф магазин.рфия магазин.рф-2 магазин.рф.ру", []),
    ],
)
def test_cyrillic_domains_written_out(text: str, hosts: list[str]):
    assert urls_in(text) == tuple(f"https://{host.encode('idna').decode()}/" for host in hosts)


PROSE = (
    "т е и о г Москва сказал Потом потом ул Ленина д РФ УК ТК ст англ рус укр руб тыс сайт онлайн магазин дети "
    "орг ком г-н что-то кое-кто 12 2024 Минфин москва напр см рис А С Пушкин"
)


@given(
    st.lists(
        st.tuples(st.sampled_from(PROSE.split()), st.sampled_from([".", ". ", " ", ", ", "-", "...", " рф ", "/"]))
    )
)
def test_ordinary_prose_holds_no_domain(said: list[tuple[str, str]]):
    text = "".join(word + mark for word, mark in said)
    assert urls_in(text) == ()


@pytest.mark.parametrize(
    "text", ["т.е.", "и.о.", "г.Москва", "сказал.Потом", "в гор.москва и обл.", "ст.5 УК РФ", "НК.РФ"]
)
def test_abbreviations_are_no_domains(text: str):
    assert urls_in(text) == ()


def test_the_host_of_the_post_does_not_count():
    links = ("https://forum.test/profile", "https://cdn.forum.test/x", "https://shop.test/#a")
    assert site_of(links, "", apart_from=("https://www.forum.test/thread",)) == "https://shop.test/"


def test_html_becomes_text_and_links():
    text, links = read_html(
        '<p>Hi &amp; <a href="/a">there</a><script>x</script><a href="mailto:a@b.test">m</a>', base="https://f.test/p"
    )
    assert text.startswith("Hi & there")
    assert "x" not in text.split()
    assert links == ("https://f.test/a",)
    assert read_html("plain text") == ("plain text", ())


def test_tracking_is_dropped():
    assert tidy("HTTPS://Shop.test?utm_source=a&b=2&fbclid=3#x") == "https://Shop.test/?b=2"


def test_huge_texts_take_no_time():
    text = "http" * 100_000 + "a." * 100_000 + "-" * 100_000
    assert urls_in(text) is not None
