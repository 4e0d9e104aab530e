"""What a site offers for getting in touch: every published address, judged and ranked, forms, and hidden ones."""

from collections.abc import Iterable

from leadwright.domain.brand import brand_of
from leadwright.domain.lead import Address, Contact, Form, Hidden, Sighting
from leadwright.domain.rules import Tables
from leadwright.domain.site import Site
from leadwright.reading.concealed import hidden_in
from leadwright.reading.forms import forms_in
from leadwright.reading.imprint import numbers_in
from leadwright.reading.invitations import invited
from leadwright.reading.objections import refusal_of
from leadwright.reading.page import Doc, read_page
from leadwright.reading.ranking import ranked
from leadwright.reading.ties import site_ties

MOST_PAGES = 12


def contact_of(sighting: Sighting, site: Site, tables: Tables) -> Contact:
    """Gather everything a site offers for getting in touch; pure; a site without pages gives an empty Contact."""
    docs = read_site(site)
    domains = domains_of(site, tables)
    addresses = with_invited(
        ranked(docs, domains, tables=tables, refused=refusal_of(docs, tables) is not None),
        invited(sighting, domains, tables),
    )
    numbers = numbers_in(docs)
    return Contact(
        site=site.home.url if site.home else site.asked,
        sighting=sighting.key,
        source=sighting.source,
        terms=sighting.terms,
        domains=domains,
        addresses=addresses,
        forms=forms_of(docs),
        hidden=hidden_of(docs, addresses),
        identities=tuple(number.value for number in numbers) if domains and "/" not in domains[0] else (),
        unread=tuple(one.url for one in site.unread if one.why == "robots"),
        ties=site_ties(docs, domains, addresses, numbers),
    )


def with_invited(published: tuple[Address, ...], asked: tuple[Address, ...]) -> tuple[Address, ...]:
    """Put the address at which somebody asked for letters first; one that the site shows too keeps its page."""
    shown = {one.address: one for one in published if one.usable}
    first = tuple(shown.get(one.address, one) for one in asked)
    return (*first, *(one for one in published if one.address not in {two.address for two in asked}))


def read_site(site: Site) -> tuple[Doc, ...]:
    """Parse the pages of a visit, each once; the first counts as home, whatever its path."""
    return tuple(
        read_page(page, kind="home" if at == 0 and len(site.pages) > 1 else "")
        for at, page in enumerate(site.pages[:MOST_PAGES])
    )


def domains_of(site: Site, tables: Tables) -> tuple[str, ...]:
    """Give the brand keys a site showed itself under: that of the final URL first, then those it redirected from."""
    home = site.home
    urls = [*((home.url, home.asked) if home else ()), site.asked]
    keys = (brand_of(url, tables) for url in urls)
    return tuple(dict.fromkeys(key for key in keys if key))


def forms_of(docs: Iterable[Doc]) -> tuple[Form, ...]:
    """Give the forms of a visit, each once."""
    found: dict[Form, Form] = {}
    for doc in docs:
        for form in forms_in(doc):
            found.setdefault(form, form)
    return tuple(found.values())[: MOST_PAGES * 4]


def hidden_of(docs: Iterable[Doc], addresses: Iterable[Address]) -> tuple[Hidden, ...]:
    """Give the signs of hidden addresses of a visit, each once; ``addresses`` are what :func:`ranked` gave."""
    notes = {(note.way, note.snippet): note for doc in docs for note in hidden_in(doc)}
    for address in addresses:
        if address.why == "rot13":
            notes.setdefault(
                ("rot13", ""), Hidden("rot13", address.evidence.url, "an address turned by thirteen letters")
            )
    return tuple(notes.values())
