"""Makes an ordinary firm into one that refuses in its own way, as ``refusals.CATALOGUE`` says."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from leadwright.world.refusals import CATALOGUE, PARTNERS, has_firm
from leadwright.world.truth import Business
from leadwright.world.words import read_words

CUSTOMER = "marlene.k.1971@gmail.com"
VENDOR = "support@klaviyo.com"
STOCKIST = "info@corner-stockist.test"
NO_TRANSFER = "We will not give, sell or otherwise transfer any e-mail address of this website to any other party."
TURNS = {
    "page-gone": "gone", "address-vanished": "vanished", "refusal-later": "refusal", "page-closed": "closed",
    "page-silent": "silent",
}  # fmt: skip
_GERMAN = "+49 30 23125 ###"

Made = Callable[[Business, str], Business]


def plant(business: Business, local: str) -> Business:
    """Give the firm as its kind of refusal wants it; ``local`` is what its owner's own address begins with."""
    if not has_firm(business.planted):
        return business
    one = CATALOGUE[business.planted]
    changed = replace(_plain(business), gate=one.law or business.gate)
    if one.key in TURNS:
        changed = _told(changed, turn=TURNS[one.key])
    return _MAKERS.get(one.key, _as_it_is)(changed, local)


def settle(businesses: Sequence[Business]) -> list[Business]:
    """Give a firm that shares its business with another what the two have in common."""
    by_plant = {business.planted: business for business in businesses}
    return [
        _twin(business, by_plant[PARTNERS[business.planted]]) if business.planted in PARTNERS else business
        for business in businesses
    ]


def permanent_of(business: Business) -> str:
    """Name a shop's own host at its platform: its digest keeps it from being anybody's."""
    digest = hashlib.sha256(business.key.encode()).hexdigest()
    return f"{business.extra['slug'][:20]}-{digest[:8]}.myshopify.com"


def _plain(business: Business) -> Business:
    """Leave out what an ordinary firm has by chance, so that nothing but its refusal tells."""
    extra = {name: value for name, value in business.extra.items() if name != "second"} | {"early": "1"}
    published = (business.address,) if business.address else ()
    return replace(business, aliases=(), dead=(), published=published, site=f"http://{business.key}/", extra=extra)


def _told(business: Business, **facts: str) -> Business:
    return replace(business, extra={**business.extra, **facts})


def _at(business: Business, local: str) -> Business:
    """Let it publish another address, of its domain where none is named."""
    address = local if "@" in local else f"{local}@{business.key}"
    person = replace(business.person, address=address) if business.person else None
    return replace(business, address=address, published=(address,), person=person)


def _as_it_is(business: Business, local: str) -> Business:  # noqa: ARG001  # the slot has said all of it
    return business


def _stranger(business: Business, local: str) -> Business:  # noqa: ARG001  # nobody's own
    """Show nothing but addresses that must never be used."""
    how = business.extra["how"]
    extra = {name: value for name, value in business.extra.items() if not name.startswith("trap_")}
    shown = {
        "role": {"privacy": f"privacy@{business.key}", "noreply": f"noreply@{business.key}"},
        "vendor": {"vendor": VENDOR},
        "theme": {"theme": "hello@pixelforge-themes.test"},
        "foreign": {"foreign": STOCKIST},
        "customer": {"customer": CUSTOMER},
        "typo": {"typo": business.extra["twin_address"]},
        "invisible": {"invisible": f"info@{business.key}"},
    }[how]
    told = {f"trap_{kind}": address for kind, address in shown.items()}
    return replace(business, traps=tuple(shown.values()), extra=extra | told)


def _named(business: Business, local: str) -> Business:
    """Publish a person's own address, and nobody's name."""
    extra = {name: value for name, value in business.extra.items() if name != "owner"}
    return replace(_at(business, local), contact_name=None, extra=extra)


def _conflict(business: Business, local: str) -> Business:  # noqa: ARG001  # any address
    return _told(business, phone=_GERMAN.replace("#", "7"))


def _formless(business: Business, local: str) -> Business:  # noqa: ARG001  # any address
    """Show no legal form, nor a number that only companies have."""
    return replace(_told(business, numbers=""), legal_form=None, legal_name=None)


def _refusing(business: Business, local: str) -> Business:  # noqa: ARG001  # any address
    return _told(business, notice=read_words("phrases")[business.language]["refusal"])


def _known_as(business: Business, local: str) -> Business:  # noqa: ARG001  # any address
    """Let it be seen under its host at the platform, too."""
    permanent = permanent_of(business)
    freemail = _at(business, f"{business.extra['slug'].replace('-', '.')}@gmail.com")
    return replace(_told(freemail, again="2", again_at=permanent), aliases=(permanent,))


def _late(days: str) -> Made:
    """Announce it only after so many days."""
    return lambda business, _: replace(
        business, extra={name: value for name, value in business.extra.items() if name != "early"} | {"late": days}
    )


def _twin(business: Business, partner: Business) -> Business:
    """Show the imprint of ``partner``, or where it is only the same person's their address."""
    if business.planted == "approached":
        return replace(_at(business, str(partner.address)), extra={**business.extra, "partner": partner.key})
    shared = {name: partner.extra[name] for name in ("postal", "phone", "numbers", "city") if name in partner.extra}
    changed = replace(business, legal_name=partner.legal_name, legal_form=partner.legal_form)
    return _told(changed, partner=partner.key, **shared)


_MAKERS: dict[str, Made] = {
    **dict.fromkeys(("role", "vendor", "credit", "other-brand", "customer", "typo-twin", "invisible"), _stranger),
    "noindex": lambda business, _: _told(business, noindex="1"),
    "refused-imprint": _refusing,
    "country-conflict": _conflict,
    "no-transfer": lambda business, _: _told(business, notice=NO_TRANSFER),
    "research": lambda business, _: _told(business, channel="research"),
    "manual": _named,
    "function": _named,
    "named": _named,
    "form-unknown": _formless,
    **dict.fromkeys(("erased", "stopped-again"), lambda business, _: _told(business, again="9")),
    "approached": _late("5"),
    "support": lambda business, _: _at(business, "support"),
    "myshopify": _known_as,
    "twin-stopped": _late("9"),
    "twin": _late("5"),
}
