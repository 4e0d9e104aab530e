"""What an imprint says of the firm: register and VAT numbers, the legal name with its form, the postal address.

The patterns look only where such things stand: imprint, contact, terms and about pages, and footers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.names import plain_name
from leadwright.reading.page import Doc, squeezed

_VAT_SHAPES = {
    "AT": r"U\d{8}", "BE": r"[01]?\d{9}", "BG": r"\d{9,10}", "CY": r"\d{8}[A-Z]", "CZ": r"\d{8,10}", "DE": r"\d{9}",
    "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[A-Z0-9]\d{7}[A-Z0-9]", "FI": r"\d{8}",
    "FR": r"[A-Z0-9]{2}\d{9}",
    "GB": r"\d{9}(?:\d{3})?", "HR": r"\d{11}", "HU": r"\d{8}", "IE": r"\d[A-Z0-9]\d{5}[A-Z]{1,2}", "IT": r"\d{11}",
    "LT": r"\d{9}(?:\d{3})?", "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}", "NL": r"\d{9}B\d{2}", "PL": r"\d{10}",
    "PT": r"\d{9}", "RO": r"\d{4,10}", "SE": r"\d{12}", "SI": r"\d{8}", "SK": r"\d{10}", "CHE": r"\d{9}",
    "NO": r"\d{9}",
}  # fmt: skip
_VAT = re.compile(
    rf"\b({'|'.join(_VAT_SHAPES)})[\s.-]{{0,2}}((?:[A-Z0-9][\s./-]{{0,2}}){{3,13}}[A-Z0-9])(?![A-Za-z0-9])"
)
_VAT_WORDS = re.compile(
    r"\b(?:VAT|UID|USt|Umsatzsteuer|TVA|IVA|BTW|MOMS|moms|ALV|NIF|CIF|DPH|PDV|P\.?\s?IVA|Partita|Mva|MVA|tax)",
    re.IGNORECASE,
)
_COLON = r"\s{0,3}:?\s{0,3}"
_REGISTERS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (country, name, re.compile(pattern.replace("@", _COLON), re.IGNORECASE))
    for country, name, pattern in (
        ("GB", "company", r"\b(?:company|registration)\s(?:reg\.?\s)?(?:no|number|nr|#)\.?@((?:SC|NI|OC)?\d{6,8})\b"),
        ("GB", "company", r"\bregistered in (?:England|Scotland|Wales|Northern I)[^.\d]{0,60}((?:SC|NI|OC)?\d{6,8})\b"),
        ("DE", "HRB", r"\b(HR[AB]\s{0,2}\d{2,7})\b"),
        ("AT", "FN", r"\b(FN\s?\d{5,6}\s?[a-z])\b"),
        ("FR", "SIREN", r"\b(?:SIRE[NT]|RCS)(?:\s[A-zÀ-ÿ-]{2,25})?(?:\sn°)?@((?:[AB]\s?)?(?:\d{3}\s?){3}(?:\d{5})?)\b"),
        ("NL", "KvK", r"\bK\.?v\.?K\.?(?:-?\s?(?:nummer|number|nr\.?))?@(\d{8})\b"),
        ("AU", "ABN", r"\bABN@(\d{2}\s?\d{3}\s?\d{3}\s?\d{3})\b"),
        ("AU", "ACN", r"\bACN@(\d{3}\s?\d{3}\s?\d{3})\b"),
        ("NZ", "NZBN", r"\bNZBN@(\d{13})\b"),
        ("SE", "orgnr", r"\borg(?:anisations)?\.?\s?-?(?:nr|nummer)\.?@(\d{6}-\d{4})\b"),
        ("NO", "orgnr", r"\borg(?:anisasjons)?\.?\s?-?(?:nr|nummer)\.?@(?:NO\s?)?((?:\d{3}\s?){2}\d{3})(?!\d|-)"),
        ("DK", "CVR", r"\bCVR(?:\.|-)?\s?-?(?:nr|nummer)?\.?@(?:DK)?(\d{2}\s?\d{2}\s?\d{2}\s?\d{2})\b"),
        ("FI", "Y-tunnus", r"\b(?:Y-tunnus|business id|FO-nummer)@(\d{7}-\d)\b"),
        ("IT", "P.IVA", r"\b(?:P\.?\s?IVA|Partita\sIVA)(?:\s?/?\s?C\.?F\.?)?@(?:IT)?(\d{11})\b"),
        ("ES", "CIF", r"\b(?:CIF|NIF)@([A-Z]-?\d{7,8}[A-Z0-9]?)\b"),
        ("PL", "NIP", r"\bNIP@(?:PL)?(\d{3}-?\d{3}-?\d{2}-?\d{2})\b"),
        ("PL", "KRS", r"\bKRS@(\d{10})\b"),
        ("CZ", "IČO", r"\bIČO?@(\d{8})\b"),
        ("IE", "CRO", r"\bCRO\s(?:no|number)?\.?@(\d{5,6})\b"),
        ("IN", "GSTIN", r"\bGSTIN@(\d{2}[A-Z]{5}\d{4}[A-Z]\d[A-Z]\w)\b"),
        ("BE", "BCE", r"\b(?:BCE|KBO|Ondernemingsnummer|RPM|RPR)[^\d]{0,25}([01]\d{3}\.?\d{3}\.?\d{3})\b"),
        ("CH", "UID", r"\b(CHE-\d{3}\.\d{3}\.\d{3})\b"),
        ("BR", "CNPJ", r"\bCNPJ@(\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2})\b"),
    )
)  # fmt: skip
_PLACES = {"imprint", "contact", "policy", "about"}
_LONGEST = 300_000


@dataclass(frozen=True, slots=True)
class Number:
    """A VAT or register number, normalised, with its country and where it stands."""

    country: str
    value: str  # e.g. GB123456789, HRB12345
    fact: Fact


def telling_texts(doc: Doc) -> str:
    """Give the part of a page in which a firm tells who it is: all of an imprint, of other pages the footer."""
    if doc.kind in _PLACES:
        return doc.text[:_LONGEST]
    tail = [one.text for one in doc.blocks if one.zone == "footer"] or [one.text for one in doc.blocks[-25:]]
    return "\n".join(tail)[:_LONGEST]


def numbers_in(docs: Iterable[Doc]) -> tuple[Number, ...]:
    """Give the VAT and register numbers of a site, each once, in the order found."""
    found: dict[str, Number] = {}
    for doc in docs:
        text = telling_texts(doc)
        for country, value, snippet in (*_vat(text), *_registered(text)):
            if value not in found and len(found) < 20:
                found[value] = Number(country, value, Fact(value, doc.evidence(snippet, way="imprint")))
        for thing in doc.things:
            value = re.sub(r"[\s.-]", "", str(thing.get("vatID") or thing.get("taxID") or ""))[:20].upper()
            if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{6,13}", value) and value not in found:
                found[value] = Number(_country(value[:2]), value, Fact(value, doc.evidence(value, way="jsonld")))
    return tuple(found.values())


def _country(prefix: str) -> str:
    return {"EL": "GR", "CHE": "CH"}.get(prefix, prefix)


def _vat(text: str) -> Iterator[tuple[str, str, str]]:
    for match in _VAT.finditer(text):
        prefix, raw = match.groups()
        value = re.sub(r"[\s./-]", "", raw)
        shape = _VAT_SHAPES.get(prefix)
        around = text[max(0, match.start() - 60) : match.end() + 30]
        if shape and re.fullmatch(shape, value) and _VAT_WORDS.search(around):
            yield _country(prefix), f"{prefix}{value}", around


def _registered(text: str) -> Iterator[tuple[str, str, str]]:
    for country, name, pattern in _REGISTERS:
        for match in pattern.finditer(text):
            value = re.sub(r"[\s.-]", "", match.group(1)).upper()
            value = value if name in {"HRB", "FN", "UID"} else f"{name} {value}"
            yield country, value, text[max(0, match.start() - 60) : match.end() + 30]
            break


_LINKS = "and|of|the|und|et|y|e|og|och|&|de|la|le|du|des|del|della|di|da|van|von|der|den|for"
_NAME = rf"((?:[A-ZÀ-ÞŁŚŻ0-9&][\w&'’.-]{{0,30}}[ ,]{{1,2}}(?:(?:{_LINKS})\s)?){{1,6}})"


def legal_names(docs: Sequence[Doc], tables: Tables) -> Iterator[tuple[str, str, Fact]]:
    """Give legal names with their form (as the table writes it) and where they stand, imprints first."""
    forms = "|".join(re.escape(form) for form in sorted(tables.forms, key=len, reverse=True))
    named = re.compile(rf"{_NAME}({forms})(?![\w-])")
    eastern = re.compile(r"(株式会社|合同会社|有限会社|주식회사|ООО|ИП|ТОВ|ФОП)\s{0,2}([«\"]?[^\s,、。|]{2,30})")
    order = {"imprint": 0, "contact": 1, "home": 3, "policy": 2, "about": 2}
    for doc in sorted(docs, key=lambda one: order.get(one.kind, 4)):
        for line in telling_texts(doc).split("\n"):
            for match in named.finditer(line[:3000]):
                name = _trimmed(match.group(1))
                if len(name) > 1:
                    legal = f"{name} {match.group(2)}"
                    yield (
                        legal,
                        form_of(legal, tables),
                        Fact(legal, doc.evidence(line[max(0, match.start() - 80) :], way="imprint")),
                    )
            for match in eastern.finditer(line[:3000]):
                yield match.group(), match.group(1), Fact(match.group(), doc.evidence(line, way="imprint"))
        for thing in doc.things:
            legal = squeezed(str(thing.get("legalName") or ""))[:120]
            if legal:
                yield legal, form_of(legal, tables), Fact(legal, doc.evidence(legal, way="jsonld"))


def form_of(name: str, tables: Tables) -> str:
    """Give the legal form at the end of a name, the longest that fits; empty where there is none."""
    words = name.split(" ")
    endings = (" ".join(words[at:]) for at in range(1, len(words)))
    return next((one for one in endings if one in tables.forms), "")


_LEADING = re.compile(
    r"^(?:(?:©|\(c\)|copyright|all rights reserved|company|impressum|imprint|firma|by|the company|trading name of|"
    r"is a trading name of|operated by|registered|angaben gemäß|19\d\d|20\d\d|[-–,.:])\s{0,3}){1,6}",
    re.IGNORECASE,
)


def _trimmed(name: str) -> str:
    return _LEADING.sub("", name.strip(" ,.-")).strip(" ,.-")


def legal_of(docs: Sequence[Doc], company: str, tables: Tables) -> tuple[Fact | None, Fact | None]:
    """Choose the legal name: the first of the imprint that shares a word with the brand, else the first at all."""
    names = list(legal_names(docs, tables))[:40]
    brand = plain_name(company)
    akin = [one for one in names if brand and (brand in plain_name(one[0]) or plain_name(one[0].split()[0]) in brand)]
    imprint = [one for one in names if "imprint" in one[2].evidence.way]
    for legal, form, fact in (*akin, *imprint[:1]):
        return Fact(legal, fact.evidence), (Fact(form, fact.evidence) if form else None)
    return None, None
