"""What large mail providers themselves say about addresses that reach the same mailbox.

Each rule is the provider's own, published in its help pages: Gmail ("dots don't matter in Gmail addresses", and
googlemail.com is gmail.com), Proton (dots, hyphens and underscores are ignored; one name is one account at all its
domains), Apple (me.com, mac.com and icloud.com are one account), Yahoo (disposable addresses ``name-tag``; a name
itself has no hyphen), Fastmail (``tag@name.fastmail.com``), Yandex (a dot is a hyphen; one name at all its domains).
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

Rule = Callable[[str], str]
"""From a local part, in lower case and without plus-tag, to what the provider makes of it."""


def as_it_is(local: str) -> str:
    """Change nothing."""
    return local


def no_dots(local: str) -> str:
    """Gmail."""
    return local.replace(".", "")


def no_marks(local: str) -> str:
    """Proton."""
    return local.translate(MARKS)


def hyphens(local: str) -> str:
    """Yandex."""
    return local.replace(".", "-")


def before_hyphen(local: str) -> str:
    """Yahoo."""
    return local.partition("-")[0] or local


MARKS = str.maketrans("", "", ".-_")
OWN: Mapping[str, tuple[str, Rule]] = MappingProxyType(  # domain -> the provider's one domain, and its rule
    dict.fromkeys(("gmail.com", "googlemail.com"), ("gmail.com", no_dots))
    | dict.fromkeys(("proton.me", "protonmail.com", "protonmail.ch", "pm.me"), ("proton.me", no_marks))
    | dict.fromkeys(("icloud.com", "me.com", "mac.com"), ("icloud.com", as_it_is))
    | dict.fromkeys(("yandex.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua", "ya.ru"), ("yandex.ru", hyphens))
    | {domain: (domain, before_hyphen) for domain in ("ymail.com", "rocketmail.com")}
)
SUBDOMAINS = ("fastmail.com", "fastmail.fm")
YAHOO = "yahoo."  # yahoo.com, yahoo.co.uk, yahoo.co.jp ...


def homes_of(home: str) -> frozenset[str]:
    """Give the domains by which a mailbox at a home may be written: those of its provider, and the home itself."""
    return frozenset({home, *(domain for domain, (one, _) in OWN.items() if one == home)})


def at_provider(local: str, domain: str) -> tuple[str, str]:
    """Give local part and domain of the mailbox that an address reaches by its provider's rules."""
    if domain in OWN:
        home, rule = OWN[domain]
        return rule(local), home
    if domain.startswith(YAHOO):
        return before_hyphen(local), domain
    name, _, home = domain.partition(".")
    return (name, home) if home in SUBDOMAINS else (local, domain)
