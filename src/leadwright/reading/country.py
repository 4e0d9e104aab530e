"""Where a firm is: the signs of its pages, strongest first, and the one country they agree on, or none.

Strong signs are an address of the imprint or footer, a VAT or register number, a legal form and a phone number
other than +1; weak ones are the top-level domain, a North American phone, currency, shipping words and language. One
strong sign or two agreeing weak ones decide; conflict or nothing means unknown, and unknown is never written to by
machine.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Product
from leadwright.domain.rules import Tables
from leadwright.reading.imprint import Legal, Number, Told, is_akin, legal_names, numbers_in, told_by
from leadwright.reading.names import plain_name
from leadwright.reading.numbering import land_of
from leadwright.reading.page import Doc
from leadwright.reading.postal import Place, places_in

FEW = 10  # countries: a weak sign that fits more, as English and the euro do, agrees with nothing
_ABROAD = re.compile(r"\+\s{0,2}(\d{1,3})[\s().-]{0,3}(?:\(0\)\s?)?\d(?:[\s().-]{0,3}\d){5,11}")
_ZEROS = re.compile(r"(?<![\d.,-])00([1-9]\d{0,2})[\s().-]{0,3}(?:\(0\)\s?)?\d(?:[\s().-]{0,3}\d){6,11}(?!\d)")
_AMERICAN = re.compile(r"[2-9]\d\d(?:\) ?|[. -])[2-9]\d\d[. -]\d{4}(?![\d-])")
# what stands before the country a firm says it is in, or sends from; the last ones only of parcels
_BASED = (
    "based in ", "located in ", "headquartered in ", "situated in ", "workshop in ", "studio in ", "ship from ",
    "ships from ", "shipped from ", "shipping from ", "ship within ", "ships within ", "shipping within ",
)  # fmt: skip
_SENT = ("all over ", "throughout ", "across ")
_PRICES_IN = re.compile(
    r"\b(?:prices?|preise|prix)\s(?:are\s|is\s|shown\s|listed\s|quoted\s){0,2}in\s([A-Z]{3})\b", re.IGNORECASE
)
_JOINED = frozenset("0123456789./")  # before a number's first digit: it is part of a longer one
_FINDS = 20
_LONGEST = 60_000  # characters of a page in which it may say where it is


@dataclass(frozen=True, slots=True)
class CountrySign:
    """One sign of a country; ``codes`` are all countries that it fits, likeliest first."""

    kind: str  # address number form phone tld short-form currency shipping language
    strong: bool
    codes: tuple[str, ...]
    fact: Fact


def country_of(
    docs: Sequence[Doc],
    products: Sequence[Product],
    *,
    tables: Tables,
    numbers: Sequence[Number] | None = None,
    places: Sequence[Place] | None = None,
    told: Told | None = None,
    names: Sequence[Legal] | None = None,
) -> tuple[Fact | None, tuple[Fact, ...]]:
    """Give the country (ISO 3166-1 alpha-2) and all its signs; the country is None in conflict or without enough.

    ``numbers``, ``places``, ``told`` and ``names`` are those of the same pages, where they are known already.
    """
    told = told_by(docs) if told is None else told
    numbers = numbers_in(docs, told=told) if numbers is None else numbers
    places = places_in(docs, tables, told=told) if places is None else places
    signs = (
        *_given(numbers, places),
        *_forms(docs, legal_names(docs, tables, told=told) if names is None else names, tables),
        *_phones(told, tables),
        *_domains(docs, tables),
        *_currencies(docs, products, told, tables=tables),
        *_shipping(docs, tables),
        *_languages(docs, tables),
    )
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
    domains = {code for sign in weak if sign.kind == "tld" for code in sign.codes}
    if strong:
        open_codes = set.intersection(*strong)
        if len(open_codes) == 1:
            code = next(iter(open_codes))
            contradicted = bool(domains) and code not in domains and len(strong) < 2
            return None if contradicted else code
        return _single(open_codes, weak)
    telling = [sign for sign in weak if len(sign.codes) <= FEW]
    votes = Counter(code for sign in telling for code in set(sign.codes))
    certain = {code for sign in weak if len(sign.codes) == 1 for code in sign.codes}
    best = [code for code, count in votes.most_common() if count >= 2 and code in certain]
    if domains and any(code not in domains for code in certain):
        return None
    top = [code for code in best if votes[code] == votes[best[0]]]
    return top[0] if len(top) == 1 else None


def _single(open_codes: set[str], weak: Sequence[CountrySign]) -> str | None:
    """Choose among countries that the strong signs leave open, by the weak ones that name few of them."""
    for kind in ("tld", "phone", "short-form", "shipping", "currency", "language"):
        named = [set(sign.codes) for sign in weak if sign.kind == kind and len(sign.codes) <= FEW]
        left = open_codes.intersection(*named) if named else set()
        if named and not left and kind in {"tld", "phone"}:
            return None  # a domain or number of a country that the form is not used in
        if len(left) == 1:
            return next(iter(left))
        open_codes = left or open_codes
    return None


def _given(numbers: Sequence[Number], places: Sequence[Place]) -> Iterator[CountrySign]:
    seen: set[str] = set()
    for place in places:
        if place.code and place.code not in seen:
            seen.add(place.code)
            yield _sign("address", (place.code,), Fact(place.code, place.evidence), strong=True)
    seen.clear()
    for number in numbers:
        if number.country not in seen:
            seen.add(number.country)
            yield _sign("number", (number.country,), number.fact, strong=True)


def _sign(kind: str, codes: tuple[str, ...], fact: Fact, *, strong: bool) -> CountrySign:
    named = Fact(f"{'/'.join(codes)} {kind}", fact.evidence, 0.9 if strong else 0.4)
    return CountrySign(kind, strong, codes, named)


def _forms(docs: Sequence[Doc], names: Iterable[Legal], tables: Tables) -> Iterator[CountrySign]:
    """Take the form of the firm that the site is: its name is akin to the site's, or an imprint's or a copyright's."""
    if not docs:
        return
    first = docs[0]
    brands = [plain_name(one) for one in (*first.host.split(".")[:-1], first.meta.get("og:site_name", ""), first.title)]
    imprints = {doc.page.url for doc in docs if doc.kind == "imprint"}
    for legal, form, fact in names:
        own = "©" in fact.evidence.snippet or fact.evidence.url in imprints
        if form in tables.forms and (own or any(is_akin(legal, one) for one in brands if len(one) > 2)):
            # a form of two letters is a word elsewhere, too
            strong = len(form) > 2 or fact.evidence.url in imprints
            yield _sign("form" if strong else "short-form", tables.forms[form], fact, strong=strong)
            return


def _phones(told: Told, tables: Tables) -> Iterator[CountrySign]:
    """Take the prefix of the firm's numbers; one that has numbers of several countries is in none for that."""
    prefixes: dict[str, list[str]] = {}
    for code, nation in tables.nations.items():
        prefixes.setdefault(nation.phone, []).append(code)
    found: dict[str, Fact] = {}
    lands: dict[str, Fact] = {}
    for doc, text in told:
        dialled = " ".join(f"+{link.href[4:].lstrip('+ ')}" for link in doc.links if link.href.startswith("tel:+"))
        for digits, shown in _numbers(f"{text}\n{dialled}" if dialled else text):
            prefix = next((digits[:size] for size in (3, 2, 1) if digits[:size] in prefixes), None)
            if prefix == "1":
                lands.setdefault(land_of(digits[1:4]), Fact(f"+{digits}", doc.evidence(shown)))
            elif prefix:
                found.setdefault(prefix, Fact(prefix, doc.evidence(shown)))
    if len(found) == 1 and not lands:
        prefix, fact = next(iter(found.items()))
        yield _sign("phone", tuple(prefixes[prefix]), fact, strong=True)
    telling = [land for land in lands if land]
    if len(telling) == 1 and not found:
        yield _sign("phone", (telling[0],), lands[telling[0]], strong=False)


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    """Give the first digits of numbers, from the prefix of the country on, with the number as it stands."""
    for mark, shape in (("+", _ABROAD), ("00", _ZEROS)):
        if mark in text:
            for match, _ in zip(shape.finditer(text), range(30), strict=False):
                start = match.start(1)
                yield re.sub(r"\D", "", text[start : start + 12])[:6], match.group()
    for match, _ in zip(_AMERICAN.finditer(text), range(30), strict=False):
        before = text[max(0, match.start() - 12) : match.start()]
        if "+" not in before and before[-1:] not in _JOINED:
            yield f"1{match.group()[:3]}", match.group()


def _domains(docs: Sequence[Doc], tables: Tables) -> Iterator[CountrySign]:
    ending = docs[0].host.rsplit(".", 1)[-1] if docs else ""
    codes = tuple(code for code, nation in tables.nations.items() if ending in nation.tlds)
    if codes:
        yield _sign("tld", codes, Fact(ending, docs[0].evidence(docs[0].host, way="attribute")), strong=False)


def _currencies(
    docs: Sequence[Doc], products: Sequence[Product], told: Told, *, tables: Tables
) -> Iterator[CountrySign]:
    said = Counter(product.currency for product in products if product.currency)
    doc = docs[0] if docs else None
    snippet = ", ".join(f"{one.name} {one.price} {one.currency}" for one in products[:3])
    for one, text in () if said else told:
        match = _PRICES_IN.search(text)
        if match:
            said[match.group(1).upper()] += 1
            snippet, doc = match.group(), one
    if len(said) == 1 and doc is not None:
        currency = next(iter(said))
        codes = tuple(code for code, nation in tables.nations.items() if nation.currency == currency)
        if codes:
            yield _sign("currency", codes, Fact(currency, doc.evidence(snippet)), strong=False)


def _shipping(docs: Sequence[Doc], tables: Tables) -> Iterator[CountrySign]:
    for doc in docs:
        text = doc.text[:_LONGEST]
        for words in (*_BASED, *_SENT):
            at = text.find(words)
            for _ in range(_FINDS):
                if at < 0:
                    break
                before = text[max(0, at - 30) : at]
                said = text[at + len(words) : at + len(words) + 40].removeprefix("the ")
                sends = words not in _SENT or "hip" in before or "eliver" in before
                code = _begins_with(said, tables) if sends and said[:1].isupper() else None
                if code:
                    snippet = f"{before}{words}{said}"
                    yield _sign("shipping", (code,), Fact(code, doc.evidence(snippet)), strong=False)
                    return
                at = text.find(words, at + 1)


def _begins_with(said: str, tables: Tables) -> str | None:
    """Give the country whose name a text begins with."""
    for code, nation in tables.nations.items():
        for name in nation.names:
            if said.startswith(name) and not said[len(name) : len(name) + 1].isalnum():
                return code
    return None


def _languages(docs: Sequence[Doc], tables: Tables) -> Iterator[CountrySign]:
    said = next((doc for doc in docs if doc.language), None)
    if said is None:
        return
    language, _, region = said.language.replace("_", "-").partition("-")
    region = region.upper()[:2]
    if region in tables.nations and said.language.lower() not in {"en-us", "en_us", "de-de", "fr-fr", "en-gb", "en_gb"}:
        codes: tuple[str, ...] = (region,)
    elif language.lower() == "en" and region == "GB":
        codes = tuple(code for code, nation in tables.nations.items() if "en" in nation.languages and code != "US")
    else:
        codes = tuple(code for code, nation in tables.nations.items() if language.lower() in nation.languages)
    if codes:
        evidence = said.evidence(f"lang {said.language}", way="attribute")
        yield _sign("language", codes, Fact(said.language, evidence), strong=False)
