"""A page with an address, read once more: is the address still published there, and may it still be used?"""

from leadwright.domain.brand import brand_of
from leadwright.domain.evidence import CLOSED, GONE, REFUSED, THERE, UNREACHABLE
from leadwright.domain.rules import Tables
from leadwright.domain.site import Page, Site, Unread
from leadwright.reading.addresses import addresses_in
from leadwright.reading.objections import refusal_of, refused_near
from leadwright.reading.page import read_page

SHUT = {"401", "403", "407", "451"}  # statuses of a door that is closed, not of a page that is gone
ENDED = {"not-html", "scheme", "credentials", "port", "address", "redirect-loop"}  # the page is no page any more
PASSING = "robots.txt answers 5"  # an error of the server (RFC 9309, 2.3.1.4): closed for now, not by its owner


def verdict_of(site: Site, address: str, tables: Tables) -> str:
    """Judge a visit of one page: there, gone, refused, closed or unreachable; pure.

    There: the address stands on the page in any way, without a refusal of advertising near it or on the page's imprint,
    contact part or footer. A page that leads to somebody else's site is gone.
    """
    if site.home is None:
        return verdict_of_unread(site.unread[0]) if site.unread else UNREACHABLE
    return verdict_of_page(site.home, address, tables)


def verdict_of_page(page: Page, address: str, tables: Tables) -> str:
    """Judge a page that could be read."""
    if brand_of(page.url, tables) != brand_of(page.asked, tables):
        return GONE
    doc = read_page(page)
    places = [found for found in addresses_in(doc) if found.address == address.lower()]
    if not places:
        return GONE
    if refusal_of((doc,), tables) or any(refused_near(place, tables) for place in places):
        return REFUSED
    return THERE


def verdict_of_unread(page: Unread) -> str:
    """Judge a page that could not be read."""
    if page.why == "robots":
        return UNREACHABLE if page.detail.startswith(PASSING) else CLOSED
    if page.why == "challenge" or (page.why == "status" and page.detail in SHUT):
        return CLOSED
    if page.why in ENDED or (page.why == "status" and page.detail[:1] in {"3", "4"}):
        return GONE
    return UNREACHABLE
