"""Blocks of visible text with their zones, and links with their words."""

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


def test_a_block_keeps_its_pieces() -> None:
    (block,) = walk(LexborHTMLParser("<p>info<b>@</b>glow.test</p>"), BASE)[0]
    assert block == Block("info@glow.test", "p", "", ("info", "@", "glow.test"))
