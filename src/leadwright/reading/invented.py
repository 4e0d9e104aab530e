"""Addresses that nobody has: what stands in forms, themes and pictures of programs where an address should be.

Three signs, each enough: the words of the address (``name@example.com``, in many languages), its neighbours (a
telephone number that was never given out, a street in Anytown), and the place (a piece of code, a row of fields as in
a checkout, markup that calls itself a mock-up).
"""

import re

from leadwright.domain.brand import label_of
from leadwright.domain.rules import Tables
from leadwright.reading.addresses import Found

NEARBY = 6_000  # characters of markup before an address in which the elements around it begin
MOST_TAGS = 120  # of them
_EVERYBODY = frozenset({"email", "mail", "gmail", "test"})
_NOBODY = frozenset(
    {
        "you", "your", "name", "yourname", "youremail", "username", "user", "someone", "somebody", "firstname",
        "lastname", "firstnamelastname", "firstlast", "johndoe", "janedoe", "mustermann", "maxmustermann",
        "erikamustermann", "vornamenachname", "vornamename", "prenomnom", "nomecognome", "nombreapellido",
        "voornaamachternaam", "fornamnefternamn", "fornavnetternavn", "fornavnefternavn", "etunimisukunimi",
        "imienazwisko", "jmenoprijmeni", "deinname", "ihrname", "ihreemail", "votreemail", "votrenom", "tunombre",
        "tucorreo", "tuemail", "seunome", "seuemail", "tuaemail", "jouwnaam", "uwnaam", "emailaddress", "example",
        "exemple", "beispiel", "ejemplo", "esempio", "exemplo", "voorbeeld", "xxx", "xxxx", "xxxxx", "janedoes",
        "johnsmith123",
    }
)  # fmt: skip
_REPEATED = re.compile(r"(.)\1{2,30}")
_NEVER_GIVEN = re.compile(
    r"\b555[-. )]{1,2}555[-. ]?5555\b|\b123[-. )]{0,2}456[-. ]?789|\(123\) ?555|\b(?:000[-. ]){2}0000"
    r"|\b123 (?:street|fake|example|sample|demo|your)\b|\bany ?town\b|\bcity, ?state\b|\bcity town\b"
    r"|\blorem ipsum\b|\bdolor sit amet\b|\b(?:john|jane) doe\b|\bmustermann\b|\bmusterstra|\bmusterstadt\b"
    r"|\bacme (?:inc|corp|co|ltd|gmbh)\b|〇〇|山田 ?太郎",
    re.IGNORECASE,
)
_FIELD_BEFORE = re.compile(
    r"(?:^|\|)[\s|]{0,9}(?:your |work |deine? |ihre? |votre |tu |su )?(?:e-?mail(?:[- ]?(?:address|adresse?|"
    r"cím))?|correo(?: electrónico)?|"
    r"courriel|adresse e-?mail|to|from|an|von|user(?:name)?|login|customer|メールアドレス)\s{0,2}\*?:?[\s|]{0,9}$",
    re.IGNORECASE,
)
_FIELDS = re.compile(
    r"\bcard(?:holder)?(?: number|'s name| details| information)\b|\bname on card\b|\bcvc\b|\bcvv\b|\bmm ?/ ?yy|"
    r"\bexpir(?:y|ation) date\b"
    r"|\bshipping (?:information|method)\b|\bbilling (?:information|address)\b|\bpayment (?:method|details)\b|"
    r"\bsaved information\b"
    r"|\bpasswor[dt]\b|\bpasswort\b|\bmot de passe\b|\bcontraseña\b|\bwachtwoord\b|\blösenord\b|\bremember me\b|"
    r"\bverification code\b"
    r"|\benter the code\b|\bre-?send code\b|\border (?:summary|review)\b|\breview order\b|\bpay (?:now|[$€£]\d)|"
    r"\bkartennummer\b"
    r"|\bnuméro de carte\b|\bnúmero de tarjeta\b|\binvoice (?:#|no|number|to)|"
    r"\bamount due\b|\bcustomer since\b"
    r"|\b(?:role|status|last (?:seen|login|active|order))\s{0,2}[|:]",
    re.IGNORECASE,
)
_PICTURE = re.compile(
    r"(?:(?<![a-z])|(?-i:(?<=[a-z])(?=G)))graphics?(?![-_ ]?(?:design|shop|store|studio))|mock-?up|"
    r"illustration|(?<![a-z])screenshot|"
    r"(?<![a-z])playground|(?<![a-z])(?:fake|dummy|sample|example)s?(?![a-z])|"
    r"(?:browser|phone|device|laptop)[-_ ]?(?:frame|mock|window|preview|screen)|(?:app|ui)[-_ ]?(?:mock|preview)|"
    r"code-?(?:block|sample|snippet|example|window)|hero-?animation|live-?demo|demo-?(?:app|ui|window|data)",
    re.IGNORECASE,
)
_CLASS = re.compile(r"\bclass\s{0,3}=\s{0,3}(?:\"([^\"]{0,1000})|'([^']{0,1000})|([^\s\"'>]{1,300}))", re.IGNORECASE)
_FOLDED = re.compile(
    r"slide|swiper|carousel|menu|drawer|modal|nav|accordion|tab|collaps|pop-?up|dialog|off-?canvas|panel|toggle",
    re.IGNORECASE,
)  # hidden until somebody opens it
_TAGS = re.compile(r"<(/?)([a-zA-Z][\w-]{0,30})([^<>]{0,2000})")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}


def nobodys(local: str, label: str, tables: Tables, *, own: bool) -> bool:
    """Say whether the words of an address are those of an example; ``own`` where its domain is the site's."""
    plain = re.sub(r"[-._]", "", local)
    if plain in _NOBODY or _REPEATED.fullmatch(plain):
        return True
    if label == "example":
        return True
    if own:
        return False
    if label in tables.empty_labels or _REPEATED.fullmatch(label):
        return True
    return local in tables.empty_locals or plain in tables.empty_locals or (local == label and label in _EVERYBODY)


def pictured(place: Found, tables: Tables) -> bool:
    """Say whether an address is text of an example: in code, in a row of invented things, in a picture of a form."""
    if place.way != "text":
        return False
    if place.zone == "code" or _among_invented(place, tables):
        return True
    if place.zone == "footer":
        return False
    if _FIELD_BEFORE.search(place.before) and _FIELDS.search(place.around):
        return True
    return _drawn(place)


def _among_invented(place: Found, tables: Tables) -> bool:
    """Say whether an address stands beside invented ones, or beside a number or a street that nobody has."""
    if _NEVER_GIVEN.search(place.around):
        return True
    if place.zone == "footer":
        return False
    others = (one for one in re.findall(r"@([\w.-]{3,80})", place.around.lower()) if one not in place.address)
    return any(label_of(one) in tables.empty_labels for one in others)


def _drawn(place: Found) -> bool:
    """Say whether the markup around an address calls itself a picture or a sample, wherever the page shows it."""
    html, address = place.doc.html, place.address
    at = html.find(address)
    seen = False
    for _ in range(5):
        if at < 0:
            return seen
        if not _in_picture(html, at):
            return False
        seen = True
        at = html.find(address, at + 1)
    return seen


def _in_picture(html: str, at: int) -> bool:
    """Look at the elements open at a place: going back, an opening tag without its closing one is around it."""
    closed = 0
    tags = list(_TAGS.finditer(html, max(0, at - NEARBY), at))[-MOST_TAGS:]
    for tag in reversed(tags):
        closing, name, given = tag.groups()
        if name.lower() in _VOID or name.lower() == "p":
            continue
        if closing:
            closed += 1
        elif closed:
            closed -= 1
        elif _shown_as_picture(name.lower(), given):
            return True
    return False


def _shown_as_picture(name: str, given: str) -> bool:
    if name in {"body", "html", "main"}:
        return False
    named = _CLASS.search(given)
    classes = next(filter(None, named.groups()), "") if named else ""
    if _PICTURE.search(classes) or re.search(r"\brole=[\"']?img\b", given):
        return True
    return re.search(r"\baria-hidden=[\"']?true", given) is not None and not _FOLDED.search(classes)
