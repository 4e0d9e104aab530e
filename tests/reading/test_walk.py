"""Blocks of visible text with their zones, and links with their words."""

from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from leadwright.reading.walk import Block, Link, walk, zone_named

BASE = "https://www.glow.test/a/"


def blocks(html: str) -> list[tuple[str, str, str]]:
    return [(one.text, one.tag, one.zone) for one in walk(LexborHTMLParser(html), BASE)[0]]


def links(html: str) -> list[Link]:
    return list(walk(LexborHTMLParser(html), BASE)[1])


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>One <b>two</b>\n three</p>", [("One two three", "p", "")]),
        ("<p>One<br>two</p><div>three</div>", [("One", "p", ""), ("two", "p", ""), ("three", "div", "")]),
        ("<h1><div>Glow</div></h1>", [("Glow", "h1", "")]),
        ("<p><span>Add</span><span>to</span> cart</p>", [("Add to cart", "p", "")]),
        ("<p><span>A</span><span>B</span></p>", [("AB", "p", "")]),
        ("<nav><a href=/x>Shop</a></nav>", [("Shop", "nav", "nav")]),
        ("<footer><div class=menu>Imprint</div></footer>", [("Imprint", "div", "footer")]),
        ("<div hidden>no</div><div style='display: none'>no</div>", [("no", "div", "hidden"), ("no", "div", "hidden")]),
        ("<div hidden id='S:0'><p>streamed</p></div>", [("streamed", "p", "")]),
        ("<script>var a = 'no'</script><style>b{}</style><p>yes", [("yes", "p", "")]),
        ("<p>a\u00a0\u2003b</p>", [("a b", "p", "")]),
        ("  \n ", []),
        ("<p>One <div></div> two</p>", [("One", "p", ""), ("two", "body", "")]),
        ("<div>a<div>b</div>c</div>", [("a", "div", ""), ("b", "div", ""), ("c", "div", "")]),
        ("<title>no</title><p>yes<title>no</title>", [("yes", "p", "")]),
        ("<p>a<i class=cookie-note>b</i>c", [("a", "p", ""), ("b", "p", "cookie"), ("c", "p", "")]),
    ],
)
def test_blocks(html: str, said: list[tuple[str, str, str]]) -> None:
    assert blocks(html) == said


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("cookie-law-info-bar", "cookie"),
        ("site-footer", "footer"),
        ("page footer__inner", "footer"),
        ("subfooter", ""),
        ("announcement-bar", "promo"),
        ("newsletter-form", "promo"),
        ("testimonials", "quote"),
        ("main-nav", "nav"),
        ("mega-menu", "nav"),
        ("mini-cart", "nav"),
        ("navigator canal", ""),
        ("hero__inner", ""),
        ("cookie footer nav", "cookie"),
    ],
)
def test_what_names_a_zone(words: str, zone: str) -> None:
    assert zone_named(words) == zone


@pytest.mark.parametrize(
    ("href", "said", "host"),
    [
        ("/b?c=1", "https://www.glow.test/b?c=1", "www.glow.test"),
        ("b", "https://www.glow.test/a/b", "www.glow.test"),
        ("../c/./d", "https://www.glow.test/c/d", "www.glow.test"),
        ("//cdn.test/x", "https://cdn.test/x", "cdn.test"),
        ("https://Else.Test/y", "https://Else.Test/y", "else.test"),
        ("mailto:a@b.test", "mailto:a@b.test", ""),
        ("https://[broken", "https://[broken", ""),
    ],
)
def test_links_are_resolved(href: str, said: str, host: str) -> None:
    (link,) = links(f'<p>x</p><p><a href="{href}" rel="Nofollow">one <img alt="two" src=x></a></p>')
    assert (link.href, link.host, link.text, link.block, link.rel) == (said, host, "one two", 1, "nofollow")


@pytest.mark.parametrize("base", ["https://a.b", "https://A.b/", "https://a.b/c//d/?q=1#f", "http://a.b:80/c/../d;p?q"])
@pytest.mark.parametrize(
    "href",
    [
        "#",
        "#x",
        "#x y",
        "x",
        "x/y.html?z=1",
        "x//y",
        "x/../y",
        "x/./y",
        ".x",
        "x?",
        "x;p",
        "x:y",
        "1:2",
        "?q",
        "x?a/../b",
    ],
)
def test_links_that_are_put_together_are_those_that_are_resolved(base: str, href: str) -> None:
    (link,) = walk(LexborHTMLParser(f'<a href="{href}">x</a>'), base).links
    said = urljoin(base, href)
    assert (link.href, link.host) == (said, (urlsplit(said).hostname or "").lower())


def test_a_block_keeps_its_pieces() -> None:
    (block,) = walk(LexborHTMLParser("<p>info<b>@</b>glow.test</p>"), BASE)[0]
    assert block == Block("info@glow.test", "p", "", ("info", "@", "glow.test"))


def test_elements_and_base() -> None:
    said = walk(
        LexborHTMLParser(
            "<head><base target=_top><base href=/shop/><meta name=a><link href=b><script src=c></script></head>"
            "<form><input name=d><button>e</button></form><img src=f><p><a href=g>h</a><script>i</script>"
        ),
        "https://www.glow.test/a/",
    )
    assert {name: len(nodes) for name, nodes in said.elements.items() if nodes} == {
        "base": 2, "meta": 1, "link": 1, "script": 2, "form": 1, "input": 1, "button": 1, "img": 1,
    }  # fmt: skip
    assert said.base == "https://www.glow.test/shop/"
    assert said.links[0].href == "https://www.glow.test/shop/g"


def test_a_link_tells_its_own_block() -> None:
    assert [one.block for one in links("<p>x <a href=/a class=review>y</a> z <a href=/b>w</a>")] == [1, 2]
