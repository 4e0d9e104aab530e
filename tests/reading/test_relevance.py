"""Which posts are worth a visit to the site behind them."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leadwright.domain.lead import Sighting
from leadwright.reading.relevance import WORTH, factors_of, points_of
from leadwright.sources.signals import signals_of
from leadwright.writing.playbooks import load_playbooks

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PLAYBOOKS = load_playbooks()


def seen(source: str, title: str, text: str = "") -> Sighting:
    return Sighting(source, "https://p.test/1", title, text, NOW, NOW, "https://a.test/", said=signals_of(title, text))


@pytest.mark.parametrize(
    ("source", "title", "text"),
    [
        ("reddit", "My store keeps overselling", "Shopify and Etsy are out of sync, I fix stock by hand every night."),
        ("reddit", "Нужна помощь с интернет-магазином", "Товары загружаем вручную, надоело."),
        ("hackernews", "Show HN: Glow Lamps – our small ecommerce shop for lamps", ""),
        ("hackernews", "Seeking freelancer", "We run a WooCommerce store and need help with our product feed."),
        ("feed", "Glow Lamps ships abroad now: lessons so far", "Reports take me a full day each month."),
        ("indiehackers", "Our agency reached 10 clients", "Monthly reports for twelve clients eat the first week."),
        ("openstreetmap", "Glow Lamps", "shop=lighting"),
        ("csv", "Glow Lamps", ""),
        ("paste", "https://glow.test", ""),
    ],
)
def test_worth_a_visit(source: str, title: str, text: str):
    assert points_of(factors_of(seen(source, title, text), PLAYBOOKS)) >= WORTH


@pytest.mark.parametrize(
    ("source", "title", "text"),
    [
        ("hackernews", "Show HN: A terminal clock in 200 lines", "It prints the time and nothing else."),
        ("hackernews", "Show HN: An open source SDK for Shopify apps", "Self-hosted, MIT."),
        ("hackernews", "Seeking work: I am a full-stack developer", "Available for work, my portfolio is here."),
        ("producthunt", "Cartly", "The Shopify app that counts stock. Free trial."),
        ("feed", "Launching Formo", "Our API for online stores, beta testers wanted; an open source plugin."),
        ("github", "awesome-cli", "A framework in Rust"),
    ],
)
def test_not_worth_a_visit(source: str, title: str, text: str):
    assert points_of(factors_of(seen(source, title, text), PLAYBOOKS)) < WORTH


def test_every_point_has_its_words():
    post = seen("reddit", "Fed up with my WooCommerce store", "Looking for help: candles and lamps, orders by hand.")
    factors = {factor.name: factor for factor in factors_of(post, PLAYBOOKS)}
    assert set(factors) == {"watched", "help", "complaint", "trade", "platform", "niche"}
    assert "woocommerce" in factors["platform"].why
    assert "store" in factors["trade"].why


def test_it_is_weighed_for_the_playbook_that_fits_best():
    post = seen("reddit", "Our WooCommerce store")
    shopify = next(one for one in PLAYBOOKS if one.name == "shopify-dtc")
    alone = points_of(factors_of(post, [shopify]))
    assert points_of(factors_of(post, PLAYBOOKS)) == alone + 15
    assert points_of(factors_of(post, [])) == alone


def test_what_is_said_counts_once_however_often():
    post = seen("reddit", "shop " * 50)
    assert points_of(factors_of(replace(post, said=()), [])) == 10 + 15
