import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadwright.domain.site import Page
from leadwright.reading.contact import contact_of
from leadwright.reading.page import read_page
from leadwright.reading.prospect import prospect_of
from leadwright.reading.visit import worth_visiting
from tests.reading.sites import NOW, TABLES, lead, page, sighting, site

SEED = """<!doctype html><html lang=en><head><title>Glow - candles</title>
<meta name=description content="We make candles">
<script type="application/ld+json">{"@type":"Product","name":"Candle",
"offers":{"price":"9,50","priceCurrency":"EUR"}}</script>
<script>Shopify.shop = "glow.myshopify.com"</script></head><body class="x"><nav><a href="/contact">Contact</a></nav>
<h1>Candles from Ghent</h1><p>We pour candles. <a href="mailto:hello@glow.test">Mail us</a></p>
<footer>Glow BV, Kerkstraat 1, B-9000 Gent,
BE 0123.456.789, +32 9 123 45 67, hello (at) glow.test</footer></body></html>"""


def test_blocks_zones_and_links() -> None:
    doc = read_page(
        page(
            "<div class='cookie-bar'>We use cookies</div><nav><a href='/about'>About <b>us</b></a></nav>"
            "<h1>Glow<br>candles</h1><p>Hand<b>made</b> in&nbsp;Cork</p><blockquote>Nice</blockquote>"
            "<footer><p>Glow Ltd</p></footer><script>var x='<p>no</p>'</script>"
        )
    )
    assert [(one.text, one.zone) for one in doc.blocks] == [
        ("We use cookies", "cookie"),
        ("About us", "nav"),
        ("Glow", ""),
        ("candles", ""),
        ("Handmade in Cork", ""),
        ("Nice", "quote"),
        ("Glow Ltd", "footer"),
    ]
    assert [(one.href, one.text) for one in doc.links] == [("https://www.glow.test/about", "About us")]


def test_structured_data_that_is_broken_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"a": [1,}</script>'
    nested = '<script type="application/ld+json">{"@graph":[{"@type":"A","b":{"@type":"B"}},],}</script>'
    kinds = [thing.get("@type") for thing in read_page(page(broken + nested)).things]
    assert kinds == [None, "A", "B"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"products": [{"title": "<p>Candle</p>"}]}', "data"),
        ("\ufeff [1, 2]\n", "data"),
        ('<?xml version="1.0"?><urlset><url><loc>https://www.glow.test/a</loc></url></urlset>', "data"),
        ("{{ shop }} <p>Candles", "home"),
        ("Candles", "home"),
    ],
)
def test_what_is_for_machines_is_not_read_as_a_page(text: str, kind: str) -> None:
    doc = read_page(
        Page("https://www.glow.test/", "https://www.glow.test/", 200, NOW, text.encode(errors="replace"), "0" * 64)
    )
    assert doc.kind == kind
    assert bool(doc.blocks) == (kind != "data")


HOSTILE = {
    "nested": "<div>" * 100_000 + "x",
    "one line": "<p>" + "a@b " * 5_000_000,
    "attributes": "<div " + " ".join(f"a{i}=1" for i in range(200_000)) + ">x",
    "formatting": "".join(f"<font a={i}>" for i in range(1000)) + "<p>x" * 100_000,
    "tables": "<table><tr><td>" * 30_000,
    "angles": "<" * 5_000_000,
    "ats": "<p>" + "@" * 2_000_000,
    "dots": "<p>" + "a." * 1_000_000 + "@" + "b." * 1_000_000,
    "json": '<script type="application/ld+json">' + "[" * 100_000 + "</script>",
    "digits": "<footer>" + "+44 1 " * 300_000,
    "forms": "<form>" + "<input name=a>" * 100_000,
    "mailto": "<a href='mailto:" + "a@b.test," * 100_000 + "'>x</a>",
    "capitals": "<footer>" + "Glow And Co " * 100_000 + "Ltd</footer>",
    "spelled": "<p>" + "a (at) b " * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_no_time(name: str) -> None:
    visited = site(page(HOSTILE[name]))
    before = time.process_time()
    contact_of(sighting(), visited, TABLES)
    prospect_of(lead(), visited, tables=TABLES, playbooks=())
    worth_visiting(visited.pages[0])
    assert time.process_time() - before < 4


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, len(SEED)), st.integers(0, 40), st.text(max_size=12)), max_size=8))
def test_mutated_pages_never_raise(edits: list[tuple[int, int, str]]) -> None:
    html = SEED
    for at, cut, new in edits:
        html = html[:at] + new + html[at + cut :]
    visited = site(page("<!doctype" + html.removeprefix("<!doctype")))
    found = contact_of(sighting(), visited, TABLES)
    prospect = prospect_of(lead(), visited, tables=TABLES, playbooks=())
    assert all(len(one.evidence.snippet) <= 300 for one in found.addresses)
    assert prospect.company.value
