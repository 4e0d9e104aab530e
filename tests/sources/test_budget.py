"""What an API still grants."""

from datetime import timedelta

import pytest

from leadwright.domain.errors import Later
from leadwright.sources.budget import Grant, spent_until
from tests.sources.fakeweb import NOW, clock


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"x-ratelimit-remaining": "1", "x-ratelimit-reset": "60"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "60"}, 61),
        ({"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "60"}, 61),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(NOW.timestamp()) + 30)}, 31),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}, 2),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999"}, 86_401),
        ({"x-rate-limit-remaining": "-50", "x-rate-limit-reset": "102"}, 103),
        ({"x-rate-limit-remaining": "many", "x-rate-limit-reset": "102"}, None),
        ({"x-rate-limit-remaining": "0"}, None),
    ],
)
def test_until_when_a_grant_is_spent(headers: dict[str, str], seconds: int | None):
    until = spent_until(headers, now=NOW)
    assert until == (None if seconds is None else NOW + timedelta(seconds=seconds))


async def test_a_short_wait_is_waited_and_a_long_one_is_said():
    time = clock()
    grant = Grant(time, "api.test", patience=timedelta(seconds=60))
    await grant.ready()
    grant.heed({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "30"})
    await grant.ready()
    assert time.now() == NOW + timedelta(seconds=31)
    grant.heed({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "600"})
    with pytest.raises(Later, match="asked-to-wait") as later:
        await grant.ready()
    assert later.value.when == time.now() + timedelta(seconds=601)
