"""Shops on the map."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pydantic import ValidationError

from leadwright.domain.errors import UserError
from leadwright.sources.openstreetmap import CREDIT, OpenStreetMap, OpenStreetMapOptions, question
from tests.sources.fakeweb import FakeWeb, look, looked


def element(number: int, **tags: str) -> dict[str, object]:
    known = {"name": f"Shop {number}", "shop": "clothes", "website": f"https://shop{number}.test"}
    return {"type": "node", "id": number, "lat": 1.0, "lon": 2.0, "tags": known | tags}


ELEMENTS = [
    element(20, website="shop20.test/?utm_source=osm"),
    element(3, **{"addr:city": "Leeds", "phone": "+44 1", "email": "a@b.test"}),
    {**element(7), "type": "way"},
]
OVERPASS = json.dumps({"version": 0.6, "elements": ELEMENTS})
URL = "https://overpass-api.de/api/interpreter"


def source(**options: object) -> OpenStreetMap:
    return OpenStreetMap(OpenStreetMapOptions.model_validate({"area": "Leeds"} | options))


async def test_shops_in_the_order_of_the_map():
    web = FakeWeb({URL: OVERPASS})
    found = await look(source(), web)
    assert [one.url.partition("org/")[2] for one in found] == ["node/3", "node/20", "way/7"]
    assert [one.site for one in found] == ["https://shop3.test/", "https://shop20.test/", "https://shop7.test/"]
    assert found[0].text == f"shop=clothes, addr:city=Leeds\n{CREDIT}"
    assert "a@b.test" not in str(found)
    assert 'area["name"="Leeds"]' in parse_qs(web.bodies[0].decode())["data"][0]


async def test_new_shops_have_larger_numbers():
    *_, last = await look(source(), FakeWeb({URL: OVERPASS}))
    more = json.dumps({"elements": [*ELEMENTS, {**element(100), "type": "way"}]})
    assert [one.title for one in await look(source(), FakeWeb({URL: more}), last.bookmark)] == ["Shop 100"]


@pytest.mark.parametrize(
    "tags",
    [
        {"website": "https://www.instagram.com/shop"},
        {"website": "", "contact:website": ""},
        {"website": "ask inside"},
        {"name": ""},
    ],
)
async def test_a_shop_without_a_name_or_a_site_of_its_own_is_none(tags: dict[str, str]):
    assert await look(source(), FakeWeb({URL: json.dumps({"elements": [element(1, **tags)]})})) == []


async def test_what_the_server_could_not_finish_is_told_after_what_it_could():
    late = json.dumps({"elements": ELEMENTS, "remark": 'runtime error: Query timed out in "query" at line 1'})
    found, fault = await looked(source(), FakeWeb({URL: late}))
    assert len(found) == 3
    assert "timed out" in fault.facts["why"]


async def test_a_bad_element_is_told_with_its_place():
    bad = json.dumps({"elements": [element(1), {"type": "node", "id": "x"}, element(2)]})
    found, fault = await looked(source(), FakeWeb({URL: bad}))
    assert [one.title for one in found] == ["Shop 1", "Shop 2"]
    assert "$.elements[1]" in fault.facts["why"]


async def test_an_extract_of_either_format(tmp_path: Path):
    (tmp_path / "a.json").write_text(OVERPASS)
    features = [{"type": "Feature", "id": f"node/{n}", "properties": element(n)["tags"]} for n in (1, 2)]
    (tmp_path / "b.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    for name, number in (("a.json", 3), ("b.geojson", 2)):
        made = OpenStreetMap(OpenStreetMapOptions(extract=tmp_path / name))
        assert len(await look(made)) == number
        assert made.apis == frozenset()
    with pytest.raises(UserError, match="cannot be read"):
        await look(OpenStreetMap(OpenStreetMapOptions(extract=tmp_path / "none.json")))


def test_a_box_and_kinds():
    asked_for = question(OpenStreetMapOptions(area="53.7,-1.6,53.9,-1.4", kinds=("shop=clothes", "craft")))
    assert 'nwr["shop"="clothes"]["name"]["website"](53.7,-1.6,53.9,-1.4);' in asked_for
    assert 'nwr["craft"]["name"]["contact:website"](53.7,-1.6,53.9,-1.4);' in asked_for
    assert "area[" not in asked_for


@pytest.mark.parametrize("options", [{}, {"area": 'x"];out;'}, {"area": "Leeds", "kinds": ['shop=a"];']}])
def test_a_question_that_is_none_is_refused(options: dict[str, object]):
    with pytest.raises(ValidationError):
        OpenStreetMapOptions.model_validate(options)


async def test_new_nodes_and_old_shops_with_a_new_site_are_found_later():
    *_, last = await look(source(), FakeWeb({URL: OVERPASS}))
    more = json.dumps({"elements": [*ELEMENTS, element(100), element(1)]})
    found = await look(source(), FakeWeb({URL: more}), last.bookmark)
    assert [one.title for one in found] == ["Shop 1", "Shop 100"]


async def test_a_long_answer_can_go_on_from_several_places():
    web = FakeWeb({URL: json.dumps({"elements": [element(number) for number in range(1, 121)]})})
    found = await look(source(), web)
    marks = [number for number, one in enumerate(found, 1) if one.bookmark]
    assert marks == [50, 100, 120]
    assert [one.title for one in await look(source(), web, found[99].bookmark)] == [one.title for one in found[100:]]


async def test_more_shops_than_one_answer_brings_are_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("leadwright.sources.openstreetmap.MOST", 2)
    web = FakeWeb({URL: OVERPASS})
    found, cut = await looked(source(), web)
    assert len(found) == 2
    assert (cut.code, cut.facts["rows"]) == ("source-cut", 2)
    assert parse_qs(web.bodies[0].decode())["data"][0].endswith("out tags 3;")
    assert (await looked(source(), FakeWeb({URL: json.dumps({"elements": ELEMENTS[:2]})})))[1] is None
