"""Who is to be made: how many firms of which kind, in which country, reachable how. Chance only mixes the columns."""

from dataclasses import dataclass

from leadwright.world.dice import Dice
from leadwright.world.refusals import BEHAVIOURS, CATALOGUE


@dataclass(frozen=True, slots=True)
class Slot:
    """What is decided of a firm before it has a name."""

    kind: str
    platform: str | None
    country: str
    reach: str
    how: str = ""  # the way an address is published or hidden, or how a site is broken
    behaviour: str = "silent"
    sole_trader: bool = False
    planted: str = ""  # the kind of refusal that it is made for


# The recipient's country decides: here a company's generic address may be written to ...
_SEND = ("US " * 14 + "GB " * 6 + "IE IE FR FR FR FR BE SE SE SE FI FI NO AU AU AU NZ JP IN").split()
# ... here a person must look first (ZZ: the site tells no country) ...
_HOLD = ["CA", "CA", "ZZ", "ZZ"]
# ... and here never; "sole" is a British sole trader, an individual subscriber (PECR 2003 reg. 22).
_BLOCK = ["DE", "DE", "AT IT", "ES PL", "NL", "sole", "sole"]
_REFUSED = {
    "CA": "needs-person", "ZZ": "country-unknown", "sole": "sole-trader",
    **dict.fromkeys(("DE", "AT IT", "ES PL", "NL"), "country-blocked"),
}  # fmt: skip

_BEHAVIOURS = (
    "yes " * 6 + "question " * 4 + "no " * 4 + "stop " * 3 + "stop_click " * 2 + "away " * 3 + "colleague " * 2
    + "hard_bounce " * 3 + "late_bounce " + "soft_bounce " * 2 + "full " + "ack " * 2
).split()  # fmt: skip

_KINDS = {
    "shopify": ("shop", "shopify"), "woo": ("shop", "woocommerce"), "seller": ("seller", "etsy"),
    "agency": ("agency", None), "brand": ("brand", "shopify"), "tool": ("tool", None), "other": ("other", None),
}  # fmt: skip
_MAIL_KINDS = ["shopify"] * 16 + ["woo"] * 11 + ["agency"] * 11 + ["brand"] * 6 + ["seller"] * 6
_OTHER_KINDS = ["shopify"] * 10 + ["woo"] * 7 + ["agency"] * 3 + ["brand"] * 3

# way@where: how an address stands on a site, and on which page.
WAYS = (
    "mailto@footer", "text@contact", "jsonld@home", "entity@contact", "mailto20@contact", "mailto@about",
    "text@imprint", "mailto@imprint", "mailto@contact", "text@footer", "text@about",
)  # fmt: skip

# how country: firms whose only address is at a domain that takes no mail
_NO_MAIL = "gone US|null GB"

# reach how country
_UNREACHED = """
form form US|form form GB|hidden cloudflare US|hidden rot13 SE|hidden image FR|hidden words AU
placeholder input US|placeholder text NL|refused text JP|refused mailto FR|refused text GB
robots disallow US|robots 503 DE|robots 403 IE|dead 404 US|dead 500 GB|dead unknown ES
hostile loop US|hostile endless GB|hostile line SE|hostile drip US|hostile binary IT|hostile bomb US
"""
_DROPPED = """
tool mail US|tool mail GB|other mail US|other mail FR|tool dead:refused US|other hostile:challenge US
tool hostile:loopback US|tool hostile:metadata GB
"""


def draw_roster(dice: Dice) -> tuple[Slot, ...]:
    """Decide who is made, in a drawn order: those who can be written to, those who cannot, and those of no interest.

    Those who are made for one kind of refusal each come last.
    """
    slots = _mailable(dice) + _unreached(dice) + _dropped()
    return (*dice.roll("roster").shuffled(slots), *_no_mail(), *_planted())


def _mailable(dice: Dice) -> list[Slot]:
    kinds = dice.roll("roster", "kinds").shuffled(_MAIL_KINDS)
    behaviours = dice.roll("roster", "behaviours").shuffled(_BEHAVIOURS + ["silent"] * (len(_SEND) - len(_BEHAVIOURS)))
    ways = [way for turn in range(5) for way in dice.roll("roster", "ways", str(turn)).shuffled(WAYS)]
    slots = []
    for index, wanted in enumerate(_SEND + _HOLD + _BLOCK):
        sole = wanted == "sole"
        country = "GB" if sole else dice.roll("roster", "country", str(index)).choice(wanted.split())
        behaviour = behaviours[index] if index < len(_SEND) else "silent"
        kind, platform = _KINDS[kinds[index]]
        planted = _REFUSED.get(wanted, BEHAVIOURS.get(behaviour, ""))
        slots.append(Slot(kind, platform, country, "mail", ways[index], behaviour, sole, planted))
    return slots


def _unreached(dice: Dice) -> list[Slot]:
    kinds = dice.roll("roster", "unreached").shuffled(_OTHER_KINDS)
    slots = [Slot("seller", "etsy", "GB", "none", "market", planted="none-market")]
    rows = [row.split() for row in _UNREACHED.replace("\n", "|").split("|") if row]
    for (reach, how, country), drawn in zip(rows, kinds, strict=True):
        kind, platform = _KINDS[drawn]
        slots.append(Slot(kind, platform, country, reach, how, planted=f"{reach}-{how}"))
    return slots


def _no_mail() -> list[Slot]:
    rows = (row.split() for row in _NO_MAIL.split("|"))
    return [Slot("shop", "shopify", country, "nomail", how, planted=f"nomail-{how}") for how, country in rows]


def _planted() -> list[Slot]:
    slots = []
    for one in CATALOGUE.values():
        if one.firm:
            drawn, country, reach, how, behaviour = one.firm.split()
            kind, platform = _KINDS[drawn]
            slots.append(Slot(kind, platform, country, reach, how, behaviour, planted=one.key))
    return slots


def _dropped() -> list[Slot]:
    slots = []
    for kind, told, country in (row.split() for row in _DROPPED.replace("\n", "|").split("|") if row):
        reach, _, how = told.partition(":")
        planted = f"{reach}-{how}" if how else "not-ours"
        slots.append(Slot(kind, None, country, reach, how or "mailto@footer", planted=planted))
    return slots
