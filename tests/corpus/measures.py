"""How much of what people noted on real pages we read, and how much of what we say is so: right, and of how many.

python -m tests.corpus.measures     prints every figure beside its floor
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from leadwright.domain.lead import Product
from leadwright.reading.profile import Profile
from tests.corpus.pages import Row, plain

Labelled = Sequence[tuple[Mapping[str, Any], Profile]]
Counted = tuple[int, int]

DISPUTED = Path(__file__).parent / "disputed.toml"
SHOPS = {"shopify", "woocommerce", "bigcommerce", "sfcc", "prestashop", "magento", "volusion"}
OPEN_WAYS = {"mailto", "text", "json-ld", "jsonld", "html", "entity", "attr", "meta"}


def count(flags: Sequence[bool]) -> Counted:
    """Count what holds."""
    return sum(flags), len(flags)


def annotated(pages: Sequence[Row]) -> Counted:
    """Addresses that people marked, found."""
    found = [(row, {one.address for one in row.profile.addresses}) for row in pages]
    return count([address in said for row, said in found for address in row.words("emails_annotated")])


def published(pages: Sequence[Row]) -> Counted:
    """Addresses in the pages' open text and markup, found."""
    flags = []
    for row in pages:
        found = {one.address for one in row.profile.addresses}
        ways = row.expected.get("emails_any") or {}
        wanted = {address.lower() for address, how in ways.items() if set(how) & OPEN_WAYS} - junk(row)
        flags += [address in found for address in wanted]
    return count(flags)


def precise(pages: Sequence[Row]) -> Counted:
    """Addresses we give that are on the page."""
    flags = []
    for row in pages:
        if "emails_any" in row.expected:
            known = row.words("emails_any") | row.words("emails_annotated")
            flags += [one.address in known for one in row.profile.addresses if one.address not in junk(row)]
    return count(flags)


def refused(pages: Sequence[Row]) -> Counted:
    """Placeholders and strangers' addresses that we do not call usable."""
    flags = []
    for row in pages:
        usable = {one.address for one in row.profile.addresses if one.usable}
        flags += [address not in usable for address in junk(row)]
    return count(flags)


def junk(row: Row) -> set[str]:
    """Give the addresses of a page that are nobody's we may write to."""
    return row.words("emails_placeholder") | row.words("emails_wrong")


def platforms(pages: Sequence[Row]) -> list[tuple[str, str]]:
    """Give wanted and said platforms where the label is sure, only shop systems; disputed labels are mended."""
    sure = [row for row in pages if not str(row.expected.get("platform_label") or "ambiguous").startswith("ambig")]
    disputed = tomllib.loads(DISPUTED.read_text(encoding="utf-8"))
    wanted = [disputed.get(row.file, row.expected).get("platform") or "" for row in sure]
    pairs = [(want.lower(), named(row)) for want, row in zip(wanted, sure, strict=True)]
    return [(want if want in SHOPS else "", said if said in SHOPS else "") for want, said in pairs]


def named(row: Row) -> str:
    """Give the platform we name."""
    return row.profile.platform.value if row.profile.platform else ""


def platform_said(pages: Sequence[Row]) -> Counted:
    """Shop systems we name that are right."""
    return count([want == said for want, said in platforms(pages) if said])


def platform_found(pages: Sequence[Row]) -> Counted:
    """Shop systems that are there, named."""
    return count([want == said for want, said in platforms(pages) if want])


def companies(pages: Sequence[Row]) -> Counted:
    """Names of firms as the label has them."""
    flags = []
    for row in pages:
        if said := row.expected.get("company"):
            wanted = {plain(one) for one in (said if isinstance(said, list) else [said])}
            flags.append(plain(row.profile.company.value) in wanted)
    return count(flags)


def openings(pages: Sequence[Row]) -> Counted:
    """Hero sentences that say what the label says."""
    flags = []
    for row in pages:
        if wanted := row.expected.get("hero_any_of"):
            hero = plain(row.profile.hero.value if row.profile.hero else "")
            flags.append(any(plain(one) in hero or (hero and hero in plain(one)) for one in wanted))
    return count([bool(flag) for flag in flags])


def prices(pages: Sequence[Row]) -> Counted:
    """Prices with their currency."""
    flags = []
    for row in pages:
        price = row.expected.get("price")
        if wanted := row.expected.get("price_any_of") or ([price] if price not in (None, "") else None):
            product = next((one for one in row.profile.products if one.price is not None), None)
            flags.append(product is not None and costs(product, wanted, row.expected.get("currency")))
    return count(flags)


def costs(product: Product, wanted: Sequence[float], currency: str | None) -> bool:
    """Say whether a product costs one of the amounts, in the currency where one is labelled."""
    right = any(abs(float(product.price or 0) - float(one)) < 0.005 for one in wanted)
    return right and (not currency or product.currency == currency.upper())


def facts(labelled: Labelled) -> Counted:
    """Openings of the small pages: what is said is accepted, or nothing is said where nothing is there."""
    return count([told(label, profile) for label, profile in labelled])


def told(label: Mapping[str, Any], profile: Profile) -> bool:
    """Judge one opening."""
    said = profile.hero.value.lower() if profile.hero else ""
    if label["abstain"] or not said:
        return not said and (label["abstain"] or label["abstain_ok"])
    accepted = any(one.lower() in said for one in label["accept"])
    return accepted and not any(one.lower() in said for one in label["forbid"])


def clean(labelled: Labelled) -> Counted:
    """Openings without a forbidden word, and none where the page says nothing."""
    flags = []
    for label, profile in labelled:
        said = profile.hero.value.lower() if profile.hero else ""
        flags.append(not any(one.lower() in said for one in label["forbid"]) and not (label["abstain"] and said))
    return count(flags)


def lands(labelled: Labelled) -> Counted:
    """Countries that are right or left open, never wrong."""
    return count([profile.country is None or profile.country.value == label["country"] for label, profile in labelled])


PAGES: Mapping[str, Callable[[Sequence[Row]], Counted]] = {
    "addresses-annotated": annotated,
    "addresses-published": published,
    "addresses-precision": precise,
    "junk-refused": refused,
    "platform-precision": platform_said,
    "platform-recall": platform_found,
    "company": companies,
    "hero": openings,
    "price": prices,
}
SMALL: Mapping[str, Callable[[Labelled], Counted]] = {
    "small-hero": facts,
    "small-hero-clean": clean,
    "small-country": lands,
}
