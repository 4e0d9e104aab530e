"""Laws and rules with one thing dropped or weakened, each with its name."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from leadwright.domain import country, gate, house
from leadwright.domain.case import BLOCK, HOLD, SEND
from leadwright.domain.law import ALLOW, CELLS, CONDITIONAL, Country, Law
from leadwright.domain.rules import Tables

WEAKER = {BLOCK: (CONDITIONAL, ALLOW), CONDITIONAL: (ALLOW,), ALLOW: ()}
FREER = {BLOCK: (HOLD, SEND), HOLD: (SEND,), SEND: ()}


@dataclass(frozen=True)
class Mutant:
    """One weakened law; ``rows`` are the countries it can touch, all where it is empty."""

    name: str
    tables: Tables
    rows: frozenset[str] = frozenset()


def of_rows(tables: Tables) -> Iterator[Mutant]:
    """Weaken every cell of every row, and drop every element, binding and condition."""
    law = tables.law
    for row in law.countries.values():
        named = frozenset({"MX" if row.code == "ZZ" else row.code})
        for name, changed in (*_cells(row), *_rest(row, law)):
            countries = {**law.countries, row.code: changed}
            yield Mutant(f"{row.code} {name}", replace(tables, law=replace(law, countries=countries)), named)
        for cell, needs in law.needs.get(row.code, {}).items():
            for need in needs:
                left = tuple(one for one in needs if one != need)
                changed_needs = {**law.needs, row.code: {**law.needs[row.code], cell: left}}
                yield Mutant(f"{row.code} {cell} without {need}", _with(tables, needs=changed_needs), named)


def _cells(row: Country) -> Iterator[tuple[str, Country]]:
    for cell in CELLS:
        for weaker in WEAKER[row.cell(cell)]:
            yield f"{cell} {row.cell(cell)} -> {weaker}", replace(row, **{cell: weaker})  # type: ignore[arg-type]
    for freer in FREER[row.action]:
        yield f"action {row.action} -> {freer}", replace(row, action=freer)


def _rest(row: Country, law: Law) -> Iterator[tuple[str, Country]]:
    for element in row.elements:
        if element not in law.least:  # which every letter must contain anyway
            yield f"without {element}", replace(row, elements=tuple(one for one in row.elements if one != element))
    if row.binds_senders == "yes":
        yield "binds nobody abroad", replace(row, binds_senders="unknown", binds_source="")
    elif row.code not in {"EU", "ZZ"}:  # nobody's own country
        yield "binds by a row", replace(row, binds_senders="yes", binds_source="?", action=SEND, generic=ALLOW)
    if row.collection == "person":
        yield "collected by machine", replace(row, collection="automatic")


def of_rules(tables: Tables) -> Iterator[Mutant]:
    """Weaken what is asked beside the rows: signs, terms, days, elements, roles."""
    law = tables.law
    yield from _of_signs(tables)
    yield Mutant("+1 names a country", _with(tables, shared_prefix=frozenset()))
    yield Mutant("wide signs count", _with(tables, few=300))
    yield Mutant("older evidence", _with(tables, fresh_days=law.fresh_days + 1))
    yield Mutant("XX is a country", _with(tables, codes=law.codes | {"XX"}))
    for terms in ("research", ""):
        yield Mutant(f"terms {terms!r} are enough", _with(tables, terms=law.terms | {terms}))
    for terms in law.terms:
        yield Mutant(f"terms {terms!r} are not enough", _with(tables, terms=law.terms - {terms}))
    for name, elements in (("least", law.least), ("every", tuple(one for one in law.every if one not in law.least))):
        for element in elements:
            left = tuple(one for one in getattr(law, name) if one != element)
            yield Mutant(f"{name} without {element}", _with(tables, **{name: left}))
    for field in ("never", "never_suffix", "never_prefix", "never_alone", "fillers", "last_choice"):
        empty = type(getattr(tables.roles, field))()
        yield Mutant(f"roles without {field}", replace(tables, roles=replace(tables.roles, **{field: empty})))


def _of_signs(tables: Tables) -> Iterator[Mutant]:
    strong, weak = tables.law.strong, tables.law.weak
    for kind, sign in strong.items():
        yield Mutant(f"{kind} is no sign", _with(tables, strong=_without(strong, kind)))
        if kind != sign:
            yield Mutant(f"{kind} counts for itself", _with(tables, strong={**strong, kind: kind}))
    for kind, sign in weak.items():
        yield Mutant(f"{kind} is no weak sign", _with(tables, weak=_without(weak, kind)))
        yield Mutant(f"{kind} is strong", _with(tables, strong={**strong, kind: kind}))
        if kind != sign:
            yield Mutant(f"{kind} counts for itself", _with(tables, weak={**weak, kind: kind}))


def of_forms(tables: Tables) -> Iterator[Mutant]:
    """Take every class of forms away from every country whose row asks, and turn it into the other."""
    law = tables.law
    for code in ("any", *law.countries):
        forms = law.forms.get(code, {})
        for kind, other in (("corporate", "sole"), ("sole", "corporate")):
            if not any(found == kind for found in forms.values()):
                continue
            left = {form: found for form, found in forms.items() if found != kind}
            turned = {form: other if found == kind else found for form, found in forms.items()}
            rows = frozenset() if code == "any" else frozenset({code})
            yield Mutant(f"{code} knows no {kind} form", _with(tables, forms={**law.forms, code: left}), rows)
            yield Mutant(f"{code} takes {kind} for {other}", _with(tables, forms={**law.forms, code: turned}), rows)


def _with(tables: Tables, **changes: Any) -> Tables:
    return replace(tables, law=replace(tables.law, **changes))


def _without(kinds: Mapping[str, str], kind: str) -> Mapping[str, str]:
    return {name: sign for name, sign in kinds.items() if name != kind}


Decider = Callable[..., Any]


def of_code() -> Iterator[tuple[str, Decider]]:
    """Give the gate with one test of its code turned to true or false, or one finding or operand dropped."""
    for module in (gate, house, country):
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for number, place in enumerate(_places(ast.parse(source))):
            for way in WAYS[type(place)]:
                tree = ast.parse(source)
                said = _mutated(_places(tree)[number], way)
                yield f"{module.__name__.rpartition('.')[2]}: {said}", _rebuilt(module, tree)


WAYS: Mapping[type, tuple[str, ...]] = {
    ast.If: ("True", "False"),
    ast.IfExp: ("True", "False"),
    ast.BoolOp: ("drop",),
    ast.Expr: ("drop",),
}


def _places(tree: ast.Module) -> list[Any]:
    found = (node for node in ast.walk(tree) if type(node) in WAYS)
    return [
        node for node in found if not isinstance(node, ast.Expr) or isinstance(node.value, ast.Yield | ast.YieldFrom)
    ]


def _mutated(node: Any, way: str) -> str:
    """Change the tree in place; give what was done."""
    if isinstance(node, ast.If | ast.IfExp):
        text = ast.unparse(node.test)
        node.test = ast.Constant(way == "True")
        return f"{text} -> {way}"
    dropped = node.value if isinstance(node, ast.Expr) else node.values[-1]
    if isinstance(node, ast.Expr):
        node.value = ast.Constant(None)
    else:
        node.values = node.values[:-1] if len(node.values) > 2 else [node.values[0], node.values[0]]
    return f"without {ast.unparse(dropped)}"


@cache
def _gate() -> CodeType:
    path = str(gate.__file__)
    return compile(Path(path).read_text(encoding="utf-8"), path, "exec")


def _rebuilt(module: ModuleType, tree: ast.Module) -> Decider:
    """Run the changed module, inside the gate where it is another one."""
    changed: dict[str, Any] = {"__name__": f"changed.{module.__name__}"}
    exec(compile(ast.fix_missing_locations(tree), str(module.__file__), "exec"), changed)
    if module is not gate:
        others = {name: changed[name] for name in ("country_of", "house_rules") if name in changed}
        changed = {"__name__": "changed.gate"}
        exec(_gate(), changed)
        changed.update(others)
    decider: Decider = changed["decide"]
    return decider
