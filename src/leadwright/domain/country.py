"""Which country a business is in, from the signs that were read of it: one strong sign, or two weak ones that agree.

Strong signs must agree with each other. One alone must also agree with the country of the domain, and not be against
two other weak signs that agree with each other; apart from that, weak signs (currency, language, shipping) speak of
customers as well and only choose among what the strong ones leave open. Two kinds for one thing, such as ``tld`` and
``cctld``, are one sign. What a person looked up goes before all.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from leadwright.domain.case import Sign
from leadwright.domain.law import Law, code_of

CONFLICT, NOTHING = "country-conflict", "country-unknown"
PERSON, PHONE, DOMAIN = "person", "phone", "tld"

Codes = frozenset[str]


def country_of(signs: Sequence[Sign], law: Law) -> tuple[str | None, str, str]:
    """Give the country; or None, with the code of the doubt and its words."""
    strong, weak = _sorted(signs, law)
    if person := strong.get(PERSON):
        strong, weak = {PERSON: person}, {}
    if not strong:
        return _by_weak(weak)
    left = frozenset.intersection(*(one for all_ in strong.values() for one in all_))
    if not left or (len(strong) == 1 and _against(left, weak)):
        seen = [*(one for all_ in strong.values() for one in all_), *weak.values()]
        return None, CONFLICT, f"Signs of {_listed(seen)}."
    for kind in _order(law):
        left = left & weak.get(kind, left) or left
    return _only(left)


def _sorted(signs: Sequence[Sign], law: Law) -> tuple[dict[str, list[Codes]], dict[str, Codes]]:
    """Give the strong signs by what they are, all of each, and the weak ones that tell something."""
    strong: dict[str, list[Codes]] = {}
    weak: dict[str, Codes] = {}
    for sign in signs:
        codes = frozenset(map(code_of, sign.country.split("/"))) & law.codes
        kind = law.strong.get(sign.kind)
        if kind == PHONE and codes & law.shared_prefix:
            weak[PHONE] = weak.get(PHONE, frozenset()) | codes
        elif kind and codes:
            strong.setdefault(kind, []).append(codes)
        elif sign.kind in law.weak and codes:
            kind = law.weak[sign.kind]
            weak[kind] = weak.get(kind, frozenset()) | codes
    return strong, {kind: codes for kind, codes in weak.items() if len(codes) <= law.few}


def _against(left: Codes, weak: Mapping[str, Codes]) -> bool:
    """Say whether weak signs outweigh one strong one: the domain alone, or two others of one other country."""
    others = [codes for codes in weak.values() if not codes & left]
    return weak.get(DOMAIN) in others or any(one & another for one, another in combinations(others, 2))


def _by_weak(weak: Mapping[str, Codes]) -> tuple[str | None, str, str]:
    left = frozenset.intersection(*weak.values()) if weak else frozenset()
    if weak and not left:
        return None, CONFLICT, f"Weak signs of {_listed(weak.values())}."
    if len(weak) < 2:
        return None, NOTHING, "No country evidence: one strong sign or two weak ones."
    return _only(left)


def _only(left: Codes) -> tuple[str | None, str, str]:
    if len(left) > 1:
        return None, NOTHING, f"It may be {_listed([left])}."
    return next(iter(left)), "", ""


def _order(law: Law) -> Iterable[str]:
    """Name the weak signs, the likeliest to tell one country first."""
    kinds = list(dict.fromkeys(law.weak.values()))
    return (*kinds[:1], PHONE, *kinds[1:])


def _listed(seen: Iterable[Codes]) -> str:
    return ", ".join(sorted(frozenset().union(*seen)))
