"""All addresses of a visit, judged and ranked: the one a careful person would write to first.

On the own domain before elsewhere; owner and persons, then greetings and general desks, other desks, sales, and
support last. Of equals the one that stands plainest: on the imprint or contact page, linked or written.
"""

import re
from collections.abc import Sequence

from leadwright.domain.brand import label_of
from leadwright.domain.lead import Address
from leadwright.domain.rules import Tables
from leadwright.reading.addresses import Found, addresses_in
from leadwright.reading.concealed import decodes_rot13
from leadwright.reading.objections import refused_near
from leadwright.reading.page import Doc
from leadwright.reading.usable import Setting, own_domain, plain_local, verdict


def ranked(docs: Sequence[Doc], domains: Sequence[str], *, tables: Tables, refused: bool) -> tuple[Address, ...]:
    """Judge and rank all addresses of a site, the best usable first, each once with its best evidence.

    ``refused`` says that the site refuses advertising as a whole: then none may be used.
    """
    places: dict[str, list[Found]] = {}
    for doc in docs:
        for found in addresses_in(doc):
            places.setdefault(found.address, []).append(found)
    setting = Setting(
        domains=tuple(one for one in domains if "/" not in one),
        tables=tables,
        all_domains=frozenset(filter(None, (tables.registrable(one.rpartition("@")[2]) for one in places))),
        rot13=lambda: any(decodes_rot13(doc) for doc in docs),
        refusing=lambda place: refused or refused_near(place, tables),
    )
    judged = [(verdict(found, setting), found) for found in places.values()]
    judged.sort(key=lambda one: (not one[0][0], _standing(one[1], setting)))
    return tuple(
        _address(found, usable, why, rank=rank, setting=setting) for rank, ((usable, why), found) in enumerate(judged)
    )


def _address(found: Sequence[Found], usable: bool, why: str, *, rank: int, setting: Setting) -> Address:
    best = min(found, key=_plainness)
    way = "imprint" if best.doc.kind == "imprint" and best.way in {"text", "mailto"} else best.way
    snippet = best.address if best.doc.noindex else centred(best)
    return Address(
        address=best.address,
        usable=usable,
        why=why,
        rank=rank,
        evidence=best.doc.evidence(snippet, way=way),
        kind=kind_of_address(best.address, setting),
        desk=desk_of(best.address, setting),
    )


def centred(place: Found) -> str:
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


_OWNER = frozenset(
    {
        "owner", "owners", "founder", "founders", "cofounder", "ceo", "inhaber", "inhaberin", "proprietor", "boss",
        "director", "chef", "gf", "geschaeftsfuehrung", "gerant", "direction", "titolare", "direzione", "eigenaar",
        "directie", "vd", "daglig", "omistaja", "toimitusjohtaja", "wlasciciel", "majitel", "president", "md",
    }
)  # fmt: skip
_GREETING = frozenset(
    {
        "hello", "hi", "hey", "hallo", "hej", "bonjour", "salut", "hola", "ciao", "hei", "moi", "ahoj", "howdy",
        "ola", "aloha", "kontakt", "contacto", "contatti", "contatto", "contato", "yhteys", "kapcsolat", "toimisto",
        "kontor", "bureau", "buero", "enquiries", "inquiries", "enquiry", "inquiry", "enquire", "general", "studio",
        "atelier", "workshop", "mailbox", "welcome", "ask", "talk", "hellothere", "sayhello", "sayhi", "team",
        "biuro", "iroda",
    }
)  # fmt: skip
_SELLING = frozenset(
    {
        "sales", "marketing", "wholesale", "b2b", "trade", "partners", "partnerships", "business", "verkauf",
        "vertrieb", "ventes", "vente", "commercial", "ventas", "comercial", "vendite", "commerciale", "verkoop",
        "myynti", "salg", "forsaljning", "sprzedaz", "obchod", "prodej", "eladas", "vendas", "einkauf", "export",
        "affiliate", "affiliates", "advertising", "ads", "collab", "collabs", "collaborations", "influencer",
        "influencers", "reseller", "resellers",
    }
)  # fmt: skip
_CARE = (
    "support", "help", "customerserv", "customercare", "customersupport", "kundenservice", "kundendienst",
    "kundservice", "kundeservice", "klantenservice", "serviceclient", "sav", "atencion", "assistenza",
    "servizioclienti", "asiakaspalvelu", "techsupport", "websupport", "feedback", "zakaznick",
)  # fmt: skip


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
    own = own_domain(setting.tables.registrable(address.rpartition("@")[2]), setting)
    return (
        0 if own or not setting.domains else 1,
        DESKS.index(desk_of(address, setting)),
        _plainness(min(found, key=_plainness))[0],
        address,
    )


DESKS = ("owner", "person", "greeting", "general", "sales", "support")
"""What an address stands for, in the order in which a pitch prefers them."""


def desk_of(address: str, setting: Setting) -> str:
    """Say what an address stands for: the reason of its rank (one of ``DESKS``)."""
    plain, roles = plain_local(address.rpartition("@")[0]), setting.tables.roles
    if plain in roles.last_choice or plain.startswith(_CARE):
        return "support"
    if plain in _SELLING:
        return "sales"
    if plain in _OWNER:
        return "owner"
    if plain in _GREETING or plain in roles.prefer:
        return "greeting"
    return "person" if kind_of_address(address, setting) == "named" else "general"
