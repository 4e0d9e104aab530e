"""The gate: whether the law lets a cold letter leave, decided from facts and a table, with the rule and the remedy.

::

    send    every condition is met by a fact we hold
    hold    a person may add the missing fact, or confirm with a reason
    block   no letter; only new facts make a new case, nobody can release it

The recipient's row of the country table decides, and the sender's as well where its law binds those who send abroad;
the strictest wins. In a row the cell of the address kind counts, and the cell of sole traders too where the business is
one or where its legal form is unknown. A conditional cell is met by the facts that :data:`CONDITIONS` names; one that
it does not name needs a person. Suppression is no part of this: it is checked where the letter is claimed.

This is a conservative engineering reading of public sources and no legal advice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from leadwright.domain.case import BLOCK, HOLD, SEND, STRICTNESS, Case, Consent, Sign
from leadwright.domain.identity import normal
from leadwright.domain.rules import Country, Tables

CORPORATE, SOLE, UNKNOWN = "corporate", "sole", "unknown"
UNLISTED = "ZZ"
ALIASES = {"UK": "GB", "EL": "GR"}  # as VAT numbers and people write them
FRESH_DAYS = 180  # evidence of publication that is older means hold
EVERY_ELEMENT = ("ID", "ADDR", "CONTACT", "OPTOUT", "SUBJ", "SRC", "ART14", "OBJ", "REL")

STRONG_SIGNS = frozenset({"address", "postal", "number", "vat", "register", "form", "legal-form", "phone"})
WEAK_SIGNS = ("tld", "cctld", "shipping", "currency", "language")  # the likeliest to tell one country first
SHARED_PREFIX = frozenset({"US", "CA"})  # a phone number of +1 is a weak sign: many countries have it

CONDITIONS: Mapping[tuple[str, str], tuple[str, ...]] = {
    # (row, cell) -> facts that meet it; the sources stand in the row. Only a person's confirmation meets ``manual``.
    ("GB", "named"): ("corporate", "relevant"),  # PECR reg. 22: corporate subscribers; legitimate interest
    ("IE", "generic"): ("corporate", "relevant"),  # S.I. 336/2011 reg. 13
    ("IE", "named"): ("corporate", "relevant"),
    ("FR", "named"): ("corporate", "function"),  # CPCE L34-5, CNIL: linked to the person's professional function
    ("FR", "sole_trader"): ("manual",),
    ("BE", "generic"): ("corporate",),  # Royal Decree of 4 April 2003: a legal entity at an impersonal address
    ("SE", "named"): ("corporate", "function"),  # 2008:486 s. 19-21: unclear for name@company, so the strict reading
    ("FI", "named"): ("manual",),  # 917/2014 s. 200, 202: a job title alone is not enough
    ("NO", "generic"): ("corporate",),  # Markedsforingsloven s. 15: impersonal addresses
    ("AU", "generic"): ("relevant",),  # Spam Act 2003 Sch. 2 cl. 4: directly related to the role published
    ("AU", "named"): ("function",),
    ("AU", "sole_trader"): ("relevant",),
    ("NZ", "generic"): ("relevant",),  # UEMA 2007 s. 4: conspicuously published, relevant to the business
    ("NZ", "named"): ("function",),
    ("NZ", "sole_trader"): ("relevant",),
    ("JP", "generic"): (),  # art. 3(1)(iv): published by its owner without a refusal, which every case must show
    ("JP", "named"): (),
    ("JP", "sole_trader"): (),
    ("IN", "named"): ("relevant",),
    ("IN", "sole_trader"): ("relevant",),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says, why, and what a person can do; stored with the letter."""

    action: str  # send, hold, block
    code: str
    rule: str  # the regime, or the house rule, in words
    country: str | None
    edition: str  # digest of the tables it rests on
    elements: tuple[str, ...] = ()  # what the letter must contain
    remedy: tuple[str, ...] = ()  # what would change it: country, legal-form, function, confirm, consent, revisit ...


def decide(case: Case, tables: Tables) -> Decision:
    """Decide one case: send, hold or block. Pure; the same case and tables give the same decision."""
    country, doubt = country_of(case.signs)
    row = _row(country, tables)
    by_law = _by_consent(case) or doubt or _by_rows(case, row, tables, country=country)
    found = _strictest([*_house_rules(case, tables), by_law])
    found = _released(found, case, country=country, edition=tables.digest)
    elements = _elements(case, row, tables)
    if found.action != BLOCK and case.touch > 1 and "ONCE" in elements and not _consent(case):
        found = _block("once", f"{row.regime}: one approach only.", "consent")
    return replace(found, country=country, edition=tables.digest, elements=elements)


def country_of(signs: tuple[Sign, ...]) -> tuple[str | None, Decision | None]:
    """Give the country that the signs show, or a hold: one strong sign, or two agreeing weak ones of different kinds.

    Strong signs must agree with each other, and one alone also with the country of the domain; other weak signs
    (currency, language, shipping) speak of customers as well: they only choose among what the strong ones leave open.
    """
    strong = [_codes(sign) for sign in signs if _strong(sign)]
    weak = {
        sign.kind: _codes(sign) for sign in reversed(signs) if sign.kind in {*WEAK_SIGNS, "phone"} and not _strong(sign)
    }
    if not strong:
        return _by_weak(weak)
    left = frozenset.intersection(*strong)
    domain = weak.get("tld") or weak.get("cctld") or left
    if not left or (not left & domain and len(strong) < 2):
        return None, _hold("country-conflict", f"Signs of {_listed({*domain}.union(*strong))}.", "country")
    for kind in WEAK_SIGNS:
        if len(left) > 1 and left & weak.get(kind, left):
            left &= weak.get(kind, left)
    if len(left) > 1:
        return None, _hold("country-unknown", f"It may be {_listed(left)}.", "country")
    return next(iter(left)), None


def _codes(sign: Sign) -> frozenset[str]:
    return frozenset(_code(code) for code in sign.country.split("/"))


def _strong(sign: Sign) -> bool:
    return sign.kind in STRONG_SIGNS and not (sign.kind == "phone" and _codes(sign) & SHARED_PREFIX)


def _by_weak(weak: Mapping[str, frozenset[str]]) -> tuple[str | None, Decision | None]:
    left = frozenset.intersection(*weak.values()) if weak else frozenset()
    if weak and not left:
        return None, _hold("country-conflict", f"Weak signs of {_listed(set().union(*weak.values()))}.", "country")
    if len(weak) < 2 or len(left) > 1:
        return None, _hold("country-unknown", "No country evidence: one strong sign or two weak ones.", "country")
    return next(iter(left)), None


def form_class(legal_form: str | None) -> str:
    """Sort a legal form as a page writes it: corporate, sole (a natural person trades) or unknown."""
    text = "".join(c for c in (legal_form or "").casefold() if c.isalnum())
    if text in SOLE_FORMS:
        return SOLE
    return CORPORATE if text in CORPORATE_FORMS else UNKNOWN


def _house_rules(case: Case, tables: Tables) -> Iterator[Decision]:
    """Yield what no country's row can change, the gravest first."""
    local = case.address.rpartition("@")[0].casefold()
    if case.evidence_days is None and not _consent(case):
        yield _block("no-passport", "No stored evidence that the address was published.", "evidence")
    if case.refusal:
        yield _block("refusal", f"The page refuses advertising: {case.refusal}")
    if _among(local, tables.roles.never) or local.endswith(tables.roles.never_suffix):
        yield _block("never-role", "An address of this role is never a contact.", "address")
    if case.touch > 1 and _among(local, tables.roles.last_choice):
        yield _block("first-touch-only", "A support address gets a first letter, no follow-up.", "address")
    if case.invalid:
        yield _hold("address-invalid", f"No mail can arrive at the address: {case.invalid}.", "address")
    if case.terms == "research":
        yield _hold("research", "Known from a research source only.", "other-source")
    if not _consent(case) and (case.evidence_days or 0) > FRESH_DAYS:
        yield _hold("stale", f"The address was last seen published {case.evidence_days} days ago.", "revisit")


def _by_consent(case: Case) -> Decision | None:
    said = _consent(case)
    return _send("consent", f"They asked to be written to: {said.words}") if said else None


def _consent(case: Case) -> Consent | None:
    """Give the consent that counts: with words and a scope, for this address, of a moment that has been."""
    said = case.consent
    if said is None or not said.words.strip() or not said.scope.strip() or normal(said.address) != normal(case.address):
        return None
    return said if case.now is not None and said.at <= case.now else None


def _released(found: Decision, case: Case, *, country: str | None, edition: str) -> Decision:
    """Let a hold go that a person has confirmed: of this code, in this country, under this edition, with a reason."""
    if found.action != HOLD or "confirm" not in found.remedy:
        return found
    for said in case.confirmed:
        if (said.code, said.country, said.edition) == (found.code, country, edition) and said.reason.strip():
            return replace(found, action=SEND, code="confirmed", rule=f"{found.rule} Released: {said.reason}")
    return found


def _by_override(case: Case, country: str) -> Decision | None:
    override = case.overrides.get(country)
    if override is None:
        return None
    return Decision(override.action, "override", f"Operator's reading: {override.reason}", None, "", (), ("consent",))


def _by_rows(case: Case, row: Country, tables: Tables, *, country: str | None) -> Decision:
    decisions = [_by_override(case, country or UNLISTED) or _by_row(case, row)]
    sender = _row(_code(case.sender or UNLISTED), tables)
    if case.no_transfer and "US" in {row.code, sender.code}:
        decisions.append(_hold("no-transfer", "15 USC 7704(b): the site does not pass addresses on.", "confirm"))
    decisions.append(_by_sender(case, sender))
    return _strictest(decisions)


def _by_sender(case: Case, row: Country) -> Decision:
    """Decide by the sender's row; a binding that nobody has looked up yet holds until the operator has."""
    binds = row.binds_senders.partition(" ")[0]
    if binds == "yes":
        decision = _by_row(case, row)
        return replace(decision, code=f"sender-{decision.code}") if decision.action != SEND else decision
    if binds == "no" or case.sender_confirmed:
        return _send("sender-free", f"{row.regime} does not bind senders abroad.")
    rule = f"Whether {row.name} binds those who send abroad is not known: confirm it once in the configuration."
    return _hold("sender-unconfirmed", rule, "sender-confirmed")


def _by_row(case: Case, row: Country) -> Decision:
    if row.code == UNLISTED:
        return _hold("unlisted", "The country has no row in the table.", "override", "consent")
    if row.action == BLOCK:
        return _block("country", f"{row.regime}: {row.notes}", "consent")
    cells = ["generic" if case.kind == "generic" else "named"]
    if form_class(case.form) != CORPORATE:
        cells.append("sole_trader")
    decisions = [_by_cell(case, row, cell) for cell in cells]
    if row.action == HOLD:
        decisions.append(_hold("row-manual", f"{row.regime}: {row.notes}", "confirm", "consent"))
    return _strictest(decisions)


def _by_cell(case: Case, row: Country, cell: str) -> Decision:
    says = getattr(row, cell)
    guessed = cell == "sole_trader" and form_class(case.form) == UNKNOWN
    rule = f"{row.regime}: {row.notes}"
    if says == "allow":
        return _send("allowed", rule)
    if says == "conditional":
        missing = [need for need in CONDITIONS.get((row.code, cell), ("manual",)) if not _met(need, case)]
        if not missing:
            return _send("conditions-met", rule)
        code, remedies = f"needs-{missing[0]}", [REMEDIES[need] for need in missing]
        return _hold(code, rule, *(["legal-form"] if guessed else []), *remedies, "confirm", "consent")
    if guessed:
        return _block("form-unknown", rule, "legal-form", "consent")
    return _block("sole-trader" if cell == "sole_trader" else f"{cell}-address", rule, "consent")


REMEDIES = {"corporate": "legal-form", "relevant": "niche", "function": "function", "manual": "confirm"}


def _met(need: str, case: Case) -> bool:
    facts = {
        "corporate": form_class(case.form) == CORPORATE,
        "relevant": case.relevant,
        "function": bool(case.function),
    }
    return facts.get(need, False)


def _strictest(decisions: Sequence[Decision]) -> Decision:
    """Give the first of the strictest; among holds, one that a mere confirmation cannot release goes before."""
    return max(decisions, key=lambda found: (STRICTNESS.index(found.action), "confirm" not in found.remedy))


def _elements(case: Case, row: Country, tables: Tables) -> tuple[str, ...]:
    """Join what the recipient's row and a binding sender's row ask for; the full set where a row is silent."""
    rows = [row.elements or EVERY_ELEMENT]
    sender = _row(_code(case.sender or UNLISTED), tables)
    if sender.binds_senders.startswith("yes"):
        rows.append(tuple(need for need in sender.elements if not need.startswith(("ADLABEL", "ONCE"))))
    if case.no_transfer and "US" in tables.countries:
        rows.append(tables.countries["US"].elements)
    return tuple(dict.fromkeys(element for needs in rows for element in needs))


def _code(country: str) -> str:
    return ALIASES.get(country.upper(), country.upper())


def _row(country: str | None, tables: Tables) -> Country:
    return tables.countries.get(country or UNLISTED) or tables.countries[UNLISTED]


def _among(local: str, names: frozenset[str]) -> bool:
    """Compare a local part as the role table asks: without plus-tag and ``-._``, which the table leaves out too."""
    plain = local.partition("+")[0]
    return plain in names or _bare(plain) in names


def _bare(name: str) -> str:
    return name.translate({ord(c): None for c in "-._"})


def _listed(countries: Iterable[str]) -> str:
    return ", ".join(sorted(countries))


def _send(code: str, rule: str) -> Decision:
    return Decision(SEND, code, rule, None, "")


def _hold(code: str, rule: str, *remedy: str) -> Decision:
    return Decision(HOLD, code, rule, None, "", (), tuple(dict.fromkeys(remedy)))


def _block(code: str, rule: str, *remedy: str) -> Decision:
    return Decision(BLOCK, code, rule, None, "", (), remedy)


# Legal forms as pages write them, letters and digits only; a form that means both kinds in two countries is left out.
CORPORATE_FORMS = frozenset(
    {"ltd", "limited", "plc", "llp", "cic", "llc", "inc", "incorporated", "corp", "corporation", "lp", "privatelimited"}
    | {"limitedcompany", "privatelimitedcompany", "publiclimitedcompany", "limitedliabilitycompany", "dac", "clg", "uc"}
    | {"ptyltd", "ptylimited", "proprietarylimited", "pvtltd", "pteltd", "teoranta", "scottishpartnership", "coltd"}
    | {
        "gmbh",
        "ug",
        "ughaftungsbeschränkt",
        "ag",
        "gmbhcokg",
        "kgaa",
        "ohg",
        "se",
        "sarl",
        "sàrl",
        "sas",
        "sasu",
        "eurl",
    }
    | {"sa", "snc", "sci", "scop", "sca", "srl", "srls", "sprl", "bv", "nv", "bvba", "cvba", "asbl", "vzw", "sl", "slu"}
    | {
        "spa",
        "lda",
        "ltda",
        "spzoo",
        "sro",
        "as",
        "doo",
        "kft",
        "bt",
        "aps",
        "oü",
        "sia",
        "uab",
        "ehf",
        "aş",
        "ооо",
        "тов",
    }
    | {"ab", "aktiebolag", "aktiebolaget", "handelsbolag", "hb", "kommanditbolag", "ekonomiskförening", "stiftelse"}
    | {"oy", "oyj", "osakeyhtiö", "oyab", "osuuskunta", "asa", "aksjeselskap", "ans", "da"}
    | {"株式会社", "有限会社", "合同会社", "合資会社", "一般社団法人", "주식회사", "kk", "gk", "kabushikikaisha"}
    | {"godokaisha", "unipessoallda"}
)
SOLE_FORMS = frozenset(
    {
        "soletrader",
        "soleproprietor",
        "soleproprietorship",
        "sp",
        "partnership",
        "generalpartnership",
        "dba",
        "gbr",
        "is",
    }
    | {"enskildfirma", "enskildnäringsverksamhet", "enskildnäringsidkare", "ef", "toiminimi", "tmi", "yksityinen"}
    | {
        "enkeltpersonforetak",
        "enk",
        "ei",
        "eirl",
        "entrepreneurindividuel",
        "entrepriseindividuelle",
        "dittaindividuale",
    }
    | {
        "autoentrepreneur",
        "microentrepreneur",
        "microentreprise",
        "eenmanszaak",
        "vof",
        "einzelunternehmen",
        "ek",
        "eu",
    }
    | {"個人事業主", "ип", "фоп"}
)
