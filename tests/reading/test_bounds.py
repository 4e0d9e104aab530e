"""Pages that would cost a parser seconds are cut; all others stay whole, and most are not even looked through."""

import pytest

from leadwright.reading.bounds import COSTLIEST, DEEPEST, HARMLESS, LONGEST, bounded


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
    ],
)
def test_harmless_pages_stay_whole(html: str) -> None:
    assert bounded(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<DIV class=x>" * 5_000,
        "</div>" * 5_000 + "<div>" * 5_000,
        "<script>" + "</div>" * 5_000 + "</script>" + "<div>" * 5_000,
        "".join(f"<b a={n}>" for n in range(800)) + "<p>" * 2_000,
        "<p " + " ".join(f"a{n}" for n in range(200_000)) + ">",
        "<p " + " ".join(f"<{n}" for n in range(200_000)),
        "x" * (LONGEST + 1),
    ],
)
def test_dear_pages_are_cut(html: str) -> None:
    cut = bounded(html)
    assert html.startswith(cut)
    assert len(cut) < len(html)


def test_no_harmless_page_costs_too_much() -> None:
    """Formatting elements that stay open are opened again in all that follow: at worst half of the tags in the rest."""
    assert (HARMLESS / 2) ** 2 <= COSTLIEST
    assert HARMLESS <= DEEPEST
