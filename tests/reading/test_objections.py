"""Refusals of advertising, found by way of what has to stand in them."""

import re

import pytest

from leadwright.reading.objections import _stems, refusals_in
from tests.reading.sites import TABLES


@pytest.mark.parametrize(
    ("pattern", "stems"),
    [
        ("keine werbung", []),  # quick by itself
        ("(pas|aucun).{0,30}(d[ée]marchage|publicit)", ["pas", "aucun"]),
        ("(do|will) not (give|sell).{0,60}(e-?mail )?address", ["address"]),
        ("(nie (wyra[żz]am|życz)|zakaz).{0,60}(ofert|reklam)", ["ofert", "reklam"]),
        ("(don'?t|never)s? sell", [" sell"]),
        ("(unsolicited)?(mails?|letters{2})", ["mail", "letter"]),
        ("(광고|영리).{0,15}(거부|금지)", ["광고", "영리"]),
        ("(one|two)|three", []),
        ("(a|b).(c|d)", []),
    ],
)
def test_stems(pattern: str, stems: list[str]) -> None:
    assert list(_stems(pattern)) == stems


@pytest.mark.parametrize(
    "said",
    [
        "Please do not send unsolicited offers",
        "Aucun démarchage commercial",
        "Der Nutzung der Kontaktdaten zur Werbung wird widersprochen",
        "Vietato l'uso a fini commerciali",
        "Nie wyrażam zgody na oferty",
        "Vi önskar inte reklam",
        "Без рекламы и спама",
        "営業目的のメールはお断り",
        "광고 메일 거부",
        "Keine Werbung",
    ],
)
def test_refusals_are_found_in_any_case(said: str) -> None:
    for text in (said, said.upper(), f"{'Lamps of oak. ' * 50}{said.lower()}."):
        assert list(refusals_in(text, TABLES)), text
        whole = [match.span() for _, one in TABLES.refusals.phrases for match in re.finditer(one, text)]
        assert set(refusals_in(text, TABLES)) <= set(whole)
