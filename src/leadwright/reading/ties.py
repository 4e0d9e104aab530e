"""What ties other names to the brand of a site: redirects, its host at Shopify, addresses, numbers, company, profiles.

Only what is the firm's own ties: a number that is unique in its country, an address that may be used, a profile that
bears the firm's name or stands alone where firms put theirs. On a seller's page of a marketplace the numbers and the
profiles are the marketplace's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from leadwright.domain.brand import Tie
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.identity import normal
from leadwright.domain.lead import Address
from leadwright.domain.rules import Tables
from leadwright.domain.site import Page
from leadwright.reading.imprint import Number
from leadwright.reading.names import plain_name
from leadwright.reading.page import Doc
from leadwright.reading.socials import account_of, profile_in

MOST = 30
SHOPIFY = ".myshopify.com"
_SHOP = re.compile(r"Shopify\.shop\s{0,3}=\s{0,3}[\"']([a-z0-9-]{1,63}\.myshopify\.com)[\"']", re.IGNORECASE)
_OF_A_COURT = re.compile(r"HR[AB]")  # every German court counts by itself: its numbers are not unique
_FRAMES = frozenset({"nav", "footer"})
_LEAST = 12  # letters and digits of a postal address that are sign enough
_OF_MAKERS = frozenset({"github.com"})  # there the one who made the shop links to themselves


def site_ties(
    docs: Sequence[Doc], domains: Sequence[str], addresses: Iterable[Address], numbers: Iterable[Number]
) -> tuple[Tie, ...]:
    """Give what the pages of a visit tie to the site's own key, the first of ``domains``; home first in ``docs``."""
    if not docs or not domains:
        return ()
    found = [*_redirects(docs[0].page, domains[1:]), *_shops(docs), *_addresses(addresses)]
    if "/" not in domains[0]:
        found += [_tie(one.value, "number", one.fact.evidence) for one in numbers if not _OF_A_COURT.match(one.value)]
    return tuple({(one.name, one.kind): one for one in found if one.name != domains[0]}.values())[:MOST]


def _tie(name: str, kind: str, shown: Evidence) -> Tie:
    return Tie(name, kind, shown.url, shown.sha256)


def _redirects(home: Page, others: Iterable[str]) -> Iterator[Tie]:
    for name in others:
        yield Tie(name, "myshopify" if name.endswith(SHOPIFY) else "redirect", home.url, home.sha256)


def _shops(docs: Iterable[Doc]) -> Iterator[Tie]:
    """Give the host at Shopify that a storefront's own script names."""
    for doc in docs:
        if "Shopify.shop" in doc.html and (match := _SHOP.search(doc.html)):
            yield Tie(match[1].lower(), "myshopify", doc.page.url, doc.page.sha256)


def _addresses(addresses: Iterable[Address]) -> Iterator[Tie]:
    for one in addresses:
        if one.usable:
            yield _tie(normal(one.address), "freemail" if one.kind == "freemail" else "address", one.evidence)


def firm_ties(
    brand: str,
    *,
    legal: Fact | None,
    form: Fact | None,
    country: Fact | None,
    signs: Iterable[Fact],
    profiles: Iterable[Fact],
) -> tuple[Tie, ...]:
    """Give what the firm behind a site ties to it.

    The legal name counts with its country, its form and one more of ``signs`` (a telephone number with its country's
    code, a postal address): many firms have the same name, and few of them the same telephone.
    """
    if "/" in brand:
        return ()
    found: list[Tie] = []
    if legal and form and country:
        name = f"{country.value} {plain_name(legal.value)} {plain_name(form.value)}"
        found += [_tie(f"{name} {sign}", "company", legal.evidence) for sign in filter(None, map(_sign, signs))]
    found += [_tie(account_of(one.value).replace(" ", "/", 1), "social", one.evidence) for one in profiles]
    return tuple({(one.name, one.kind): one for one in found}.values())[:MOST]


def _sign(fact: Fact) -> str | None:
    if fact.value.startswith("+"):
        return fact.value
    plain = plain_name(fact.value)
    telling = any(c.isdigit() for c in plain) and any(c.isalpha() for c in plain)
    return plain if len(plain) >= _LEAST and telling else None


def own_profiles(docs: Sequence[Doc], socials: Sequence[Fact], company: str, tables: Tables) -> tuple[Fact, ...]:
    """Leave of a site's profiles those that are surely its own.

    These bear the firm's name, or are the only one of their network and stand in a menu, a footer or structured data;
    no person's, and none where makers of shops link to themselves.
    """
    framed = {
        account_of(plain)
        for doc in docs
        for link in doc.links
        if link.zone in _FRAMES and link.host != doc.host and (plain := profile_in(link.href, tables))
    }
    alone = Counter(account_of(fact.value).partition(" ")[0] for fact in socials)
    kept = []
    for fact in socials:
        network, _, path = (account := account_of(fact.value)).partition(" ")
        placed = alone[network] == 1 and (account in framed or fact.evidence.way == "jsonld")
        if network in _OF_MAKERS or path.startswith("in/"):
            continue
        if placed or _akin(plain_name(company), plain_name(path.rpartition("/")[2])):
            kept.append(fact)
    return tuple(kept)


def _akin(name: str, account: str) -> bool:
    """Say whether an account bears a firm's name, or is the long beginning of it."""
    return len(name) > 2 and len(account) > 3 and (name in account or account in name)
