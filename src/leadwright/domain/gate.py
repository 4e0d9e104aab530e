"""The gate: whether the law lets a cold letter leave, decided from facts and a table, with the rule and the remedy.

::

    send    nothing stands against it: every condition is met by a fact we hold
    hold    a person may add the missing fact, or confirm with a reason
    block   no letter; only new facts make a new case, nobody can release it

The house has rules that no law changes. After them the recipient's row of the country table decides, and the sender's
as well where its law binds those who send abroad. In a row the cell of the address kind counts, and the cell of sole
traders too where the business is one or where its legal form is unknown. Every rule that stands against the letter is a
reason; the strictest of them is the decision. Suppression is no part of this: it is checked where the letter is
claimed.

What is decided by is one :class:`~leadwright.domain.decision.Grounds`, which holds no address and no name and is stored
with the decision, so that it can be decided again.

This is a conservative engineering reading of public sources and no legal advice.
"""

from collections.abc import Iterator
from dataclasses import replace

from leadwright.domain.case import BLOCK, HOLD, PERSON, SEND, Case, Consent, Override
from leadwright.domain.country import country_of
from leadwright.domain.decision import CONFIRM, Decision, Finding, Grounds, block, gravest_first, hold, send
from leadwright.domain.forms import CORPORATE, UNKNOWN, form_class, squeezed
from leadwright.domain.house import house_rules
from leadwright.domain.identity import normal
from leadwright.domain.law import ALLOW, BY_HAND, CONDITIONAL, UNLISTED, Country, Law, code_of
from leadwright.domain.roles import role_of
from leadwright.domain.rules import Tables

REMEDIES = {"corporate": "legal-form", "relevant": "niche", "function": "function", "published": "evidence"}
US = "US"


def decide(case: Case, tables: Tables) -> Decision:
    """Decide one case: send, hold or block. Pure; the same case and tables give the same decision."""
    decision = judge(grounds_of(case, tables), tables.law)
    if decision.code != "confirmed":
        return decision
    reasons = dict.fromkeys(said.reason for said in case.confirmed if said.code in decision.reasons)
    return replace(decision, rule=f"{decision.rule} Released: {'; '.join(reasons)}")


def grounds_of(case: Case, tables: Tables) -> Grounds:
    """Give what a case is decided by: what does not count (blank, of another address, of the future) is left out."""
    law, form = tables.law, squeezed(case.form or "")
    country, *_ = country_of(case.signs, law)
    overrides = {code_of(code): override for code, override in case.overrides.items()}
    return Grounds(
        role=role_of(case.address, tables.roles),
        kind=case.kind,
        touch=case.touch,
        signs=case.signs,
        form=form if any(form in forms for forms in law.forms.values()) else None,
        sender=code_of(case.sender or ""),
        evidence_days=case.evidence_days,
        collected=case.collected,
        terms=case.terms,
        relevant=case.relevant,
        function=bool((case.function or "").strip()),
        invalid=case.invalid,
        refusal=case.refusal is not None,
        no_transfer=case.no_transfer,
        consent=_counts(case.consent, case),
        released=tuple((said.code, said.country, said.edition) for said in case.confirmed if said.reason.strip()),
        sender_free=bool((case.sender_confirmed or "").strip()),
        override=overrides.get(country or ""),
    )


def judge(facts: Grounds, law: Law) -> Decision:
    """Decide by grounds alone, those of a stored decision too."""
    country, doubt, words = country_of(facts.signs, law)
    row = law.row(country)
    found = list(house_rules(facts, law))
    if not facts.consent:
        found += [hold(doubt, words, "country")] if doubt else _by_rows(facts, row, law)
    against = gravest_first(one for one in found if one.action != SEND)
    left = [one for one in against if not _released(one, facts, country=country, edition=law.edition)]
    said = left[0] if left else _nothing_against(facts, found, released=against)
    return Decision(
        action=said.action,
        code=said.code,
        rule=said.rule,
        country=country,
        edition=law.edition,
        elements=_elements(facts, row, law),
        remedy=said.remedy,
        reasons=tuple(dict.fromkeys(one.code for one in left or against)),
        facts=facts,
    )


def _counts(said: Consent | None, case: Case) -> bool:
    """Say whether consent counts: it has words and a scope, was given before now, and for this address."""
    if said is None or not said.words.strip() or not said.scope.strip() or case.now is None or said.at > case.now:
        return False
    return normal(said.address) == normal(case.address)


def _released(one: Finding, facts: Grounds, *, country: str | None, edition: str) -> bool:
    """Say whether a person has let this hold go, in this country and under this edition."""
    return one.action == HOLD and CONFIRM in one.remedy and (one.code, country, edition) in facts.released


def _nothing_against(facts: Grounds, found: list[Finding], *, released: list[Finding]) -> Finding:
    if facts.consent:
        return send("consent", "They asked to be written to.")
    if released:
        return send("confirmed", released[0].rule)
    return found[0]  # a row says something of every case


def _by_rows(facts: Grounds, row: Country, law: Law) -> Iterator[Finding]:
    """Say what the recipient's row says, or the operator's reading of it, and the sender's."""
    if facts.override:
        yield _reading(facts.override)
    else:
        yield from _by_row(facts, row, law, country=row.code)
    if "ONCE" in row.elements and facts.touch > 1:
        yield block("once", f"{row.regime}: one approach only.", "consent")
    if facts.no_transfer and US in {row.code, facts.sender}:
        yield hold("no-transfer", "15 USC 7704(b): the site does not pass addresses on.", CONFIRM)
    if facts.sender not in law.codes or facts.sender == "EU":
        yield hold("sender-unknown", "The country of the sender is not known.", "sender-country")
    else:
        yield from _by_sender(facts, law.row(facts.sender), law, country=row.code)


def _reading(override: Override) -> Finding:
    remedy = {SEND: (), HOLD: (CONFIRM, "consent"), BLOCK: ("consent",)}[override.action]
    return Finding(override.action, "override", f"Operator's reading: {override.reason}", remedy)


def _by_sender(facts: Grounds, row: Country, law: Law, *, country: str) -> Iterator[Finding]:
    """Ask the sender's row where it binds; a binding that nobody has looked up holds until the operator has."""
    if row.binds_senders == "yes":
        for one in _by_row(facts, row, law, country=country):
            yield replace(one, code=f"sender-{one.code}")
    elif not facts.sender_free:
        rule = f"Whether {row.name} binds those who send abroad is not known: confirm it once in the configuration."
        yield hold("sender-unconfirmed", rule, "sender-confirmed")


def _by_row(facts: Grounds, row: Country, law: Law, *, country: str) -> Iterator[Finding]:
    """Ask one row; the legal form is that of the recipient's ``country``, whosesoever the row is."""
    rule = f"{row.regime}: {row.notes}"
    if row.action == BLOCK:
        yield block("country", rule, "consent")
        return
    if row.code == UNLISTED:
        yield hold("unlisted", "The country has no row in the table.", "override", "consent")
    else:
        form = form_class(facts.form, country, law.forms)
        yield from _by_cell(facts, row, law, cell="generic" if facts.kind == "generic" else "named", form=form)
        if form != CORPORATE:
            yield from _by_cell(facts, row, law, cell="sole_trader", form=form)
    if row.collection == BY_HAND and facts.collected != PERSON:
        yield hold("needs-person-address", rule, "contact-add", "consent")


def _by_cell(facts: Grounds, row: Country, law: Law, *, cell: str, form: str) -> Iterator[Finding]:
    rule = f"{row.regime}: {row.notes}"
    guessed = cell == "sole_trader" and form == UNKNOWN
    if row.cell(cell) == ALLOW:
        yield send("allowed", rule)
    elif row.cell(cell) == CONDITIONAL:
        needs = [need for need in law.needs_of(row, cell) if not _met(need, facts, form)]
        yield from [_missing(need, rule, guessed=guessed) for need in needs] or [send("conditions-met", rule)]
    elif guessed:
        yield block("form-unknown", rule, "legal-form", "consent")
    else:
        yield block("sole-trader" if cell == "sole_trader" else f"{cell}-address", rule, "consent")


def _missing(need: str, rule: str, *, guessed: bool) -> Finding:
    form = ["legal-form"] if guessed else []
    return hold(f"needs-{need}", rule, *form, REMEDIES.get(need, CONFIRM), CONFIRM, "consent")


def _met(need: str, facts: Grounds, form: str) -> bool:
    return {
        "corporate": form == CORPORATE,
        "relevant": facts.relevant,
        "function": facts.function,
        "published": facts.evidence_days is not None,
    }.get(need, False)


def _elements(facts: Grounds, row: Country, law: Law) -> tuple[str, ...]:
    """Join what the recipient's row and a binding sender's row ask for; the full set where a row is silent."""
    asked = [law.least, row.elements or law.every]
    sender = law.row(facts.sender)
    if sender.binds_senders == "yes":
        asked.append(tuple(need for need in sender.elements if not need.startswith(("ADLABEL", "ONCE"))))
    if facts.no_transfer:
        asked.append(law.row(US).elements)
    joined = dict.fromkeys(element for elements in asked for element in elements)
    return tuple(element for element in joined if element != "ONCE" or not facts.consent)
