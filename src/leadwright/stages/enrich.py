"""Learn what kind of business it is, where it is, what it sells, and whom it fits."""

from collections.abc import AsyncIterator
from dataclasses import replace

from leadwright.chain import stage
from leadwright.domain.errors import Drop
from leadwright.domain.lead import Lead, Prospect
from leadwright.domain.playbook import Playbooks
from leadwright.domain.rules import Tables
from leadwright.ports import Pages
from leadwright.reading.prospect import prospect_of

NOT_OURS = frozenset({"tool", "other"})


@stage
async def enrich(lead: Lead, pages: Pages, tables: Tables, playbooks: Playbooks) -> AsyncIterator[Prospect]:
    """Read the stored pages of a lead again, for facts; tools and other sites end here."""
    site = await pages.of(lead.site)
    if site.home is None:
        raise Drop("pages-gone", site=lead.site)
    prospect = prospect_of(lead, site, tables=tables, playbooks=playbooks.all)
    if prospect.kind in NOT_OURS:
        raise Drop("not-our-kind", kind=prospect.kind)
    if prospect.icp is None:
        raise Drop("no-fit", kind=prospect.kind, score=prospect.score)
    yield replace(prospect, passed=lead.passed)
