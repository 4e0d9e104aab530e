"""How well a prospect fits a playbook: additive points, each with its reason, so that the operator can argue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from leadwright.domain.lead import Factor
from leadwright.domain.playbook import Playbook
from leadwright.reading.words.business import UNSPACED

ICP_OF_KIND = {"shop": "shop", "seller": "shop", "agency": "agency"}
"""The customer profile that a kind of business belongs to; tools and others fit none."""

MOST_TIMES = 5  # a word counts, however often it stands
ENOUGH_TIMES = 2
# Of plurals and cases in the languages of the playbooks: short, or "dog" would be in "dogma" and "tea" in "team".
_ENDINGS = re.compile(
    r"(?:e?s|e?n|e|er|ar|or|et|a|ä|i|ja|jä|t|ta|tä|in|ne|na|ien|jen|ssa|ssä|sta|stä|lle|erna|arna|orna|ene|ów|y|x)?(?!\w)"
)
_PLURAL = re.compile(r"s?(?!\w)")
_COMPOUND = re.compile(r"\w{0,12}(?!\w)")


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
    """Give the niche whose words stand most often, with the words; none for one passing word, or between two alike."""
    found = []
    for niche, words in playbook.niches.items():
        times = {word: count for word in words if (count := _times(word.lower(), text))}
        # A phrase is said of the thing itself; a single word may stand anywhere once.
        points = sum(min(MOST_TIMES, count) * (2 if " " in word else 1) for word, count in times.items())
        if points >= ENOUGH_TIMES:
            found.append((points, len(times), niche, sorted(times, key=lambda word: -times[word])))
    found.sort(key=lambda one: one[:2], reverse=True)
    if not found or (len(found) > 1 and found[0][:2] == found[1][:2]):
        return None, []
    return found[0][2], found[0][3]


def _times(word: str, text: str) -> int:
    """Count a word with its endings, a long one also inside a compound; plain looks first, for most are not there."""
    if UNSPACED.search(word):
        return min(MOST_TIMES, text.count(word))
    letters = len(word) - word.rfind(" ") - 1
    tail = _COMPOUND if letters >= 6 else _ENDINGS if letters >= 4 else _PLURAL
    times, at = 0, text.find(word)
    while at >= 0 and times < MOST_TIMES:
        end = at + len(word)
        begins = letters >= 8 or not (at and text[at - 1].isalnum())
        times += begins and tail.match(text, end) is not None
        at = text.find(word, end)
    return times


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
