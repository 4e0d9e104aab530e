"""The person a letter may greet: named on the site as its owner or founder."""

import re
from collections.abc import Sequence

from leadwright.domain.evidence import Fact
from leadwright.domain.rules import Tables
from leadwright.reading.names import plain_name
from leadwright.reading.page import Doc, squeezed

_FIRM_WORDS = frozenset(
    {
        "group", "studio", "company", "the", "our", "ltd", "limited", "gmbh", "inc", "llc",
        "team", "holding", "and",
        "brands", "capital", "partners", "shop", "store", "agency", "foundation", "association", "family",
    }
)  # fmt: skip
_NAME = r"([A-ZÀ-ÞŁŚŻ][\w'’-]{1,20}(?:\s[A-ZÀ-ÞŁŚŻ][\w'’.-]{0,20}){1,2})"
_PERSON = re.compile(
    rf"""(?:\b(?i:owner|founder|co-founder|proprietor|managing\sdirector|director|ceo|inhaber(?:in)?|vertreten\sdurch
    |geschäftsführer(?:in)?|gérante?|fondat(?:eur|rice)|titolare|propietari[ao]|eigena(?:ar|resse)|zaakvoerder|ägare
    |grundare|innehaver|daglig\sleder|omistaja|perustaja|(?:run|founded|started|owned)\sby|fondée?\spar|prowadzi|gegründet\svon|opgericht\sdoor|grundades\sav|perusti|i'?m|my\sname\sis|mein\sname\sist
    |je\sm'appelle)\b[:,]?\s{{0,3}}){_NAME}""",
    re.VERBOSE,
)


def person_of(docs: Sequence[Doc], tables: Tables) -> Fact | None:
    """Find the person a letter may greet: named as owner or founder, with a first name that we know as one."""
    for doc in sorted(docs, key=lambda one: {"imprint": 0, "about": 1, "contact": 2}.get(one.kind, 3)):
        for thing in doc.things:
            for key in ("founder", "founders"):
                one = thing.get(key)
                one = one[0] if isinstance(one, list) and one else one
                name = squeezed(str(one.get("name") or "")) if isinstance(one, dict) else ""
                if name and name.split()[0].lower() in tables.persons:
                    return Fact(name[:80], doc.evidence(f"{key} {name}", way="jsonld"))
        for block in doc.blocks:
            if block.zone in {"quote", "cookie", "promo", "form", "nav"} or len(block.text) > 3000:
                continue
            match = _PERSON.search(block.text)
            if match and _is_name(match.group(1), tables):
                around = block.text[max(0, match.start() - 100) : match.end() + 100]
                return Fact(squeezed(match.group(1)).rstrip("."), doc.evidence(around), 0.8)
    return None


def _is_name(said: str, tables: Tables) -> bool:
    """Say whether two or three capitalised words name a person: a first name that we know, or no word of a firm."""
    words = [plain_name(word) for word in said.split()]
    return words[0] in tables.persons or not any(word in _FIRM_WORDS for word in words)
