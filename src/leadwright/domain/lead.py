"""The chain's first half: from a place to look at to a business we know enough about.

Every item has a natural key: the same thing seen again has the same key, so each stage may run twice.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from leadwright.domain.brand import Tie
from leadwright.domain.evidence import Evidence, Fact
from leadwright.domain.validity import Validity


@dataclass(frozen=True, slots=True)
class Watch:
    """A public source with one query of it, as the configuration names it."""

    name: str  # of the [watch.NAME] table; operators' pastes and CSV files are watches too
    source: str  # feed, hackernews, csv, paste ...

    @property
    def key(self) -> str:
        """The watch's name."""
        return self.name


@dataclass(frozen=True, slots=True)
class Factor:
    """One reason for or against a fit or a visit, in points."""

    name: str
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody asks to be written to at an address of theirs: consent, as evidence of its own."""

    address: str
    words: str  # theirs, at most 300 characters
    at: datetime  # when they said so; aware, UTC
    way: str  # post, csv
    scope: str  # what for


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody was seen in public: one post, launch or row, and the site it points to."""

    source: str
    url: str  # of the post; natural key together with the source
    title: str
    text: str
    at: datetime  # when it was posted; aware, UTC
    seen: datetime
    site: str | None  # URL of the business's own site, where the post names one
    terms: str = "research"  # open, permission, research: those of the place, the strictest until somebody says
    watch: str = ""
    bookmark: str | None = None  # where the source is to go on, once this sighting is stored
    said: tuple[str, ...] = ()  # kinds of signal: help, launch, hiring, complaint, milestone
    email: str | None = None  # a CSV's own column, counted only where the brand's page shows it too
    invitation: Invitation | None = None  # the post asks to be written to, or the row says that they did
    gone: bool = False  # the post was deleted at its source: what was read of it is forgotten
    factors: tuple[Factor, ...] = ()  # why the site behind it is worth a visit, or not; empty where nobody weighed it

    @property
    def key(self) -> str:
        """Source and URL of the post."""
        return f"{self.source} {self.url}"


@dataclass(frozen=True, slots=True)
class Address:
    """An address somebody published, and whether it may be used; ``why`` is a code in either case."""

    address: str
    usable: bool
    why: str  # e.g. mailto, owner, generic; or placeholder, vendor, never-role, refusal, other-brand, hidden
    rank: int  # 0 is the best of the site
    evidence: Evidence
    kind: str = "generic"  # generic, named (a person's), freemail
    desk: str = "general"  # why it ranks where it does: owner person greeting general sales support


@dataclass(frozen=True, slots=True)
class Field:
    """One field that a visitor fills in, and what it asks for."""

    name: str
    role: str  # email name first-name last-name company phone message subject search password quantity consent ...


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the site; found and shown, never posted."""

    kind: str  # contact newsletter search login registration order other
    url: str  # where it posts to
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """An address its owner hides; noted and left to a person, never decoded."""

    way: str  # cloudflare rot13 image spelled script reversed
    url: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Contact:
    """What the site behind a sighting offers for getting in touch; addresses are ranked, best first."""

    site: str  # the site's URL after redirects
    sighting: str  # key of the sighting
    source: str
    terms: str
    domains: tuple[str, ...]  # registrable domains or host/path this site showed itself under, own one first
    addresses: tuple[Address, ...] = ()
    forms: tuple[Form, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    identities: tuple[str, ...] = ()  # VAT or register numbers of the imprint
    unread: tuple[str, ...] = ()  # pages robots.txt closed, to be read by hand
    ties: tuple[Tie, ...] = ()  # names that belong to the same brand, each with the page that shows it

    @property
    def key(self) -> str:
        """The site, and the sighting that led there."""
        return f"{self.domains[0] if self.domains else self.site} {self.sighting}"

    @property
    def best(self) -> Address | None:
        """The address a careful person would write to, if one is usable."""
        return next(iter(self.usable), None)

    @property
    def usable(self) -> tuple[Address, ...]:
        """The addresses that may be used, best first."""
        return tuple(one for one in self.addresses if one.usable)


@dataclass(frozen=True, slots=True)
class Passed:
    """An address that might have been used, and why it was passed over: no mail can arrive there."""

    address: str
    validity: Validity


@dataclass(frozen=True, slots=True)
class Lead:
    """One brand, once, with the address we may write to, if any."""

    brand: str  # own registrable domain, else host/path on a platform
    site: str
    source: str
    sighting: str
    terms: str
    address: Address | None
    created: datetime
    validity: Validity | None = None  # of the address
    passed: tuple[Passed, ...] = ()  # better ones, or all there were

    @property
    def key(self) -> str:
        """The brand."""
        return self.brand


@dataclass(frozen=True, slots=True)
class Product:
    """One thing of the catalogue; ``price`` in units of ``currency`` (ISO 4217)."""

    name: str
    url: str
    price: Decimal | None = None
    currency: str | None = None
    list_price: Decimal | None = None  # the price before a reduction, where one is shown
    availability: str | None = None  # as schema.org names it: InStock, OutOfStock ...
    sku: str | None = None
    source: str = "jsonld"  # jsonld microdata rdfa og products.json product.js store-api shown
    gtin: str | None = None
    variant: str | None = None  # the seller's own id of the variant that the price is of


@dataclass(frozen=True, slots=True)
class Prospect:
    """A lead we know enough about to write to: what it is, where it is, and what is true of its shop."""

    brand: str
    site: str
    kind: str  # shop agency seller tool other
    company: Fact
    icp: str | None = None  # shop, agency; None where it fits none
    score: int = 0
    factors: tuple[Factor, ...] = ()
    playbook: str | None = None
    niche: str | None = None
    team_size: int | None = None
    contact_name: Fact | None = None
    legal_name: Fact | None = None
    legal_form: Fact | None = None
    postal: Fact | None = None
    platform: Fact | None = None
    country: Fact | None = None  # ISO 3166-1 alpha-2; None where unknown or in conflict
    country_signs: tuple[Fact, ...] = ()
    language: str | None = None  # ISO 639-1
    hero: Fact | None = None
    finding: Fact | None = None  # one verifiable thing about the shop
    products: tuple[Product, ...] = ()
    refusal: Fact | None = None  # words that refuse advertising
    no_transfer: Fact | None = None  # the site says that it passes no addresses on (15 USC 7704(b)(1)(A)(i))
    address: Address | None = None
    shows: tuple[Fact, ...] = ()  # what shows the kind of business
    stack: tuple[Fact, ...] = ()  # tools the site uses, beside its platform
    markets: tuple[Fact, ...] = ()  # its own stalls on marketplaces
    phones: tuple[Fact, ...] = ()  # in international form where the page allows it
    socials: tuple[Fact, ...] = ()  # URLs of its own profiles
    numbers: tuple[Fact, ...] = ()  # VAT and register numbers
    currency: str | None = None  # ISO 4217, of the catalogue
    passed: tuple[Passed, ...] = ()  # addresses where no mail can arrive
    ties: tuple[Tie, ...] = ()  # names that belong to the same brand: its company, its profiles

    @property
    def key(self) -> str:
        """The brand."""
        return self.brand
