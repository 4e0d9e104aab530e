"""Kinds of signal, from the words."""

import pytest

from leadwright.sources.signals import signals_of


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Need some help with my product catalogue", ("help",)),
        ("How do you sync stock between Etsy and Shopify?", ("help",)),
        ("Looking for a freelance Shopify developer", ("hiring",)),
        ("We're hiring a contractor", ("hiring",)),
        ("Show HN: A shop for tea", ("launch",)),
        ("We just launched our online store", ("launch",)),
        ("Tired of updating prices by hand", ("complaint",)),
        ("I spend 10 hours a week on reports", ("complaint",)),
        ("We reached our first 100 orders", ("milestone",)),
        ("Our shop turned five years, 2k MRR", ("milestone",)),
        ("Ищем разработчика, нужна помощь", ("help", "hiring")),
        ("Photos of my cat", ()),
        ("The weather in November", ()),
    ],
)
def test_signals(title: str, expected: tuple[str, ...]):
    assert signals_of(title, "") == expected


def test_a_long_text_takes_no_time():
    assert signals_of("", "looking for a " * 100_000) == ()
