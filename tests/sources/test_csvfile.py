"""The operator's own lists."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leadwright.domain.errors import UserError
from leadwright.sources.csvfile import CsvFile, CsvOptions, read_rows, read_text
from tests.sources.fakeweb import NOW, WATCH, look

FILE = """company,website,notes,added,email,source,mine
Glow,glow.test,"Needs help, she said",2026-10-01,hi@glow.test,Fair in Leipzig,x
Tea & Co,https://www.tea.test/?utm_source=a,,,,,

Nowhere,,met at a fair,2026-09-01,,,
"""


def read(text: str):
    return read_rows(text, "shops.csv", watch=WATCH, seen=NOW)


def test_rows_oldest_first():
    nowhere, glow, tea = read(FILE)
    assert (glow.title, glow.site, glow.email) == ("Glow", "https://glow.test/", "hi@glow.test")
    assert glow.at == datetime(2026, 10, 1, tzinfo=UTC)
    assert glow.text == "Needs help, she said\n\nFound at: Fair in Leipzig"
    assert glow.said == ("help",)
    assert (tea.site, tea.at, tea.email) == ("https://www.tea.test/", NOW, None)
    assert nowhere.site is None
    assert len({glow.key, tea.key, nowhere.key}) == 3


def test_a_consent_has_its_address_its_words_and_its_day():
    head = "company,website,email,consent,consent_at\n"
    (row,) = read(head + 'Glow,glow.test,Anna@Glow.test,"Yes, mail me your offer",2026-09-30\n')
    assert row.invitation is not None
    assert (row.invitation.address, row.invitation.words) == ("anna@glow.test", "Yes, mail me your offer")
    assert (row.invitation.at, row.invitation.way) == (datetime(2026, 9, 30, tzinfo=UTC), "csv")
    (blank,) = read(head + "Glow,glow.test,anna@glow.test,,\n")
    assert blank.invitation is None
    (ahead,) = read(head + "Glow,glow.test,anna@glow.test,Yes,2999-01-01\n")
    assert ahead.invitation is None, "it was not given yet"
    with pytest.raises(UserError) as refused:
        read(head + "A,a.test,,Yes,2026-09-30\nB,b.test,b@b.test,Yes,soon\nC,c.test,c@c.test,,2026-09-30\n")
    assert refused.value.problems == (
        "shops.csv: row 2, consent: whose? the column email is empty",
        "shops.csv: row 3, consent_at: not a day such as 2026-03-31",
        "shops.csv: row 4, consent: their words are missing",
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_and_headings(delimiter: str):
    (row,) = read(f" Company{delimiter}WEBSITE\nGlow{delimiter}glow.test\n")
    assert row.site == "https://glow.test/"


def test_every_mistake_is_named_with_row_and_column():
    with pytest.raises(UserError) as wrong:
        read(
            "company,website,added,email\nA,not a site,31.12.2026,nobody\nB,b.test,2026-01-01,\n,,2026-01-01,x@y.test\n"
        )
    assert wrong.value.problems == (
        "shops.csv: row 2, website: not an address of a site, such as https://example.com",
        "shops.csv: row 2, added: not a day such as 2026-03-31",
        "shops.csv: row 2, email: not one e-mail address",
        "shops.csv: row 4, company and website: both are empty",
    )


def test_missing_columns():
    with pytest.raises(UserError, match="row 1 has no column website; columns we know: company"):
        read("company,url\nA,a.test\n")
    with pytest.raises(UserError, match="company and no column website"):
        read("")


def test_many_mistakes_are_cut_short():
    with pytest.raises(UserError) as wrong:
        read("company,website\n" + "A,no site\n" * 50)
    assert len(wrong.value.problems) == 21
    assert wrong.value.problems[-1] == "shops.csv: and 30 more"


@pytest.mark.parametrize("text", ['company,website\n"A,a.test', "company,website\nA,a.test\0"])
def test_broken_quotes_and_nul(text: str):
    with pytest.raises(UserError, match=r"shops\.csv: row 2"):
        read(text)


def test_encodings(tmp_path: Path):
    path = tmp_path / "shops.csv"
    path.write_bytes("company,website\nGrün,g.test\n".encode("utf-8-sig"))
    assert read(read_text(path))[0].title == "Grün"
    path.write_bytes("company,website\nA,a.test\nGrün,g.test\n".encode("cp1252"))
    with pytest.raises(UserError, match="row 3 is not UTF-8"):
        read_text(path)
    path.write_bytes(FILE.encode("utf-16"))
    with pytest.raises(UserError, match="row 1 is not UTF-8"):
        read_text(path)
    with pytest.raises(UserError, match="cannot be read"):
        read_text(tmp_path / "none.csv")


async def test_only_new_rows_are_given_wherever_they_stand(tmp_path: Path):
    path = tmp_path / "shops.csv"
    path.write_text(FILE)
    source = CsvFile(CsvOptions(path=path))
    *_, last = await look(source)
    assert await look(source, bookmark=last.bookmark) == []
    path.write_text(FILE.replace("Glow,", "New,new.test,,,,,\nGlow,", 1))
    (new,) = await look(source, bookmark=last.bookmark)
    assert new.site == "https://new.test/"


def test_a_relative_path_lies_beside_the_configuration(tmp_path: Path):
    options = CsvOptions.model_validate({"path": "shops.csv"}, context={"folder": tmp_path})
    assert options.path == tmp_path / "shops.csv"
