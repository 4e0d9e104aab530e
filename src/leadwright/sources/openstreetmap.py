"""OpenStreetMap: shops with a website of their own, by area and kind.

What is read
    One answer of an Overpass API (https://wiki.openstreetmap.org/wiki/Overpass_API), or an extract on this machine
    as Overpass JSON or GeoJSON: name, kind and website of each shop. E-mail addresses and phones of the map are not
    read; an address counts only where the brand's own page shows it.
Terms
    ``open``: © OpenStreetMap contributors, Open Database License (https://www.openstreetmap.org/copyright). The words
    are kept with each sighting and have to be shown wherever the data are.
Pace
    One question a look; the public servers ask for few of them, so once a day or less. 429 and 504 are waited for.
The site
    ``website``, ``contact:website`` or ``url`` of the shop; a chain's ``brand:website`` is not the shop's own.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from msgspec import Raw, Struct, field
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from leadwright.domain.errors import Drop, UserError
from leadwright.domain.lead import Sighting, Watch
from leadwright.sources.files import beside, read_bytes
from leadwright.sources.given import not_given
from leadwright.sources.links import TITLE_KEPT, host_of, is_own_site, tidy
from leadwright.sources.payload import decoded, entries
from leadwright.sources.reach import Reach

CREDIT = "© OpenStreetMap contributors, ODbL"
EXTRACT_BYTES = 200_000_000
SECONDS = 60  # that the server may work on a question
MOST = 20_000  # shops of one answer; one more is asked for, which shows that there are more
_SITES = ("website", "contact:website", "url")

Kind = Annotated[str, StringConstraints(pattern=r"^[a-z_]{2,40}(=[a-z_;]{1,60})?$")]


class Element(Struct):
    """One thing on the map as Overpass gives it."""

    type: str
    id: int
    tags: dict[str, str] = {}  # msgspec copies it


class Overpass(Struct):
    """An answer of an Overpass API; ``remark`` says what went wrong on the way."""

    elements: list[Raw]
    remark: str = ""


class Feature(Struct):
    """One thing on the map as GeoJSON gives it."""

    properties: dict[str, object] | None
    id: str | int = ""


class GeoJson(Struct):
    """An extract as GeoJSON (RFC 7946)."""

    features: list[Raw]


class Kindly(Struct):
    """What tells an extract's format."""

    kind: str = field(default="", name="type")


class OpenStreetMapOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "openstreetmap"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    area: str = Field(default="", max_length=100)  # a name such as Leeds, or south,west,north,east in degrees
    kinds: tuple[Kind, ...] = ("shop",)  # tags: shop, shop=clothes, craft=jeweller
    endpoint: str = Field(default="https://overpass-api.de/api/interpreter", pattern=r"^https?://[^\s?#]{3,200}$")
    extract: Path | None = None  # a file instead of the endpoint

    beside_configuration = field_validator("extract")(beside)

    @model_validator(mode="after")
    def ask_for_a_place(self) -> "OpenStreetMapOptions":
        """The whole world is no question."""
        if self.extract is None and not self.area.strip():
            raise ValueError('name an area, such as area = "Leeds", or an extract on this machine')
        if any(mark in self.area for mark in '"\\[]();'):
            raise ValueError("area: a name without quotes and brackets, or four numbers with commas between them")
        return self


class OpenStreetMap:
    """One area."""

    Options = OpenStreetMapOptions
    place = "openstreetmap"

    def __init__(self, options: OpenStreetMapOptions) -> None:
        """Ask what the options say."""
        self._options = options
        self.apis = frozenset({host_of(options.endpoint)}) if options.extract is None else frozenset()

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the shops that were not given before; what is no shop of the map is told at the end.

        Raises Drop(``source-cut``) at the end where an endpoint has more than ``MOST`` shops.
        """
        path = self._options.extract
        if path is not None:
            text, url = read_extract(path), path.name
        else:
            url = self._options.endpoint
            page = await reach.web.fetch(
                url,
                headers={"Content-Type": "application/x-www-form-urlencoded"},
                body=urlencode({"data": question(self._options)}).encode(),
            )
            text = page.html
        shops, fault = read_shops(text, url=url)
        cut = path is None and len(shops) > MOST
        kept, now = shops[: MOST if cut else None], reach.clock.now()
        found = {one.key: one for shop in kept if (one := sighting_of(shop, watch, seen=now))}
        for sighting in not_given(sorted(found.values(), key=_order), bookmark, each=False):
            yield sighting
        if cut:
            also = f"; {fault.facts['why']}" if fault else ""
            raise Drop("source-cut", rows=MOST, why=f"more than {MOST} shops: name a smaller area{also}")
        if fault:
            raise fault


def question(options: OpenStreetMapOptions) -> str:
    """Write the question in Overpass QL: named shops of the kinds, with a website, in the area."""
    area = options.area.strip()
    box = area if _is_box(area) else ""
    inside = f"({box})" if box else "(area.where)"
    where = "" if box else f'area["name"="{area}"]->.where;'
    asked = "".join(
        f'nwr["{key}"{f"={value!r}" if value else ""}]["name"]["{site}"]{inside};'.replace("'", '"')
        for key, _, value in (kind.partition("=") for kind in options.kinds)
        for site in _SITES
    )
    return f"[out:json][timeout:{SECONDS}];{where}({asked});out tags {MOST + 1};"


def _is_box(area: str) -> bool:
    parts = area.split(",")
    return len(parts) == 4 and all(part.strip().lstrip("-").replace(".", "", 1).isdecimal() for part in parts)


def read_extract(path: Path) -> str:
    """Read a file. Raises UserError where it is not there, too large, or in another encoding."""
    try:
        return read_bytes(path, EXTRACT_BYTES, too_large="cut a smaller area").decode("utf-8")
    except UnicodeDecodeError:
        raise UserError(f"{path.name} is not UTF-8: save it as JSON or GeoJSON") from None


Shop = tuple[str, Mapping[str, str]]
"""The place of a shop on the map (such as node/7) and its tags."""


def read_shops(text: str, *, url: str) -> tuple[list[Shop], Drop | None]:
    """Read Overpass JSON or GeoJSON; give the shops, and what to raise after them."""
    if decoded(text, Kindly, url=url).kind == "FeatureCollection":
        features, fault = entries(decoded(text, GeoJson, url=url).features, Feature, url=url, place="$.features")
        return [(_named(one), _texts(one.properties or {})) for one in features], fault
    answer = decoded(text, Overpass, url=url)
    fault = Drop("unreadable", url=url, why=answer.remark[:300]) if "error" in answer.remark.lower() else None
    things, fault = entries(answer.elements, Element, url=url, place="$.elements", known=fault)
    return [(f"{one.type}/{one.id}", one.tags) for one in things], fault


def _named(feature: Feature) -> str:
    return str(feature.id or (feature.properties or {}).get("@id") or (feature.properties or {}).get("name") or "")


def _texts(properties: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in properties.items() if isinstance(value, str)}


def sighting_of(shop: Shop, watch: Watch, *, seen: datetime) -> Sighting | None:
    """Make a sighting of a shop; None where it has no name or no site of its own."""
    place, tags = shop
    site = next(iter(_sites(tags)), None)
    name = tags.get("name", "").strip()
    if not name or site is None:
        return None
    kinds = ", ".join(f"{key}={tags[key]}" for key in ("shop", "craft", "office", "addr:city") if tags.get(key))
    return Sighting(
        source=watch.source,
        url=f"https://www.openstreetmap.org/{place}",
        title=name[:TITLE_KEPT],
        text=f"{kinds}\n{CREDIT}".strip(),
        at=seen,
        seen=seen,
        site=site,
        watch=watch.name,
    )


def _order(shop: Sighting) -> tuple[str, str]:
    """Order by the map's numbers, which only grow; the bookmark does not rest on it, old shops get sites too."""
    kind, _, number = shop.url.rpartition("/")
    return kind, number.zfill(15)


def _sites(tags: Mapping[str, str]) -> Iterator[str]:
    for key in _SITES:
        said = tags.get(key, "").split(";")[0].strip()[:500]
        url = said if "://" in said else f"https://{said}"
        if said and is_own_site(url):
            yield tidy(url)
