"""Hosts that ask for patience: which answers do, and for how long (429, RFC 6585, 4; Retry-After, RFC 9110, 10.2.3).

GitHub says the same with 403, and with headers that tell it from a closed door ("Rate limits for the REST API",
"Exceeding the rate limit").
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=7)  # however long a host asks us to stay away
WAIT_429 = timedelta(hours=1)  # where it does not say how long


def asked_until(status: int, headers: Mapping[str, str], *, now: datetime) -> datetime | None:
    """Give the moment until which an answer asks us to stay away, or None; ``headers`` have lower-case names."""
    asked = headers.get("retry-after")
    spent = status == 403 and (asked or headers.get("x-ratelimit-remaining") == "0") and "x-ratelimit-limit" in headers
    if status != 429 and not (status == 503 and asked) and not spent:
        return None
    return wait_of(asked, now=now) or now + WAIT_429


def wait_of(value: str | None, *, now: datetime) -> datetime | None:
    """Read Retry-After (RFC 9110, 10.2.3): seconds or a date, at most a week ahead; None where it makes no sense."""
    text = (value or "").strip()
    if text.isdecimal() and len(text) < 10:
        return now + min(timedelta(seconds=int(text)), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # numbers of any length are taken for parts of a date
        return None
    return min(max(moment.replace(tzinfo=moment.tzinfo or UTC), now), now + LONGEST_WAIT)
