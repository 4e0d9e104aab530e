"""Firms of Wikidata."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import ValidationError

from leadwright.sources.wikidata import Wikidata, WikidataOptions
from tests.sources.fakeweb import FakeWeb, look, looked


def row(number: int, site: str = "", **more: str) -> dict[str, object]:
    said = {"item": f"http://www.wikidata.org/entity/Q{number}", "site": site or f"https://firm{number}.test/"} | more
    return {name: {"type": "literal", "value": value} for name, value in said.items()}


ROWS = [row(12, itemLabel="Firm 12", itemDescription="online shop"), row(5, itemLabel="Firm 5"), row(7)]


def answer(rows: list[dict[str, object]]) -> str:
    return json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": rows}})


SPARQL = answer(ROWS)


async def test_firms_in_the_order_of_their_numbers():
    web = FakeWeb(lambda _: SPARQL)
    made = Wikidata(WikidataOptions(countries=("GB", "IE")))
    found = await look(made, web)
    assert [(one.title, one.site) for one in found] == [
        ("Firm 5", "https://firm5.test/"),
        ("", "https://firm7.test/"),
        ("Firm 12", "https://firm12.test/"),
    ]
    assert found[-1].text == "online shop"
    asked = parse_qs(urlsplit(web.asked[0]).query)
    assert 'VALUES ?code { "GB" "IE" }' in asked["query"][0]
    assert "wd:Q4382945" in asked["query"][0]
    assert await look(made, web, found[-1].bookmark) == []


async def test_an_old_item_that_got_a_site_is_found_later():
    made = Wikidata(WikidataOptions())
    *_, last = await look(made, FakeWeb(lambda _: SPARQL))
    later = FakeWeb(lambda _: answer([*ROWS, row(6, itemLabel="Firm 6")]))
    assert [one.title for one in await look(made, later, last.bookmark)] == ["Firm 6"]


async def test_a_firm_without_a_site_of_its_own_and_a_second_site():
    rows = [row(1, "https://www.facebook.com/firm"), row(2), row(2, "https://other.test/")]
    assert [one.site for one in await look(Wikidata(WikidataOptions()), FakeWeb(lambda _: answer(rows)))] == [
        "https://firm2.test/"
    ]


async def test_a_bad_row_takes_no_other_along():
    web = FakeWeb(lambda _: answer([row(1), {"item": {"value": 5}}, row(3)]))
    found, fault = await looked(Wikidata(WikidataOptions()), web)
    assert [one.site for one in found] == ["https://firm1.test/", "https://firm3.test/"]
    assert "$.results.bindings[1]" in fault.facts["why"]


async def test_what_one_answer_cannot_hold_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("leadwright.sources.wikidata.MOST", 3)
    made = Wikidata(WikidataOptions())
    web = FakeWeb(lambda _: answer([*ROWS, row(20)]))
    found, cut = await looked(made, web)
    assert [one.site for one in found] == [f"https://firm{number}.test/" for number in (5, 7, 12)]
    assert (cut.code, cut.facts["rows"]) == ("source-cut", 3)
    assert parse_qs(urlsplit(web.asked[0]).query)["query"][0].endswith("LIMIT 4")
    _, cut = await looked(made, FakeWeb(lambda _: answer([*ROWS[:2], {"item": {}}, row(20)])))
    assert cut.facts["why"].startswith("more than 3 rows; ")
    again, cut = await looked(made, web, found[-1].bookmark)
    assert (again, cut.code) == ([], "source-cut")
    assert (await looked(made, FakeWeb(lambda _: SPARQL)))[1] is None


@pytest.mark.parametrize("options", [{"classes": []}, {"classes": ["Q1} x"]}, {"countries": ["gb"]}])
def test_a_question_that_is_none_is_refused(options: dict[str, object]):
    with pytest.raises(ValidationError):
        WikidataOptions.model_validate(options)
