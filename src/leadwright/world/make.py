"""Makes a world from a seed: the firms with all that a careful person would find on their sites, and the posts."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from leadwright.world.dice import Dice, Roll
from leadwright.world.niches import NICHES, PLANTED_STEMS, STEMS, Niche
from leadwright.world.places import PLACES, Place, draw_name, fill
from leadwright.world.plants import plant, settle
from leadwright.world.posts import draw_posts
from leadwright.world.refusals import has_firm
from leadwright.world.roster import Slot, draw_roster
from leadwright.world.traps import draw_dead, draw_traps, market_path
from leadwright.world.truth import Business, Made, Person, Ware
from leadwright.world.words import read_words

# What one euro is worth, roughly: prices should look at home in their country.
_RATES = {
    "USD": 1.1,
    "GBP": 0.85,
    "SEK": 11,
    "NOK": 11,
    "AUD": 1.6,
    "NZD": 1.7,
    "JPY": 160,
    "INR": 90,
    "CAD": 1.5,
    "PLN": 4,
}
_GENERIC = {
    "en": "hello hello info contact team shop sales support",
    "fr": "contact info", "sv": "info kontakt", "fi": "info myynti",
    "de": "info kontakt", "es": "hola info", "it": "info", "nl": "info", "ja": "info contact", "pl": "kontakt info",
}  # fmt: skip
_TRADES = {
    "agency": ("Commerce", "Studio", "Growth Partners", "Digital"), "tool": ("Stock Counter", "Forms", "Analytics App"),
    "other": ("Gazette", "Travel Notes", "Weekly"),
}  # fmt: skip
_LETTERS = str.maketrans({"&": " and ", "ø": "o", "ł": "l", "Ł": "l", "ß": "ss", "å": "a", "ä": "a", "ö": "o"})


def make_world(seed: int, start: datetime, days: int = 14) -> Made:
    """Make the world of ``seed`` that begins at ``start`` (aware, UTC) and runs for ``days``."""
    dice = Dice(seed)
    stems, planted = _shuffled(STEMS, dice, "stems"), _shuffled(PLANTED_STEMS, dice, "planted stems")
    businesses = []
    for index, slot in enumerate(draw_roster(dice)):
        language = PLACES[slot.country].languages[0]
        stem = (planted if has_firm(slot.planted) else stems)[language].pop()
        businesses.append(_business(slot, stem, dice.roll("business", str(index)), start))
    businesses = sorted(settle(businesses), key=lambda business: business.key)
    return Made(seed, start, days, tuple(businesses), draw_posts(businesses, dice, start, days=days))


def _shuffled(stems: Mapping[str, Sequence[str]], dice: Dice, name: str) -> dict[str, list[str]]:
    return {language: dice.roll(name, language).shuffled(words) for language, words in stems.items()}


def slug_of(name: str) -> str:
    """Write ``name`` as a host label: ASCII, lower case, hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]{1,40}", "-", plain).strip("-")


def _business(slot: Slot, stem: str, roll: Roll, start: datetime) -> Business:
    place = PLACES[slot.country]
    language = place.languages[0]
    niche = roll.choice(NICHES[language])
    latin, _, written = stem.partition(":")
    trade = roll.choice(_TRADES.get(slot.kind, niche.trade))
    company = f"{written}{trade}" if written else f"{latin.replace('&', ' & ')} {trade}"
    slug = slug_of(latin if written else company)
    domain = f"{slug}.test"
    facts = _facts(slot, place, company, roll)
    owner = draw_name(language, roll)
    address = _address(slot, place, domain, owner, roll=roll)
    habits = {} if has_firm(slot.planted) else _habits(slot, roll)
    trapped = draw_traps(slot, domain, address, roll, poison="poison" in habits)
    named = address.partition("@")[0] == slug_of(owner.split(maxsplit=1)[0])
    # Australia's act allows a person's address only where the page ties the person to the business (Sch. 2 cl. 4)
    shown = roll.random() < 0.6 or (named and slot.country == "AU") or slot.sole_trader
    extra = facts | trapped.extra | habits | {"how": slot.how, "slug": slug, "phrase": niche.phrase}
    if shown:
        extra["owner"] = owner
    if slot.kind == "brand":
        extra["headless"] = "1"
    if slot.sole_trader:
        extra["sole_trader"] = "1"
    key = market_path(slug) if slot.how == "market" else domain
    form = "" if slot.sole_trader else roll.choice(place.forms)
    usable = address if slot.reach == "mail" else None
    aliases = _aliases(slot, slug, roll)
    made = Business(
        key=key,
        site=_site(slot, key, slug, aliases, roll=roll),
        kind="shop" if slot.kind == "brand" else slot.kind,
        company=company,
        country=slot.country,
        language=language,
        reach=slot.reach,
        gate="block" if slot.sole_trader else place.gate,
        fits=slot.kind not in ("tool", "other"),
        platform=slot.platform,
        legal_name=_legal_name(company, form) if form else None,
        legal_form=form or None,
        contact_name=owner if shown and slot.reach == "mail" else None,
        address=usable,
        published=_published(usable, domain, extra, roll),
        traps=trapped.addresses,
        hero=_hero(slot, company, niche, facts, roll=roll, language=language),
        niche=niche.key if slot.kind in ("shop", "seller", "brand") else None,
        wares=_wares(slot, niche, place, slug, roll=roll),
        person=_person(slot, owner, usable, roll, start=start) if usable else None,
        aliases=aliases,
        dead=draw_dead(slot, domain, address, roll, extra=extra),
        planted=slot.planted,
        extra=extra,
    )
    return plant(made, slug_of(owner).replace("-", "."))


def _facts(slot: Slot, place: Place, company: str, roll: Roll) -> dict[str, str]:
    """Draw what an imprint says; nothing where the country must stay unknown."""
    year = str(roll.randint(2009, 2023))
    if not place.pattern:
        return {"year": year, "company": company}
    post, city = roll.choice(place.cities)
    postal = place.pattern.format(
        n=roll.randint(2, 88), street=roll.choice(place.streets), post=post, city=city, country=place.name
    )
    printed = () if slot.sole_trader else place.numbers
    numbers = " · ".join(fill(number.format(city=city) if "{" in number else number, roll) for number in printed)
    return {"year": year, "company": company, "city": city, "postal": postal, "phone": fill(place.phone, roll),
            "numbers": numbers}  # fmt: skip


def _legal_name(company: str, form: str) -> str:
    return f"{form}{company}" if form.endswith("会社") else f"{company} {form}"


def _address(slot: Slot, place: Place, domain: str, owner: str, *, roll: Roll) -> str:
    """Draw the address of a firm; a person's own only where the law allows to write to one."""
    if slot.country in ("US", "AU") and roll.random() < 0.25:
        return f"{slug_of(owner.split(maxsplit=1)[0])}@{domain}"
    if slot.country == "NO":
        return f"post@{domain}"
    return f"{roll.choice(_GENERIC[place.languages[0]].split())}@{domain}"


def _published(address: str | None, domain: str, extra: dict[str, str], roll: Roll) -> tuple[str, ...]:
    if not address:
        return ()
    second = f"wholesale@{domain}"
    if roll.random() < 0.2:
        extra["second"] = second
        return (address, second)
    return (address,)


def _habits(slot: Slot, roll: Roll) -> dict[str, str]:
    """Draw what makes a site slow, patient or odd without making it useless."""
    habits = {"www": "1"} if roll.random() < 0.15 else {}
    if roll.random() < 0.25:
        habits["welcome"] = "1"
    if slot.reach == "mail":
        chance = roll.random()
        if chance < 0.06:
            habits["slow"] = "0.3"
        elif chance < 0.12:
            habits["crawl_delay"] = roll.choice(("2", "5"))
        elif chance < 0.18:
            habits["poison"] = "1"
        elif chance < 0.28:
            habits["json_escape"] = "1"
    return habits


def _aliases(slot: Slot, slug: str, roll: Roll) -> tuple[str, ...]:
    if slot.kind == "seller":
        return (market_path(slug),) if slot.reach == "mail" else ()
    return (f"{slug.replace('-', '')}shop.test",) if slot.reach == "mail" and roll.random() < 0.12 else ()


def _site(slot: Slot, key: str, slug: str, aliases: tuple[str, ...], *, roll: Roll) -> str:
    """Choose the URL that posts give: of a seller half the time the page on the marketplace."""
    if slot.kind == "seller" and aliases and roll.random() < 0.5:
        return f"http://{market_path(slug)}"
    return f"http://{key}" if slot.how == "market" else f"http://{key}/"


def _hero(slot: Slot, company: str, niche: Niche, facts: dict[str, str], *, roll: Roll, language: str) -> str | None:
    if slot.kind in ("tool", "other"):
        return None
    patterns = read_words("phrases")[language]["hero_agency" if slot.kind == "agency" else "hero"]
    usable = [pattern for pattern in patterns if "city" in facts or "{city}" not in pattern]
    hero: str = roll.choice(usable).format(
        company=company, phrase=niche.phrase, city=facts.get("city", ""), year=facts["year"]
    )
    return hero[0].upper() + hero[1:]


def _wares(slot: Slot, niche: Niche, place: Place, slug: str, *, roll: Roll) -> tuple[Ware, ...]:
    if slot.kind not in ("shop", "seller", "brand"):
        return ()
    folder = "product" if slot.platform == "woocommerce" else "products"
    wares: list[Ware] = []
    lines = roll.shuffled(("Alba", "Nord", "Luma", "Terra", "Onda", "Vega", "Mira", "Sol"))
    for number in range(roll.randint(4, 8)):
        noun, line = niche.nouns[number % len(niche.nouns)], lines[number]
        name = f"{noun} {line}"
        euros = roll.uniform(niche.low, niche.high)
        path = f"/{folder}/{slug_of(name)}-{number + 1}"
        price = _price(euros * _RATES.get(place.currency, 1), place.currency)
        wares.append(Ware(name, path, price, place.currency, f"{slug[:3].upper()}-{100 + number}"))
    return tuple(wares)


def _price(amount: float, currency: str) -> Decimal:
    """Round as shops do: yen have no cents, big kronor and rupees end in 9, the rest in .00, .50 or .90."""
    whole = max(2, int(amount))
    if currency == "JPY":
        return Decimal(whole // 10 * 10)
    if currency in ("SEK", "NOK", "INR"):
        return Decimal(whole // 10 * 10 + 9).quantize(Decimal("0.01"))
    return Decimal(whole) + Decimal(("0.00", "0.50", "0.90")[whole % 3])


def _person(slot: Slot, name: str, address: str, roll: Roll, *, start: datetime) -> Person:
    colleague = None
    if slot.behaviour == "colleague":
        local, _, domain = address.partition("@")
        colleague = f"{'office' if local != 'office' else 'team'}@{domain}"
    back = (start + timedelta(days=roll.randint(5, 11))).date() if slot.behaviour == "away" else None
    hours = timedelta(minutes=roll.randint(60, 1800))
    return Person(name, address, slot.behaviour, hours, back, colleague)
