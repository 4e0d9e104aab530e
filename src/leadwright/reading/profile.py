"""Everything that the pages of one visit say of the business behind them, each fact with the place where it was read.

A fact that is not there is None or empty. Pages are parsed once; every reader asks the same documents.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Address, Form, Hidden, Product
from leadwright.domain.rules import Tables
from leadwright.reading.business import Business, business_of
from leadwright.reading.company import company_of
from leadwright.reading.contact import forms_of, hidden_of
from leadwright.reading.country import country_of
from leadwright.reading.finding import findings_of
from leadwright.reading.hero import hero_of
from leadwright.reading.imprint import MOST_NAMES, legal_names, legal_of, numbers_in, told_by
from leadwright.reading.language import language_of
from leadwright.reading.objections import no_transfer_of, refusal_of
from leadwright.reading.page import Doc
from leadwright.reading.person import person_of
from leadwright.reading.phones import phones_of
from leadwright.reading.postal import places_in, postal_of
from leadwright.reading.products import products_of
from leadwright.reading.ranking import ranked
from leadwright.reading.shop import platform_of
from leadwright.reading.socials import socials_of
from leadwright.reading.stack import markets_of, stack_of
from leadwright.reading.team import team_size_of
from leadwright.reading.traces import traces_of


@dataclass(frozen=True, slots=True)
class Profile:
    """What a careful person would note down."""

    addresses: tuple[Address, ...]
    hidden: tuple[Hidden, ...]
    forms: tuple[Form, ...]
    company: Fact
    legal_name: Fact | None
    legal_form: Fact | None
    person: Fact | None
    phones: tuple[Fact, ...]
    postal: Fact | None
    numbers: tuple[Fact, ...]
    socials: tuple[Fact, ...]
    platform: Fact | None
    stack: tuple[Fact, ...]
    markets: tuple[Fact, ...]
    country: Fact | None
    country_signs: tuple[Fact, ...]
    language: str | None
    hero: Fact | None
    products: tuple[Product, ...]
    findings: tuple[Fact, ...]
    business: Business
    team_size: Fact | None
    refusal: Fact | None
    no_transfer: Fact | None

    @property
    def currency(self) -> str | None:
        """The one currency of the catalogue (ISO 4217); None where there is none or more than one."""
        said = {product.currency for product in self.products if product.currency}
        return said.pop() if len(said) == 1 else None


def profile_of(docs: Sequence[Doc], brand: str, domains: Sequence[str], *, tables: Tables) -> Profile:
    """Read parsed pages, home first; ``brand`` and ``domains`` are the keys the site is known by. Pure.

    Raises ValueError where there is no page.
    """
    if not docs:
        raise ValueError("there is no page to read")
    company = company_of(docs, brand, tables=tables)
    traces = tuple(map(traces_of, docs))
    platform = platform_of(docs, tables, traces=traces)
    products = products_of(docs)
    business = business_of(docs, platform, products, tables=tables)
    told = told_by(docs)
    numbers = numbers_in(docs, told=told)
    names = tuple(islice(legal_names(docs, tables, told=told), MOST_NAMES))
    places = places_in(docs, tables, told=told)
    country, signs = country_of(docs, products, tables=tables, numbers=numbers, places=places, told=told, names=names)
    legal_name, legal_form = legal_of(docs, company.value, tables, told=told, names=names)
    refusal = refusal_of(docs, tables)
    addresses = ranked(docs, domains, tables=tables, refused=refusal is not None)
    return Profile(
        addresses=addresses,
        hidden=hidden_of(docs, addresses),
        forms=forms_of(docs),
        company=company,
        legal_name=legal_name,
        legal_form=legal_form,
        person=person_of(docs, tables, told=told),
        phones=phones_of(docs, country.value if country else None, tables=tables),
        postal=postal_of(docs, tables, places=places),
        numbers=tuple(number.fact for number in numbers),
        socials=socials_of(docs, company.value, tables=tables),
        platform=platform,
        stack=stack_of(docs, tables, traces=traces),
        markets=markets_of(docs, tables),
        country=country,
        country_signs=signs,
        language=language_of(docs, tables),
        hero=hero_of(docs, company.value),
        products=products,
        findings=findings_of(docs, products),
        business=business,
        team_size=team_size_of(docs),
        refusal=refusal,
        no_transfer=no_transfer_of(docs, tables),
    )
