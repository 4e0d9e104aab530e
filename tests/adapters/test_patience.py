"""Which answers ask for patience, and for how long."""

from datetime import timedelta

from leadwright.adapters.patience import asked_until, wait_of
from tests.adapters.webservers import START


def test_retry_after():
    assert wait_of("120", now=START) == START + timedelta(seconds=120)
    assert wait_of("Mon, 02 Nov 2026 09:10:00 GMT", now=START) == START + timedelta(minutes=10)
    assert wait_of("Mon, 02 Nov 2020 09:10:00 GMT", now=START) == START
    assert wait_of("99999999", now=START) == START + timedelta(days=7)
    assert wait_of("soon", now=START) is None
    assert wait_of(None, now=START) is None


def test_which_answers_ask():
    assert asked_until(429, {}, now=START) == START + timedelta(hours=1)
    assert asked_until(503, {"retry-after": "60"}, now=START) == START + timedelta(minutes=1)
    assert asked_until(503, {}, now=START) is None
    assert asked_until(200, {"retry-after": "60"}, now=START) is None


def test_a_spent_grant_is_no_closed_door():
    spent = {"x-ratelimit-limit": "30", "x-ratelimit-remaining": "0"}
    assert asked_until(403, spent, now=START) == START + timedelta(hours=1)
    assert asked_until(403, {**spent, "x-ratelimit-remaining": "9", "retry-after": "60"}, now=START) is not None
    assert asked_until(403, {**spent, "x-ratelimit-remaining": "9"}, now=START) is None
    assert asked_until(403, {"retry-after": "60"}, now=START) is None
    assert asked_until(401, spent, now=START) is None
