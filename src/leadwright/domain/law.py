"""The law as data: what a row of the country table is, what its conditional cells need, and what must fit together.

An edition is one state of the law's own files; its digest is stored with every decision. A conditional cell of a row is
met by the facts that :attr:`Law.needs` names; a person's confirmation alone meets ``manual``, nothing ``registration``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leadwright.domain.case import BLOCK, HOLD, SEND

ALLOW, CONDITIONAL = "allow", "conditional"  # beside ``block``: what a cell says
CELLS = ("generic", "named", "sole_trader")
BY_FACTS = ("corporate", "relevant", "function", "published")  # needs that a stored fact meets
BY_PERSON = "manual"  # the need that a person's confirmation meets
BY_NOTHING = "registration"
AUTOMATIC, BY_HAND, NONE = "automatic", "person", "none"  # how an address may be collected; none: not at all
UNLISTED = "ZZ"
ALIASES = {"UK": "GB", "EL": "GR", "XI": "GB"}  # as VAT numbers and people write them


@dataclass(frozen=True, slots=True)
class Country:
    """One row of the country table: what the law lets us do there (data/countries.csv)."""

    code: str
    name: str
    regime: str
    generic: str  # allow conditional block: an address of no person
    named: str
    sole_trader: str
    action: str  # send hold block
    binds_senders: str  # yes unknown: whether the row counts for senders of that country too
    binds_source: str
    collection: str  # automatic person none: an address that a crawler found does not do where it says person
    elements: tuple[str, ...]  # what every letter must contain: ID ADDR CONTACT OPTOUT SUBJ SRC ART14 OBJ REL ...
    optout_deadline: str  # in words
    notes: str
    source: str
    source_kind: str  # statute, regulator, law firm ...
    confidence: str

    def cell(self, name: str) -> str:
        """Give what the row says of an address or business: allow, conditional, block."""
        return {"generic": self.generic, "named": self.named, "sole_trader": self.sole_trader}[name]


@dataclass(frozen=True, slots=True)
class Law:
    """All that the gate decides by, of one edition."""

    countries: Mapping[str, Country]
    codes: frozenset[str]  # ISO 3166-1 alpha-2, and EU, whose member is not known
    needs: Mapping[str, Mapping[str, tuple[str, ...]]]  # row -> conditional cell -> what meets it
    forms: Mapping[str, Mapping[str, str]]  # country, or ``any`` -> legal form, squeezed -> corporate, sole
    strong: Mapping[str, str]  # kind of a sign of the country, as stored -> the sign that it is
    weak: Mapping[str, str]  # the likeliest to tell one country first
    shared_prefix: frozenset[str]  # countries whose phone prefix tells none
    few: int  # countries that a weak sign may fit
    terms: frozenset[str]  # under which a business must be known
    fresh_days: int
    least: tuple[str, ...]  # elements of every letter
    every: tuple[str, ...]  # elements where a row is silent
    edition: str

    def row(self, country: str | None) -> Country:
        """Give the row of a country; that of the unlisted where it has none."""
        return self.countries.get(country or UNLISTED) or self.countries[UNLISTED]

    def needs_of(self, row: Country, cell: str) -> tuple[str, ...]:
        """Give what meets a conditional cell; one that nobody has looked up needs a person."""
        return self.needs.get(row.code, {}).get(cell, ()) or (BY_PERSON,)


def code_of(country: str) -> str:
    """Give the code of a country as the table writes it: capitals, and GB and GR for their aliases."""
    plain = country.strip().upper()
    return ALIASES.get(plain, plain)


def contradictions(law: Law) -> Iterator[str]:
    """Say where the tables do not fit together; an edition that contradicts itself is never used."""
    for code in law.needs:
        if code not in law.countries:
            yield f"{code}: conditions without a row"
    for row in law.countries.values():
        yield from (f"{row.code}: {said}" for said in _of_row(row, law))


def _of_row(row: Country, law: Law) -> Iterator[str]:
    if row.binds_senders not in {"yes", "unknown"} or (row.binds_senders == "yes") != bool(row.binds_source):
        yield "binds_senders is yes with a source, or unknown"
    if (row.collection == BY_HAND and row.action != HOLD) or row.collection not in {AUTOMATIC, BY_HAND, NONE}:
        yield "collection is automatic or none, or person in a row that holds"
    if row.action != BLOCK and not row.elements:
        yield "a row that lets letters out says what they must contain"
    for cell in CELLS:
        yield from _of_cell(row, cell, law)
    if row.action != _comes_to(row, law):
        yield f"the action is {row.action}, but the cells come to {_comes_to(row, law)}"
    order = (ALLOW, CONDITIONAL, BLOCK)
    if row.code == UNLISTED and {row.cell(cell) for cell in CELLS} != {BLOCK}:
        yield "what is not known blocks"
    if any(order.index(row.cell(cell)) < order.index(row.generic) for cell in ("named", "sole_trader")):
        yield "a person is protected less than a firm"


def _of_cell(row: Country, cell: str, law: Law) -> Iterator[str]:
    needs = law.needs.get(row.code, {}).get(cell, ())
    if (row.cell(cell) == CONDITIONAL) != bool(needs):
        yield f"{cell}: conditions belong to a conditional cell, and to no other"
    if strange := set(needs) - {*BY_FACTS, BY_PERSON, BY_NOTHING}:
        yield f"{cell}: unknown conditions {', '.join(sorted(strange))}"


def _comes_to(row: Country, law: Law) -> str:
    """Give the action that the cells come to: the freest of them."""
    if row.code == UNLISTED:
        return HOLD  # until somebody says which country it is
    left = [law.needs.get(row.code, {}).get(cell, ()) for cell in CELLS if row.cell(cell) != BLOCK]
    if any(BY_PERSON not in needs and BY_NOTHING not in needs for needs in left):
        return SEND
    return HOLD if any(BY_NOTHING not in needs for needs in left) else BLOCK
