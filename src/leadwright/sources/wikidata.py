"""Wikidata: firms with an official website, by what they are and where.

What is read
    One answer of the query service (https://query.wikidata.org, SPARQL 1.1): label, description and official website
    (P856) of things that are an instance (P31) of the classes, in the countries (P17) of the watch.
Terms
    ``open``: CC0 (https://www.wikidata.org/wiki/Wikidata:Licensing).
Pace
    One question a look; the service allows 60 seconds of work a minute for each user agent, so once a day or less. Of
    an answer with more than 5,000 rows the rest is passed over, and the operator is told.
The site
    The official website.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from msgspec import Raw, Struct
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from leadwright.domain.errors import Drop
from leadwright.domain.lead import Sighting, Watch
from leadwright.sources.given import not_given
from leadwright.sources.links import TEXT_KEPT, TITLE_KEPT, host_of, is_own_site, tidy
from leadwright.sources.payload import decoded, entries
from leadwright.sources.reach import Reach

MOST = 5_000  # rows of one answer; one more is asked for, which shows that there are more
ONLINE_SHOP = "Q4382945"

Item = Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]{0,11}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class Value(Struct):
    """One value of a row."""

    value: str


class Row(Struct):
    """One firm."""

    item: Value
    site: Value
    itemLabel: Value | None = None  # noqa: N815  # as the service names it
    itemDescription: Value | None = None  # noqa: N815


class Rows(Struct):
    """The rows of an answer."""

    bindings: list[Raw]


class Answer(Struct):
    """An answer in SPARQL 1.1 Query Results JSON."""

    results: Rows


class WikidataOptions(BaseModel):
    """The keys of a ``[watch.NAME]`` table with ``source = "wikidata"``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    classes: tuple[Item, ...] = Field(default=(ONLINE_SHOP,), min_length=1)
    countries: tuple[Country, ...] = ()  # ISO 3166-1 alpha-2; none means anywhere
    languages: str = Field(default="en", pattern=r"^[a-z]{2,3}(,[a-z]{2,3}){0,9}$")
    endpoint: str = Field(default="https://query.wikidata.org/sparql", pattern=r"^https?://[^\s?#]{3,200}$")


class Wikidata:
    """One question."""

    Options = WikidataOptions
    place = "wikidata"

    def __init__(self, options: WikidataOptions) -> None:
        """Ask what the options say."""
        self._options = options
        self.apis = frozenset({host_of(options.endpoint)})

    async def look(self, watch: Watch, bookmark: str | None, reach: Reach) -> AsyncIterator[Sighting]:
        """Give the firms that were not given before; what is no row is told at the end.

        Raises Drop(``source-cut``) at the end where there are more than ``MOST`` rows.
        """
        url = f"{self._options.endpoint}?{urlencode({'query': question(self._options), 'format': 'json'})}"
        page = await reach.web.fetch(url, headers={"Accept": "application/sparql-results+json"})
        if page.status == 304:
            return
        place = self._options.endpoint
        answer = decoded(page.html, Answer, url=place)
        rows, fault = entries(answer.results.bindings[:MOST], Row, url=place, place="$.results.bindings")
        found: dict[str, Sighting] = {}
        for row in rows:
            if is_own_site(row.site.value):
                sighting = sighting_of(row, watch, seen=reach.clock.now())
                found.setdefault(sighting.key, sighting)
        for sighting in not_given(sorted(found.values(), key=_order), bookmark, each=False):
            yield sighting
        if len(answer.results.bindings) > MOST:
            also = f"; {fault.facts['why']}" if fault else ""
            raise Drop("source-cut", rows=MOST, why=f"more than {MOST} rows{also}")
        if fault:
            raise fault


def question(options: WikidataOptions) -> str:
    """Write the question in SPARQL: things of the classes with an official website, in the countries."""
    classes = " ".join(f"wd:{item}" for item in options.classes)
    codes = " ".join(f'"{code}"' for code in options.countries)
    where = f"?item wdt:P17 ?country. ?country wdt:P297 ?code. VALUES ?code {{ {codes} }} " if codes else ""
    return (
        "SELECT ?item ?itemLabel ?itemDescription ?site WHERE { "
        f"VALUES ?class {{ {classes} }} ?item wdt:P31 ?class. ?item wdt:P856 ?site. {where}"
        f'SERVICE wikibase:label {{ bd:serviceParam wikibase:language "{options.languages}". }} }} '
        f"ORDER BY ?item LIMIT {MOST + 1}"
    )


def sighting_of(row: Row, watch: Watch, *, seen: datetime) -> Sighting:
    """Make a sighting of a row."""
    return Sighting(
        source=watch.source,
        url=row.item.value,
        title=(row.itemLabel.value if row.itemLabel else "")[:TITLE_KEPT],
        text=(row.itemDescription.value if row.itemDescription else "")[:TEXT_KEPT],
        at=seen,
        seen=seen,
        site=tidy(row.site.value),
        watch=watch.name,
    )


def _order(firm: Sighting) -> str:
    """Order by the items' numbers, which only grow; the bookmark does not rest on it, old items get sites too."""
    return firm.url.rpartition("Q")[2].zfill(15)
