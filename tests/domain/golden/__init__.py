"""The golden table of the gate: what is asked, and what it must say; ``gate.csv`` beside this file is read by people.

Columns: ``to``  signs of the recipient's country (``GB postal + DE tld``; a code alone is its postal address);
``kind``  generic, named, freemail; ``form``  the legal form as written; ``sender``  the operator's country (SE, whose
binding the operator has confirmed, where empty; ``GB?`` is one that nobody has confirmed, ``?`` none); ``facts``  what
differs from a fresh, open, relevant first letter to hello@; ``action``; ``codes``  why, then all that stands against
it, the gravest first; ``more``  elements beyond those of every letter; ``remedy``; ``note``.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from leadwright.domain.case import PERSON, Case, Confirmation, Consent, Override, Sign
from leadwright.domain.decision import Decision

NOW = datetime(2026, 5, 5, tzinfo=UTC)
LEAST = ("ID", "ADDR", "CONTACT", "OPTOUT", "SUBJ", "SRC")
FREE = "Counsel, 3 March: the law follows the recipient's market"


@dataclass(frozen=True)
class Golden:
    """One line of the table."""

    to: str
    kind: str
    form: str
    sender: str
    facts: tuple[str, ...]
    action: str
    codes: tuple[str, ...]
    more: tuple[str, ...]
    remedy: tuple[str, ...]
    note: str

    def countries(self) -> frozenset[str]:
        """The rows it can touch."""
        named = self.to.replace("/", " ").replace("+", " ").split()
        return frozenset({*named, self.sender.rstrip("?") or "SE"})


def golden() -> list[Golden]:
    """Read the table."""
    with (Path(__file__).parent / "gate.csv").open(encoding="utf-8", newline="") as file:
        return [
            Golden(
                **{
                    name: tuple(filter(None, text.split(MANY[name]))) if name in MANY else text
                    for name, text in row.items()
                }
            )
            for row in csv.DictReader(file)
        ]


MANY = {"facts": " ", "codes": " ", "more": ";", "remedy": " "}


def case_of(row: Golden, *, edition: str) -> Case:
    """Make the case that a line describes."""
    sender = row.sender or "SE"
    case = Case(
        address="hello@shop.example",
        signs=tuple(sign(one) for one in row.to.split(" + ") if one),
        sender=None if sender == "?" else sender.rstrip("?"),
        now=NOW,
        kind=row.kind,
        form=row.form or None,
        evidence_days=3,
        terms="open",
        relevant=True,
        sender_confirmed=None if sender.endswith("?") else FREE,
    )
    for fact in row.facts:
        name, _, value = fact.partition("=")
        case = replace(case, **change(name, value, row, edition=edition))  # type: ignore[arg-type]
    return case


def sign(text: str) -> Sign:
    """Read ``GB vat``, or a code alone."""
    country, _, kind = text.partition(" ")
    return Sign(country, kind or "postal")


def change(name: str, value: str, row: Golden, *, edition: str) -> Mapping[str, object]:
    """Say what a fact changes in the case."""
    country = "" if "+" in row.to else row.to.partition(" ")[0]
    released = tuple(Confirmation(code, country or None, edition, "I asked them") for code in value.split(","))
    consent = Consent("Write me at hello@", NOW, "letters", "hello@shop.example")
    bad = {
        "blank": replace(consent, words=" "),
        "unscoped": replace(consent, scope=""),
        "other": replace(consent, address="bo@shop.example"),
        "tomorrow": replace(consent, at=NOW + timedelta(days=1)),
        "": consent,
    }
    return {
        "age": {"evidence_days": int(value) if value.lstrip("-").isdigit() else None},
        "terms": {"terms": value},
        "irrelevant": {"relevant": False},
        "function": {"function": "owner"},
        "blank-function": {"function": " "},
        "touch": {"touch": int(value) if name == "touch" else 1},
        "no-transfer": {"no_transfer": True},
        "consent": {"consent": bad.get(value)},
        "timeless": {"now": None},
        "person": {"collected": PERSON},
        "address": {"address": value},
        "invalid": {"invalid": value},
        "refusal": {"refusal": "no offers"},
        "override": {"overrides": {country: Override(value, "our counsel")} if name == "override" else {}},
        "confirmed": {"confirmed": released},
    }[name]


def outcome(said: Decision) -> tuple[object, ...]:
    """What of a decision the table compares."""
    codes = tuple(dict.fromkeys((said.code, *said.reasons)))
    more = tuple(one for one in said.elements if one not in LEAST)
    return said.action, codes, tuple(one for one in said.elements if one in LEAST), more, said.remedy


def expected(row: Golden) -> tuple[object, ...]:
    """The same of a line."""
    return row.action, row.codes, LEAST, row.more, row.remedy
