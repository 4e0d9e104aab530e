"""What the law lets the house do in a country: the rows of the table, with the operator's own readings."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from leadwright.domain.case import Override
from leadwright.domain.errors import UserError
from leadwright.domain.law import CELLS, UNLISTED, code_of
from leadwright.domain.rules import Tables

NEAR = 5  # choices that a misspelt country is answered with


@dataclass(frozen=True, slots=True)
class CellView:
    """What a row says of one kind of address or business."""

    kind: str  # generic, named (a mailbox at a provider too), sole_trader (an unknown legal form too)
    says: str  # allow conditional block
    needs: tuple[str, ...]  # what meets the conditions


@dataclass(frozen=True, slots=True)
class LawView:
    """One country as the gate reads it."""

    code: str
    name: str
    listed: bool  # whether the table has a row for it
    action: str  # send hold block
    regime: str
    cells: tuple[CellView, ...]
    elements: tuple[str, ...]  # what every letter there must contain
    collection: str  # automatic person none
    optout_deadline: str
    binds_senders: str  # yes unknown
    binds_source: str
    notes: str
    source: str
    source_kind: str
    confidence: str
    override: Override | None  # the operator's own reading, which replaces action and cells
    edition: str


class Laws:
    """The table of countries."""

    def __init__(self, tables: Tables, overrides: Mapping[str, Override]) -> None:
        """Know the tables, and the operator's own readings by the code of their country."""
        self._tables, self._law = tables, tables.law
        self._overrides = {code_of(code): override for code, override in overrides.items()}

    def all(self) -> tuple[LawView, ...]:
        """Give every row, and every country with an own reading, in the order of the table."""
        others = sorted(set(self._overrides) - set(self._law.countries))
        return tuple(map(self._view, [*self._law.countries, *others]))

    def of(self, country: str) -> LawView:
        """Explain a country by its code, an alias or its name; UserError with near choices for what is none."""
        code = self._code(country)
        if code is None:
            named = [*self._names(), *(code.casefold() for code in sorted(self._law.codes | set(self._law.countries)))]
            near = get_close_matches(country.casefold(), named, n=NEAR, cutoff=0.6)
            shown = dict.fromkeys(f"{code} {self._name(code)}".strip() for one in near if (code := self._code(one)))
            raise UserError(f"there is no country {country!r}: give its code (ISO 3166) or its name", *shown)
        return self._view(code)

    def _code(self, country: str) -> str | None:
        code = code_of(country)
        if code in self._law.codes or code in self._law.countries:
            return code
        return self._names().get(country.strip().casefold())

    def _names(self) -> dict[str, str]:
        named = {name.casefold(): code for code, one in self._tables.nations.items() for name in one.names}
        return named | {row.name.casefold(): code for code, row in self._law.countries.items()}

    def _name(self, code: str) -> str:
        if code in self._law.countries:
            return self._law.countries[code].name
        return next(iter(self._tables.nations[code].names), "") if code in self._tables.nations else ""

    def _view(self, code: str) -> LawView:
        row = self._law.row(code)
        listed = code in self._law.countries and code != UNLISTED
        return LawView(
            code=code,
            name=self._name(code),
            listed=listed,
            action=row.action,
            regime=row.regime,
            cells=tuple(
                CellView(cell, row.cell(cell), self._law.needs.get(row.code, {}).get(cell, ())) for cell in CELLS
            ),
            elements=tuple(dict.fromkeys((*self._law.least, *(row.elements or self._law.every)))),
            collection=row.collection,
            optout_deadline=row.optout_deadline,
            binds_senders=row.binds_senders,
            binds_source=row.binds_source,
            notes=row.notes,
            source=row.source,
            source_kind=row.source_kind,
            confidence=row.confidence,
            override=self._overrides.get(code),
            edition=self._law.edition,
        )
