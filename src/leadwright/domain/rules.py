"""The tables of facts that pure code is handed: loaded once by :mod:`leadwright.tables`, each with its digest."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from re import Pattern

from leadwright.domain.law import Law

MARKET = "marketplace"  # the category of tools that are none

Registrable = Callable[[str], str | None]
"""From a host name to its registrable domain (public suffix list), or None for an address or a bare suffix."""

Holidays = Callable[[str, int], frozenset[date]]
"""From a country (ISO 3166-1 alpha-2) and a year to its public holidays."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Local parts of role addresses (data/roles.json), as :mod:`leadwright.domain.roles` compares them."""

    never: frozenset[str]
    never_suffix: tuple[str, ...]
    never_prefix: tuple[str, ...]
    never_alone: frozenset[str]  # of ``never``, what is an ordinary word or a surname as well
    fillers: frozenset[str]  # words that say nothing beside one of ``never``
    last_choice: frozenset[str]
    prefer: frozenset[str]


@dataclass(frozen=True, slots=True)
class Refusals:
    """Words that refuse advertising, by language, and notices that addresses are not passed on.

    ``promises`` are the words before a phrase that turn it into a promise of the shop's own newsletter.
    """

    phrases: tuple[tuple[str, Pattern[str]], ...]
    no_transfer: tuple[Pattern[str], ...]
    promises: tuple[Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of a platform or tool: where it stands (asset image hint code mark form link ...), and its weight.

    With a ``host``, ``has`` and ``pattern`` are looked for in the URLs of that host; without, in the text of the place.
    """

    place: str
    weight: int
    note: str = ""
    host: str = ""  # of a URL, or the domain above it
    has: tuple[str, ...] = ()  # literals, one of which must be there: they are looked for before the pattern
    pattern: Pattern[str] | None = None  # must hold too


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a platform (shop site own) or a tool (its category) is, and the signs by which it shows.

    ``hosts`` are the hosts of ``loads``: where none of them is among those of a page, none of these signs can be.
    """

    kind: str
    signs: tuple[Sign, ...]  # looked for in texts
    loads: tuple[Sign, ...] = ()  # looked for in the URLs of a host
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Looks:
    """Names of fingerprints by what shows first of them: the hosts of their URLs, and the literals of each place."""

    hosts: Mapping[str, frozenset[str]]
    literals: Mapping[str, Mapping[str, frozenset[str]]]  # place -> literal -> names


def looks_of(prints: Mapping[str, Fingerprint]) -> Looks:
    """Sort fingerprints by hosts and literals: on a page hardly any of them is there, and one look tells which."""
    hosts: dict[str, set[str]] = {}
    literals: dict[str, dict[str, set[str]]] = {}
    for name, one in prints.items():
        for host in one.hosts:
            hosts.setdefault(host, set()).add(name)
        for sign in one.signs:
            for literal in sign.has:
                literals.setdefault(sign.place, {}).setdefault(literal, set()).add(name)
    return Looks(
        {host: frozenset(names) for host, names in hosts.items()},
        {place: {has: frozenset(names) for has, names in those.items()} for place, those in literals.items()},
    )


@dataclass(frozen=True, slots=True)
class Nation:
    """What gives a country away on a page."""

    code: str  # ISO 3166-1 alpha-2
    names: tuple[str, ...]
    tlds: tuple[str, ...]
    phone: str  # digits after the plus
    currency: str  # ISO 4217
    languages: tuple[str, ...]  # ISO 639-1
    postcode: Pattern[str] | None = None  # only where its shape alone names the country


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms a kind of place is read (data/sources.toml)."""

    kind: str  # open permission research
    written: str  # URL of the page that says so; empty where the operator is the source
    checked: date  # when that page was last read for this table


@dataclass(frozen=True)
class Tables:
    """All tables together; ``digest`` names this edition and is stored with every decision."""

    law: Law
    roles: Roles
    refusals: Refusals
    platforms: Mapping[str, Fingerprint]
    registrable: Registrable
    holidays: Holidays
    zones: Mapping[str, tuple[str, ...]]  # country -> IANA zones of its mainland
    freemail: frozenset[str]
    disposable: frozenset[str]  # domains of addresses that are thrown away
    providers: frozenset[str]  # names of the large providers' mail servers, which are never probed
    hosts: frozenset[str]  # platforms where many brands live under one domain: host/path is the brand
    vendors: frozenset[str]  # makers of apps and platforms: their addresses are not their customers'
    nations: Mapping[str, Nation]
    forms: Mapping[str, tuple[str, ...]]  # legal form as written -> countries that use it, likeliest first
    stopwords: Mapping[str, frozenset[str]]  # language -> its small words
    persons: frozenset[str]  # first names, lower case
    empty_locals: frozenset[str]  # local parts of placeholders such as name@example.com
    empty_labels: frozenset[str]  # first labels of their domains
    tools: Mapping[str, Fingerprint]  # tools and marketplaces by their plain name; kind is the category
    sources: Mapping[str, Terms]  # kind of place -> its terms
    digest: str

    @cached_property
    def platform_looks(self) -> Looks:
        """The platforms by what shows first of them."""
        return looks_of(self.platforms)

    @cached_property
    def tool_looks(self) -> Looks:
        """The tools, and no marketplaces, by what shows first of them."""
        return looks_of({name: one for name, one in self.tools.items() if one.kind != MARKET})
