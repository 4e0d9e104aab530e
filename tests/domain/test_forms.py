"""Legal forms as pages write them, by country; an unknown one stays unknown."""

import pytest

from leadwright.domain.forms import CORPORATE, SOLE, UNKNOWN, form_class, squeezed
from leadwright.tables import load_tables

TABLES = load_tables()
FORMS = TABLES.law.forms

CORPORATE_FORMS = """
US: LLC | L.L.C. | Inc. | INC | Corp. | Corporation | LP | Limited Liability Company | PLLC
CA: Inc. | Ltd. | Ltée | ULC
GB: Ltd | Ltd. | LIMITED | PLC | P.L.C. | LLP | Limited Liability Partnership | CIC | Scottish limited partnership | Cyf
IE: Ltd | DAC | Designated Activity Company | CLG | Teoranta | Unlimited company
AU: Pty Ltd | Pty. Ltd. | PTY LIMITED | Proprietary Limited
NZ: Limited | Ltd | Limited Partnership
FR: SARL | S.A.R.L. | Société à responsabilité limitée | SAS | S.A.S. | SASU | EURL | SNC
BE: SRL | BV | B.V. | Besloten vennootschap | SPRL | NV | SA | VOF | ASBL
SE: AB | A.B. | Aktiebolag | Aktiebolaget | AB (publ) | HB | Handelsbolag | ekonomisk förening
FI: Oy | OY | Oyj | Oy Ab | Osakeyhtiö | Ky | Kommandiittiyhtiö | Ay | Avoin yhtiö
NO: AS | A/S | ASA | Aksjeselskap | ANS | DA
JP: 株式会社 | (株) | （株） | 合同会社 | 有限会社 | K.K. | KK | Kabushiki Kaisha | G.K. | Godo Kaisha | Co., Ltd.
IN: Pvt Ltd | Pvt. Ltd. | Private Limited | LLP
SG: Pte Ltd | Pte. Ltd.
HK: Limited | Co., Ltd. | 有限公司
ZA: (Pty) Ltd | Pty Ltd | CC
IL: Ltd | בע"מ
BR: Ltda | LTDA. | S/A | EIRELI
PT: Lda | Lda. | Unipessoal, Lda.
HU: Kft. | Bt. | Zrt.
LU: Sàrl | S.à r.l. | S.A.
EE: OÜ | AS
LV: SIA
BG: ООД | ЕООД | EOOD
UA: ТОВ
DE: GmbH | UG (haftungsbeschränkt) | GmbH & Co. KG | AG
CH: GmbH | Sàrl
NL: B.V. | N.V.
PL: Sp. z o.o.
"""
SOLE_FORMS = """
US: sole proprietor | DBA | Sole proprietorship
GB: sole trader | Partnership | LP | Limited Partnership
IE: sole trader | Partnership
AU: Sole Trader
FR: auto-entrepreneur | micro-entreprise | EI | EIRL | Entrepreneur individuel
BE: eenmanszaak | entreprise individuelle
SE: Enskild firma | enskild näringsverksamhet
FI: Tmi | T:mi | Toiminimi
NO: ENK | Enkeltpersonforetak
JP: 個人事業主 | 個人事業
IN: Proprietorship
BR: MEI
HU: e.v.
EE: FIE
UA: ФОП
DE: e.K. | GbR | Einzelunternehmen
NL: VOF | eenmanszaak
"""
STRANGE = """
US: GmbH | Collective | Trading | & Co
GB: Inc | GmbH | SARL | Collective | corporate | Co | Ltda
FR: Ltd | LLC | GmbH
SE: Oy | AS | Ltd
NO: AB | NUF
IE: LLP | Inc
JP: LLP
LV: PS
"""


def lines(text: str) -> list[tuple[str, str]]:
    said = (line.split(": ", 1) for line in text.strip().splitlines())
    return [(country, form) for country, forms in said for form in forms.split(" | ")]


@pytest.mark.parametrize(("text", "kind"), [(CORPORATE_FORMS, CORPORATE), (SOLE_FORMS, SOLE), (STRANGE, UNKNOWN)])
def test_legal_forms(text: str, kind: str) -> None:
    assert [(country, form) for country, form in lines(text) if form_class(form, country, FORMS) != kind] == []


@pytest.mark.parametrize("form", [None, "", " ", "-", "."])
def test_no_form_is_unknown(form: str | None) -> None:
    assert form_class(form, "GB", FORMS) == UNKNOWN


def test_a_form_means_nothing_without_its_country() -> None:
    assert form_class("LP", "GB", FORMS) == SOLE
    assert form_class("LP", "US", FORMS) == CORPORATE
    assert form_class("LP", None, FORMS) == form_class("LP", "MX", FORMS) == UNKNOWN
    assert form_class("sole trader", "MX", FORMS) == SOLE  # which means the same everywhere


def test_every_form_the_pages_are_read_for_has_a_class() -> None:
    asked = [(form, country) for form, countries in TABLES.forms.items() for country in countries]
    assert [one for one in asked if form_class(*one, FORMS) == UNKNOWN] == []


def test_no_form_has_two_classes_in_a_country() -> None:
    for country, forms in FORMS.items():
        assert all(form == squeezed(form) and form for form in forms), country
        assert not {form for form in forms if FORMS["any"].get(form, forms[form]) != forms[form]}, country
