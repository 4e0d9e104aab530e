"""Whether a published address may be used, and why: the rules of what is never a contact, one after the other.

Each rule looks at one address in all its places and answers a code or nothing; the first answer counts. The codes
are rendered by the doors.
"""

import codecs
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leadwright.domain.brand import label_of, platform_of
from leadwright.domain.roles import is_never
from leadwright.domain.rules import Tables
from leadwright.reading.addresses import Found
from leadwright.reading.invented import nobodys, pictured
from leadwright.reading.spelling import spelling_distance

_CREDIT = re.compile(
    r"\b(?:(?:web)?site|store|shop|theme|template|(?:web)?design(?:ed)?|develop(?:ed|ment|er)?|built|made|"
    r"hosted|hosting|powered|"
    r"maintained|managed|programm(?:ed|ing)|realis(?:ed|ation)|webmaster|coded|crafted|seo|photo(?:s|"
    r"graphy)?)\b[^|]{0,25}\b(?:by|at|from|with)\b"
    r"|\b(?:realizzat\w|réalis\w{1,6}|création|conception|diseñ\w{1,6}|umsetzung|webdesign|gestaltung|konzept|"
    r"hosting|programmierung|"
    r"utveckl\w{1,6}|desarroll\w{1,6}|desenvolvid\w|ontwikkel\w{1,6}|webbureau|webbyr\w{1,3}|realizacja|"
    r"wykonanie|tvorba|vytvořil\w{0,2}|"
    r"készítette|toteutus|credits?)\b|\b(?:web|site|theme)[\s-]?(?:design(?:er)?|develop(?:er|ment)|agency|"
    r"master|agentur|byrå|bureau)\b"
    r"|\btheme\s?(?:&|and|:)|(?:theme|template|plugin)\s?(?:author|support|developer|maker)|разработка сайта|"
    r"создание сайт|制作\s?[:：]",
    re.IGNORECASE,
)
_CREDIT_AFTER = re.compile(r"^[\s,()–—-]{0,5}(?:web\s?(?:design|development)|site design)(?:er)?\b", re.IGNORECASE)
_MAKER = re.compile(
    r"themes?(?![a-z])|theme(?:forest|move|maker|s?studio|s?lab)|^themes?|templates?|plugins?|^shopify|"
    r"woocommerce|prestashop|magento|"
    r"^wordpress|web-?design|web-?agen|web-?studio|hosting|^demo|demo$"
)
_THIRD = re.compile(
    r"\b(?:courier|carrier|parcel|supplier|authority|ombudsman|regulator|data protection|processor|hosting|agency|"
    r"partner|stockist|retailer|distributor|manufacturer|app|plugin|software|wholesaler|newspaper|magazine|charity|"
    r"schlichtung|aufsichts|datenschutz|médiateur|cnil|photo(?:grapher|s by)?|theme|developer)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:contact|e-?mail|mail|write|reach|drop|questions?|inquir(?:y|ies)|enquir(?:y|ies)|get in touch|our|us|"
    r"kontakt|schreib\w{0,4}|écri\w{1,5}|courriel|contatt\w{1,4}|scriv\w{1,4}|contacto|contato|correo|escríb\w{1,5}|"
    r"skriv|sähköposti|yhteys\w{0,6}|kontaktuj|napisz|kapcsolat|owner|proprietor|inhaber|titulaire|メール|お問い合わせ)\b",
    re.IGNORECASE,
)
_OURSELVES = re.compile(
    r"\b(?:our|us|contact|owner|proprietor|get in touch|inhaber|kontakt|schreib\w{0,4}|titulaire|écri\w{1,5}|"
    r"nous|contatt\w{1,4}|"
    r"contacto|escríb\w{1,5}|kapcsolat|yhteys\w{0,6})\b|お問い合わせ",
    re.IGNORECASE,
)
_QUOTED_ZONES = {"quote", "code", "cookie"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rules may know: the site's own domains, whether letters are turned back, refusing pages."""

    domains: tuple[str, ...]  # registrable domains of the site, own first; a brand on a platform has none
    tables: Tables
    all_domains: frozenset[str]  # of all addresses found
    rot13: Callable[[], bool]
    refusing: Callable[[Found], bool]


@dataclass(frozen=True, slots=True)
class Claim:
    """One address with all its places, taken apart for the rules."""

    local: str
    host: str
    domain: str | None  # registrable
    places: Sequence[Found]
    setting: Setting


def verdict(places: Sequence[Found], setting: Setting) -> tuple[bool, str]:
    """Say whether an address may be used, and the code why; ``places`` are all its places on the site."""
    local, _, host = places[0].address.rpartition("@")
    claim = Claim(local, host, setting.tables.registrable(host), places, setting)
    for code, rule in RULES:
        if rule(claim):
            return False, code
    return True, _how(places)


def own_domain(domain: str | None, setting: Setting) -> bool:
    """Say whether a registrable domain is the site's: the same, redirected from, or the same name elsewhere."""
    if domain is None:
        return False
    own = {label_of(one) for one in setting.domains}
    return domain in setting.domains or (len(label_of(domain)) > 3 and label_of(domain) in own)


def _how(places: Sequence[Found]) -> str:
    ways = [place.way for place in places]
    return next((way for way in ("imprint", "mailto", "text", "jsonld") if way in ways), ways[0])


def _placeholder(claim: Claim) -> bool:
    if claim.host.split(".")[-1] == "example":
        return True
    tables, own = claim.setting.tables, own_domain(claim.domain, claim.setting)
    if nobodys(claim.local, label_of(claim.domain or claim.host), tables, own=own):
        return True
    return all(pictured(place, tables) for place in claim.places)


def _never_role(claim: Claim) -> bool:
    return is_never_role(claim.local, claim.setting.tables)


def is_never_role(local: str, tables: Tables) -> bool:
    """Say whether a local part is a desk that cold letters never go to (roles table, ``never``)."""
    return is_never(local, tables.roles)


def plain_local(local: str) -> str:
    """Give a local part as the roles table compares it: without tag, dots, dashes and underscores."""
    return re.sub(r"[-._]", "", local.lower().split("+", 1)[0])


def _vendor(claim: Claim) -> bool:
    known = {claim.domain, claim.host}
    return bool(known & claim.setting.tables.vendors) and claim.domain not in claim.setting.domains


def _rot13(claim: Claim) -> bool:
    turned = codecs.encode(claim.host, "rot13")
    registrable = claim.setting.tables.registrable(turned)
    if registrable in claim.setting.domains:
        return True
    foreign = claim.domain not in claim.setting.domains
    return foreign and turned.endswith((".com", ".org", ".net", ".de")) and claim.setting.rot13()


def _platform(claim: Claim) -> bool:
    """An address of the platform on which many brands live is nobody's of them."""
    known = {claim.domain, claim.host}
    return platform_of(claim.host, claim.setting.tables) is not None and not known & set(claim.setting.domains)


def _typo_twin(claim: Claim) -> bool:
    """A domain one slip away from the site's own, or from a mailbox provider's."""
    domain, setting = claim.domain, claim.setting
    if domain is None or domain in setting.domains or domain in setting.tables.freemail:
        return False
    targets = {*setting.domains, *(setting.all_domains & setting.tables.freemail), "gmail.com"}
    return any(_slip(domain, target) for target in targets)


def _slip(domain: str, target: str) -> bool:
    one, other = label_of(domain), label_of(target)
    if one == other:
        return domain.endswith(".con") and target.endswith(".com")
    return len(other) > 3 and spelling_distance(domain, target) <= (1 if len(other) < 6 else 2)


def _credit(claim: Claim) -> bool:
    if own_domain(claim.domain, claim.setting):
        return False
    if claim.setting.domains and _MAKER.search(label_of(claim.domain or claim.host)):
        return True
    return any(_CREDIT.search(place.before[-90:]) or _credited_after(place) for place in claim.places)


def _credited_after(place: Found) -> bool:
    _, _, after = place.around.lower().partition(place.address)
    return _CREDIT_AFTER.search(after[:40]) is not None


def _other_brand(claim: Claim) -> bool:
    if own_domain(claim.domain, claim.setting):
        return False
    if all(place.zone in _QUOTED_ZONES for place in claim.places):
        return True
    if claim.domain in claim.setting.tables.freemail:
        return not any(_prominent(place) for place in claim.places)
    if not claim.setting.domains:
        return False
    return not any(_said_to_be_theirs(place) for place in claim.places)


def _prominent(place: Found) -> bool:
    """Freemail counts where the shop itself gives it: linked, in the structured data, footer, contact or imprint."""
    return (
        place.way in {"mailto", "jsonld", "attribute"}
        or place.zone == "footer"
        or place.doc.kind in {"contact", "imprint", "about", "home"}
        or _OURS.search(place.before[-80:]) is not None
    ) and place.zone not in _QUOTED_ZONES


def _said_to_be_theirs(place: Found) -> bool:
    if place.zone in _QUOTED_ZONES or _THIRD.search(place.before[-100:]):
        return False
    if place.way == "jsonld":
        return (
            re.search(r"organi[sz]ation|store|business|brand|corporation|contactpoint", place.before, re.I) is not None
        )
    *_, earlier, beside = ("", *place.before.split("|"))
    sentences = [one for one in re.split(r"[.!?]\s", (beside.strip() or earlier)[-60:]) if one.strip()]
    words = sentences[-1] if sentences else ""
    if place.zone == "footer" or place.doc.kind in {"contact", "imprint"}:
        return _OURS.search(words) is not None
    return place.doc.kind == "home" and _OURSELVES.search(words) is not None


def _only_policy(claim: Claim) -> bool:
    """An address given on the privacy or terms page alone, under another name's domain, is a processor's."""
    return not own_domain(claim.domain, claim.setting) and all(place.doc.kind == "policy" for place in claim.places)


def _invisible(claim: Claim) -> bool:
    return all(place.zone == "hidden" and place.way == "text" for place in claim.places)


def _refused(claim: Claim) -> bool:
    return any(claim.setting.refusing(place) for place in claim.places)


Rule = Callable[[Claim], bool]

RULES: tuple[tuple[str, Rule], ...] = (
    ("placeholder", _placeholder),
    ("rot13", _rot13),
    ("never-role", _never_role),
    ("platform", _platform),
    ("vendor", _vendor),
    ("agency-credit", _credit),
    ("typo-twin", _typo_twin),
    ("other-brand", _other_brand),
    ("other-brand", _only_policy),
    ("invisible", _invisible),
    ("refusal", _refused),
)
"""The rules in their order; ``no-reply`` addresses fall under ``never-role``."""
