"""How many letters a mailbox may send today: a new one grows into it, so that receivers learn to know it."""

from collections.abc import Sequence
from datetime import date

from leadwright.domain.operator import Mailbox

FIRST_WEEK = (3, 5, 8, 10, 10)  # letters on the first five days of sending
STEP = 2  # more per clean day after that
SETTLED = 20  # reached by the steps; where an established mailbox begins
GROWN = 30  # after four weeks
FOUR_WEEKS = 28  # days
HARD_CAP = 40  # nobody sends more from one mailbox


def cap_on(day: date, mailbox: Mailbox, *, sent_days: Sequence[date]) -> int:
    """Give the letters ``mailbox`` may send on its local ``day``; the smallest of all limits wins.

    ``sent_days`` are the local days on which letters left and nothing went wrong (no stop, no complaint): a day that
    was not clean is left out and the ramp does not climb for it. The ramp counts days of sending, not of the calendar,
    so a pause does not raise it. An established mailbox starts at 20 and climbs by the same steps.
    """
    clean = {sent for sent in sent_days if sent < day}
    established = mailbox.age == "established"
    ramp = SETTLED + STEP * len(clean) if established else _new(day, clean, since=mailbox.since)
    return max(0, min(ramp, mailbox.cap, HARD_CAP))


def _new(day: date, clean: set[date], *, since: str | None) -> int:
    if len(clean) < len(FIRST_WEEK):
        return FIRST_WEEK[len(clean)]
    ramp = FIRST_WEEK[-1] + STEP * (len(clean) - len(FIRST_WEEK) + 1)
    begun = min([*clean, *([date.fromisoformat(since)] if since else [])])
    if ramp >= SETTLED and (day - begun).days >= FOUR_WEEKS:
        return GROWN
    return min(ramp, SETTLED)
