"""How those who were written to answered: in all, and by what they are and what they were sent."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from leadwright.domain.letter import Deal
from leadwright.ledger.tables import leads, messages, outreach
from leadwright.ledger.views.stored import AT_ONCE, every

CONFIRMED = ("sent", "bounced")
BOOKED = ("booked", "pilot", "won")
PILOT = ("pilot", "won")
BY = ("icp", "platform", "country", "source", "variant")


@dataclass(frozen=True, slots=True)
class Rate:
    """Brands with a confirmed first touch, and how far they came; rates are between 0 and 1."""

    brands: int = 0
    answered: int = 0  # somebody of the brand wrote
    positive: int = 0
    booked: int = 0
    pilots: int = 0

    @property
    def replies(self) -> float:
        """The reply rate: brands with a human answer of brands with a confirmed first touch."""
        return self.answered / self.brands if self.brands else 0.0

    @property
    def positives(self) -> float:
        """The positive rate, on the same base."""
        return self.positive / self.brands if self.brands else 0.0

    @property
    def conversion(self) -> float:
        """Pilots of booked calls."""
        return self.pilots / self.booked if self.booked else 0.0

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(
            self.brands + other.brands,
            self.answered + other.answered,
            self.positive + other.positive,
            self.booked + other.booked,
            self.pilots + other.pilots,
        )


def rates(conn: sa.Connection) -> tuple[Rate, Mapping[str, Mapping[str, Rate]]]:
    """Give the rate of all, and by ICP, platform, country, source and variant of the first letter."""
    whole, parts = Rate(), {name: defaultdict[str, Rate](Rate) for name in BY}
    positive = outreach.c.brand.in_(
        sa.select(messages.c.brand).where(messages.c.direction == "in", messages.c.tag == "positive")
    )
    sums = [
        sa.func.count().label("brands"),
        sa.func.sum(sa.case((leads.c.replied, 1), else_=0)).label("answered"),
        sa.func.sum(sa.case((positive, 1), else_=0)).label("positive"),
    ]
    found = [
        (row, Rate(row.brands, int(row.answered), int(row.positive)))
        for row in conn.execute(first_touches(*sums).group_by(*GROUPS))
    ]
    stages = {deal.brand: deal.stage for deal in every(conn, Deal) if deal.stage in BOOKED}
    brands = sorted(stages)
    for n in range(0, len(brands), AT_ONCE):
        asked = first_touches(outreach.c.brand).where(outreach.c.brand.in_(brands[n : n + AT_ONCE]))
        found += [(row, came(stages[row.brand])) for row in conn.execute(asked)]
    for row, rate in found:
        whole += rate
        for name in BY:
            value = getattr(row, name) or ""
            parts[name][value] += rate
    return whole, {name: dict(part) for name, part in parts.items()}


def came(stage: str) -> Rate:
    """Give how far one deal came, on top of what is counted of its brand already."""
    return replace(Rate(), booked=1, pilots=int(stage in PILOT))


GROUPS = (leads.c.icp, leads.c.tech_stack, leads.c.country, leads.c.source, outreach.c.template)


def first_touches(*more: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Ask for the confirmed first touches with what they are told apart by."""
    return (
        sa.select(
            leads.c.icp.label("icp"),
            leads.c.tech_stack.label("platform"),
            leads.c.country.label("country"),
            leads.c.source.label("source"),
            outreach.c.template.label("variant"),
            *more,
        )
        .select_from(outreach.join(leads, leads.c.id == outreach.c.lead_id))
        .where(outreach.c.status.in_(CONFIRMED), outreach.c.touch == 1)
    )
