"""A lead's business after one visit: what its pages say, and how well that fits."""

from collections.abc import Iterator, Sequence

from leadwright.domain.evidence import Fact
from leadwright.domain.lead import Lead, Prospect
from leadwright.domain.playbook import Playbook
from leadwright.domain.rules import Tables
from leadwright.domain.site import Site
from leadwright.reading.contact import domains_of, read_site
from leadwright.reading.fit import Fit, Traits, fit_of
from leadwright.reading.page import Doc
from leadwright.reading.profile import Profile, profile_of
from leadwright.reading.ties import firm_ties, own_profiles


def prospect_of(lead: Lead, site: Site, *, tables: Tables, playbooks: Sequence[Playbook]) -> Prospect:
    """Read a visited site into a Prospect; pure. Raises ValueError for a site without any page."""
    docs = read_site(site)
    profile = profile_of(docs, lead.brand, domains_of(site, tables), tables=tables)
    reachable = lead.address is not None and lead.address.usable
    fit = fit_of(traits_of(profile, docs, reachable=reachable), playbooks)
    return Prospect(
        brand=lead.brand,
        site=lead.site,
        kind=profile.business.kind,
        company=profile.company,
        icp=icp_of(fit, playbooks),
        score=fit.score,
        factors=fit.factors,
        playbook=fit.playbook,
        niche=fit.niche,
        team_size=int(profile.team_size.value) if profile.team_size else None,
        contact_name=profile.person,
        legal_name=profile.legal_name,
        legal_form=profile.legal_form,
        postal=profile.postal,
        platform=profile.business.market or profile.platform,
        country=profile.country,
        country_signs=profile.country_signs,
        language=profile.language,
        hero=profile.hero,
        finding=finding_of(profile),
        products=profile.products,
        refusal=profile.refusal,
        no_transfer=profile.no_transfer,
        address=lead.address,
        shows=profile.business.shows,
        stack=profile.stack,
        markets=profile.markets,
        phones=profile.phones,
        socials=profile.socials,
        numbers=profile.numbers,
        currency=profile.currency,
        ties=firm_ties(
            lead.brand,
            legal=profile.legal_name,
            form=profile.legal_form,
            country=profile.country,
            signs=(*profile.phones, *filter(None, (profile.postal,))),
            profiles=own_profiles(docs, profile.socials, profile.company.value, tables),
        ),
    )


def finding_of(profile: Profile) -> Fact | None:
    """Give the finding a letter may open with: the first about a shop's own catalogue."""
    return next(iter(profile.findings), None) if profile.business.kind in {"shop", "seller"} else None


def traits_of(profile: Profile, docs: Sequence[Doc], *, reachable: bool) -> Traits:
    """Give what the fit looks at; ``reachable`` says that an address is known that may be used."""
    said = profile.business.market or profile.platform
    return Traits(
        kind=profile.business.kind,
        platform=said.value if said else None,
        text="\n".join(_own_text(docs)).lower()[:100_000],
        products=len(profile.products),
        named=profile.person is not None,
        reachable=reachable,
        finding=finding_of(profile) is not None,
        shows=tuple(fact.value for fact in profile.business.shows),
    )


def icp_of(fit: Fit, playbooks: Sequence[Playbook]) -> str | None:
    """Give the profile that a fit counts for: from the playbook's threshold on; below it the lead fits none."""
    book = next((one for one in playbooks if one.name == fit.playbook), None)
    return fit.icp if book is None or fit.score >= book.threshold else None


def _own_text(docs: Sequence[Doc]) -> Iterator[str]:
    for doc in docs:
        yield doc.title
        yield doc.meta.get("description", "")
        yield "\n".join(block.text for block in doc.blocks if block.zone in {"", "nav"})
