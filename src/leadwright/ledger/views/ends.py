"""Where runs ended without giving anything: what was dropped, held, put off or joined another name, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from leadwright.domain.errors import Scalar
from leadwright.ledger.rows import among
from leadwright.ledger.sequels import SAME
from leadwright.ledger.tables import events
from leadwright.ledger.views.journey import meta_of
from leadwright.ledger.views.stored import AT_ONCE

TYPES = ("dropped", "held", "later", "merged")


@dataclass(frozen=True, slots=True)
class End:
    """One run that ended so; ``brand`` is None before there is one."""

    stage: str
    type: str
    code: str
    facts: Mapping[str, Scalar]
    key: str  # of what the stage had taken
    brand: str | None


def ends(conn: sa.Connection) -> Iterator[End]:
    """Give every such run, oldest first."""
    after = 0
    wanted = sa.select(events).where(among(events.c.type, *TYPES), events.c.stage.is_not(None))
    while True:
        rows = conn.execute(wanted.where(events.c.id > after).order_by(events.c.id).limit(AT_ONCE)).all()
        for row in rows:
            meta = meta_of(row.meta)
            code, facts = meta.code, meta.facts
            if row.type == "merged":
                code, facts = SAME, {"brand": facts.get("into")}
            yield End(row.stage, row.type, code, facts, row.key or "", row.brand)
        if len(rows) < AT_ONCE:
            return
        after = rows[-1].id
