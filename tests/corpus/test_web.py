"""Addresses, platforms, companies, heroes and prices, measured on real pages; the floors are what was reached."""

import gzip
import html
import json
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leadwright.domain.lead import Contact, Lead, Product, Prospect, Sighting
from leadwright.domain.site import Page, Site
from leadwright.reading.contact import contact_of, read_site
from leadwright.reading.products import products_in
from leadwright.reading.prospect import prospect_of
from leadwright.tables import load_tables

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("LEADWRIGHT_CORPUS", ROOT / "../shared/corpus")) / "web"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}"),
]
NOW = datetime(2027, 3, 1, tzinfo=UTC)
SHOPS = {"shopify", "woocommerce", "bigcommerce", "sfcc", "prestashop", "magento", "volusion"}
OPEN_WAYS = {"mailto", "text", "json-ld", "jsonld", "html", "entity", "attr", "meta"}


@dataclass(frozen=True)
class Row:
    expected: dict[str, Any]
    contact: Contact
    prospect: Prospect
    products: tuple[Product, ...]

    def words(self, name: str) -> set[str]:
        return {one.lower() for one in self.expected.get(name) or ()}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    found, tables = [], load_tables()
    for line in (CORPUS / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        name = item["file"]
        if not (name.startswith("pages/") or (name.startswith("woo_live/") and name.endswith(".html"))):
            continue
        raw = (CORPUS / name).read_bytes()
        text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode(errors="replace")
        url = item.get("url") or "https://www.unknown.test/"
        site = Site(url, (Page(url, url, 200, NOW, text, "0" * 64),))
        contact = contact_of(Sighting("feed", "u", "", "", NOW, NOW, url, "open"), site, tables)
        lead = Lead(contact.domains[0], url, "feed", "u", "open", contact.best, NOW)
        prospect = prospect_of(lead, site, tables=tables, playbooks=())
        found.append(Row(item.get("expected") or {}, contact, prospect, products_in(read_site(site)[0])))
    return found


def plain(text: object) -> str:
    return re.sub(r"[^\w]+", " ", html.unescape(str(text or "")).lower()).strip()


def test_published_addresses_are_found_and_no_others(rows: list[Row]) -> None:
    wanted = got = said = right = 0
    for row in rows:
        if "emails_any" not in row.expected:
            continue
        found = {one.address for one in row.contact.addresses}
        junk = row.words("emails_placeholder") | row.words("emails_wrong")
        known = row.words("emails_any") | row.words("emails_annotated")
        published = {a.lower() for a, ways in row.expected["emails_any"].items() if set(ways) & OPEN_WAYS} - junk
        wanted, got = wanted + len(published), got + len(published & found)
        said, right = said + len(found - junk), right + len((found - junk) & known)
    assert got / wanted >= 0.99
    assert right / said >= 0.99


def test_placeholders_and_vendors_are_not_usable(rows: list[Row]) -> None:
    usable = [
        one.address
        for row in rows
        for one in row.contact.addresses
        if one.usable and one.address in row.words("emails_placeholder") | row.words("emails_wrong")
    ]
    assert len(usable) <= 1


def test_shop_platforms(rows: list[Row]) -> None:
    wanted = said = right = 0
    for row in rows:
        label = str(row.expected.get("platform_label") or "ambiguous")
        if label.startswith("ambig"):
            continue
        want = (row.expected.get("platform") or "").lower()
        got = row.prospect.platform.value if row.prospect.platform else ""
        wanted, said, right = wanted + (want in SHOPS), said + (got in SHOPS), right + (want in SHOPS and want == got)
    assert right / said >= 0.97
    assert right / wanted >= 0.95


def test_companies(rows: list[Row]) -> None:
    labelled = [row for row in rows if row.expected.get("company") and "unknown.test" not in row.contact.site]
    names = [row.expected["company"] for row in labelled]
    right = [
        plain(row.prospect.company.value) in {plain(one) for one in (name if isinstance(name, list) else [name])}
        for row, name in zip(labelled, names, strict=True)
    ]
    assert sum(right) / len(right) >= 0.9


def test_heroes(rows: list[Row]) -> None:
    right = []
    for row in rows:
        if row.expected.get("hero_any_of"):
            hero = plain(row.prospect.hero.value if row.prospect.hero else "")
            right.append(
                any(plain(one) in hero or (hero and hero in plain(one)) for one in row.expected["hero_any_of"])
            )
    assert sum(right) / len(right) >= 0.65


def test_prices(rows: list[Row]) -> None:
    right = []
    for row in rows:
        want = row.expected.get("price_any_of") or ([row.expected["price"]] if row.expected.get("price") else None)
        if want:
            product = next((one for one in row.products if one.price is not None), None)
            currency = row.expected.get("currency")
            right.append(
                product is not None
                and any(abs(float(product.price or 0) - float(one)) < 0.005 for one in want)
                and (not currency or product.currency == currency.upper())
            )
    assert sum(right) / len(right) >= 0.92
