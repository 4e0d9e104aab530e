"""What people added where reading found nothing: the newest of a kind counts, and stands above what was read.

Rows are only added: a mistake is corrected by adding again. A fact of one name counts for all names of its brand.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.lead import Prospect
from leadwright.domain.stated import COUNTRY, FORM
from leadwright.ledger.brands import same_brand
from leadwright.ledger.tables import facts

PERSON = "person"


@dataclass(frozen=True, slots=True)
class Added:
    """One fact that a person added: ``words`` are the page's or their own."""

    id: int
    brand: str
    kind: str  # country legal-form function
    value: str
    url: str | None
    words: str
    by: str
    at: datetime

    @property
    def fact(self) -> Fact:
        """The same as a fact of a prospect; no page of ours proves it."""
        proof = Evidence(self.url or "", self.at, "", self.words, way=PERSON, robots=PERSON)
        return Fact(self.value, proof)


def added(conn: sa.Connection, brands: Collection[str]) -> Sequence[Added]:
    """Give all that people added to a brand under any of these names, the newest first."""
    asked = sa.select(facts).where(facts.c.brand.in_(brands)).order_by(facts.c.id.desc())
    return [Added(**row) for row in conn.execute(asked).mappings()]


def newest(conn: sa.Connection, brands: Collection[str]) -> Mapping[str, Added]:
    """Give what counts of it: the newest of each kind."""
    return {one.kind: one for one in reversed(added(conn, brands))}


def any_added(conn: sa.Connection) -> bool:
    """Say whether anybody has added a fact to any brand."""
    return conn.scalar(sa.select(facts.c.id).limit(1)) is not None


def corrected(conn: sa.Connection, read: Prospect) -> Prospect:
    """Give what was read of a business with what people added above it, so that its letters are written by that."""
    known = newest(conn, same_brand(conn, read.brand))
    country, form = known.get(COUNTRY), known.get(FORM)
    return replace(
        read,
        country=country.fact if country else read.country,
        legal_form=form.fact if form else read.legal_form,
    )
