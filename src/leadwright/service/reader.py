"""What we see in a page: everything the chain would take from it, with evidence, and nothing is kept.

For the operator who wants to know why a shop was read as it was, and for measuring. Files are read as a browser would
have saved them, gzipped or not; a URL is fetched once, by the rules of the crawler.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from leadwright.domain.errors import Drop, Later, UserError
from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Address, Form, Product
from leadwright.domain.playbook import Playbook
from leadwright.domain.rules import Tables
from leadwright.domain.site import Page, Site
from leadwright.ports import Clock, Web
from leadwright.reading.canonical import canonical_in
from leadwright.reading.contact import domains_of, read_site
from leadwright.reading.fit import fit_of
from leadwright.reading.profile import Profile, profile_of
from leadwright.reading.prospect import icp_of, traits_of

LARGEST = 20_000_000  # bytes of one file, unpacked; more is cut
NOWHERE = "https://page.invalid/"  # a page that does not say where it was (RFC 2606, section 2)
PAGES = (".html", ".htm", ".html.gz", ".htm.gz")

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageView:
    """One page as we read it; ``error`` says why there is nothing to tell, and the rest is empty then.

    ``addresses`` are {address, usable, why, desk, way, snippet}, best first; ``hidden`` {way, snippet}; ``forms``
    {kind, action, fields: [{name, role}]}; ``stack`` and ``country_evidence`` {value, snippet}; ``price`` {amount,
    currency, list_amount, availability, sku, source} of the first priced product, and ``products`` like it with {name,
    url, gtin, variant}; ``findings`` {said, snippet}; ``business`` {kind, niche, team_size, evidence}; ``fit`` {icp,
    playbook, score, factors}.
    """

    file: str
    url: str | None
    error: str | None = None
    addresses: Sequence[Data] = ()
    hidden: Sequence[Data] = ()
    forms: Sequence[Data] = ()
    company: str | None = None
    legal_name: str | None = None
    legal_form: str | None = None
    contact_name: str | None = None
    phones: Sequence[str] = ()
    postal: str | None = None
    numbers: Sequence[str] = ()
    socials: Sequence[str] = ()
    platform: str | None = None
    platform_evidence: str | None = None
    stack: Sequence[Data] = ()
    markets: Sequence[Data] = ()
    country: str | None = None
    country_evidence: Sequence[Data] = ()
    language: str | None = None
    currency: str | None = None
    hero: str | None = None
    price: Data | None = None
    products: Sequence[Data] = ()
    findings: Sequence[Data] = ()
    business: Data = field(default_factory=dict)
    fit: Data = field(default_factory=dict)
    refusal: str | None = None


@dataclass(frozen=True)
class Reader:
    """Reads pages; ``utf8_of`` gives bytes of some content type as UTF-8; without ``web`` nothing may be fetched."""

    tables: Tables
    playbooks: Sequence[Playbook]
    clock: Clock
    utf8_of: Callable[[bytes, str | None], bytes]
    web: Web | None = None

    def file(self, path: Path, *, name: str | None = None, url: str | None = None) -> PageView:
        """Read a saved page, called ``name`` in the view; a file that cannot be read gives a view with the error."""
        said = name or str(path)
        try:
            raw = unpacked(path)
        except (OSError, EOFError, zlib.error) as error:
            return PageView(said, url, error=f"cannot be read: {getattr(error, 'strerror', None) or error}")
        text = self.utf8_of(raw, None)
        found = url or canonical_in(text.decode(errors="replace"))
        at = found or NOWHERE
        digest = hashlib.sha256(raw).hexdigest()
        return self._view(said, found, Page(at, at, 200, self.clock.now(), text, digest, robots="none"))

    async def page(self, url: str) -> PageView:
        """Fetch a page politely and read it; UserError where nothing may be fetched."""
        if self.web is None:
            raise UserError(
                f"{url} can only be fetched with a leadwright.toml, in which the crawler says who it is: "
                "make one with 'leadwright init', or save the page and read the file"
            )
        try:
            page = await self.web.fetch(url)
        except (Drop, Later) as stopped:
            return PageView(url, url, error=str(stopped))
        return self._view(url, page.url, page)

    def _view(self, name: str, url: str | None, page: Page) -> PageView:
        site = Site(page.url, (page,))
        docs, domains = read_site(site), domains_of(site, self.tables)
        profile = profile_of(docs, domains[0] if domains else page.url, domains, tables=self.tables)
        reachable = any(address.usable for address in profile.addresses)
        fit = fit_of(traits_of(profile, docs, reachable=reachable), self.playbooks)
        company = None if url is None and profile.company.evidence.snippet in domains else profile.company.value
        factors = [{"name": one.name, "points": one.points, "why": one.why} for one in fit.factors]
        return PageView(
            file=name,
            url=url,
            company=company,
            **_contact(profile),
            **_place(profile),
            **_shop(profile),
            business={
                "kind": profile.business.kind,
                "niche": fit.niche,
                "team_size": int(profile.team_size.value) if profile.team_size else None,
                "evidence": _said(profile.business.shows),
            },
            fit={
                "icp": icp_of(fit, self.playbooks),
                "playbook": fit.playbook,
                "score": fit.score,
                "factors": factors,
            },
            refusal=_value(profile.refusal),
        )


def unpacked(path: Path) -> bytes:
    """Give a file's bytes, gzip undone (by its first two bytes: RFC 1952, 2.3.1), cut at twenty million."""
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        if not packed:
            return raw.read(LARGEST)
        with gzip.open(raw) as inside:
            return inside.read(LARGEST)


def manifest(folder: Path) -> Iterator[tuple[str, str | None]]:
    """Give file and URL of every page that ``manifest.jsonl`` of a folder lists; UserError names the lines to mend."""
    path = folder / "manifest.jsonl"
    if not path.is_file():
        raise UserError(f"there is no {path}: it holds a line of JSON for each page, with 'file' and 'url'")
    rows, wrong = list[tuple[str, str | None]](), list[str]()
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows.append((str(row["file"]), row.get("url") or None))
        except (ValueError, KeyError, TypeError, AttributeError):
            wrong.append(f"{path}, line {number}: this is no object with a 'file'")
    if wrong:
        raise UserError(*wrong[:20])
    return (row for row in rows if row[0].lower().endswith(PAGES))


def _contact(profile: Profile) -> Data:
    return {
        "addresses": [_address(one) for one in profile.addresses],
        "hidden": [{"way": one.way, "snippet": one.snippet} for one in profile.hidden],
        "forms": [_form(one) for one in profile.forms],
        "legal_name": _value(profile.legal_name),
        "legal_form": _value(profile.legal_form),
        "contact_name": _value(profile.person),
        "phones": [one.value for one in profile.phones],
        "postal": _value(profile.postal),
        "numbers": [one.value for one in profile.numbers],
        "socials": [one.value for one in profile.socials],
    }


def _place(profile: Profile) -> Data:
    return {
        "platform": _value(profile.platform),
        "platform_evidence": profile.platform.evidence.snippet if profile.platform else None,
        "stack": _said(profile.stack),
        "markets": _said(profile.markets),
        "country": _value(profile.country),
        "country_evidence": _said(profile.country_signs),
        "language": profile.language,
        "currency": profile.currency,
    }


def _shop(profile: Profile) -> Data:
    priced = next((one for one in profile.products if one.price is not None), None)
    return {
        "hero": _value(profile.hero),
        "price": _price(priced) if priced else None,
        "products": [
            {"name": one.name, "url": one.url, **_price(one), "gtin": one.gtin, "variant": one.variant}
            for one in profile.products
        ],
        "findings": [{"said": one.value, "snippet": one.evidence.snippet} for one in profile.findings],
    }


def _address(one: Address) -> Data:
    said = {"address": one.address, "usable": one.usable, "why": one.why, "desk": one.desk}
    return {**said, "way": one.evidence.way, "snippet": one.evidence.snippet}


def _form(one: Form) -> Data:
    fields = [{"name": field.name, "role": field.role} for field in one.fields]
    return {"kind": one.kind, "action": one.url, "fields": fields}


def _price(one: Product) -> Data:
    """Give what a product costs; amounts as text, so that no digit is lost."""
    return {
        "amount": None if one.price is None else str(one.price),
        "currency": one.currency,
        "list_amount": None if one.list_price is None else str(one.list_price),
        "availability": one.availability,
        "sku": one.sku,
        "source": one.source,
    }


def _said(facts: Sequence[Fact]) -> list[Data]:
    return [{"value": one.value, "snippet": one.evidence.snippet} for one in facts]


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None
