"""All we can say about a lead's business after one visit, each fact with the place where it was read."""

import re
from collections.abc import Iterator, Sequence

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Lead, Prospect
from leadwright.domain.playbook import Playbook
from leadwright.domain.rules import Tables
from leadwright.domain.site import Site
from leadwright.reading.business import business_of
from leadwright.reading.company import company_of, plain_name
from leadwright.reading.contact import read_site
from leadwright.reading.country import country_of
from leadwright.reading.finding import finding_of
from leadwright.reading.fit import Fit, Traits, fit_of
from leadwright.reading.hero import hero_of
from leadwright.reading.imprint import legal_names, telling_texts
from leadwright.reading.language import language_of
from leadwright.reading.objections import refusal_of
from leadwright.reading.page import Doc, squeezed
from leadwright.reading.products import products_of
from leadwright.reading.shop import platform_of

_FIRM_WORDS = frozenset(
    {
        "group", "studio", "company", "the", "our", "ltd", "limited", "gmbh", "inc", "llc",
        "team", "holding", "and",
        "brands", "capital", "partners", "shop", "store", "agency", "foundation", "association", "family",
    }
)  # fmt: skip
_NAME = r"([A-ZÀ-ÞŁŚŻ][\w'’-]{1,20}(?:\s[A-ZÀ-ÞŁŚŻ][\w'’.-]{0,20}){1,2})"
_PERSON = re.compile(
    rf"""(?:\b(?i:owner|founder|co-founder|proprietor|managing\sdirector|director|ceo|inhaber(?:in)?|vertreten\sdurch
    |geschäftsführer(?:in)?|gérante?|fondat(?:eur|rice)|titolare|propietari[ao]|eigena(?:ar|resse)|zaakvoerder|ägare
    |grundare|innehaver|daglig\sleder|omistaja|perustaja|(?:run|founded|started|owned)\sby|fondée?\spar|prowadzi|gegründet\svon|opgericht\sdoor|grundades\sav|perusti|i'?m|my\sname\sis|mein\sname\sist
    |je\sm'appelle)\b[:,]?\s{{0,3}}){_NAME}""",
    re.VERBOSE,
)


def prospect_of(lead: Lead, site: Site, *, tables: Tables, playbooks: Sequence[Playbook]) -> Prospect:
    """Read a visited site into a Prospect; pure. Raises ValueError for a site without any page."""
    docs = read_site(site)
    if not docs:
        raise ValueError("a prospect needs at least one page")
    company = company_of(docs, lead.brand, tables=tables)
    platform = platform_of(docs, tables)
    products = products_of(docs)
    business = business_of(docs, platform, products, tables=tables)
    market = business.market
    country, signs = country_of(docs, products, tables=tables)
    legal_name, legal_form = _legal(docs, company.value, tables)
    person = person_of(docs, tables)
    finding = finding_of(docs, products) if business.kind in {"shop", "seller"} else None
    fit = fit_of(
        Traits(
            kind=business.kind,
            platform=said.value if (said := market or platform) else None,
            text="\n".join(_own_text(docs)).lower()[:100_000],
            products=len(products),
            named=person is not None,
            reachable=lead.address is not None and lead.address.usable,
            finding=finding is not None,
            shows=business.shows,
        ),
        playbooks,
    )
    return Prospect(
        brand=lead.brand,
        site=lead.site,
        kind=business.kind,
        company=company,
        icp=_icp(fit, playbooks),
        score=fit.score,
        factors=fit.factors,
        playbook=fit.playbook,
        niche=fit.niche,
        contact_name=person,
        legal_name=legal_name,
        legal_form=legal_form,
        postal=postal_of(docs, tables),
        platform=market or platform,
        country=country,
        country_signs=signs,
        language=language_of(docs, tables),
        hero=hero_of(docs, company.value),
        finding=finding,
        products=products,
        refusal=refusal_of(docs, tables),
        address=lead.address,
    )


def _icp(fit: Fit, playbooks: Sequence[Playbook]) -> str | None:
    """A fit counts from the playbook's threshold on; below it the lead fits no profile."""
    book = next((one for one in playbooks if one.name == fit.playbook), None)
    return fit.icp if book is None or fit.score >= book.threshold else None


def _own_text(docs: Sequence[Doc]) -> Iterator[str]:
    for doc in docs:
        yield doc.title
        yield doc.meta.get("description", "")
        yield "\n".join(block.text for block in doc.blocks if block.zone in {"", "nav"})


def _legal(docs: Sequence[Doc], company: str, tables: Tables) -> tuple[Fact | None, Fact | None]:
    """Choose the legal name: the first of the imprint that shares a word with the brand, else the first at all."""
    names = list(legal_names(docs, tables))[:40]
    brand = plain_name(company)
    akin = [one for one in names if brand and (brand in plain_name(one[0]) or plain_name(one[0].split()[0]) in brand)]
    imprint = [one for one in names if "imprint" in one[2].evidence.way]
    for legal, form, fact in (*akin, *imprint[:1]):
        return Fact(legal, fact.evidence), (Fact(form, fact.evidence) if form else None)
    return None, None


def person_of(docs: Sequence[Doc], tables: Tables) -> Fact | None:
    """Find the person a letter may greet: named as owner or founder, with a first name that we know as one."""
    for doc in sorted(docs, key=lambda one: {"imprint": 0, "about": 1, "contact": 2}.get(one.kind, 3)):
        for thing in doc.things:
            for key in ("founder", "founders"):
                one = thing.get(key)
                one = one[0] if isinstance(one, list) and one else one
                name = squeezed(str(one.get("name") or "")) if isinstance(one, dict) else ""
                if name and name.split()[0].lower() in tables.persons:
                    return Fact(name[:80], doc.evidence(f"{key} {name}", way="jsonld"))
        for block in doc.blocks:
            if block.zone in {"quote", "cookie", "promo", "form", "nav"} or len(block.text) > 3000:
                continue
            match = _PERSON.search(block.text)
            if match and _is_name(match.group(1), tables):
                around = block.text[max(0, match.start() - 100) : match.end() + 100]
                return Fact(squeezed(match.group(1)).rstrip("."), doc.evidence(around), 0.8)
    return None


def _is_name(said: str, tables: Tables) -> bool:
    """Say whether two or three capitalised words name a person: a first name that we know, or no word of a firm."""
    words = [plain_name(word) for word in said.split()]
    return words[0] in tables.persons or not any(word in _FIRM_WORDS for word in words)


def postal_of(docs: Sequence[Doc], tables: Tables) -> Fact | None:
    """Find a postal address: of the structured data, else the lines around a postcode in imprint or footer."""
    for doc in docs:
        for thing in doc.things:
            parts = [thing.get(key) for key in ("streetAddress", "postalCode", "addressLocality", "addressCountry")]
            said = [squeezed(one) for one in parts if isinstance(one, str) and one.strip()]
            if len(said) >= 3:
                return Fact(", ".join(said)[:200], doc.evidence(", ".join(said), way="jsonld"))
    for doc in sorted(docs, key=lambda one: {"imprint": 0, "contact": 1}.get(one.kind, 2)):
        lines = [line for line in telling_texts(doc).split("\n") if len(line) < 300]
        for at, line in enumerate(lines):
            if any(one.postcode is not None and one.postcode.search(line) for one in tables.nations.values()):
                earlier = lines[max(0, at - 2) : at] if len(line) < 60 else []
                kept = [one for one in earlier if re.search(r"\d", one) and "@" not in one and len(one) < 80]
                return Fact(", ".join((*kept, line))[:200], doc.evidence(" | ".join((*earlier, line)), way="imprint"))
    return None
