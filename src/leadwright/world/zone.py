"""The world's DNS, as far as mail goes: which domain names which mail servers, and which takes none."""

from collections.abc import Iterable, Mapping

from leadwright.world.truth import Business

NULL_MX = (".",)  # RFC 7505: the domain says that it takes no mail
NOTHING = ()  # the name is there, without mail server and address
DEAD = {"gone": NOTHING, "null": NULL_MX}  # why no mail can arrive at an address that a firm shows


def mail_zone(businesses: Iterable[Business]) -> Mapping[str, tuple[str, ...]]:
    """Give the mail servers of every domain at which a firm shows an address of its own, by the domain."""
    zone: dict[str, tuple[str, ...]] = {}
    for business in businesses:
        colleague = business.person.colleague if business.person else None
        for address in (*business.published, *([colleague] if colleague else ())):
            domain = domain_of(address)
            zone[domain] = (f"mx1.{domain}", f"mx2.{domain}")
        for address in business.dead:
            zone[domain_of(address)] = DEAD[business.extra["dead"]]
    return dict(sorted(zone.items()))


def domain_of(address: str) -> str:
    """Give the domain of an address."""
    return address.rpartition("@")[2].lower()
