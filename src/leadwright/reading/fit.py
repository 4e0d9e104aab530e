"""How well a prospect fits a playbook: additive points, each with its reason, so that the operator can argue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leadwright.domain.lead import Factor
from leadwright.domain.playbook import Playbook

ICP_OF_KIND = {"shop": "shop", "seller": "shop", "agency": "agency"}
"""The customer profile that a kind of business belongs to; tools and others fit none."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What the score looks at."""

    kind: str
    platform: str | None
    text: str  # of the home and about pages, lower case
    products: int
    named: bool  # a contact person is known
    reachable: bool  # a usable address is known
    finding: bool
    shows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """The playbook that fits best, with score (0 to 100), niche and reasons; no ICP means it fits none."""

    icp: str | None
    playbook: str | None
    niche: str | None
    score: int
    factors: tuple[Factor, ...]


def fit_of(traits: Traits, playbooks: Sequence[Playbook]) -> Fit:
    """Score a business against each playbook and keep the best; ties go to the earlier playbook."""
    icp = ICP_OF_KIND.get(traits.kind)
    common = _common(traits)
    fits = [_against(traits, playbook, common) for playbook in playbooks if icp is not None and playbook.icp == icp]
    if not fits:
        return Fit(icp, None, None, _bounded(common), common)
    return max(fits, key=lambda fit: fit.score)


def _against(traits: Traits, playbook: Playbook, common: tuple[Factor, ...]) -> Fit:
    factors = list(common)
    if traits.kind in playbook.kinds:
        factors.append(Factor("kind-wanted", 20, f"{playbook.title} is for a {traits.kind}"))
    if traits.platform in playbook.platforms:
        factors.append(Factor("platform-wanted", 20, f"{playbook.title} is for {traits.platform}"))
    niche, words = _niche(traits.text, playbook)
    if niche:
        factors.append(Factor("niche", 15, f"{niche}: {', '.join(words[:4])}"))
    return Fit(ICP_OF_KIND.get(traits.kind), playbook.name, niche, _bounded(factors), tuple(factors))


def _niche(text: str, playbook: Playbook) -> tuple[str | None, list[str]]:
    best: tuple[int, str, list[str]] | None = None
    for niche, words in playbook.niches.items():
        found = [word for word in words if _begins_a_word(word.lower(), text)]
        times = sum(min(5, text.count(word.lower())) for word in found)
        if found and (best is None or times > best[0]):
            best = (times, niche, found)
    return (best[1], best[2]) if best else (None, [])


def _begins_a_word(word: str, text: str) -> bool:
    """Say whether a word of the text begins so; the plain look comes first, for most words are not there at all."""
    return word in text and re.search(rf"(?<!\w){re.escape(word)}", text) is not None


def _common(traits: Traits) -> tuple[Factor, ...]:
    shown = "; ".join(traits.shows[:3]) or "nothing on its pages says more"
    points = {"shop": 15, "seller": 12, "agency": 15}.get(traits.kind, -40)
    factors = [Factor("kind", points, f"{traits.kind}: {shown}")]
    if traits.platform == "sfcc":
        factors.append(Factor("size", -25, "Salesforce Commerce is a platform of large firms"))
    elif traits.platform:
        factors.append(Factor("platform", 5, f"runs on {traits.platform}"))
    if traits.products:
        factors.append(Factor("catalogue", 5 + min(5, traits.products), f"{traits.products} products could be read"))
    if traits.reachable:
        factors.append(Factor("address", 10, "publishes an address that may be used"))
    if traits.named:
        factors.append(Factor("person", 5, "names a person to write to"))
    if traits.finding:
        factors.append(Factor("finding", 10, "one checkable thing about the shop was found"))
    return tuple(factors)


def _bounded(factors: Sequence[Factor]) -> int:
    return max(0, min(100, sum(factor.points for factor in factors)))
