"""What the world knows of everything it made: the judge compares the product's findings with this and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who reads the mail of a business, and what they will do with the first letter."""

    name: str
    address: str
    behaviour: str  # a behaviour of people.py
    delay: timedelta = timedelta(hours=3)
    away_until: date | None = None
    colleague: str | None = None


@dataclass(frozen=True, slots=True)
class Ware:
    """One thing a shop sells; ``price`` in units of ``currency``."""

    name: str
    path: str
    price: Decimal
    currency: str
    sku: str


@dataclass(frozen=True, slots=True)
class Business:
    """One made business, as a careful person would describe it after reading its site."""

    key: str  # its registrable domain, or host/path on a marketplace
    site: str  # the URL that posts point to
    kind: str  # shop agency seller tool other
    company: str
    country: str  # ISO 3166-1 alpha-2
    language: str  # ISO 639-1
    reach: str  # mail form hidden refused placeholder stranger robots dead hostile nomail none
    gate: str = "send"  # send hold block: what the law data says, where a usable address exists
    fits: bool = True  # a shop, agency or seller that an ICP wants
    platform: str | None = None  # shopify woocommerce etsy ...
    legal_name: str | None = None
    legal_form: str | None = None
    contact_name: str | None = None
    address: str | None = None  # the one a careful person would write to
    published: tuple[str, ...] = ()  # every usable address on the site
    traps: tuple[str, ...] = ()  # addresses on the site that must never be mailed
    dead: tuple[str, ...] = ()  # addresses it shows as its own, at which no mail can arrive
    hero: str | None = None
    niche: str | None = None
    wares: tuple[Ware, ...] = ()
    person: Person | None = None
    aliases: tuple[str, ...] = ()  # other hosts that are the same brand
    planted: str = ""  # its kind of refusal, a key of refusals.CATALOGUE
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Post:
    """A public announcement that points to a business, in one source."""

    source: str  # feed hn csv
    id: str
    url: str
    title: str
    text: str
    at: datetime
    site: str | None
    business: str | None  # the key of the business; None = noise


@dataclass(frozen=True, slots=True)
class Made:
    """Everything that one seed made: the firms, and the posts that speak of them."""

    seed: int
    start: datetime  # aware, UTC: the first moment of the run
    days: int
    businesses: tuple[Business, ...]
    posts: tuple[Post, ...]
