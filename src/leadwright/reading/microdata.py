"""Products in a page's markup, microdata and RDFa, as objects of the same shape that JSON-LD has.

Both say it with three attributes: where a thing begins, of which type it is, which property a value is (WHATWG HTML,
section *Microdata*; W3C, *RDFa Lite 1.1*). A property belongs to the nearest thing around it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from selectolax.lexbor import LexborNode

from leadwright.reading.money import amount_of, amounts_in
from leadwright.reading.page import Doc, squeezed

MOST_MARKS = 3_000  # elements with such attributes
_DEEPEST = 400  # elements around one
_MOST_INSIDE = 100  # nodes inside one whose text is read
_LONGEST = 300  # characters of a value
_PRICES = {"price", "lowPrice", "highPrice"}
_LINKED = {"url", "availability", "itemCondition"}


class _Syntax(NamedTuple):
    signs: tuple[str, ...]  # one of them stands in every page that names a product this way
    kind: str  # the attribute that names a type
    name: str  # the attribute that names a property
    query: str


_SYNTAXES = {
    "microdata": _Syntax(
        ("org/Product", "org/IndividualProduct"), "itemtype", "itemprop", "[itemprop],[itemtype],[itemscope]"
    ),
    "rdfa": _Syntax(
        ('typeof="Product', 'typeof="schema:Product', "typeof='Product"), "typeof", "property", "[property],[typeof]"
    ),
}


def marked_in(doc: Doc) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Give, for each way of marking that the page uses, its name and its things, in the order of the page.

    A property that stands in no thing is in an object of its own without ``@type``: the last one.
    """
    html = doc.html
    for way, syntax in _SYNTAXES.items():
        if f"{syntax.kind}=" in html and any(sign in html for sign in syntax.signs):
            yield way, _things(doc, syntax)


def stray_in(doc: Doc) -> Mapping[str, Any]:
    """Give the properties of microdata that stand in no thing at all, such as a lone ``itemprop="price"``."""
    if "itemprop" not in doc.html:
        return {}
    return _things(doc, _SYNTAXES["microdata"])[-1]


def _things(doc: Doc, syntax: _Syntax) -> list[Mapping[str, Any]]:
    things: dict[int, dict[str, Any]] = {}  # by node
    around: dict[int, int] = {}  # node -> the thing around it, 0 for none
    found: list[Mapping[str, Any]] = []
    stray: dict[str, Any] = {}
    for node in doc.tree.css(syntax.query)[:MOST_MARKS]:
        given = node.attributes
        holder = things.get(_holder(node, things, around), stray)
        names = (given.get(syntax.name) or "").split()[:5]
        if syntax.kind in given or "itemscope" in given:
            thing: dict[str, Any] = {"@type": (given.get(syntax.kind) or "").split()}
            things[node.mem_id] = thing
            found.append(thing)
            for name in names:
                holder.setdefault(_local(name), []).append(thing)
        else:
            for name in names:
                _note(holder, _local(name), node, given)
    return [*found, stray]


def _holder(node: LexborNode, things: Mapping[int, object], around: dict[int, int]) -> int:
    """Give the thing a node stands in; what was found on the way up is remembered for its neighbours."""
    passed: list[int] = []
    parent, holder = node.parent, 0
    while parent is not None and len(passed) < _DEEPEST:
        at = parent.mem_id
        if at in things or at in around:
            holder = at if at in things else around[at]
            break
        passed.append(at)
        parent = parent.parent
    around.update(dict.fromkeys(passed, holder))
    return holder


def _local(name: str) -> str:
    """Give a property's own name: ``schema:price`` and ``https://schema.org/price`` are ``price``."""
    return name.rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _note(holder: dict[str, Any], name: str, node: LexborNode, given: Mapping[str, str | None]) -> None:
    """Keep a value: of its attribute, else its text. A price for people becomes one for machines, with its currency."""
    value = given.get("content")
    if value is None and name in _LINKED:
        value = given.get("href")
    text = _text(node) if value is None else ""
    if name in _PRICES and value is None:
        amount = amount_of(text, shown=True)
        if amount is None:
            return
        seen = next(amounts_in(text), None)
        value = f"{amount} {seen.currency or ''}" if seen else str(amount)
    holder.setdefault(name, []).append(squeezed(value[:2000])[:_LONGEST] if value is not None else text)


def _text(node: LexborNode) -> str:
    """Give the beginning of an element's text, at a bounded price: elements with properties may nest in each other."""
    inside = zip(node.traverse(include_text=True), range(_MOST_INSIDE), strict=False)
    pieces = ((one.text_content or "")[:_LONGEST] for one, _ in inside if one.tag == "-text")
    return squeezed("".join(pieces))[:_LONGEST]
