"""What a site offers for getting in touch: every published address, judged and ranked, forms, and hidden ones."""

import re
from collections.abc import Iterable, Sequence

from leadwright.domain.lead import Address, Contact, Form, Hidden, Sighting
from leadwright.domain.rules import Tables
from leadwright.domain.site import Site
from leadwright.reading.addresses import Found, addresses_in, decodes_rot13, hidden_in
from leadwright.reading.brand import brand_of, label_of
from leadwright.reading.forms import forms_in
from leadwright.reading.imprint import numbers_in
from leadwright.reading.objections import refusal_of, refused_near
from leadwright.reading.page import Doc, read_page
from leadwright.reading.usable import Setting, own_domain, plain_local, verdict

MOST_PAGES = 12


def contact_of(sighting: Sighting, site: Site, tables: Tables) -> Contact:
    """Gather everything a site offers for getting in touch; pure; a site without pages gives an empty Contact."""
    docs = read_site(site)
    domains = domains_of(site, tables)
    return Contact(
        site=site.home.url if site.home else site.asked,
        sighting=sighting.key,
        source=sighting.source,
        terms=sighting.terms,
        domains=domains,
        addresses=ranked(docs, domains, tables=tables),
        forms=forms_of(docs),
        hidden=hidden_of(docs, domains, tables=tables),
        identities=tuple(number.value for number in numbers_in(docs)),
        unread=tuple(one.url for one in site.unread if one.why == "robots"),
    )


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


def ranked(docs: Sequence[Doc], domains: Sequence[str], *, tables: Tables) -> tuple[Address, ...]:
    """Judge and rank all addresses of a site, the best usable first, each once with its best evidence."""
    places: dict[str, list[Found]] = {}
    for doc in docs:
        for found in addresses_in(doc):
            places.setdefault(found.address, []).append(found)
    objecting = refusal_of(docs, tables) is not None
    setting = Setting(
        domains=tuple(one for one in domains if "/" not in one),
        tables=tables,
        all_domains=frozenset(filter(None, (tables.registrable(one.rpartition("@")[2]) for one in places))),
        rot13=any(decodes_rot13(doc) for doc in docs),
        refusing=lambda place: objecting or refused_near(place, tables),
    )
    judged = [(verdict(found, setting), found) for found in places.values()]
    judged.sort(key=lambda one: (not one[0][0], _standing(one[1], setting)))
    return tuple(
        _address(found, usable, why, rank=rank, setting=setting) for rank, ((usable, why), found) in enumerate(judged)
    )


def _address(found: Sequence[Found], usable: bool, why: str, *, rank: int, setting: Setting) -> Address:
    best = min(found, key=_plainness)
    way = "imprint" if best.doc.kind == "imprint" and best.way in {"text", "mailto"} else best.way
    snippet = best.address if best.doc.noindex else _centred(best)
    return Address(
        address=best.address,
        usable=usable,
        why=why,
        rank=rank,
        evidence=best.doc.evidence(snippet, way=way),
        kind=kind_of_address(best.address, setting),
    )


def _centred(place: Found) -> str:
    """Give the 300 characters around an address, with the address in them."""
    at = place.around.lower().find(place.address)
    if at < 0:
        return f"{place.address} {place.around}"
    start = max(0, at - max(20, (300 - len(place.address)) // 2))
    return place.around[start:]


def _plainness(place: Found) -> tuple[int, int]:
    pages = {"imprint": 0, "contact": 0, "home": 1, "about": 2}
    ways = {"mailto": 0, "text": 0, "jsonld": 1, "attribute": 2}
    return pages.get(place.doc.kind, 3), ways.get(place.way, 3)


_OWNER = frozenset({"owner", "founder", "ceo", "founders", "inhaber", "proprietor", "boss", "director"})
_GREETING = frozenset({"hello", "hi", "hey", "hallo", "hej", "bonjour", "hola", "ciao", "hei", "moi", "ahoj", "howdy"})
_SELLING = frozenset(
    {
        "sales",
        "marketing",
        "wholesale",
        "b2b",
        "trade",
        "partners",
        "partnerships",
        "business",
        "verkauf",
        "vertrieb",
        "ventes",
    }
)


def kind_of_address(address: str, setting: Setting) -> str:
    """Tell whether an address is a desk's (generic), a person's (named) or at a mailbox provider (freemail).

    A single unknown word counts as generic only where it is the shop's own name or an ordinary word of trade; a
    first name, or two names with a dot, is a person (the country table treats those more strictly).
    """
    local, _, host = address.rpartition("@")
    domain = setting.tables.registrable(host)
    if domain in setting.tables.freemail and domain not in setting.domains:
        return "freemail"
    return "named" if _personal(local.split("+")[0], label_of(domain or host), setting.tables) else "generic"


def _personal(local: str, label: str, tables: Tables) -> bool:
    plain = plain_local(local)
    if plain in tables.roles.prefer | tables.roles.last_choice | tables.roles.never | _OWNER | _GREETING | _SELLING:
        return False
    parts = [part for part in re.split(r"[._-]", local) if part]
    if any(part in tables.persons for part in parts):
        return True
    roles = tables.roles.prefer | tables.roles.last_choice | _GREETING | _SELLING
    return len(parts) == 2 and all(part.isalpha() and part not in roles and part not in label for part in parts)


def _standing(found: Sequence[Found], setting: Setting) -> tuple[int, int, int, str]:
    """Order: own domain first; owner and persons, greetings and info, other desks, sales, support last."""
    address = found[0].address
    local, _, host = address.rpartition("@")
    own = own_domain(setting.tables.registrable(host), setting)
    return (
        0 if own or not setting.domains else 1,
        _desk(local, address, setting),
        _plainness(min(found, key=_plainness))[0],
        address,
    )


def _desk(local: str, address: str, setting: Setting) -> int:
    plain, roles = plain_local(local), setting.tables.roles
    if plain in roles.last_choice:
        return 6
    if plain in _SELLING:
        return 5
    if plain in _OWNER:
        return 0
    if plain in _GREETING or plain in roles.prefer:
        return 2
    return 1 if kind_of_address(address, setting) == "named" else 3


def forms_of(docs: Iterable[Doc]) -> tuple[Form, ...]:
    """Give the forms of a visit, each once."""
    found: dict[Form, Form] = {}
    for doc in docs:
        for form in forms_in(doc):
            found.setdefault(form, form)
    return tuple(found.values())[: MOST_PAGES * 4]


def hidden_of(docs: Sequence[Doc], domains: Sequence[str], *, tables: Tables) -> tuple[Hidden, ...]:
    """Give the signs of hidden addresses of a visit, each once."""
    notes = {(note.way, note.snippet): note for doc in docs for note in hidden_in(doc)}
    for address in ranked(docs, domains, tables=tables):
        if address.why == "rot13":
            notes.setdefault(
                ("rot13", ""), Hidden("rot13", address.evidence.url, "an address turned by thirteen letters")
            )
    return tuple(notes.values())
