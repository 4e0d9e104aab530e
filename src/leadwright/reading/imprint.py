"""What an imprint says of the firm: register and VAT numbers, the legal name with its form.

The patterns look only where such things stand: imprint, contact, terms and about pages, and the ends of all others.
A cheap look for a word that must be there comes before every pattern, for most pages say nothing of the kind.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

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
_VAT_MARKS = (
    "VAT", "Vat", "UID", "USt", "Umsatzsteuer", "TVA", "IVA", "BTW", "MOMS", "Moms", "moms", "ALV", "NIF", "CIF", "DPH",
    "PDV", "MVA", "Mva", "Tax ", "tax ", "TAX ",
)  # fmt: skip
_COLON = r"\s{0,3}:?\s{0,3}"
# country, name, words one of which stands beside the number (lower case), the number
_REGISTERS: tuple[tuple[str, str, tuple[str, ...], re.Pattern[str]], ...] = tuple(
    (country, name, tuple(marks.split("|")), re.compile(pattern.replace("@", _COLON), re.IGNORECASE))
    for country, name, marks, pattern in (
        (
            "GB", "company", "company no|company nu|company nr|company re|company #",
            r"\bcompany\s(?:reg(?:istration|istered|\.)?\s)?(?:no|number|nr|#)\.?@((?:SC|NI|OC)\d{6}|\d{8}|0?\d{7})\b",
        ),
        (
            "GB", "company", "registered in ",
            r"\bregistered in (?:England|Scotland|Wales|Northern I|the U)[^\d\n]{0,60}?((?:SC|NI|OC)?\d{6,8})\b",
        ),
        ("DE", "HRB", "hra|hrb", r"\b(HR[AB]\s{0,2}\d{2,7})\b"),
        ("AT", "FN", "fn ", r"\b(FN\s?\d{5,6}\s?[a-z])\b"),
        ("FR", "SIREN", "sire", r"\bSIRE[NT](?:\sn°)?@((?:\d{3}\s?){3}(?:\d{5})?)\b"),
        ("FR", "SIREN", "rcs ", r"\bRCS(?:\s[A-zÀ-ÿ-]{2,25})?(?:\sn°)?@((?:[AB]\s?)?(?:\d{3}\s?){3}(?:\d{5})?)\b"),
        ("NL", "KvK", "kvk|k.v.k", r"\bK\.?v\.?K\.?(?:-?\s?(?:nummer|number|nr\.?))?@(\d{8})\b"),
        ("AU", "ABN", "abn", r"\bABN@(\d{2}\s?\d{3}\s?\d{3}\s?\d{3})\b"),
        ("AU", "ACN", "acn", r"\bACN@(\d{3}\s?\d{3}\s?\d{3})\b"),
        ("NZ", "NZBN", "nzbn", r"\bNZBN@(\d{13})\b"),
        (
            "SE", "orgnr", "org.|orgn|org n|organisationsn",
            r"\borg(?:anisations)?\.?\s?-?(?:nr|nummer)\.?@(\d{6}-\d{4})\b",
        ),
        (
            "NO", "orgnr", "org.|orgn|org n|organisasjonsn",
            r"\borg(?:anisasjons)?\.?\s?-?(?:nr|nummer)\.?@(?:NO\s?)?((?:\d{3}\s?){2}\d{3})(?!\d|-)",
        ),
        ("DK", "CVR", "cvr", r"\bCVR(?:\.|-)?\s?-?(?:nr|nummer)?\.?@(?:DK)?(\d{2}\s?\d{2}\s?\d{2}\s?\d{2})\b"),
        ("FI", "Y-tunnus", "y-tunnus|business id|fo-nummer", r"\b(?:Y-tunnus|business id|FO-nummer)@(\d{7}-\d)\b"),
        (
            "IT", "P.IVA", "p.iva|p. iva|p.i.v.a|piva|p iva|partita iva",
            r"\b(?:P\.?\s?IVA|Partita\sIVA)(?:\s?/?\s?C\.?F\.?)?@(?:IT)?(\d{11})\b",
        ),
        ("ES", "CIF", " cif| nif", r"\b(?:CIF|NIF)@([A-Z]-?\d{7,8}[A-Z0-9]?)\b"),
        ("PL", "NIP", "nip:|nip ", r"\bNIP@(?:PL)?(\d{3}-?\d{3}-?\d{2}-?\d{2})\b"),
        ("PL", "KRS", "krs", r"\bKRS@(\d{10})\b"),
        ("CZ", "IČO", "ičo|ič:|ič ", r"\bIČO?@(\d{8})\b"),
        ("HU", "adószám", "adósz", r"\badószám@(\d{8}-\d-\d{2})\b"),
        ("RO", "CUI", "cui:|cui ", r"\bCUI@(?:RO\s?)?(\d{4,10})\b"),
        ("PT", "NIPC", "nipc", r"\bNIPC@(?:PT\s?)?(\d{9})\b"),
        ("IE", "CRO", "cro n", r"\bCRO\s(?:no|number)?\.?@(\d{5,6})\b"),
        ("IN", "GSTIN", "gstin|gst no", r"\bGST(?:IN|\sNo\.?)@(\d{2}[A-Z]{5}\d{4}[A-Z]\d[A-Z]\w)\b"),
        (
            "BE", "BCE", "bce |kbo|ondernemingsn|rpm |rpr ",
            r"\b(?:BCE|KBO|Ondernemingsnummer|RPM|RPR)[^\d]{0,25}([01]\d{3}\.?\d{3}\.?\d{3})\b",
        ),
        ("CH", "UID", "che-", r"\b(CHE-\d{3}\.\d{3}\.\d{3})\b"),
        ("BR", "CNPJ", "cnpj", r"\bCNPJ@(\d{2}\.?\d{3}\.?\d{3}/?\d{4}-?\d{2})\b"),
        ("UA", "ЄДРПОУ", "єдрпоу", r"\bЄДРПОУ@(\d{8})\b"),
        ("RU", "ИНН", "инн", r"\bИНН@(\d{10}(?:\d{2})?)\b"),
        ("RU", "ОГРН", "огрн", r"\bОГРН(?:ИП)?@(\d{13}(?:\d{2})?)\b"),
        ("JP", "法人番号", "法人番号", r"法人番号[：:\s]{0,3}(\d{13})\b"),
    )
)  # fmt: skip
_PLACES = {"imprint", "contact", "policy", "about"}
_LONGEST = 60_000  # characters of a page; the firm says who it is at the beginning or the end
_TOUCH = re.compile(
    r"(?i)\b(?:contact|kontakt|contatt|contato|yhteystiedot|kapcsolat|impressum|imprint|mentions légales|aviso legal|"
    r"colofon|get in touch|find us|where we are|our (?:office|location)s?|ota yhteyttä)|お問い合わせ|会社概要|контакт"
)
_HEADINGS = """
contact contacts contatti contacto contato kontakt kontakta address adresse adres adress anschrift headquarters hq
office offices impressum imprint visit
location locations dirección indirizzo endereço yhteystiedot osoite colofon siedziba
coordonnées kapcsolat контакты контакти адрес адреса お問い合わせ 会社概要 住所 所在地
"""
_HEADS = frozenset(_HEADINGS.split())
_FIRST, _LAST, _AFTER = 30, 25, 7  # blocks at the two ends of a page and behind a heading


@dataclass(frozen=True, slots=True)
class Number:
    """A VAT or register number, normalised, with its country and where it stands."""

    country: str
    value: str  # e.g. GB123456789, HRB12345
    fact: Fact


def tells(doc: Doc) -> bool:
    """Say whether a page is there to tell who the firm is, by its path, its title or its main heading."""
    if doc.kind in _PLACES or _TOUCH.search(doc.title[:80]):
        return True
    return any(one.tag == "h1" and len(one.text) < 60 and _TOUCH.search(one.text) for one in doc.blocks[:80])


@lru_cache(4_096)  # the labels of menus are the same on all pages
def _leads_to_firm(text: str) -> bool:
    """Say whether a short line is a heading under which a firm tells where it is."""
    return not _HEADS.isdisjoint(text.lower().replace(":", "").split())


def telling_texts(doc: Doc) -> str:
    """Give the part of a page in which a firm tells who it is.

    That is all of an imprint or contact page; of others head and foot, and what follows a heading such as "Contact us".
    """
    if tells(doc):
        text = doc.text
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}\n{text[-_LONGEST // 2 :]}"
    kept: list[str] = []
    after, last = 0, len(doc.blocks) - _LAST
    for at, (text, _, zone, _) in enumerate(doc.blocks):
        after = _AFTER if len(text) < 40 and _leads_to_firm(text) else after - 1
        ends = at >= last or zone == "footer" or (at < _FIRST and len(text) < 200)
        if (ends or after > 0) and zone != "hidden":
            kept.append(text)
    return "\n".join(kept)[:_LONGEST]


Told = Sequence[tuple[Doc, str]]
"""Pages, each with the part of it in which the firm tells who it is."""


def told_by(docs: Iterable[Doc]) -> Told:
    """Give what each page tells of the firm, imprints first: read once, asked by all who look for the firm."""
    order = {"imprint": 0, "contact": 1, "about": 2, "policy": 3, "home": 4}
    return [(doc, telling_texts(doc)) for doc in sorted(docs, key=lambda one: order.get(one.kind, 5))]


def numbers_in(docs: Iterable[Doc], *, told: Told | None = None) -> tuple[Number, ...]:
    """Give the VAT and register numbers of a site, each once, in the order found."""
    found: dict[str, Number] = {}
    for doc, text in told_by(docs) if told is None else told:
        folded = text.lower()
        for country, value, snippet in (*_vat(text), *_registered(text, folded)):
            if value not in found and len(found) < 20:
                found[value] = Number(country, value, Fact(value, doc.evidence(snippet, way="imprint")))
        for thing in doc.things:
            said = thing.get("vatID") or thing.get("taxID")
            value = re.sub(r"[\s.-]", "", str(said))[:20].upper() if said else ""
            if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{6,13}", value) and value not in found:
                found[value] = Number(_country(value[:2]), value, Fact(value, doc.evidence(value, way="jsonld")))
    return tuple(found.values())


def _country(prefix: str) -> str:
    return {"EL": "GR", "CHE": "CH"}.get(prefix, prefix)


def _vat(text: str) -> Iterator[tuple[str, str, str]]:
    if not any(mark in text for mark in _VAT_MARKS):
        return
    for match in _VAT.finditer(text):
        prefix, raw = match.groups()
        value = re.sub(r"[\s./-]", "", raw)
        shape = _VAT_SHAPES.get(prefix)
        around = text[max(0, match.start() - 60) : match.end() + 30]
        if shape and re.fullmatch(shape, value) and _VAT_WORDS.search(around):
            yield _country(prefix), f"{prefix}{value}", around


def _registered(text: str, folded: str) -> Iterator[tuple[str, str, str]]:
    for country, name, marks, pattern in _REGISTERS:
        match = next((pattern.search(text) for mark in marks if mark in folded), None)
        if match:
            value = re.sub(r"[\s.-]", "", match.group(1)).upper()
            value = value if name in {"HRB", "FN", "UID"} else f"{name} {value}"
            yield country, value, text[max(0, match.start() - 60) : match.end() + 30]


_JOINING = "and of the und et y e og och & de la le du des del della di da van von der den for by + i"
_LINKS = frozenset(_JOINING.split())
_NAMED = re.compile(r"[A-ZÀ-ÞŁŚŻŠŽČ0-9&+][\w&'’.+-]{0,40},?|[A-Z]\.?")
_EASTERN = re.compile(
    r"(株式会社|合同会社|有限会社|주식회사|ООО|ИП|ТОВ|ФОП)\s{0,2}([«\"„]?[^\s,、。|«»\"]{2,30}[»\"]?)"
)
_CREDIT = re.compile(
    r"(?:powered|design(?:ed)?|develop(?:ed|ment)?|built|made|created|hosted|hosting|website|webdesign|site|theme|"
    r"realis\w{1,8}|réalis\w{1,8}|umsetzung|programmierung|gestaltung|sviluppato|desarrollad[oa]|criado)"
    r"(?:\sund\s\w{1,20}|\s&\s\w{1,20})?\s?(?:by|with|von|durch|par|av|por|da|door|:|-)?\s{0,2}$",
    re.IGNORECASE,
)
MOST_NAMES = 40
_SHORT = 2  # letters: such a form is also a word, a state or a size


Legal = tuple[str, str, Fact]
"""A legal name, its form as the table writes it (empty: none that it knows), and where it stands."""


def legal_names(docs: Sequence[Doc], tables: Tables, *, told: Told | None = None) -> Iterator[Legal]:
    """Give legal names with their form (as the table writes it) and where they stand, imprints first."""
    families = _families(tuple(tables.forms))
    for doc, text in told_by(docs) if told is None else told:
        for thing in doc.things:
            legal = squeezed(str(thing["legalName"] or ""))[:120] if "legalName" in thing else ""
            if legal:
                yield legal, form_of(legal, tables), Fact(legal, doc.evidence(legal, way="jsonld"))
        for line, at, legal, form in _legal_in(text, _present(text, families)):
            yield legal, form, Fact(legal, doc.evidence(line[max(0, at - 80) :], way="imprint"))
        if any(mark in text for mark in ("会社", "회사", "ООО", "ИП", "ТОВ", "ФОП")):
            for match in list(_EASTERN.finditer(text))[:10]:
                legal = squeezed(match.group())
                yield legal, match.group(1), Fact(legal, doc.evidence(legal, way="imprint"))


@cache
def _families(forms: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Give, for each form that no other stands in, the forms that it stands in, itself among them."""
    cores = [one for one in forms if not any(other != one and other in one for other in forms)]
    return {core: tuple(one for one in forms if core in one) for core in cores}


def _present(text: str, families: Mapping[str, Sequence[str]]) -> list[str]:
    """Give the forms in a text, the longest first."""
    present = {form for core, kin in families.items() if core in text for form in kin if form in text}
    return sorted(present, key=lambda form: (-len(form), form))


def _legal_in(text: str, forms: Sequence[str]) -> Iterator[tuple[str, int, str, str]]:
    """Find names before a form, the longest form first: the line, the name's place in it, the name, the form."""
    taken: set[int] = set()
    for form in forms:
        at = text.find(form)
        for _ in range(MOST_NAMES):
            if at < 0:
                break
            end = at + len(form)
            whole = (at == 0 or text[at - 1] in " \xa0,(") and not text[end : end + 1].isalnum()
            if whole and end not in taken and text[end : end + 1] not in {"-", "'", "’"}:
                begin = text.rfind("\n", max(0, at - 200), at) + 1 or max(0, at - 120)
                lead = text[begin:at]
                name = _name_before(lead)
                stop = text.find("\n", end, end + 200)
                rest = text[end : stop if stop >= 0 else end + 200]
                if name and not _misread(name, form, lead, rest):
                    taken.update(range(at + 1, end + 1))
                    mark = "," if lead.rstrip().endswith(",") else ""
                    yield f"{lead}{form}{rest}", len(lead) - len(name), f"{name}{mark} {form}", form
            at = text.find(form, end)


def _name_before(lead: str) -> str:
    """Give the capitalised words that end a text; empty where it ends in none."""
    words = lead.replace("\xa0", " ").split(" ")
    kept: list[str] = []
    for word in reversed(words[-10:]):
        if not word and not kept:
            continue
        listed = not word.endswith(",") or "&" in kept or "and" in kept  # Ash, Birch & Oak Ltd
        if not (kept and word in _LINKS) and not (_NAMED.fullmatch(word) and (listed or not kept)):
            break
        kept.append(word)
    while kept and (kept[-1] in _LINKS or _YEAR.fullmatch(kept[-1])):
        kept.pop()
    return _LEADING.sub("", " ".join(reversed(kept))).strip(" ,.-")


_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?,?")
_LEADING = re.compile(
    r"^(?:(?:©|\(c\)|copyright|all rights reserved|company|impressum|imprint|firma|by|the company|trading name of|"
    r"is a trading name of|operated by|registered|angaben gemäß|19\d\d|20\d\d|[-–,.:])\s{1,3}){1,6}",
    re.IGNORECASE,
)


def _misread(name: str, form: str, lead: str, rest: str) -> bool:
    """Say whether capitalised words before a form are no firm of this site's: a maker's credit, a place, shouting."""
    before = lead[: len(lead.rstrip(" ,")) - len(name)]
    maker, by, _ = name.partition(" by ")
    if (_CREDIT.search(before[-40:]) and "©" not in before) or (by and _CREDIT.search(f"{maker} by ")):
        return True
    if len(form) > _SHORT:
        return len(name) < 2
    # AB is Alberta, NV Nevada, AS a word in capitals: a short form ends its phrase, and what it ends is not shouted
    ended = not rest or rest[:1] in ",.|)•·–©" or rest[:2] in {" |", " –", " -", " ·", " •", " ©", " ("}
    return lead.rstrip(" ").endswith(",") or not ended or name.isupper() or len(name) < 3


def form_of(name: str, tables: Tables) -> str:
    """Give the legal form at the end of a name, the longest that fits; empty where there is none."""
    words = name.split(" ")
    endings = (" ".join(words[at:]) for at in range(1, len(words)))
    return next((one for one in endings if one in tables.forms), "")


def is_akin(legal: str, brand: str) -> bool:
    """Say whether a legal name is a brand's: it bears the brand, or its first telling word stands in it.

    ``brand`` is plain: see :func:`leadwright.reading.names.plain_name`.
    """
    words = [plain_name(word) for word in legal.split()]
    first = next((word for word in words if len(word) > 2 and word not in {"the", "die", "les", "los"}), "")
    return bool(brand) and (brand in "".join(words) or (bool(first) and first in brand))


def legal_of(
    docs: Sequence[Doc],
    company: str,
    tables: Tables,
    *,
    told: Told | None = None,
    names: Sequence[Legal] | None = None,
) -> tuple[Fact | None, Fact | None]:
    """Choose the legal name: the first that shares a word with the brand, else the first of an imprint."""
    if names is None:
        names = list(islice(legal_names(docs, tables, told=told), MOST_NAMES))
    brand = plain_name(company)
    akin = [one for one in names if is_akin(one[0], brand)]
    pages = {doc.page.url for doc in docs if doc.kind == "imprint"}
    for legal, form, fact in (*akin, *(one for one in names if one[2].evidence.url in pages)):
        return Fact(legal, fact.evidence), (Fact(form, fact.evidence) if form else None)
    return None, None
