"""Where a firm is: the signs of its pages, strongest first, and the one country they agree on, or none.

Strong signs are an address of the imprint or footer, a VAT or register number, a legal form and a phone number
other than +1; weak ones are the top-level domain, currency, shipping words and language. One strong sign or two
agreeing weak ones decide; conflict or nothing means unknown, and unknown is never written to by machine.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Product
from leadwright.domain.rules import Tables
from leadwright.reading.imprint import legal_names, numbers_in, telling_texts
from leadwright.reading.page import Doc

_PHONE = re.compile(r"(?:\+|\b00)\s{0,2}(\d{1,3})[\s().-]{0,3}(?:\(0\)\s?)?\d(?:[\s().-]{0,3}\d){5,11}")
_SHIPPING = re.compile(
    r"(?:(?:ships?|shipped|shipping|deliver(?:y|ed)?|made|based|located)\s"
    r"(?:only\s|free\s|all over\s|throughout\s|within\s|from\s|in\s|to\s|the\s){1,3})([A-Z][\w. ]{1,24})"
)
_ADDRESS_LIKE = re.compile(r"\d{2}|[A-Z][^\s]{1,20}\W{0,3}$")
_PRICES_IN = re.compile(
    r"\b(?:prices?|preise|prix)\s(?:are\s|is\s|shown\s|listed\s|quoted\s){0,2}in\s([A-Z]{3})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CountrySign:
    """One sign of a country; ``codes`` are all countries that it fits, likeliest first."""

    kind: str  # address number form phone tld currency shipping language
    strong: bool
    codes: tuple[str, ...]
    fact: Fact


def country_of(
    docs: Sequence[Doc], products: Sequence[Product], *, tables: Tables
) -> tuple[Fact | None, tuple[Fact, ...]]:
    """Give the country (ISO 3166-1 alpha-2) and all its signs; the country is None in conflict or without enough."""
    signs = tuple(signs_of(docs, products, tables=tables))
    code = decided(signs)
    facts = tuple(sign.fact for sign in signs)
    if code is None:
        return None, facts
    sign = next(one for one in signs if code in one.codes)
    agreeing = sum(code in one.codes for one in signs)
    return Fact(code, sign.fact.evidence, min(1.0, (0.7 if sign.strong else 0.5) + 0.1 * agreeing)), facts


def decided(signs: Sequence[CountrySign]) -> str | None:
    """Decide on a country: strong signs must agree, weak ones only choose among what those leave open."""
    strong = [set(sign.codes) for sign in signs if sign.strong]
    weak = [sign for sign in signs if not sign.strong]
    if strong:
        open_codes = set.intersection(*strong)
        domains = {code for sign in weak if sign.kind == "tld" for code in sign.codes}
        if len(open_codes) == 1:
            code = next(iter(open_codes))
            contradicted = bool(domains) and code not in domains and len(strong) < 2
            return None if contradicted else code
        return _single(open_codes, weak)
    votes = Counter(code for sign in weak for code in set(sign.codes))
    certain = {code for sign in weak if len(sign.codes) == 1 for code in sign.codes}
    best = [code for code, count in votes.most_common() if count >= 2 and code in certain]
    domains = {code for sign in weak if sign.kind == "tld" for code in sign.codes}
    if domains and any(code not in domains for code in certain):
        return None
    top = [code for code in best if votes[code] == votes[best[0]]]
    return top[0] if len(top) == 1 else None


def _single(open_codes: set[str], weak: Sequence[CountrySign]) -> str | None:
    """Choose among countries that the strong signs leave open, by the weak ones that name few of them."""
    for kind in ("tld", "shipping", "currency", "language"):
        named = [set(sign.codes) & open_codes for sign in weak if sign.kind == kind]
        named = [codes for codes in named if codes]
        if named:
            left = set.intersection(*named)
            if len(left) == 1:
                return next(iter(left))
            open_codes = left or open_codes
    return None


def signs_of(docs: Sequence[Doc], products: Sequence[Product], *, tables: Tables) -> Iterator[CountrySign]:
    """Give the signs of a country on the pages of a visit, strongest kind first."""
    yield from _addresses(docs, tables)
    seen: set[str] = set()
    for number in numbers_in(docs):
        if number.country not in seen:
            seen.add(number.country)
            yield _sign("number", (number.country,), number.fact, strong=True)
    yield from _forms(docs, tables)
    yield from _phones(docs, tables)
    yield from _domains(docs, tables)
    yield from _currencies(docs, products, tables)
    yield from _shipping(docs, tables)
    yield from _languages(docs, tables)


def _sign(kind: str, codes: tuple[str, ...], fact: Fact, *, strong: bool) -> CountrySign:
    named = Fact(f"{'/'.join(codes)} {kind}", fact.evidence, 0.9 if strong else 0.4)
    return CountrySign(kind, strong, codes, named)


def _addresses(docs: Sequence[Doc], tables: Tables) -> Iterator[CountrySign]:
    seen: set[str] = set()
    for doc in docs:
        for code, snippet, way in (*_stated(doc, tables), *_written(doc, tables)):
            if code not in seen:
                seen.add(code)
                yield _sign("address", (code,), Fact(code, doc.evidence(snippet, way=way)), strong=True)


def _stated(doc: Doc, tables: Tables) -> Iterator[tuple[str, str, str]]:
    for thing in doc.things:
        country = thing.get("addressCountry")
        said = country.get("name") if isinstance(country, dict) else country
        code = nation_named(str(said or ""), tables)
        if code:
            yield code, f"PostalAddress {thing.get('addressLocality') or ''} {said}", "jsonld"


def nation_named(said: str, tables: Tables) -> str | None:
    """Give the code of a country by its code or one of its names; None where the table knows no such name."""
    text = said.strip()
    if text.upper() in tables.nations:
        return text.upper()
    lower = text.lower()
    return next((code for code, one in tables.nations.items() if lower in {name.lower() for name in one.names}), None)


def _written(doc: Doc, tables: Tables) -> Iterator[tuple[str, str, str]]:
    lines = [line for line in telling_texts(doc).split("\n") if len(line) < 600][:1500]
    names = {name: code for code, nation in reversed(list(tables.nations.items())) for name in nation.names}
    shapes = [(code, nation.postcode) for code, nation in tables.nations.items() if nation.postcode is not None]
    for at, line in enumerate(lines):
        if not _ADDRESS_LIKE.search(line):
            continue
        around = " | ".join(lines[max(0, at - 2) : at + 3])
        ended = _ends_address(line, names)
        if ended and re.search(r"\d", " ".join(lines[max(0, at - 3) : at + 1])):
            yield ended, around, "imprint"
        yield from ((code, around, "imprint") for code, shape in shapes if shape.search(line))


def _ends_address(line: str, names: Mapping[str, str]) -> str | None:
    """Give the country in whose name a line of an address ends: alone on it, or behind a comma, a dash or a point."""
    text = line.strip(" .,|")
    if len(text) > 160:
        return None
    tails = (text.rpartition(mark)[2] for mark in (", ", " - ", "· ") if mark in text)
    return names.get(text) or next((names[tail] for tail in tails if tail in names and len(tail) > 2), None)


def _forms(docs: Sequence[Doc], tables: Tables) -> Iterator[CountrySign]:
    for _, form, fact in legal_names(docs, tables):
        if form in tables.forms:
            yield _sign("form", tables.forms[form], fact, strong=True)
            return


def _phones(docs: Sequence[Doc], tables: Tables) -> Iterator[CountrySign]:
    prefixes: dict[str, list[str]] = {}
    for code, nation in tables.nations.items():
        prefixes.setdefault(nation.phone, []).append(code)
    seen: set[str] = set()
    for doc in docs:
        dialled = " ".join(f"+{link.href[4:].lstrip('+')}" for link in doc.links if link.href.startswith("tel:+"))
        for match in _PHONE.finditer(f"{telling_texts(doc)[:60_000]} {dialled}"):
            prefix = next((match.group(1)[:size] for size in (3, 2, 1) if match.group(1)[:size] in prefixes), None)
            if prefix and prefix not in seen:
                seen.add(prefix)
                fact = Fact(prefix, doc.evidence(match.group()))
                yield _sign("phone", tuple(prefixes[prefix]), fact, strong=prefix != "1")


def _domains(docs: Sequence[Doc], tables: Tables) -> Iterator[CountrySign]:
    ending = docs[0].host.rsplit(".", 1)[-1] if docs else ""
    codes = tuple(code for code, nation in tables.nations.items() if ending in nation.tlds)
    if codes:
        yield _sign("tld", codes, Fact(ending, docs[0].evidence(docs[0].host, way="attribute")), strong=False)


def _currencies(docs: Sequence[Doc], products: Sequence[Product], tables: Tables) -> Iterator[CountrySign]:
    said = Counter(product.currency for product in products if product.currency)
    snippet, doc = (
        ", ".join(f"{one.name} {one.price} {one.currency}" for one in products[:3]),
        docs[0] if docs else None,
    )
    for one in docs:
        match = _PRICES_IN.search(one.text[:200_000])
        if match and not said:
            said[match.group(1).upper()] += 1
            snippet, doc = match.group(), one
    if len(said) == 1 and doc is not None:
        currency = next(iter(said))
        codes = tuple(code for code, nation in tables.nations.items() if nation.currency == currency)
        if codes:
            yield _sign("currency", codes, Fact(currency, doc.evidence(snippet)), strong=False)


def _shipping(docs: Sequence[Doc], tables: Tables) -> Iterator[CountrySign]:
    for doc in docs:
        for match in list(_SHIPPING.finditer(doc.text[:100_000]))[:20]:
            said = match.group(1)
            code = next(
                (
                    code
                    for code, nation in tables.nations.items()
                    if any(re.match(rf"{re.escape(name)}(?![\w])", said) for name in nation.names)
                ),
                None,
            )
            if code:
                yield _sign("shipping", (code,), Fact(code, doc.evidence(match.group())), strong=False)
                return


def _languages(docs: Sequence[Doc], tables: Tables) -> Iterator[CountrySign]:
    said = next((doc for doc in docs if doc.language), None)
    if said is None:
        return
    language, _, region = said.language.replace("_", "-").partition("-")
    region = region.upper()[:2]
    if region in tables.nations and said.language.lower() not in {"en-us", "en_us", "de-de", "fr-fr"}:
        codes: tuple[str, ...] = (region,)
    else:
        codes = tuple(code for code, nation in tables.nations.items() if language.lower() in nation.languages)
    if codes:
        yield _sign(
            "language",
            codes,
            Fact(said.language, said.evidence(f"lang {said.language}", way="attribute")),
            strong=False,
        )
