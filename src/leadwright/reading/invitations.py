"""Who asks in public to be written to: "write me at ..." in a post that asks for help, with the address beside it.

Strict, because it is read as consent: the post must ask for help or want to hire, the invitation and the address stand
in one sentence, and nothing in the post turns offers away. An address that has to be put together is none, and so is
that of another business: nobody consents for somebody else.
"""

import hashlib
import re

from leadwright.domain.brand import brand_of
from leadwright.domain.evidence import SNIPPET_LENGTH, Evidence
from leadwright.domain.lead import Address, Invitation, Sighting
from leadwright.domain.rules import Tables
from leadwright.reading.stated import kind_and_desk, why_nobodys

LOOKED_AT = 5_000  # characters of a post
NEAR = 60  # characters between the invitation and the address
ASKING = frozenset({"help", "hiring"})
SCOPE = "what they ask for in their post"

_ADDRESS = r"(?<![\w.+@-])(?P<address>[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,4}[a-z]{2,24})(?![\w@-])"
_INVITING = (
    r"\b(?:write|e-?mail|mail|message|contact|reach|ping)(?: out)?(?: to)? (?:me|us)\b",
    r"\b(?:drop|shoot|send) (?:me|us) (?:an? )?(?:line|note|e-?mail|mail|message)\b",
    r"\bget in touch(?: with (?:me|us))?\b",
    r"\bmy (?:e-?mail|inbox|address)(?: is|:)",
    r"\b(?:schreib\w{0,3}|mail\w{0,3}|melde\w{0,2})(?: sie)? (?:mir|uns|sich|dich|euch)\b",
    r"\b(?:écri(?:vez|s|re)|contacte[zr]?)[- ](?:moi|nous)\b",
    r"\b(?:escr[ií]b(?:e|a|an|id)(?:me|nos)|cont[aá]ct(?:a|en|ad)(?:me|nos))\b",
    r"\b(?:scriv(?:imi|eteci|etemi|ici)|contatta(?:mi|temi|teci))\b",
    r"\b(?:mail|schrijf|stuur)(?: een)?(?: (?:mail|bericht))? (?:me|mij|ons|naar)\b",
    r"(?:пишите|напишите|пиши)(?: (?:мне|нам|на|на почту))?",
)
_INVITATION = re.compile(rf"(?:{'|'.join(_INVITING)})[^\n.!?]{{0,{NEAR}}}?{_ADDRESS}", re.IGNORECASE)
_ANY = re.compile(_ADDRESS, re.IGNORECASE)
_REFUSING = re.compile(
    r"\b(?:no|not|don'?t|do not|please no|without)\b[^\n.!?]{0,40}\b(?:agenc\w+|recruiters?|pitch\w*|offers?|spam|"
    r"solicit\w*|cold|sales|vendors?|advert\w*|promot\w*|e-?mail|mail|write|contact)\b|"
    r"\b(?:keine?|nicht|pas de|aucun\w?|sin|nada de|niente|geen)\b[^\n.!?]{0,30}\b(?:werbung|angebote|agentur\w*|"
    r"pub\w*|agences?|démarchage|agencias?|publicidad|ofertas|agenzie|pubblicità|reclame|bureaus?|mails?|schreiben|écri\w*)\b|"
    r"(?:без|не)\s[^\n.!?]{0,30}(?:рекламы|агентств|пишите|предлагать|спама)",
    re.IGNORECASE,
)


def invitation_in(sighting: Sighting, tables: Tables) -> Invitation | None:
    """Give the invitation of a post; None where it makes none, or where it might be another's address."""
    if not ASKING & set(sighting.said) or sighting.terms not in {"open", "permission"}:
        return None
    text = f"{sighting.title}\n{sighting.text}"[:LOOKED_AT].replace("’", "'")
    found = list(_INVITATION.finditer(text))
    if not found or len({one[0].lower() for one in _ANY.finditer(text)}) != 1 or _REFUSING.search(text):
        return None
    address = found[0]["address"].lower()
    if not _may_be_theirs(address, sighting.site, tables):
        return None
    words = " ".join(found[0][0].split())[:SNIPPET_LENGTH]
    return Invitation(address, words, sighting.at, "post", f"{SCOPE}: {sighting.title}"[:200])


def _may_be_theirs(address: str, site: str | None, tables: Tables) -> bool:
    """Say whether an address is at the domain of the site that the post names, or at a mail provider."""
    domain = tables.registrable(address.rpartition("@")[2])
    return domain in tables.freemail or (site is not None and domain is not None and brand_of(site, tables) == domain)


def invited(sighting: Sighting, domains: tuple[str, ...], tables: Tables) -> tuple[Address, ...]:
    """Give the address of an invitation as a site's own addresses are given; none where it can be no contact."""
    asked = sighting.invitation
    if asked is None or why_nobodys(asked.address, domains, tables):
        return ()
    proof = Evidence(
        url=sighting.url,
        at=asked.at if asked.way == "csv" else sighting.seen,  # the day that the letter names
        sha256=hashlib.sha256(f"{sighting.title}\n{sighting.text}".encode("utf-8", "replace")).hexdigest(),
        snippet=asked.words,
        way=asked.way,
        robots="person" if asked.way == "csv" else "allowed",
    )
    kind, desk = kind_and_desk(asked.address, domains, tables)
    return (Address(asked.address, usable=True, why="invited", rank=0, evidence=proof, kind=kind, desk=desk),)
