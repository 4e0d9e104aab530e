"""Pages that would cost a parser seconds are cut; all others stay whole, and most are not even looked through."""

import time

import pytest

from leadwright.reading.bounds import DEEPEST, HARMLESS, LONGEST, MOST_MADE, bounded


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>Hello",
        "<div>" * HARMLESS,
        "<div>" * (DEEPEST - 1),
        ("<div>" * 900 + "</div>" * 900) * 20,
        "<p>" * 50_000,
        "<script>" + "<div>" * 9_000 + "</script><p>end",
        "<!-- " + "<div>" * 9_000 + " --><p>end",
        "<script>" + "x" * 100_000 + "</script>",
        f"<img src='data:{'x' * 50_000}'>",
        "<" * 20_000,
        "<div><p>x</p><ul><li><a href='/a=b'>x</a><br></ul></div>" * 3_000,
        "<div><b>x</b><loading='lazy'><span>x</div>" * 3_000,
        "<a><span></a>" * 3_000,
        "<svg><title>x</title><g><path d='M0 0'/></g><use href='#a'/></svg>" * 3_000,
        "<svg><style><![CDATA[ a > b ]]></style></svg><p>" * 3_000,
        "<script><!-- a --></script><div>x</div>" * 3_000,
        "<div data-x='<p>' title=\"it's\">don't</div>" * 3_000,
        "<p>" + "many words and no tag at all, a 'quoted' one " * 4_000,
    ],
)
def test_harmless_pages_stay_whole(html: str) -> None:
    assert bounded(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<DIV class=x>" * 20_000,
        "</div>" * 20_000 + "<div>" * 20_000,
        "<script>" + "</div>" * 20_000 + "</script>" + "<div>" * 20_000,
        "".join(f"<b a={n}>" for n in range(800)) + "<p>" * 2_000,
        "".join(f"<b a='>' b={n}>" for n in range(800)) + "<p>" * 2_000,
        "<p " + " ".join(f"a{n}" for n in range(200_000)) + ">",
        "<p " + " ".join(f"<{n}" for n in range(200_000)),
        "x" * (LONGEST + 1),
        "<optgroup>" * 20_000,
        "".join(f"<body a{n}>" for n in range(5_000)),
        ("<p " + " ".join(f"a{n}" for n in range(1_600)) + ">") * 500,
    ],
)
def test_dear_pages_are_cut(html: str) -> None:
    cut = bounded(html)
    assert html.startswith(cut)
    assert len(cut) < len(html)


@pytest.mark.parametrize("quoted", ['=">"', "='>'", '="<b>"'])
@pytest.mark.parametrize("every", [1, 300])
def test_a_bracket_in_quotes_ends_no_tag(quoted: str, every: int) -> None:
    attributes = " ".join(f"a{n}{quoted if n % every == 0 else ''}" for n in range(40_000))
    assert bounded(f"<p>ok<p {attributes}>") == "<p>ok"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>{}</script>",
        "<script><!--<script></script>{}</script>",
        "<style>{}</style>",
        "<!-- {} -->",
        "<p title='{}'>",
        "<object>{}</object>",
        "<select>{}</select>",
        "<svg><![CDATA[ > {} ]]></svg>",
        "<svg><desc><p></p></desc><style>{}</style></svg>",
    ],
)
def test_an_end_tag_that_is_none_closes_nothing(hidden: str) -> None:
    page = ("<div>" * 500 + hidden.format("</div>" * 500)) * 100
    assert len(bounded(page)) < len(page) / 4


@pytest.mark.parametrize("opened", ["<g>", "<p><path/>", "<font><path/>", "<style><g>", "<![CDATA[<!--]]><g>"])
def test_foreign_content_may_be_as_deep(opened: str) -> None:
    first, _, rest = opened.rpartition("<")
    page = f"<svg>{first}" + f"<{rest}" * 60_000
    assert len(bounded(page)) < len(page) / 4


@pytest.mark.parametrize(
    "page", ["<" * 4_000_000, "<p " * 1_000_000, "<p a='" * 600_000, "<!--" * 900_000, "</" * 1_900_000]
)
def test_the_look_itself_takes_no_time(page: str) -> None:
    before = time.process_time()
    bounded(page)
    assert time.process_time() - before < 4


def test_no_harmless_page_costs_too_much() -> None:
    """Formatting elements that stay open are opened again in all that follow: at worst half of the tags in the rest."""
    assert (HARMLESS / 2) ** 2 <= MOST_MADE
    assert HARMLESS <= DEEPEST
