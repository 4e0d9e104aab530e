"""An address that a person read on a page: what the page itself shows of it, and what keeps it from being a contact."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadwright.domain.brand import platform_of
from leadwright.domain.evidence import Evidence
from leadwright.domain.roles import MALFORMED, NEVER, role_of
from leadwright.domain.rules import Tables
from leadwright.domain.site import Page
from leadwright.reading.addresses import addresses_in
from leadwright.reading.invented import nobodys
from leadwright.reading.objections import refusal_of, refused_near
from leadwright.reading.page import read_page
from leadwright.reading.ranking import centred, desk_of, kind_of_address
from leadwright.reading.usable import Setting

WAY = "person"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page shows of an address: ``readable`` where a program reads it there too, else a person's words alone.

    ``refusal`` are words of the page that refuse advertising.
    """

    evidence: Evidence
    readable: bool
    refusal: str | None = None


def seen_on(page: Page, address: str, words: str, tables: Tables) -> Seen:
    """Look for an address (lower case) on a page that a person read; pure.

    The snippet is the page's own text around it. Where its owner hides it from programs it is the person's words: it is
    never decoded. A page that forbids indexing gives away no text but the address (3.4 of the law).
    """
    doc = read_page(page)
    places = [found for found in addresses_in(doc) if found.address == address]
    refusal = refusal_of((doc,), tables)
    refused = refusal.value if refusal else None
    if refused is None and any(refused_near(place, tables) for place in places):
        refused = address
    shown = address if doc.noindex else centred(places[0]) if places else words
    return Seen(doc.evidence(shown if places else words, way=WAY), bool(places), refused)


def why_nobodys(address: str, domains: Sequence[str], tables: Tables) -> str | None:
    """Say why an address (lower case) is no contact of a brand with these domains, whoever wrote it; None where it is.

    The code is one of ``malformed``, ``never-role``, ``placeholder``, ``platform``, ``vendor``, ``disposable``.
    """
    role = role_of(address, tables.roles)
    if role in {MALFORMED, NEVER}:
        return MALFORMED if role == MALFORMED else "never-role"
    local, _, host = address.rpartition("@")
    domain = tables.registrable(host) or host
    if host.rpartition(".")[2] == "example" or nobodys(local, domain.partition(".")[0], tables, own=domain in domains):
        return "placeholder"
    if domain in domains:
        return None
    if platform_of(host, tables) is not None:
        return "platform"
    if {domain, host} & tables.vendors:
        return "vendor"
    return "disposable" if {domain, host} & tables.disposable else None


def kind_and_desk(address: str, domains: Sequence[str], tables: Tables) -> tuple[str, str]:
    """Give what kind of address it is (generic named freemail) and the desk it stands for."""
    setting = Setting(tuple(domains), tables, frozenset(), rot13=lambda: False, refusing=lambda _: False)
    return kind_of_address(address, setting), desk_of(address, setting)
