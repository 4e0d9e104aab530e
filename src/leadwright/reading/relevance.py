"""Whether a post is worth a visit to the site behind it: additive points, each with the words that gave them.

A post is weighed by what it says alone. Somebody who asks for help, hires, complains of work by hand or launches is
whom we look for; words of a trade say that it is a shop or an agency; words of makers and of job seekers say that it is
somebody else. What the operator named needs no reason.
"""

import re
from collections.abc import Iterable, Sequence

from leadwright.domain.lead import Factor, Sighting
from leadwright.domain.playbook import Playbook

WORTH = 15  # points from which a site is visited
LOOKED_AT = 5_000  # characters of a post
SHOWN = 3  # words of one reason
GIVEN = frozenset({"csv", "paste"})  # sources in which the operator names businesses
_CHOSEN = {"feed": 15, "alertmail": 15, "reddit": 10, "indiehackers": 10}  # the operator named the very place
_LAUNCHES = frozenset({"hackernews", "producthunt", "github"})  # where nearly everything is a launch, mostly of tools
LISTS = frozenset({"openstreetmap", "wikidata", "directory"})  # sources in which an entry is a business

_SIGNALS = {
    "help": (30, "asks for help"),
    "hiring": (30, "wants to hire"),
    "complaint": (25, "complains of work by hand"),
    "launch": (20, "launches"),
    "milestone": (15, "tells of a milestone"),
}
_TRADE = re.compile(
    r"\b(?:e-?commerce|(?:web|online|e-?)[ -]?(?:shops?|stores?|boutiques?)|shops?|stores?|storefronts?|"
    r"boutique en ligne|"
    r"onlineshops?|tiendas? (?:online|en línea)|negozi(?:o)? online|webwinkels?|verkkokaup\w{1,6}|nettbutikk\w{0,4}|"
    r"nätbutik\w{0,4}|sklep\w{0,3}|dtc|d2c|direct-to-consumer|merchants?|sellers?|skus?|catalogu?es?|inventory|"
    r"suppliers?|listings?|orders?|customers|products?|variants?)\b|интернет-магазин|магазин|товар|заказ",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"\b(?:agenc(?:y|ies)|agentur\w{0,3}|agence|agencia|clients?)\b|агентств|клиент", re.IGNORECASE)
_MAKER = re.compile(
    r"\b(?:(?:shopify|woocommerce|wordpress|chrome|browser) (?:app|plugin|extension)s?|saas|sdk|open[ -]source|"
    r"self-hosted|"
    r"(?:an?|our|my) (?:\w{1,12} ){0,2}(?:api|app|plugin|library|framework|cli|tool)|boilerplate|template kit|"
    r"for (?:shopify|woocommerce|e-?commerce|online) (?:merchants|sellers|stores|shops)|beta testers?|free trial)\b",
    re.IGNORECASE,
)
_WORKER = re.compile(
    r"\b(?:for hire|seeking work|available for (?:work|hire)|open to work|my (?:resume|cv|portfolio)|"
    r"looking for (?:a )?job|"
    r"i am a (?:freelance|full[ -]?stack))\b|ищу работу|резюме",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w{1,40}")
_PHRASE = re.compile(r"[^\w]|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")  # also words of scripts without blanks


def factors_of(sighting: Sighting, playbooks: Sequence[Playbook]) -> tuple[Factor, ...]:
    """Weigh a post for the playbook that it fits best; ties go to the earlier playbook. Never empty."""
    if sighting.source in GIVEN:
        return (Factor("named", 100, "the operator named it"),)
    text = f"{sighting.title}\n{sighting.text}"[:LOOKED_AT]
    common = tuple(_common(sighting, text))
    return max((common + tuple(_for(playbook, text)) for playbook in playbooks), key=points_of, default=common)


def points_of(factors: Iterable[Factor]) -> int:
    """Add the points up."""
    return sum(factor.points for factor in factors)


def _common(sighting: Sighting, text: str) -> Iterable[Factor]:
    if sighting.source in LISTS:
        yield Factor("listed", 40, f"{sighting.source} lists businesses")
    elif points := _CHOSEN.get(sighting.source, 0):
        yield Factor("watched", points, "stands where the operator wants to look")
    for said in sighting.said:
        points, why = _SIGNALS[said]
        yield Factor(said, points // 2 if said == "launch" and sighting.source in _LAUNCHES else points, why)
    if words := _words(_TRADE, text):
        yield Factor("trade", 10 + 5 * min(3, len(words)), f"speaks of {', '.join(words[:SHOWN])}")
    if words := _words(_MAKER, text):
        yield Factor("maker", -20 - 15 * min(3, len(words)), f"speaks as a maker of tools: {', '.join(words[:SHOWN])}")
    if words := _words(_WORKER, text):
        yield Factor("worker", -50, f"looks for work: {', '.join(words[:SHOWN])}")


def _for(playbook: Playbook, text: str) -> Iterable[Factor]:
    """Give what speaks for one playbook: its platforms by their names, its agencies, the words of its niches."""
    plain = text.lower()
    if named := [name for name in playbook.platforms if name in plain]:
        yield Factor("platform", 15, f"names {', '.join(named[:SHOWN])}, for {playbook.title}")
    if playbook.icp == "agency" and (words := _words(_AGENCY, text)):
        yield Factor("agency", 20, f"speaks of {', '.join(words[:SHOWN])}")
    alone = set(_WORD.findall(plain))
    niches = (word.lower() for words in playbook.niches.values() for word in words)
    niches = (word for word in niches if word not in playbook.platforms)
    if shown := [word for word in niches if (word in plain if _PHRASE.search(word) else {word, f"{word}s"} & alone)]:
        yield Factor("niche", 15, f"speaks of {', '.join(shown[:SHOWN])}")


def _words(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(match.group().lower() for match in pattern.finditer(text)))
